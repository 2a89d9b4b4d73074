"""One right call of every public function of the measures, by module and name; what tests of them all start from."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np

from indicators import measures
from indicators.measures.attributable import full_equality
from indicators.measures.change import change, reach, value_difference, verdicts
from indicators.measures.closing import is_closing
from indicators.measures.comparison import (
    mean_against_city,
    rate_against_city,
    rest_of_city,
    share_against_city,
    traffic_light,
)
from indicators.measures.composite import assessment_counts, index
from indicators.measures.concentration import concentration_index
from indicators.measures.control_charts import control_chart
from indicators.measures.count_trend import count_trend
from indicators.measures.decomposition import contributions
from indicators.measures.estimates import (
    count_limits,
    effective_base,
    mean_and_spread,
    mean_interval,
    rate_interval,
    share_interval,
    wilson,
)
from indicators.measures.funnel import rate_funnel, rate_limits, share_funnel, share_limits
from indicators.measures.gaps import gap_between_ends
from indicators.measures.growth import growth, growth_ratio, growth_word
from indicators.measures.hold import keep, kept
from indicators.measures.multiplicity import adjusted, chance_of_a_flag, overall_test
from indicators.measures.path import on_path, required
from indicators.measures.progress import assess, series
from indicators.measures.projection import projection, words
from indicators.measures.rank_trend import rank_trend
from indicators.measures.ranks import First, cut_points, quantiles, rank_groups
from indicators.measures.refit import held, refit
from indicators.measures.scaled import scaled
from indicators.measures.scales import Scale
from indicators.measures.slope_index import slope_index
from indicators.measures.spread import d2, expected_range, spread
from indicators.measures.standardisation import observed_against_expected, standardised_rate
from indicators.measures.theil import theil_index
from indicators.measures.trend import recent_trend, recent_trend_of_shares
from indicators.measures.two_samples import (
    mean_difference,
    mean_test,
    rate_difference,
    rate_ratio,
    rate_test,
    share_difference,
    share_test,
)
from indicators.model import Assessment


@dataclass(frozen=True)
class Call:
    """A function with arguments that are right, and what hides a value of it, if anything does."""

    function: Callable[..., Any]
    given: dict[str, Any] = field(default_factory=dict)
    hides: str | None = None

    def __call__(self, **changes: Any) -> Any:
        return self.function(**(self.given | changes))


YEARS = [2013, 2014, 2015, 2016, 2017, 2018]
FIVE = YEARS[1:]
VALUES = [39.4, 38.2, 38.0, 36.1, 35.3, 34.5]
LOWER = [value - 1.5 for value in VALUES]
UPPER = [value + 1.5 for value in VALUES]
COUNTS = [310.0, 301.0, 288.0, 290.0, 262.0, 250.0]
PEOPLE = [51_000.0, 51_500.0, 52_000.0, 53_000.0, 53_900.0, 54_000.0]
GROUPS = [62.0, 55.0, 49.0, 44.0, 38.0]
ERRORS = [1.8, 1.5, 1.4, 1.6, 1.9]
RESIDENTS = [41_000.0, 52_000.0, 60_000.0, 48_000.0, 39_000.0]
MONTHS = [54.0, 57, 52, 58, 55, 53, 49, 48, 47, 46, 44, 43]
CITY = {"city_x": 1_405.0, "city_n": 492_000.0}
WAY = {"baseline": 38.0, "baseline_year": 2014, "target": 30.0, "target_year": 2020}
SAMPLES = {"x1": [88.0, 20.0], "n1": [21_300.0, 900.0], "x2": [405.0, 45.0], "n2": [92_000.0, 1_000.0]}
MEANS = {"mean1": 61.6, "spread1": 7.9, "n1": 8.0, "mean2": 58.0, "spread2": 9.1, "n2": 40.0}
GROUPED = {"value": GROUPS, "population": RESIDENTS, "error": ERRORS}
SERIES = {
    "years": YEARS,
    "values": VALUES,
    "lower": LOWER,
    "upper": UPPER,
    "baseline_year": 2014,
    "target": 30.0,
    "target_year": 2020,
    "good": -1,
    "epoch": 0,
    "pool": -1,
}
SCALED = {name: value for name, value in SERIES.items() if name not in ("lower", "upper", "baseline_year")} | {
    "multiplier": 100.0,
    "count": COUNTS,
    "population": PEOPLE,
}


def assessed(*, stands_in_for: Any = None, is_suppressed: Any = False, **given: Any) -> Any:
    """M16 of plain arrays."""
    return assess(series(**given, stands_in_for=stands_in_for, is_suppressed=is_suppressed))


def projected(*, confidence: float = 0.9, **given: Any) -> Any:
    """M19 of plain arrays."""
    return projection(scaled(**given), confidence=confidence)


def refitted(*, confidence: float = 0.9, **given: Any) -> Any:
    """M19 tried on plain arrays."""
    return refit(scaled(**given), confidence=confidence)


def tried(*, confidence: float = 0.9, **given: Any) -> Any:
    """How often M19 held, of plain arrays."""
    return held(refit(scaled(**given), confidence=confidence))


VEILED = partial(Call, hides="is_suppressed")
CALLS: dict[str, Call] = {
    "estimates.rate_interval": VEILED(
        rate_interval, {"x": [7.0, 43.0], "n": 52_400.0, "multiplier": 100_000.0, "confidence": 0.95}
    ),
    "estimates.share_interval": VEILED(
        share_interval,
        {
            "x": [46.0, 30.0],
            "n": [212.0, 60.0],
            "multiplier": 100.0,
            "effective": [200.0, 50.0],
            "least_base": 50.0,
            "confidence": 0.95,
        },
    ),
    "estimates.mean_interval": VEILED(mean_interval, {"mean": 61.6, "spread": 7.9, "n": 8.0, "confidence": 0.95}),
    "estimates.count_limits": Call(count_limits, {"x": [0.0, 7.0, 43.0], "confidence": 0.95}),
    "estimates.wilson": Call(wilson, {"share": [0.0, 0.2], "n": 212.0, "z": 1.96}),
    "estimates.effective_base": Call(effective_base, {"weights": [0.5, 1.0, 2.5]}),
    "estimates.mean_and_spread": Call(mean_and_spread, {"scores": [58.0, 61.0, 49.0], "weights": [1.0, 2.0, 1.0]}),
    "standardisation.standardised_rate": VEILED(
        standardised_rate,
        {
            "x": [21.0, 64.0, 38.0],
            "n": [9_000.0, 24_500.0, 18_900.0],
            "standard": [20_000.0, 55_000.0, 25_000.0],
            "multiplier": 100_000.0,
            "confidence": 0.95,
        },
    ),
    "standardisation.observed_against_expected": VEILED(
        observed_against_expected,
        {
            "x": 123.0,
            "n": [9_000.0, 24_500.0, 18_900.0],
            "standard_x": [40.0, 100.0, 60.0],
            "standard_n": [20_000.0, 55_000.0, 25_000.0],
            "confidence": 0.95,
        },
    ),
    "comparison.rate_against_city": VEILED(
        rate_against_city, {"x": 88.0, "n": 21_300.0, **CITY, "multiplier": 1_000.0, "good": -1}
    ),
    "comparison.share_against_city": VEILED(
        share_against_city, {"x": 118.0, "n": 310.0, **CITY, "multiplier": 100.0, "good": -1}
    ),
    "comparison.mean_against_city": VEILED(
        mean_against_city,
        {
            "mean": 61.6,
            "spread": 7.9,
            "n": 80.0,
            "city_mean": 58.0,
            "city_spread": 9.1,
            "city_n": 900.0,
            "good": 1,
        },
    ),
    "comparison.rest_of_city": Call(rest_of_city, {"x": 88.0, "n": 21_300.0, **CITY}),
    "comparison.traffic_light": Call(
        traffic_light,
        {"lower": 36.0, "upper": 39.0, "benchmark": 40.0, "good": 1, "lower_998": 35.0, "upper_998": 41.0},
    ),
    "two_samples.rate_difference": VEILED(rate_difference, {**SAMPLES, "multiplier": 1_000.0, "width": 1.96}),
    "two_samples.rate_ratio": VEILED(rate_ratio, {**SAMPLES, "width": 1.96, "confidence": 0.95}),
    "two_samples.rate_test": Call(rate_test, SAMPLES),
    "two_samples.share_difference": VEILED(share_difference, {**SAMPLES, "multiplier": 100.0, "width": 1.96}),
    "two_samples.share_test": Call(share_test, SAMPLES),
    "two_samples.mean_difference": VEILED(mean_difference, {**MEANS, "confidence": 0.95}),
    "two_samples.mean_test": Call(mean_test, MEANS),
    "multiplicity.adjusted": VEILED(adjusted, {"p": [0.01, 0.04, 0.2]}),
    "multiplicity.overall_test": VEILED(overall_test, {"values": GROUPS, "errors": ERRORS, "confidence": 0.95}),
    "multiplicity.chance_of_a_flag": Call(chance_of_a_flag, {"count": 10.0, "confidence": 0.95}),
    "funnel.share_funnel": VEILED(
        share_funnel, {"x": [98.0, 110, 80, 95, 120], "n": [310.0, 300, 290, 305, 320], "multiplier": 100.0}
    ),
    "funnel.rate_funnel": VEILED(rate_funnel, {"x": COUNTS, "n": PEOPLE, "multiplier": 1_000.0}),
    "funnel.share_limits": Call(share_limits, {"centre": 0.316, "n": 310.0, "confidence": 0.95}),
    "funnel.rate_limits": Call(rate_limits, {"centre": 31.6, "n": 310.0, "multiplier": 100.0, "confidence": 0.95}),
    "ranks.rank_groups": VEILED(
        rank_groups,
        {
            "values": GROUPS,
            "errors": ERRORS,
            "n": RESIDENTS,
            "groups": 5,
            "first": First.HIGHEST,
            "draws": 200,
            "seed": 1,
            "confidence": 0.95,
        },
    ),
    "ranks.cut_points": Call(cut_points, {"values": GROUPS, "groups": 3}),
    "ranks.quantiles": Call(quantiles, {"values": np.array(GROUPS), "shares": [0.1, 0.9]}),
    "control_charts.control_chart": VEILED(
        control_chart, {"values": MONTHS, "times": list(range(12)), "points_per_year": 12, "good": -1, "target": 40.0}
    ),
    "trend.recent_trend": VEILED(
        recent_trend,
        {
            "values": VALUES[1:],
            "lower": LOWER[1:],
            "upper": UPPER[1:],
            "years": FIVE,
            "good": -1,
            "epoch": 0,
            "years_pooled": 1,
        },
    ),
    "trend.recent_trend_of_shares": VEILED(
        recent_trend_of_shares,
        {
            "x": COUNTS[1:],
            "n": [900.0, 900, 950, 940, 930],
            "years": FIVE,
            "good": -1,
            "multiplier": 100.0,
            "epoch": 0,
            "years_pooled": 1,
        },
    ),
    "change.change": VEILED(
        change,
        {
            "value1": 38.0,
            "value2": 34.0,
            "lower1": 36.5,
            "upper1": 39.5,
            "lower2": 32.0,
            "upper2": 36.0,
            "good": -1,
            "scatter": 2.0,
            "degrees": 8.0,
            "is_comparable": True,
            "confidence": 0.95,
        },
    ),
    "change.value_difference": VEILED(
        value_difference, {"value1": 38.0, "error1": 0.8, "value2": 34.0, "error2": 1.0, "width": 1.96}
    ),
    "change.reach": Call(reach, {"scatter": 2.0, "degrees": 8.0, "confidence": 0.95}),
    "change.verdicts": Call(verdicts, {"lower": -2.0, "upper": -0.1, "good": -1}),
    "count_trend.count_trend": VEILED(
        count_trend, {"x": COUNTS, "n": PEOPLE, "years": YEARS, "good": -1, "epoch": 0, "confidence": 0.95}
    ),
    "rank_trend.rank_trend": VEILED(rank_trend, {"values": VALUES, "years": YEARS, "good": -1, "epoch": 0}),
    "path.required": Call(required, {"year": 2018, **WAY}),
    "path.on_path": VEILED(on_path, {"value": 34.5, "year": 2018, **WAY}),
    "progress.assess": VEILED(assessed, SERIES),
    "progress.series": Call(series, SERIES),
    "growth.growth": VEILED(growth, {"value": 34.5, "year": 2018, **WAY}),
    "growth.growth_ratio": Call(growth_ratio, {"value": 34.5, "year": 2018, **WAY}),
    "growth.growth_word": Call(growth_word, {"ratio": 0.7}),
    "hold.kept": VEILED(
        kept,
        {"value": 38.0, "lower": 36.5, "upper": 39.5, "baseline": 39.0, "tolerance": 1.0, "good": 1, "is_over": False},
    ),
    "hold.keep": Call(
        keep,
        {"value": 38.0, "lower": 36.5, "upper": 39.5, "baseline": 39.0, "tolerance": 1.0, "good": 1, "is_over": False},
    ),
    "scaled.scaled": Call(scaled, SCALED),
    "projection.projection": VEILED(projected, SCALED | {"target_year": 2019, "confidence": 0.9}),
    "projection.words": Call(words, {"chance": [0.05, 0.5, 0.95]}),
    "refit.refit": VEILED(refitted, SCALED | {"confidence": 0.9}),
    "refit.held": Call(tried, SCALED),
    "gaps.gap_between_ends": Call(
        gap_between_ends, GROUPED | {"good": -1, "ends": (0, 4), "confidence": 0.95}, hides="suppressed"
    ),
    "spread.spread": Call(spread, GROUPED | {"good": -1, "confidence": 0.95}, hides="suppressed"),
    "spread.expected_range": Call(expected_range, {"errors": ERRORS}),
    "spread.d2": Call(d2, {"k": 5}),
    "slope_index.slope_index": Call(
        slope_index,
        GROUPED | {"scale": Scale.LOGIT, "multiplier": 100.0, "confidence": 0.95},
        hides="suppressed",
    ),
    "concentration.concentration_index": Call(
        concentration_index, GROUPED | {"multiplier": 100.0, "confidence": 0.95}, hides="suppressed"
    ),
    "theil.theil_index": Call(theil_index, GROUPED | {"confidence": 0.95}, hides="suppressed"),
    "attributable.full_equality": Call(
        full_equality, GROUPED | {"good": -1, "multiplier": 100.0, "reference": 4}, hides="suppressed"
    ),
    "closing.is_closing": Call(
        is_closing, {"years": FIVE, "gap": [24.0, 22.1, 21.5, 19.2, 18.4], "error": ERRORS}, hides="suppressed"
    ),
    "decomposition.contributions": Call(
        contributions,
        {
            "value1": [0.76, 0.32, 0.87],
            "population1": [41_000.0, 38_000.0, 52_000.0],
            "value2": [0.62, 0.34, 0.78],
            "population2": [43_500.0, 38_200.0, 55_100.0],
            "error1": [0.01, 0.02, 0.01],
            "error2": [0.01, 0.01, 0.02],
            "whole1": 0.67,
            "whole2": 0.61,
            "confidence": 0.95,
        },
        hides="suppressed",
    ),
    "composite.index": VEILED(
        index, {"value": [34.0, 50.0, 7.0], "baseline": [38.0, 45.0, 8.0], "target": [30.0, 60.0, 6.0]}
    ),
    "composite.assessment_counts": Call(assessment_counts, {"assessments": [Assessment.REACHED, Assessment.BEHIND]}),
}

TABLES = {
    "overview.progress": "takes the table of observations: test_overview.py",
    "backtest.backtest": "takes the table of observations: test_backtest.py",
    "backtest.counted": "counts a back-test: test_backtest.py",
    "backtest.by_viewpoint": "counts a back-test: test_backtest.py",
    "backtest.by_change": "counts a back-test: test_backtest.py",
    "backtest.of_geographies": "lays out a back-test: test_backtest.py",
    "equity.gap": "takes the table of estimates: test_equity.py",
    "equity.gaps": "takes the table of estimates: test_equity.py",
    "equity.gap_shown": "words of two results: test_equity.py",
    "equity.level_and_gap": "words of two results: test_equity.py",
    "scaled.of_register": "takes series already arranged: test_projection.py",
    "progress.standing": "takes checked series: test_progress.py",
    "progress.spoken": "takes slopes and chances already computed: test_progress.py",
    "trend.direction": "takes directions already shown: test_trend.py",
    "gaps.best_place": "takes checked groups: test_gaps.py",
    "slope_index.ranks": "takes checked groups: test_slope_index.py",
}
"""Public functions that take tables or what another function has checked, and the test that holds them."""


def results(found: Any) -> Iterator[Any]:
    """The results in an answer: itself, or else those it holds."""
    if all(hasattr(found, name) for name in ("value", "reason")):
        yield found
    elif is_dataclass(found):
        for entry in fields(found):
            yield from results(getattr(found, entry.name))


def public() -> set[str]:
    """Every public function of the modules that the package exports, by module and name."""
    found = set()
    for name in measures.__all__:
        module: ModuleType = getattr(measures, name)
        for entry, value in vars(module).items():
            home = getattr(value, "__module__", None)
            is_here = home == module.__name__ or (hasattr(module, "__path__") and entry in module.__all__)
            if not entry.startswith("_") and is_here and (inspect.isfunction(value) or hasattr(value, "__wrapped__")):
                found.add(f"{name}.{entry}")
    return found
