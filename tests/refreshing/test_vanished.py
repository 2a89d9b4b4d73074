"""What a source has handed in and no longer has stops the fetch, also where it ends nothing: year, place, indicator."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indicators.deliveries.guarding import Suspicion
from indicators.model import MeasureKind, Registry, SourceGuard, SourceMapping
from indicators.store import FetchOutcome, Store
from tests.builders import INDICATOR_ID, a_registry, an_indicator
from tests.refreshing.sources import VALUES, a_register, a_source, day, put, refresh, stand

ANOTHER = "an-annan"


def without(*, place: int = 0, year: int = 0) -> dict[tuple[int, int], float]:
    return {key: value for key, value in VALUES.items() if place not in key and year not in key}


def test_a_partial_source_that_loses_a_year_or_a_place_or_nearly_all_is_stopped(
    store: Store, registry: Registry, figures: Path
) -> None:
    stand(store, registry)
    one = (131, 2019)
    for left, gone in ((without(year=2014), 2), (without(place=132), 6), ({one: VALUES[one]}, 11)):
        put(figures, left)
        came = refresh(store, registry, at=day(7))
        assert (came.outcome, [stop.suspicion for stop in came.stops]) == (FetchOutcome.STOPPED, [Suspicion.VANISHED])
        assert f"{gone} av 12 värden som står finns inte längre" in came.message
    assert len(store.observations()) == 12


def test_years_that_are_not_asked_for_and_what_may_vanish_are_not_missed(store: Store, figures: Path) -> None:
    stand(store, a_register())
    put(figures, without(year=2014))
    for changes in ({"from_year": 2015}, {"guard": SourceGuard(may_vanish=0.2)}):
        came = refresh(store, a_register(a_source(**changes)), at=day(7))
        assert came.outcome is FetchOutcome.UNCHANGED


def two_indicators(**changes: Any) -> Registry:
    """A register whose source says in a column which of two indicators each row is about."""
    mapping = SourceMapping(indicator_column="vad", geography_column="plats", period="ar", value="varde")
    source = a_source(query="select * from flera", mapping=mapping, **changes)
    plain = an_indicator(kind=MeasureKind.VALUE, unit="poäng", multiplier=1.0, breakdowns=())
    registry = a_registry(plain, replace(plain, id=ANOTHER, name="En annan"))
    return replace(registry, sources={"enkaten": source})


def put_indicators(path: Path, *indicators: str) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table if not exists flera (vad text, plats text, ar integer, varde real)")
        other.execute("delete from flera")
        rows = [(name, "131", year, 50.0 + year % 3) for name in indicators for year in (2018, 2019)]
        other.executemany("insert into flera values (?, ?, ?, ?)", rows)
        other.commit()


@pytest.mark.parametrize("is_full", [False, True])
def test_an_indicator_that_a_source_no_longer_has_is_missed(store: Store, figures: Path, *, is_full: bool) -> None:
    registry = two_indicators(is_full=is_full)
    put_indicators(figures, INDICATOR_ID, ANOTHER)
    stand(store, registry)
    put_indicators(figures, INDICATOR_ID)
    came = refresh(store, registry, at=day(7))
    assert [stop.suspicion for stop in came.stops] == [Suspicion.VANISHED]
    assert {key.split("|")[0] for key in came.stops[0].keys} == {ANOTHER}
