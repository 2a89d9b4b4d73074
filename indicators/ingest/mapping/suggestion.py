"""A guess at how a foreign file is laid out, for a person to begin with; everything in it can be pointed out anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from indicators.ingest import entries
from indicators.ingest.mapping import columns, headings, keys, words
from indicators.ingest.mapping.layout import Filter, Mapping, Others, Percent, Place, Source, Values, plain
from indicators.ingest.mapping.seen import Column, Seen, look
from indicators.ingest.workbook.book import COLUMN, RAW, ROW, Book, FileKind
from indicators.model import ObservationStatus, Registry

MOST_CATEGORIES: Final = 60
"""A column with more different texts than this is no classification."""
NOTHING: Final = Source(place=Place.FIXED)
"""A key that a person has to point out."""

_GEOGRAPHY: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"stadsdel|\bsdn\b|primärområde|mellanområde|stadsområde",
        r"^kommun(?!.?kod)",
        r"område|region(?!.?kod)|plats|geografi|kommunnamn",
        r"kommun.?kod|regionkod",
        r"län(?!.?s.?kod)",
    )
)
_PERIOD: Final = re.compile(r"\b(?:år|ar|year|läsår|period|tid|kvartal)\b")
_INDICATOR: Final = re.compile(r"indikator|uppgift|mått|variabel|nyckeltal|brott")
_BASE: Final = re.compile(r"antal (?:elever|svar|svarande|personer|invånare)|befolkning|folkmängd|invånare|bas")
_REGION: Final = re.compile(r"\b(?:län|kommun|stadsdel|riket)\b")
_SHAPE: Final = re.compile(r"\d")
_MARKS: Final = {"..": str(ObservationStatus.MISSING), ".": str(ObservationStatus.NOT_APPLICABLE)}


def suggest(book: Book, registry: Registry) -> Mapping | None:
    """The layout of the sheet that tells most; None where no sheet has a table of figures."""
    looked = [look(sheet) for sheet in book.sheets if not sheet.is_hidden]
    guesses = [_Guess(seen, book, registry) for seen in looked if seen]
    if not guesses:
        return None
    best = max(guesses, key=lambda guess: guess.worth)
    return headings.stamped(best.mapping(), book)


@dataclass(frozen=True, slots=True)
class _Wide:
    """Columns whose headings are periods."""

    row: int
    columns: tuple[Column, ...]


class _Guess:
    """The guess about one sheet; each key is found once, the columns it uses are taken."""

    def __init__(self, seen: Seen, book: Book, registry: Registry) -> None:
        self.seen, self.book, self.registry = seen, book, registry
        self.taken: set[int] = set()
        self.wide = self._years_over()
        self.period = self._period()
        self.geography = self._geography()
        self.breakdown = self._breakdown()
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

    def _years_over(self) -> _Wide | None:
        """The header row that has periods over most columns, and those of them that are written alike."""
        best: _Wide | None = None
        for row in self.seen.header_rows:
            over = headings.headers(self.seen.sheet, [row])
            found = {c.number: words.period(over.get(c.letters, "")) for c in self.seen.figures}
            shapes = Counter(_SHAPE.sub("0", text) for text in found.values() if text)
            usual = max(shapes, key=lambda shape: shapes[shape], default="")
            alike = [c for c in self.seen.figures if found[c.number] and _SHAPE.sub("0", found[c.number]) == usual]
            if len({found[c.number] for c in alike}) > 1 and len(alike) > len(best.columns if best else ()):
                best = _Wide(row, tuple(alike))
        return best

    def _period(self) -> Source:
        if self.wide:
            texts = list(headings.headers(self.seen.sheet, [self.wide.row]).values())
            recode = words.recode(entries.PERIOD, texts, self.registry)
            return Source(place=Place.HEADING, at=str(self.wide.row), recode=recode)
        dated = [c for c in self.seen.others if all(words.period(text) for text in c.texts)]
        named = [c for c in dated if _PERIOD.search(c.heading.casefold())]
        for column in (named or dated)[:1]:
            self.taken.update(each.number for each in dated)
            return Source(place=Place.COLUMN, at=column.letters)
        return self._period_above()

    def _period_above(self) -> Source:
        """A period in the lines over the table or in the sheet's name."""
        cells = self.seen.sheet.cells
        above = cells[cells[ROW] < min((*self.seen.header_rows, self.seen.first))]
        for row, column, text in zip(above[ROW], above[COLUMN], above[RAW], strict=True):
            if keys.is_period(keys.period_in(" ".join(str(text).split()))):
                return Source(place=Place.CELL, at=columns.address(int(row), int(column)))
        name = keys.period_in(self.seen.sheet.name)
        return Source(place=Place.SHEET) if keys.is_period(name) else NOTHING

    def _geography(self) -> Source:
        knows = self._names_of_places()
        ranked = [(self._rank(column), column) for column in self._free()]
        known = [(rank, column) for rank, column in ranked if any(knows(text) for text in column.texts)]
        for rank, column in sorted(known, key=lambda each: each[0]):
            if rank < len(_GEOGRAPHY) or sum(map(knows, column.texts)) * 2 > len(column.texts):
                return self._take(column, Others.SKIP if not all(map(knows, column.texts)) else Others.KEEP)
        over = self._places_over(knows)
        if over is not None:
            return over
        if knows(self.seen.sheet.name):
            return Source(place=Place.SHEET)
        named = [(rank, column) for rank, column in ranked if rank < len(_GEOGRAPHY)]
        for _, column in sorted(named, key=lambda each: each[0]):
            return self._take(column, Others.KEEP)
        return NOTHING

    def _names_of_places(self) -> keys.Knows:
        """Tells whether a text is a place by name or by a long code; `14` may be a county's or a part of the city."""
        knows = keys.knowing(entries.GEOGRAPHY, self.registry)
        return lambda text: knows(text) and not (text.strip().isdigit() and len(text.strip()) < 3)

    def _rank(self, column: Column) -> int:
        """How much a column looks like places by its heading, or without one by its texts; lower is more."""
        heading = plain(column.heading)
        if not heading:
            return 0 if all(_REGION.search(text.casefold()) for text in column.texts) else len(_GEOGRAPHY)
        found = [rank for rank, pattern in enumerate(_GEOGRAPHY) if pattern.search(heading)]
        return min(found, default=len(_GEOGRAPHY))

    def _places_over(self, knows: keys.Knows) -> Source | None:
        for row in self.seen.header_rows:
            over = headings.headers(self.seen.sheet, [row])
            known = [c for c in self.seen.figures if knows(over.get(c.letters, ""))]
            if len(known) > 1 and not (self.wide and self.wide.row == row):
                others = Others.KEEP if len(known) == len(self.seen.figures) else Others.SKIP
                return Source(place=Place.HEADING, at=str(row), others=others)
        return None

    def _breakdown(self) -> dict[str, Source]:
        name = f"{entries.BREAKDOWN}.{words.SEX}"
        for column in self._free():
            if words.is_sex(column.texts):
                recode = words.recode(name, column.texts, self.registry)
                self.taken.add(column.number)
                return {words.SEX: Source(place=Place.COLUMN, at=column.letters, recode=recode)}
        for row in self.seen.header_rows:
            over = headings.headers(self.seen.sheet, [row], fill=True)
            texts = list(dict.fromkeys(over.get(c.letters, "") for c in self._figures()))
            if words.is_sex(texts):
                recode = words.recode(name, texts, self.registry)
                return {words.SEX: Source(place=Place.HEADING, at=str(row), fill=True, recode=recode)}
        return {}

    def _indicator_and_values(self) -> tuple[Source, tuple[Values, ...]]:
        knows = keys.knowing(entries.INDICATOR, self.registry)
        figures = self._figures()
        bases = [c for c in figures if _BASE.fullmatch(plain(c.heading))]
        base = bases[0] if len(bases) == 1 and len(figures) > 1 and not self.wide else None
        figures = [c for c in figures if c is not base]
        values = [Values(field=entries.VALUE, columns=_span([c.number for c in figures]))]
        if base:
            values.append(Values(field=entries.DENOMINATOR, columns=base.letters))
        for column in self._free():
            if _INDICATOR.search(plain(column.heading)) or any(map(knows, column.texts)):
                self.taken.add(column.number)
                return self._translated(Place.COLUMN, column.letters, column.texts, knows), tuple(values)
        if len(figures) > 1 and not self.wide and self.geography.place is not Place.HEADING:
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
        classes = [c for c in self._free() if 1 < len(c.texts) <= MOST_CATEGORIES]
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

    def _figures(self) -> list[Column]:
        return list(self.wide.columns if self.wide else self.seen.figures)

    def _free(self) -> list[Column]:
        return [column for column in self.seen.others if column.number not in self.taken]

    def _take(self, column: Column, others: Others) -> Source:
        """The column as the geography's; its twin with codes or names is no classification of its own."""
        self.taken.update(c.number for c in self.seen.others if self._rank(c) < len(_GEOGRAPHY))
        return Source(place=Place.COLUMN, at=column.letters, others=others)

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
