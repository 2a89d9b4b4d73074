"""What must hold of the measures whatever the numbers are."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from indicators import observations as obs
from indicators.disclosure import hide_small
from indicators.measures import overview
from indicators.measures.change import verdicts
from indicators.measures.estimates import count_limits, mean_interval, rate_interval, share_interval
from indicators.measures.progress import Assessed, Series, assess, series
from indicators.measures.two_samples import rate_difference, share_difference
from indicators.model import Assessment, Change, Good, Indicator, MeasureKind, Suppression
from tests.builders import a_registry, a_target, an_indicator, observed, together

YEARS = np.arange(2013, 2020)
COUNTS = st.integers(0, 3_000)
BASES = st.integers(1, 100_000)
SOME = settings(max_examples=100, deadline=None)
FEW = settings(max_examples=30, deadline=None)


@st.composite
def series_of(draw: st.DrawFn) -> dict[str, Any]:
    """Up to eight series as keyword arguments, some values and intervals missing, some years a break, some pooled."""
    count = draw(st.integers(1, 8))
    shape = (count, len(YEARS))
    values = draw(arrays(float, shape, elements=st.integers(100, 600))) / 10.0
    values[draw(arrays(bool, shape, elements=st.sampled_from([False] * 5 + [True])))] = np.nan
    half = draw(arrays(float, (count, 1), elements=st.sampled_from([0.0, 0.4, 1.5, 4.0, np.nan])))
    return {
        "values": values,
        "lower": values - half,
        "upper": values + half,
        "baseline_year": 2014,
        "target": draw(arrays(float, count, elements=st.sampled_from([15.05, 28.05, 40.05, np.nan]))),
        "target_year": draw(st.sampled_from([2019, 2020])),
        "good": draw(arrays(float, count, elements=st.sampled_from([-1.0, 1.0]))),
        "epoch": draw(st.sampled_from([0, (YEARS >= 2016).astype(int)])),
        "pool": draw(st.sampled_from([-1, 0])),
    }


def same(a: Assessed, b: Assessed, *, scale: float = 1.0) -> None:
    assert a.assessment.tolist() == b.assessment.tolist()
    assert a.reason.tolist() == b.reason.tolist()
    for name, factor in (("slope", scale), ("landing", scale), ("landing_error", scale), ("chance", 1.0)):
        np.testing.assert_allclose(getattr(b, name), getattr(a, name) * factor, rtol=1e-6, atol=1e-7, err_msg=name)


def is_safe(found: Assessed) -> None:
    """Leave out cases on the very edge of a decision, where rounding decides."""
    with np.errstate(invalid="ignore"):
        edges = np.concatenate([found.chance - 0.10, found.chance - 0.33, found.slope_lower, found.slope_upper])
    assume(not np.any(np.abs(edges[np.isfinite(edges)]) < 1e-7))


@SOME
@given(x=COUNTS, n=BASES)
def test_limits_enclose_the_rate_and_start_at_zero_for_none(x: int, n: int) -> None:
    found = rate_interval(x, n, multiplier=100_000)
    assert found.lower <= found.value < found.upper
    assert (found.lower == 0) == (x == 0)


@SOME
@given(x=COUNTS, more=COUNTS)
def test_limits_of_counts_rise_with_the_count(x: int, more: int) -> None:
    low, high = count_limits([x, x + more])
    tolerance = 0.02  # Byar takes over from the exact limits at ten
    assert low[0] <= low[1] + tolerance
    assert high[0] <= high[1] + tolerance


@SOME
@given(share=st.floats(0, 1).map(lambda share: round(share, 9)), n=BASES, times=st.floats(1.01, 100))
def test_more_people_narrow_every_interval(share: float, n: int, times: float) -> None:
    few, many = share_interval(share * n, n), share_interval(share * n * times, n * times)
    assert many.upper - many.lower <= few.upper - few.lower
    some = max(share * n, 10.0)
    rates = [rate_interval(some * f, n * f, multiplier=1) for f in (1.0, times)]
    assert rates[1].upper - rates[1].lower <= rates[0].upper - rates[0].lower
    means = mean_interval(5.0, 1.5, [n + 2.0, (n + 2.0) * times])
    assert np.diff(means.upper - means.lower) <= 0


@SOME
@given(n=BASES, data=st.data())
def test_share_limits_stay_between_nobody_and_everybody(n: int, data: st.DataObject) -> None:
    found = share_interval(data.draw(st.integers(0, n)), n)
    assert 0 <= found.lower <= found.value * (1 + 1e-12)
    assert found.value <= found.upper * (1 + 1e-12) <= 100 * (1 + 1e-9)


@SOME
@given(x1=COUNTS, x2=COUNTS, n1=st.integers(3_000, 90_000), n2=st.integers(3_000, 90_000), width=st.floats(1.0, 60.0))
@example(x1=3, x2=2, n1=3_000, n2=3_000, width=23.0)
def test_differences_turn_with_the_order_and_lie_in_their_interval(
    x1: int, x2: int, n1: int, n2: int, width: float
) -> None:
    for test in (rate_difference, share_difference):
        there = test(x1, n1, x2, n2, multiplier=100.0, width=width)
        back = test(x2, n2, x1, n1, multiplier=100.0, width=width)
        np.testing.assert_allclose([there.value, there.lower], [-back.value, -back.upper], rtol=1e-6, atol=1e-9)
        assert there.lower <= there.value + 1e-9
        assert there.value <= there.upper + 1e-9


@SOME
@given(limits=st.tuples(st.floats(-5, 5), st.floats(-5, 5)))
def test_better_for_one_polarity_is_worse_for_the_other(limits: tuple[float, float]) -> None:
    low, high = sorted(limits)
    mirror = {Change.IMPROVED: Change.WORSENED, Change.WORSENED: Change.IMPROVED}
    said, opposite = verdicts([low], [high], [1])[0], verdicts([low], [high], [-1])[0]
    assert mirror.get(said, said) == opposite


@SOME
@given(arguments=series_of())
def test_all_series_at_once_are_each_series_alone(arguments: dict[str, Any]) -> None:
    arguments["pool"] = -1
    together_ = assess(series(YEARS, **arguments))
    for row in range(len(arguments["values"])):
        alone = {k: a[row] if isinstance(a, np.ndarray) and k != "epoch" else a for k, a in arguments.items()}
        same(assess(series(YEARS, **alone)), together_.taken(np.array([row])))


@SOME
@given(arguments=series_of(), data=st.data())
def test_the_order_of_series_changes_no_answer(arguments: dict[str, Any], data: st.DataObject) -> None:
    found = assess(series(YEARS, **arguments))
    is_safe(found)
    order = np.array(data.draw(st.permutations(range(len(arguments["values"])))))
    turned = {k: a[order] if isinstance(a, np.ndarray) and k != "epoch" else a for k, a in arguments.items()}
    same(found.taken(order), assess(series(YEARS, **turned)))


@SOME
@given(arguments=series_of(), scale=st.floats(0.01, 1_000), shift=st.sampled_from([0.0, 50.0]))
def test_the_unit_and_a_constant_change_no_answer(arguments: dict[str, Any], scale: float, shift: float) -> None:
    found = assess(series(YEARS, **arguments))
    is_safe(found)
    changed = arguments | {k: (arguments[k] + shift) * scale for k in ("values", "lower", "upper", "target")}
    other = assess(series(YEARS, **changed))
    assert found.assessment.tolist() == other.assessment.tolist()
    np.testing.assert_allclose(other.slope, found.slope * scale, rtol=1e-6, atol=1e-7 * scale)
    np.testing.assert_allclose(other.chance, found.chance, rtol=1e-6, atol=1e-9)


@SOME
@given(arguments=series_of())
def test_the_mirror_image_with_the_other_side_good_has_the_same_answers(arguments: dict[str, Any]) -> None:
    turned = arguments | {k: -arguments[k] for k in ("values", "target", "good")}
    turned |= {"lower": -arguments["upper"], "upper": -arguments["lower"]}
    found, mirrored = assess(series(YEARS, **arguments)), assess(series(YEARS, **turned))
    same(found, dataclasses.replace(mirrored, landing_error=-mirrored.landing_error), scale=-1.0)
    np.testing.assert_allclose(mirrored.slope_lower, -found.slope_upper)


@SOME
@given(arguments=series_of())
def test_every_answer_has_a_reason_exactly_when_there_is_none(arguments: dict[str, Any]) -> None:
    given_: Series = series(YEARS, **arguments)
    found = assess(given_)
    for word, reason in zip(found.assessment, found.reason, strict=True):
        assert isinstance(word, Assessment)
        assert (reason is not None) == (word is Assessment.NOT_ASSESSED) or word is Assessment.UNCERTAIN


SAMPLED = an_indicator(good=Good.LOW, target=a_target(50.0, good=Good.LOW))
COUNTED = an_indicator(
    kind=MeasureKind.RATE,
    good=Good.LOW,
    target=a_target(50.0, good=Good.LOW),
    suppression=Suppression(counts_below=5, base_below=10),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Indicator, pd.DataFrame]:
    """Counts and bases of some districts and years."""
    districts = draw(st.lists(st.sampled_from([str(code) for code in range(131, 141)]), min_size=1, unique=True))
    pairs = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
    seen = st.dictionaries(st.integers(2012, 2020), st.one_of(st.none(), pairs), min_size=1)
    rows = [observed(code, draw(seen)) for code in districts]
    return draw(st.sampled_from([SAMPLED, COUNTED])), together(*rows)


@FEW
@given(drawn=tables(), data=st.data())
def test_the_order_of_rows_changes_no_result(drawn: tuple[Indicator, pd.DataFrame], data: st.DataObject) -> None:
    indicator, table = drawn
    order = data.draw(st.permutations(range(len(table))))
    registry = a_registry(indicator)
    straight = overview.progress(table, registry, year=2018)
    shuffled = overview.progress(table.iloc[order], registry, year=2018)
    assert list(straight) == list(shuffled)
    for key, result in straight.items():
        other = shuffled[key]
        assert (result.assessment, result.reason) == (other.assessment, other.reason)
        np.testing.assert_allclose(
            [result.slope or 0, result.chance or 0], [other.slope or 0, other.chance or 0], rtol=1e-9, atol=1e-12
        )


@FEW
@given(drawn=tables())
def test_every_row_has_a_value_or_a_reason(drawn: tuple[Indicator, pd.DataFrame]) -> None:
    indicator, table = drawn
    found = overview.estimates(table, a_registry(indicator))
    has_value = found[obs.VALUE].notna()
    assert (has_value == found["reason"].isna()).all()
    inside = found[has_value & found[obs.LOWER].notna()]
    assert (inside[obs.LOWER] <= inside[obs.VALUE] + 1e-9).all()
    assert (inside[obs.VALUE] <= inside[obs.UPPER] + 1e-9).all()


@FEW
@given(drawn=tables())
def test_nothing_small_is_left_and_hiding_twice_is_hiding_once(drawn: tuple[Indicator, pd.DataFrame]) -> None:
    _, table = drawn
    registry = a_registry(COUNTED)
    shown = hide_small(table, registry)
    left = shown[shown[obs.VALUE].notna()]
    assert not left[obs.NUMERATOR].between(1, 4).any()
    assert (left[obs.DENOMINATOR] >= 10).all()
    pd.testing.assert_frame_equal(hide_small(shown, registry), shown)
