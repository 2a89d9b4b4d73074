"""Each reason to stop a fetch: what breaks it, and what is just within."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.deliveries import fetch_words, guarding
from indicators.deliveries.guarding import Stop, Suspicion
from indicators.model import MeasureKind, Registry, SourceGuard
from indicators.store import Store
from tests.builders import a_registry, an_indicator, observed
from tests.refreshing.sources import a_source
from tests.store.deliveries import append

STOOD = {2014: 62.0, 2015: 63.0, 2016: 61.0, 2017: 64.0, 2018: 63.5, 2019: 64.5}
EASY = SourceGuard(largest_ratio=1000, revised_years=100, revised_share=1, may_vanish=1)
"""Lets everything through, so that each test stops for one reason only."""


@pytest.fixture
def standing(store: Store) -> Store:
    append(store, observed("131", STOOD))
    return store


def plain() -> Registry:
    return a_registry(an_indicator(kind=MeasureKind.VALUE, breakdowns=(), multiplier=1.0))


def stops(store: Store, values: dict[int, Any], *, gone: int = 0, **limits: Any) -> tuple[Stop, ...]:
    """Why an answer with these values for the district would be stopped, were everything else let through."""
    guard = SourceGuard(**{name: limits.get(name, getattr(EASY, name)) for name in EASY.__slots__})
    rows, stand = observed("131", values), store.observations()
    return guarding.stops(
        store.compare(rows),
        stand,
        stand.head(gone),
        source=a_source(guard=guard),
        registry=plain(),
        identity={},
        earlier={},
    )


def suspicions(found: tuple[Stop, ...]) -> list[Suspicion]:
    return [stop.suspicion for stop in found]


@pytest.mark.parametrize("value", [645.0, 6.45, 6450.0, -6450.0, 0.0])
def test_a_value_ten_times_larger_or_smaller_stops(standing: Store, value: float) -> None:
    assert suspicions(stops(standing, STOOD | {2019: value}, largest_ratio=10)) == [Suspicion.JUMP]


def test_a_value_just_within_the_ratio_does_not_stop(standing: Store) -> None:
    assert stops(standing, STOOD | {2019: 9.7 * 64.5}, largest_ratio=10) == ()


def test_the_register_says_how_large_a_jump_is(standing: Store) -> None:
    assert suspicions(stops(standing, STOOD | {2019: 2 * 64.5}, largest_ratio=2)) == [Suspicion.JUMP]


def test_a_new_year_far_from_the_year_before_stops(standing: Store) -> None:
    found = stops(standing, STOOD | {2020: 6450.0}, largest_ratio=10)
    assert suspicions(found) == [Suspicion.JUMP]
    assert found[0].keys[0].endswith("|131|2020|")


@pytest.mark.parametrize(
    ("kind", "before", "after", "is_stopped"),
    [
        (MeasureKind.VALUE, 15.0, 0.0, True),
        (MeasureKind.VALUE, 0.0, 0.4, True),
        (MeasureKind.VALUE, 0.04, 0.0, False),  # nothing that is shown
        (MeasureKind.STATE, 0.0, 1.0, False),  # done at last
        (MeasureKind.RATE, (3, 1_000), (0, 1_000), False),  # so few may be none by chance
        (MeasureKind.RATE, (25, 1_000), (0, 1_000), True),
    ],
)
@pytest.mark.parametrize("year", [2018, 2019])
def test_to_nothing_or_from_it_is_a_jump_but_for_few_cases(
    store: Store, kind: MeasureKind, before: Any, after: Any, year: int, *, is_stopped: bool
) -> None:
    registry = a_registry(an_indicator(kind=kind, breakdowns=(), multiplier=100.0))
    append(store, observed("131", {2018: before}))
    stand, rows = store.observations(), observed("131", {year: after})
    given: dict[str, Any] = {"source": a_source(guard=EASY), "registry": registry, "identity": {}, "earlier": {}}
    found = guarding.stops(store.compare(rows), stand, stand.head(0), **given)
    assert suspicions(found) == ([Suspicion.JUMP] if is_stopped else [])


def test_few_cases_may_be_many_times_as_many_the_next_year(standing: Store) -> None:
    registry = a_registry(an_indicator(kind=MeasureKind.RATE, breakdowns=(), multiplier=100_000.0))
    for cases, expected in ((15, []), (30, [Suspicion.JUMP])):
        rows = observed("132", {2018: (1, 50_000), 2019: (cases, 50_000)}, multiplier=100_000.0)
        guard = SourceGuard(largest_ratio=10, revised_years=100, revised_share=1, may_vanish=1)
        found = guarding.stops(
            standing.compare(rows),
            standing.observations(),
            standing.observations().head(0),
            source=a_source(guard=guard),
            registry=registry,
            identity={},
            earlier={},
        )
        assert suspicions(found) == expected


def test_a_jump_everywhere_is_told_to_look_like_another_unit(standing: Store) -> None:
    found = stops(standing, {year: 100 * value for year, value in STOOD.items()}, largest_ratio=10)
    assert "enheten eller definitionen har ändrats" in found[0].text
    assert len(found[0].keys) == 6


def test_a_hidden_number_is_not_given_away_by_the_reason(standing: Store) -> None:
    found = stops(standing, STOOD | {2019: 645.0}, largest_ratio=10)
    assert "64" not in found[0].text.replace("131", "")


@pytest.mark.parametrize(("years", "year", "is_stopped"), [(1, 2018, True), (2, 2018, False), (0, 2019, True)])
def test_older_history_than_the_register_allows_stops(
    standing: Store, years: int, year: int, *, is_stopped: bool
) -> None:
    found = stops(standing, STOOD | {year: 60.0}, revised_years=years)
    assert suspicions(found) == ([Suspicion.HISTORY] if is_stopped else [])


def test_a_revision_in_decimals_that_nobody_sees_does_not_stop(standing: Store) -> None:
    assert (
        stops(standing, {year: value + 0.01 for year, value in STOOD.items()}, revised_years=0, revised_share=0) == ()
    )


@pytest.mark.parametrize(("share", "is_stopped"), [(0.3, True), (0.34, False)])
def test_more_revised_at_once_than_the_register_allows_stops(
    standing: Store, share: float, *, is_stopped: bool
) -> None:
    found = stops(standing, STOOD | {2018: 60.0, 2019: 60.0}, revised_share=share)
    assert suspicions(found) == ([Suspicion.SHARE] if is_stopped else [])


@pytest.mark.parametrize(("share", "is_stopped"), [(0.0, True), (0.2, False)])
def test_more_vanished_than_the_register_allows_stops(standing: Store, share: float, *, is_stopped: bool) -> None:
    found = stops(standing, {year: STOOD[year] for year in list(STOOD)[1:]}, gone=1, may_vanish=share)
    assert suspicions(found) == ([Suspicion.VANISHED] if is_stopped else [])
    assert not is_stopped or "1 av 6 värden som står finns inte längre hos källan" in found[0].text


def test_a_value_that_became_missing_counts_as_vanished(standing: Store) -> None:
    assert suspicions(stops(standing, STOOD | {2019: None}, may_vanish=0)) == [Suspicion.VANISHED]


def test_a_value_that_was_missing_and_came_stops_nothing(store: Store) -> None:
    append(store, observed("131", STOOD | {2019: None}))
    assert stops(store, STOOD, revised_years=0, revised_share=0, may_vanish=0) == ()


@pytest.mark.parametrize(
    ("name", "is_stopped"),
    [("title", True), ("U07417.unit", True), ("definition", True), ("updated", False), ("U07417.updated", False)],
)
def test_another_title_unit_or_definition_under_the_same_id_stops(
    standing: Store, name: str, *, is_stopped: bool
) -> None:
    found = guarding.stops(
        standing.compare(observed("131", STOOD)),
        standing.observations(),
        standing.observations().head(0),
        source=a_source(),
        registry=plain(),
        identity={name: "per 100 000", "nytt": "x"},
        earlier={name: "per 1 000"},
    )
    assert suspicions(found) == ([Suspicion.IDENTITY] if is_stopped else [])
    assert not is_stopped or (found[0].before, found[0].after) == ("per 1 000", "per 100 000")


@pytest.mark.parametrize(("name", "is_stopped"), [("U07417.unit", True), ("updated", False)])
def test_what_the_source_no_longer_says_of_itself_stops(standing: Store, name: str, *, is_stopped: bool) -> None:
    stand = standing.observations()
    given: dict[str, Any] = {"source": a_source(), "registry": plain(), "identity": {"title": "x", "unit": ""}}
    known = {"title": "x", name: "kr"}
    found = guarding.stops(standing.compare(observed("131", STOOD)), stand, stand.head(0), earlier=known, **given)
    assert [(stop.suspicion, stop.before, stop.after) for stop in found] == (
        [(Suspicion.IDENTITY, "kr", "")] if is_stopped else []
    )
    assert not is_stopped or "anger inte längre enhet (U07417)" in found[0].text


def test_a_reason_is_read_back_as_it_was_kept() -> None:
    stop = Stop(suspicion=Suspicion.JUMP, text="Ett värde …", keys=("a|131|2019|",), before="x", after="y")
    assert guarding.kept(stop.document()) == stop


@pytest.mark.parametrize(
    ("latest", "told"),
    [
        ({2018: 15.0}, "Källan har ändrat ett värde som stod, från noll."),
        ({2018: 15.0, 2019: 66.0}, "två värden som stod, som mest med 2,3\N{NO-BREAK SPACE}%, ett av dem från noll."),
        ({2019: 66.0}, "ett värde som stod, som mest med 2,3\N{NO-BREAK SPACE}%."),
    ],
)
def test_a_revision_of_what_was_nothing_is_told_as_such(store: Store, latest: dict[int, float], told: str) -> None:
    append(store, observed("131", STOOD | {2018: 0.0}))
    seen = guarding.revised(store.compare(observed("131", STOOD | {2018: 0.0} | latest)), plain())
    assert fetch_words.revisions(seen).endswith(told)


def test_what_is_revised_is_counted_as_a_reader_would_see_it(standing: Store) -> None:
    rows = observed("131", STOOD | {2018: 63.51, 2019: 66.0})
    seen = guarding.revised(standing.compare(rows), plain())
    assert (seen.count, seen.unseen, round(seen.largest, 3)) == (1, 1, 0.023)
