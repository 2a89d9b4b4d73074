"""How our workbooks look: fonts, fills, lines and widths; and texts that never become formulas."""

from __future__ import annotations

import re
from typing import Final

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

FONT: Final = "Arial"
"""LibreOffice draws it with Liberation Sans, of the same widths."""
BRAND: Final = "FF0B4F7D"
TITLE: Final = "FF083B5E"
INK: Final = "FF1B2733"
MUTED: Final = "FF4A5868"
WHITE: Final = "FFFFFFFF"
LOCKED: Final = "FFE9EDF1"
FAULTY: Final = "FFFFC7CE"
LINK: Final = "FF00007F"
_HAIR: Final = "FFC9D1D9"
_STRONG: Final = "FF76838F"

HAIRLINE: Final = Side(style="thin", color=_HAIR)
STRONG: Final = Side(style="thin", color=_STRONG)
FRAME: Final = Side(style="medium", color=BRAND)
OPEN: Final = Protection(locked=False)
NO_FILL: Final = PatternFill()

_LEADS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


def put(cell: Cell, value: str | float | None) -> None:
    """Write a number as a number and a text as text, also where it begins like a formula or reads as an error."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = _NOT_IN_XML.sub(" ", value)
    cell.data_type = "s"
    if value.startswith(_LEADS):
        cell.quotePrefix = True


def font(*, size: float = 10, bold: bool = False, color: str = INK, underline: str | None = None) -> Font:
    """Our font."""
    return Font(name=FONT, size=size, bold=bold, color=color, underline=underline)


def fill(color: str) -> PatternFill:
    """A cell filled with one colour."""
    return PatternFill("solid", start_color=color, end_color=color)


def aligned(*, right: bool = False, wrap: bool = False, shrink: bool = False, indent: int = 1) -> Alignment:
    """Text in the middle of its row, one indent from the edge."""
    side = "right" if right else "left"
    return Alignment(horizontal=side, vertical="center", indent=indent, wrap_text=wrap, shrink_to_fit=shrink)


def head(cell: Cell, text: str, *, color: str = MUTED, right: bool = False) -> None:
    """A column's head: white on a dark ground."""
    put(cell, text)
    cell.font, cell.fill = font(bold=True, color=WHITE), fill(color)
    cell.alignment = aligned(right=right, wrap=True)
    cell.border = Border(left=Side(style="thin", color=color), right=Side(style="thin", color=color))


def titles(sheet: Worksheet, title: str, below: str) -> None:
    """The title in row 1 and what is said below it in row 2."""
    for cell, text, size, color in (("A1", title, 14, TITLE), ("A2", below, 10, MUTED)):
        put(sheet[cell], text)
        sheet[cell].font = font(size=size, bold=size > 10, color=color)
        sheet[cell].alignment = Alignment(vertical="center")
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 24, 16


def on_paper(sheet: Worksheet, *, heads: str) -> None:
    """A4 on its side, one page wide, the heads on every page, and no lines between the cells on screen."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    if heads:
        sheet.print_title_rows = heads
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Sida &P av &N"
    sheet.sheet_view.showGridLines = False


def start_in(sheet: Worksheet, cell: str, *, below: str) -> None:
    """Rows and columns above and left of `below` stay in sight, and the sheet opens with the cursor in `cell`."""
    sheet.freeze_panes = below
    selected = sheet.sheet_view.selection[-1]
    selected.activeCell = selected.sqref = cell
