"""Trends of counts: the printed example, statsmodels' regression, and series without an end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from indicators.errors import MeasureError
from indicators.measures.count_trend import CountTrend, count_trend
from indicators.model import Change, Reason

X, N = [310, 301, 288, 290, 262], [51_000, 51_700, 52_500, 53_200, 53_900]
SERIES = [
    (X, N),
    ([310, 401, 188, 290, 162], N),
    ([3, 0, 1, 0, 9, 2], [100, 140, 150, 120, 90, 800]),
    ([0, 0, 1, 400, 90_000], [10, 10, 10, 10, 10]),
    ([12.5, 9, 30.25, 8, 7, 5, 4], [1e6] * 7),
]


def trend(x: Any = X, n: Any = N, **changes: Any) -> CountTrend:
    return count_trend(x, n, **({"years": np.arange(2013, 2013 + np.shape(x)[-1]), "good": "low"} | changes))


def test_the_trend_is_the_one_printed() -> None:
    found = trend()
    assert [round(float(a), 3) for a in (found.value, found.lower, found.upper)] == [0.950, 0.916, 0.986]
    assert found.verdict.item() is Change.IMPROVED


@pytest.mark.parametrize(("x", "n"), SERIES)
def test_the_ratio_and_its_limits_are_those_of_statsmodels(x: list[float], n: list[float]) -> None:
    t = np.arange(len(x)) - (len(x) - 1) / 2
    model = sm.GLM(x, sm.add_constant(t), family=sm.families.Poisson(), offset=np.log(n))
    fit = model.fit(tol=1e-14, maxiter=200)
    dispersion, spare = fit.pearson_chi2 / (len(x) - 2), len(x) - 2
    wide = stats.t.ppf(0.975, spare) * dispersion**0.5 if dispersion > 1 else stats.norm.ppf(0.975)
    expected = np.exp(fit.params[1] + np.array([0, -1, 1]) * wide * fit.bse[1])
    found = trend(x, n)
    np.testing.assert_allclose([found.value, found.lower, found.upper], expected, rtol=1e-6)
    assert float(found.dispersion) == pytest.approx(dispersion, rel=1e-6)
    assert float(found.degrees) == (spare if dispersion > 1 else np.inf)


def test_years_apart_and_missing_years_are_taken_as_they_are() -> None:
    some = trend([310, np.nan, 288, 290, 262, 250], [*N, 54_000])
    few = trend([310, 288, 290, 262, 250], [N[0], *N[2:], 54_000], years=[2013, 2015, 2016, 2017, 2018])
    assert (some.n, float(some.value)) == (5, pytest.approx(float(few.value), rel=1e-12))


def test_scatter_widens_the_interval_until_nothing_is_shown() -> None:
    found = trend([310, 401, 188, 290, 162])
    assert found.dispersion > 1
    assert found.verdict.item() is Change.NOT_SHOWN
    assert found.lower < found.value < found.upper
    assert found.p > 0.05


def test_a_constant_rate_has_a_ratio_of_one() -> None:
    found = trend(np.array(N) / 100)
    assert float(found.value) == pytest.approx(1, abs=1e-12)
    assert float(found.dispersion) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"x": [np.nan] * 5}, Reason.MISSING),
        ({"x": [310, np.nan, 288, 290, 262]}, Reason.TOO_FEW),
        ({"x": X[:4], "n": N[:4]}, Reason.TOO_FEW),
        ({"is_suppressed": [True, *[False] * 4]}, Reason.SUPPRESSED),
        ({"epoch": [0, 0, 1, 1, 1]}, Reason.NOT_COMPARABLE),
        ({"n": [0, *N[1:]]}, Reason.ZERO_DENOMINATOR),
        ({"x": [0] * 5}, Reason.NOT_DEFINED),
        ({"x": [9, 0, 0, 0, 0]}, Reason.NOT_DEFINED),
        ({"x": [0, 0, 0, 0, 9]}, Reason.NOT_DEFINED),
    ],
)
def test_a_trend_that_cannot_be_told_says_why(changes: dict[str, Any], reason: Reason) -> None:
    found = trend(**changes)
    assert found.reason.item() is reason
    assert found.verdict.item() is None
    assert np.isnan([found.value, found.lower, found.upper, found.dispersion, found.p]).all()


def test_events_in_one_middle_year_alone_still_have_a_slope() -> None:
    assert float(trend([0, 0, 9, 0, 0], [1] * 5).value) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"x": [-1, *X[1:]]}, "x: negative"),
        ({"n": [np.inf, *N[1:]]}, "n: infinite"),
        ({"n": N[:4]}, "unequal lengths"),
        ({"years": [1, 2, 3, 5, 4]}, "years: unsorted"),
        ({"good": 3}, "good"),
    ],
)
def test_wrong_counts_are_refused_by_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        trend(**changes)


def test_a_single_outburst_gives_a_wide_interval_and_no_warning() -> None:
    found = count_trend([1, 1, 1, 1, 1, 1, 1, 258], [300, 300, 300, 300, 300, 300, 770, 300], years=range(8), good=-1)
    assert float(found.lower) < float(found.value) < float(found.upper) < float("inf")
