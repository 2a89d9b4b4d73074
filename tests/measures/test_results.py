"""A result is never a bare number: what every public function of the measures answers with, and what hides a value."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from indicators.model import Reason
from tests.measures.calls import CALLS, results

FIELDS = ("value", "lower", "upper", "confidence", "n", "method", "unit", "reason")
NONE = float("nan")

PARTS = {
    "estimates.count_limits": "limits of a count, which `rate_interval` makes a result of",
    "estimates.wilson": "limits of a share, which `share_interval` makes a result of",
    "estimates.effective_base": "the base to hand to `share_interval`",
    "estimates.mean_and_spread": "the mean, spread and base to hand to `mean_interval`",
    "comparison.rest_of_city": "the counts of the benchmark",
    "comparison.traffic_light": "the words of intervals, in `AgainstCity.standing`",
    "two_samples.rate_test": "a p-value, in `AgainstCity.p`",
    "two_samples.share_test": "a p-value, in `AgainstCity.p`",
    "two_samples.mean_test": "a p-value, in `AgainstCity.p`",
    "multiplicity.chance_of_a_flag": "a probability, of a count of districts and no data",
    "funnel.share_limits": "the drawn curve of a funnel",
    "funnel.rate_limits": "the drawn curve of a funnel",
    "ranks.cut_points": "the cut-points of a map's classes",
    "ranks.quantiles": "quantiles, which other methods use",
    "change.reach": "the width to hand to the two-sample differences",
    "change.verdicts": "the words of intervals, in `Changed.verdict`",
    "path.required": "the line of a chart, in `OnPath.required`",
    "progress.series": "checked series, what `assess` takes",
    "growth.growth_ratio": "the ratio alone, in `Growth.value`",
    "growth.growth_word": "the word of a ratio, in `Growth.word`",
    "hold.keep": "the assessment alone, in `Kept.assessment`",
    "scaled.scaled": "checked series, what `projection` takes",
    "projection.words": "the words of chances, in `Projection.word`",
    "spread.expected_range": "what chance alone would show, in `Spread.range_by_chance`",
    "spread.d2": "a constant",
    "composite.assessment_counts": "counts of words, one table for each assessment",
}
"""Functions that answer with something else than a result, and what that is."""
MEASURED = {name: call for name, call in CALLS.items() if name not in PARTS}
HIDING = {name: call for name, call in CALLS.items() if call.hides is not None}
UNREAD = {
    "estimates.rate_interval": ("x", "n"),
    "estimates.share_interval": ("x", "n"),
    "estimates.mean_interval": ("mean", "spread", "n"),
    "two_samples.rate_difference": ("x1", "n1", "x2", "n2"),
    "two_samples.rate_ratio": ("x1", "n1", "x2", "n2"),
    "two_samples.share_difference": ("x1", "n1", "x2", "n2"),
    "two_samples.mean_difference": ("mean1", "spread1", "n1", "mean2", "spread2", "n2"),
    "change.change": ("value1", "value2", "lower1", "upper1", "lower2", "upper2"),
    "change.value_difference": ("value1", "error1", "value2", "error2"),
    "path.on_path": ("value", "baseline"),
    "progress.assess": ("values", "lower", "upper"),
    "growth.growth": ("value", "baseline"),
    "hold.kept": ("value", "lower", "upper", "baseline"),
    "projection.projection": ("values", "count", "population"),
    "gaps.gap_between_ends": ("value",),
    "closing.is_closing": ("gap", "error"),
    "composite.index": ("value", "baseline"),
}
"""What may hold anything where it is hidden."""


def test_what_is_no_result_is_listed_with_its_cause() -> None:
    assert {name for name, call in CALLS.items() if not list(results(call()))} == set(PARTS)


@pytest.mark.parametrize("function", MEASURED)
def test_every_result_has_value_limits_confidence_base_method_unit_and_reason(function: str) -> None:
    for result in results(MEASURED[function]()):
        assert not [name for name in FIELDS if not hasattr(result, name)]
        assert dataclasses.is_dataclass(result)
        with pytest.raises(dataclasses.FrozenInstanceError):
            result.method = ""
        assert result.method.startswith("M")
        assert isinstance(result.unit, str)
        assert isinstance(result.confidence, float)
        shape = np.shape(result.value)
        assert all(np.shape(getattr(result, name)) == shape for name in ("lower", "upper"))
        value, low, high = (np.asarray(getattr(result, name)) for name in ("value", "lower", "upper"))
        limited = np.isfinite(low) & np.isfinite(high) & np.isfinite(value)
        if result.method not in ("M07", "M08", "M10"):  # Q with the mean's limits, limits around a centre
            assert np.all((low <= value + 1e-9)[limited] & (value <= high + 1e-9)[limited])


@pytest.mark.parametrize("function", HIDING)
def test_where_everything_is_hidden_that_is_the_reason(function: str) -> None:
    call = HIDING[function]
    found = list(results(call(**{str(call.hides): True})))
    assert found
    for result in found:
        assert all(why is Reason.SUPPRESSED for why in np.asarray(result.reason, dtype=object).flat), result
        assert np.all(np.isnan(result.value))


@pytest.mark.parametrize("function", UNREAD)
@pytest.mark.parametrize("nonsense", [-9.0, float("inf"), NONE])
def test_what_stands_where_a_value_is_hidden_is_not_read(function: str, nonsense: float) -> None:
    call = CALLS[function]
    changed = {name: np.full(np.shape(call.given[name]), nonsense) for name in UNREAD[function]}
    for result in results(call(**changed, **{str(call.hides): True})):
        assert all(why is Reason.SUPPRESSED for why in np.asarray(result.reason, dtype=object).flat)
        assert np.all(np.isnan(result.value))


def test_one_hidden_value_hides_no_other() -> None:
    found = CALLS["estimates.rate_interval"](is_suppressed=[True, False])
    assert found.reason.tolist() == [Reason.SUPPRESSED, None]
    assert np.isnan(found.value).tolist() == [True, False]
    shown = CALLS["change.change"](value1=[38.0, 38.0], is_suppressed=[False, True])
    assert shown.reason.tolist() == [None, Reason.SUPPRESSED]


def test_a_series_with_too_little_left_says_whether_it_is_for_hidden_values() -> None:
    call = CALLS["progress.assess"]
    hidden = np.array([False, False, True, True, True, False])
    assert call(is_suppressed=hidden).reason.tolist() == [Reason.SUPPRESSED]
    gone = {name: np.where(hidden, np.nan, call.given[name]) for name in ("values", "lower", "upper")}
    assert call(**gone).reason.tolist() == [Reason.TOO_FEW]
    projected = CALLS["projection.projection"]
    assert projected(is_suppressed=hidden).reason.item() is Reason.SUPPRESSED
    assert projected(values=gone["values"]).reason.item() is Reason.TOO_FEW
