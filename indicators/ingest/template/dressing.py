"""How the cells of an area's sheet look, by column and by whether they are to be filled in."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from openpyxl.cell import Cell
from openpyxl.styles import Border

from indicators.ingest.template import look, words

NUMBERS: Final = (words.BEFORE, words.CORRECTED, words.FIGURE, words.BASE)
_WRAPPED: Final = (words.NAME, words.COMMENT)
_SHRUNK: Final = (words.CODE, words.UNIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What decides the look of a cell."""

    place: int
    """The column: `words.CODE` …"""
    is_open: bool
    is_muted: bool
    is_new: bool
    """Whether a stronger line goes above it."""
    is_last: bool
    """Whether the frame around the column to fill ends below it."""
    number_format: str


def put_on(cell: Cell, dress: Dress, known: dict[Dress, Any]) -> None:
    """Style the cell; each look is worked out once, which is what takes time, and kept in `known`."""
    if dress not in known:
        _work_out(cell, dress)
        known[dress] = copy(cell._style)
    cell._style = copy(known[dress])


def _work_out(cell: Cell, dress: Dress) -> None:
    place = dress.place
    color = look.MUTED if dress.is_muted or place in _SHRUNK else look.INK
    cell.font = look.font(size=8.5 if place == words.CODE else 10, bold=place == words.FIGURE, color=color)
    cell.alignment = look.aligned(right=place in NUMBERS, wrap=place in _WRAPPED, shrink=place in _SHRUNK)
    cell.border = _lines(dress)
    if dress.is_open:
        cell.protection = look.OPEN
    else:
        cell.fill = look.fill(look.LOCKED)
    if dress.number_format:
        cell.number_format = dress.number_format


def _lines(dress: Dress) -> Border:
    """Hairlines, a stronger line above a new indicator, and a frame around the column to fill."""
    top = look.STRONG if dress.is_new and dress.place < words.CORRECTED else look.HAIRLINE
    if dress.place != words.FIGURE:
        return Border(left=look.HAIRLINE, right=look.HAIRLINE, top=top, bottom=look.HAIRLINE)
    return Border(left=look.FRAME, right=look.FRAME, top=top, bottom=look.FRAME if dress.is_last else look.HAIRLINE)
