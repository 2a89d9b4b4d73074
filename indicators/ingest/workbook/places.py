"""Addresses in a sheet: from `B7` to row and column and back, inside Excel's grid only."""

from __future__ import annotations

import re
from itertools import chain, product
from string import ascii_uppercase
from typing import Final

from indicators.ingest.workbook.limits import GRID_COLUMNS, GRID_ROWS

_NAMES: Final = chain.from_iterable(map("".join, product(ascii_uppercase, repeat=length)) for length in (1, 2, 3))
LETTERS: Final = tuple(name for _, name in zip(range(GRID_COLUMNS), _NAMES, strict=False))
NUMBER_OF: Final = {letters: number for number, letters in enumerate(LETTERS, start=1)}
_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


def address(row: int, column: int) -> str:
    """`B7` of row 7, column 2."""
    return f"{LETTERS[column - 1]}{row}"


def row_number(text: str) -> int:
    """The number of a row inside the grid, 0 for any other text."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else 0
    return number if number <= GRID_ROWS else 0


def area(text: str) -> int:
    """How many cells a range such as `A1:C3` has, 0 for a text that is none or lies outside the grid."""
    found = _RANGE.fullmatch(text)
    if not found:
        return 0
    left, top, right, bottom = found[1], found[2], found[3] or found[1], found[4] or found[2]
    columns = NUMBER_OF.get(right, 0) - NUMBER_OF.get(left, GRID_COLUMNS) + 1
    rows = row_number(bottom) - (row_number(top) or GRID_ROWS) + 1
    return max(columns, 0) * max(rows, 0)
