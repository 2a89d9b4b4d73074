"""Two rates or shares held against each other: the printed examples and statsmodels' answers."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest
from statsmodels.stats.rates import confint_poisson_2indep
from statsmodels.stats.rates import test_poisson_2indep as poisson_test

from indicators.errors import MeasureError
from indicators.measures.two_samples import (
    mean_difference,
    mean_test,
    rate_difference,
    rate_ratio,
    rate_test,
    share_difference,
    share_test,
)

PAIRS = [(88, 21_300, 1_405, 492_000), (310, 51_000, 262, 53_900), (1_250, 61_000, 1_240, 60_000), (10, 900, 45, 1_000)]


def test_ratio_and_its_p_are_those_printed() -> None:
    found = rate_ratio(88, 21_300, 1_405, 492_000)
    assert [round(float(a), 2) for a in (found.value, found.lower, found.upper)] == [1.45, 1.17, 1.79]
    assert round(float(rate_test(88, 21_300, 1_405, 492_000)), 4) == 0.0007


@pytest.mark.parametrize("pair", PAIRS)
def test_ratio_interval_is_the_score_interval_of_statsmodels(pair: tuple[int, int, int, int]) -> None:
    found = rate_ratio(*pair)
    expected = confint_poisson_2indep(*pair, method="score", compare="ratio")
    assert (float(found.lower), float(found.upper)) == pytest.approx(expected, rel=1e-6)
    assert float(rate_test(*pair)) == pytest.approx(poisson_test(*pair, method="score").pvalue, rel=1e-6)


@pytest.mark.parametrize("pair", PAIRS)
def test_rate_difference_ends_where_the_score_test_of_statsmodels_rejects(pair: tuple[int, int, int, int]) -> None:
    x1, n1, x2, n2 = pair
    found = rate_difference(x1, n1, x2, n2, multiplier=1)
    for limit in (float(found.lower), float(found.upper)):
        on_edge = poisson_test(x2, n2, x1, n1, method="score", compare="diff", value=limit)
        assert on_edge.pvalue == pytest.approx(0.05, rel=1e-6)


@pytest.mark.parametrize("pair", [(3, 5_000, 14, 5_200), (2, 900, 9, 700), (9, 1_000, 9, 1_000), (0, 500, 6, 500)])
def test_few_events_are_compared_by_the_exact_test(pair: tuple[int, int, int, int]) -> None:
    x1, n1, x2, n2 = pair
    low, high = stats.binomtest(x2, x1 + x2).proportion_ci(0.95, "exact")
    found = rate_ratio(x2, n2, x1, n1)
    assert float(found.lower) == pytest.approx(low / (1 - low) * n1 / n2, rel=1e-6)
    difference = rate_difference(*pair, multiplier=1)
    excludes_equal = low > n2 / (n1 + n2) or high < n2 / (n1 + n2)
    assert (float(difference.lower) > 0 or float(difference.upper) < 0) == excludes_equal


def test_no_event_in_either_sample_leaves_an_interval_around_zero() -> None:
    found = rate_difference(0, 1_000, 0, 2_000, multiplier=1_000)
    assert float(found.lower) == pytest.approx(np.log(0.025))
    assert float(found.upper) == pytest.approx(-np.log(0.025) / 2)


def test_difference_of_shares_and_its_p_are_those_printed() -> None:
    found = share_difference(905, 2_870, 118, 310)
    assert [round(float(a), 1) for a in (found.value, found.lower, found.upper)] == [6.5, 1.0, 12.3]
    assert round(float(share_test(118, 310, 905, 2_870)), 3) == 0.019


@pytest.mark.parametrize("pair", [(905, 2_870, 118, 310), (0, 60, 7, 80), (50, 50, 80, 90)])
def test_difference_of_shares_has_newcombes_interval_of_statsmodels(pair: tuple[int, int, int, int]) -> None:
    x1, n1, x2, n2 = pair
    found = share_difference(*pair, multiplier=1)
    expected = confint_proportions_2indep(x2, n2, x1, n1, method="newcomb", compare="diff")
    assert (float(found.lower), float(found.upper)) == pytest.approx(expected, rel=1e-6)
    assert float(share_test(*pair)) == pytest.approx(proportions_ztest([x1, x2], [n1, n2])[1], rel=1e-6)


@pytest.mark.parametrize("test", [rate_difference, share_difference])
def test_a_wider_reach_widens_the_interval_and_keeps_the_difference(test: object) -> None:
    usual = test(300, 2_000, 260, 2_000, multiplier=100)  # type: ignore[operator]
    wide = test(300, 2_000, 260, 2_000, multiplier=100, width=5.0)  # type: ignore[operator]
    assert wide.value == usual.value
    assert wide.lower < usual.lower < usual.upper < wide.upper


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ((-1, 10, 1, 10), "x1"),
        ((1, 0, 1, 10), "n1"),
        ((1, 10, float("nan"), 10), "x2"),
        (([1, 2], 10, [1, 2, 3], 10), "unequal"),
    ],
)
def test_wrong_samples_are_refused_by_name(wrong: tuple[object, ...], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        rate_difference(*wrong, multiplier=1)  # type: ignore[arg-type]


def test_a_share_of_more_than_everybody_is_refused() -> None:
    with pytest.raises(MeasureError, match=r"^x1: more than n1"):
        share_difference(11, 10, 1, 10)


SCORES = [((61.6, 7.9, 8), (58.0, 9.1, 40)), ((3.1, 0.4, 300), (3.2, 0.9, 2_000)), ((5.0, 0.0, 20), (6.0, 2.0, 30))]


@pytest.mark.parametrize(("first", "second"), SCORES)
def test_means_are_tested_as_scipys_welch(first: tuple[float, float, int], second: tuple[float, float, int]) -> None:
    expected = stats.ttest_ind_from_stats(*second, *first, equal_var=False)
    found = mean_difference(*first, *second)
    assert float(mean_test(*first, *second)) == pytest.approx(expected.pvalue, rel=1e-6)
    errors = [s / n**0.5 for _, s, n in (first, second)]
    t = stats.ttest_ind_from_stats(*second, *first, equal_var=False).statistic
    assert float(found.value) / t == pytest.approx(np.hypot(*errors), rel=1e-6)
    low, high = welch_limits(first, second)
    assert (float(found.lower), float(found.upper)) == pytest.approx((low, high), rel=1e-6)


def welch_limits(first: tuple[float, float, int], second: tuple[float, float, int]) -> tuple[float, float]:
    v1, v2 = first[1] ** 2 / first[2], second[1] ** 2 / second[2]
    degrees = (v1 + v2) ** 2 / (v1**2 / (first[2] - 1) + v2**2 / (second[2] - 1))
    return stats.t.interval(0.95, degrees, loc=second[0] - first[0], scale=(v1 + v2) ** 0.5)  # type: ignore[no-any-return]


def test_means_without_any_spread_have_no_p_and_an_interval_without_width() -> None:
    found = mean_difference(5, 0, 10, 6, 0, 10)
    assert (found.lower, found.value, found.upper) == (1, 1, 1)
    assert np.isnan(mean_test(5, 0, 10, 6, 0, 10))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ((5, 1, 1, 5, 1, 9), "n1: under 2"),
        ((5, -1, 9, 5, 1, 9), "spread1: negative"),
        ((5, 1, 9, float("nan"), 1, 9), "mean2: missing"),
        (([5, 6], 1, 9, [1, 2, 3], 1, 9), "unequal lengths"),
        ((5, 1, 9, "x", 1, 9), "mean2: not a number"),
    ],
)
def test_wrong_means_are_refused_by_name(wrong: tuple[object, ...], named: str) -> None:
    for test in (mean_test, mean_difference):
        with pytest.raises(MeasureError, match=f"^{named}"):
            test(*wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("pair", [(3, 5_000, 14, 5_200), (2, 900, 9, 700), (9, 1_000, 9, 1_000), (0, 500, 6, 500)])
def test_p_of_few_events_is_twice_the_smaller_tail_of_the_binomial(pair: tuple[int, int, int, int]) -> None:
    x1, n1, x2, n2 = pair
    tails = [stats.binomtest(x1, x1 + x2, n1 / (n1 + n2), alternative=a).pvalue for a in ("less", "greater")]
    assert float(rate_test(*pair)) == pytest.approx(min(1.0, 2 * min(tails)), rel=1e-6)
    difference = rate_difference(*pair, multiplier=1)
    assert (float(rate_test(*pair)) < 0.05) == (float(difference.lower) > 0 or float(difference.upper) < 0)


def test_no_event_at_all_gives_no_evidence() -> None:
    assert float(rate_test(0, 500, 0, 900)) == 1.0
