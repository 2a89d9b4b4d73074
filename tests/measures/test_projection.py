"""Where a series lands and its chance (M19): the printed example, statsmodels' answers, edges and invariances."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from indicators.errors import MeasureError
from indicators.measures.arranged import arrange, totals
from indicators.measures.distributions import Floats
from indicators.measures.overview import estimates, progress
from indicators.measures.progress import assess, series
from indicators.measures.projection import COUNTS, FAR, PACE, ChanceWord, Projection, projection, words
from indicators.measures.refit import held, refit
from indicators.measures.scaled import of_register, scaled
from indicators.measures.scales import Scale
from indicators.model import Good, MeasureKind, Reason
from tests.builders import a_registry, a_target, an_indicator, observed, together

INDEX = np.array([39.4, 38.2, 38.0, 36.1, 35.3, 34.5])
YEARS = np.arange(2012, 2018)
SURVEY = np.array([38.0, 37.1, 36.4, 35.2, 34.5])
EVENTS = np.array([2, 0, 2, 3, 2, 2, 3.0])
PEOPLE = np.array([8_000, 8_100, 8_300, 8_200, 8_500, 8_700, 8_800.0])


def projected(values: Any = INDEX, years: Any = YEARS, **changes: Any) -> Projection:
    """M19 of one series towards 2020, low being good."""
    return projection(scaled(years, values, **({"target": 30.0, "target_year": 2020, "good": -1} | changes)))


def counts(x: Floats = EVENTS, n: Floats = PEOPLE, **changes: Any) -> Projection:
    years = np.arange(2012, 2012 + len(x))
    given_: dict[str, Any] = {"scale": Scale.LOG, "multiplier": 100_000, "count": x, "population": n, "target": 10.0}
    return projected(x / n * 100_000, years, **(given_ | changes))


def test_the_printed_example_lands_where_it_says() -> None:
    found = projected()
    assert [round(float(a), 1) for a in (found.value, found.lower, found.upper)] == [31.4, 30.1, 32.7]
    assert (round(float(found.slope), 2), round(float(found.slope_error), 3)) == (-1.00, 0.085)
    assert round(float(found.chance), 2) == 0.04
    assert found.word.item() is ChanceWord.VERY_UNLIKELY
    assert (found.method, found.confidence, int(found.n), found.reason.item()) == ("M19", 0.90, 6, None)


@pytest.mark.parametrize(
    ("scale", "there", "back"),
    [
        (Scale.LINEAR, lambda v: v, lambda v: v),
        (Scale.LOGIT, lambda v: np.log(v / (100 - v)), lambda v: 100 / (1 + np.exp(-v))),
        (Scale.LOG, np.log, np.exp),
    ],
)
def test_the_interval_and_the_chance_are_those_of_statsmodels_on_each_scale(
    scale: Scale, there: Any, back: Any
) -> None:
    found = projected(scale=scale)
    fit = sm.OLS(there(INDEX), sm.add_constant(YEARS - 2012.0)).fit()
    forecast = fit.get_prediction([[1, 8]])
    frame = forecast.summary_frame(alpha=0.1)
    expected = back(frame[["mean", "obs_ci_lower", "obs_ci_upper"]].to_numpy()[0])
    assert [float(a) for a in (found.value, found.lower, found.upper)] == pytest.approx(expected, rel=1e-6)
    z = (there(30.0) - forecast.predicted_mean[0]) / forecast.se_obs[0]
    assert float(found.chance) == pytest.approx(stats.t.cdf(z, 4), rel=1e-6)


def test_a_rate_with_an_eventless_year_lands_where_poisson_regression_leads() -> None:
    found = counts()
    t = np.arange(7) - 3.0
    fit = sm.GLM(EVENTS, sm.add_constant(t), family=sm.families.Poisson(), offset=np.log(PEOPLE)).fit(tol=1e-12)
    assert fit.pearson_chi2 / 5 < 1
    at = fit.params @ [1, 5] + np.log(100_000)
    error = np.sqrt(np.array([1, 5]) @ fit.cov_params() @ [1, 5] + 1 / (PEOPLE[-1] * np.exp(fit.params @ [1, 5])))
    reach = stats.norm.ppf(0.95) * error
    expected = np.exp([at, at - reach, at + reach])
    assert [float(a) for a in (found.value, found.lower, found.upper)] == pytest.approx(expected, rel=1e-6)
    assert float(found.chance) == pytest.approx(stats.norm.cdf((np.log(10) - at) / error), rel=1e-6)
    assert bool(found.marks[COUNTS])


def test_scatter_beyond_poisson_widens_the_landing_of_counts_with_students_t() -> None:
    x = np.array([30, 0, 22, 4, 31, 2, 13.0])
    found = counts(x)
    t = np.arange(7) - 3.0
    fit = sm.GLM(x, sm.add_constant(t), family=sm.families.Poisson(), offset=np.log(PEOPLE)).fit(tol=1e-12)
    scatter = fit.pearson_chi2 / 5
    spread = np.array([1, 5]) @ fit.cov_params() @ [1, 5] + 1 / (PEOPLE[-1] * np.exp(fit.params @ [1, 5]))
    reach = stats.t.ppf(0.95, 5) * np.sqrt(scatter * spread)
    expected = 100_000 * np.exp(fit.params @ [1, 5] + reach)
    assert scatter > 1
    assert float(found.upper) == pytest.approx(expected, rel=1e-6)


def test_with_intervals_the_landing_and_the_chance_are_those_of_m16() -> None:
    half = np.array([1.5, 1.2, 2.0, 1.1, 0.9])
    given_ = {"lower": SURVEY - half, "upper": SURVEY + half, "target": 30.0, "target_year": 2020, "good": -1}
    found = projected(SURVEY, np.arange(2014, 2019), scale=Scale.LOGIT, **given_)
    paced = assess(series(np.arange(2014, 2019), SURVEY, baseline_year=2014, **given_))
    assert (float(found.value), float(found.chance)) == (paced.landing[0], paced.chance[0])
    reach = stats.norm.ppf(0.95) * paced.landing_error[0]
    assert float(found.upper) - float(found.value) == pytest.approx(reach, rel=1e-9)
    assert bool(found.marks[PACE])


def test_pages_and_projections_tell_the_same_landing() -> None:
    indicator = an_indicator(good=Good.LOW, baseline=38, target=a_target(30.0, good=Good.LOW))
    rows = [observed(str(131 + d), {2014 + i: (4 * v + d, 400) for i, v in enumerate(SURVEY)}) for d in range(6)]
    table, registry = together(*rows), a_registry(indicator)
    shown = progress(table, registry, year=2018)
    everybody = estimates(totals(table, registry, year=2018), registry)
    given_ = arrange(everybody, registry, year=2018)
    found = projection(of_register(given_))
    for row, geography in enumerate(given_.geographies):
        told = shown[indicator.id, geography]
        assert told.chance == pytest.approx(found.chance[row], rel=1e-12)
        assert (told.landing, told.landing_lower) == pytest.approx((found.value[row], found.lower[row]), rel=1e-12)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(MeasureKind.RATE, Scale.LOG), (MeasureKind.SHARE, Scale.LOGIT), (MeasureKind.MEAN, "linear")],
)
def test_the_register_decides_the_scale(kind: MeasureKind, expected: str) -> None:
    registry = a_registry(an_indicator(kind=kind))
    table = estimates(observed("131", {2014: 40.0, 2015: 41.0}), registry)
    assert of_register(arrange(table, registry, year=2018)).scale.tolist() == [expected]


@pytest.mark.parametrize(
    ("values", "changes", "reason"),
    [
        (INDEX[:4], {"years": YEARS[:4]}, Reason.TOO_FEW),
        (INDEX[:5], {"years": YEARS[:5], "target_year": 2019}, Reason.TOO_FEW),
        (np.full(6, np.nan), {}, Reason.MISSING),
        (INDEX, {"target": np.nan}, Reason.NO_TARGET),
        (INDEX, {"target_year": 2017}, Reason.NOT_DEFINED),
        (40.0 - np.arange(6), {}, Reason.NOT_DEFINED),
        (INDEX, {"scale": Scale.LOGIT, "target": 0.0}, Reason.NOT_DEFINED),
        (np.append(INDEX[:5], 0.0), {"scale": Scale.LOGIT}, Reason.NOT_DEFINED),
        (np.append(INDEX[:5], 0.0), {"scale": Scale.LOG}, Reason.NOT_DEFINED),
        (INDEX, {"epoch": [0, 0, 1, 1, 1, 1]}, Reason.TOO_FEW),
        (INDEX, {"epoch": [0, 0, 1, 1, 1, 1], "lower": INDEX - 1, "upper": INDEX + 1}, None),
        (INDEX[:3], {"years": YEARS[:3], "lower": 30.0, "upper": 45.0}, Reason.TOO_FEW),
        (INDEX, {"lower": INDEX, "upper": INDEX}, Reason.NOT_DEFINED),
    ],
)
def test_each_lack_has_its_reason(values: Any, changes: dict[str, Any], reason: Reason | None) -> None:
    found = projected(values, **({"years": YEARS} | changes))
    assert found.reason.item() == reason
    assert (found.word.item() is None) == (reason is not None)


def test_an_m16_line_across_a_break_is_not_comparable() -> None:
    found = projected(
        INDEX, epoch=[0, 0, 1, 1, 1, 1], lower=INDEX - 1, upper=INDEX + 1, baseline_year=2012, target_year=2020
    )
    assert (found.reason.item(), bool(np.isnan(found.value))) == (Reason.NOT_COMPARABLE, True)


def test_years_before_a_break_do_not_count_without_intervals() -> None:
    values, years = np.append([70.0, 20.0], INDEX), np.arange(2010, 2018)
    found = projected(values, years, epoch=[0, 0, 1, 1, 1, 1, 1, 1])
    assert float(found.value) == pytest.approx(float(projected().value), rel=1e-12)


def test_five_years_reach_two_and_a_half_years_ahead() -> None:
    assert projected(INDEX[:5], YEARS[:5], target_year=2018).reason.item() is None
    assert projected(INDEX[:5], YEARS[:5], target_year=2019).reason.item() is Reason.TOO_FEW


def test_m16s_line_says_when_it_leads_further_than_m19s_own_would() -> None:
    wide = {"lower": SURVEY - 2, "upper": SURVEY + 2, "target_year": 2020}
    near = projected(SURVEY, np.arange(2014, 2019), **wide)
    far = projected(SURVEY[:4], np.arange(2014, 2018), lower=SURVEY[:4] - 2, upper=SURVEY[:4] + 2)
    assert (bool(near.marks[FAR]), bool(far.marks[FAR]), far.reason.item()) == (False, True, None)


def test_values_without_residual_have_a_landing_but_no_interval() -> None:
    found = projected(40.0 - np.arange(6))
    assert float(found.value) == pytest.approx(32.0)
    assert np.isnan([found.lower, found.upper, found.chance]).all()


@pytest.mark.parametrize("x", [np.zeros(6), np.array([9, 0, 0, 0, 0, 0.0]), np.array([0, 0, 0, 0, 0, 9.0])])
def test_counts_that_allow_no_finite_line_have_no_landing(x: Floats) -> None:
    found = counts(x, PEOPLE[:6])
    assert (found.reason.item(), bool(np.isnan(found.value))) == (Reason.NOT_DEFINED, True)


def test_words_change_at_the_borders_of_the_ipcc() -> None:
    said = words([1.0, 0.90, 0.899, 0.66, 0.659, 0.33, 0.329, 0.10, 0.099, 0.0, np.nan])
    very, likely, either, unlikely, very_unlikely = ChanceWord
    expected = [very, very, likely, likely, either, either, unlikely, unlikely, very_unlikely, very_unlikely, None]
    assert said.tolist() == expected


def test_a_share_stays_between_nobody_and_everybody() -> None:
    found = projected([90.0, 94, 93, 97, 98, 99], scale=Scale.LOGIT, good=1, target=99.9)
    assert 0 < float(found.lower) < float(found.value) < float(found.upper) < 100


def test_the_latest_value_falls_inside_what_the_earlier_ones_led_to() -> None:
    tried = refit(scaled(YEARS, [INDEX, np.append(INDEX[:5], 31.0), np.append(INDEX[:4], [np.nan, np.nan])], **LOW))
    before = projected(INDEX[:5], YEARS[:5], target_year=2017)
    assert (tried.expected.lower[0], tried.expected.upper[0]) == (before.lower, before.upper)
    assert tried.year.tolist() == [2017, 2017, 2015]
    assert tried.is_inside.tolist() == [True, False, None]
    share = held(tried)
    assert (share.n, share.inside, share.value, share.promised) == (2, 1, 50.0, 0.90)


def test_nothing_to_try_is_too_few() -> None:
    share = held(refit(scaled(YEARS[:5], INDEX[:5], **LOW)))
    assert (share.n, share.reason, bool(np.isnan(share.value))) == (0, Reason.TOO_FEW, True)


LOW: dict[str, Any] = {"good": -1, "target_year": 2020}


def test_nine_intervals_of_ten_hold_when_the_line_is_the_truth() -> None:
    rng = np.random.default_rng(20_19)
    values = 40 - np.arange(8) + rng.normal(0, 1.5, (4_000, 8))
    share = held(refit(scaled(np.arange(2010, 2018), values, **LOW)))
    assert share.value == pytest.approx(90.0, abs=1.5)


TABLES = arrays(float, (2, 3, 7), elements=st.integers(20, 900).map(lambda v: v / 10))
SOME = settings(max_examples=25, deadline=None)
NAMES = ("value", "lower", "upper", "chance", "slope", "slope_error")


@SOME
@given(values=TABLES, half=st.sampled_from([None, 1.5]), scale=st.sampled_from(list(Scale)))
def test_all_series_at_once_are_each_series_alone(values: Floats, half: float | None, scale: Scale) -> None:
    limits = {} if half is None else {"lower": values - half, "upper": values + half}
    values[0, 0, 3] = np.nan
    years = np.arange(2012, 2019)
    all_at_once = projected(values, years, scale=scale, **limits)
    for i, j in np.ndindex(2, 3):
        alone = projected(values[i, j], years, scale=scale, **{k: a[i, j] for k, a in limits.items()})
        assert alone.reason.item() == all_at_once.reason[i, j]
        for name in NAMES:
            np.testing.assert_allclose(getattr(alone, name), getattr(all_at_once, name)[i, j], rtol=1e-9, atol=1e-12)


@SOME
@given(x=arrays(np.int64, (3, 7), elements=st.integers(0, 6)))
def test_counts_at_once_are_each_alone_and_land_inside_their_limits(x: Any) -> None:
    x = x.astype(float)
    together_ = (
        counts(x, np.broadcast_to(PEOPLE, x.shape))
        if x.ndim == 1
        else projected(
            x / PEOPLE * 1e5,
            np.arange(2012, 2019),
            scale=Scale.LOG,
            multiplier=1e5,
            count=x,
            population=PEOPLE,
            target=10.0,
        )
    )
    for row in range(3):
        alone = counts(x[row])
        for name in NAMES:
            np.testing.assert_allclose(getattr(alone, name), getattr(together_, name)[row], rtol=1e-9, atol=1e-12)
    has = np.isfinite(together_.lower)
    assert np.all((together_.lower <= together_.value)[has] & (together_.value <= together_.upper)[has])


@SOME
@given(values=TABLES, times=st.floats(0.1, 50), shift=st.floats(-20, 20))
def test_the_unit_and_a_constant_move_the_landing_and_leave_the_chance(
    values: Floats, times: float, shift: float
) -> None:
    years = np.arange(2012, 2019)
    one, other = projected(values, years), projected(values * times + shift, years, target=30.0 * times + shift)
    np.testing.assert_allclose(other.value, one.value * times + shift, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(other.chance, one.chance, rtol=1e-6, atol=1e-9)
    scaled_up = projected(values * times, years, scale=Scale.LOG, target=30.0 * times)
    np.testing.assert_allclose(scaled_up.chance, projected(values, years, scale=Scale.LOG).chance, rtol=1e-6, atol=1e-9)


@SOME
@given(values=TABLES)
def test_what_is_not_reached_from_one_side_is_reached_from_the_other(values: Floats) -> None:
    years = np.arange(2012, 2019)
    low, high = projected(values, years), projected(values, years, good=1)
    np.testing.assert_allclose(low.chance + high.chance, np.where(np.isnan(low.chance), np.nan, 1.0), rtol=1e-9)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"values": 3.0}, "values"),
        ({"values": np.append(INDEX[:5], np.inf)}, "values"),
        ({"values": np.append(INDEX[:5], 101.0), "scale": Scale.LOGIT}, "values"),
        ({"values": np.append(INDEX[:5], -1.0), "scale": Scale.LOG}, "values"),
        ({"years": [2012, 2013, 2014, 2015, 2017, 2016]}, "years"),
        ({"years": [2012, 2012, 2014, 2015, 2016, 2017]}, "years"),
        ({"years": YEARS[:5]}, "years"),
        ({"good": 0}, "good"),
        ({"multiplier": 0}, "multiplier"),
        ({"count": -1.0}, "count"),
        ({"population": np.inf}, "population"),
        ({"lower": [1.0, 2.0]}, "lower"),
        ({"lower": 9.0, "upper": 8.0}, "lower"),
        ({"target": "trettio"}, "target"),
    ],
)
def test_wrong_input_is_refused_by_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(MeasureError, match=rf"^(unequal lengths: )?{named}\b"):
        projected(**changes)


def test_an_impossible_confidence_or_chance_is_refused_by_name() -> None:
    with pytest.raises(MeasureError, match=r"^confidence"):
        projection(scaled(YEARS, INDEX, **LOW), confidence=90)
    with pytest.raises(MeasureError, match=r"^chance"):
        words([1.2])
