"""What every method owes (methods, section 9), for those that judge one series: M01-M03, M12 and M15-M18."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from indicators.errors import MeasureError
from indicators.measures.change import Changed, change, rate_difference, reach, share_difference, verdicts
from indicators.measures.distributions import Floats
from indicators.measures.estimates import (
    WEIGHTS_IGNORED,
    count_limits,
    mean_and_spread,
    mean_interval,
    rate_interval,
    share_interval,
)
from indicators.measures.growth import Growth, GrowthWord, growth, growth_ratio, growth_word
from indicators.measures.hold import keep, kept
from indicators.measures.path import OnPath, on_path
from indicators.measures.progress import assess, series
from indicators.model import Assessment, Change, Reason

SOME = settings(max_examples=25, deadline=None)
NONE = float("nan")


def tenths(least: int, most: int) -> st.SearchStrategy[float]:
    """Numbers with one decimal, as they are handed in."""
    return st.integers(10 * least, 10 * most).map(lambda tenth: tenth / 10)


COUNTS = arrays(np.int64, (3, 4), elements=st.integers(0, 400))
BASES = arrays(np.int64, (3, 4), elements=st.integers(400, 90_000))
VALUES = arrays(float, (3, 4), elements=tenths(-9, 90))
WAY: dict[str, Any] = {"baseline": 38.0, "baseline_year": 2014, "target": 30.0, "target_year": 2020}


def same(found: Any, alone: Callable[[Any], Any], names: tuple[str, ...], *, shape: tuple[int, ...] = (3, 4)) -> None:
    """Every element of the answer is the answer to that element alone, the reason too where there is one."""
    for place in np.ndindex(shape):
        one = alone(place)
        for name in names:
            whole, single = getattr(found, name), np.asarray(getattr(one, name))
            if whole.dtype == object:
                assert single.item() == whole[place]
            else:
                np.testing.assert_allclose(single, whole[place], rtol=1e-12, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("x", [10, 43, 1_405])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_byars_limits_are_those_of_the_formula(x: int, confidence: float) -> None:
    z = stats.norm.ppf((1 + confidence) / 2)
    lower = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3
    found = count_limits(x, confidence=confidence)
    assert (float(found[0]), float(found[1])) == pytest.approx((lower, upper), rel=1e-9)


def test_byars_limits_do_not_add_a_half_to_both_ends() -> None:
    wide, narrow = count_limits(20), 20.5 * (1 - 1 / (9 * 20.5) + 1.959964 / (3 * math.sqrt(20.5))) ** 3
    assert float(wide[1]) > narrow


@SOME
@given(x=COUNTS, n=BASES)
def test_rates_and_shares_at_once_are_each_alone(x: Any, n: Any) -> None:
    names = ("value", "lower", "upper", "n", "reason")
    same(rate_interval(x, n, multiplier=1_000), lambda at: rate_interval(x[at], n[at], multiplier=1_000), names)
    same(share_interval(x, n, is_survey=True), lambda at: share_interval(x[at], n[at], is_survey=True), names)


@SOME
@given(mean=VALUES, spread=arrays(float, (3, 4), elements=tenths(0, 20)), n=st.integers(0, 50))
def test_means_at_once_are_each_alone_and_lie_within_their_limits(mean: Floats, spread: Floats, n: int) -> None:
    found = mean_interval(mean, spread, n)
    same(found, lambda at: mean_interval(mean[at], spread[at], n), ("value", "lower", "upper", "reason"))
    if n >= 2:
        assert np.all((found.lower <= found.value) & (found.value <= found.upper))


@SOME
@given(mean=VALUES, times=st.floats(0.1, 100), shift=tenths(-50, 50))
def test_means_follow_unit_and_constant(mean: Floats, times: float, shift: float) -> None:
    one, other = mean_interval(mean, 3.0, 20), mean_interval(mean * times + shift, 3.0 * times, 20)
    np.testing.assert_allclose(other.lower, one.lower * times + shift, rtol=1e-9, atol=1e-9)


@SOME
@given(x=COUNTS, n=BASES)
def test_higher_confidence_reaches_further(x: Any, n: Any) -> None:
    for method in (rate_interval, share_interval):
        usual, far = (method(x, n, multiplier=100, confidence=c) for c in (0.95, 0.998))
        assert np.all((far.lower <= usual.lower) & (usual.upper <= far.upper))


def test_a_weighted_mean_is_that_of_the_formula() -> None:
    y, w = np.array([58.0, 61, 49, 72]), np.array([0.5, 1, 1, 2.5])
    base = w.sum() ** 2 / (w**2).sum()
    middle = np.average(y, weights=w)
    spread = math.sqrt(np.average((y - middle) ** 2, weights=w) * base / (base - 1))
    assert mean_and_spread(y, w) == pytest.approx((middle, spread, base), rel=1e-12)


def test_a_weighted_survey_without_effective_base_says_that_its_interval_is_too_narrow() -> None:
    assert share_interval([57], [190], is_weighted=True).marks[WEIGHTS_IGNORED].tolist() == [True]
    assert share_interval([57], [190], is_weighted=True, effective=136.3).marks[WEIGHTS_IGNORED].tolist() == [False]
    assert share_interval([57], [190]).marks[WEIGHTS_IGNORED].tolist() == [False]


def of_limits(first: Any, second: Any, half: Any = (1.5, 2.0), **changes: Any) -> Changed:
    """M12 of two values with half-widths of their 95 % intervals."""
    limits = {"lower1": first - half[0], "upper1": first + half[0], "lower2": second - half[1]}
    return change(first, second, **limits, upper2=second + half[1], **({"good": -1} | changes))


def test_a_change_is_the_z_test_of_statsmodels_on_the_same_errors() -> None:
    rng = np.random.default_rng(12)
    samples = [DescrStatsW(rng.normal(m, 9, 400)) for m in (38.0, 35.0)]
    limits = [sample.zconfint_mean() for sample in samples]
    found = change(
        samples[0].mean,
        samples[1].mean,
        lower1=limits[0][0],
        upper1=limits[0][1],
        lower2=limits[1][0],
        upper2=limits[1][1],
        good=-1,
    )
    expected = CompareMeans(samples[1], samples[0]).zconfint_diff(usevar="unequal")
    assert (float(found.lower), float(found.upper)) == pytest.approx(expected, rel=1e-6)
    assert (found.verdict.item(), found.method, found.reason.item()) == (Change.IMPROVED, "M12", None)


@pytest.mark.parametrize(
    ("arguments", "reason", "verdict"),
    [
        ({"value1": NONE, "value2": 30.0}, Reason.MISSING, Change.NOT_SHOWN),
        ({"value1": 38.0, "value2": 30.0}, Reason.NOT_DEFINED, Change.NOT_SHOWN),
        ({"value1": 38.0, "value2": 30.0, "is_comparable": False}, Reason.NOT_COMPARABLE, Change.NOT_COMPARABLE),
    ],
)
def test_a_change_that_cannot_be_shown_says_why(arguments: dict[str, Any], reason: Reason, verdict: Change) -> None:
    found = change(**arguments, good=-1)
    assert (found.reason.item(), found.verdict.item()) == (reason, verdict)
    assert np.isnan(found.lower)


def test_scatter_takes_the_certainty_from_a_change() -> None:
    assert of_limits(38.0, 34.0).verdict.item() is Change.IMPROVED
    assert of_limits(38.0, 34.0, scatter=6.0, degrees=8).verdict.item() is Change.NOT_SHOWN


@SOME
@given(first=VALUES, second=VALUES, half=st.floats(0.1, 9), scatter=st.floats(0.5, 4))
def test_changes_at_once_are_each_alone_and_lie_within_their_limits(
    first: Floats, second: Floats, half: float, scatter: float
) -> None:
    found = of_limits(first, second, (half, half), scatter=scatter, degrees=6)
    names = ("value", "lower", "upper", "verdict", "reason")
    same(found, lambda at: of_limits(first[at], second[at], (half, half), scatter=scatter, degrees=6), names)
    assert np.all((found.lower <= found.value) & (found.value <= found.upper))


@SOME
@given(first=VALUES, second=VALUES, times=st.floats(0.1, 50), shift=tenths(-9, 9))
def test_a_constant_leaves_a_change_and_a_unit_scales_it(
    first: Floats, second: Floats, times: float, shift: float
) -> None:
    one = of_limits(first, second)
    other = of_limits(first * times + shift, second * times + shift, (1.5 * times, 2.0 * times))
    np.testing.assert_allclose(other.value, one.value * times, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(other.upper, one.upper * times, rtol=1e-6, atol=1e-9)


@SOME
@given(x=COUNTS, n=BASES)
def test_differences_of_counts_at_once_are_each_alone(x: Any, n: Any) -> None:
    for test in (rate_difference, share_difference):
        found = test(x, n, x[::-1], n[::-1], multiplier=100)
        turned = x[::-1], n[::-1]

        def alone(at: Any, test: Any = test, turned: Any = turned) -> Any:
            return test(x[at], n[at], turned[0][at], turned[1][at], multiplier=100)

        same(found, alone, ("value", "lower", "upper"))


@SOME
@given(x1=st.integers(10, 400), x2=st.integers(10, 400), times=st.integers(2, 20))
def test_more_people_narrow_a_difference(x1: int, x2: int, times: int) -> None:
    for test in (rate_difference, share_difference):
        few = test(x1, 1_000, x2, 1_200, multiplier=100)
        many = test(x1 * times, 1_000 * times, x2 * times, 1_200 * times, multiplier=100)
        assert many.upper - many.lower < few.upper - few.lower


PATH = ("value", "required", "share_of_required", "share_of_total", "needed_per_year", "reason")


@SOME
@given(value=VALUES, baseline=VALUES, target=tenths(-50, 90))
def test_paths_at_once_are_each_alone(value: Floats, baseline: Floats, target: float) -> None:
    def path(v: Any, b: Any) -> OnPath:
        return on_path(v, 2017, **(WAY | {"baseline": b, "target": target}))

    same(path(value, baseline), lambda at: path(value[at], baseline[at]), PATH)


@SOME
@given(value=VALUES, times=st.floats(0.1, 50), shift=tenths(-50, 50))
def test_unit_and_constant_leave_the_share_of_the_way(value: Floats, times: float, shift: float) -> None:
    one = on_path(value, 2018, **WAY)
    moved = WAY | {k: WAY[k] * times + shift for k in ("baseline", "target")}
    other = on_path(value * times + shift, 2018, **moved)
    np.testing.assert_allclose(other.share_of_required, one.share_of_required, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(other.share_of_total, one.share_of_total, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(other.value, one.value * times, rtol=1e-6, atol=1e-9 * times)


def test_the_path_is_numpys_straight_line() -> None:
    expected = np.interp([2014, 2017, 2020], [2014, 2020], [38.0, 30.0])
    assert on_path(35.0, [2014, 2017, 2020], **WAY).required == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("value", "changes", "reason"),
    [
        (34.5, {}, None),
        (NONE, {}, Reason.MISSING),
        (34.5, {"baseline": NONE}, Reason.MISSING),
        (34.5, {"target": NONE}, Reason.NO_TARGET),
        (34.5, {"target_year": 2014, "year": 2014}, Reason.NOT_DEFINED),
    ],
)
def test_a_path_that_does_not_exist_says_why(value: float, changes: dict[str, float], reason: Reason | None) -> None:
    found = on_path(value, **({"year": 2018} | WAY | changes))
    assert (found.reason.item(), found.method) == (reason, "M15")


def test_growth_is_that_of_logarithms_and_has_eurostats_word() -> None:
    found = growth(34.5, 2018, **WAY)
    expected = math.expm1(math.log(34.5 / 38) / 4) / math.expm1(math.log(30 / 38) / 6)
    assert float(found.value) == pytest.approx(expected, rel=1e-9)
    assert (found.word.item(), found.method, found.reason.item()) == (GrowthWord.MODERATE, "M17", None)


@pytest.mark.parametrize(
    ("value", "changes", "reason"),
    [
        (NONE, {}, Reason.MISSING),
        (34.5, {"target": NONE}, Reason.NO_TARGET),
        (34.5, {"target": 0.0}, Reason.NOT_DEFINED),
        (0.0, {}, Reason.NOT_DEFINED),
        (34.5, {"target": 38.0}, Reason.NOT_DEFINED),
    ],
)
def test_growth_that_does_not_exist_says_why(value: float, changes: dict[str, float], reason: Reason) -> None:
    found = growth(value, 2018, **(WAY | changes))
    assert (found.reason.item(), found.word.item(), bool(np.isnan(found.value))) == (reason, None, True)


@SOME
@given(value=VALUES, baseline=VALUES, times=st.floats(0.1, 50))
def test_growth_at_once_is_each_alone_in_any_unit(value: Floats, baseline: Floats, times: float) -> None:
    def grown(v: Any, b: Any, unit: float = 1.0) -> Growth:
        return growth(v * unit, 2018, **(WAY | {"baseline": b * unit, "target": 30.0 * unit}))

    found = grown(value, baseline)
    same(found, lambda at: grown(value[at], baseline[at]), ("value", "word", "reason"))
    np.testing.assert_allclose(grown(value, baseline, times).value, found.value, rtol=1e-6, atol=1e-9)


@SOME
@given(value=VALUES, good=st.sampled_from([-1, 0, 1]), half=tenths(0, 5))
def test_levels_kept_at_once_are_each_alone(value: Floats, good: int, half: float) -> None:
    found = kept(value, value - half, value + half, baseline=40.0, good=good, tolerance=1.0)

    def alone(at: Any) -> Any:
        return kept(value[at], value[at] - half, value[at] + half, baseline=40.0, good=good, tolerance=1.0)

    same(found, alone, ("assessment", "reason"))


def test_a_level_without_value_or_baseline_is_missing() -> None:
    found = kept([NONE, 40.0, 40.0], NONE, NONE, baseline=[40.0, NONE, 40.0], good=1)
    assert found.reason.tolist() == [Reason.MISSING, Reason.MISSING, None]
    assert found.assessment.tolist() == [Assessment.NOT_ASSESSED, Assessment.NOT_ASSESSED, Assessment.REACHED]


@SOME
@given(value=VALUES, more=st.floats(0.01, 20))
def test_a_level_is_kept_at_least_as_often_with_a_wider_interval_or_tolerance(value: Floats, more: float) -> None:
    def met(half: float, room: float) -> Any:
        found = kept(value, value - half, value + half, baseline=40.0, good=1, tolerance=room)
        return found.assessment == Assessment.REACHED

    assert np.all(met(1.0, 0.0) <= met(1.0 + more, 0.0))
    assert np.all(met(1.0, 0.0) <= met(1.0, more))


@pytest.mark.parametrize("n", [300, 1_000, 5_000])
def test_more_answers_narrow_the_pace_and_the_landing(n: int) -> None:
    answers = np.array([0.38, 0.371, 0.364, 0.352, 0.345])

    def judged(base: int) -> Any:
        seen = share_interval(answers * base, base)
        limits = {"lower": seen.lower, "upper": seen.upper}
        return assess(
            series(range(2014, 2019), seen.value, **limits, baseline_year=2014, target=30, target_year=2020, good=-1)
        )

    few, many = judged(n), judged(2 * n)
    assert many.slope_upper[0] - many.slope_lower[0] < few.slope_upper[0] - few.slope_lower[0]
    assert many.landing_error[0] < few.landing_error[0]


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: rate_interval(np.inf, 10, multiplier=1), "x"),
        (lambda: rate_interval(1, np.inf, multiplier=1), "n"),
        (lambda: share_interval(np.nan, 10), "x"),
        (lambda: share_interval([1, 2], [10, 10, 10]), "unequal lengths: x"),
        (lambda: mean_interval(5, 1, np.inf), "n"),
        (lambda: mean_interval(np.inf, 1, 10), "mean"),
        (lambda: mean_interval([5, 5], [1, 1, 1], 10), "unequal lengths: mean"),
        (lambda: verdicts([1], [2], [2]), "good"),
        (lambda: verdicts([3], [2], [1]), "lower"),
        (lambda: reach(scatter=-1), "scatter"),
        (lambda: change(38, 30, good=NONE), "good"),
        (lambda: change(np.inf, 30, good=1), "value1"),
        (lambda: change(38, 30, good=1, lower2=31, upper2=29), "lower2"),
        (lambda: change([38, 37], [30, 31, 32], good=1), "unequal lengths: value1"),
        (lambda: growth_ratio([34.5, 33], 2018, **(WAY | {"target": [30, 31, 32]})), "unequal lengths: value"),
        (lambda: growth_word(NONE), "ratio"),
        (lambda: keep(38, 37, 39, baseline=38, tolerance=0, good=2, is_over=False), "good"),
        (lambda: keep(38, 37, 39, baseline=38, tolerance=-1, good=1, is_over=False), "tolerance"),
        (lambda: keep(38, 39, 37, baseline=38, tolerance=0, good=1, is_over=False), "lower"),
        (lambda: series([2014, 2015], [1.0, np.inf], baseline_year=2014, target=2, target_year=2020, good=1), "values"),
    ],
)
def test_wrong_input_is_refused_by_name(call: Callable[[], object], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        call()
