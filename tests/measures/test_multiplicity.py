"""Many districts at once: adjusted p, the overall test and the flags that are luck."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from indicators.errors import MeasureError
from indicators.measures.multiplicity import Apart, adjusted, chance_of_a_flag, overall_test
from indicators.model import Reason

P = [0.012, 0.0004, 0.33, 0.04, 0.041, 0.76, 0.2, 0.009, 0.04, 1.0]
Y, SE = [31.2, 28.4, 35.9, 30.1, 33.0], [1.6, 1.5, 1.9, 1.4, 1.7]


def test_adjusted_p_are_those_of_statsmodels() -> None:
    np.testing.assert_allclose(adjusted(P).value, multipletests(P, method="fdr_bh")[1], rtol=1e-9)


def test_missing_and_hidden_districts_reduce_the_number_adjusted_for() -> None:
    found = adjusted([0.01, np.nan, 0.04, 0.5], is_suppressed=[False, False, False, True])
    np.testing.assert_allclose(found.value, [0.02, np.nan, 0.04, np.nan])
    assert found.reason.tolist() == [None, Reason.MISSING, None, Reason.SUPPRESSED]
    assert found.n == 2


def test_each_series_is_adjusted_by_itself() -> None:
    both = adjusted([P, P[::-1]]).value
    np.testing.assert_array_equal(both[0], adjusted(P).value)
    np.testing.assert_array_equal(both[1], adjusted(P).value[::-1])


@pytest.mark.parametrize(("wrong", "named"), [([0.1, 1.2], "p: above 1"), ([-0.1], "p: negative"), ([], "p: empty")])
def test_what_is_no_probability_is_refused(wrong: list[float], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        adjusted(wrong)


def test_the_overall_test_is_the_one_printed() -> None:
    found = overall_test(Y, SE)
    assert (round(float(found.value), 2), round(float(found.p), 3)) == (11.33, 0.023)
    assert found.verdict.item() is Apart.DIFFER
    assert found.may_be_ranked
    assert found.lower < found.mean < found.upper


def test_the_overall_test_is_chi_square_around_the_inverse_variance_mean() -> None:
    weights = 1 / np.square(SE)
    mean = np.average(Y, weights=weights)
    q = (weights * (np.array(Y) - mean) ** 2).sum()
    found = overall_test(Y, SE)
    assert float(found.mean) == pytest.approx(mean, rel=1e-9)
    assert float(found.p) == pytest.approx(stats.chi2.sf(q, 4), rel=1e-9)
    assert float(found.upper - found.mean) == pytest.approx(stats.norm.ppf(0.975) / weights.sum() ** 0.5, rel=1e-9)


def test_alike_districts_cannot_be_told_apart_and_are_not_ranked() -> None:
    found = overall_test([30, 31, 30.5, 29.8], 2.0)
    assert found.verdict.item() == "the districts cannot be told apart"
    assert not found.may_be_ranked


def test_a_missing_district_reduces_the_degrees() -> None:
    some, fewer = overall_test([*Y, np.nan, 40], [*SE, 1, np.nan]), overall_test(Y, SE)
    assert (some.n, some.p, some.degrees) == (fewer.n, fewer.p, 4)


@pytest.mark.parametrize(
    ("y", "se", "hidden", "reason"),
    [
        ([np.nan, np.nan], [1, 1], False, Reason.MISSING),
        ([3, 4], [1, 1], True, Reason.SUPPRESSED),
        ([3, np.nan], [1, 1], False, Reason.ONE_GROUP),
        ([3, 4], [np.nan, np.nan], False, Reason.NOT_DEFINED),
        ([3, 4], [0, 1], False, Reason.NOT_DEFINED),
    ],
)
def test_no_overall_test_without_its_reason(y: list[float], se: list[float], hidden: bool, reason: Reason) -> None:
    found = overall_test(y, se, is_suppressed=hidden)
    assert found.reason.item() is reason
    assert found.verdict.item() is None
    assert not found.may_be_ranked
    assert np.isnan([found.value, found.p, found.mean, found.lower]).all()


def test_negative_errors_are_refused() -> None:
    with pytest.raises(MeasureError, match=r"^errors: negative"):
        overall_test(Y, [-1, 1, 1, 1, 1])


def test_flags_by_luck_are_those_printed() -> None:
    np.testing.assert_allclose(chance_of_a_flag(10), 0.4013, atol=5e-5)
    np.testing.assert_allclose(chance_of_a_flag(10, confidence=0.998), 0.0198, atol=5e-5)
    np.testing.assert_array_equal(chance_of_a_flag([0, 1]).round(12), [0, 0.05])
