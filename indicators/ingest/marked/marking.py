"""Red cells with comments in the user's own workbook, after the marks of an earlier turn are gone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, Final
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from indicators.batches import Finding
from indicators.errors import FileError
from indicators.ingest.marked import faults, sheet
from indicators.ingest.marked.clearing import OURS, cell_of, clear, color_of
from indicators.ingest.marked.sheet import Place
from indicators.ingest.template import fault_list, look
from indicators.ingest.workbook.book import Book, FileKind

MOST_COMMENTS: Final = 500
MOST_BYTES: Final = 16 * 1024 * 1024
"""Unpacked; above it reopening takes seconds and hundreds of megabytes."""
MOST_MERGED: Final = 200_000
"""Cells in merged ranges: each becomes an object when the file is reopened."""
AUTHOR: Final = "Lägesbild 2020"

_BROKEN: Final = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError, SyntaxError),
    *(NotImplementedError, BadZipFile, InvalidFileException),
)
"""What openpyxl raises on parts that the reading never looks at; SyntaxError is faulty XML."""
_BELOW: Final = "Röda celler i bladen har samma råd i en kommentar. Det här bladet läses inte vid uppladdning."
_LOST: Final = " Bilder, former och makron kan saknas i den här kopian."


def can_mark(content: bytes, book: Book) -> bool:
    """Whether the file can be reopened safely; otherwise the findings go in a list of their own."""
    if book.kind is FileKind.CSV or not zipfile.is_zipfile(io.BytesIO(content)):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    merged = sum(_cells(area) for part in book.sheets for area in part.merged)
    return unpacked <= MOST_BYTES and merged <= MOST_MERGED


def marked(content: bytes, book: Book, findings: Sequence[Finding]) -> bytes:
    """The user's file with the sheet Fel first; a FileError where it cannot be reopened safely."""
    if not can_mark(content, book):
        raise _cannot()
    try:
        workbook = load_workbook(io.BytesIO(content), keep_vba=False)
        _mark(workbook, findings, below=_BELOW + (_LOST if _loses(content) else ""))
        made = io.BytesIO()
        workbook.save(made)
    except _BROKEN as fault:
        raise _cannot() from fault
    return made.getvalue()


def _mark(workbook: Workbook, findings: Sequence[Finding], *, below: str) -> None:
    clear(workbook)
    by_cell: dict[Place, list[Finding]] = {}
    for finding in faults.errors(findings):
        if finding.cell and finding.sheet in workbook.sheetnames:
            by_cell.setdefault((finding.sheet, finding.cell), []).append(finding)
    colors = _color(workbook, by_cell)
    first = workbook.create_sheet(fault_list.NAME, 0)  # a sheet of the user's with that name keeps it
    sheet.fill(first, findings, below=below, linked=workbook.sheetnames, colors=colors)
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is first  # two selected sheets are written in at once
    workbook.active = 0


def _color(workbook: Workbook, by_cell: Mapping[Place, Sequence[Finding]]) -> dict[Place, str]:
    """Mark the cells; the answer is what colour each one had before."""
    before: dict[Place, str] = {}
    reds: dict[bytes, Any] = {}
    for number, ((name, address), findings) in enumerate(by_cell.items()):
        cell = cell_of(workbook[name], address)
        before[name, address] = color_of(cell)
        plain = cell._style.tobytes()
        if plain not in reds:  # working out a style is what takes time, and most cells are styled alike
            cell.fill = look.fill(look.FAULTY)
            reds[plain] = copy(cell._style)
        cell._style = copy(reds[plain])
        if number < MOST_COMMENTS:
            _comment(cell, faults.comment(findings))
    return before


def _comment(cell: Cell, text: str) -> None:
    own = f"{cell.comment.text}{OURS}" if cell.comment else ""
    cell.comment = Comment(own + text, AUTHOR, height=24 + 20 * (1 + text.count("\n") + len(text) // 40), width=300)


def _cells(area: str) -> int:
    left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(area))
    return (right - left + 1) * (bottom - top + 1)


def _loses(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    return any(name.startswith(("xl/drawings/drawing", "xl/media/")) or "vbaProject" in name for name in names)


def _cannot() -> FileError:
    reason = "Filen kan inte märkas utan risk."
    return FileError("cannot-mark", reason, "Ladda ner listan med felen i stället.")
