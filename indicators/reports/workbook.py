"""Tables as a workbook that opens without surprises: no text becomes a formula, headers stay in sight."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from indicators.reports.formulas import is_like_a_formula

WIDEST: Final = 60
FIXED_TIME: Final = datetime(2020, 12, 31)  # the same content gives the same bytes
_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def book(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """One sheet per table, first row bold and frozen, a filter on it; missing values are empty cells."""
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Lägesbild 2020"
    workbook.properties.created = workbook.properties.modified = FIXED_TIME
    for title, table in sheets.items():
        _fill(workbook.create_sheet(title), table)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _fill(sheet: WriteOnlyWorksheet, table: pd.DataFrame) -> None:
    sheet.freeze_panes = "A2"
    for number, name in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(str(name), table.iloc[:, number - 1])
    sheet.append([_heading(sheet, str(name)) for name in table.columns])
    for row in table.itertuples(index=False, name=None):
        sheet.append([_cell(sheet, value) for value in row])
    if len(table):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table) + 1}"


def _width(name: str, column: pd.Series) -> float:
    longest = max((len(str(v)) for v in column.head(200)), default=0)
    return float(min(WIDEST, max(len(name), longest) + 2))


def _heading(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = _text(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: object) -> object:
    """A cell's value; every text is written as the text it is."""
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, str) and (value in ERROR_CODES or is_like_a_formula(value) or _NOT_IN_XML.search(value)):
        return _text(sheet, value)
    return value


def _text(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    """A text, also where it begins like a formula or reads as an error value."""
    cell = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub(" ", text))
    cell.data_type = "s"
    if is_like_a_formula(text):
        cell.quotePrefix = True
    return cell
