"""Trend without assumptions: scipy's tau, p and slope, and every order tried where values tie."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from scipy import stats

from indicators.errors import MeasureError
from indicators.measures.rank_trend import RankTrend, rank_trend
from indicators.model import Change, Reason

CHANCE = np.random.default_rng(5)


def trend(values: Any, **changes: Any) -> RankTrend:
    size = np.shape(values)[-1]
    return rank_trend(values, **({"years": np.arange(2010, 2010 + size), "good": "low"} | changes))


@pytest.mark.parametrize("k", [5, 6, 7, 9, 10])
def test_up_to_ten_years_p_is_the_exact_one_of_scipy(k: int) -> None:
    values = CHANCE.normal(size=(20, k)) - np.arange(k) * 0.4
    found = trend(values)
    expected = [stats.kendalltau(np.arange(k), v, method="exact") for v in values]
    np.testing.assert_allclose(found.tau, [e.statistic for e in expected], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.p, [e.pvalue for e in expected], rtol=1e-9)


@pytest.mark.parametrize("values", [CHANCE.normal(size=11), CHANCE.normal(size=20), CHANCE.integers(0, 6, 15)])
def test_beyond_ten_years_p_and_limits_are_the_normal_ones_of_scipy(values: np.ndarray) -> None:
    found, years = trend(values), np.arange(2010, 2010 + len(values))
    tau = stats.kendalltau(years, values, method="asymptotic")
    assert (float(found.tau), float(found.p)) == pytest.approx((tau.statistic, tau.pvalue), rel=1e-6)
    slope = stats.theilslopes(values, years)
    expected = (slope.slope, slope.low_slope, slope.high_slope)
    assert (float(found.value), float(found.lower), float(found.upper)) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("values", [[1, 2, 2, 3, 4], [5, 5, 4, 4, 1, 1], [3, 3, 3, 2, 1, 2, 2], [0, 0, 0, 0, 1, 2]])
def test_with_ties_p_counts_every_order_of_the_values(values: list[float]) -> None:
    def score(order: tuple[float, ...]) -> float:
        return sum(np.sign(b - a) for i, a in enumerate(order) for b in order[i + 1 :])

    own = abs(score(tuple(values)))
    scores = [abs(score(order)) for order in permutations(values)]
    assert float(trend(values).p) == pytest.approx(np.mean([s >= own for s in scores]), rel=1e-9)


def test_the_slope_is_the_median_of_all_pairs_with_years_as_they_lie() -> None:
    years, values = np.array([2008, 2010, 2011, 2015, 2016]), np.array([4.0, 4.4, 3.1, 2.0, 2.2])
    assert float(trend(values, years=years).value) == pytest.approx(stats.theilslopes(values, years).slope, rel=1e-12)


def test_the_smallest_p_of_four_and_five_years_are_those_printed() -> None:
    assert round(stats.kendalltau(range(4), range(4), method="exact").pvalue, 3) == 0.083
    assert round(float(trend([5, 4, 3, 2, 1]).p), 3) == 0.017


def test_a_trend_is_never_claimed_from_four_points() -> None:
    found = trend([4, 3, 2, 1])
    assert (found.reason.item(), found.verdict.item()) == (Reason.TOO_FEW, None)
    assert (found.value, found.tau) == (-1, -1)
    assert np.isnan([found.p, found.lower, found.upper]).all()


@pytest.mark.parametrize(
    ("good", "expected"), [("low", Change.IMPROVED), ("high", Change.WORSENED), (0, Change.FALLEN)]
)
def test_five_falling_years_are_a_trend_and_one_swap_undoes_it(good: Any, expected: Change) -> None:
    assert trend([9, 7, 6, 4, 1], good=good).verdict.item() is expected
    assert trend([9, 6, 7, 4, 1], good=good).verdict.item() is Change.NOT_SHOWN


def test_the_interval_excludes_zero_exactly_when_the_trend_is_shown() -> None:
    values = CHANCE.normal(size=(300, 7)) - np.arange(7) * 0.6
    found = trend(values)
    shown = [verdict is not Change.NOT_SHOWN for verdict in found.verdict]
    assert shown == ((found.lower > 0) | (found.upper < 0)).tolist()
    assert 0 < sum(shown) < 300


@pytest.mark.parametrize(
    ("values", "changes", "reason"),
    [
        ([np.nan] * 5, {}, Reason.MISSING),
        ([1, 2, 3, np.nan, 4], {}, Reason.TOO_FEW),
        ([1], {}, Reason.TOO_FEW),
        ([1, 2, 3, 5, 4], {"is_suppressed": [True, False, False, False, False]}, Reason.SUPPRESSED),
        ([1, 2, 3, 5, 4], {"epoch": [0, 0, 0, 1, 1]}, Reason.NOT_COMPARABLE),
        ([2, 2, 2, 2, 2], {}, Reason.NOT_DEFINED),
    ],
)
def test_what_is_no_trend_says_why(values: list[float], changes: dict[str, Any], reason: Reason) -> None:
    found = trend(values, **changes)
    assert found.reason.item() is reason
    assert found.verdict.item() is None
    assert np.isnan([found.p, found.lower, found.upper]).all()


def test_nothing_is_given_across_a_break() -> None:
    found = trend([1, 2, 3, 5, 4], epoch=[0, 0, 0, 1, 1])
    assert np.isnan([found.value, found.tau]).all()
    assert trend([np.nan, 1, 2, 3, 5, 4], epoch=[0, 1, 1, 1, 1, 1]).reason.item() is None


def test_missing_years_are_left_out() -> None:
    found = trend([9, np.nan, 7, 6, 4, 1])
    expected = trend([9, 7, 6, 4, 1], years=[2010, 2012, 2013, 2014, 2015])
    assert (found.n, found.p, found.value, found.lower) == (5, expected.p, expected.value, expected.lower)


@pytest.mark.parametrize(
    ("values", "changes", "named"),
    [
        ([1, 2, np.inf], {}, "values: infinite"),
        ([1, 2, 3], {"years": [2, 1, 3]}, "years: unsorted"),
        ([1, 2, 3], {"good": "down"}, "good"),
        ([], {}, "values: empty"),
    ],
)
def test_wrong_series_are_refused_by_name(values: list[float], changes: dict[str, Any], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        trend(values, **changes)
