from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.deliveries.plausibility import deviations
from indicators.deliveries.results import Deviation
from indicators.model import Break, MeasureKind, Registry
from indicators.store import comparing
from tests.builders import INDICATOR_ID, Seen, a_registry, an_indicator, observed, together

RATE: dict[str, Any] = {"kind": MeasureKind.RATE, "unit": "per 100 000", "multiplier": 100_000.0, "decimals": 0}
PLAIN: dict[str, Any] = {"kind": MeasureKind.VALUE, "unit": "poäng", "multiplier": 1.0}


def a_difference(rows: pd.DataFrame, what: str = comparing.NEW) -> pd.DataFrame:
    """The rows of a delivery, nothing standing for their keys."""
    after = {f"{comparing.AFTER}{name}": rows[name] for name in comparing.CONTENT}
    before = {f"{comparing.BEFORE}{name}": float("nan") for name in (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR)}
    same = {name: rows[name] for name in (*obs.KEY, obs.PERIOD, obs.SHEET, obs.RAW)}
    told = {**same, **after, **before, comparing.WHAT: what, obs.CELL: [f"G{place + 4}" for place in range(len(rows))]}
    return pd.DataFrame(told)


def asked(before: dict[int, Seen], after: dict[int, Seen], *, times: float = 100.0, **changes: Any) -> list[Deviation]:
    """What is asked about when a district hands in values after those that stand."""
    registry: Registry = a_registry(an_indicator(**{"baseline": None, "target": None, **changes}))
    standing = observed("131", before, multiplier=times)
    return list(deviations(a_difference(observed("131", after, multiplier=times)), standing, registry))


def counts(before: dict[int, float], after: dict[int, float], **changes: Any) -> list[Deviation]:
    earlier = {year: (count, 50_000.0) for year, count in before.items()}
    return asked(earlier, {y: (c, 50_000.0) for y, c in after.items()}, times=100_000.0, **(RATE | changes))


def test_a_count_outside_the_expected_range_is_asked_about() -> None:
    found = counts({2015: 60, 2016: 66, 2017: 64, 2018: 68}, {2019: 102})[0]
    assert (found.before, found.after, found.unit, found.cell) == (68.0, 102.0, "antal", "G4")
    assert found.lower == pytest.approx(45.1, abs=0.05)
    assert found.upper == pytest.approx(90.9, abs=0.05)
    assert found.history == ((2015, 60.0), (2016, 66.0), (2017, 64.0), (2018, 68.0))
    assert not found.is_jump


def test_a_count_within_the_expected_range_is_not_asked_about() -> None:
    assert counts({2016: 66, 2017: 64, 2018: 68}, {2019: 90}) == []


def test_under_three_earlier_values_nothing_is_expected() -> None:
    assert counts({2017: 64, 2018: 68}, {2019: 300}) == []


def test_two_survey_shares_with_intervals_are_enough_to_compare() -> None:
    found = asked({2018: (111, 522)}, {2019: (1360, 1600)})[0]
    assert found.upper is not None
    assert found.after > found.upper > found.before


def test_a_tenfold_count_is_a_jump_after_a_single_value() -> None:
    found = counts({2018: 68}, {2019: 680})[0]
    assert (found.is_jump, found.lower, found.upper) == (True, None, None)


@pytest.mark.parametrize(("before", "after", "is_jump"), [(20, 0, True), (19, 0, False), (0, 20, True), (70, 7, True)])
def test_from_twenty_to_nothing_is_a_jump(before: float, after: float, is_jump: bool) -> None:
    assert bool(counts({2018: before}, {2019: after})) is is_jump


def test_a_survey_share_is_held_against_the_interval_of_the_difference() -> None:
    earlier: dict[int, Seen] = {2016: (248, 400), 2017: (250, 400), 2018: (248, 400)}
    found = asked(earlier, {2019: (300, 400)})[0]
    assert (found.before, found.after, found.unit, found.decimals) == (62.0, 75.0, "%", 1)
    assert found.lower == pytest.approx(55.7, abs=0.1)
    assert found.upper == pytest.approx(68.5, abs=0.2)
    assert asked(earlier, {2019: (262, 400)}) == []


