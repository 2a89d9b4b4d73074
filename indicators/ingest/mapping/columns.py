"""Columns by letters: one, a span, a list, or everything to the right."""

from __future__ import annotations

import re
from typing import Final

LAST: Final = 16384
"""Excel's last column, XFD."""

_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_PART: Final = re.compile(r"([A-Z]{1,3})(?:(:)([A-Z]{1,3})?)?")


def number(letters: str) -> int:
    """The number of a column counted from 1: 27 for `AA`; 0 for what is no column."""
    counted = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            return 0
        counted = counted * 26 + ord(letter) - 64
    return counted if counted <= LAST else 0


def letters(number: int) -> str:
    """The letters of a column counted from 1."""
    made = ""
    while number:
        number, rest = divmod(number - 1, 26)
        made = chr(65 + rest) + made
    return made


def address(row: int, column: int) -> str:
    """The address of a place, such as `G14`."""
    return f"{letters(column)}{row}"


def place(address: str) -> tuple[int, int] | None:
    """Row and column of an address; None for what is no address."""
    found = _CELL.fullmatch(address)
    return (int(found[2]), number(found[1])) if found and number(found[1]) else None


def is_span(text: str) -> bool:
    """Whether a text names columns, such as `F`, `F:O`, `B, D` or `F:`."""
    parts = [_PART.fullmatch(part.strip()) for part in text.split(",")]
    return all(part and number(part[1]) and (not part[3] or number(part[1]) <= number(part[3])) for part in parts)


def is_open(text: str) -> bool:
    """Whether a span goes on to the right for as long as there are headings."""
    return text.rstrip().endswith(":")


def span(text: str, headed: frozenset[int] = frozenset()) -> tuple[int, ...]:
    """The columns that a text names, in its order; `headed` are those that an open span may take."""
    named: list[int] = []
    for part in text.split(","):
        first, colon, last = part.strip().partition(":")
        begin, end = number(first), number(last) if last else number(first)
        endless = bool(colon) and not last
        named += sorted(each for each in headed if each >= begin) if endless else range(begin, end + 1)
    return tuple(dict.fromkeys(named))


def corners(merged: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row and last column of a merged range."""
    first, _, last = merged.partition(":")
    begin, end = place(first), place(last or first)
    return (*begin, *end) if begin and end else None
