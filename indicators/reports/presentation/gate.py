"""The gate for a template that somebody hands in: what it may hold, judged before anything in it is opened."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from indicators.errors import FileError
from indicators.ingest.workbook import markup
from indicators.ingest.workbook.archive import Archive
from indicators.ingest.workbook.package import links

MOST_BYTES: Final = 50_000_000
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SAVE: Final = "Öppna mallen i PowerPoint, spara den på nytt som .pptx och försök igen."
_TYPES: Final = "[Content_Types].xml"
_TEMPLATE: Final = b"presentationml.template.main+xml"
_PRESENTATION: Final = b"presentationml.presentation.main+xml"
_OBJECTS: Final = re.compile(r"(^|/)(embeddings|activex|ctrlprops)/|oleobject", re.IGNORECASE)
_KNOWN: Final = {
    "member-count": "Mallen består av fler än 300 delar. Ta bort bilder och layouter som inte behövs.",
    "unpacked-size": "Mallen blir orimligt stor när den packas upp. Ta bort stora bilder och filmer ur den.",
    "member-overlap": f"Mallens delar ligger ovanpå varandra, vilket ingen vanlig presentation gör. {_SAVE}",
    "member-name": f"Mallen har delar med otillåtna namn eller två delar med samma namn. {_SAVE}",
    "member-method": f"Mallen är packad på ett sätt som inte kan läsas. {_SAVE}",
    "password": "Mallen är skyddad med lösenord. Ta bort lösenordet under Arkiv, Info, och spara på nytt.",
    "doctype": f"Mallen har en definition (DOCTYPE) som inte hör hemma i en presentation. {_SAVE}",
}
DAMAGED: Final = f"Mallen är skadad och går inte att läsa. {_SAVE}"
OUT_OF_ROOM: Final = "Mallen kräver för mycket minne eller tid och lästes inte färdigt. Ta bort stora bilder ur den."


def too_large(content: bytes) -> str:
    """Why the file is too large to be looked at; empty where it is not."""
    return too_large_words(len(content)) if len(content) > MOST_BYTES else ""


def too_large_words(size: int) -> str:
    """The refusal of a file of so many bytes."""
    most = MOST_BYTES // 1_000_000
    return f"Mallen är {size // 1_000_000} MB; högst {most} MB tas emot. Ta bort stora bilder och filmer ur den."


def refusals(content: bytes) -> list[str]:
    """Everything that the file may not hold, in Swedish; nothing in it is run or fetched."""
    if wrong := _sort(content):
        return [wrong]
    try:
        archive = Archive(content)
        found = [*_macros(archive), *_objects(archive), *_outside(archive)]
        for name in archive.names:
            if name.endswith((".xml", ".rels")):
                markup.scan(archive.open(name))
    except FileError as fault:
        return [_KNOWN.get(fault.code, DAMAGED)]
    return list(dict.fromkeys(found))


def as_presentation(content: bytes) -> bytes:
    """The file as a presentation, where it was saved as a template (.potx); else as it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        if _TEMPLATE not in old.read(_TYPES):
            return content
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                held = old.read(part)
                new.writestr(part, held.replace(_TEMPLATE, _PRESENTATION) if part.filename == _TYPES else held)
    return made.getvalue()


def _sort(content: bytes) -> str:
    if not content:
        return "Filen är tom. Kontrollera att rätt fil valdes."
    if content.startswith(_OLE):
        is_locked = _ENCRYPTED in content
        return _KNOWN["password"] if is_locked else f"Filen är sparad i det äldre formatet .ppt. {_SAVE}"
    return "" if content.startswith(_ZIP) else f"Filen är inte en PowerPoint-fil (.pptx eller .potx). {_SAVE}"


def _macros(archive: Archive) -> Iterator[str]:
    if _TYPES not in archive:
        yield DAMAGED
        return
    with archive.open(_TYPES) as stream:
        types = stream.read()
    if any("vbaproject" in name for name in archive.names) or b"macroEnabled" in types:
        yield "Mallen har makron. Spara den som PowerPoint-presentation (.pptx) utan makron."
    elif _TEMPLATE not in types and _PRESENTATION not in types:
        yield f"Filen är inte en PowerPoint-fil (.pptx eller .potx). {_SAVE}"


def _objects(archive: Archive) -> Iterator[str]:
    found = [name for name in archive.names if _OBJECTS.search(name) and not name.endswith(".rels")]
    if found:
        yield f"Mallen har inbäddade filer eller objekt ({len(found)}: {found[0][:60]}). Ta bort dem."


def _outside(archive: Archive) -> Iterator[str]:
    """Links out of the file, part by part: pictures, films and pages that would be fetched."""
    for name in archive.names:
        folder, file = posixpath.split(name)
        if posixpath.basename(folder) == "_rels" and file.endswith(".rels"):
            part = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            for link in links(archive, part).values():
                if link.is_external:
                    yield f"Mallen länkar ut ur filen, i {part[:60] or 'paketet'} ({link.kind}). Ta bort länken."
                elif link.kind in ("oleObject", "package", "control"):
                    yield f"Mallen har ett inbäddat objekt i {part[:60]}. Ta bort det."
