"""A filled-in template read back: every line by its key, every grey cell against what it was issued as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from indicators import swedish
from indicators.batches import Finding
from indicators.ingest import entries as e
from indicators.ingest.template import findings, heads, lists, matching, plan, words
from indicators.ingest.template.fault_list import is_fault_list
from indicators.ingest.template.findings import found
from indicators.ingest.template.grid import Grid
from indicators.ingest.template.layout import FIELDS, entry_rows
from indicators.ingest.template.lists import Issued
from indicators.ingest.template.mark import TemplateMark, identity
from indicators.ingest.template.matching import Line
from indicators.ingest.template.touched import touched
from indicators.ingest.workbook.book import Book, Sheet
from indicators.model import Registry

if TYPE_CHECKING:
    import pandas as pd

_MOST_NAMED: Final = 5


def entries(book: Book, registry: Registry) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """What stands in the white cells, and what is wrong with the template around them, in the file's order."""
    mark = identity(book)
    if mark is None or mark.geography not in registry.geographies:
        advice = "Hämta mallen på sidan Lämna uppgifter och fyll i den."
        return e.table([], FIELDS), (found(findings.NOT_A_TEMPLATE, advice, value=mark.number if mark else ""),)
    issued = lists.issued(book) or _planned(registry, mark)
    lines: list[Line] = []
    told: list[Finding] = []
    for sheet in book.sheets:
        if sheet.name in (words.README, words.LISTS) or is_fault_list(sheet):
            continue
        of_sheet, about = _sheet(sheet, registry, mark, issued)
        lines += of_sheet
        told += about
    rows = [row for line in lines for row in entry_rows(line, mark)]
    return e.table(rows, FIELDS), (*told, *_gone(issued, lines, registry))


def _planned(registry: Registry, mark: TemplateMark) -> dict[str, Issued]:
    """What was issued as far as the register tells, where the hidden sheet is gone."""
    made = plan.rows(registry, mark.geography, mark.year)
    return {
        row.key: Issued(
            key=row.key,
            sheet=words.sheet_name(registry.area(row.indicator.strategic_area)),
            grey=(row.indicator.id, row.name, row.group, row.unit, None),
            indicator=row.indicator.id,
            breakdown=row.breakdown,
            asked=row.asked,
            has_base=row.has_base,
            period_before=row.period_before,
            period=row.period,
        )
        for row in made
    }


def _sheet(
    sheet: Sheet, registry: Registry, mark: TemplateMark, issued: Mapping[str, Issued]
) -> tuple[list[Line], list[Finding]]:
    """The lines of one sheet, and what was found around them in order of row and column."""
    grid = Grid(sheet)
    at_heads = heads.find(grid, mark.year)
    if at_heads is None:
        return [], list(_unread(grid, issued))
    read = list(matching.lines(grid, at_heads, issued))
    lines = [line for line in read if isinstance(line, Line)]
    strangers = {at: matching.unknown(grid, at_heads, at, registry) for at in read if isinstance(at, int)}
    told = [
        *at_heads.findings,
        *(finding for line in lines for finding in touched(line, mark.year)),
        *(finding for finding in strangers.values() if finding),
        *matching.outside(grid, at_heads, [at for at, finding in strangers.items() if finding is None]),
        *_hidden(sheet, lines),
    ]
    return lines, sorted(told, key=lambda f: (f.row or 0, len(f.column), f.column))


def _unread(grid: Grid, issued: Mapping[str, Issued]) -> Iterator[Finding]:
    if not grid.by_row:
        return
    if grid.sheet.name in {row.sheet for row in issued.values()}:
        advice = "Lägg tillbaka rad 3 med rubrikerna, eller hämta en ny mall."
        yield found(findings.SHEET_WITHOUT_HEADS, advice, sheet=grid.sheet.name, expected="Kod, Indikator, Indelning …")
    else:
        advice = "Du behöver inte göra något. Mallen hade inget sådant blad."
        yield found(findings.SHEET_UNKNOWN, advice, sheet=grid.sheet.name)


def _hidden(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Finding]:
    hidden = [line.at for line in lines if line.at in sheet.hidden_rows and line.is_filled]
    if hidden:
        where = ", ".join(str(at) for at in hidden[:20]) + (" …" if len(hidden) > 20 else "")
        advice = "Visa raderna och se efter att de är rätt."
        yield found(findings.HIDDEN_ROWS, advice, sheet=sheet.name, value=f"rad {where}")


def _gone(issued: Mapping[str, Issued], lines: Sequence[Line], registry: Registry) -> Iterator[Finding]:
    """One finding for each sheet of which rows, or everything, are gone; it names the indicators."""
    kept = {line.row.key for line in lines}
    for sheet in dict.fromkeys(row.sheet for row in issued.values()):
        of_sheet = [row for row in issued.values() if row.sheet == sheet]
        gone = [row for row in of_sheet if row.key not in kept]
        if not gone:
            continue
        is_whole = len(gone) == len(of_sheet)
        what = "bladet" if is_whole else "raden" if len(gone) == 1 else "raderna"
        yield found(
            findings.SHEET_MISSING if is_whole else findings.ROWS_REMOVED,
            f"Det som är sparat blir kvar. Hämta en ny mall om {what} skulle vara med.",
            sheet=sheet,
            value=f"{len(gone)} {'rad' if len(gone) == 1 else 'rader'}",
            expected=f"{what} med {_named(gone, registry)}",
        )


def _named(gone: Sequence[Issued], registry: Registry) -> str:
    """The indicators of the rows: up to five, then how many more."""
    names = list(dict.fromkeys(_name(row, registry) for row in gone))
    more = [f"{len(names) - _MOST_NAMED} till"] if len(names) > _MOST_NAMED else []
    return swedish.listing([*names[:_MOST_NAMED], *more])


def _name(row: Issued, registry: Registry) -> str:
    known = registry.indicators.get(row.indicator)
    name = known.short_name if known else row.grey[words.NAME] or row.indicator
    group = row.grey[words.GROUP]
    return f"{name} ({group.lower()})" if row.breakdown and group else name
