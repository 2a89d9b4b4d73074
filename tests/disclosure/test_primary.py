"""Small numbers hidden before anyone sees them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.disclosure import hide_small
from indicators.model import Indicator, MeasureKind, ObservationStatus, Suppression
from tests.builders import a_registry, an_indicator, observed, together

PERSONS = an_indicator(kind=MeasureKind.REGISTER_SHARE, suppression=Suppression(counts_below=5, base_below=10))
SURVEY = an_indicator(kind=MeasureKind.SHARE, suppression=Suppression(counts_below=5, base_below=50))


def hidden(table: pd.DataFrame, indicator: Indicator = PERSONS) -> list[bool]:
    shown = hide_small(table, a_registry(indicator))
    return (shown[obs.STATUS] == ObservationStatus.SUPPRESSED).tolist()


@pytest.mark.parametrize(
    ("seen", "is_hidden"),
    [
        ((1, 200), True),
        ((4, 200), True),
        ((5, 200), False),
        ((0, 200), False),
        ((6, 9), True),
        ((6, 10), False),
        ((0, 9), True),
        (None, False),
    ],
)
def test_counts_from_one_to_four_and_bases_under_ten_are_hidden(seen: Any, is_hidden: bool) -> None:
    assert hidden(observed("131", {2018: seen})) == [is_hidden]


def test_the_limits_are_the_indicators_own() -> None:
    lenient = an_indicator(kind=MeasureKind.REGISTER_SHARE, suppression=Suppression(counts_below=0, base_below=0))
    assert hidden(observed("131", {2018: (2, 8)}), lenient) == [False]


def test_a_count_that_follows_from_value_and_base_is_hidden_too() -> None:
    assert hidden(observed("131", {2017: 1.5, 2018: 2.5}, denominator=200.0)) == [True, False]


@pytest.mark.parametrize(
    ("value", "answers", "is_hidden"),
    [
        (2.0, 100.0, True),  # 2
        (4.0, 100.0, True),  # 4
        (5.0, 100.0, False),
        (0.0, 100.0, False),
        (98.0, 100.0, False),  # those who answered otherwise are not counted
        (60.0, 49.0, True),  # too few answers, whatever the count
        (60.0, 50.0, False),
    ],
)
def test_a_survey_share_is_hidden_by_the_count_behind_it_and_by_its_answers(
    value: float, answers: float, is_hidden: bool
) -> None:
    assert hidden(observed("131", {2018: value}, denominator=answers), SURVEY) == [is_hidden]


def test_a_survey_share_is_hidden_alike_with_its_count_given_and_not() -> None:
    given, told = observed("131", {2018: (2, 100)}), observed("131", {2018: 2.0}, denominator=100.0)
    assert hidden(given, SURVEY) == hidden(told, SURVEY) == [True]


@pytest.mark.parametrize("kind", [MeasureKind.SHARE, MeasureKind.REGISTER_SHARE])
@pytest.mark.parametrize(
    ("value", "base", "is_hidden"),
    [
        (2.0, 130.0, True),  # 2.6, which no whole count gives: 3 is the nearest
        (2.3, 200.0, True),  # 4.6, which is nearest to 5 but no whole count either
        (0.2, 200.0, True),  # 0.4: above zero there is at least one
        (0.3, 1600.0, True),  # 4 or 5
        (0.4, 1200.0, False),  # 5 alone
        (0.1, 4000.0, True),  # 2 to 6, 4 the nearest
        (0.1, 5000.0, False),  # 3 to 7, 5 the nearest: nobody can tell whether it is a small one
        (2.51, 199.0, False),  # 5
        (0.0, 5000.0, False),  # written as none
    ],
)
def test_rounding_that_leaves_a_small_count_open_hides_the_value(
    kind: MeasureKind, value: float, base: float, is_hidden: bool
) -> None:
    rounded = an_indicator(kind=kind, decimals=1, suppression=Suppression(counts_below=5, base_below=10))
    assert hidden(observed("131", {2018: value}, denominator=base), rounded) == [is_hidden]


def test_a_mean_has_no_count_behind_it() -> None:
    mean = an_indicator(kind=MeasureKind.MEAN, multiplier=1.0, suppression=Suppression(counts_below=5, base_below=50))
    assert hidden(observed("131", {2018: 0.02}, denominator=100.0), mean) == [False]


def test_a_rule_that_hides_no_counts_hides_none_behind_a_share() -> None:
    lenient = an_indicator(suppression=Suppression(counts_below=1, base_below=0))
    assert hidden(observed("131", {2018: 0.2}, denominator=200.0), lenient) == [False]


def test_a_hidden_row_keeps_no_trace_of_its_number() -> None:
    table = observed("131", {2018: (3, 200)}, raw="3", lower=0.5, upper=4.3)
    row = hide_small(table, a_registry(PERSONS)).iloc[0]
    assert row[[obs.VALUE, obs.NUMERATOR, obs.LOWER, obs.UPPER]].isna().all()
    assert (row[obs.STATUS], row[obs.RAW], row[obs.DENOMINATOR]) == ("suppressed", "", 200)


def test_other_rows_and_the_table_handed_in_stay_as_they_were() -> None:
    table = together(observed("131", {2018: (3, 200)}), observed("132", {2018: (30, 200)}))
    before = table.copy()
    shown = hide_small(table, a_registry(PERSONS))
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(obs.checked(shown).iloc[1:], before.iloc[1:])


def test_an_indicator_unknown_to_the_register_is_hidden_by_the_strictest_rule() -> None:
    assert hidden(observed("131", {2018: (30, 49)}, indicator="unknown")) == [True]


def test_an_empty_table_stays_empty() -> None:
    assert hide_small(obs.empty(), a_registry()).empty
