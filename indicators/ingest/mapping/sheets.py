"""The entries of one sheet: rows are chosen, then columns, then every figure gets its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

import numpy as np
import pandas as pd

from indicators.ingest import entries as entry
from indicators.ingest.mapping import columns, headings, keys, notes
from indicators.ingest.mapping.block import Array, Block, told
from indicators.ingest.mapping.layout import FIGURES, Filter, Mapping, Place, Source, fits
from indicators.ingest.workbook.book import FORMAT, KIND, NUMBER, RAW, Sheet

_PARTS: Final = {"raw": RAW, "kind": KIND, "number": NUMBER, "format": FORMAT}


@dataclass(frozen=True, slots=True)
class _Key:
    """A key while a sheet is read: texts for each row, each column or the whole sheet, and where they stood."""

    texts: Array
    """Object; None where the row or column is to be left out."""
    is_by_row: bool
    stood: Array = field(default_factory=lambda: np.empty(0))
    """Of a key column: in which of the block's rows each text stands."""
    column: int = 0
    cells: Array = field(default_factory=lambda: np.empty(0))
    """Of a key over the columns or in one cell: the address for each column; blank where it is read from no cell."""


class SheetReading:
    """One sheet under way."""

    def __init__(self, sheet: Sheet, mapping: Mapping, known: dict[str, keys.Said], tally: notes.Tally) -> None:
        """Read with a mapping, translate keys by what is known, and tell of what is left out."""
        self.sheet, self.mapping, self.known, self.tally = sheet, mapping, known, tally
        self.block = Block(sheet, mapping)
        self.anchors = np.array(_anchors(sheet, mapping), dtype="int64")

    def table(self) -> pd.DataFrame:
        """The sheet's entries, row by row."""
        rows, across = np.arange(len(self.block.rows)), np.arange(len(self.anchors))
        rows = rows[self._has_figures()]
        rows = rows[self._is_chosen()[rows]]
        read = {name: self._key(name, source) for name, source in self.mapping.keys.items()}
        for name, key in read.items():
            rows, across = self._known(name, key, rows, across)
        if not len(rows) or not len(across):
            return entry.table([], self.mapping.fields)
        if len(rows) * len(across) > notes.MOST:
            self.tally.add(notes.too_many(self.sheet.name, len(rows) * len(across)))
            return entry.table([], self.mapping.fields)
        if self.sheet.is_hidden:
            self.tally.add(notes.hidden_sheet(self.sheet.name))
        return self._entries(read, rows, across)

    def _has_figures(self) -> Array:
        """Rows with a figure of their own or a status; others that hold text are counted."""
        blank = [self.block.is_blank(self.block.positions(int(column))) for column in self._telling()]
        has = ~reduce(np.logical_and, blank, np.full(len(self.block.rows), True))
        self.tally.without_figures(self.sheet, self.block.rows[~has])
        return np.asarray(has)

    def _telling(self) -> list[int]:
        """Columns that say something of the row's own entries: not those that go for the whole row, but its status."""
        pointed = [(values.field, self._columns(values.columns)) for values in self.mapping.values]
        return [c for name, each in pointed for c in each if name == entry.STATUS or self._is_telling(name, each)]

    def _is_telling(self, name: str, pointed: Array) -> bool:
        return name in FIGURES and len(pointed) == len(self.anchors)

    def _is_chosen(self) -> Array:
        chosen = np.full(len(self.block.rows), True)
        for each in self.mapping.filters:
            texts, _ = self.block.keys(columns.number(each.column), fill=each.fill)
            chosen &= told(texts, _takes(each)).astype(bool)
        return chosen

    def _key(self, name: str, source: Source) -> _Key:
        said = self.known[name]
        if source.place is Place.COLUMN:
            column = columns.number(source.at)
            texts, stood = self.block.keys(column, fill=source.fill)
            return _Key(told(texts, said), True, stood, column)
        if source.place is Place.HEADING:
            over = headings.headers(self.sheet, map(int, source.at.split("+")), fill=source.fill)
            texts = np.array([over.get(columns.letters(int(each)), "") for each in self.anchors], dtype=object)
            row = int(source.at.split("+")[-1])
            over_each = np.array([columns.address(row, int(each)) for each in self.anchors], dtype=object)
            return _Key(told(texts, said), False, cells=over_each)
        text, cell = _of_sheet(self.sheet, source), source.at if source.place is Place.CELL else ""
        size = len(self.anchors)
        return _Key(np.full(size, said(text), dtype=object), False, cells=np.full(size, cell, dtype=object))

    def _known(self, name: str, key: _Key, rows: Array, across: Array) -> tuple[Array, Array]:
        """The rows and columns that are left when those with unknown keys are skipped; how many is told."""
        here = rows if key.is_by_row else across
        is_left_out = np.array([text is None for text in key.texts[here]], dtype=bool)
        if is_left_out.any():
            self.tally.skipped(name, self._stood(name, key, here[is_left_out]), is_by_row=key.is_by_row)
        kept = here[~is_left_out]
        return (kept, across) if key.is_by_row else (rows, kept)

    def _stood(self, name: str, key: _Key, left_out: Array) -> Sequence[tuple[str, str, str]]:
        """Sheet, address and text of keys that were skipped."""
        if key.is_by_row:
            stood = key.stood[left_out]
            texts = self.block.part(RAW, self.block.positions(key.column)[stood])
            places = [columns.address(int(row), key.column) for row in self.block.rows[stood[:1]]]
        else:
            rows = self.mapping.keys[name].at.split("+")
            row = int(rows[-1]) if rows[-1].isdigit() else 0
            places = [columns.address(row, int(self.anchors[each])) if row else "" for each in left_out[:1]]
            over = headings.headers(self.sheet, [row])
            texts = np.array([over.get(columns.letters(int(self.anchors[each])), "") for each in left_out])
        return [(self.sheet.name, places[0], str(text)) for text in texts]

    def _entries(self, read: dict[str, _Key], rows: Array, across: Array) -> pd.DataFrame:
        numbers, written = self.block.rows[rows], self.block.written[rows]
        made: dict[str, Array] = {
            entry.SHEET: np.full(len(rows) * len(across), self.sheet.name, dtype=object),
            entry.ROW: np.repeat(numbers, len(across)),
        }
        for name in (entry.INDICATOR, entry.GEOGRAPHY, entry.PERIOD):
            made[name], made[entry.place(name)] = self._texts(read[name], rows, across)
        made[entry.BREAKDOWN], made[entry.place(entry.BREAKDOWN)] = self._breakdown(read, rows, across)
        for values in self.mapping.values:
            made |= self._field(values.field, self._columns(values.columns), rows, across, written)
        return self._frame(made)

    def _texts(self, key: _Key, rows: Array, across: Array) -> tuple[Array, Array]:
        """Texts and addresses of a key for every entry."""
        if not key.is_by_row:
            return np.tile(key.texts[across], len(rows)), np.tile(key.cells[across], len(rows))
        places = columns.letters(key.column) + self.block.written[key.stood[rows]]
        return np.repeat(key.texts[rows], len(across)), np.repeat(places, len(across))

    def _breakdown(self, read: dict[str, _Key], rows: Array, across: Array) -> tuple[Array, Array]:
        """`alder=16-24|kon=kvinna` of every entry, dimensions in order, with the first address there is."""
        texts = np.full(len(rows) * len(across), "", dtype=object)
        places = texts.copy()
        for dimension in sorted(self.mapping.breakdown):
            category, stood = self._texts(read[f"{entry.BREAKDOWN}.{dimension}"], rows, across)
            part = told(category, _of_dimension(dimension))
            between = np.where((texts != "") & (part != ""), "|", "")
            texts = texts + between + part
            places = np.where(places == "", stood, places)
        return texts, places

    def _field(self, name: str, pointed: Array, rows: Array, across: Array, written: Array) -> dict[str, Array]:
        """The five parts of one field for every entry."""
        by_entry = pointed[across] if len(pointed) == len(self.anchors) else np.repeat(pointed, len(across))
        found = np.stack([self.block.positions(int(each))[rows] for each in by_entry], axis=1).ravel()
        places = np.stack([columns.letters(int(each)) + written for each in by_entry], axis=1).ravel()
        parts = {entry.part(name, part): self.block.part(stored, found) for part, stored in _PARTS.items()}
        return {entry.part(name, "cell"): places, **parts}

    def _columns(self, text: str) -> Array:
        return self.anchors if text == self.mapping.values[0].columns else np.array(columns.span(text), dtype="int64")

    def _frame(self, made: dict[str, Array]) -> pd.DataFrame:
        order = entry.columns(self.mapping.fields)
        table = pd.DataFrame({name: pd.Series(made[name], dtype=made[name].dtype) for name in order})
        if not self.mapping.skip_empty:
            return table
        pointed = {values.field: self._columns(values.columns) for values in self.mapping.values}
        telling = [name for name, each in pointed.items() if name == entry.STATUS or self._is_telling(name, each)]
        filled = [table[entry.part(name, "raw")].str.strip().to_numpy() != "" for name in telling]
        return table[np.logical_or.reduce(filled)].reset_index(drop=True)


