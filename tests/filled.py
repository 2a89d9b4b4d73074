"""Templates filled in as a person does it, with or without faults."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

FIRST_ROW = 4
STORED, VALUE, BASE, STATUS, COMMENT = 5, 7, 8, 9, 10
"""Columns of the template: E, G, H, I, J."""
OPEN = "FFFFFFFF"


@lru_cache(maxsize=16)
def filled(template: bytes, *, factor: float = 1.0, faults: int = 0, note: str = "") -> bytes:
    """The template with last year's figures times `factor`; rows without one get a reason; some get a faulty text."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    for number, (sheet, row) in enumerate(list(rows(book))):
        stored = sheet.cell(row, STORED).value
        if number < faults:
            sheet.cell(row, VALUE).value = ("ca 12", "5.355", "743 st")[number % 3]
            sheet.cell(row, BASE).value = 500
        elif isinstance(stored, (int, float)):
            is_count = float(stored).is_integer() and sheet.cell(row, 4).value == "antal"
            told = stored * factor
            sheet.cell(row, VALUE).value = round(told) if is_count else min(round(told, 1), 100)
            if not sheet.cell(row, BASE).protection.locked:
                sheet.cell(row, BASE).value = 60000 if is_count else 400
            sheet.cell(row, COMMENT).value = note or None
        else:
            sheet.cell(row, STATUS).value = "Saknas"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(book: openpyxl.Workbook) -> Iterator[tuple[Worksheet, int]]:
    """Every row to fill in, sheet by sheet."""
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and sheet.cell(3, 1).value == "Kod":
            for row in range(FIRST_ROW, sheet.max_row + 1):
                if sheet.cell(row, 1).value:
                    yield sheet, row
