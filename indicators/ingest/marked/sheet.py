"""The sheet that lists the findings, with a link to each cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from typing import Any, Final

from openpyxl.cell import Cell
from openpyxl.styles import Border
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from indicators.batches import Finding
from indicators.ingest.marked import faults
from indicators.ingest.template import look
from indicators.ingest.template.fault_list import HEAD_ROW, HEADS, NAME
from indicators.swedish import number

MOST_LINES: Final = 5_000
"""More lines take long to write and nobody reads them; those who mend these see the rest next time."""
_WIDTHS: Final = (30, 10, 24, 36, 78)
_BEFORE: Final = len(HEADS) + 1
"""A hidden column: the colour that a cell had before it was marked."""
_WARNINGS: Final = "Det här hindrar inte att filen lämnas in, men den som granskar ser det:"
_WRITTEN: Final = 1 + HEADS.index("Du skrev")
Place = tuple[str, str]
_Styles = dict[tuple[bool, bool], Any]


def fill(
    sheet: Worksheet,
    findings: Sequence[Finding],
    *,
    below: str,
    linked: Collection[str] = (),
    colors: Mapping[Place, str] | None = None,
) -> None:
    """Write the sheet; `linked` names the sheets that stand in the same file, `colors` what the cells had before."""
    look.titles(sheet, faults.title(findings), below)
    for column, (text, width) in enumerate(zip(HEADS, _WIDTHS, strict=True), start=1):
        look.head(sheet.cell(HEAD_ROW, column), text)
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    sheet.row_dimensions[HEAD_ROW].height = 26
    sheet.column_dimensions[sheet.cell(1, _BEFORE).column_letter].hidden = True
    errors, warned = faults.errors(findings), faults.warnings(findings)[:MOST_LINES]
    shown = errors[:MOST_LINES]
    known: _Styles = {}
    for at, finding in enumerate(shown, start=HEAD_ROW + 1):
        color = (colors or {}).get((finding.sheet, finding.cell))
        _line(sheet, at, finding, linked=linked, known=known, color=color)
    below_errors = HEAD_ROW + 2 + len(shown)
    if more := len(errors) - len(shown):
        _say(sheet, below_errors, f"Och {number(more)} fel till. Rätta de här först och ladda upp filen igen.")
    elif warned:
        _say(sheet, below_errors, _WARNINGS)
        for at, finding in enumerate(warned, start=below_errors + 1):
            _line(sheet, at, finding, linked=linked, known=known, is_fault=False)
    look.on_paper(sheet, heads=f"{HEAD_ROW}:{HEAD_ROW}")
    look.start_in(sheet, f"A{HEAD_ROW + 1}", below=f"A{HEAD_ROW + 1}")


def _say(sheet: Worksheet, at: int, text: str) -> None:
    look.put(sheet.cell(at, 1), text)
    sheet.cell(at, 1).font = look.font(color=look.MUTED)


def colors_before(sheet: Worksheet) -> dict[Place, str]:
    """The cells that an earlier list marked, each with the colour it had before; '' for none."""
    last = min(sheet.max_row, HEAD_ROW + MOST_LINES)
    rows = sheet.iter_rows(min_row=HEAD_ROW + 1, max_row=last, max_col=_BEFORE, values_only=True)
    return {(str(row[0]), str(row[1])): str(row[-1] or "") for row in rows if row[0] and row[1] and row[-1] is not None}


def is_ours(sheet: Worksheet) -> bool:
    """Whether a sheet is such a list, made by us."""
    heads = next(sheet.iter_rows(min_row=HEAD_ROW, max_row=HEAD_ROW, max_col=len(HEADS), values_only=True), ())
    return sheet.title.startswith(NAME) and tuple(heads) == HEADS


def _line(
    sheet: Worksheet,
    at: int,
    finding: Finding,
    *,
    linked: Collection[str],
    known: _Styles,
    color: str | None = None,
    is_fault: bool = True,
) -> None:
    texts = (finding.sheet, finding.cell, finding.value or faults.EMPTY, faults.expected(finding), finding.advice)
    link = 0 if finding.sheet not in linked else 2 if finding.cell else 1
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(at, column)
        if column == link:
            name = finding.sheet.replace("'", "''")
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{finding.cell or 'A1'}")
        _dress(cell, known, is_link=column == link, is_fault=is_fault and column == _WRITTEN)
        look.put(cell, text)
    if color is not None:
        look.put(sheet.cell(at, _BEFORE), color or "-")
    longest = max(len(text) / width for text, width in zip(texts, _WIDTHS, strict=True))
    sheet.row_dimensions[at].height = 20 if longest < 1.05 else min(409, 13 * (int(longest) + 1) + 6)


def _dress(cell: Cell, known: _Styles, *, is_link: bool, is_fault: bool) -> None:
    """Style the cell; the style is worked out once for each kind, which is what takes time."""
    if (is_link, is_fault) not in known:
        cell.font = look.font(bold=True, color=look.LINK, underline="single") if is_link else look.font()
        cell.alignment = look.aligned(wrap=True)
        cell.border = Border(top=look.HAIRLINE, bottom=look.HAIRLINE)
        cell.fill = look.fill(look.FAULTY) if is_fault else look.NO_FILL
        known[is_link, is_fault] = copy(cell._style)
    cell._style = copy(known[is_link, is_fault])
