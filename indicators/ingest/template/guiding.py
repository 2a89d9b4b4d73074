"""The help in the white cells: limits, prompts and the list of reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indicators.ingest.template import limits, words
from indicators.ingest.template.limits import Limit
from indicators.ingest.template.plan import Row


def guide(sheet: Worksheet, rows: Sequence[Row], bases: Mapping[str, str], *, first: int) -> None:
    """Limits, prompts and the list, each written once for all the cells that it is about."""
    where: dict[Limit, list[str]] = {}
    for at, row in enumerate(rows, start=first):
        where.setdefault(limits.figure(row), []).extend((f"F{at}", f"G{at}"))
        if row.has_base:
            where.setdefault(limits.base(row, bases.get(row.key, "")), []).append(f"H{at}")
    for limit, cells in where.items():
        _add(sheet, _number(limit), cells)
    _add(sheet, _status(), [f"I{first}:I{first + len(rows) - 1}"])


def _number(limit: Limit) -> DataValidation:
    between = limit.most is not None
    return DataValidation(
        type="whole" if limit.is_whole else "decimal",
        operator="between" if between else "greaterThanOrEqual",
        formula1=str(limit.least),
        formula2=str(limit.most) if between else None,
        promptTitle=limit.title,
        prompt=limit.prompt,
        errorTitle="Talet går inte att ta emot",
        error=limit.prompt,
    )


def _status() -> DataValidation:
    return DataValidation(
        type="list",
        formula1=words.STATUS_RANGE,
        promptTitle="Saknas talet?",
        prompt="Välj varför. Annars lämnar du cellen tom.",
        errorTitle="Välj ur listan",
        error=f"Orsaken ska vara något av: {', '.join(words.REASONS)}.",
    )


def _add(sheet: Worksheet, help_: DataValidation, cells: Sequence[str]) -> None:
    help_.allow_blank = help_.showInputMessage = help_.showErrorMessage = True
    for cell in cells:
        help_.add(cell)
    sheet.add_data_validation(help_)
