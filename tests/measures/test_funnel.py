"""Funnels: limits as printed, places, and the dispersion checked by hand and by simulation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats
from scipy.stats.mstats import winsorize
from statsmodels.stats.proportion import proportion_confint

from indicators.errors import MeasureError
from indicators.measures.funnel import Funnel, Place, rate_funnel, rate_limits, share_funnel, share_limits
from indicators.model import Reason

N = np.array([310, 420, 150, 980, 640, 205, 88, 530, 330, 270])


def test_limits_of_a_share_are_those_printed() -> None:
    usual, wide = share_limits(0.316, 310), share_limits(0.316, 310, confidence=0.998)
    assert [round(100 * float(a), 2) for a in (*usual, *wide)] == [26.42, 36.78, 23.44, 39.76]


def test_a_share_on_the_limit_has_a_wilson_interval_that_touches_the_centre() -> None:
    low, high = share_limits(0.316, 310)
    assert proportion_confint(float(low) * 310, 310, method="wilson")[1] == pytest.approx(0.316, rel=1e-6)
    assert proportion_confint(float(high) * 310, 310, method="wilson")[0] == pytest.approx(0.316, rel=1e-6)


def test_limits_of_a_share_are_cut_at_nobody_and_everybody() -> None:
    low, high = share_limits([0.02, 0.98], 20)
    assert (low[0], high[1]) == (0, 1)


def test_limits_of_a_rate_are_the_exact_poisson_ones() -> None:
    low, high = rate_limits(250, 8_000, multiplier=100_000)
    expected = [stats.chi2.ppf(0.025, 40) / 2, stats.chi2.ppf(0.975, 42) / 2]
    assert [float(low) * 0.08, float(high) * 0.08] == pytest.approx(expected, rel=1e-6)


def test_none_expected_has_the_upper_limit_of_no_event() -> None:
    low, high = rate_limits(0, 1_000, multiplier=1_000)
    assert (float(low), float(high)) == (0, pytest.approx(-np.log(0.025), rel=1e-9))


def shares(rate: float = 0.3, **changes: Any) -> Funnel:
    return share_funnel(**({"x": np.round(N * rate), "n": N} | changes))


def test_places_are_strictly_beyond_the_limits() -> None:
    n = np.full(41, 400)
    x = np.array([90, 100, 105, 130, 150, 160, *[120] * 35])
    found = share_funnel(x, n)
    low, high = share_limits(x.sum() / n.sum(), 400)
    far_low, far_high = share_limits(x.sum() / n.sum(), 400, confidence=0.998)
    expected = [
        Place.LOW_998
        if s < far_low
        else Place.LOW_95
        if s < low
        else Place.HIGH_998
        if s > far_high
        else Place.HIGH_95
        if s > high
        else Place.INSIDE
        for s in x / n
    ]
    assert not found.is_overdispersed
    assert found.place.tolist() == expected
    assert {Place.LOW_95, Place.INSIDE, Place.HIGH_998} <= set(expected)


def test_a_rate_is_high_where_its_own_lower_limit_lies_above_the_expected() -> None:
    n = np.full(10, 10_000)
    x = np.array([20, 20, 20, 20, 20, 20, 20, 20, 21, 45])
    found = rate_funnel(x, n, multiplier=100_000)
    assert found.place.tolist() == [Place.INSIDE] * 9 + [Place.HIGH_998]
    assert float(found.centre) == pytest.approx(226)
    assert not found.is_overdispersed


def test_a_rate_of_none_is_low_when_many_were_expected() -> None:
    x, n = np.array([0, 12, 13, 11, 12, 13, 10, 12, 13, 11]), np.full(10, 1_000)
    found = rate_funnel(x, n, multiplier=1_000)
    assert found.place[0] is Place.LOW_998
    assert (found.n[0], found.value[0]) == (1_000, 0)


def by_hand(x: np.ndarray, n: np.ndarray) -> tuple[float, float]:
    """φ and τ² with the winsorising done by numpy's quantiles."""
    z = (np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(x.sum() / n.sum()))) * 2 * np.sqrt(n)
    z = np.clip(z, *np.quantile(z, [0.1, 0.9]))
    k, phi, w = len(x), float(np.mean(z**2)), 4 * n
    return phi, max(0.0, (k * phi - (k - 1)) / (w.sum() - (w**2).sum() / w.sum()))


def test_dispersion_is_that_of_the_formula() -> None:
    x = np.round(N * np.linspace(0.2, 0.4, 10))
    found = share_funnel(x, N)
    phi, tau = by_hand(x, N)
    assert (float(found.dispersion), float(found.between)) == pytest.approx((phi, tau), rel=1e-9)
    assert found.is_overdispersed


