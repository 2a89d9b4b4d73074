"""Made-up reports in ten districts: a register entry for an offence group, and situations of counts by year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from indicators.districts.reported import Reported, reported
from indicators.model import GeographyLevel, Good, Indicator, MeasureKind, Suppression
from indicators.situation import Situation
from tests.builders import Seen, a_target, an_indicator
from tests.districts.tables import a_situation

YEARS = tuple(range(2011, 2021))
PEOPLE = 50_000.0
At = Callable[[int], Situation]
"""The shipped figures as seen from a year."""


def an_offence(**changes: Any) -> Indicator:
    """Reported thefts per 100 000 inhabitants, in the districts only."""
    fields: dict[str, Any] = {
        "name": "Anmälda stölder",
        "short_name": "Anmälda stölder i stadsdelarna",
        "kind": MeasureKind.RATE,
        "unit": "per 100 000",
        "multiplier": 100_000.0,
        "decimals": 0,
        "good": Good.LOW,
        "levels": (GeographyLevel.DISTRICT,),
        "breakdowns": (),
        "baseline": 1000.0,
        "target": a_target(500.0, good=Good.LOW),
        "suppression": Suppression(counts_below=5, base_below=10),
    }
    return an_indicator(**(fields | changes))


def counted(counts: Mapping[int, Sequence[float | Seen]], **changes: Any) -> tuple[Situation, Indicator]:
    """A situation in which each year has a count for each of the ten districts."""
    indicator = an_offence(**changes)
    years = {year: [_seen(each) for each in values] for year, values in counts.items()}
    return a_situation(years, indicator, until=2020, multiplier=100_000.0), indicator


def in_all(*, count: float = 400.0, **own: Sequence[float | Seen]) -> dict[int, list[float | Seen]]:
    """The same count in every district and year, but for districts given as `d131=[…]`, a value a year."""
    rows: dict[int, list[float | Seen]] = {}
    for place, year in enumerate(YEARS):
        rows[year] = [own[f"d{code}"][place] if f"d{code}" in own else count for code in range(131, 141)]
    return rows


def a_report(counts: Mapping[int, Sequence[float | Seen]], **changes: Any) -> Reported:
    """What is found of them."""
    seen, indicator = counted(counts, **changes)
    return reported(seen, indicator)


def _seen(value: float | Seen) -> Seen:
    return (value, PEOPLE) if isinstance(value, int | float) else value
