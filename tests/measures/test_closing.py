"""Whether a gap is closing: the printed examples, statsmodels' lines, scatter, swaps and thin data."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from indicators.errors import MeasureError
from indicators.measures.closing import GapChange, is_closing
from indicators.model import Reason

YEARS = np.arange(2013, 2018)
GAPS = np.array([24.0, 22.1, 21.5, 19.2, 18.4])
ERRORS = np.array([2.6, 2.5, 2.5, 2.4, 2.4])
SWINGING = np.array([24.0, 12.1, 26.5, 9.2, 18.4])


def fit(gaps: np.ndarray) -> sm.regression.linear_model.RegressionResultsWrapper:
    return sm.WLS(gaps, sm.add_constant(YEARS - 2015.0), weights=ERRORS**-2.0).fit()


def test_the_slope_of_the_example_is_the_printed_one() -> None:
    found = is_closing(YEARS, GAPS, ERRORS)
    assert [round(float(a), 2) for a in (found.value, found.lower, found.upper)] == [-1.41, -2.95, 0.13]
    assert (found.verdict.item(), found.reason.item(), found.method) == (GapChange.NOT_SHOWN, None, "M26")
    assert bool(found.is_per_year)


def test_the_two_years_of_the_example_are_the_printed_ones() -> None:
    found = is_closing([2013, 2017], [24.0, 17.5], [2.6, 2.4])
    assert [round(float(a), 1) for a in (found.value, found.lower, found.upper)] == [-6.5, -13.4, 0.4]
    assert round(float(found.p), 2) == 0.07
    assert not bool(found.is_per_year)


def test_years_no_more_unlike_than_their_errors_give_statsmodels_slope_with_known_variances() -> None:
    expected, found = fit(GAPS), is_closing(YEARS, GAPS, ERRORS)
    known = np.sqrt(expected.normalized_cov_params[1, 1])
    assert (float(found.value), float(found.error)) == pytest.approx((expected.params[1], known), rel=1e-6)
    assert (float(found.scatter), float(found.degrees)) == (1.0, np.inf)


def test_years_more_unlike_than_their_errors_give_statsmodels_slope_with_its_scatter() -> None:
    expected, found = fit(SWINGING), is_closing(YEARS, SWINGING, ERRORS)
    limits = (float(found.lower), float(found.upper))
    assert (float(found.value), float(found.error)) == pytest.approx((expected.params[1], expected.bse[1]), rel=1e-6)
    assert limits == pytest.approx(expected.conf_int()[1], rel=1e-6)
    assert float(found.p) == pytest.approx(expected.pvalues[1], rel=1e-6)
    assert (float(found.scatter), float(found.degrees)) == pytest.approx((expected.scale, 3))


@pytest.mark.parametrize("sign", [1, -1])
def test_the_size_of_the_gap_decides_whatever_its_sign(sign: int) -> None:
    falling = sign * np.array([30.0, 25, 20, 15, 10])
    found = is_closing(YEARS, [falling, falling[::-1]], 1.0)
    assert found.verdict.tolist() == [GapChange.CLOSING, GapChange.WIDENING]
    assert not found.has_swapped.any()


def test_ends_that_change_places_do_not_count_as_closing() -> None:
    found = is_closing(YEARS, [20.0, 10, 0, -10, -20], 1.0)
    assert bool(found.has_swapped)
    assert found.verdict.item() is GapChange.NOT_SHOWN


def test_a_year_without_a_gap_is_passed_over() -> None:
    lacking = np.where(YEARS == 2015, np.nan, GAPS)
    kept = YEARS != 2015
    one, other = is_closing(YEARS, lacking, ERRORS), is_closing(YEARS[kept], GAPS[kept], ERRORS[kept])
    assert (float(one.value), float(one.upper), int(one.n)) == (float(other.value), float(other.upper), 4)


@pytest.mark.parametrize(
    ("gaps", "errors", "why"),
    [
        ([np.nan, np.nan, np.nan], 1.0, Reason.MISSING),
        ([np.nan, 5.0, np.nan], 1.0, Reason.TOO_FEW),
        ([7.0, 5.0, 4.0], np.nan, Reason.NOT_DEFINED),
        ([7.0, 5.0, 4.0], 0.0, Reason.NOT_DEFINED),
    ],
)
def test_thin_series_say_why_nothing_can_be_told(gaps: list[float], errors: float, why: Reason) -> None:
    found = is_closing([2014, 2015, 2016], gaps, errors)
    assert (found.reason.item(), found.verdict.item()) == (why, GapChange.NOT_SHOWN)
    assert np.isnan([found.lower, found.upper]).all()


def test_more_people_make_the_interval_narrower() -> None:
    wide, narrow = is_closing(YEARS, GAPS, ERRORS), is_closing(YEARS, GAPS, ERRORS * 0.9)
    assert narrow.upper - narrow.lower < wide.upper - wide.lower


@pytest.mark.parametrize(
    ("years", "gaps", "errors", "named"),
    [
        ([2015, 2014], [1.0, 2.0], 1.0, "years"),
        ([2014, 2014], [1.0, 2.0], 1.0, "years"),
        ([2014, 2015, 2016], [1.0, 2.0], 1.0, "years"),
        ([2014, 2015], [1.0, np.inf], 1.0, "gap"),
        ([2014, 2015], [1.0, 2.0], [1.0, -1.0], "error"),
        ([2014, 2015], [1.0, 2.0], [1.0, 1.0, 1.0], "unequal lengths"),
    ],
)
def test_wrong_series_are_refused_by_name(years: list[int], gaps: list[float], errors: object, named: str) -> None:
    with pytest.raises(MeasureError, match=rf"^(unequal lengths: )?{named}"):
        is_closing(years, gaps, errors)  # type: ignore[arg-type]
