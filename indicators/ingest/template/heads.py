"""Where a sheet's columns are: found by the text of their heads, wherever they have been moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter as letters

from indicators.batches import Finding
from indicators.ingest.template import findings, words
from indicators.ingest.template.findings import found
from indicators.ingest.template.grid import Grid

_DEEPEST: Final = 40
_ENOUGH: Final = 4
"""This many known heads make a row the row of heads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The row of heads, the column of each head that could be found, and what was wrong with them."""

    row: int
    columns: Mapping[int, int]
    """By the template's place (`words.CODE` …) the column's number; a lost column is not there."""
    findings: tuple[Finding, ...]

    def address(self, place: int, row: int) -> str:
        """The address of a cell, such as `G14`; empty where its column is lost."""
        return f"{letters(self.columns[place])}{row}" if place in self.columns else ""


def find(grid: Grid, year: int) -> Heads | None:
    """The heads of a sheet, or None where it has none of ours."""
    wanted = [_plain(text) for text in words.heads(year)]
    for row in sorted(grid.by_row)[:_DEEPEST]:
        texts = {column: _plain(cell.raw) for column, cell in grid.by_row[row].items()}
        if len(set(texts.values()) & set(wanted)) >= _ENOUGH:
            return _heads(grid, row, texts, wanted, words.heads(year))
    return None


def _heads(grid: Grid, row: int, texts: Mapping[int, str], wanted: Sequence[str], shown: Sequence[str]) -> Heads:
    standing = {place: [c for c, text in texts.items() if text == head] for place, head in enumerate(wanted)}
    columns = {place: columns[0] for place, columns in standing.items() if columns}
    taken = {column for columns in standing.values() for column in columns}
    lost = [place for place in range(words.KEY) if place not in columns]
    changed = {place: _expected_at(place, columns) for place in lost if _expected_at(place, columns) not in taken}
    columns |= changed
    sheet = grid.sheet.name
    told = [*_twice(sheet, row, standing, shown), *_changed(grid, row, changed, shown)]
    told += [_gone(sheet, shown[place]) for place in lost if place not in changed]
    if moved := [place for place in range(words.KEY) if place in columns and columns[place] != place + 1]:
        told.append(_moved(sheet, [f"{shown[place]} i {letters(columns[place])}" for place in moved]))
    return Heads(row=row, columns=columns, findings=tuple(told))


def _expected_at(place: int, columns: Mapping[int, int]) -> int:
    """Where a head without its text should stand: as far from its left neighbour as in the template."""
    left = max((p for p in columns if p < place), default=None)
    return place + 1 if left is None else columns[left] + place - left


def _twice(sheet: str, row: int, standing: Mapping[int, list[int]], shown: Sequence[str]) -> Iterator[Finding]:
    for place, columns in standing.items():
        for column in columns[1:] if place != words.KEY else ():
            yield found(
                findings.HEAD_TWICE,
                f"Ta bort kolumnen {letters(column)}, eller hämta en ny mall.",
                sheet=sheet,
                cell=f"{letters(column)}{row}",
                value=shown[place],
                expected="varje rubrik en gång",
            )


def _changed(grid: Grid, row: int, changed: Mapping[int, int], shown: Sequence[str]) -> Iterator[Finding]:
    for place, column in changed.items():
        yield found(
            findings.HEAD_CHANGED,
            f"Skriv tillbaka {shown[place]}.",
            sheet=grid.sheet.name,
            cell=f"{letters(column)}{row}",
            value=grid.text(row, column),
            expected=shown[place],
        )


def _gone(sheet: str, head: str) -> Finding:
    advice = f"Lägg tillbaka kolumnen {head}, eller hämta en ny mall."
    return found(findings.COLUMN_MISSING, advice, sheet=sheet, expected=head)


def _moved(sheet: str, where: Sequence[str]) -> Finding:
    advice = "Du behöver inte göra något. Kolumnerna har lästs efter sina rubriker."
    return found(findings.COLUMNS_MOVED, advice, sheet=sheet, value="; ".join(where))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
