"""A refresh of 100 000 rows on a store of millions, both ways in, beside SQLAlchemy's plain insert of the same rows."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from bench import clocks, many
from indicators import observations as obs
from indicators.batches import BatchKind, Delivery
from indicators.deliveries import refreshing
from indicators.model import (
    ObservationStatus,
    Registry,
    Source,
    SourceGuard,
    SourceKind,
    SourceLimits,
    SourceMapping,
)
from indicators.store import FetchOutcome, Store, codes, comparing, schema, staging
from indicators.store.fetches import Ended
from indicators.store.gathering import Answer

REFRESHED = 100_000
AT = datetime(2020, 12, 2, 13, 40, tzinfo=UTC)
SOURCE = Source(
    name="matning",
    kind=SourceKind.DATABASE,
    title="Mätning",
    publisher="påhittad",
    query="SELECT indikator, plats, ar, kon, alder, antal, bas FROM matt WHERE ar >= :from_year",
    mapping=SourceMapping(
        indicator_column="indikator",
        geography_column="plats",
        period="ar",
        breakdown={"kon": "kon", "alder": "alder"},
        numerator="antal",
        denominator="bas",
    ),
    recode={"kon": {"alla": ""}, "alder": {"alla": ""}},
    limits=SourceLimits(rows=REFRESHED, seconds=300, bytes=100_000_000),
    guard=SourceGuard(revised_years=20, revised_share=1.0),
)
"""A source whose every year may be revised, so that nothing stops the fetch."""


def refresh(store: Store, register: Registry, indicator: str) -> tuple[float, float]:
    """Print both ways in; times the plain insert: what the product ships, and what is fetched and then approved."""
    rows = refreshed(register, [indicator], REFRESHED)
    clock = clocks.of_database(store._writer)
    plain = _plain_insert(store, rows, clock)
    start = clock()
    done = store.append(delivery(rows), by=many.ACTOR, at=AT + timedelta(days=1))
    took = clock() - start
    again = clock()
    store.append(delivery(rows), by=many.ACTOR, at=AT + timedelta(days=2))
    unchanged = clock() - again
    if done.batch is not None:
        store.undo(done.batch, by=many.ACTOR, at=AT + timedelta(days=3))
    steps = _approved(store, rows, clock)
    print(f"\nrefresh: {done.new} new, {done.changed} changed, {done.unchanged} unchanged of {len(rows)} rows")
    print(f"plain insert {plain:.2f} s; staged, compared and written {took:.2f} s; nothing new {unchanged:.2f} s")
    told = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in steps.items())
    print(f"fetched and approved {sum(steps.values()):.2f} s: {told}")
    return took / plain, sum(steps.values()) / plain


def _approved(store: Store, rows: pd.DataFrame, clock: Callable[[], float]) -> dict[str, float]:
    """Seconds of each step of what a source says: compared, kept for review, approved; then taken back."""
    times, at = [clock()], AT + timedelta(days=4)
    number, token = store.begin_fetch("matning", by=many.ACTOR, at=at, is_scheduled=False, seconds=600)
    seen = comparing.fingerprint(store.compare(rows))
    times.append(clock())
    said = delivery(rows, f"fetched at version {store.version()}".encode())
    answer = Answer(
        delivery=said,
        rows=staging.sound(rows),
        seen=seen,
        geographies=sorted(set(rows[obs.GEOGRAPHY])),
        years=sorted(set(rows[obs.YEAR].tolist())),
        ends=None,
        note="",
    )
    ended = Ended(outcome=FetchOutcome.WAITING, message="", sha256=said.sha256)
    fetch = store.conclude_fetch(number, token, ended, at=at, content=said.content, answer=answer)
    times.append(clock())
    if fetch.batch is None:
        raise RuntimeError("the fetch handed nothing in")
    store.approve(fetch.batch, by="granskning", at=at, seen=seen)
    times.append(clock())
    store.undo(fetch.batch, by=many.ACTOR, at=at + timedelta(days=1))
    names = ("compared", "compared again and kept", "compared again, staged and written")
    return dict(zip(names, np.diff(times).tolist(), strict=True))


def whole(store: Store, register: Registry, indicator: str) -> None:
    """Print what everything around it takes too: the source read in a process of its own, checks, guards, preview."""
    rows = refreshed(register, [indicator], REFRESHED, is_longer=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kalla.db"
        _as_source(path, rows)
        known = replace(register, sources={SOURCE.name: SOURCE})
        for what in ("first", "again, the audits of what stands remembered"):
            start = _processor_seconds()
            done = refreshing.fetched(
                SOURCE, f"sqlite:///{path}", store=store, registry=known, by=many.ACTOR, at=AT + timedelta(days=6)
            )
            took = _processor_seconds() - start
            if done.preview is None or done.preview.changed == 0:
                raise RuntimeError(f"the fetch came to nothing: {done.message}")
            print(f"a source's {done.read} rows fetched, checked, judged, previewed and kept, {what}: {took:.1f} s")
            if done.fetch is not None and done.fetch.batch is not None:
                store.withdraw(done.fetch.batch, by=many.ACTOR, at=AT + timedelta(days=7))


def _as_source(path: Path, rows: pd.DataFrame) -> None:
    """A source's own table of the rows."""
    parts = [dict(part.split("=") for part in key.split("|") if part) for key in rows[obs.BREAKDOWN]]
    told = pd.DataFrame({"indikator": rows[obs.INDICATOR], "plats": rows[obs.GEOGRAPHY], "ar": rows[obs.YEAR]})
    told = told.assign(kon=[p.get("kon", "alla") for p in parts], alder=[p.get("alder", "alla") for p in parts])
    told = told.assign(antal=rows[obs.NUMERATOR].astype(int), bas=rows[obs.DENOMINATOR].astype(int))
    with sqlite3.connect(path) as connection:
        told.to_sql("matt", connection, index=False)
    connection.close()


