"""The rows of one sheet that a mapping reads, as arrays: whole columns at a time, never cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from indicators.ingest.mapping import columns
from indicators.ingest.mapping.layout import Mapping, fits
from indicators.ingest.workbook.book import COLUMN, FORMAT, KIND, NUMBER, RAW, ROW, CellKind, Sheet

Array = np.ndarray[Any, np.dtype[Any]]
LARGEST = 1e15
"""Codes written as numbers are shorter than this: `1.48E3` is 1480."""
_NO_CODES: Array = np.empty(0, dtype="int64")


class Block:
    """A sheet's rows with figures; positions point into the sheet's cells, and one past the last is a blank."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        """Find the rows between the header and the end."""
        self.sheet = sheet
        row = sheet.cells[ROW].to_numpy()
        self._row, self._column = row, sheet.cells[COLUMN].to_numpy()
        last = mapping.last_row or (int(row[-1]) if len(row) else 0)
        starts = np.flatnonzero(np.diff(row, prepend=-1) != 0)
        starts = starts[(row[starts] >= mapping.begins) & (row[starts] <= last)]
        self._starts = self._before(starts, mapping.stop)
        self.rows: Array = row[self._starts].astype("int64")
        self._found: dict[int, Array] = {}

    def _before(self, starts: Array, stop: str) -> Array:
        """The beginnings of rows before the first whose first cell is the stop text."""
        if not stop:
            return starts
        is_stop = told(self.part(RAW, starts), lambda text: fits(text, stop)).astype(bool)
        return starts[: int(np.argmax(is_stop))] if is_stop.any() else starts

    @cached_property
    def written(self) -> Array:
        """The row numbers as texts, for addresses."""
        return np.array([str(number) for number in self.rows.tolist()], dtype=object)

    def positions(self, column: int) -> Array:
        """Where in the cells each row's cell of a column is."""
        if column not in self._found:
            here = np.flatnonzero(self._column == column)
            at = np.searchsorted(self.rows, self._row[here])
            inside = at < len(self.rows)
            inside[inside] = self.rows[at[inside]] == self._row[here[inside]]
            found = np.full(len(self.rows), len(self._row), dtype="int64")
            found[at[inside]] = here[inside]
            self._found[column] = found
        return self._found[column]

    def part(self, name: str, positions: Array) -> Array:
        """One part of the cells at some positions; a blank has '' and no number."""
        words, codes = self._parts[name]
        return np.asarray(words[codes[positions]] if len(codes) else words[positions])

    @cached_property
    def _parts(self) -> dict[str, tuple[Array, Array]]:
        """Each part with a blank at the end; few different texts are kept once, with a code for each cell."""
        cells = self.sheet.cells
        numbers = np.append(cells[NUMBER].to_numpy(dtype="float64"), np.nan)
        texts = np.append(cells[RAW].to_numpy(dtype=object), "")
        return {NUMBER: (numbers, _NO_CODES), RAW: (texts, _NO_CODES)} | {
            name: _coded(cells[name]) for name in (KIND, FORMAT)
        }

    def is_blank(self, positions: Array) -> Array:
        """Whether nothing but blanks stands there."""
        return ~told(self.part(RAW, positions), lambda text: bool(text.strip())).astype(bool)

    def keys(self, column: int, *, fill: bool) -> tuple[Array, Array]:
        """A key column's texts, and which rows they stand in."""
        found, stood = self.positions(column), np.arange(len(self.rows))
        takes = self.is_blank(found) & (np.full(len(stood), True) if fill else self._merged(column))
        if takes.any():
            stood = np.maximum.accumulate(np.where(takes, 0, stood))
        found = found[stood]
        texts, numbers = self.part(RAW, found), self.part(NUMBER, found)
        whole = (self.part(KIND, found) == CellKind.NUMBER) & (numbers % 1 == 0) & (np.abs(numbers) < LARGEST)
        whole[whole] = ~told(texts[whole], str.isdigit).astype(bool)
        texts[whole] = [str(int(number)) for number in numbers[whole]]
        return texts, stood

    def _merged(self, column: int) -> Array:
        """Rows whose cell of a column lies in a merged range below its first."""
        inside = np.zeros(len(self.rows), dtype=bool)
        for each in self.sheet.merged:
            corner = columns.corners(each)
            if corner and corner[1] == column:
                inside |= (self.rows > corner[0]) & (self.rows <= corner[2])
        return inside


def _coded(cells: pd.Series[Any]) -> tuple[Array, Array]:
    different = cells.astype("category").cat
    words = np.append(different.categories.to_numpy(dtype=object), "")
    return words, np.append(different.codes.to_numpy(dtype="int64"), len(words) - 1)


def told(texts: Array, judged: Callable[[str], object]) -> Array:
    """What is said of each text, judged once for each that differs."""
    codes, different = pd.factorize(texts)
    return np.array([judged(str(text)) for text in different], dtype=object)[codes]
