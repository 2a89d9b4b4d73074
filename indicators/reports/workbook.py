"""Tables as a workbook that opens without surprises: no text becomes a formula, headers stay in sight."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

from indicators.reports.formulas import is_like_a_formula

WIDEST: Final = 60
FIXED_TIME: Final = datetime(2020, 12, 31)  # the same content gives the same bytes
LINE: Final = 15.0
"""Height of a line of text in points; programs that open a workbook do not all find it out by themselves."""
NUMBER: Final = 11
"""Width of a column of numbers with a format."""
LAST_ROW: Final = 1_000_000
"""Rows of a table on one sheet; a sheet of a spreadsheet ends at 1 048 576."""
_PROSE: Final = 100
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_A4: Final = 9  # as the format numbers papers
_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

_HEAD: Final = Font(name="Calibri", size=11, bold=True, color="16222E")
_SURFACE: Final = PatternFill("solid", fgColor="F3F5F7")
_UNDERLINE: Final = Border(bottom=Side(style="thin", color="76838F"))
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_TITLE: Final = Font(name="Calibri", size=16, bold=True, color="16222E")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with how its cells look."""

    table: pd.DataFrame
    formats: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    """Number format of a column, or of each of its cells."""
    wrapped: Sequence[str] = ()
    """Columns of long texts, which go on under themselves; the others of the sheet then stand at the top."""
    frozen: int = 0
    """Columns to the left that stay in sight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A sheet of text: a title, and sentences under each other."""

    title: str
    lines: Sequence[str]


def book(sheets: Mapping[str, pd.DataFrame | Sheet | Prose], *, title: str = "") -> bytes:
    """One sheet per table, first row bold and frozen, a filter on it; missing values are empty cells.

    A table with more rows than a sheet can hold goes on upon the next one.
    """
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Lägesbild 2020"
    workbook.properties.title = title or None
    workbook.properties.language = "sv-SE"
    workbook.properties.created = workbook.properties.modified = FIXED_TIME
    for name, told in sheets.items():
        if isinstance(told, Prose):
            _write(workbook.create_sheet(name), told)
        else:
            sheet = Sheet(table=told) if isinstance(told, pd.DataFrame) else told
            for number, part in enumerate(_parts(sheet), start=1):
                _fill(workbook.create_sheet(name if number == 1 else f"{name} {number}"), part)
    content = io.BytesIO()
    workbook.save(content)
    return _without_clock(content)


def _without_clock(content: io.BytesIO) -> bytes:
    """The workbook without the time of writing, which is put in when it is saved."""
    told = io.BytesIO()
    with zipfile.ZipFile(content) as saved, zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in saved.namelist():
            part = saved.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(FIXED_TIME.strftime(r"\g<1>%Y-%m-%dT%H:%M:%SZ\g<2>").encode(), part)
            kept.writestr(zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6]), part, zipfile.ZIP_DEFLATED)
    return told.getvalue()


def _parts(sheet: Sheet) -> list[Sheet]:
    """The table in pieces that fit on a sheet each; nearly always one."""
    return [
        Sheet(
            table=sheet.table.iloc[start : start + LAST_ROW],
            formats={n: f if isinstance(f, str) else f[start : start + LAST_ROW] for n, f in sheet.formats.items()},
            wrapped=sheet.wrapped,
            frozen=sheet.frozen,
        )
        for start in range(0, max(len(sheet.table), 1), LAST_ROW)
    ]


def _for_paper(sheet: WriteOnlyWorksheet, *, is_wide: bool) -> None:
    """A4, upright or on its side, as wide as the table, its head on every page."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if is_wide else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    if is_wide:
        sheet.print_title_rows = "1:1"


def _write(sheet: WriteOnlyWorksheet, told: Prose) -> None:
    _for_paper(sheet, is_wide=False)
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = _PROSE
    title = _text(sheet, told.title)
    title.font, title.alignment = _TITLE, _WRAPPED
    sheet.append([title])
    sheet.append([])
    for number, line in enumerate(told.lines, start=3):
        cell = _text(sheet, line)
        cell.alignment = _WRAPPED
        sheet.row_dimensions[number].height = LINE * _lines(line, _PROSE)
        sheet.append([cell])


def _fill(sheet: WriteOnlyWorksheet, told: Sheet) -> None:
    table = told.table
    _for_paper(sheet, is_wide=True)
    sheet.freeze_panes = f"{get_column_letter(told.frozen + 1)}2"
    for number, name in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(
            str(name), table.iloc[:, number - 1], is_number=str(name) in told.formats
        )
    sheet.append([_heading(sheet, str(name)) for name in table.columns])
    styles = [_Style(formats=told.formats.get(n), is_wrapped=bool(told.wrapped)) for n in map(str, table.columns)]
    for at, row in enumerate(table.itertuples(index=False, name=None)):
        if told.wrapped:
            sheet.row_dimensions[at + 2].height = LINE * max((_lines(str(v), WIDEST) for v in row), default=1)
        sheet.append([style.cell(sheet, value, at) for style, value in zip(styles, row, strict=True)])
    if len(table):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table) + 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """How the cells of one column look."""

    formats: str | Sequence[str] | None
    is_wrapped: bool

    def cell(self, sheet: WriteOnlyWorksheet, value: object, at: int) -> object:
        """A cell's value; every text is written as the text it is."""
        plain = _cell(sheet, value)
        if plain is None or (self.formats is None and not self.is_wrapped):
            return plain
        told = plain if isinstance(plain, Cell) else WriteOnlyCell(sheet, value=plain)
        if self.formats is not None:
            told.number_format = self.formats if isinstance(self.formats, str) else self.formats[at]
        if self.is_wrapped:
            told.alignment = _WRAPPED
        return told


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column that is so many characters wide; a tenth is lost at the ends of lines."""
    return max(1, math.ceil(len(text) / (0.9 * width)))


def _width(name: str, column: pd.Series, *, is_number: bool) -> float:
    if is_number:
        return float(max(len(name) + 3, NUMBER))
    longest = max((len(str(v)) for v in column.head(200)), default=0)
    return float(min(WIDEST, max(len(name) + 3, longest + 2)))


def _heading(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = _text(sheet, text)
    cell.font, cell.fill, cell.border = _HEAD, _SURFACE, _UNDERLINE
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: object) -> object:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
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
