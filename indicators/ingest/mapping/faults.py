"""What is wrong with a mapping in itself, before any file is read; in Swedish."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from indicators.ingest import entries
from indicators.ingest.mapping import columns
from indicators.ingest.mapping.layout import FIGURES, MEANINGS, Filter, Mapping, Place, Source, Values, plain

LAST_ROW: Final = 1_048_576
_SIGNS: Final = "=|"
"""They part dimensions and categories in a breakdown's text."""


def of(mapping: Mapping) -> list[str]:
    """Every fault, each with what to do; none for a mapping that can be tried on a file."""
    return [*_rows(mapping), *_sources(mapping), *_values(mapping.values), *_filters(mapping.filters), *_rest(mapping)]


def _rows(mapping: Mapping) -> Iterator[str]:
    if not mapping.sheets:
        yield 'sheets: nämn minst ett blad, eller skriv ["*"] för alla.'
    rows = (*mapping.header_rows, mapping.begins)
    if any(row < 1 or row > LAST_ROW for row in rows) or mapping.first_row < 0 or mapping.last_row < 0:
        yield f"header_rows: en rad ligger mellan 1 och {LAST_ROW}. Rätta radnumren."
    if list(mapping.header_rows) != sorted(set(mapping.header_rows)):
        yield "header_rows: skriv raderna i ordning, var och en en gång."
    if mapping.header_rows and mapping.first_row and mapping.first_row <= mapping.header_rows[-1]:
        yield "first_row: siffrorna börjar under rubrikraderna. Skriv ett högre radnummer."
    if mapping.last_row and mapping.last_row < mapping.begins:
        yield "last_row: sista raden ligger före den första. Rätta radnumret."


def _sources(mapping: Mapping) -> Iterator[str]:
    for name, source in mapping.keys.items():
        yield from _at(name, source, mapping.header_rows)
        recoded = [plain(text) for text in source.recode]
        if len(set(recoded)) < len(recoded):
            yield f"{name}.recode: samma text är översatt två gånger. Ta bort den ena."
    for dimension, source in mapping.breakdown.items():
        texts = [dimension, *source.recode.values()]
        if not dimension or any(sign in text for text in texts for sign in _SIGNS):
            yield f"breakdown.{dimension}: namn och kategorier får inte innehålla = eller |. Skriv till exempel kvinna."


def _at(name: str, source: Source, header_rows: tuple[int, ...]) -> Iterator[str]:
    match source.place:
        case Place.COLUMN if not columns.number(source.at):
            yield f"{name}.column: skriv en kolumns bokstav, till exempel B."
        case Place.CELL if columns.place(source.at) is None:
            yield f"{name}.cell: skriv en cell, till exempel A4."
        case Place.HEADING:
            named = source.at.split("+")
            if not all(row.isascii() and row.isdigit() and int(row[:8]) in header_rows for row in named):
                yield f"{name}.heading: skriv en av rubrikraderna, till exempel 8, eller flera som 7+8."


def _values(values: tuple[Values, ...]) -> Iterator[str]:
    fields = [each.field for each in values]
    if not any(field in FIGURES for field in fields[:1]):
        yield f"values: peka ut kolumnerna med siffror först, som ett av fälten {', '.join(FIGURES)}."
    if len(set(fields)) < len(fields):
        yield "values: ett fält är utpekat två gånger. Skriv alla dess kolumner i samma columns."
    for each in values:
        if each.field not in entries.FIELDS:
            yield f"values: fältet {_quoted(each.field)} finns inte. Välj bland {', '.join(entries.FIELDS)}."
        if not columns.is_span(each.columns):
            yield f"values.columns: {_quoted(each.columns)} är inga kolumner. Skriv till exempel F, F:O, F: eller B, D."
    if not all(columns.is_span(each.columns) for each in values) or not values:
        return
    first = values[0].columns
    for each in values[1:]:
        if not columns.is_open(first) and len(columns.span(each.columns)) not in (1, len(columns.span(first))):
            yield f"values: {each.field} ska ha lika många kolumner som {values[0].field}, eller en enda."
        if columns.is_open(each.columns):
            yield f"values: bara {values[0].field} kan fortsätta åt höger. Skriv ut kolumnerna för {each.field}."


def _filters(filters: tuple[Filter, ...]) -> Iterator[str]:
    for each in filters:
        if not columns.number(each.column):
            yield "filters.column: skriv en kolumns bokstav, till exempel B."
        if not each.keep and not each.drop:
            yield f"filters: säg vilka texter i kolumn {each.column} som ska läsas (keep) eller hoppas över (drop)."


def _rest(mapping: Mapping) -> Iterator[str]:
    for mark, meaning in mapping.marks.items():
        if meaning not in MEANINGS:
            yield f"marks: {_quoted(mark)} ska betyda ett av {', '.join(MEANINGS)}."
    if not math.isfinite(mapping.factor) or mapping.factor <= 0:
        yield "factor: skriv ett tal större än 0, till exempel 1000."
    for letters in mapping.headings:
        if not columns.number(letters):
            yield f"headings: {_quoted(letters)} är ingen kolumn. Skriv till exempel B."


def _quoted(text: str) -> str:
    return f'"{" ".join(text.split())[:40]}"'
