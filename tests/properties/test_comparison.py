"""What must hold of districts compared, of charts and of trends, whatever the numbers are."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from indicators.measures.comparison import Standing, rate_against_city, share_against_city
from indicators.measures.control_charts import control_chart
from indicators.measures.count_trend import count_trend
from indicators.measures.funnel import rate_funnel, share_funnel
from indicators.measures.multiplicity import adjusted, overall_test
from indicators.measures.rank_trend import rank_trend
from indicators.measures.ranks import First, rank_groups
from indicators.measures.standardisation import observed_against_expected, standardised_rate
from indicators.measures.trend import recent_trend, recent_trend_of_shares
from indicators.measures.two_samples import mean_difference, mean_test, rate_test
from indicators.model import Change

SOME = settings(max_examples=60, deadline=None)
FEW = settings(max_examples=25, deadline=None)
ROWS, PLACES = 4, 8
MIRRORED = {Change.IMPROVED: Change.WORSENED, Change.WORSENED: Change.IMPROVED}


def table(low: int, high: int, *, holes: bool = True, places: int = PLACES) -> st.SearchStrategy[np.ndarray]:
    """Some series of whole numbers, one in eight missing."""
    known = [st.integers(low, high)] * 7
    numbers = st.one_of(*known, st.just(-1)) if holes else st.integers(low, high)
    drawn = arrays(np.int64, (ROWS, places), elements=numbers).map(lambda a: a.astype(float))
    return drawn.map(lambda a: np.where(a < 0, np.nan, a))


X, N = table(0, 300), table(300, 5_000)
Y = table(0, 900).map(lambda a: a / 10.0)
SE = table(5, 60, holes=False).map(lambda a: a / 10.0)
YEARS = np.arange(2010, 2010 + PLACES)


def stretched(y: np.ndarray, se: np.ndarray) -> Any:
    return recent_trend(y, y - 2 * se, y + 2 * se, years=YEARS, good="low")


METHODS: dict[str, Callable[[Any, Any], Any]] = {
    "M04": lambda x, n: standardised_rate(x, n, np.arange(1, PLACES + 1)),
    "M05": lambda x, n: observed_against_expected(np.nansum(x, axis=-1), n, np.arange(1, PLACES + 1), 900),
    "M06": lambda x, n: rate_against_city(x, n, 5_000, 60_000, multiplier=1_000, good="low"),
    "M07": lambda x, n: overall_test(x, n),
    "M08 shares": share_funnel,
    "M08 rates": lambda x, n: rate_funnel(x, n, multiplier=1_000),
    "M09": lambda x, n: rank_groups(x, n / 100, groups=3, first=First.LOWEST, draws=500),
    "M10": lambda x, n: control_chart(
        np.concatenate([x, n / 20], axis=-1), times=range(2 * PLACES), points_per_year=4, good="low", target=90
    ),
    "M11": lambda x, n: stretched(x, n / 100),
    "M11 shares": lambda x, n: recent_trend_of_shares(x, n, years=YEARS, good="high"),
    "M13": lambda x, n: count_trend(x, n, years=YEARS, good="low"),
    "M14": lambda x, n: rank_trend(x, years=YEARS, good="low"),
}


def is_same(one: Any, other: Any) -> None:
    """Two results alike in every field, words exactly and numbers to rounding."""
    for field in dataclasses.fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if isinstance(a, np.ndarray | np.generic) and np.asarray(a).dtype != object:
            np.testing.assert_allclose(
                np.asarray(b, float), np.asarray(a, float), rtol=1e-7, atol=1e-9, err_msg=field.name
            )
        elif isinstance(a, np.ndarray):
            assert a.tolist() == b.tolist(), field.name
        elif isinstance(a, dict):
            for key in a:
                assert np.array_equal(a[key], b[key]), (field.name, key)


def row_of(result: Any, row: int) -> Any:
    """The answers about one of the series."""
    chosen = {}
    for field in dataclasses.fields(result):
        value = getattr(result, field.name)
        if isinstance(value, dict):
            value = {key: each[row] for key, each in value.items()}
        chosen[field.name] = np.asarray(value[row], dtype=value.dtype) if isinstance(value, np.ndarray) else value
    return dataclasses.replace(result, **chosen)


@SOME
@given(name=st.sampled_from(sorted(METHODS)), x=X, n=N)
def test_all_series_at_once_are_each_series_alone(name: str, x: np.ndarray, n: np.ndarray) -> None:
    together = METHODS[name](x, n)
    for row in range(ROWS):
        is_same(row_of(together, row), METHODS[name](x[row], n[row]))


@SOME
@given(name=st.sampled_from(sorted(METHODS)), x=X, n=N)
def test_a_value_has_a_number_or_a_reason_and_its_limits_enclose_it(name: str, x: np.ndarray, n: np.ndarray) -> None:
    found = METHODS[name](x, n)
    free = np.equal(found.reason, None)
    assert np.isfinite(np.asarray(found.value)[free]).all()
    assert np.isfinite(np.asarray(found.lower)[free]).all()
    if name in ("M07", "M10"):
        assert np.all((found.lower <= getattr(found, "mean" if name == "M07" else "centre"))[free])
    elif name.startswith("M08"):
        centre = found.centre[:, None] + 0.0 * found.lower
        assert np.all((found.lower <= centre + 1e-9)[free] & (centre <= found.upper + 1e-9)[free])
    else:
        assert np.all((found.lower <= found.value + 1e-9)[free])
        assert np.all((found.value <= found.upper + 1e-9)[free])


DISTRICTS = ["M06", "M08 rates", "M08 shares", "M09"]


@SOME
@given(name=st.sampled_from(DISTRICTS), x=X, n=N, order=st.permutations(range(PLACES)))
def test_the_order_of_districts_changes_no_answer(name: str, x: np.ndarray, n: np.ndarray, order: list[int]) -> None:
    if name == "M09":
        x = x + np.arange(PLACES) / 100  # equal districts share a rank but not their draws
    straight, turned = METHODS[name](x, n), METHODS[name](x[:, order], n[:, order])
    for field in ("value", "lower", "upper"):
        np.testing.assert_allclose(getattr(turned, field), getattr(straight, field)[:, order], rtol=1e-7, atol=1e-9)
    assert turned.reason.tolist() == straight.reason[:, order].tolist()


@SOME
@given(x=X, n=N, order=st.permutations(range(PLACES)))
def test_the_order_of_ages_and_of_tested_districts_changes_no_answer(
    x: np.ndarray, n: np.ndarray, order: list[int]
) -> None:
    ages = np.arange(1, PLACES + 1)
    is_same(standardised_rate(x, n, ages), standardised_rate(x[:, order], n[:, order], ages[order]))
    is_same(overall_test(x, n), overall_test(x[:, order], n[:, order]))


@SOME
@given(y=Y, se=SE, shift=st.sampled_from([-40.0, 7.5, 3_000.0]), scale=st.sampled_from([0.001, 2.0, 1_000.0]))
def test_the_unit_and_a_constant_change_no_verdict(y: np.ndarray, se: np.ndarray, shift: float, scale: float) -> None:
    moved, wider = (y + shift) * scale, se * scale
    q = [overall_test(*pair).value for pair in ((y, se), (moved, wider))]
    np.testing.assert_allclose(q[1], q[0], rtol=1e-6, atol=1e-9)
    tests = [stretched(*pair) for pair in ((y, se), (moved, wider))]
    np.testing.assert_allclose(tests[1].statistic, tests[0].statistic, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(tests[1].value, tests[0].value * scale, rtol=1e-6, atol=1e-9 * scale)
    ranks = [rank_groups(*pair, groups=3, first=First.LOWEST, draws=200) for pair in ((y, se), (moved, wider))]
    np.testing.assert_array_equal(ranks[0].group, ranks[1].group)


@SOME
@given(x=X, n=N, scale=st.sampled_from([0.5, 3.0, 40.0]))
def test_more_people_at_the_same_yearly_growth_leave_the_ratio(x: np.ndarray, n: np.ndarray, scale: float) -> None:
    found, other = (count_trend(x, n * factor, years=YEARS, good=0) for factor in (1.0, scale))
    np.testing.assert_allclose(other.value, found.value, rtol=1e-8)
    np.testing.assert_allclose(other.lower, found.lower, rtol=1e-8)


@SOME
@given(name=st.sampled_from(["M11", "M13", "M14"]), x=X, n=N)
def test_better_for_one_polarity_is_worse_for_the_other(name: str, x: np.ndarray, n: np.ndarray) -> None:
    def said(good: str) -> list[Change | None]:
        if name == "M11":
            return recent_trend(x, x - n / 99, x + n / 99, years=YEARS, good=good).verdict.tolist()  # type: ignore[no-any-return]
        if name == "M13":
            return count_trend(x, n, years=YEARS, good=good).verdict.tolist()  # type: ignore[no-any-return]
        return rank_trend(x, years=YEARS, good=good).verdict.tolist()  # type: ignore[no-any-return]

    assert [MIRRORED.get(word, word) for word in said("high")] == said("low")  # type: ignore[call-overload]


@SOME
@given(x=st.integers(0, 400), n=st.integers(400, 9_000), times=st.integers(2, 50))
def test_more_people_narrow_the_limits_and_never_soften_the_light(x: int, n: int, times: int) -> None:
    for against in (share_against_city, rate_against_city):
        few, many = (
            against([x * f], [n * f], 20_000 * times, 200_000 * times, multiplier=100, good="low") for f in (1, times)
        )
        if x >= 10:
            assert many.upper - many.lower <= few.upper - few.lower
    ages = np.array([1.0, 2.0])
    some, more = (standardised_rate([x * f, 9 * f + 1], [n * f, n * f], ages) for f in (1, times))
    if some.reason.item() is None and x:
        assert (more.upper - more.lower) <= (some.upper - some.lower) * (1 + 1e-9)


@SOME
@given(x=X, n=N)
def test_much_different_is_also_different_at_the_usual_limits(x: np.ndarray, n: np.ndarray) -> None:
    found = rate_against_city(x, n, 5_000, 60_000, multiplier=1_000, good="none")
    much = np.isin(found.standing, [Standing.MUCH_HIGHER, Standing.MUCH_LOWER])
    outside = (found.lower > found.benchmark) | (found.upper < found.benchmark)
    assert not np.any(much & ~outside)
    inner = np.isfinite(found.lower)
    assert np.all(found.lower_998[inner] <= found.lower[inner])
    assert np.all(found.upper_998[inner] >= found.upper[inner])


@SOME
@given(p=arrays(float, PLACES, elements=st.floats(0, 1)))
def test_adjusting_keeps_the_order_and_never_lowers_a_p(p: np.ndarray) -> None:
    found = adjusted(p).value
    assert np.all(found >= p)
    assert np.all(found <= 1)
    assert np.all(np.diff(found[np.argsort(p)]) >= 0)


@SOME
@given(
    first=st.tuples(st.integers(0, 40), st.integers(1, 40), st.integers(2, 500)),
    second=st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(2, 500)),
)
def test_two_means_turn_with_the_order_and_the_interval_tells_what_the_test_tells(
    first: tuple[int, int, int], second: tuple[int, int, int]
) -> None:
    there, back = mean_difference(*first, *second), mean_difference(*second, *first)
    np.testing.assert_allclose([there.value, there.lower], [-back.value, -back.upper], rtol=1e-9, atol=1e-12)
    p = float(mean_test(*first, *second))
    assert 0 <= p <= 1
    if abs(p - 0.05) > 1e-9:
        assert (p < 0.05) == bool(there.lower > 0 or there.upper < 0)


@SOME
@given(x1=st.integers(0, 60), x2=st.integers(0, 60), n1=st.integers(100, 9_000), n2=st.integers(100, 9_000))
def test_the_p_of_two_rates_does_not_depend_on_their_order(x1: int, x2: int, n1: int, n2: int) -> None:
    there, back = float(rate_test(x1, n1, x2, n2)), float(rate_test(x2, n2, x1, n1))
    assert 0 <= there <= 1
    np.testing.assert_allclose(there, back, rtol=1e-8, atol=1e-12)


@FEW
@given(y=table(0, 60, places=24), shift=st.sampled_from([-30.0, 12.0]))
def test_a_chart_turned_upside_down_has_the_same_signals(y: np.ndarray, shift: float) -> None:
    y = np.nan_to_num(y)
    given_: dict[str, Any] = {"times": range(24), "points_per_year": 12}
    found = control_chart(y, good="low", **given_)
    mirrored = control_chart(shift - y, good="high", **given_)
    assert mirrored.signal.tolist() == found.signal.tolist()
    assert mirrored.meaning.tolist() == found.meaning.tolist()
    np.testing.assert_allclose(mirrored.lower, shift - found.upper, rtol=1e-9, atol=1e-9)
