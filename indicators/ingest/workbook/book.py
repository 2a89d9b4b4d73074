"""A received file as it was read: sheets of cells with address, text, number format and what was hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pandas as pd

ROW: Final = "row"
COLUMN: Final = "column"
KIND: Final = "kind"
RAW: Final = "raw"
NUMBER: Final = "number"
FORMAT: Final = "format"
IS_FORMULA: Final = "is_formula"

CELL_COLUMNS: Final = (ROW, COLUMN, KIND, RAW, NUMBER, FORMAT, IS_FORMULA)
"""Columns of `Sheet.cells`: row and column int32 counted from 1, kind and format category, raw text, number float64
(NaN where there is none), is_formula bool. In order of row, then column; empty cells are not there."""


class FileKind(StrEnum):
    """What sort of file it is, judged by its content and not by its name."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    CSV = "csv"


class CellKind(StrEnum):
    """What stands in a cell."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    """A number shown in a date format; `raw` is the ISO date, `number` the serial number (2015 in a date format
    is 1905-07-07 with number 2015)."""
    ERROR = "error"
    """`#DIV/0!` and its like."""
    UNCALCULATED = "uncalculated"
    """A formula that was saved without its result; `raw` is the formula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell that holds something."""

    row: int
    column: int
    kind: CellKind
    raw: str
    """The text as it stood in the file: for a number the file's own digits with a point."""
    number: float | None
    format: str
    """The number format, such as `0.0%`; `General` or empty where there is none."""
    is_formula: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """One sheet with content; a text file is one sheet with the name ''."""

    name: str
    is_hidden: bool
    cells: pd.DataFrame
    """As `CELL_COLUMNS` says."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()
    """Merged ranges such as `A1:C1`; only the first cell holds the content."""

    @cached_property
    def _places(self) -> Mapping[tuple[int, int], tuple[Any, ...]]:
        rows = zip(*(self.cells[name].tolist() for name in CELL_COLUMNS), strict=True)
        return {(row, column): (row, column, *rest) for row, column, *rest in rows}

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place counted from 1; None where nothing stands there."""
        found = self._places.get((row, column))
        if found is None:
            return None
        _, _, kind, raw, number, number_format, is_formula = found
        return Cell(
            row=row,
            column=column,
            kind=CellKind(kind),
            raw=raw,
            number=None if number != number else number,
            format=number_format,
            is_formula=is_formula,
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Book:
    """A whole received file."""

    kind: FileKind
    sheets: tuple[Sheet, ...]
    """Sheets with cells in the file's order, hidden ones included; chart sheets are left out."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """The file's custom document properties, by name."""
    separator: str = ""
    """Of a text file: what stands between the fields."""
    encoding: str = ""
    """Of a text file: utf-8 or cp1252."""
    is_reopenable: bool = False
    """Whether a library that keeps every cell as an object may open the file again to mark it; never a text file."""

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of a name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)
