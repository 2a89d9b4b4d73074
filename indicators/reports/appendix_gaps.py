"""The appendix's sheet of gaps: districts, and women and men, then and now, each with chance and level or why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from indicators import swedish
from indicators.districts import equality as equalities
from indicators.districts import equality_breakdowns as breakdowns
from indicators.districts.equality import Equality
from indicators.districts.equality_breakdowns import Between
from indicators.hearing import panels
from indicators.model import Indicator
from indicators.situation import Situation
from indicators.texts import equality, words
from indicators.texts import equality_breakdowns as breakdown_texts

Value = str | float | int | None
HEAD: Final = (
    *("Indikator", "Namn", "Mellan", "Sämre änden", "Bättre änden", "Från år", "Till år", "Avstånd då", "Avstånd nu"),
    *("Slumpen ensam", "Utan slumptal", "Kvot då", "Kvot nu", "Nivå och skillnad", "Påhittad"),
)
DISTRICTS: Final = "Stadsdelar"


def rows(now: Situation) -> Iterator[Sequence[Value]]:
    """The head, every indicator's gap between districts, and between the groups that it is divided into."""
    yield HEAD
    for told in equalities.of_every_indicator(now):
        yield [_of_districts(told).get(name) for name in HEAD]
    for dimension in breakdowns.DIMENSIONS:
        for found in breakdowns.of_every_indicator(now, dimension):
            yield [_of_groups(found, now).get(name) for name in HEAD]


def _of_districts(told: Equality) -> dict[str, Value]:
    gap, worst, best = told.gap, told.gap.worst, told.gap.best
    kept: dict[str, Value] = {"Mellan": DISTRICTS, "Från år": gap.baseline_year, "Till år": gap.value_year}
    if not told.has_ends or worst is None or best is None or gap.at_baseline is None or gap.now is None:
        return kept | _about(told.indicator) | {"Nivå och skillnad": f"Inte bedömt: {equality.reason(told)}"}
    return (
        kept
        | _about(told.indicator)
        | {
            "Sämre änden": worst.name,
            "Bättre änden": best.name,
            "Avstånd då": gap.at_baseline.distance,
            "Avstånd nu": gap.now.distance,
            "Kvot då": gap.at_baseline.times,
            "Kvot nu": gap.now.times,
            "Nivå och skillnad": panels.verdict(told),
        }
        | _chance(gap.now.by_chance)
    )


def _of_groups(found: Between, now: Situation) -> dict[str, Value]:
    first, last = found.years[0], found.years[-1]
    names = breakdown_texts.names(found)
    better = found.better
    kept: dict[str, Value] = {
        "Mellan": swedish.listing([names[0], words.swedish_lower(names[1])]),
        "Sämre änden": names[1 - better],
        "Bättre änden": names[better],
        "Från år": first.year,
        "Till år": last.year,
        "Avstånd då": first.distance,
        "Avstånd nu": last.distance,
        "Kvot då": first.times,
        "Kvot nu": last.times,
        "Nivå och skillnad": panels.verdict_of_groups(found, now.city(found.indicator.id)),
    }
    return kept | _about(found.indicator) | _chance(last.by_chance)


def _about(indicator: Indicator) -> dict[str, Value]:
    return {
        "Indikator": indicator.id,
        "Namn": indicator.short_name,
        "Påhittad": "ja" if indicator.is_demo else "nej",
    }


def _chance(by_chance: float | None) -> dict[str, Value]:
    """What chance alone would give, or why nothing is known of it."""
    return {"Utan slumptal": panels.NO_MARGIN} if by_chance is None else {"Slumpen ensam": by_chance}
