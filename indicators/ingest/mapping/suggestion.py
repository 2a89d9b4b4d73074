"""A guess at how a foreign file is laid out, for a person to begin with; everything in it can be pointed out anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from indicators.ingest import entries
from indicators.ingest.mapping import columns, headings, keys, words
from indicators.ingest.mapping.guesses import NOTHING, KeyGuess
from indicators.ingest.mapping.layout import Filter, Mapping, Others, Percent, Place, Source, Values, plain
from indicators.ingest.mapping.seen import Column, Seen, look
from indicators.ingest.workbook.book import Book, FileKind
from indicators.model import ObservationStatus, Registry

MOST_CATEGORIES: Final = 60
"""A column with more different texts than this is no classification."""
_INDICATOR: Final = re.compile(r"indikator|uppgift|mått|variabel|nyckeltal|brott")
_BASE: Final = re.compile(r"antal (?:elever|svar|svarande|personer|invånare)|befolkning|folkmängd|invånare|bas")
_MARKS: Final = {"..": str(ObservationStatus.MISSING), ".": str(ObservationStatus.NOT_APPLICABLE)}


def suggest(book: Book, registry: Registry) -> Mapping | None:
    """The layout of the sheet that tells most; None where no sheet has a table of figures."""
    looked = [look(sheet) for sheet in book.sheets if not sheet.is_hidden]
    guesses = [_Guess(seen, book, registry) for seen in looked if seen]
    if not guesses:
        return None
    best = max(guesses, key=lambda guess: guess.worth)
    return headings.stamped(best.mapping(), book)


class _Guess(KeyGuess):
    """The guess about one sheet."""

    def __init__(self, seen: Seen, book: Book, registry: Registry) -> None:
        super().__init__(seen, registry)
        self.book = book
        self.indicator, self.values = self._indicator_and_values()

    @property
    def worth(self) -> int:
        """How much of the register is recognised in the sheet."""
        said = (self.geography.others is Others.SKIP) * 4 + (self.period != NOTHING) * 2
        return said + (self.geography != NOTHING) + (self.indicator.others is Others.SKIP) * 2

    def mapping(self) -> Mapping:
        pointed = [column for column in self.seen.columns if any(column.number in self._of(v) for v in self.values)]
        return Mapping(
            indicator=self.indicator,
            geography=self.geography,
            period=self.period,
            breakdown=self.breakdown,
            values=self.values,
            sheets=self._sheets(),
            header_rows=self.seen.header_rows,
            first_row=0 if self.seen.header_rows else self.seen.first,
            filters=self._filters(),
            marks={mark: said for mark, said in _MARKS.items() if any(mark in column.texts for column in pointed)},
            percent=_percent(pointed),
        )

    def _indicator_and_values(self) -> tuple[Source, tuple[Values, ...]]:
        knows = keys.knowing(entries.INDICATOR, self.registry)
        figures = self.figures()
        bases = [c for c in figures if _BASE.fullmatch(plain(c.heading))]
        base = bases[0] if len(bases) == 1 and len(figures) > 1 and not self.wide else None
        figures = [c for c in figures if c is not base]
        values = [Values(field=entries.VALUE, columns=_span([c.number for c in figures]))]
        if base:
            values.append(Values(field=entries.DENOMINATOR, columns=base.letters))
        for column in self.free():
            if _INDICATOR.search(plain(column.heading)) or any(map(knows, column.texts)):
                self.taken.add(column.number)
                return self._translated(Place.COLUMN, column.letters, column.texts, knows), tuple(values)
        if len(figures) > 1 and self.seen.header_rows and not self.wide and self.geography.place is not Place.HEADING:
            over = headings.headers(self.seen.sheet, self.seen.header_rows, fill=len(self.seen.header_rows) > 1)
            texts = [over.get(c.letters, "") for c in figures]
            at = "+".join(map(str, self.seen.header_rows))
            return self._translated(Place.HEADING, at, texts, knows), tuple(values)
        return self._fixed(figures, knows), tuple(values)

    def _translated(self, place: Place, at: str, texts: Sequence[str], knows: keys.Knows) -> Source:
        recode = words.recode(entries.INDICATOR, texts, self.registry)
        others = Others.SKIP if recode or any(map(knows, texts)) else Others.KEEP
        return Source(place=place, at=at, fill="+" in at, others=others, recode=recode)

    def _fixed(self, figures: Sequence[Column], knows: keys.Knows) -> Source:
        """One indicator for the whole file, if its heading or the sheet's name says which."""
        for text in (*(column.heading for column in figures[:1]), self.seen.sheet.name):
            found = words.recode(entries.INDICATOR, [text], self.registry).get(text, text if knows(text) else "")
            if found:
                return Source(place=Place.FIXED, at=found)
        return NOTHING

    def _filters(self) -> tuple[Filter, ...]:
        """Other classifications are kept at their total, where there is one."""
        classes = [c for c in self.free() if 1 < len(c.texts) <= MOST_CATEGORIES]
        totals = {column.letters: words.total(column.texts) for column in classes}
        return tuple(Filter(column=letters, keep=(text,)) for letters, text in totals.items() if text)

    def _sheets(self) -> tuple[str, ...]:
        """Every sheet laid out alike where the name is a key, else this one."""
        if self.book.kind is FileKind.CSV:
            return ("*",)
        if Place.SHEET not in (self.period.place, self.geography.place):
            return (self.seen.sheet.name,)
        over = headings.headers(self.seen.sheet, self.seen.header_rows)
        alike = [s for s in self.book.sheets if headings.headers(s, self.seen.header_rows) == over and not s.is_hidden]
        return tuple(sheet.name for sheet in alike)

    @staticmethod
    def _of(values: Values) -> tuple[int, ...]:
        return columns.span(values.columns)


def _span(numbers: Sequence[int]) -> str:
    """Columns as text: `F:O` where they stand side by side, else `B, D, F`."""
    letters = [columns.letters(number) for number in numbers]
    if len(numbers) > 1 and numbers[-1] - numbers[0] + 1 == len(numbers):
        return f"{letters[0]}:{letters[-1]}"
    return ", ".join(letters)


def _percent(pointed: Sequence[Column]) -> Percent:
    """Fractions where numbers are shown as per cent, or all lie between 0 and 1 under a heading of shares."""
    if pointed and all(column.is_percent for column in pointed):
        return Percent.FRACTION
    if not all("andel" in column.heading.casefold() or "%" in column.heading for column in pointed):
        return Percent.AS_WRITTEN
    numbers = np.concatenate([column.numbers for column in pointed]) if pointed else np.empty(0)
    numbers = numbers[~np.isnan(numbers)]
    inside = len(numbers) > 0 and bool(((numbers >= 0) & (numbers <= 1)).all())
    return Percent.FRACTION if inside and bool((numbers % 1 != 0).any()) else Percent.AS_WRITTEN
