"""A few rows around one cell of a received file, so that a reader sees the figure where it stands."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from indicators.ingest.workbook.book import Cell, CellKind, Sheet

ROWS_BEFORE: Final = 2
ROWS_AFTER: Final = 1
WIDEST: Final = 6
UNSHOWN: Final = "…"
"""Stands for a cell that is not shown: its row is hidden, or nothing is known of it."""
_WORD: Final = re.compile(r"[^\W\d_]{4}")
_BEGINS_AS_NUMBER: Final = re.compile(r"\W*\d")
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9]\d*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Column letters, numbered rows of texts, and which row and column hold the figure."""

    letters: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    row: int
    letter: str


def is_address(cell: str) -> bool:
    """Whether a place is a cell, rather than a pointer into a service's answer."""
    return _ADDRESS.fullmatch(cell) is not None


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


def on_sheet(sheet: Sheet, cell: str) -> Excerpt | None:
    """The rows around a cell such as `G14` of a sheet; None where nothing stands there.

    Only words to the left of the column and the column itself are told: figures beside it, also those that are written
    as text, belong to other years and places, and what stands to the right may be meant for the reviewer alone.
    """
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        return None
    column, row = _index(match[1]) + 1, int(match[2])
    if sheet.cell(row, column) is None:
        return None
    first = max(1, row - ROWS_BEFORE)
    columns = range(max(1, column - WIDEST + 1), column + 1)
    rows = tuple(
        (number, tuple(_told(sheet.cell(number, place), is_asked=place == column) for place in columns))
        for number in range(first, row + ROWS_AFTER + 1)
    )
    return Excerpt(letters=tuple(_letter(place - 1) for place in columns), rows=rows, row=row, letter=match[1])


def _told(cell: Cell | None, *, is_asked: bool) -> str:
    if cell is None:
        return ""
    return cell.raw if is_asked or (cell.kind is CellKind.TEXT and _is_words(cell.raw)) else UNSHOWN


def _is_words(text: str) -> bool:
    """Whether a text is no figure: without digits, or with a word before them, such as `Narkotika årskurs 9`."""
    if not any(character.isnumeric() for character in text):
        return True
    return _WORD.search(text) is not None and _BEGINS_AS_NUMBER.match(text) is None


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
