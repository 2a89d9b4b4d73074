"""A sheet looked at with a stranger's eyes: where a table begins, and what its columns hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from indicators.ingest.mapping import columns, headings
from indicators.ingest.mapping.block import Array, told
from indicators.ingest.workbook.book import COLUMN, FORMAT, KIND, NUMBER, RAW, ROW, CellKind, Sheet
from indicators.periods import EARLIEST, LATEST

DEPTH: Final = 60
"""Rows from the top in which a table has to begin."""
FIGURE_SHARE: Final = 0.6
_NUMBER: Final = re.compile(r"[-−–]?\d[\d \u00a0\u202f]*(?:[.,]\d+)?\s?%?", re.ASCII)
_MARK: Final = re.compile(r"[.…]{1,3}|[-–−*]+|~\d+")
_NO_FIGURES: Final = re.compile(r"\b(?:sort|.*kod|code|.*nummer|nr|månad\s?nr|vecka|week|dag|id)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column under a header."""

    number: int
    heading: str
    """All header rows joined."""
    texts: tuple[str, ...]
    """The different texts that stand in it."""
    numbers: Array
    is_figures: bool
    is_percent: bool
    """Most of its numbers are shown with a per cent sign."""

    @property
    def letters(self) -> str:
        """The column's letters."""
        return columns.letters(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A sheet with a table of figures in it."""

    sheet: Sheet
    header_rows: tuple[int, ...]
    first: int
    columns: tuple[Column, ...]

    @property
    def figures(self) -> tuple[Column, ...]:
        """The columns with figures."""
        return tuple(column for column in self.columns if column.is_figures)

    @property
    def others(self) -> tuple[Column, ...]:
        """The columns that may hold keys."""
        return tuple(column for column in self.columns if not column.is_figures and column.texts)


def look(sheet: Sheet) -> Seen | None:
    """What is seen of a sheet; None where no table with figures begins near the top."""
    row, column = sheet.cells[ROW].to_numpy(), sheet.cells[COLUMN].to_numpy()
    is_figure = _figures(sheet)
    first = _first(row, is_figure)
    if not first:
        return None
    header_rows = _header(row, column, first)
    over = headings.headers(sheet, header_rows)
    cells = _Cells(sheet, is_figure)
    seen = [
        cells.column(number, over.get(columns.letters(number), ""), here)
        for number, here in _by_column(column, row >= first).items()
        if number not in sheet.hidden_columns
    ]
    if not any(each.is_figures for each in seen):
        return None
    return Seen(sheet=sheet, header_rows=header_rows, first=first, columns=tuple(seen))


def _figures(sheet: Sheet) -> Array:
    """Cells that look like figures and not like years; in a sheet without number cells, such as CSV, by their text."""
    numbers = sheet.cells[NUMBER].to_numpy(dtype="float64")
    is_number = np.asarray(sheet.cells[KIND].to_numpy(dtype=object) == CellKind.NUMBER)
    if not is_number.any():
        texts = sheet.cells[RAW].to_numpy(dtype=object)
        is_number = told(texts, lambda text: bool(_NUMBER.fullmatch(text.strip()))).astype(bool)
        numbers = told(texts, lambda text: float(text) if text.isascii() and text.isdigit() else np.nan).astype(float)
    is_year = (numbers >= EARLIEST) & (numbers <= LATEST) & (numbers % 1 == 0)
    return np.asarray(is_number & ~is_year)


def _first(row: Array, is_figure: Array) -> int:
    """The first row with a figure beside something else, where most of the next rows have figures too."""
    numbered, counts = np.unique(row, return_counts=True)
    with_figures = set(np.unique(row[is_figure]).tolist())
    for at, number in enumerate(numbered.tolist()):
        if number > DEPTH:
            break
        following = [each in with_figures for each in numbered[at + 1 : at + 4].tolist()]
        if number in with_figures and counts[at] > 1 and sum(following) * 2 >= len(following):
            return int(number)
    return 0


def _header(row: Array, column: Array, first: int) -> tuple[int, ...]:
    """The rows right above the figures, up to a blank row or one with nothing but a title."""
    leftmost = column[row >= first].min()
    above: list[int] = []
    for number in range(first - 1, 0, -1):
        here = column[row == number]
        if not len(here) or (len(here) == 1 and here[0] <= leftmost and above):
            break
        above.append(number)
    return tuple(reversed(above))


def _by_column(column: Array, below: Array) -> dict[int, Array]:
    """Where in the cells each column's are, sorted out once."""
    here = np.flatnonzero(below)
    ordered = here[np.argsort(column[here], kind="stable")]
    numbers, starts = np.unique(column[ordered], return_index=True)
    return dict(zip(numbers.tolist(), np.split(ordered, starts[1:]), strict=True))


class _Cells:
    """A sheet's cells with what each looks like, told once for every text that differs."""

    def __init__(self, sheet: Sheet, is_figure: Array) -> None:
        self.texts = sheet.cells[RAW].to_numpy(dtype=object)
        self.numbers = sheet.cells[NUMBER].to_numpy(dtype="float64")
        self.is_figure = is_figure
        self.is_filled = told(self.texts, lambda text: bool(text.strip())).astype(bool)
        self.is_mark = told(self.texts, lambda text: bool(_MARK.fullmatch(text.strip()))).astype(bool)
        self.is_percent = told(sheet.cells[FORMAT].to_numpy(dtype=object), lambda text: "%" in text).astype(bool)

    def column(self, number: int, heading: str, here: Array) -> Column:
        """What one column holds."""
        filled, figures = here[self.is_filled[here]], here[self.is_figure[here]]
        share = (self.is_figure[filled] | self.is_mark[filled]).sum() / max(len(filled), 1)
        return Column(
            number=number,
            heading=heading,
            texts=tuple(dict.fromkeys(self.texts[filled].tolist())),
            numbers=self.numbers[here],
            is_figures=bool(len(figures) and share >= FIGURE_SHARE and not _NO_FIGURES.search(heading.casefold())),
            is_percent=bool(self.is_percent[figures].sum() * 2 > len(figures)),
        )
