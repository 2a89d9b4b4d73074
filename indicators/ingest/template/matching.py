"""Which issued row each line of a received sheet is: by its hidden key, else by its code and group; never by order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter as letters

from indicators.batches import Finding
from indicators.ingest.template import findings, words
from indicators.ingest.template.findings import found
from indicators.ingest.template.grid import EMPTY, Filled, Grid
from indicators.ingest.template.heads import Heads
from indicators.ingest.template.lists import Issued
from indicators.model import Registry

OPEN: Final = (words.CORRECTED, words.FIGURE, words.BASE, words.STATUS, words.COMMENT)
_ASKED_FOR: Final = (words.CORRECTED, words.FIGURE, words.BASE, words.STATUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a received sheet and the row it was issued as."""

    grid: Grid
    heads: Heads
    at: int
    row: Issued

    def cell(self, place: int) -> Filled:
        """What stands in one of the template's columns."""
        return standing(self.grid, self.heads, self.at, place)

    def address(self, place: int) -> str:
        """The address of one of the template's columns on this line."""
        return self.heads.address(place, self.at)

    @property
    def is_filled(self) -> bool:
        """Whether anything is written in the white cells."""
        return any(self.cell(place).raw for place in OPEN)


def standing(grid: Grid, heads: Heads, at: int, place: int) -> Filled:
    """What stands in a template's column of a line; nothing where the column is lost."""
    return grid.at(at, heads.columns[place]) if place in heads.columns else EMPTY


def lines(grid: Grid, heads: Heads, issued: Mapping[str, Issued]) -> Iterator[Line | int]:
    """The lines below the heads: those of the template, and the numbers of those that are not."""
    by_sight = {(row.indicator, row.grey[words.GROUP]): row for row in issued.values()}
    for at in sorted(grid.by_row):
        if at <= heads.row or not any(standing(grid, heads, at, place).raw for place in range(words.KEY)):
            continue
        code, group, key = (
            standing(grid, heads, at, place).raw.strip() for place in (words.CODE, words.GROUP, words.KEY)
        )
        row = issued.get(key) or by_sight.get((code, group))
        yield Line(grid=grid, heads=heads, at=at, row=row) if row else at


def unknown(grid: Grid, heads: Heads, at: int, registry: Registry) -> Finding | None:
    """The finding about a line that the template did not have; None for a mere note below the rows."""
    code = standing(grid, heads, at, words.CODE).raw.strip()
    filled = [place for place in _ASKED_FOR if standing(grid, heads, at, place).raw]
    if not filled and code not in registry.indicators:
        return None
    place = words.CODE if code or not filled else filled[0]
    return found(
        findings.UNKNOWN_ROW,
        "Ta bort raden." if code not in registry.indicators else "Ta bort raden, eller hämta en ny mall.",
        sheet=grid.sheet.name,
        cell=heads.address(place, at),
        value=standing(grid, heads, at, place).raw,
        expected="en kod som mallen hade",
    )


def outside(grid: Grid, heads: Heads, notes: Sequence[int]) -> Iterator[Finding]:
    """One finding for a sheet with text beside the columns or below the rows."""
    ours = set(heads.columns.values())
    strays = [
        (at, column, cell.raw)
        for at, cells in grid.by_row.items()
        for column, cell in cells.items()
        if at > heads.row and (at in notes or column not in ours)
    ]
    for at, column, raw in sorted(strays)[:1]:
        yield found(
            findings.OUTSIDE,
            f"{len(strays)} celler är inte med. Skriv i kolumnen Kommentar om det hör till en rad."
            if len(strays) > 1
            else "Skriv i kolumnen Kommentar om det hör till en rad.",
            sheet=grid.sheet.name,
            cell=f"{letters(column)}{at}",
            value=raw,
        )
