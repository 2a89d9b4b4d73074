"""Tables laid out: column widths measured from their texts, one font size for all of it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from indicators.charts.theme import SURFACE
from indicators.hearing.slides import Cell, Table
from indicators.reports.presentation import fitting
from indicators.reports.presentation.frame import NARROW
from indicators.reports.presentation.placed import Align, Box, Grid, GridCell
from indicators.swedish import NOTHING

SIZES: Final = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
PAD: Final = 5.0
TIGHT: Final = 2.0
"""The pad of a table that is narrow for its columns."""
ICON: Final = 18.0
MOST_LINES: Final = 2
LOW: Final = "#F7E3E6"
"""The ground of a cell where less than half exists; its figure says the same."""
_TALLEST: Final = 40.0


def grid(table: Table, box: Box) -> Grid:
    """The table in a box, at the largest size at which all of it has room."""
    for pad in (PAD, TIGHT) if box.width < NARROW else (PAD,):
        for size in SIZES:
            found = _at(table, box, size, pad)
            if found.has_room:
                return found
    return found


def _at(table: Table, box: Box, size: float, pad: float) -> Grid:
    widths = _widths(table, box.width, size, pad)
    numbers = {place for row in table.rows for place, cell in enumerate(row) if _is_number(cell)}
    most = MOST_LINES if box.width >= NARROW else MOST_LINES + 2
    rows = tuple(
        tuple(
            _cell(cell, wide - 2 * pad, size, align=_align(cell, place, numbers))
            for place, (cell, wide) in enumerate(zip(row, widths, strict=True))
        )
        for row in table.rows
    )
    head = tuple(
        GridCell(
            lines=fitting.wrapped(name, size, wide - 2 * pad, bold=True),
            bold=True,
            align=Align.LEFT,
        )
        for name, wide in zip(table.columns, widths, strict=True)
    )
    every = (head, *rows)
    tall = [max(len(cell.lines) for cell in row) * size * fitting.LINE + PAD for row in every]
    spare = max(0.0, box.height - sum(tall)) / len(tall)
    heights = tuple(min(_TALLEST, high + spare) for high in tall)
    return Grid(
        box=box,
        widths=widths,
        heights=heights,
        rows=every,
        size=size,
        alt=table.alt,
        pad=pad,
        has_room=sum(tall) <= box.height + 0.5
        and sum(widths) <= box.width + 0.5
        and all(len(c.lines) <= most for row in rows for c in row),
    )


def _cell(cell: Cell, wide: float, size: float, *, align: Align) -> GridCell:
    room = wide - (ICON if cell.assessment is not None else 0.0)
    return GridCell(
        lines=fitting.wrapped(cell.text, size, room),
        assessment=cell.assessment,
        align=align,
        fill=_ground(cell),
    )


def _ground(cell: Cell) -> str:
    is_part = " av " in cell.text and cell.number is not None
    if not is_part or cell.number is None or cell.number >= 1.0:
        return ""
    return LOW if cell.number < 0.5 else SURFACE


def _align(cell: Cell, place: int, numbers: Set[int]) -> Align:
    """Numbers to the right, and the dash that stands where one is absent."""
    is_absent = cell.text == NOTHING and place in numbers
    return Align.RIGHT if place and (_is_number(cell) or is_absent) else Align.LEFT


def _is_number(cell: Cell) -> bool:
    return cell.number is not None and " av " not in cell.text


def _widths(table: Table, room: float, size: float, pad: float) -> tuple[float, ...]:
    """Each column as wide as its longest text, the widest made narrower until all have room: heads before cells."""
    places = range(len(table.columns))
    wanted = [_wanted(table, place, size) + 2 * pad for place in places]
    least = [_least(table, place, size) + 2 * pad for place in places]
    if room < NARROW:
        cells = [max(_wide(text, size, icon) for text, icon in _texts(table, place)[1:]) + 2 * pad for place in places]
        _narrow(wanted, [max(pair) for pair in zip(least, cells, strict=True)], room)
    _narrow(wanted, least, room)
    spare = max(0.0, room - sum(wanted)) / len(wanted)
    return tuple(wide + spare for wide in wanted)


def _narrow(wanted: list[float], least: Sequence[float], room: float) -> None:
    """Take from the widest until they have room or none can give more."""
    for _ in range(200):
        over = sum(wanted) - room
        loose = [i for i in range(len(wanted)) if wanted[i] > least[i] + 0.5]
        if over <= 0 or not loose:
            return
        widest = max(loose, key=lambda i: wanted[i])
        wanted[widest] = max(least[widest], wanted[widest] - min(over, 8.0))


def _wanted(table: Table, place: int, size: float) -> float:
    return max(_wide(texts, size, has_icon) for texts, has_icon in _texts(table, place))


def _least(table: Table, place: int, size: float) -> float:
    """As wide as the longest word or part of one."""
    return max(
        max(_wide(word, size, has_icon) for word in fitting.parts(texts)) for texts, has_icon in _texts(table, place)
    )


def _texts(table: Table, place: int) -> Sequence[tuple[str, bool]]:
    head = (table.columns[place], False)
    return [head, *((row[place].text, row[place].assessment is not None) for row in table.rows)]


def _wide(said: str, size: float, has_icon: bool) -> float:
    return fitting.width(said, size, bold=True) + (ICON if has_icon else 0.0)
