"""Theil index and mean log deviation: the printed example, scipy's entropy, and zeros."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from indicators.measures.distributions import Floats
from indicators.measures.theil import theil_index
from indicators.model import Reason
from tests.measures.five_groups import ERROR, POPULATION, SHARE, VALUE, error_by_hand


def theil(value: Floats) -> float:
    return float(1_000 * stats.entropy(SHARE * value, SHARE))


def deviation(value: Floats) -> float:
    return float(1_000 * stats.entropy(SHARE, SHARE * value))


def test_the_indices_of_the_example_are_the_printed_ones() -> None:
    found = theil_index(VALUE, POPULATION, ERROR)
    assert round(float(found.theil.value), 1) == 12.3
    assert round(float(found.mean_log_deviation.value), 1) == 12.5
    assert (found.theil.method, found.theil.unit) == ("M24", "tusendelar")


def test_the_indices_are_scipys_relative_entropies() -> None:
    found = theil_index(VALUE, POPULATION, ERROR)
    assert float(found.theil.value) == pytest.approx(theil(VALUE), rel=1e-9)
    assert float(found.mean_log_deviation.value) == pytest.approx(deviation(VALUE), rel=1e-9)


def test_errors_are_times_a_thousand_too() -> None:
    found = theil_index(VALUE, POPULATION, ERROR)
    assert float(found.theil.error) == pytest.approx(error_by_hand(theil, VALUE, ERROR), rel=1e-6)
    by_hand = error_by_hand(deviation, VALUE, ERROR)
    assert float(found.mean_log_deviation.error) == pytest.approx(by_hand, rel=1e-6)


def test_a_zero_has_a_theil_index_without_error_and_no_log_deviation() -> None:
    value = np.array([0.0, 5, 10, 15, 20])
    found = theil_index(value, POPULATION, ERROR)
    assert float(found.theil.value) == pytest.approx(theil(value))
    assert np.isnan(found.theil.lower)
    assert found.mean_log_deviation.reason.item() is Reason.NOT_DEFINED


def test_a_negative_value_has_neither() -> None:
    found = theil_index([-1.0, 5, 10], [1.0, 1, 1])
    assert found.theil.reason.item() is found.mean_log_deviation.reason.item() is Reason.NOT_DEFINED


def test_equal_groups_have_no_inequality() -> None:
    found = theil_index([7.0] * 5, POPULATION, ERROR)
    assert (float(found.theil.value), float(found.theil.lower)) == pytest.approx((0, 0), abs=1e-9)
