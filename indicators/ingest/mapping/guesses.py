"""A guess at where a sheet's periods, places and sexes stand, each column used once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from indicators.ingest import entries
from indicators.ingest.mapping import columns, headings, keys, words
from indicators.ingest.mapping.layout import Others, Place, Source, plain
from indicators.ingest.mapping.seen import Column, Seen
from indicators.ingest.workbook.book import COLUMN, RAW, ROW
from indicators.model import Registry

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
_REGION: Final = re.compile(r"\b(?:län|kommun|stadsdel|riket)\b")
_SHAPE: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Wide:
    """Columns whose headings are periods."""

    row: int
    columns: tuple[Column, ...]


class KeyGuess:
    """The guess about one sheet's keys but the indicator."""

    def __init__(self, seen: Seen, registry: Registry) -> None:
        """Find each key once; the columns it uses are taken."""
        self.seen, self.registry = seen, registry
        self.taken: set[int] = set()
        self.wide = self._years_over()
        self.period = self._period()
        self.geography = self._geography()
        self.breakdown = self._breakdown()

    def _years_over(self) -> Wide | None:
        """The header row that has periods over most columns, and those of them that are written alike."""
        best: Wide | None = None
        for row in self.seen.header_rows:
            over = headings.headers(self.seen.sheet, [row])
            found = {c.number: words.period(over.get(c.letters, "")) for c in self.seen.figures}
            shapes = Counter(_SHAPE.sub("0", text) for text in found.values() if text)
            usual = max(shapes, key=lambda shape: shapes[shape], default="")
            alike = [c for c in self.seen.figures if found[c.number] and _SHAPE.sub("0", found[c.number]) == usual]
            if len({found[c.number] for c in alike}) > 1 and len(alike) > len(best.columns if best else ()):
                best = Wide(row, tuple(alike))
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
        ranked = [(self._rank(column), column) for column in self.free()]
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
        for column in self.free():
            if words.is_sex(column.texts):
                recode = words.recode(name, column.texts, self.registry)
                self.taken.add(column.number)
                return {words.SEX: Source(place=Place.COLUMN, at=column.letters, recode=recode)}
        for row in self.seen.header_rows:
            over = headings.headers(self.seen.sheet, [row], fill=True)
            texts = list(dict.fromkeys(over.get(c.letters, "") for c in self.figures()))
            if words.is_sex(texts):
                recode = words.recode(name, texts, self.registry)
                return {words.SEX: Source(place=Place.HEADING, at=str(row), fill=True, recode=recode)}
        return {}

    def figures(self) -> list[Column]:
        """The columns with figures: those under periods, else all."""
        return list(self.wide.columns if self.wide else self.seen.figures)

    def free(self) -> list[Column]:
        """Columns without figures that no key has taken."""
        return [column for column in self.seen.others if column.number not in self.taken]

    def _take(self, column: Column, others: Others) -> Source:
        """The column as the geography's; its twin with codes or names is no classification of its own."""
        self.taken.update(c.number for c in self.seen.others if self._rank(c) < len(_GEOGRAPHY))
        return Source(place=Place.COLUMN, at=column.letters, others=others)
