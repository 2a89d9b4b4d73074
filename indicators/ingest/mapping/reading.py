"""Entries out of a foreign layout: each figure with its keys and every address it was read from."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from indicators.batches import Finding, Severity
from indicators.ingest import entries as entry
from indicators.ingest.mapping import headings, keys, notes
from indicators.ingest.mapping.layout import Mapping
from indicators.ingest.mapping.sheets import SheetReading
from indicators.ingest.workbook.book import Book, Sheet
from indicators.model import Registry


def entries(book: Book, mapping: Mapping, registry: Registry) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """The figures that the mapping points at, in the file's order, and what could not be read."""
    tally = notes.Tally()
    known = {name: keys.said(name, source, keys.knowing(name, registry)) for name, source in mapping.keys.items()}
    for name in headings.absent(book, mapping):
        tally.add(notes.absent_sheet(name))
    read = [SheetReading(sheet, mapping, known, tally) for sheet in _readable(book, mapping, tally)]
    tables = [table for table in (each.table() for each in read) if len(table)]
    if not tables and not tally.has(Severity.ERROR):
        tally.add(notes.nothing_read())
    whole = pd.concat(tables, ignore_index=True) if tables else entry.table([], mapping.fields)
    return whole, tally.findings()


def sample(book: Book, mapping: Mapping, registry: Registry, n: int = 20) -> pd.DataFrame:
    """The first entries with their places, for showing."""
    return entries(book, mapping, registry)[0].head(n)


def _readable(book: Book, mapping: Mapping, tally: notes.Tally) -> Iterator[Sheet]:
    """The sheets whose headings are as the mapping says; the others are told of."""
    for sheet in headings.chosen(book, mapping):
        differing = headings.changed(sheet, mapping)
        if not differing:
            yield sheet
        elif sheet.name in mapping.sheets:
            row = max(mapping.header_rows, default=1)
            for letters, text in differing.items():
                tally.add(notes.changed_heading(sheet.name, f"{letters}{row}", text, mapping.headings[letters]))
        else:
            tally.add(notes.other_layout(sheet.name))
