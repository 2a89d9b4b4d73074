"""From observations and register to what every page shows: estimates of all values, progress of all indicators."""

from __future__ import annotations

import pandas as pd

from indicators.measures.arguments import whole
from indicators.measures.arranged import arrange, totals
from indicators.measures.distributions import CONFIDENCE
from indicators.measures.results import results
from indicators.measures.valuation import estimates
from indicators.model import Assessment, Estimate, Indicator, Progress, Reason, Registry

__all__ = ["estimates", "progress"]


def progress(observations: pd.DataFrame, registry: Registry, *, year: int) -> dict[tuple[str, str], Progress]:
    """What can be said at the viewpoint `year` of every indicator and geography, for everybody (no breakdown).

    There is an entry for each geography of the indicator's levels that has an observation, whenever it was; an
    indicator without any has one for the city, or for each geography of its first level if the city is not among them.
    In the register's order.
    """
    whole("year", year, least=1)
    everybody = estimates(totals(observations, registry, year=year), registry)
    found = {(p.indicator, p.geography): p for p in results(arrange(everybody, registry, year=year), year=year)}
    observed: dict[str, list[str]] = {}
    for name, code in found:
        observed.setdefault(name, []).append(code)
    order = {code: place for place, code in enumerate(registry.geographies)}
    answers: dict[tuple[str, str], Progress] = {}
    for indicator in registry.indicators.values():
        for code in sorted(observed.get(indicator.id, ()), key=order.__getitem__) or _expected(indicator, registry):
            key = indicator.id, code
            answers[key] = found.get(key) or _without_data(indicator, code, year)
    return answers


def _expected(indicator: Indicator, registry: Registry) -> list[str]:
    """The geographies where a value is missed: the city, or those of the indicator's first level."""
    city = registry.geographies[registry.city_code]
    if city.level in indicator.levels:
        return [city.code]
    return [geography.code for level in indicator.levels[:1] for geography in registry.on_level(level)]


def _without_data(indicator: Indicator, geography: str, year: int) -> Progress:
    nothing = Estimate(
        value=None,
        lower=None,
        upper=None,
        confidence=CONFIDENCE,
        n=None,
        method="",
        unit=indicator.unit,
        reason=Reason.MISSING,
    )
    return Progress(
        indicator=indicator.id,
        geography=geography,
        year=year,
        value_year=None,
        value=nothing,
        is_preliminary=False,
        baseline_year=None,
        baseline_moved=False,
        baseline=None,
        target_year=indicator.target.year if indicator.target else None,
        target=indicator.target.value if indicator.target and indicator.target.kind == "level" else None,
        required=None,
        share_of_required=None,
        share_of_total=None,
        gap=None,
        needed_per_year=None,
        assessment=Assessment.NOT_ASSESSED,
        reason=Reason.MISSING,
        within_margin=False,
        reached_year=None,
        points=0,
        slope=None,
        slope_lower=None,
        slope_upper=None,
        landing=None,
        landing_lower=None,
        landing_upper=None,
        chance=None,
        scatter=None,
        degrees_of_freedom=None,
        change=None,
        growth_ratio=None,
        other_tellings=(),
        is_fragile=False,
        direction_flips=False,
        to_know=None,
        is_demo=indicator.is_demo,
    )
