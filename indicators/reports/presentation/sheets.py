"""The sheet behind a chart: a table that a person can read first, then columns of formulas that the chart draws from.

What the chart keeps as its cache is taken from the same cells, so that sheet and chart cannot disagree.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

NAME: Final = "Data"
CREATED: Final = datetime(2020, 12, 31)  # the same chart gives the same bytes

Value = float | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A cell that is computed from others, with what it gives."""

    text: str
    value: float | None


Cell = float | str | Formula | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a sheet as charts refer to it."""

    letter: str
    head: str
    cells: tuple[Cell, ...]
    rows: int
    """How many rows every series of the chart has; shorter ones are padded with empty cells."""

    @property
    def reference(self) -> str:
        """`Data!$B$2:$B$11`."""
        return f"{NAME}!${self.letter}$2:${self.letter}${self.rows + 1}"

    @property
    def name(self) -> str:
        """Where the column's head stands."""
        return f"{NAME}!${self.letter}$1"

    @property
    def values(self) -> list[Value]:
        """What the cells give, padded."""
        told = [cell.value if isinstance(cell, Formula) else cell for cell in self.cells]
        return told + [None] * (self.rows - len(told))

    def at(self, row: int) -> str:
        """The address of a row's cell, counted from nought."""
        return f"{self.letter}{row + 2}"


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A sheet while it is filled, column by column."""

    rows: int
    columns: list[Column] = field(default_factory=list)

    def column(self, head: str, cells: Sequence[Cell]) -> Column:
        """The next column."""
        made = Column(letter=xl_col_to_name(len(self.columns)), head=head, cells=tuple(cells), rows=self.rows)
        self.columns.append(made)
        return made

    def same(self, head: str, source: Column, chosen: Sequence[int | None]) -> Column:
        """A column that repeats chosen rows of another by formula; None leaves a row empty."""
        values = source.values
        return self.column(head, [None if row is None else _copy(source, row, values) for row in chosen])

    def content(self) -> bytes:
        """The sheet as a workbook, the same bytes for the same cells."""
        made = io.BytesIO()
        book = Workbook(made, {"in_memory": True})
        book.set_properties({"title": "Diagrammets siffror", "author": "Lägesbild 2020", "created": CREATED})
        sheet = book.add_worksheet(NAME)
        for place, column in enumerate(self.columns):
            sheet.write_string(0, place, column.head)
            for row, cell in enumerate(column.cells, start=1):
                _write(sheet, row, place, cell)
            sheet.set_column(place, place, max(10, min(40, len(column.head) + 2)))
        book.close()
        return made.getvalue()


def _copy(source: Column, row: int, values: Sequence[Value]) -> Formula | None:
    value = values[row]
    return Formula(text=f"={source.at(row)}", value=value) if isinstance(value, int | float) else None


def _write(sheet: Any, row: int, place: int, cell: Cell) -> None:
    if isinstance(cell, Formula):
        sheet.write_formula(row, place, cell.text, None, "" if cell.value is None else cell.value)
    elif isinstance(cell, str):
        sheet.write_string(row, place, cell)
    elif cell is not None:
        sheet.write_number(row, place, cell)