def _processor_seconds() -> float:
    """Of this process and those that it has waited for."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def refreshed(register: Registry, indicators: list[str], size: int, *, is_longer: bool = True) -> pd.DataFrame:
    """Rows of some indicators and those that follow: a twentieth is revised and, where it is longer, as much is new."""
    own = [key for key in register.indicators if key.startswith("stor-")]
    chosen = [*indicators, *(key for key in reversed(own) if key not in indicators)]
    frames: list[pd.DataFrame] = []
    for name in chosen:
        if sum(map(len, frames)) >= size:
            break
        frames.append(frame(register, name))
    rows = pd.concat(frames, ignore_index=True).head(size)
    numerator = rows[obs.NUMERATOR].to_numpy().copy()
    numerator[::20] += 1
    late = (np.arange(len(rows)) % 20 == 10) & is_longer
    years = np.where(late, rows[obs.YEAR] + len(many.YEARS), rows[obs.YEAR])
    value = np.round(100 * numerator / rows[obs.DENOMINATOR], 1)
    return obs.checked(
        rows.assign(**{obs.NUMERATOR: numerator, obs.VALUE: value, obs.YEAR: years, obs.PERIOD: years.astype(str)})
    )


def frame(register: Registry, name: str) -> pd.DataFrame:
    """The rows of a made-up indicator as they stood at first."""
    numerator, base = (figures.ravel().astype(float) for figures in many.counts(register, int(name[-3:])))
    keys = pd.MultiIndex.from_product(
        [[place.code for place in many.places(register)], many.YEARS, many.BREAKDOWNS],
        names=[obs.GEOGRAPHY, obs.YEAR, obs.BREAKDOWN],
    ).to_frame(index=False)
    nothing: dict[str, Any] = dict.fromkeys((obs.SHEET, obs.CELL, obs.RAW, obs.NOTE), "")
    fixed: dict[str, Any] = {obs.INDICATOR: name, obs.STATUS: str(ObservationStatus.FINAL), obs.BATCH: 0}
    fixed |= {obs.LOWER: np.nan, obs.UPPER: np.nan, obs.IS_DEMO: False, obs.BASE_ESTIMATED: False}
    figures: dict[str, Any] = {obs.NUMERATOR: numerator, obs.DENOMINATOR: base}
    figures |= {obs.VALUE: np.round(100 * numerator / base, 1), obs.PERIOD: keys[obs.YEAR].astype(str)}
    return keys.assign(**nothing, **fixed, **figures)


def _plain_insert(store: Store, rows: pd.DataFrame, clock: Callable[[], float]) -> float:
    """Seconds of SQLAlchemy's own insert of the rows, ended at once so that no key stands twice, and taken back."""
    told = rows.assign(place=range(len(rows)))
    numbers = {name: store_numbers(store, name) for name in (obs.INDICATOR, obs.GEOGRAPHY, obs.BREAKDOWN)}
    fixed: dict[str, Any] = {"period_id": 1, "status": 1, "is_demo": False, "base_estimated": False}
    fixed |= {"batch_id": 1, "added_by": 1, "ended_by": 2, "sheet": "", "cell": "", "raw": "", "note": ""}
    columns = {f"{name}_id": [known[code] for code in told[name]] for name, known in numbers.items()}
    columns |= {name: told[name].tolist() for name in (obs.YEAR, obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR)}
    lines = [dict(zip(columns, values, strict=True)) | fixed for values in zip(*columns.values(), strict=True)]
    with store._writer.connect() as connection:
        transaction = connection.begin()
        start = clock()
        for at in range(0, len(lines), 10_000):
            connection.execute(sa.insert(schema.observation), lines[at : at + 10_000])
        took = clock() - start
        transaction.rollback()
    return took


def store_numbers(store: Store, column: str) -> dict[str, int]:
    """The store's number of each code."""
    with store.reading() as connection:
        return codes.numbers(connection, column)


def delivery(rows: pd.DataFrame, content: bytes = b"refresh") -> Delivery:
    """Rows as a source hands them in."""
    return Delivery(
        kind=BatchKind.SOURCE,
        title="Mätning, omläsning",
        source="påhittad",
        licence="",
        file_name=many.NAME,
        content=content,
        rows=rows,
        provenance="",
    )
