"""Where every printed number of a hearing's files may come from: `status --json --as-of`, or another source by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, Final

from indicators import events, swedish
from indicators.hearing import ending, equal, opening, since
from indicators.hearing.slides import Deck, Dots, Slide, SlideKind, Trend, Ways
from indicators.model import GeographyLevel, Indicator
from tests.editions.files import is_apart_as, is_printed_as, numbers
from tests.issued import CHOSEN
from tests.terminal.told import CITY, Told

YEAR: Final = re.compile(r"20[012]\d")
GOOD, BAD = ("ON_TRACK", "REACHED"), ("BEHIND", "WORSENING", "MISSED")
SEXES: Final = ("kon=kvinna", "kon=man")
FIXED: Final = (
    *(*ending.METHOD, ending.LEGEND, equal.READING, opening.READING, since.READING),
    *("95 procents felmarginal", "(M12)"),
)
"""The product's own sentences: their 95 per cent is the method's."""
COUNTED: Final = {word: number for number in range(2, 13) for word in (swedish.count_word(number),)}
"""Numbers as words; one is an article too, and is read where it counts."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """What may be printed in one place."""

    values: Sequence[float]
    """Figures that the terminal tells, and those reckoned from them."""
    apart: Sequence[tuple[float, float]] = ()
    """Two figures whose distance may stand there, as they are printed."""
    words: Sequence[str] = ()
    """Texts with numbers of their own: names, dates, the record of the edition, what people have written."""
    whole: frozenset[str] = field(default_factory=frozenset)
    """Texts that are only a number: an axis's ticks, a list's and the slides' own numbers."""

    def unaccounted(self, text: str) -> list[str]:
        """The numbers in a text that are neither figures of the place nor years."""
        if text.strip() in self.whole:
            return []
        return [shown for shown in numbers(bare(text, self.words)) if not self.knows(shown)]

    def knows(self, shown: str) -> bool:
        """Whether a printed number is a year or one of the figures, rounded as it is printed."""
        told = shown.lstrip("−+")
        if YEAR.fullmatch(shown) is not None or any(is_printed_as(abs(value), told) for value in self.values):
            return True
        return any(is_apart_as(one, other, told) for one, other in self.apart)


def bare(text: str, words: Sequence[str]) -> str:
    """A text without those that have numbers of their own."""
    return _any_of(tuple(words)).sub(" ", text)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    told = {said for word in words for said in (word, swedish.sentence_case(word), word[:1].lower() + word[1:])}
    return re.compile("|".join(map(re.escape, sorted(filter(None, told), key=len, reverse=True))))


def of_slides(told: Told, deck: Deck) -> dict[str, Account]:
    """By the slide's key."""
    kinds = {
        SlideKind.GLANCE: lambda _: glance(told),
        SlideKind.SINCE: lambda _: ways(told),
        SlideKind.EQUAL: lambda _: equality(told),
        SlideKind.AREA: lambda slide: area(told, int(slide.key.rpartition("-")[2])),
        SlideKind.COVERAGE: lambda _: coverage(told),
    }
    record = common(told)
    return {
        slide.key: Account(
            values=list(kinds.get(slide.kind, lambda _: [])(slide)),
            apart=list(apart(told, slide)),
            words=record,
            whole=frozenset(_whole(slide, deck)),
        )
        for slide in deck.slides
    }


def common(told: Told) -> list[str]:
    """Texts with numbers that may stand anywhere: the register's names, the edition's record, fixed sentences."""
    edition, register = told.edition, told.register
    areas = ", ".join(str(a.number) for a in register.strategic_areas)
    days = [edition.held, told.before_held, edition.issued_at.date()]
    return [
        *FIXED,
        *(word for i in register.indicators.values() for word in _named(i)),
        *(f"Strategiskt område {a.number}" for a in register.strategic_areas),
        *chain.from_iterable((e.title, e.text, e.source, events.when(e)) for e in told.happened),
        *(said for day in days for said in (swedish.date(day), swedish.NBSP.join(swedish.date(day).rsplit(" ", 1)))),
        *(f"{n}{gap}{events.when(e)}" for n in range(1, 9) for gap in ("  ", " ") for e in told.happened),
        *(f"”{register.indicators[name].short_name}” för område {number}" for number, name in CHOSEN.items()),
        *(f"Dataversion {edition.data_version}", f"dataversion {edition.data_version}", f"Områden {areas}."),
        *(f"registerrevision {edition.register_revision}", f"version {edition.number}", f"Version {edition.number}"),
    ]


def apart(told: Told, slide: Slide) -> Iterator[tuple[float, float]]:
    """The ends of the gaps that a slide shows, then and now, and the value with what it should be."""
    if slide.kind is SlideKind.AREA:
        row = told.now.get((told.headline(int(slide.key.rpartition("-")[2])).id, CITY), {})
        if row.get("required") is not None and row.get("value") is not None:
            yield row["value"], row["required"]
    for (name, between), gap in told.gaps.items():
        if gap["before"] is None or (slide.kind is SlideKind.AREA and name not in told.shown(slide)):
            continue
        if slide.kind is SlideKind.AREA or (slide.kind is SlideKind.EQUAL and between == "sdn"):
            yield from (told.ends(gap, year) for year in (gap["from_year"], gap["value_year"]))


def glance(told: Told) -> Iterator[float]:
    """Slide 2: each area's number, values and target, and how many of its other indicators have each assessment."""
    counts: Counter[str] = Counter()
    for n in range(1, 11):
        row = told.now.get((told.headline(n).id, CITY), {})
        counts[row.get("assessment", "NOT_ASSESSED")] += 1
        yield from (n, *(row[name] for name in ("value", "baseline", "target") if row.get(name) is not None))
        yield from others(told, n).values()
    yield from counts.values()


