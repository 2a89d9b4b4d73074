"""The recent trend: the printed example, a second opinion from statsmodels, and what cannot be calculated."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.contingency_tables import Table

from indicators.errors import MeasureError
from indicators.measures.trend import RecentTrend, recent_trend, recent_trend_of_shares
from indicators.model import Change, Reason

Y, HALF, YEARS = np.array([31.2, 30.1, 29.9, 28.0, 26.7]), np.array([2.1, 2.0, 2.0, 1.9, 1.8]), np.arange(2013, 2018)
X, N = [310, 295, 280, 262, 240], [1_000, 1_010, 990, 1_005, 1_000]


def trend(values: Any = Y, half: Any = HALF, **changes: Any) -> RecentTrend:
    y = np.asarray(values, float)
    years = np.arange(2013, 2013 + y.shape[-1])
    return recent_trend(y, y - half, y + half, **({"years": years, "good": "low"} | changes))


def shares(x: Any = X, n: Any = N, **changes: Any) -> RecentTrend:
    return recent_trend_of_shares(x, n, **({"years": YEARS, "good": "low"} | changes))


def test_the_trend_is_the_one_printed() -> None:
    found = trend()
    assert round(float(found.statistic), 2) == 12.84
    assert found.verdict.item() is Change.IMPROVED
    assert (found.first_year, found.last_year, found.n) == (2013, 2017, 5)


def test_the_slope_is_statsmodels_weighted_least_squares_with_known_errors() -> None:
    error = 2 * HALF / 3.92
    fit = sm.WLS(Y, sm.add_constant(YEARS - 2015), weights=error**-2).fit(cov_type="fixed scale")
    found = trend()
    assert float(found.value) == pytest.approx(fit.params[1], rel=1e-6)
    assert float(found.statistic) == pytest.approx(fit.tvalues[1] ** 2, rel=1e-6)
    assert float(found.p) == pytest.approx(fit.pvalues[1], rel=1e-6)
    assert [float(found.lower), float(found.upper)] == pytest.approx(fit.conf_int()[1].tolist(), rel=1e-6)


def test_the_statistic_is_that_of_the_formula_as_printed() -> None:
    w, t = (2 * HALF / 3.92) ** -2.0, np.arange(1, 6)
    d = w.sum() * (w * t**2).sum() - (w * t).sum() ** 2
    beta = (w.sum() * (w * t * Y).sum() - (w * t).sum() * (w * Y).sum()) / d
    assert float(trend().statistic) == pytest.approx(beta**2 * d / w.sum(), rel=1e-9)


def test_shares_have_the_chi_square_for_linear_trend_of_statsmodels() -> None:
    table = np.array([X, np.subtract(N, X)])
    ordinal = Table(table, shift_zeros=False).test_ordinal_association(row_scores=np.array([1, 0]))
    total = sum(N)
    found = shares()
    assert float(found.statistic) == pytest.approx(ordinal.zscore**2 * total / (total - 1), rel=1e-6)
    assert float(found.p) == pytest.approx(stats.chi2.sf(float(found.statistic), 1), rel=1e-6)
    assert found.verdict.item() is Change.IMPROVED


def test_the_statistic_of_shares_is_that_of_the_formula_as_printed() -> None:
    x, n, t = np.array(X), np.array(N), np.arange(1, 6)
    a, b = n.sum() * (x * t).sum() - x.sum() * (n * t).sum(), n.sum() * (n * t**2).sum() - (n * t).sum() ** 2
    expected = n.sum() * a**2 / (x.sum() * (n.sum() - x.sum()) * b)
    assert float(shares().statistic) == pytest.approx(expected, rel=1e-9)
    assert float(shares().value) == pytest.approx(100 * a / b, rel=1e-9)


@pytest.mark.parametrize(
    ("good", "falling", "rising"),
    [
        ("low", Change.IMPROVED, Change.WORSENED),
        ("high", Change.WORSENED, Change.IMPROVED),
        ("none", Change.FALLEN, Change.RISEN),
    ],
)
def test_polarity_says_what_a_direction_means(good: str, falling: Change, rising: Change) -> None:
    assert [trend(good=good).verdict.item(), trend(Y[::-1], HALF[::-1], good=good).verdict.item()] == [falling, rising]
    assert [shares(good=good).verdict.item(), shares(X[::-1], good=good).verdict.item()] == [falling, rising]


def test_a_trend_that_hangs_on_one_year_is_not_shown() -> None:
    found = trend([30.0, 30.2, 30.1, 30.3, 20.0], 1.0)
    assert found.statistic > 9.5495
    assert not found.is_steady
    assert found.verdict.item() is Change.NOT_SHOWN
    counted = shares([300, 302, 301, 303, 150], [1_000] * 5)
    assert counted.statistic > 9.5495
    assert (counted.is_steady, counted.verdict.item()) == (False, Change.NOT_SHOWN)


def test_a_steady_slope_within_chance_is_not_shown() -> None:
    found = trend(half=4 * HALF)
    assert found.is_steady
    assert found.verdict.item() is Change.NOT_SHOWN


def test_the_threshold_is_chi_square_at_99_8_per_cent() -> None:
    assert stats.chi2.ppf(0.998, 1) == pytest.approx(9.5495, abs=1e-4)
    size = float(trend().statistic)
    just_under, just_over = (HALF * (size / limit) ** 0.5 for limit in (9.549, 9.550))
    assert trend(half=just_under).verdict.item() is Change.NOT_SHOWN
    assert trend(half=just_over).verdict.item() is Change.IMPROVED


def test_only_the_five_latest_years_count_and_a_year_not_yet_reported_is_no_gap() -> None:
    longer = trend([99, 5, *Y, np.nan], [1, 1, *HALF, 1])
    assert float(longer.statistic) == pytest.approx(float(trend().statistic))
    assert (longer.first_year, longer.last_year) == (2015, 2019)


def without(place: int, what: float = np.nan) -> np.ndarray:
    changed = np.array([28, *Y], float)
    changed[place] = what
    return changed


SIX = np.array([2, *HALF])


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (lambda: trend(np.full(5, np.nan)), Reason.MISSING),
        (lambda: trend(without(3), SIX), Reason.MISSING),
        (lambda: trend(years=[2012, 2014, 2015, 2016, 2017]), Reason.MISSING),
        (lambda: trend(Y[:4], HALF[:4]), Reason.TOO_FEW),
        (lambda: trend(np.array([np.nan, *Y[1:]]), HALF), Reason.TOO_FEW),
        (lambda: trend(is_suppressed=[True] * 5), Reason.SUPPRESSED),
        (lambda: trend([28, *Y], SIX, is_suppressed=[False] * 3 + [True] + [False] * 2), Reason.SUPPRESSED),
        (lambda: trend(epoch=[0, 0, 1, 1, 1]), Reason.NOT_COMPARABLE),
        (lambda: trend(years_pooled=2), Reason.NOT_COMPARABLE),
        (lambda: trend(half=[2, np.nan, 2, 2, 2]), Reason.NOT_DEFINED),
        (lambda: trend(half=[2, 0, 2, 2, 2]), Reason.NOT_DEFINED),
        (lambda: shares([0, *X[1:]]), Reason.NOT_DEFINED),
        (lambda: shares([1_000, *X[1:]]), Reason.NOT_DEFINED),
        (lambda: shares([0, *X[1:]], [0, *N[1:]]), Reason.ZERO_DENOMINATOR),
        (lambda: shares(X, [np.nan, *N[1:]]), Reason.TOO_FEW),
        (lambda: shares(epoch=[0, 0, 0, 0, 1]), Reason.NOT_COMPARABLE),
    ],
)
def test_what_cannot_be_calculated_says_why(found: Any, reason: Reason) -> None:
    answer = found()
    assert answer.reason.item() is reason
    assert answer.verdict.item() is None
    assert np.isnan([answer.value, answer.statistic, answer.p, answer.lower, answer.n]).all()


def test_a_break_before_the_five_years_is_no_hindrance() -> None:
    assert trend([28, *Y], SIX, epoch=[0, 1, 1, 1, 1, 1]).reason.item() is None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"years": [2013, 2012, 2014, 2015, 2016]}, "years: unsorted"),
        ({"years": [2013, 2013, 2014, 2015, 2016]}, "years: unsorted or the same one twice"),
        ({"years": [2013.5, 2014, 2015, 2016, 2017]}, "years: not whole"),
        ({"years": [2013]}, "unequal lengths: years"),
        ({"good": "up"}, "good"),
        ({"good": [1, 1]}, "unequal lengths: good"),
        ({"half": -1}, "lower: above upper"),
        ({"half": np.inf}, "lower: infinite"),
        ({"years_pooled": 0}, "years_pooled"),
        ({"epoch": [0, 1]}, "unequal lengths: epoch"),
        ({"epoch": np.nan}, "epoch"),
    ],
)
def test_wrong_series_are_refused_by_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        trend(**changes)


def test_more_counted_than_there_are_is_refused() -> None:
    with pytest.raises(MeasureError, match=r"^x: more than n"):
        shares([1_001, *X[1:]])
