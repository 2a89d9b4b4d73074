"""One strategic area's sheet: grey cells that say what a row is about, white cells to fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from openpyxl.styles import Border
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from indicators.ingest.template import limits, look, words
from indicators.ingest.template.guiding import guide
from indicators.ingest.template.plan import Row

HEAD_ROW: Final = 3
FIRST_ROW: Final = 4
Stored = str | float
"""What column E shows: a figure, or in words why there is none."""

_WIDTHS: Final = (28, 42, 13, 13, 12, 12, 12, 12, 20, 34, 3)
_OPEN: Final = (words.CORRECTED, words.FIGURE, words.BASE, words.STATUS, words.COMMENT)
_NUMBERS: Final = (words.BEFORE, words.CORRECTED, words.FIGURE, words.BASE)


def fill(sheet: Worksheet, title: str, year: int, stored: Mapping[str, Stored], rows: Sequence[Row]) -> None:
    """Write the sheet of an area: titles, heads and one line for each row of the plan."""
    look.titles(sheet, title, _below(rows))
    _heads(sheet, year)
    for at, row in enumerate(rows, start=FIRST_ROW):
        before = rows[at - FIRST_ROW - 1] if at > FIRST_ROW else None
        is_last = at - FIRST_ROW == len(rows) - 1
        _line(sheet, at, row, stored.get(row.key, "–"), is_new=_parts(before, row), is_last=is_last)
    guide(sheet, rows, first=FIRST_ROW)
    sheet.column_dimensions[get_column_letter(words.KEY + 1)].hidden = True
    sheet.column_dimensions[get_column_letter(words.BASE + 1)].hidden = not any(row.has_base for row in rows)
    sheet.protection.sheet = True  # help, not control: no password, and the server checks every key again
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # False: allowed
    look.on_paper(sheet, heads="1:3")
    look.start_in(sheet, f"{get_column_letter(words.FIGURE + 1)}{FIRST_ROW}", below=f"C{FIRST_ROW}")


def _parts(before: Row | None, row: Row) -> bool:
    """Whether a stronger line goes between two rows: where an indicator with groups begins or has ended."""
    return (
        before is not None
        and before.indicator is not row.indicator
        and bool(before.breakdown or row.indicator.breakdowns)
    )


def _below(rows: Sequence[Row]) -> str:
    plain = "Vita celler fyller du i, grå är låsta."
    return f"{plain} Rader märkta (påhittad): demonstration." if any(row.indicator.is_demo for row in rows) else plain


def _heads(sheet: Worksheet, year: int) -> None:
    for place, text in enumerate(words.heads(year)):
        color = look.BRAND if place in _OPEN else look.MUTED
        look.head(sheet.cell(HEAD_ROW, place + 1), text, color=color, right=place in _NUMBERS)
        sheet.column_dimensions[get_column_letter(place + 1)].width = _WIDTHS[place]
    sheet.row_dimensions[HEAD_ROW].height = 33


def _line(sheet: Worksheet, at: int, row: Row, stored: Stored, *, is_new: bool, is_last: bool) -> None:
    texts = {words.CODE: row.indicator.id, words.NAME: row.name, words.GROUP: row.group, words.UNIT: row.unit}
    for place, value in (texts | {words.BEFORE: stored, words.KEY: row.key}).items():
        look.put(sheet.cell(at, place + 1), value)
    for place in range(words.KEY):
        is_open = place in _OPEN and (place != words.BASE or row.has_base)
        cell = sheet.cell(at, place + 1)
        is_muted = place in (words.CODE, words.UNIT) or (place == words.BEFORE and isinstance(stored, str))
        size = 8.5 if place == words.CODE else 10
        cell.font = look.font(size=size, bold=place == words.FIGURE, color=look.MUTED if is_muted else look.INK)
        cell.alignment = look.aligned(
            right=place in _NUMBERS, wrap=place in (words.NAME, words.COMMENT), shrink=place in (words.CODE, words.UNIT)
        )
        cell.border = _lines(place, is_new=is_new, is_last=is_last)
        if is_open:
            cell.protection = look.OPEN
        else:
            cell.fill = look.fill(look.LOCKED)
        if place in _NUMBERS:
            cell.number_format = "#,##0" if place == words.BASE else limits.number_format(row)
    sheet.row_dimensions[at].height = _height(row.name)


def _height(name: str) -> int:
    """Room for a long name in its column."""
    return 20 if len(name) <= 54 else 30 if len(name) <= 106 else 43


def _lines(place: int, *, is_new: bool, is_last: bool) -> Border:
    """Hairlines, a stronger line above a new indicator, and a frame around the column to fill."""
    top = look.STRONG if is_new and place < words.CORRECTED else look.HAIRLINE
    if place != words.FIGURE:
        return Border(left=look.HAIRLINE, right=look.HAIRLINE, top=top, bottom=look.HAIRLINE)
    return Border(left=look.FRAME, right=look.FRAME, top=top, bottom=look.FRAME if is_last else look.HAIRLINE)
