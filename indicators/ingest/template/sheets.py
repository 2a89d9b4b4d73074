"""One strategic area's sheet: grey cells that say what a row is about, white cells to fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from indicators.ingest.template import limits, look, words
from indicators.ingest.template.dressing import NUMBERS, Dress, put_on
from indicators.ingest.template.guiding import guide
from indicators.ingest.template.plan import Row

HEAD_ROW: Final = 3
FIRST_ROW: Final = 4
Stored = str | float
"""What column E shows: a figure, or in words why there is none."""

_WIDTHS: Final = (28, 42, 13, 13, 12, 12, 12, 12, 20, 34, 3)
_OPEN: Final = (words.CORRECTED, words.FIGURE, words.BASE, words.STATUS, words.COMMENT)


def fill(
    sheet: Worksheet,
    title: str,
    year: int,
    stored: Mapping[str, Stored],
    rows: Sequence[Row],
    *,
    bases: Mapping[str, str],
) -> None:
    """Write the sheet of an area: titles, heads and one line for each row of the plan, with its latest base."""
    look.titles(sheet, title, _below(rows))
    _heads(sheet, year)
    known: dict[Dress, Any] = {}
    for at, row in enumerate(rows, start=FIRST_ROW):
        before = rows[at - FIRST_ROW - 1] if at > FIRST_ROW else None
        is_last = at - FIRST_ROW == len(rows) - 1
        _line(sheet, at, row, stored.get(row.key, "–"), known, is_new=_parts(before, row), is_last=is_last)
    guide(sheet, rows, bases, first=FIRST_ROW)
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
        look.head(sheet.cell(HEAD_ROW, place + 1), text, color=color, right=place in NUMBERS)
        sheet.column_dimensions[get_column_letter(place + 1)].width = _WIDTHS[place]
    sheet.row_dimensions[HEAD_ROW].height = 33


def _line(sheet: Worksheet, at: int, row: Row, stored: Stored, known: dict[Dress, Any], **edges: bool) -> None:
    texts = {words.CODE: row.indicator.id, words.NAME: row.name, words.GROUP: row.group, words.UNIT: row.unit}
    for place in range(words.KEY):
        form = "#,##0" if place == words.BASE else limits.number_format(row)
        dress = Dress(
            place=place,
            is_open=place in _OPEN and (place != words.BASE or row.has_base),
            is_muted=place == words.BEFORE and isinstance(stored, str),
            number_format=form if place in NUMBERS else "",
            **edges,
        )
        put_on(sheet.cell(at, place + 1), dress, known)
    for place, value in (texts | {words.BEFORE: stored, words.KEY: row.key}).items():
        look.put(sheet.cell(at, place + 1), value)
    sheet.row_dimensions[at].height = _height(row.name)


def _height(name: str) -> int:
    """Room for a long name in its column."""
    return 20 if len(name) <= 54 else 30 if len(name) <= 106 else 43
