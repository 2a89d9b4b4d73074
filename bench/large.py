"""Ten million observations: `python -m bench.large` makes the store, measures, and fails on a broken bar.

The store is made once and kept (`--folder`); `--postgresql` asks the same questions of a PostgreSQL of its own.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from bench import many, questions
from bench.client import Reader, reader
from bench.pages import PAGES
from bench.questions import percentile
from bench.server import ROOT, running
from bench.workbooks import verdict
from indicators import observations as obs
from indicators import preparation, registry
from indicators.batches import BatchKind, Delivery
from indicators.hiding import Hiding
from indicators.model import ObservationStatus, Registry
from indicators.settings import Settings
from indicators.store import Store, engines, schema

ROWS = 10_000_000
OWN_WORK = 0.300
"""Seconds of a page's own work, at the 95th percentile."""
TIMES_INSERT = 3.0
REFRESHED = 100_000
APPROVALS, CHANGED = 6, 3
"""So many approvals are made while readers are there, each of so many indicators."""
AT = datetime(2020, 12, 2, 13, 40, tzinfo=UTC)
SEVERAL = {"Stadsdelar": "stadsdelar", "Min stadsdel": "min-stadsdel", "Jämlik stad": "jamlik-stad"}
VIEWPOINTS = (2017, 2018, 2019, 2020)


def main() -> None:
    """Measure and print; exit status 1 when a bar is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="current observations (default %(default)s)")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "data" / "local" / "large", help="where the store is kept"
    )
    parser.add_argument("--reruns", type=int, default=40, help="reruns per page (default %(default)s)")
    parser.add_argument("--postgresql", action="store_true", help="also fill and ask a PostgreSQL of its own")
    parser.add_argument("--without-pages", action="store_true", help="only the database")
    chosen = parser.parse_args()
    settings = settings_in(chosen.folder / str(chosen.rows))
    passed = of_store("SQLite", settings, chosen.rows)
    if chosen.postgresql:
        with _postgresql(chosen.folder / "postgresql") as other:
            passed &= of_store("PostgreSQL", other, chosen.rows)
    if not chosen.without_pages:
        passed &= _pages(settings, chosen.reruns)
    raise SystemExit(not passed)


def settings_in(folder: Path) -> Settings:
    """A database and files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{folder / 'lagesbild.db'}"
    return Settings(database_url=url, read_url=url, files=folder / "files", today=AT.date())


def made(settings: Settings, rows: int) -> Store:
    """The store of so many rows, made unless it is there."""
    preparation.prepare(settings, empty=False, at=AT, report=lambda *_: None)
    store = Store.open(settings)
    if not store.marker("many"):
        start = time.perf_counter()
        filled = many.fill(store, rows=rows, at=AT)
        told = f"{filled.current} + {filled.ended} rows in {time.perf_counter() - start:.0f} s"
        store.set_marker("many", told, by=many.ACTOR, at=AT)
    return store


def of_store(name: str, settings: Settings, rows: int) -> bool:
    """Print what the database takes; whether its bars hold."""
    store = made(settings, rows)
    register = registry.load(store.register_documents())
    own = [key for key in register.indicators if key.startswith("stor-")]
    print(f"\n{name}, made: {store.marker('many')}\n")
    print("| What a page asks | rows | query p50 ms | query p95 ms | with table p95 ms |\n|---|---:|---:|---:|---:|")
    slowest = 0.0
    for each in questions.answered(store, register, own):
        middle, slow, table = (1000 * s for s in (statistics.median(each.query), each.slow, percentile(each.table)))
        print(f"| {each.title} | {each.rows} | {middle:.1f} | {slow:.1f} | {table:.1f} |", flush=True)
        slowest = max(slowest, each.slow)
    times = refresh(store, register, own[-1])
    print()
    passed = verdict(f"{name}: slowest page query p95, seconds", slowest, questions.MOST)
    passed &= verdict(f"{name}: {REFRESHED}-row refresh, times plain insert", times, TIMES_INSERT)
    store.close()
    return passed


def refresh(store: Store, register: Registry, indicator: str) -> float:
    """Print a refresh of 100 000 rows as deliveries make it; times the plain insert of the same rows."""
    rows = refreshed(register, [indicator], REFRESHED)
    clock = time.process_time if engines.is_embedded(store.settings.database_url) else time.perf_counter
    plain = _plain_insert(store, rows, clock)
    start = clock()
    done = store.append(_delivery(rows), by=many.ACTOR, at=AT + timedelta(days=1))
    took = clock() - start
    again = clock()
    store.append(_delivery(rows), by=many.ACTOR, at=AT + timedelta(days=2))
    unchanged = clock() - again
    if done.batch is not None:
        store.undo(done.batch, by=many.ACTOR, at=AT + timedelta(days=3))
    print(f"\nrefresh: {done.new} new, {done.changed} changed, {done.unchanged} unchanged of {len(rows)} rows")
    print(f"plain insert {plain:.2f} s; staged, compared and written {took:.2f} s; nothing new {unchanged:.2f} s")
    return took / plain


