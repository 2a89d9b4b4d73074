"""What the user gets back, whatever sort of file it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from indicators.batches import Finding
from indicators.errors import FileError
from indicators.ingest.marked.listing import listing
from indicators.ingest.marked.marking import can_mark, marked
from indicators.ingest.workbook.book import Book

_END: Final = "-rattas"


def returned(file_name: str, content: bytes, book: Book, findings: Sequence[Finding]) -> tuple[str, bytes]:
    """The name and content of the file to give back: the marked workbook, else a list of the findings."""
    name = f"{PurePath(file_name).stem.removesuffix(_END) or 'fil'}{_END}.xlsx"
    if not can_mark(content, book):
        return name, listing(file_name, findings)
    try:
        return name, marked(content, book, findings)
    except FileError:
        return name, listing(file_name, findings)
