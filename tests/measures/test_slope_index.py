"""Slope and relative index: the printed example, statsmodels' weighted least squares, and the speed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import statsmodels.api as sm

from indicators.errors import MeasureError
from indicators.measures.distributions import Floats
from indicators.measures.scales import Scale
from indicators.measures.slope_index import slope_index
from indicators.model import Reason
from tests.measures.five_groups import ERROR, POPULATION, SHARE, VALUE, error_by_hand, figures

RANK = np.cumsum(SHARE) - SHARE / 2
ONTO: dict[Scale, Callable[[Floats], Floats]] = {
    Scale.LINEAR: lambda y: y,
    Scale.LOG: np.log,
    Scale.LOGIT: lambda y: np.log(y / (100 - y)),
}
BACK: dict[Scale, Callable[[Floats], Floats]] = {
    Scale.LINEAR: lambda y: y,
    Scale.LOG: np.exp,
    Scale.LOGIT: lambda y: 100 / (1 + np.exp(-y)),
}


def line_ends(scale: Scale, value: Floats) -> Floats:
    fit = sm.WLS(ONTO[scale](value), sm.add_constant(RANK), weights=POPULATION).fit()
    return BACK[scale](fit.predict([[1.0, 0.0], [1.0, 1.0]]))


def test_the_slope_of_the_example_is_the_printed_one() -> None:
    found = slope_index(VALUE, POPULATION, ERROR)
    assert [round(figure, 1) for figure in figures(found.slope)] == [-27.5, -32.7, -22.4]
    assert [round(figure, 2) for figure in figures(found.ratio)] == [0.57, 0.51, 0.63]
    assert (found.slope.method, found.scale, float(found.slope.n)) == ("M22", Scale.LINEAR, 240_000)


@pytest.mark.parametrize("scale", Scale)
def test_slope_and_ratio_are_those_of_statsmodels_line(scale: Scale) -> None:
    most, least = line_ends(scale, VALUE)
    found = slope_index(VALUE, POPULATION, ERROR, scale=scale)
    assert (float(found.most), float(found.least)) == pytest.approx((most, least), rel=1e-9)
    assert float(found.slope.value) == pytest.approx(least - most, rel=1e-9)
    assert float(found.ratio.value) == pytest.approx(least / most, rel=1e-9)


@pytest.mark.parametrize("scale", Scale)
def test_closed_errors_are_those_of_numerical_derivatives(scale: Scale) -> None:
    found = slope_index(VALUE, POPULATION, ERROR, scale=scale)
    slope = error_by_hand(lambda y: float(np.diff(line_ends(scale, y))[0]), VALUE, ERROR)
    on_log = error_by_hand(lambda y: float(np.diff(np.log(line_ends(scale, y)))[0]), VALUE, ERROR)
    assert (float(found.slope.error), float(found.ratio.error)) == pytest.approx((slope, on_log), rel=1e-6)


def test_populations_weigh_once() -> None:
    assert round(float(slope_index(VALUE, POPULATION, ERROR, scale=Scale.LOGIT).slope.value), 1) == -27.2


def test_ranks_are_the_middles_of_the_shares() -> None:
    np.testing.assert_allclose(slope_index(VALUE, POPULATION).rank, RANK)


@pytest.mark.parametrize(
    ("value", "scale"),
    [([0.0, 5, 10, 15], Scale.LOG), ([0.0, 5, 10, 15], Scale.LOGIT), ([5.0, 50, 80, 100], Scale.LOGIT)],
)
def test_a_value_that_the_scale_does_not_hold_gives_no_slope(value: list[float], scale: Scale) -> None:
    found = slope_index(value, np.ones(4), scale=scale)
    assert (found.slope.reason.item(), found.ratio.reason.item()) == (Reason.NOT_DEFINED, Reason.NOT_DEFINED)


def test_a_line_that_ends_below_zero_has_a_slope_and_no_ratio() -> None:
    found = slope_index([10.0, 2.0, 1.0, 0.5], np.ones(4), np.ones(4))
    assert (found.slope.reason.item(), found.ratio.reason.item()) == (None, Reason.NOT_DEFINED)


def test_everybody_in_one_group_has_no_slope() -> None:
    found = slope_index([10.0, 2.0, 1.0, 0.5], [0.0, 1_000.0, 0.0, 0.0])
    assert found.slope.reason.item() is Reason.NOT_DEFINED


def test_unknown_scale_and_multiplier_are_refused() -> None:
    with pytest.raises(MeasureError, match=r"^scale"):
        slope_index(VALUE, POPULATION, scale="cubic")  # type: ignore[arg-type]
    with pytest.raises(MeasureError, match=r"^multiplier"):
        slope_index(VALUE, POPULATION, multiplier=0)


def test_ten_thousand_series_of_unequal_length_are_answered_at_once() -> None:
    generator = np.random.default_rng(1)
    values, people = generator.uniform(10, 90, (10_000, 6)), generator.integers(1_000, 9_000, (10_000, 6))
    belongs = np.arange(6) < generator.integers(5, 7, (10_000, 1))
    found = slope_index(values, people, np.ones(6), belongs=belongs)
    alone = slope_index(values[7], people[7], np.ones(6), belongs=belongs[7])
    assert np.isfinite(found.slope.lower).all()
    assert float(found.slope.value[7]) == pytest.approx(float(alone.slope.value), rel=1e-12)
