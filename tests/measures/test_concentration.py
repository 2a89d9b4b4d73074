"""Concentration indices: the printed example, the covariance they are, and statsmodels' scatter around a line."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from indicators.errors import MeasureError
from indicators.measures.concentration import concentration_index
from indicators.measures.distributions import Floats
from indicators.model import Reason
from tests.measures.five_groups import ERROR, POPULATION, SHARE, VALUE, error_by_hand, figures

RANK = np.cumsum(SHARE) - SHARE / 2
MEAN = VALUE @ SHARE


def covariance(value: Floats) -> float:
    return float(2 * np.cov(value, RANK, aweights=SHARE, ddof=0)[0, 1])


def test_the_index_of_the_example_is_the_printed_one() -> None:
    found = concentration_index(VALUE, POPULATION, ERROR)
    assert [round(figure, 2) for figure in figures(found.absolute)] == [-4.39, -5.21, -3.57]
    assert (round(float(found.relative.value), 3), round(float(found.relative.error), 3)) == (-0.088, 0.009)
    assert (found.absolute.method, bool(found.is_scatter)) == ("M23", False)


def test_the_absolute_index_is_twice_the_covariance_of_value_and_rank() -> None:
    assert float(concentration_index(VALUE, POPULATION).absolute.value) == pytest.approx(covariance(VALUE), rel=1e-9)


def test_closed_errors_are_those_of_numerical_derivatives() -> None:
    found = concentration_index(VALUE, POPULATION, ERROR, multiplier=100)
    relative = error_by_hand(lambda y: covariance(y) / float(y @ SHARE), VALUE, ERROR)
    assert float(found.absolute.error) == pytest.approx(error_by_hand(covariance, VALUE, ERROR), rel=1e-6)
    assert float(found.relative.error) == pytest.approx(relative, rel=1e-6)


def test_erreygers_is_four_times_the_relative_index_times_the_share() -> None:
    found = concentration_index(VALUE, POPULATION, ERROR, multiplier=100)
    assert float(found.erreygers.value) == pytest.approx(4 * float(found.relative.value) * MEAN / 100)
    safe = concentration_index(100 - VALUE, POPULATION, ERROR, multiplier=100)
    assert float(safe.erreygers.value) == pytest.approx(-float(found.erreygers.value))
    assert float(safe.relative.value) != pytest.approx(-float(found.relative.value))


def test_erreygers_is_not_defined_for_values_that_are_no_shares() -> None:
    assert concentration_index(VALUE, POPULATION, ERROR).erreygers.reason.item() is Reason.NOT_DEFINED


def test_without_errors_the_scatter_around_statsmodels_line_is_told_as_such() -> None:
    lifted = 2 * (SHARE @ (RANK - 0.5) ** 2) * VALUE
    fit = sm.WLS(lifted, sm.add_constant(RANK), weights=SHARE).fit()
    found = concentration_index(VALUE, POPULATION)
    assert (float(found.absolute.value), float(found.absolute.error)) == pytest.approx((fit.params[1], fit.bse[1]))
    assert figures(found.absolute)[1:] == pytest.approx(fit.conf_int()[1], rel=1e-6)
    assert float(found.relative.error) == pytest.approx(fit.bse[1] / MEAN)
    assert bool(found.is_scatter)


def test_scatter_is_not_taken_where_only_some_errors_are_known() -> None:
    found = concentration_index(VALUE, POPULATION, [*ERROR[:4], np.nan])
    assert not bool(found.is_scatter)
    assert np.isnan(found.absolute.lower)


def test_a_multiplier_must_be_above_zero() -> None:
    with pytest.raises(MeasureError, match=r"^multiplier"):
        concentration_index(VALUE, POPULATION, multiplier=-1)
