"""The rules that come before every measure of inequality: who counts, and why there is no answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from indicators.errors import MeasureError
from indicators.measures.groups import groups
from indicators.model import Reason
from tests.measures.five_groups import ERROR, MEASURES, POPULATION, UNWEIGHTED, VALUE

GONE = np.nan
TEN = np.arange(30.0, 40.0)
PEOPLE = np.full(10, 1_000.0)
WEIGHTED = sorted(set(MEASURES) - UNWEIGHTED)


def reason(name: str, value: Any, population: Any, **marks: Any) -> object:
    found = MEASURES[name](value, population, np.ones(len(value)), **marks)
    assert np.isnan(found.value) == (found.reason.item() is not None)
    return found.reason.item()


@pytest.mark.parametrize("name", MEASURES)
def test_a_single_group_has_no_inequality(name: str) -> None:
    assert reason(name, [40.0], [1_000.0]) is Reason.ONE_GROUP


@pytest.mark.parametrize("name", MEASURES)
def test_two_groups_are_too_few(name: str) -> None:
    assert reason(name, [40.0, 42.0], [1_000.0, 900.0]) is Reason.TOO_FEW


@pytest.mark.parametrize("name", ["SII", "RII"])
def test_a_slope_takes_four_groups(name: str) -> None:
    assert reason(name, [40.0, 42.0, 44.0], [1_000.0] * 3) is Reason.TOO_FEW


@pytest.mark.parametrize("name", MEASURES)
def test_groups_without_values_are_missing(name: str) -> None:
    assert reason(name, [GONE] * 5, POPULATION) is Reason.MISSING


@pytest.mark.parametrize("name", MEASURES)
def test_groups_all_hidden_are_suppressed(name: str) -> None:
    assert reason(name, VALUE, POPULATION, suppressed=[True] * 5) is Reason.SUPPRESSED


@pytest.mark.parametrize("name", MEASURES)
def test_one_missing_of_ten_is_borne_and_two_are_not(name: str) -> None:
    one, two = TEN.copy(), TEN.copy()
    one[3], two[[3, 5]] = GONE, GONE
    assert reason(name, one, PEOPLE) is None
    assert reason(name, two, PEOPLE) is Reason.MISSING


@pytest.mark.parametrize("name", MEASURES)
def test_too_many_hidden_groups_stop_the_measure(name: str) -> None:
    hidden = np.arange(10) < 2
    assert reason(name, TEN, PEOPLE, suppressed=hidden) is Reason.SUPPRESSED


@pytest.mark.parametrize("name", WEIGHTED)
def test_weighted_measures_need_every_population(name: str) -> None:
    assert reason(name, VALUE, [*POPULATION[:4], GONE]) is Reason.MISSING
    assert reason(name, VALUE, None) is Reason.MISSING


@pytest.mark.parametrize("name", sorted(UNWEIGHTED))
def test_unweighted_measures_do_without_populations(name: str) -> None:
    assert reason(name, VALUE, None) is None


@pytest.mark.parametrize("name", WEIGHTED)
def test_nobody_at_all_is_a_zero_denominator(name: str) -> None:
    assert reason(name, VALUE, np.zeros(5)) is Reason.ZERO_DENOMINATOR


@pytest.mark.parametrize("name", ["R", "disparity", "RII", "RCI", "T", "MLD", "PAF"])
def test_relative_measures_are_not_defined_where_all_values_are_zero(name: str) -> None:
    assert reason(name, np.zeros(5), POPULATION) is Reason.NOT_DEFINED


@pytest.mark.parametrize("name", MEASURES)
def test_a_hidden_groups_figures_are_never_read(name: str) -> None:
    hidden = np.arange(10) == 4
    other, errors = TEN.copy(), np.ones(10)
    other[4], errors[4] = 99.0, 50.0
    first = MEASURES[name](TEN, PEOPLE, np.ones(10), suppressed=hidden)
    second = MEASURES[name](other, PEOPLE, errors, suppressed=hidden)
    np.testing.assert_array_equal([first.value, first.lower, first.upper], [second.value, second.lower, second.upper])


def test_groups_left_out_are_told_by_their_part_of_the_population() -> None:
    people = np.array([500.0, *np.full(9, 1_000.0)])
    assert float(groups(TEN, population=people, suppressed=np.arange(10) == 0).left_out) == pytest.approx(500 / 9_500)
    assert float(groups([GONE, *TEN[1:]], population=people).left_out) == pytest.approx(500 / 9_500)
    assert float(groups(TEN, population=people).left_out) == 0
    assert np.isnan(groups([GONE, *TEN[1:]], population=[GONE, *people[1:]]).left_out)


def test_places_that_hold_no_group_do_not_count_as_missing() -> None:
    padded = MEASURES["SII"]([*VALUE, GONE], [*POPULATION, GONE], [*ERROR, GONE], belongs=[True] * 5 + [False])
    assert float(padded.value) == pytest.approx(float(MEASURES["SII"](VALUE, POPULATION, ERROR).value))


def test_without_errors_there_is_a_value_and_no_interval() -> None:
    for name in set(MEASURES) - {"ACI", "RCI", "Erreygers"}:
        found = MEASURES[name](VALUE, POPULATION, None)
        assert np.isfinite(found.value)
        assert np.isnan([found.lower, found.upper]).all()
        assert found.reason.item() is None


def test_one_entry_of_many_is_told_as_an_estimate() -> None:
    found = MEASURES["D"]([VALUE, VALUE * GONE], POPULATION, ERROR)
    told, untold = found.estimate(0), found.estimate(1)
    assert (told.value, told.reason, told.method, told.n) == (24.0, None, "M20", 240_000.0)
    assert (untold.value, untold.lower, untold.reason) == (None, None, Reason.MISSING)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"value": 3.0}, "value"),
        ({"value": [1.0, np.inf, 2.0]}, "value"),
        ({"value": ["a", "b", "c"]}, "value"),
        ({"value": VALUE, "error": -ERROR}, "error"),
        ({"value": VALUE, "population": -POPULATION}, "population"),
        ({"value": VALUE, "population": POPULATION[:3]}, "unequal lengths"),
        ({"value": VALUE, "suppressed": [0, 0, 1, 0, 0]}, "suppressed"),
        ({"value": VALUE, "belongs": [1, 1, 1, 1, 1]}, "belongs"),
    ],
)
def test_wrong_groups_are_refused_by_name(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        groups(**wrong)
