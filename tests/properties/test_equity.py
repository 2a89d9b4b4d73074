"""What must hold of the measures of inequality whatever the numbers are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from indicators import observations as obs
from indicators.measures import equity, overview
from indicators.measures.closing import is_closing
from indicators.measures.decomposition import contributions
from indicators.measures.distributions import Floats
from indicators.measures.groups import Measured
from indicators.measures.spread import expected_range
from indicators.model import GeographyLevel, Good, MeasureKind, ObservationStatus
from tests.builders import CITY_CODE, INDICATOR_ID, a_registry, an_indicator, observed, together
from tests.measures.five_groups import MEASURES, WITHOUT_LIMITS

SOME = settings(max_examples=40, deadline=None)
FEW = settings(max_examples=15, deadline=None)
SHIFTED = ("D", "from mean", "from best", "BGV", "unweighted BGV", "SII", "ACI", "PAR", "persons")
SCALED = ("R", "disparity", "RII", "RCI", "T", "MLD", "PAF")
UNORDERED = sorted(set(MEASURES) - {"SII", "RII", "ACI", "RCI", "Erreygers"})
CODES = [str(code) for code in range(131, 141)]


def numbers(low: int, high: int, shape: tuple[int, ...]) -> st.SearchStrategy[Floats]:
    return arrays(np.float64, shape, elements=st.integers(low, high))


@st.composite
def cities(draw: st.DrawFn, count: int = 1) -> tuple[Floats, Floats, Floats]:
    """Values, populations and errors of some cities of 4 to 10 groups."""
    shape = (count, draw(st.integers(4, 10)))
    return (
        draw(numbers(100, 900, shape)) / 10.0,
        draw(numbers(1_000, 90_000, shape)),
        draw(numbers(1, 40, shape)) / 10.0,
    )


def same(a: Measured, b: Measured, *, rows: Any = slice(None)) -> None:
    assert a.reason[rows].tolist() == b.reason.tolist()
    for one, other in ((a.value, b.value), (a.lower, b.lower), (a.upper, b.upper)):
        np.testing.assert_allclose(one[rows], other, rtol=1e-6, atol=1e-7)


@SOME
@given(city=cities(), name=st.sampled_from(sorted(set(MEASURES) - WITHOUT_LIMITS)))
def test_limits_hold_the_value(city: tuple[Floats, ...], name: str) -> None:
    found = MEASURES[name](*city)
    told = ~np.isnan(found.value)
    assert np.all((found.lower <= found.value + 1e-9)[told])
    assert np.all((found.value - 1e-9 <= found.upper)[told])


@SOME
@given(city=cities(), name=st.sampled_from(UNORDERED), seed=st.integers(0, 99))
def test_the_order_of_the_rows_does_not_matter(city: tuple[Floats, ...], name: str, seed: int) -> None:
    distinct = city[0] + np.arange(city[0].shape[-1]) / 1_000.0
    order = np.random.default_rng(seed).permutation(distinct.shape[-1])
    turned = [a[:, order] for a in (distinct, *city[1:])]
    same(MEASURES[name](distinct, *city[1:]), MEASURES[name](*turned))


@SOME
@given(city=cities(), name=st.sampled_from(SHIFTED), constant=st.integers(1, 500))
def test_adding_a_constant_leaves_absolute_measures(city: tuple[Floats, ...], name: str, constant: int) -> None:
    value, population, error = city
    same(MEASURES[name](value, population, error), MEASURES[name](value + constant, population, error))


@SOME
@given(city=cities(), name=st.sampled_from(SCALED), factor=st.integers(2, 50))
def test_scaling_leaves_relative_measures(city: tuple[Floats, ...], name: str, factor: int) -> None:
    value, population, error = city
    same(MEASURES[name](value, population, error), MEASURES[name](value * factor, population, error * factor))


@SOME
@given(city=cities(), name=st.sampled_from(sorted(MEASURES)))
def test_twice_the_people_everywhere_leaves_all_but_the_number_of_persons(city: tuple[Floats, ...], name: str) -> None:
    value, population, error = city
    one, two = MEASURES[name](value, population, error), MEASURES[name](value, population * 2, error)
    np.testing.assert_allclose(two.value, one.value * (2 if name == "persons" else 1), rtol=1e-6, atol=1e-9)


@SOME
@given(city=cities(), name=st.sampled_from(sorted(set(MEASURES) - WITHOUT_LIMITS - {"BGV", "unweighted BGV"})))
def test_more_answers_make_narrower_intervals(city: tuple[Floats, ...], name: str) -> None:
    value, population, error = city
    few, many = MEASURES[name](value, population, error), MEASURES[name](value, population, error / 2)
    told = ~np.isnan(few.value)
    assert np.all((many.upper - many.lower <= few.upper - few.lower + 1e-9)[told])


@SOME
@given(city=cities(count=4), name=st.sampled_from(sorted(MEASURES)))
def test_many_at_once_are_one_at_a_time(city: tuple[Floats, ...], name: str) -> None:
    together_found = MEASURES[name](*city)
    for row in range(4):
        same(together_found, MEASURES[name](*(a[row : row + 1] for a in city)), rows=slice(row, row + 1))


@SOME
@given(city=cities(), hidden=st.integers(0, 9), other=st.integers(0, 5_000), name=st.sampled_from(sorted(MEASURES)))
def test_what_a_hidden_group_holds_changes_nothing(
    city: tuple[Floats, ...], hidden: int, other: int, name: str
) -> None:
    value, population, error = city
    mark = np.arange(value.shape[-1]) == hidden % value.shape[-1]
    changed = np.where(mark, other / 10.0, value), population, np.where(mark, 9.9, error)
    same(MEASURES[name](*city, suppressed=mark), MEASURES[name](*changed, suppressed=mark))


@SOME
@given(first=cities(count=2), second=st.data())
def test_contributions_sum_to_the_change(first: tuple[Floats, ...], second: st.DataObject) -> None:
    value, population, _ = first
    later = second.draw(numbers(100, 900, value.shape)) / 10.0
    moved = second.draw(numbers(1_000, 90_000, value.shape))
    found = contributions(value, population, later, moved)
    np.testing.assert_allclose(found.value.sum(axis=-1), found.change, atol=1e-9)
    np.testing.assert_allclose(found.rates + found.mix, found.change, atol=1e-9)


@SOME
@given(gaps=numbers(-300, 300, (3, 6)), errors=numbers(1, 50, (3, 6)), lacks=arrays(bool, (3, 6)))
def test_many_gaps_over_time_are_one_at_a_time(gaps: Floats, errors: Floats, lacks: Any) -> None:
    years, seen = np.arange(2014, 2020), np.where(lacks, np.nan, gaps)
    many = is_closing(years, seen, errors)
    for row in range(3):
        one = is_closing(years, seen[row], errors[row])
        assert (one.verdict.item(), one.reason.item()) == (many.verdict[row], many.reason[row])
        np.testing.assert_allclose([one.value, one.lower, one.p], [many.value[row], many.lower[row], many.p[row]])
        assert np.isnan(one.lower) or one.lower <= one.value <= one.upper


@SOME
@given(errors=numbers(1, 60, (7,)), more=st.integers(1, 30))
def test_a_further_group_widens_what_chance_would_show(errors: Floats, more: int) -> None:
    assert expected_range(np.append(errors, float(more))) > expected_range(errors)


@st.composite
def districts(draw: st.DrawFn) -> dict[str, dict[int, tuple[float, float]]]:
    """Events and people of ten districts in three years."""
    events, people = draw(numbers(60, 900, (10, 3))), draw(numbers(20_000, 90_000, (10, 3)))
    pairs = [[(float(x), float(n)) for x, n in zip(*both, strict=True)] for both in zip(events, people, strict=True)]
    return {code: dict(zip(range(2014, 2017), row, strict=True)) for code, row in zip(CODES, pairs, strict=True)}


def told(seen: dict[str, dict[int, Any]], hidden: str | None = None, *, city: float = 5_000.0) -> equity.GapResult:
    crime = an_indicator(kind=MeasureKind.RATE, good=Good.LOW, multiplier=1e5, unit="per 100 000", target=None)
    register = a_registry(crime)
    tables = [
        observed(code, dict.fromkeys(years, ObservationStatus.SUPPRESSED), denominator=50_000.0)
        if code == hidden
        else observed(code, years, multiplier=1e5)
        for code, years in seen.items()
    ]
    whole = observed(CITY_CODE, {y: (city + y, 600_000.0) for y in range(2014, 2017)}, multiplier=1e5)
    table = overview.estimates(together(*tables, whole), register)
    asked = {"level": GeographyLevel.DISTRICT, "year": 2016, "baseline_year": 2014}
    return equity.gap(table, register, INDICATOR_ID, **asked)


def without_the_city(result: equity.GapResult) -> dict[str, Any]:
    names = set(result.__dataclass_fields__) - {"city", "level_change", "verdict"}
    return {name: repr(getattr(result, name)) for name in sorted(names)}


@FEW
@given(seen=districts(), hidden=st.sampled_from(CODES), city=st.integers(1_000, 9_000))
def test_no_part_of_a_gap_holds_a_citys_total_that_would_give_a_hidden_district(
    seen: dict[str, dict[int, Any]], hidden: str, city: int
) -> None:
    """The hidden district is the total minus the others: whatever it is, the gap says the same."""
    one, other = told(seen, hidden), told(seen, hidden, city=float(city))
    assert without_the_city(one) == without_the_city(other)
    shown = [part.geography for part in one.change_made.contributions] if one.change_made else []
    assert hidden not in [*shown, one.worst and one.worst.geography, one.best and one.best.geography]
    assert one.suppressed == (hidden,)


@FEW
@given(seen=districts())
def test_contributions_of_districts_sum_and_gaps_lie_between_their_ends(seen: dict[str, dict[int, Any]]) -> None:
    result = told(seen)
    assert result.change_made is not None
    total = sum(part.change.value or 0.0 for part in result.change_made.contributions)
    assert total == pytest.approx(result.change_made.change, abs=1e-9)
    for gap in result.years:
        assert gap.difference.value == pytest.approx((gap.worst.value or 0.0) - (gap.best.value or 0.0))
        assert gap.by_chance is not None


@FEW
@given(seen=districts(), seed=st.integers(0, 99))
def test_the_order_of_the_table_does_not_matter(seen: dict[str, dict[int, Any]], seed: int) -> None:
    crime = an_indicator(kind=MeasureKind.RATE, good=Good.LOW, multiplier=1e5, unit="per 100 000", target=None)
    register = a_registry(crime)
    table = overview.estimates(together(*(observed(c, years, multiplier=1e5) for c, years in seen.items())), register)
    turned = table.sample(frac=1.0, random_state=seed)
    assert turned[obs.GEOGRAPHY].tolist() != table[obs.GEOGRAPHY].tolist()
    asked = {"level": GeographyLevel.DISTRICT, "year": 2016, "baseline_year": 2014}
    one, other = (equity.gap(t, register, INDICATOR_ID, **asked) for t in (table, turned))
    assert repr(one) == repr(other)