def test_a_register_share_is_told_as_a_share_though_counts_are_handed_in() -> None:
    earlier: dict[int, Seen] = dict.fromkeys(range(2015, 2019), (800, 1000))
    found = asked(earlier, {2019: (1200, 2000)}, kind=MeasureKind.REGISTER_SHARE)[0]
    assert (found.before, found.after, found.is_jump) == (80.0, 60.0, False)


def test_a_register_count_that_jumps_with_its_base_is_told_as_a_count() -> None:
    found = asked({2018: (80, 100)}, {2019: (800, 1000)}, kind=MeasureKind.REGISTER_SHARE)[0]
    assert (found.before, found.after, found.unit, found.is_jump) == (80.0, 800.0, "antal", True)


def test_a_larger_survey_is_no_jump() -> None:
    assert asked({2018: (80, 100)}, {2019: (820, 1000)}) == []


def test_a_tenfold_base_makes_the_rate_jump_and_not_the_count() -> None:
    found = asked({2018: (64, 50_000)}, {2019: (64, 500_000)}, times=100_000.0, **RATE)[0]
    assert (found.before, found.after, found.unit) == (128.0, pytest.approx(12.8), "per 100 000")


def test_a_value_without_a_base_has_no_expected_range() -> None:
    assert asked({2015: 60.0, 2016: 61.0, 2017: 60.0, 2018: 61.0}, {2019: 90.0}, **PLAIN) == []


def test_a_value_without_a_base_still_jumps() -> None:
    assert asked({2018: 61.0}, {2019: 6.1}, **PLAIN)[0].is_jump


def test_values_with_published_limits_are_held_against_them() -> None:
    registry = a_registry(an_indicator(kind=MeasureKind.MEAN, unit="poäng", multiplier=1.0))
    limits = together(*(observed("131", {y: 60.0}, lower=58.0, upper=62.0) for y in (2016, 2017, 2018)))
    new = observed("131", {2019: 64.0}, lower=62.0, upper=66.0)
    found = deviations(a_difference(new), limits, registry)[0]
    assert (found.lower, found.upper) == (pytest.approx(57.17, abs=0.01), pytest.approx(62.83, abs=0.01))


def test_years_before_a_break_are_not_compared_with() -> None:
    assert counts({2015: 60, 2016: 66, 2017: 64, 2018: 680}, {2019: 64}, breaks=(Break(year=2019, what="ny"),)) == []


def test_a_year_without_a_value_is_passed_over() -> None:
    found = asked({2015: 61.0, 2018: None}, {2019: 6.1}, **PLAIN)[0]
    assert (found.before_year, found.before) == (2015, 61.0)


def test_a_correction_in_the_same_file_is_what_the_new_year_is_held_against() -> None:
    found = counts({2015: 60, 2016: 66, 2017: 64, 2018: 68}, {2018: 640, 2019: 645})
    assert [(each.year, each.before) for each in found] == [(2018, 64.0)]


def test_a_value_that_says_what_stands_is_not_asked_about() -> None:
    standing = observed("131", {2018: 61.0, 2019: 6.1})
    difference = a_difference(observed("131", {2019: 6.1}), comparing.UNCHANGED)
    assert deviations(difference, standing, a_registry(an_indicator(**PLAIN))) == ()


def test_an_ended_value_is_not_compared_with() -> None:
    standing = observed("131", {2017: 60.0, 2018: 6.1})
    new, ended = a_difference(observed("131", {2019: 60.0})), a_difference(standing[1:], comparing.ENDED)
    difference = pd.concat([new, ended], ignore_index=True)
    assert deviations(difference, standing, a_registry(an_indicator(**PLAIN))) == ()


def test_women_are_held_against_women() -> None:
    standing = together(observed("131", {2018: 61.0}), observed("131", {2018: 6.1}, breakdown="kon=kvinna"))
    difference = a_difference(observed("131", {2019: 6.2}, breakdown="kon=kvinna"))
    assert deviations(difference, standing, a_registry(an_indicator(**PLAIN))) == ()


def test_nothing_new_and_nothing_standing_asks_nothing() -> None:
    registry = a_registry()
    assert deviations(a_difference(obs.empty()), obs.empty(), registry) == ()
    assert deviations(a_difference(observed("131", {2019: 62.0})), obs.empty(), registry) == ()


def test_a_reason_is_kept_under_the_whole_key() -> None:
    assert counts({2018: 68}, {2019: 680})[0].key == f"{INDICATOR_ID}|131|2019|"
