"""The sheet Fel of a marked workbook: what it is called, and how it is known again so that nobody reads it as data."""

from __future__ import annotations

from typing import Final

from indicators.ingest.template.grid import Grid
from indicators.ingest.workbook.book import Sheet

NAME: Final = "Fel"
HEADS: Final = ("Blad", "Cell", "Du skrev", "Ska vara", "Råd")
HEAD_ROW: Final = 4


def is_fault_list(sheet: Sheet) -> bool:
    """Whether a received sheet is the list that we put first in a marked workbook."""
    if not sheet.name.startswith(NAME):
        return False
    grid = Grid(sheet)
    return tuple(grid.text(HEAD_ROW, column) for column in range(1, len(HEADS) + 1)) == HEADS
