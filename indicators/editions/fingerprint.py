"""What a presentation says, whatever wrote it: every text, table cell and chart figure as one fingerprint."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

_TEXT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_VALUE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}v"
_NUMBER: Final = re.compile(r"-?\d+\.\d+(?:[eE][+-]?\d+)?")
_PARTS: Final = re.compile(r"ppt/(slides|notesSlides|charts)/[a-zA-Z]+(\d+)\.xml")


def fingerprint(presentation: bytes) -> str:
    """SHA-256 of the content in order of slide; styles, places, ids and the library's own marks are left out."""
    told = "\n".join(words(presentation))
    return hashlib.sha256(told.encode()).hexdigest()


def words(presentation: bytes) -> Iterator[str]:
    """Every text and figure, part by part."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(presentation)) as book:
        named = [(found[1], int(found[2]), name) for name in book.namelist() if (found := _PARTS.fullmatch(name))]
        for kind, number, name in sorted(named):
            yield f"{kind} {number}"
            for element in etree.fromstring(book.read(name), parser).iter(_TEXT, _VALUE):
                if element.text and element.text.strip():
                    told = element.text.strip()
                    yield told if element.tag == _TEXT else figure(told)


def figure(told: str) -> str:
    """A chart's figure to twelve digits; the last ones are the processor's and the arithmetic's, not the result's."""
    return f"{float(told):.12g}" if _NUMBER.fullmatch(told) else told
