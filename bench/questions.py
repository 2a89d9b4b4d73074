"""What pages ask the store, one by one, and how long the database takes to answer.

Processor time is counted, of our own thread and of the database's process where it has one (`bench.clocks`).
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from bench import clocks, many
from indicators.hiding import READ_AT_ONCE
from indicators.model import TOTAL, GeographyLevel, Registry
from indicators.store import Store, reading
from ui.download_results import COUNTED_AT_ONCE

MOST: Final = 0.050
"""Seconds a page's query may take, at the 95th percentile."""
REPEATS: Final = 20
COMPARED: Final = "a delivery compared: all rows of one indicator, with where they come from"
"""Told, not counted: how many indicators a delivery touches is its own matter, and a refresh has a bar of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How long the database took, and how long until a table of it was made; in seconds."""

    title: str
    rows: int
    query: list[float]
    table: list[float]

    @property
    def slow(self) -> float:
        """The query at the 95th percentile."""
        return percentile(self.query)


def percentile(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


def asked(store: Store, registry: Registry, made: list[str]) -> dict[str, Callable[[], Any]]:
    """The questions of the pages by name; `made` are the made-up indicators, of many rows each."""
    district = registry.on_level(GeographyLevel.DISTRICT)[0].code
    places = [g.code for level in (GeographyLevel.CITY, GeographyLevel.DISTRICT) for g in registry.on_level(level)]
    year, then = many.YEARS[-1], max(1, store.version() - 1)
    return {
        "every rerun: newest version and register": lambda: (store.version(), store.register_revision()),
        "viewpoints: latest year with a value": store.latest_year,
        "what has changed since": store.changed,
        "one indicator, city and districts, no breakdowns": lambda: store.observations(
            indicators=made[:1], geographies=places, breakdowns=[TOTAL], with_origin=False
        ),
        "one indicator, every place, no breakdowns": lambda: store.observations(
            indicators=made[1:2], breakdowns=[TOTAL], with_origin=False
        ),
        "one indicator, one place, every breakdown": lambda: store.observations(
            indicators=made[1:2], geographies=[district], with_origin=False
        ),
        "after an approval: ten indicators, city and districts": lambda: store.observations(
            indicators=made[:10], geographies=places, breakdowns=[TOTAL], with_origin=False
        ),
        f"warming: {READ_AT_ONCE} indicators, city and districts": lambda: store.observations(
            indicators=made[:READ_AT_ONCE], geographies=places, breakdowns=[TOTAL], with_origin=False
        ),
        f"warming: {READ_AT_ONCE} indicators, the city, every breakdown": lambda: store.observations(
            indicators=made[:READ_AT_ONCE], geographies=[registry.city_code], with_origin=False
        ),
        f"warming: the rows of {COUNTED_AT_ONCE} indicators counted": lambda: store.counts(
            indicators=made[:COUNTED_AT_ONCE]
        ),
        "an edition: one indicator, city and districts, as it stood": lambda: store.observations(
            version=then, indicators=made[:1], geographies=places, breakdowns=[TOTAL], with_origin=False
        ),
        "an edition: one indicator, one place, every breakdown, as it stood": lambda: store.observations(
            version=then, indicators=made[1:2], geographies=[district], with_origin=False
        ),
        "where one value comes from": lambda: store.trace(made[0], district, year),
        "the deliveries": store.batches,
        "the audit of small numbers: all rows of one indicator": lambda: store.observations(
            indicators=made[1:2], with_origin=False, counts_alone=True
        ),
        COMPARED: lambda: store.observations(indicators=made[1:2]),
    }


def answered(store: Store, registry: Registry, made: list[str], *, repeats: int = REPEATS) -> Iterator[Answered]:
    """Each question asked so many times, the first not counted: a page's query as a server in use meets it."""
    clock = clocks.of_database(store._newest)
    for title, ask in asked(store, registry, made).items():
        query, table, rows = [], [], 0
        for number in range(repeats + 1):
            with _listening(store, clock) as heard:
                start = clock()
                found = ask()
                ended = clock() - start
            if number:
                query.append(heard.seconds)
                table.append(ended)
            rows = len(found) if hasattr(found, "__len__") else 1
        yield Answered(title=title, rows=rows, query=query, table=table)


@dataclass(slots=True)
class _Heard:
    seconds: float = 0.0
    since: float = 0.0


@contextmanager
def _listening(store: Store, clock: Callable[[], float]) -> Iterator[_Heard]:
    """Adds up the time from each statement until its last row is fetched."""
    heard, engine = _Heard(), store._newest
    fetched = reading.fetched

    def begun(*_: object) -> None:
        heard.since = clock()

    def ended(*_: object) -> None:
        heard.seconds += clock() - heard.since

    def all_rows(connection: sa.Connection, statement: sa.Select[Any]) -> list[tuple[Any, ...]]:
        start, before = clock(), heard.seconds
        rows = fetched(connection, statement)
        heard.seconds = before + clock() - start
        return rows

    sa.event.listen(engine, "before_cursor_execute", begun)
    sa.event.listen(engine, "after_cursor_execute", ended)
    reading.fetched = all_rows
    try:
        yield heard
    finally:
        reading.fetched = fetched
        sa.event.remove(engine, "before_cursor_execute", begun)
        sa.event.remove(engine, "after_cursor_execute", ended)
