"""A table of entries as arrays, one for each part of each field; what a layout does not give is empty."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from indicators.ingest import entries as e
from indicators.ingest.workbook.book import CellKind

if TYPE_CHECKING:
    import pandas as pd

Objects = npt.NDArray[np.object_]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

FIGURES: Final = (e.VALUE, e.NUMERATOR, e.DENOMINATOR, e.LOWER, e.UPPER)
"""The fields that hold numbers."""


class Columns:
    """The entries of one file; arrays are never changed."""

    def __init__(self, table: pd.DataFrame) -> None:
        """Keep the table; parts are taken out when asked for."""
        self._table = table
        self.size = len(table)
        self.sheet = self._texts(e.SHEET)
        self.row = table[e.ROW].to_numpy(dtype=np.int64)
        self.text = cache(self._texts)
        self.cell = cache(self._cells)
        self.raw = cache(lambda field: self._texts(e.part(field, "raw")))
        self.kind = cache(lambda field: self._texts(e.part(field, "kind")))
        self.is_given = cache(self._given)

    def format(self, field: str) -> Objects:
        """The number format of each cell of a field."""
        return self._texts(e.part(field, "format"))

    def number(self, field: str) -> Floats:
        """The number in each cell of a field; NaN where there is none."""
        name = e.part(field, "number")
        if name not in self._table.columns:
            return np.full(self.size, np.nan)
        return self._table[name].to_numpy(dtype=np.float64)

    def _given(self, field: str) -> Bools:
        raw = self.raw(field)
        found = np.asarray(raw != "", dtype=np.bool_)
        for at in np.flatnonzero(found & (self.kind(field) != CellKind.NUMBER)):
            found[at] = not str(raw[at]).isspace()
        return found

    def _cells(self, field: str) -> Objects:
        """The addresses of a field or of what a key was read from."""
        return self._texts(e.place(field) if field in e.KEYS else e.part(field, "cell"))

    def _texts(self, name: str) -> Objects:
        if name not in self._table.columns:
            return filled(self.size, "")
        return np.asarray(self._table[name].to_numpy(dtype=object))


def filled(size: int, entry: Any) -> Objects:
    """An array of the same entry."""
    made = np.empty(size, dtype=object)
    made.fill(entry)
    return made


def codes(texts: Objects) -> tuple[Integers, list[str]]:
    """Each text's number among the different ones, and those in order of appearance."""
    import pandas as pd

    numbers, found = pd.factorize(texts)
    return numbers.astype(np.int64, copy=False), [str(text) for text in found]
