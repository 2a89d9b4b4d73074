"""A few rows around one cell of a received text file, so that a reader sees the figure where it stands."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

ROWS_BEFORE: Final = 2
ROWS_AFTER: Final = 1
WIDEST: Final = 6
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9]\d*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Column letters, numbered rows of texts, and which row and column hold the figure."""

    letters: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    row: int
    letter: str


def around(content: bytes, cell: str) -> Excerpt | None:
    """The rows around a cell such as `F12` of a CSV file in UTF-8; None where the file has no such cell."""
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        return None
    letter, number = match[1], int(match[2])
    lines = content.decode("utf-8-sig").splitlines()
    first = max(1, number - ROWS_BEFORE)
    chosen = list(islice(lines, first - 1, number + ROWS_AFTER))
    header = next((line for line in lines if line and not line.startswith("#")), "")
    table = list(csv.reader(io.StringIO("\n".join(chosen)), delimiter=_separator(header)))
    column = _index(letter)
    if len(table) <= number - first or column >= len(table[number - first]):
        return None
    start = max(0, min(column - WIDEST // 2, max(map(len, table)) - WIDEST))
    letters = tuple(_letter(i) for i in range(start, min(start + WIDEST, max(map(len, table)))))
    rows = tuple((first + i, tuple(row[start : start + WIDEST])) for i, row in enumerate(table))
    return Excerpt(letters=letters, rows=rows, row=number, letter=letter)


def _separator(header: str) -> str:
    return max(";,\t", key=header.count)


def _index(letter: str) -> int:
    number = 0
    for character in letter:
        number = number * 26 + ord(character) - ord("A") + 1
    return number - 1


def _letter(index: int) -> str:
    name = ""
    while index >= 0:
        name, index = chr(ord("A") + index % 26) + name, index // 26 - 1
    return name
