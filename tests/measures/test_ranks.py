"""Groups by rank: ties, ends, cut-points and the interval of every rank."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from indicators.errors import MeasureError
from indicators.measures.ranks import First, cut_points, quantiles, rank_groups
from indicators.model import Reason

Y = [31.2, 28.4, 35.9, 30.1, 33.0, 30.1, 27.0, 40.2, 29.9, 36.6]
SE = [1.6, 1.5, 1.9, 1.4, 1.7, 1.2, 1.3, 2.0, 1.5, 1.8]


@pytest.mark.parametrize(("first", "sign"), [(First.HIGHEST, -1), (First.LOWEST, 1)])
def test_ranks_are_scipys_with_ties_shared(first: First, sign: int) -> None:
    found = rank_groups(Y, SE, groups=5, first=first)
    np.testing.assert_array_equal(found.value, stats.rankdata(sign * np.array(Y), method="min"))


@pytest.mark.parametrize("q", [2, 3, 4, 5, 10])
@pytest.mark.parametrize("k", [10, 11, 13, 96])
def test_groups_are_those_of_the_formula_and_none_is_empty(k: int, q: int) -> None:
    found = rank_groups(np.arange(k), None, groups=q, first=First.LOWEST)
    expected = [max(1, q + 1 - -(-(k + 1 - r) * q // k)) for r in range(1, k + 1)]
    assert found.group.tolist() == expected
    assert set(expected) == set(range(1, q + 1))


def test_ten_districts_in_fifths_are_two_in_each_and_ties_stay_together() -> None:
    assert rank_groups(np.arange(10), None, groups=5, first=First.LOWEST).group.tolist() == [
        *(1, 1, 2, 2, 3),
        *(3, 4, 4, 5, 5),
    ]
    tied = rank_groups([1, 2, 2, 2, 5, 6], None, groups=3, first=First.LOWEST)
    assert tied.value.tolist() == [1, 2, 2, 2, 5, 6]
    assert tied.group.tolist() == [1, 1, 1, 1, 3, 3]


def test_cut_points_are_numpys_quantiles_of_what_is_known() -> None:
    expected = np.quantile(Y, [0.2, 0.4, 0.6, 0.8])
    np.testing.assert_allclose(cut_points(Y, groups=5), expected, rtol=1e-12)
    np.testing.assert_allclose(cut_points([*Y, np.nan], groups=5), expected, rtol=1e-12)
    assert np.isnan(cut_points([1, np.nan, 2], groups=3)).all()
    assert np.isnan(quantiles(np.array([np.nan]), [0.5])).all()


def test_rank_limits_are_those_of_a_simulation_of_their_own() -> None:
    found = rank_groups(Y, SE, groups=5, first=First.HIGHEST)
    drawn = np.random.default_rng(99).normal(Y, SE, size=(40_000, 10))
    ranks = 1 + (drawn[:, None, :] > drawn[:, :, None]).sum(axis=2)
    expected = np.quantile(ranks, [0.025, 0.975], axis=0)
    assert np.abs(found.lower - expected[0]).max() <= 1
    assert np.abs(found.upper - expected[1]).max() <= 1


def test_two_districts_change_places_as_often_as_the_normal_distribution_says() -> None:
    apart = stats.norm.ppf(0.975) * 2**0.5
    near, far = (rank_groups([0, apart * f], 1.0, groups=2, first=First.LOWEST) for f in (0.97, 1.03))
    assert (near.upper[0], far.upper[0]) == (2, 1)


def test_the_same_seed_gives_the_same_limits_and_says_which() -> None:
    one, other = (rank_groups(Y, SE, groups=5, first=First.LOWEST) for _ in range(2))
    np.testing.assert_array_equal(one.lower, other.lower)
    assert (one.seed, one.draws) == (2020, 10_000)


def test_no_uncertainty_leaves_the_rank_alone() -> None:
    found = rank_groups(Y, np.zeros(10), groups=5, first=First.HIGHEST)
    np.testing.assert_array_equal(found.lower, found.value)
    np.testing.assert_array_equal(found.upper, found.value)


def test_a_rank_lies_in_its_interval_even_where_few_draws_give_it() -> None:
    found = rank_groups(np.linspace(0, 0.001, 96), 1.0, groups=5, first=First.LOWEST)
    assert np.all((found.lower <= found.value) & (found.value <= found.upper))


def test_missing_and_hidden_districts_are_not_ranked_and_change_no_other() -> None:
    fewer = rank_groups(Y, SE, groups=5, first=First.LOWEST)
    some = rank_groups([np.nan, *Y, 0], [1, *SE, 1], groups=5, first=First.LOWEST, is_suppressed=[False] * 11 + [True])
    assert some.reason.tolist() == [Reason.MISSING, *[None] * 10, Reason.SUPPRESSED]
    assert some.n == 10
    for name in ("value", "lower", "upper", "group"):
        np.testing.assert_array_equal(getattr(some, name), [np.nan, *getattr(fewer, name), np.nan])


def test_fewer_districts_than_groups_have_no_rank() -> None:
    found = rank_groups([1, 2, np.nan], [1, 1, 1], groups=3, first=First.LOWEST)
    assert found.reason.tolist() == [Reason.TOO_FEW, Reason.TOO_FEW, Reason.MISSING]
    assert np.isnan([found.value, found.group, found.lower]).all()


def test_survey_places_with_under_a_hundred_answers_are_not_ranked_and_change_no_other() -> None:
    fewer = rank_groups(Y, SE, groups=5, first=First.LOWEST)
    some = rank_groups([0, *Y, 1], [1, *SE, 1], groups=5, first=First.LOWEST, n=[99, *[100] * 10, np.nan])
    assert some.reason.tolist() == [Reason.TOO_FEW, *[None] * 10, Reason.MISSING]
    assert some.n == 10
    for name in ("value", "lower", "upper", "group"):
        np.testing.assert_array_equal(getattr(some, name), [np.nan, *getattr(fewer, name), np.nan])


def test_without_all_standard_errors_no_rank_has_an_interval() -> None:
    found = rank_groups(Y, [*SE[:9], np.nan], groups=5, first=First.LOWEST)
    assert set(found.reason) == {Reason.NOT_DEFINED}
    assert np.isnan([found.lower, found.upper]).all()
    assert np.isfinite(found.value).all()


def test_wrong_choices_are_refused_by_name() -> None:
    for changes, named in (
        ({"groups": 1}, "groups"),
        ({"first": "best"}, "first"),
        ({"errors": -1}, "errors: negative"),
        ({"draws": 0}, "draws"),
        ({"errors": [1, 2]}, "unequal lengths"),
        ({"values": [np.inf]}, "values: infinite"),
    ):
        given = {"values": Y, "errors": SE, "groups": 5, "first": First.LOWEST} | changes
        with pytest.raises(MeasureError, match=f"^{named}"):
            rank_groups(**given)  # type: ignore[arg-type]
    with pytest.raises(MeasureError, match=r"^groups"):
        cut_points(Y, groups=1)
    with pytest.raises(MeasureError, match=r"^shares"):
        quantiles(np.array(Y), 50)
