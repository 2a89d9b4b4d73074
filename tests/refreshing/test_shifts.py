"""What a value rests on is judged as the value is: count, base, limits and status, though the value itself stays."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.deliveries import guarding, shifts
from indicators.deliveries.guarding import Stop, Suspicion
from indicators.model import MeasureKind, Registry, SourceGuard
from indicators.store import Store
from tests.builders import a_registry, an_indicator, observed
from tests.refreshing.sources import a_source
from tests.store.deliveries import append

YEARS = range(2010, 2020)


@pytest.fixture
def standing(store: Store) -> Store:
    append(store, rates())
    return store


def registry() -> Registry:
    return a_registry(an_indicator(kind=MeasureKind.RATE, breakdowns=(), multiplier=1_000.0))


def rates(factor: float = 1.0, *, years: range = YEARS, **other: Any) -> pd.DataFrame:
    """Ten per thousand every year, from counts and bases so many times as large; `other` are columns of all rows."""
    rows = observed("131", dict.fromkeys(years, (50 * factor, 5000 * factor)), multiplier=1_000.0)
    return rows.assign(**other)


def answer(latest: dict[str, Any]) -> pd.DataFrame:
    """What stands, with something else said of the latest year."""
    rows = rates()
    for name, told in latest.items():
        rows[name] = [*rows[name][:-1], told]
    return rows


def stops(store: Store, rows: pd.DataFrame, **limits: Any) -> tuple[Stop, ...]:
    stand = store.observations()
    given: dict[str, Any] = {"source": a_source(guard=SourceGuard(**limits)), "registry": registry()}
    return guarding.stops(store.compare(rows), stand, stand.head(0), identity={}, earlier={}, **given)


def suspicions(found: tuple[Stop, ...]) -> list[Suspicion]:
    return [stop.suspicion for stop in found]


@pytest.mark.parametrize("factor", [100, 0.02])
def test_counts_and_bases_that_jump_under_the_same_values_stop(standing: Store, factor: float) -> None:
    found = stops(standing, rates(factor))
    assert suspicions(found) == [Suspicion.JUMP, Suspicion.HISTORY, Suspicion.SHARE]
    assert "För tio värden är antalet, basen eller gränserna minst 10 gånger större eller mindre" in found[0].text
    assert "enheten eller definitionen har ändrats" in found[0].text
    assert len(found[0].keys) == 10


def test_counts_and_bases_of_all_history_that_change_within_the_ratio_are_a_revision(standing: Store) -> None:
    found = stops(standing, rates(7))
    assert suspicions(found) == [Suspicion.HISTORY, Suspicion.SHARE]
    assert "För sju av dem gäller det bara antal, bas, gränser eller status." in found[0].text


def test_a_base_far_from_the_year_before_stops_a_new_year(standing: Store) -> None:
    rows = pd.concat([rates(), rates(100, years=range(2020, 2021))], ignore_index=True)
    found = stops(standing, rows)
    assert (suspicions(found), found[0].keys[0].endswith("|131|2020|")) == ([Suspicion.JUMP], True)


@pytest.mark.parametrize(("years", "expected"), [(1, []), (0, [Suspicion.HISTORY])])
def test_a_count_and_base_revised_for_the_latest_year_are_held_to_the_register_s_limits(
    standing: Store, years: int, expected: list[Suspicion]
) -> None:
    rows = answer({obs.NUMERATOR: 51.0, obs.DENOMINATOR: 5_100.0})
    assert suspicions(stops(standing, rows, revised_years=years)) == expected
    seen = guarding.revised(standing.compare(rows), registry())
    assert (seen.count, seen.unseen, seen.beneath, round(seen.largest_beneath, 3)) == (0, 0, 1, 0.02)


@pytest.mark.parametrize(
    ("latest", "is_odd"),
    [
        ({obs.DENOMINATOR: float("nan")}, True),
        ({obs.LOWER: 8.0, obs.UPPER: 12.0}, True),
        ({obs.STATUS: "preliminary"}, True),
        ({obs.VALUE: -10.0}, True),
        ({obs.NUMERATOR: 51.0, obs.DENOMINATOR: 5_100.0}, False),
    ],
)
def test_what_loses_its_base_or_takes_another_status_or_sign_is_odd(
    standing: Store, latest: dict[str, Any], *, is_odd: bool
) -> None:
    difference = standing.compare(answer(latest))
    assert shifts.is_odd(difference).any() == is_odd
    assert suspicions(stops(standing, answer(latest), revised_years=0, revised_share=1)) == [Suspicion.HISTORY]


def test_a_preliminary_value_that_becomes_final_is_no_revision(store: Store) -> None:
    append(store, rates(status="preliminary"))
    assert stops(store, rates(), revised_years=0, revised_share=0) == ()


def test_limits_a_hundred_times_as_wide_stop(store: Store) -> None:
    append(store, rates(lower=9.0, upper=11.0))
    assert Suspicion.JUMP in suspicions(stops(store, rates(lower=0.09, upper=1_100.0)))


@pytest.mark.parametrize(
    ("geography", "year", "value", "is_without", "is_late"),
    [
        ("131", 2020, 10.0, False, False),
        ("131", 2020, None, True, False),
        ("131", 2019, None, True, False),
        ("131", 2009, 10.0, False, True),
        ("132", 2020, 10.0, False, True),
    ],
)
def test_what_has_no_value_or_belongs_to_an_older_year_or_a_new_series_is_found(
    standing: Store, geography: str, year: int, value: float | None, *, is_without: bool, is_late: bool
) -> None:
    difference = standing.compare(observed(geography, {year: value}))
    assert shifts.is_without_value(difference).tolist() == [is_without]
    assert shifts.is_late(difference, standing.observations()).tolist() == [is_late]
