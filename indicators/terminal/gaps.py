"""Gaps as `status --gaps` tells them: the ends, how far apart they were and are, and what chance alone would give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from indicators import swedish
from indicators.districts import equality, equality_breakdowns
from indicators.districts.equality import Equality
from indicators.districts.equality_breakdowns import DIMENSIONS, Between
from indicators.measures.closing import GapChange
from indicators.model import Indicator, Registry
from indicators.situation import Situation
from indicators.texts import words

GAPS: Final = {
    "closing": "minskar",
    "widening": "ökar",
    "cannot_tell": "går inte att avgöra",
    "not_assessed": "inte bedömd",
}
"""What is shown of a gap."""


def rows(seen: Situation) -> list[dict[str, Any]]:
    """Every gap between districts, then between women and men and between ages; unrounded, null where there is none."""
    told = [of_districts(each, seen.year) for each in equality.of_every_indicator(seen)]
    divided = (each for name in DIMENSIONS for each in equality_breakdowns.of_every_indicator(seen, name))
    return told + [of_groups(each, seen.year) for each in divided]


def of_districts(told: Equality, year: int) -> dict[str, Any]:
    """The gap between the two districts that are followed in one indicator, as `status --gaps --json` tells it."""
    gap, ends = told.gap, (told.gap.best, told.gap.worst) if told.has_ends else (None, None)
    then, now = (gap.at_baseline, gap.now) if told.has_ends else (None, None)
    return {
        **_about(told.indicator, "sdn", year),
        "from_year": gap.baseline_year if then else None,
        "value_year": gap.value_year if now else None,
        "better": None if ends[0] is None else ends[0].geography,
        "worse": None if ends[1] is None else ends[1].geography,
        "before": None if then is None else then.distance,
        "now": None if now is None else now.distance,
        "by_chance": None if now is None else now.by_chance,
        "standing": str(told.standing),
        "reason": None if told.reason is None else str(told.reason),
    }


def of_groups(told: Between, year: int) -> dict[str, Any]:
    """The gap between two groups of the whole city in one indicator, as `status --gaps --json` tells it."""
    first, last = told.years[0], told.years[-1]
    better, worse = (f"{told.dimension}={told.groups[place]}" for place in (told.better, 1 - told.better))
    standing = {GapChange.CLOSING: "closing", GapChange.WIDENING: "widening"}.get(told.shown, "cannot_tell")
    return {
        **_about(told.indicator, told.dimension, year),
        "from_year": first.year,
        "value_year": last.year,
        "better": better,
        "worse": worse,
        "before": first.distance,
        "now": last.distance,
        "by_chance": last.by_chance,
        "standing": "not_assessed" if told.reason else standing,
        "reason": None if told.reason is None else str(told.reason),
    }


def _about(indicator: Indicator, between: str, year: int) -> dict[str, Any]:
    return {
        "indicator": indicator.id,
        "strategic_area": indicator.strategic_area,
        "between": between,
        "year": year,
        "unit": indicator.unit,
        "demo": indicator.is_demo,
    }


def line(row: Mapping[str, Any], registry: Registry) -> str:
    """One gap on one line: indicator, its two ends, then and now with their years, what chance alone would give."""
    indicator = registry.indicators[row["indicator"]]
    ends = [_end(row[side], registry) for side in ("better", "worse")]
    known = [row[name] for name in ("before", "now", "by_chance")]
    before, now, chance = (
        swedish.NOTHING if value is None else swedish.number(value, indicator.decimals) for value in known
    )
    mark = f" · {words.MADE_UP}" if indicator.is_demo else ""
    first, last = (f" ({row[name]})" if row[name] else "" for name in ("from_year", "value_year"))
    said = f"{before}{first} → {now}{last}, slumpen ensam {chance}"
    return f"{indicator.id:<40.40} {' mot '.join(ends):<40.40} {said}  {GAPS[row['standing']]}{mark}"


def _end(code: str | None, registry: Registry) -> str:
    """A district's name, a group as it is coded, or the dash."""
    if code is None:
        return swedish.NOTHING
    return registry.geographies[code].name if code in registry.geographies else code.partition("=")[2]