def refreshed(register: Registry, indicators: list[str], size: int) -> pd.DataFrame:
    """Rows of some indicators and those that follow, of which a twentieth is revised and as much is new."""
    own = [key for key in register.indicators if key.startswith("stor-")]
    chosen = [*indicators, *(key for key in reversed(own) if key not in indicators)]
    frames: list[pd.DataFrame] = []
    for name in chosen:
        if sum(map(len, frames)) >= size:
            break
        frames.append(_frame(register, name))
    rows = pd.concat(frames, ignore_index=True).head(size)
    numerator = rows[obs.NUMERATOR].to_numpy().copy()
    numerator[::20] += 1
    late = np.arange(len(rows)) % 20 == 10
    years = np.where(late, rows[obs.YEAR] + len(many.YEARS), rows[obs.YEAR])
    value = np.round(100 * numerator / rows[obs.DENOMINATOR], 1)
    return obs.checked(
        rows.assign(**{obs.NUMERATOR: numerator, obs.VALUE: value, obs.YEAR: years, obs.PERIOD: years.astype(str)})
    )


def _frame(register: Registry, name: str) -> pd.DataFrame:
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
    from indicators.store import codes

    with store.reading() as connection:
        return codes.numbers(connection, column)


def _delivery(rows: pd.DataFrame) -> Delivery:
    return Delivery(
        kind=BatchKind.SOURCE,
        title="Mätning, omläsning",
        source="påhittad",
        licence="",
        file_name=many.NAME,
        content=b"refresh",
        rows=rows,
        provenance="",
    )


def _pages(settings: Settings, reruns: int) -> bool:
    """Print each page's own work: warm, from another viewpoint, and for the first reader after an approval."""
    store = Store.open(settings)
    register = registry.load(store.register_documents())
    _hide(store, register, settings)
    with running(settings.files.parent) as server:
        _wait_until_warm(server.url)
        print("\n| Page | warm p50 ms | warm p95 ms | another year p95 ms | first after an approval, worst ms |")
        print("|---|---:|---:|---:|---:|")
        slowest, first = 0.0, 0.0
        for title, path in {**PAGES, **SEVERAL}.items():
            warm, other = _warm(server.url, path, reruns), _years(server.url, path)
            after = _after_approvals(server.url, path, store, register)
            told = (statistics.median(warm), percentile(warm), percentile(other), max(after))
            print(f"| {title} | " + " | ".join(f"{1000 * each:.0f}" for each in told) + " |", flush=True)
            slowest, first = max(slowest, percentile([*warm, *other])), max(first, percentile([*warm, *other, *after]))
    print()
    store.close()
    passed = verdict("own work of the slowest page, p95 of readers, seconds", slowest, OWN_WORK)
    return verdict("the same with every first reader after an approval", first, OWN_WORK) and passed


def _hide(store: Store, register: Registry, settings: Settings) -> None:
    """Have what is hidden worked out once, as a server in use has; told, since it is much for a new store."""
    start = time.perf_counter()
    hiding = Hiding(settings.files.with_name(f"{settings.files.name}-hidden"))
    masks = hiding.masks(store, register, indicators=register.indicators, version=store.version())
    hidden = sum(len(mask.hidden) for mask in masks.values())
    print(f"\n{hidden} values hidden in {len(masks)} indicators, worked out in {time.perf_counter() - start:.0f} s")


def _wait_until_warm(url: str) -> None:
    """Until every viewpoint is as quick as it gets, as some minutes after a start."""
    with reader(url, "stadsdelar") as session:
        for year in VIEWPOINTS:
            session.run()
            session.choose("lage", str(year))
            session.run()


def _warm(url: str, page: str, reruns: int) -> list[float]:
    """Reruns of one reader on data that others have read before."""
    with reader(url, page) as session:
        _run(session)
        return [_run(session) for _ in range(reruns)]


def _years(url: str, page: str) -> list[float]:
    """Reruns of a reader who goes from one viewpoint to the next."""
    with reader(url, page) as session:
        _run(session)
        times = []
        for year in VIEWPOINTS * 3:
            session.choose("lage", str(year))
            times.append(_run(session))
        return times


def _after_approvals(url: str, page: str, store: Store, register: Registry) -> list[float]:
    """The first rerun after each of some approvals, as the reader who comes at once meets it."""
    own = [key for key in register.indicators if key.startswith("stor-")]
    with reader(url, page) as session:
        _run(session)
        times = []
        for number in range(APPROVALS):
            chosen = own[number * CHANGED : (number + 1) * CHANGED]
            rows = pd.concat([_frame(register, name).iloc[number::1000] for name in chosen], ignore_index=True)
            shifted = rows.assign(**{obs.NUMERATOR: rows[obs.NUMERATOR] + 1 + number})
            value = np.round(100 * shifted[obs.NUMERATOR] / shifted[obs.DENOMINATOR], 1)
            store.append(_delivery(obs.checked(shifted.assign(**{obs.VALUE: value}))), by=many.ACTOR, at=_now(store))
            times.append(_run(session))
        return times


def _now(store: Store) -> datetime:
    return AT + timedelta(minutes=store.version())


def _run(session: Reader) -> float:
    run = session.run()
    if run.has_exception or run.is_not_found:
        raise RuntimeError(f"/{session.page} does not work: {run.texts[-3:]}")
    return run.seconds


@contextmanager
def _postgresql(folder: Path) -> Iterator[Settings]:
    """A store in a PostgreSQL server of its own, gone afterwards."""
    from tests.servers.postgresql import cluster

    with cluster(shared_buffers="'512MB'", work_mem="'64MB'", max_wal_size="'8GB'") as server:
        server.sql("CREATE DATABASE matning")
        url = server.url("matning")
        yield replace(settings_in(folder), database_url=url, read_url=url)


if __name__ == "__main__":
    main()
