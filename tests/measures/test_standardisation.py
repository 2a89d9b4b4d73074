"""Standardised rates: the printed examples, a second opinion by hand, and the edges."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from indicators.errors import MeasureError
from indicators.measures.estimates import FEW_CASES, WEIGHTED_COUNTS, count_limits
from indicators.measures.standardisation import NOT_FOR_RANKING, observed_against_expected, standardised_rate
from indicators.model import Reason

X, N, STANDARD = [21, 64, 38], [9_000, 24_500, 18_900], [20_000, 55_000, 25_000]


def test_standardised_rate_is_the_one_printed() -> None:
    found = standardised_rate(X, N, STANDARD)
    figures = [round(float(a), 2) for a in (found.value, found.lower, found.upper, found.crude)]
    assert figures == [240.60, 199.02, 288.15, 234.73]
    assert (found.method, found.n, found.events) == ("M04", 52_400, 123)


def test_standardised_rate_is_the_sum_taken_age_by_age() -> None:
    rate = variance = 0.0
    for x, n, s in zip(X, N, STANDARD, strict=True):
        rate += s / 100_000 * x / n
        variance += (s / 100_000) ** 2 * x / n**2
    total, z = sum(X), stats.norm.ppf(0.975)
    low = total * (1 - 1 / (9 * total) - z / (3 * total**0.5)) ** 3
    found = standardised_rate(X, N, STANDARD, multiplier=1)
    assert float(found.value) == pytest.approx(rate, rel=1e-9)
    assert float(found.lower) == pytest.approx(rate + (variance / total) ** 0.5 * (low - total), rel=1e-9)


def test_standardising_to_the_own_ages_gives_the_crude_rate_with_its_own_limits() -> None:
    found = standardised_rate(X, N, N, multiplier=1)
    assert float(found.value) == pytest.approx(float(found.crude), rel=1e-9)
    one = standardised_rate([123], [52_400], [7], multiplier=52_400)
    assert [float(one.lower), float(one.upper)] == pytest.approx([float(a) for a in count_limits(123)], rel=1e-9)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"x": [21, np.nan, 38]}, Reason.MISSING),
        ({"n": [np.nan, 24_500, 18_900]}, Reason.MISSING),
        ({"is_suppressed": [False, True, False]}, Reason.SUPPRESSED),
        ({"n": [0, 24_500, 18_900]}, Reason.ZERO_DENOMINATOR),
        ({"x": [2, 4, 3]}, Reason.TOO_FEW),
        ({"x": [0, 0, 0]}, Reason.TOO_FEW),
    ],
)
def test_what_cannot_be_standardised_says_why(changes: dict[str, Any], reason: Reason) -> None:
    found = standardised_rate(**({"x": X, "n": N, "standard": STANDARD} | changes))
    assert found.reason.item() is reason
    assert np.isnan([found.value, found.lower, found.upper]).all()
    assert np.isnan(found.events) == ("is_suppressed" in changes or np.isnan(changes.get("x", X)).any())


def test_an_age_group_outside_the_standard_is_left_out_of_everything() -> None:
    found = standardised_rate([*X, np.nan], [*N, 0], [*STANDARD, 0])
    assert (found.value, found.upper, found.n) == pytest.approx(
        tuple(float(getattr(standardised_rate(X, N, STANDARD), name)) for name in ("value", "upper", "n"))
    )


def test_a_rate_is_never_below_zero_and_says_when_its_counts_are_weighted() -> None:
    found = standardised_rate([1, 9], [10, 100_000], [99, 1])
    assert found.lower == 0
    assert standardised_rate([10.5, 20], [100, 100], [1, 1]).marks[WEIGHTED_COUNTS].item() is True


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ((([-1, 2, 3]), N, STANDARD), "x: negative"),
        ((X, [1, np.inf, 1], STANDARD), "n: infinite"),
        ((X, N, [0, 0, 0]), "standard: sums to zero"),
        ((X, N, [1, np.nan, 1]), "standard: missing"),
        ((X, N, [1, 2]), "unequal lengths"),
        ((3, 4, 5), "x: empty"),
        ((X, N, "abc"), "standard: not a number"),
    ],
)
def test_wrong_ages_are_refused_by_name(wrong: tuple[Any, Any, Any], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        standardised_rate(*wrong)


def test_a_multiplier_must_be_positive() -> None:
    with pytest.raises(MeasureError, match=r"^multiplier"):
        standardised_rate(X, N, STANDARD, multiplier=0)


CITY_X, CITY_N = [50, 110, 90], [25_000, 60_000, 45_000]
EXPECTED = sum(n * r / s for n, r, s in zip(N, CITY_X, CITY_N, strict=True))


def test_observed_against_expected_is_the_one_printed() -> None:
    found = observed_against_expected(123, [98_920], [1], [1_000])
    assert float(found.expected) == pytest.approx(98.92)
    assert [round(float(a), 1) for a in (found.value, found.lower, found.upper)] == [124.3, 103.3, 148.4]
    assert found.marks[NOT_FOR_RANKING].item() is True


def test_expected_events_are_those_at_the_citys_rates() -> None:
    found = observed_against_expected(7, N, CITY_X, CITY_N)
    exact = [stats.chi2.ppf(0.025, 14) / 2, stats.chi2.ppf(0.975, 16) / 2]
    assert float(found.expected) == pytest.approx(EXPECTED, rel=1e-9)
    assert [float(found.lower), float(found.upper)] == pytest.approx([100 * a / EXPECTED for a in exact], rel=1e-6)
    assert found.marks[FEW_CASES].item() is True
    assert (found.method, found.unit, found.n) == ("M05", "index", sum(N))


def test_the_city_against_itself_is_a_hundred() -> None:
    assert float(observed_against_expected(sum(CITY_X), CITY_N, CITY_X, CITY_N).value) == pytest.approx(100)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((np.nan, N, CITY_X, CITY_N), Reason.MISSING),
        ((5, N, [50, np.nan, 90], CITY_N), Reason.MISSING),
        ((5, [np.nan, 1, 1], CITY_X, CITY_N), Reason.MISSING),
        ((5, N, [0, 0, 0], CITY_N), Reason.ZERO_DENOMINATOR),
        ((5, [0, 0, 0], CITY_X, CITY_N), Reason.ZERO_DENOMINATOR),
        ((5, N, CITY_X, [0, 60_000, 45_000]), Reason.ZERO_DENOMINATOR),
    ],
)
def test_what_cannot_be_expected_says_why(arguments: tuple[Any, ...], reason: Reason) -> None:
    found = observed_against_expected(*arguments)
    assert found.reason.item() is reason
    assert np.isnan(found.value)


def test_hidden_events_are_suppressed_and_none_at_all_is_zero() -> None:
    found = observed_against_expected([3, 0], N, CITY_X, CITY_N, is_suppressed=[True, False])
    assert found.reason.tolist() == [Reason.SUPPRESSED, None]
    assert np.isnan([found.value[0], found.events[0]]).all()
    assert (found.value[1], found.lower[1]) == (0, 0)
    assert found.upper[1] > 0


def test_negative_events_and_flags_of_another_length_are_refused() -> None:
    with pytest.raises(MeasureError, match=r"^x: negative"):
        observed_against_expected(-1, N, CITY_X, CITY_N)
    with pytest.raises(MeasureError, match=r"^unequal lengths: is_suppressed"):
        standardised_rate(X, N, STANDARD, is_suppressed=[True, False])
