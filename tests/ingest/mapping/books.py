"""Books made from rows of values, as a reader would have given them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from indicators.ingest.workbook.book import CELL_COLUMNS, Book, CellKind, FileKind, Sheet

Rows = Sequence[Sequence[Any]]
SERIAL_ZERO = date(1899, 12, 30)


def a_sheet(rows: Rows, name: str = "Blad1", **changes: Any) -> Sheet:
    """A sheet with the rows from A1 on; None is an empty cell."""
    cells = [
        (row, column, *_cell(value))
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    ]
    frame = pd.DataFrame(cells, columns=list(CELL_COLUMNS)).astype(
        {"row": "int32", "column": "int32", "number": "float64", "is_formula": "bool"}
    )
    return Sheet(**({"name": name, "is_hidden": False, "cells": frame} | changes))


def a_book(rows: Rows = (), **sheets: Rows) -> Book:
    """A workbook of one sheet, or of several by name."""
    named = sheets or {"Blad1": rows}
    return Book(kind=FileKind.XLSX, sheets=tuple(a_sheet(each, name) for name, each in named.items()))


def of_sheets(*sheets: Sheet) -> Book:
    """A workbook of sheets made one by one."""
    return Book(kind=FileKind.XLSX, sheets=sheets)


def _cell(value: Any) -> tuple[str, str, float, str, bool]:
    if isinstance(value, date):
        return str(CellKind.DATE), value.isoformat(), float((value - SERIAL_ZERO).days), "date", False
    if isinstance(value, int | float):
        return str(CellKind.NUMBER), repr(value), float(value), "General", False
    return str(CellKind.TEXT), str(value), float("nan"), "General", False


def figures(table: pd.DataFrame, *keys: str, field: str = "value") -> dict[Any, str]:
    """The raw texts of a field by the keys named."""
    index = [tuple(row) if len(keys) > 1 else row[0] for row in table[list(keys)].itertuples(index=False)]
    return dict(zip(index, table[f"{field}_raw"], strict=True))


Texts = Mapping[str, str]
