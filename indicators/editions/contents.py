"""What each of an edition's files says: every word and number in order, whatever library wrote it."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree, html

from indicators.editions import fingerprint

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET: Final = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_LINKED: Final = ("alt", "src")


def fingerprint_of(kind: str, content: bytes) -> str:
    """SHA-256 of what a file of a kind says; of the presentation the same as the edition's."""
    return hashlib.sha256("\n".join(words(kind, content)).encode()).hexdigest()


def words(kind: str, content: bytes) -> Iterator[str]:
    """Every text and number of a file of a kind; styles, places and the library's own marks are left out."""
    yield from _READERS[kind](content)


def _report(content: bytes) -> Iterator[str]:
    """Word by word: where a line or a page breaks is the typesetter's."""
    from pypdf import PdfReader  # asked for only when an edition is checked

    for page in PdfReader(io.BytesIO(content)).pages:
        yield from page.extract_text().split()


def _appendix(content: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = etree.fromstring(book.read("xl/sharedStrings.xml"), parser)
        texts = ["".join(text.text or "" for text in each.iter(f"{_MAIN}t")) for each in shared]
        named = sorted((int(found[1]), name) for name in book.namelist() if (found := _SHEET.fullmatch(name)))
        for number, name in named:
            yield f"sheet {number}"
            for cell in etree.fromstring(book.read(name), parser).iter(f"{_MAIN}c"):
                value = cell.findtext(f"{_MAIN}v") or "".join(t.text or "" for t in cell.iter(f"{_MAIN}t"))
                if value:
                    told = texts[int(value)] if cell.get("t") == "s" else fingerprint.figure(value)
                    yield f"{cell.get('r')} {told}"


def _page(content: bytes) -> Iterator[str]:
    """Texts, alternative texts and the words that are drawn."""
    for element in html.fromstring(content).iter():
        if not isinstance(element.tag, str) or element.tag in ("style", "script"):
            continue
        alt, source = (element.get(name, "") for name in _LINKED)
        drawing = source.partition(";base64,")[2] if source.startswith("data:image/svg+xml") else ""
        drawn = [t.text_content() for t in html.fromstring(base64.b64decode(drawing)).iter("text")] if drawing else []
        for told in (element.text or "", alt, *drawn, element.tail or ""):
            if told.strip():
                yield " ".join(told.split())


_READERS: Final[dict[str, Callable[[bytes], Iterator[str]]]] = {
    "pptx": fingerprint.words,
    "pdf": _report,
    "xlsx": _appendix,
    "html": _page,
}