def others(told: Told, number: int) -> Counter[str]:
    """How many of an area's other indicators have each assessment."""
    own = told.headline(number).id
    rows = (row for (name, place), row in told.now.items() if place == CITY and name != own)
    assessed = [i.id for i in told.register.of_area(number) if i.is_assessed]
    return Counter(row["assessment"] for row in rows if row["indicator"] in assessed)


def only_in_districts(told: Told, number: int) -> int:
    """How many of an area's other assessed indicators have no value for the city."""
    mine = [i for i in told.in_districts(number) if i.is_assessed and GeographyLevel.CITY not in i.levels]
    return sum(i.id != told.headline(number).id for i in mine)


def ways(told: Told) -> Iterator[float]:
    """Slide 3: the values of last time and now, and the share of the way that is due."""
    for side in (told.before, told.now):
        rows = [side.get((told.headline(n).id, CITY), {}) for n in range(1, 11)]
        yield from (row["value"] for row in rows if row.get("value") is not None)
    start, end = told.register.baseline_year, told.register.target_year
    yield 100 * (told.edition.year - start) / (end - start)


def equality(told: Told) -> Iterator[float]:
    """Slide 4: the distances between districts with what chance gives, and how many gaps do what."""
    rows = told.district_gaps
    for row in rows:
        yield from (row[name] for name in ("before", "now", "by_chance") if row[name] is not None)
        if row["before"] is not None:
            yield from chain(told.ends(row, row["from_year"]), told.ends(row, row["value_year"]))
    yield from Counter(row["standing"] for row in rows).values()
    yield from (len(rows), sum(row["demo"] for row in rows), len(rows) - equal.MOST)


def area(told: Told, number: int) -> Iterator[float]:
    """An area's slide: its headline indicator, the districts and the groups it is shown by, its other indicators."""
    own = told.headline(number)
    shown = own if GeographyLevel.DISTRICT in own.levels else next(iter(told.in_districts(number)), own)
    yield from derived(told.now.get((own.id, CITY), {}))
    yield from (own.target.value,) if own.target is not None and own.target.value is not None else ()
    yield from others(told, number).values()
    yield from (number, only_in_districts(told, number))
    for (name, place, breakdown, _), row in told.series.items():
        if (name == own.id and place == CITY) or (name == shown.id and breakdown in ("", *SEXES)):
            yield from (row[c] for c in ("Värde", "Nedre gräns", "Övre gräns") if row[c] is not None)
    if total := [told.now[shown.id, d] for d in told.districts if (shown.id, d) in told.now]:
        yield told.summed(shown, max(row["value_year"] or 0 for row in total))
    for name in {own.id, shown.id}:
        rows = [told.gaps[name, between] for between in ("sdn", "kon") if (name, between) in told.gaps]
        yield from (row[c] for row in rows for c in ("before", "now", "by_chance") if row[c] is not None)


def coverage(told: Told) -> Iterator[float]:
    """The slide of what exists: indicators with a value of the year among those that are followed."""
    followed = [(i.id, d) for i in told.register.indicators.values() for d in told.districts if _is_followed(i)]
    have = [key for key in followed if told.now.get(key, {}).get("value_year") == told.edition.year]
    yield from (100 * len(have) / len(followed), len(have), sum(told.now[key]["demo"] for key in have))
    for n in range(1, 11):
        mine = [i.id for i in told.register.of_area(n) if _is_followed(i)]
        yield len(mine)
        yield from (sum((name, d) in have for name in mine) for d in told.districts)


def derived(row: Mapping[str, Any]) -> Iterator[float]:
    """The numbers of a status row, and the few that are reckoned from them."""
    names = ("value", "lower", "upper", "baseline", "target", "required", "slope", "slope_lower", "slope_upper")
    yield from (row[name] for name in names if row.get(name) is not None)
    if row.get("chance") is not None:
        yield from (100 * row["chance"], 1.0, 99.0)  # less than one per cent, more than 99
    if row.get("target") is not None and row.get("baseline") is not None:
        yield (row["target"] - row["baseline"]) / (row["target_year"] - row["baseline_year"])
        yield row["target"] - row["value"]


def counted(title: str) -> list[int]:
    """The counts in a title, in words or figures, without its years."""
    words = re.findall(r"\w+", title.lower())
    told = [COUNTED.get(word, int(word) if word.isdigit() else None) for word in words]
    return [number for number in told if number is not None and not YEAR.fullmatch(str(number))]


def _whole(slide: Slide, deck: Deck) -> Iterator[str]:
    yield str(slide.number)
    for panel in slide.panels:
        if isinstance(panel, Trend | Dots | Ways):
            yield from panel.scale.labels
        if isinstance(panel, Trend):
            yield from (str(number) for number in range(1, len(panel.events) + 1))
    if slide.kind in (SlideKind.QUESTIONS, SlideKind.METHOD):
        yield from (str(number) for number in range(1, 10))
    yield from (str(other.number) for other in deck.slides if other is slide)


def _is_followed(indicator: Indicator) -> bool:
    return GeographyLevel.DISTRICT in indicator.levels


def _named(indicator: Indicator) -> Iterator[str]:
    sentence = indicator.sentence
    texts = (indicator.name, indicator.short_name, indicator.source, sentence.subject, sentence.unit, indicator.unit)
    yield from (swedish.tight(text) for text in texts if re.search(r"\d", text))
    yield from (text for text in texts if re.search(r"\d", text))
