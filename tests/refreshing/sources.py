"""A database that a source fetches from, and what came of fetching it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from indicators.deliveries import refreshing
from indicators.deliveries.refreshing import Refreshed
from indicators.model import (
    Interval,
    MeasureKind,
    Registry,
    Source,
    SourceGuard,
    SourceKind,
    SourceLimits,
    SourceMapping,
    UserRole,
)
from indicators.permissions import Person
from indicators.store import Store
from tests.builders import INDICATOR_ID, a_registry, an_indicator

AT = datetime(2020, 12, 1, 9, tzinfo=UTC)
SIV = Person(name="Siv", role=UserRole.ADMINISTRATOR)
BO = Person(name="Bo", role=UserRole.APPROVER)
VALUES = {(p, year): 50.0 + year - 2010 + p - 131 + year % 3 * 0.5 for p in (131, 132) for year in range(2014, 2020)}
"""Two districts, six years."""


def day(number: int) -> datetime:
    """Some days after the first fetch."""
    return AT + timedelta(days=number)


def a_source(**changes: Any) -> Source:
    """A database with a value for each district and year."""
    mapping = SourceMapping(indicator=INDICATOR_ID, geography_column="plats", period="ar", value="varde")
    fields: dict[str, Any] = {
        "name": "enkaten",
        "kind": SourceKind.DATABASE,
        "title": "Enkät ur stadens databas",
        "publisher": "Göteborgs Stad",
        "query": "select plats, ar, varde from varden where ar >= :from_year",
        "mapping": mapping,
        "limits": SourceLimits(rows=10_000, seconds=20, bytes=1_000_000),
        "every": Interval.WEEK,
        "from_year": 2010,
    }
    return Source(**(fields | changes))


def a_register(*sources: Source, **changes: Any) -> Registry:
    """A register with one indicator without base, and the sources."""
    indicator = an_indicator(kind=MeasureKind.VALUE, unit="poäng", multiplier=1.0, breakdowns=(), **changes)
    return replace(a_registry(indicator), sources={source.name: source for source in sources or (a_source(),)})


def guarded(**limits: Any) -> Registry:
    """A register whose source has other limits."""
    return a_register(a_source(guard=SourceGuard(**limits)))


def put(path: Path, values: Mapping[tuple[int, int], float | None]) -> None:
    """What the database holds from now on."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table if not exists varden (plats text, ar integer, varde real)")
        other.execute("delete from varden")
        rows = [(str(place), year, value) for (place, year), value in values.items()]
        other.executemany("insert into varden values (?, ?, ?)", rows)
        other.commit()


def refresh(store: Store, registry: Registry, *, at: datetime = AT, dry_run: bool = False) -> Refreshed:
    """Fetch the source for the administrator."""
    return refreshing.refresh("enkaten", store=store, registry=registry, person=SIV, at=at, dry_run=dry_run)


def stand(store: Store, registry: Registry, *, at: datetime = AT) -> int:
    """Let what the database holds stand: fetched, let through where it is stopped, and approved by another person."""
    came = refresh(store, registry, at=at)
    assert came.fetch is not None
    assert came.preview is not None
    if came.stops:
        refreshing.let_through(store, came.fetch.id, person=SIV, at=at, reason="Kontrollerat.")
    batch = store.fetch(came.fetch.id).batch
    assert batch is not None
    store.approve(batch, by=BO.name, at=at, seen=came.preview.fingerprint)
    return batch