def test_winsorising_keeps_one_extreme_district_from_widening_the_funnel() -> None:
    x, n = np.full(21, 120.0), np.full(21, 400.0)
    x[3] = 320
    found = share_funnel(x, n)
    assert not found.is_overdispersed
    assert found.place[3] is Place.HIGH_998
    z = np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(x.sum() / n.sum()))
    inner = winsorize(z * 2 * np.sqrt(n), limits=(0.1, 0.1))
    assert float(found.dispersion) == pytest.approx(float(np.mean(inner**2)), rel=1e-6)


def test_over_dispersed_districts_get_limits_with_both_variances_on_the_arcsine_scale() -> None:
    x = np.round(N * np.linspace(0.2, 0.4, 10))
    found, (_, tau) = share_funnel(x, N), by_hand(x, N)
    reach = stats.norm.ppf(0.975) * np.sqrt(1 / (4 * N) + tau)
    upper = np.sin(np.arcsin(np.sqrt(x.sum() / N.sum())) + reach) ** 2
    np.testing.assert_allclose(found.upper, 100 * upper, rtol=1e-9)
    assert np.all(found.upper > 100 * share_limits(x.sum() / N.sum(), N)[1])
    assert set(found.place) == {Place.INSIDE}
    assert {Place.LOW_998, Place.HIGH_998} <= set(found.by_chance)


def test_the_places_by_chance_are_the_places_where_nothing_varies_more() -> None:
    calm = shares(x=np.round(N * np.linspace(0.28, 0.32, 10)))
    assert not calm.is_overdispersed
    assert calm.by_chance.tolist() == calm.place.tolist()


def test_chance_alone_gives_a_dispersion_near_one_and_rates_have_theirs_too() -> None:
    chance = np.random.default_rng(7)
    x = chance.binomial(400, 0.3, size=(2_000, 20))
    assert 0.5 < float(share_funnel(x, np.full(20, 400)).dispersion.mean()) < 1.0  # winsorised: under 1
    counts = chance.poisson(40, size=(2_000, 20))
    calm = rate_funnel(counts, np.full(20, 10_000), multiplier=1)
    wild = rate_funnel(chance.poisson(40 * chance.gamma(4, 0.25, size=(500, 20))), np.full(20, 10_000), multiplier=1)
    assert 0.5 < float(calm.dispersion.mean()) < 1.0
    assert wild.is_overdispersed.mean() > 0.95
    assert np.mean(wild.upper) > np.mean(calm.upper)


def test_everybody_alike_is_inside_and_nothing_varies() -> None:
    for x in (np.zeros(10), N):
        found = share_funnel(x, N)
        assert set(found.place) == {Place.INSIDE}
        assert (found.dispersion, found.between) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"x": np.where(N == 310, np.nan, 20)}, Reason.MISSING),
        ({"is_suppressed": N == 310}, Reason.SUPPRESSED),
        ({"n": np.where(N == 310, 0, N), "x": np.where(N == 310, 0, 20)}, Reason.ZERO_DENOMINATOR),
        ({"n": np.where(N == 310, 49, N), "x": np.where(N == 310, 9, 20), "is_survey": True}, Reason.TOO_FEW),
    ],
)
def test_a_district_without_a_place_says_why_and_is_left_out(changes: dict[str, Any], reason: Reason) -> None:
    found = shares(**changes)
    assert found.reason.tolist() == [reason, *[None] * 9]
    assert found.place[0] is None
    assert np.isnan([found.value[0], found.upper[0]]).all()
    x, n = (np.delete(np.asarray(changes.get(name, given), float), 0) for name, given in (("x", N * 0.3), ("n", N)))
    expected = share_funnel(np.round(x), n, is_survey="is_survey" in changes)
    assert found.districts == 9
    assert (found.centre, found.dispersion) == pytest.approx((expected.centre, expected.dispersion), rel=1e-9)


def test_fewer_than_five_districts_have_no_funnel() -> None:
    found = share_funnel([20, 30, 20, 30, np.nan], [100, 100, 100, 100, 100])
    assert found.reason.tolist() == [Reason.TOO_FEW] * 4 + [Reason.MISSING]
    assert np.isnan([found.centre, found.dispersion, *found.lower]).all()
    assert not found.is_overdispersed


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (([-1, 2], [3, 4]), "x: negative"),
        (([5, 2], [3, 4]), "x: more than n"),
        (([1, 2], [3, 4, 5]), "unequal lengths"),
        ((1, 2), "x: empty"),
    ],
)
def test_wrong_counts_are_refused_by_name(wrong: tuple[Any, Any], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        share_funnel(*wrong)


def test_wrong_centres_and_multipliers_are_refused_by_name() -> None:
    with pytest.raises(MeasureError, match=r"^centre: above 1"):
        share_limits(31.6, 310)
    with pytest.raises(MeasureError, match=r"^multiplier"):
        rate_limits(3, 310, multiplier=-1)
    with pytest.raises(MeasureError, match=r"^confidence"):
        share_limits(0.3, 310, confidence=95)
