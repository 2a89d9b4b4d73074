"""The gap between the two ends: the printed example, ties, fixed ends and what is not defined."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from indicators.errors import MeasureError
from indicators.measures.gaps import gap_between_ends
from indicators.model import Reason
from tests.measures.five_groups import ERROR, VALUE, figures


def test_the_gap_of_the_example_is_the_printed_one() -> None:
    found = gap_between_ends(VALUE, ERROR, good=-1, unit="%")
    assert [round(figure, 1) for figure in figures(found.difference)] == [24.0, 18.9, 29.1]
    assert [round(figure, 2) for figure in figures(found.ratio)] == [1.63, 1.46, 1.83]
    assert (int(found.worst), int(found.best)) == (0, 4)
    assert (found.difference.unit, found.ratio.unit, found.difference.method) == ("%", "gånger", "M20")


def test_its_limits_are_those_of_scipys_normal_and_lognormal() -> None:
    found = gap_between_ends(VALUE, ERROR, good=-1, confidence=0.99)
    error = np.hypot(1.8, 1.9)
    assert figures(found.difference)[1:] == pytest.approx(stats.norm(24, error).interval(0.99), rel=1e-9)
    on_log = np.hypot(1.8 / 62, 1.9 / 38)
    assert figures(found.ratio)[1:] == pytest.approx(stats.lognorm(on_log, scale=62 / 38).interval(0.99), rel=1e-9)


def test_best_is_the_highest_where_high_is_good() -> None:
    found = gap_between_ends(VALUE, ERROR, good=1)
    assert (int(found.worst), int(found.best), float(found.difference.value)) == (4, 0, -24.0)


def test_the_highest_stands_as_worst_where_neither_is_good() -> None:
    found = gap_between_ends(VALUE, ERROR, good=0)
    assert (int(found.worst), int(found.best)) == (0, 4)


def test_ties_fall_to_the_first_and_equal_groups_have_no_gap() -> None:
    tied = gap_between_ends([50.0, 40.0, 40.0, 50.0], good=1)
    assert (int(tied.worst), int(tied.best)) == (1, 0)
    equal = gap_between_ends([40.0, 40.0, 40.0], [1.0, 1.0, 1.0], good=1)
    assert (float(equal.difference.value), float(equal.ratio.value)) == (0.0, 1.0)
    assert (int(equal.worst), int(equal.best)) == (1, 0)


def test_fixed_ends_keep_the_sign() -> None:
    found = gap_between_ends([VALUE, VALUE[::-1]], ERROR, good=-1, ends=(0, 4))
    assert found.difference.value.tolist() == [24.0, -24.0]
    assert found.ratio.value[1] == pytest.approx(38 / 62)


def test_a_fixed_end_without_a_value_gives_no_gap() -> None:
    values = np.arange(10.0, 20.0)
    lacking = np.where(np.arange(10) == 9, np.nan, values)
    assert gap_between_ends(lacking, good=1, ends=(0, 9)).difference.reason.item() is Reason.MISSING
    hidden = gap_between_ends(values, good=1, ends=(0, 9), suppressed=np.arange(10) == 9)
    assert hidden.difference.reason.item() is Reason.SUPPRESSED
    assert gap_between_ends(lacking, good=1, ends=(0, 8)).difference.reason.item() is None


def test_a_ratio_to_nothing_is_not_defined_but_the_difference_is() -> None:
    found = gap_between_ends([3.0, 2.0, 0.0], [1.0, 1.0, 0.5], good=-1)
    assert (found.ratio.reason.item(), found.difference.reason.item()) == (Reason.NOT_DEFINED, None)


def test_a_ratio_to_almost_nothing_has_limits_wide_beyond_use_and_no_warning() -> None:
    found = gap_between_ends([62.0, 55.0, 0.001], 2.0, good=-1).ratio
    assert found.reason.item() is None
    assert 0 <= found.lower < found.value < found.upper < np.inf


@pytest.mark.parametrize("ends", [(0, 5), (-1, 2), (2, 2), (0.5, 1)])
def test_ends_that_are_no_two_groups_are_refused(ends: tuple[float, float]) -> None:
    with pytest.raises(MeasureError, match=r"^ends"):
        gap_between_ends(VALUE, ERROR, good=-1, ends=ends)


@pytest.mark.parametrize("good", [2, np.nan, [1, 1, 1]])
def test_an_unknown_polarity_is_refused(good: object) -> None:
    with pytest.raises(MeasureError, match=r"^good"):
        gap_between_ends([VALUE, VALUE], ERROR, good=good)  # type: ignore[arg-type]
