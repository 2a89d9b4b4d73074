"""The marks of an earlier turn taken away, so that a cell is red only while it is faulty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from indicators.ingest.marked import sheet
from indicators.ingest.template import look

OURS: Final = "\n— Lägesbild —\n"
"""Parts the user's own comment from ours."""
SHOULD_BE: Final = "Ska vara: "


def clear(workbook: Workbook) -> None:
    """Take away earlier lists, and the fills and comments that they put in, wherever the cells stand now."""
    old = [part for part in workbook.worksheets if sheet.is_ours(part)]
    listed = {place: color for part in old for place, color in sheet.colors_before(part).items()}
    for part in old:
        workbook.remove(part)
    for (name, address), color in listed.items():
        if name in workbook.sheetnames:
            _restore(cell_of(workbook[name], address), color)
    for part in workbook.worksheets if old else ():
        for cell in _commented(part):
            _restore(cell, look.LOCKED if part.protection.sheet and cell.protection.locked else "")


def cell_of(part: Worksheet, address: str) -> Cell:
    """The cell of an address; within a merged range the first one, which alone can hold anything."""
    cell = part[address]
    if not isinstance(cell, MergedCell):
        return cell
    return next(part.cell(area.min_row, area.min_col) for area in part.merged_cells.ranges if address in area)


def color_of(cell: Cell) -> str:
    """The colour of a filled cell, '' where it has none or one that depends on the workbook's theme."""
    color = cell.fill.start_color
    return str(color.rgb) if cell.fill.fill_type == "solid" and color.type == "rgb" else ""


def _commented(part: Worksheet) -> Iterable[Cell]:
    """Cells with a comment of ours; only cells that exist are looked at, for a sheet may claim a million rows."""
    return [c for c in part._cells.values() if isinstance(c, Cell) and c.comment and SHOULD_BE in c.comment.text]


def _restore(cell: Cell, color: str) -> None:
    if color_of(cell) == look.FAULTY:
        cell.fill = look.fill(color) if len(color) == len(look.FAULTY) else look.NO_FILL
    if cell.comment is not None and SHOULD_BE in cell.comment.text:
        own, parted, _ = cell.comment.text.partition(OURS)
        cell.comment = Comment(own, cell.comment.author) if parted else None
