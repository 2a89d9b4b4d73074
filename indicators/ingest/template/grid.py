"""A sheet's cells by place, looked up fast."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from indicators.ingest.workbook.book import COLUMN, FORMAT, KIND, NUMBER, RAW, ROW, Sheet


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a cell; `number` is NaN where there is none."""

    raw: str
    kind: str
    number: float
    format: str


EMPTY: Final = Filled("", "", float("nan"), "")


class Grid:
    """The cells of one sheet by row and column, counted from 1."""

    def __init__(self, sheet: Sheet) -> None:
        """Take the sheet's cells."""
        self.sheet = sheet

    @cached_property
    def by_row(self) -> dict[int, dict[int, Filled]]:
        """The rows that hold something, each with its cells by column."""
        made: dict[int, dict[int, Filled]] = {}
        columns = (self.sheet.cells[name].tolist() for name in (ROW, COLUMN, RAW, KIND, NUMBER, FORMAT))
        for row, column, raw, kind, number, form in zip(*columns, strict=True):
            if str(raw).strip():
                made.setdefault(row, {})[column] = Filled(str(raw), str(kind), float(number), str(form))
        return made

    @property
    def last_row(self) -> int:
        """The last row that holds something, or 0."""
        return max(self.by_row, default=0)

    def at(self, row: int, column: int) -> Filled:
        """What stands in a cell; blanks alone count as nothing."""
        return self.by_row.get(row, {}).get(column, EMPTY)

    def text(self, row: int, column: int) -> str:
        """The text of a cell without blanks around it."""
        return self.at(row, column).raw.strip()
