"""What a case of the table of awkward and hostile files is: a file, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from indicators.ingest.workbook.book import Book, Cell
from indicators.ingest.workbook.places import NUMBER_OF


@dataclass(frozen=True, kw_only=True)
class Case:
    """A file that is accepted with these cells, or refused with this code and these words."""

    name: str
    make: Callable[[], bytes]
    cells: Mapping[str, str] = field(default_factory=dict)
    """Of an accepted file: `A1`, or `Blad2!A1`, and what `shown` says of it; '' for an empty one."""
    also: Callable[[Book], bool] = bool
    """What else is true of the book."""
    code: str = ""
    """Of a refused file."""
    words: str = ""
    """What the refusal names, such as the cell."""
    file_name: str = "uppgifter.xlsx"


def shown(cell: Cell | None) -> str:
    """`number 12.5 General`; formulas with `=` first."""
    if cell is None:
        return ""
    return f"{'=' if cell.is_formula else ''}{cell.kind} {cell.raw} {cell.format}".strip()


def cell_at(book: Book, place: str) -> Cell | None:
    """The cell at `A1` of the first sheet, or at `Blad2!A1`."""
    name, mark, address = place.rpartition("!")
    sheet = book.sheet(name) if mark else book.sheets[0]
    letters = address.rstrip("0123456789")
    return sheet.cell(int(address[len(letters) :]), NUMBER_OF[letters]) if sheet else None
