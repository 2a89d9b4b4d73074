"""The hidden sheet Listor: the words of the column Status, and what stood in every grey cell when it was issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from indicators.ingest.template import look, words
from indicators.ingest.template.grid import Grid
from indicators.ingest.template.plan import Asked, Row
from indicators.ingest.workbook.book import Book

_HEADS: Final = (
    *("Nyckel", "Blad", "Kod", "Indikator", "Indelning", "Enhet", "Värde", "Uppdelning", "Ifylls"),
    *("Av hur många", "Period före", "Period"),
)
_FIRST: Final = 3
"""The first column of the issued rows; the words of the list stand in column A."""
_YES: Final = "ja"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A row as it was issued: its keys, and what its grey cells said."""

    key: str
    sheet: str
    grey: tuple[str | None, ...]
    """What the cells A–E said: code, name, group, unit and stored figure; None where nobody knows any more."""
    indicator: str
    breakdown: str
    asked: Asked
    has_base: bool
    period_before: str
    period: str


def fill(workbook: Workbook, sheets: Mapping[str, Sequence[Row]], stored: Mapping[str, str | float]) -> None:
    """Write the hidden sheet and name its list."""
    sheet = workbook.create_sheet(words.LISTS)
    for at, text in enumerate(("Status", *words.REASONS), start=1):
        look.put(sheet.cell(at, 1), text)
    lines = [_HEADS, *(_texts(name, row, stored.get(row.key, "–")) for name, rows in sheets.items() for row in rows)]
    for at, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=_FIRST):
            look.put(sheet.cell(at, column), value)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    area = f"{words.LISTS}!$A$2:$A${1 + len(words.REASONS)}"
    workbook.defined_names[words.STATUS_RANGE] = DefinedName(words.STATUS_RANGE, attr_text=area)


def _texts(sheet: str, row: Row, stored: str | float) -> tuple[str | float, ...]:
    shown = (row.indicator.id, row.name, row.group, row.unit, stored)
    asks = (row.breakdown, str(row.asked), _YES if row.has_base else "nej", row.period_before, row.period)
    return (row.key, sheet, *shown, *asks)


def issued(book: Book) -> dict[str, Issued]:
    """The rows as they were issued, by key; empty where the sheet is gone or has been tampered with."""
    sheet = book.sheet(words.LISTS)
    if sheet is None:
        return {}
    grid = Grid(sheet)
    if [grid.text(1, column) for column in range(_FIRST, _FIRST + len(_HEADS))] != list(_HEADS):
        return {}
    lines = [
        [grid.text(at, column) for column in range(_FIRST, _FIRST + len(_HEADS))] for at in range(2, grid.last_row + 1)
    ]
    return {line[0]: _issued(line) for line in lines if line[0] and line[8] in list(Asked)}


def _issued(line: Sequence[str]) -> Issued:
    key, sheet, *grey = line[:7]
    breakdown, asked, base, before, period = line[7:]
    return Issued(
        key=key,
        sheet=sheet,
        grey=tuple(grey),
        indicator=grey[words.CODE],
        breakdown=breakdown,
        asked=Asked(asked),
        has_base=base == _YES,
        period_before=before,
        period=period,
    )
