"""What sort of file it is, judged by its first bytes; whatever cannot be read is refused with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indicators.ingest.workbook.limits import FILE_BYTES
from indicators.ingest.workbook.refusals import refusal

_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL: Final = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
_OTHER: Final[Mapping[bytes, str]] = {
    b"%PDF": "en PDF",
    b"{\\rtf": "ett textdokument (RTF)",
    b"\x89PNG": "en bild",
    b"\xff\xd8\xff": "en bild",
    b"GIF8": "en bild",
    b"\x1f\x8b": "ett packat arkiv (gzip)",
    b"7z\xbc\xaf": "ett packat arkiv (7z)",
    b"Rar!": "ett packat arkiv (rar)",
}
_MARKUP: Final = (
    b"<!doctype",
    b"<html",
    b"<?xml",
    b"<table",
    b"<meta",
    b"<head",
    b"<body",
    b"<style",
    b"mime-version:",
)
_BOM: Final = b"\xef\xbb\xbf"


def is_zip(content: bytes) -> bool:
    """True for a zip archive (to be opened as a workbook), False for text; raises for everything else."""
    if not content.strip(b"\0\t\n\r \x1a"):
        raise refusal("empty")
    if len(content) > FILE_BYTES:
        raise refusal("too-large")
    if content.startswith(_OLE):
        raise refusal(_ole(content))
    if content.startswith(_OLD_EXCEL):
        raise refusal("old-excel")
    if content.startswith(_EMPTY_ZIP):
        raise refusal("not-a-workbook")
    if content.startswith(_ZIP):
        return True
    _refuse_other_text(content)
    return False


def _ole(content: bytes) -> str:
    """What an old Office container is, by the names in its directory."""
    if _utf16("EncryptedPackage") in content:
        return "password"
    if _utf16("Workbook") in content or _utf16("Book") in content:
        return "old-excel"
    return "not-a-workbook"


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _refuse_other_text(content: bytes) -> None:
    for start, what in _OTHER.items():
        if content.startswith(start):
            raise refusal("other-document", what=what)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refusal("unicode-text")
    if content[:1024].removeprefix(_BOM).lstrip().lower().startswith(_MARKUP):
        raise refusal("web-page")