def _takes(chosen: Filter) -> Callable[[str], bool]:
    def is_taken(text: str) -> bool:
        is_kept = not chosen.keep or any(fits(text, one) for one in chosen.keep)
        return is_kept and not any(fits(text, one) for one in chosen.drop)

    return is_taken


def _of_dimension(dimension: str) -> Callable[[str], str]:
    return lambda category: f"{dimension}={category}" if category else ""


def _anchors(sheet: Sheet, mapping: Mapping) -> tuple[int, ...]:
    """The columns of the first field; an open span takes those with a heading in the last header row of a key."""
    over = [source.at.split("+")[-1] for source in mapping.keys.values() if source.place is Place.HEADING]
    rows = sorted({int(row) for row in over}) or mapping.header_rows[-1:]
    headed = [frozenset(columns.number(each) for each in headings.headers(sheet, [row])) for row in rows]
    return columns.span(mapping.values[0].columns, frozenset.union(frozenset(), *headed))


def _of_sheet(sheet: Sheet, source: Source) -> str:
    """A key that is the same for the whole sheet."""
    if source.place is Place.SHEET:
        return sheet.name
    at = columns.place(source.at) if source.place is Place.CELL else None
    cell = sheet.cell(*at) if at else None
    return source.at if source.place is Place.FIXED else cell.raw if cell else ""
