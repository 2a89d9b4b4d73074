"""Books as the reading would give them, built from a workbook in memory; for tests of what comes after the reading."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from indicators.ingest.workbook.book import CELL_COLUMNS, Book, CellKind, FileKind, Sheet


def a_book(source: bytes | Workbook) -> Book:
    """The book of a workbook; formulas count as saved without their result."""
    workbook = load_workbook(io.BytesIO(source)) if isinstance(source, bytes) else source
    return Book(
        kind=FileKind.XLSX,
        sheets=tuple(_sheet(sheet) for sheet in workbook.worksheets),
        properties={p.name: str(p.value) for p in workbook.custom_doc_props.props},
    )


def as_bytes(workbook: Workbook) -> bytes:
    """A workbook as a file."""
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _sheet(sheet: Worksheet) -> Sheet:
    cells = [_cell(cell) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    table = pd.DataFrame(cells, columns=list(CELL_COLUMNS)).astype(
        {"row": "int32", "column": "int32", "number": "float64", "is_formula": "bool"}
    )
    return Sheet(
        name=sheet.title,
        is_hidden=sheet.sheet_state != "visible",
        cells=table,
        hidden_rows=frozenset(n for n, row in sheet.row_dimensions.items() if row.hidden),
        merged=tuple(str(area) for area in sheet.merged_cells.ranges),
    )


def _cell(cell: Cell) -> tuple[Any, ...]:
    value, kind, number = cell.value, CellKind.TEXT, float("nan")
    if cell.data_type == "f":
        kind = CellKind.UNCALCULATED
    elif cell.data_type == "e":
        kind = CellKind.ERROR
    elif isinstance(value, bool):
        kind = CellKind.BOOLEAN
    elif isinstance(value, int | float):
        kind, number = CellKind.NUMBER, float(value)
    elif isinstance(value, datetime | date | time):
        kind, number = CellKind.DATE, float(to_excel(value))
    raw = value.isoformat() if isinstance(value, datetime | date | time) else str(value)
    is_formula = kind is CellKind.UNCALCULATED
    return cell.row, cell.column, kind, raw, number, cell.number_format, is_formula
