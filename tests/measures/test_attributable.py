"""What full equality would mean: the printed example, the reference, and the wrong sign."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.errors import MeasureError
from indicators.measures.attributable import full_equality
from indicators.measures.distributions import Floats
from indicators.model import Reason
from tests.measures.five_groups import ERROR, POPULATION, SHARE, VALUE, error_by_hand, figures


def best_fifth(value: Floats) -> float:
    """By hand: groups 4 and 5 hold the least exposed fifth."""
    return float((POPULATION[3:] @ value[3:]) / POPULATION[3:].sum() - SHARE @ value)


def test_the_gain_of_the_example_with_the_single_best_is_the_printed_one() -> None:
    found = full_equality(VALUE, POPULATION, ERROR, good=-1, multiplier=100, reference=4)
    assert (round(float(found.difference.value), 1), round(float(found.difference.error), 2)) == (-11.7, 1.72)
    assert round(float(found.percent.value), 1) == -23.6
    assert float(found.persons.value) == pytest.approx(-0.117333 * 240_000, rel=1e-5)
    assert (found.difference.method, found.percent.unit) == ("M25", "%")


def test_the_reference_is_the_best_groups_with_a_fifth_of_the_people() -> None:
    found = full_equality(VALUE, POPULATION, ERROR, good=-1, multiplier=100)
    assert found.reference.tolist() == [False, False, False, True, True]
    assert float(found.reference_share) == pytest.approx(87 / 240)
    assert float(found.difference.value) == pytest.approx(best_fifth(VALUE), rel=1e-9)


def test_a_group_that_alone_holds_a_fifth_is_enough() -> None:
    found = full_equality([1.0, 2, 3, 4, 5], np.ones(5), good=1, multiplier=100)
    assert found.reference.tolist() == [False, False, False, False, True]


def test_closed_errors_are_those_of_numerical_derivatives() -> None:
    found = full_equality(VALUE, POPULATION, ERROR, good=-1, multiplier=100)
    percent = error_by_hand(lambda y: 100 * best_fifth(y) / float(SHARE @ y), VALUE, ERROR)
    assert float(found.difference.error) == pytest.approx(error_by_hand(best_fifth, VALUE, ERROR), rel=1e-6)
    assert float(found.percent.error) == pytest.approx(percent, rel=1e-6)


def test_a_reference_worse_than_the_city_gives_no_gain() -> None:
    found = full_equality(VALUE, POPULATION, ERROR, good=-1, multiplier=100, reference=0)
    assert figures(found.difference)[:2] == (0.0, 0.0)
    assert float(found.persons.value) == 0


def test_there_is_no_best_where_neither_high_nor_low_is_good() -> None:
    found = full_equality(VALUE, POPULATION, ERROR, good=0, multiplier=100)
    assert found.difference.reason.item() is Reason.NOT_DEFINED
    assert not found.reference.any()


def test_a_reference_without_a_value_is_missing() -> None:
    value = np.where(np.arange(10) == 2, np.nan, np.arange(10.0))
    found = full_equality(value, np.ones(10), good=1, multiplier=100, reference=2)
    assert found.difference.reason.item() is Reason.MISSING


@pytest.mark.parametrize(
    ("wrong", "named"), [({"reference": 9}, "reference"), ({"multiplier": 0}, "multiplier"), ({"good": 3}, "good")]
)
def test_wrong_choices_are_refused_by_name(wrong: dict[str, float], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        full_equality(VALUE, POPULATION, ERROR, **({"good": -1, "multiplier": 100} | wrong))  # type: ignore[arg-type]


def test_a_mean_below_zero_is_no_whole_to_take_a_part_of() -> None:
    found = full_equality(-VALUE, POPULATION, ERROR, good=-1, multiplier=100)
    assert found.percent.reason.item() is Reason.NOT_DEFINED
    assert found.difference.reason.item() is None
