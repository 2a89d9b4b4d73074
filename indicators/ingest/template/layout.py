"""One line of the template as entries: the year's own, and one more for the year before where it is corrected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indicators.ingest import entries as e
from indicators.ingest.template import words
from indicators.ingest.template.grid import EMPTY
from indicators.ingest.template.mark import TemplateMark
from indicators.ingest.template.matching import Line

FIELDS: Final = (e.VALUE, e.NUMERATOR, e.DENOMINATOR, e.STATUS, e.COMMENT)
"""What a line of the template may hold."""

Entry = dict[str, object]


def entry_rows(line: Line, mark: TemplateMark) -> Iterator[Entry]:
    """The entries of a line."""
    asked = str(line.row.asked)
    yield {
        **_keys(line, mark, line.row.period),
        **_field(line, asked, words.FIGURE),
        **(_field(line, e.DENOMINATOR, words.BASE) if line.row.has_base else {}),
        **_field(line, e.STATUS, words.STATUS),
        **_field(line, e.COMMENT, words.COMMENT),
    }
    if line.cell(words.CORRECTED) is not EMPTY:
        yield {
            **_keys(line, mark, line.row.period_before),
            **_field(line, asked, words.CORRECTED),
            **_field(line, e.COMMENT, words.COMMENT),
        }


def _keys(line: Line, mark: TemplateMark, period: str) -> Entry:
    return {
        e.SHEET: line.grid.sheet.name,
        e.ROW: line.at,
        e.INDICATOR: line.row.indicator,
        e.place(e.INDICATOR): line.address(words.CODE),
        e.GEOGRAPHY: mark.geography,
        e.PERIOD: period,
        e.BREAKDOWN: line.row.breakdown,
        e.place(e.BREAKDOWN): line.address(words.GROUP),
    }


def _field(line: Line, field: str, place: int) -> Entry:
    cell = line.cell(place)
    parts = {"cell": line.address(place), "raw": cell.raw, "kind": cell.kind, "number": cell.number}
    return {e.part(field, name): value for name, value in (parts | {"format": cell.format}).items()}
