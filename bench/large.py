"""Ten million observations: `python -m bench.large` makes the store, measures, and fails on a broken bar.

The store is made once and kept (`--folder`); `--postgresql` asks the same questions of a PostgreSQL of its own.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from bench import many, questions, refreshes
from bench.client import Reader, reader
from bench.clocks import Clock
from bench.pages import PAGES
from bench.questions import percentile
from bench.refreshes import AT
from bench.server import ROOT, running
from bench.workbooks import verdict
from indicators import observations as obs
from indicators import preparation, registry
from indicators.hiding import Hiding
from indicators.model import Registry
from indicators.settings import Settings
from indicators.store import Store

ROWS = 10_000_000
OWN_WORK = 0.300
"""Seconds of a page's own work, at the 95th percentile."""
TIMES_INSERT = 3.0
APPROVALS, CHANGED = 6, 3
"""So many approvals are made while readers are there, each of so many indicators."""
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
        slowest = slowest if each.title == questions.COMPARED else max(slowest, each.slow)
    shipped, fetched = refreshes.refresh(store, register, own[-1])
    refreshes.whole(store, register, own[-1])
    print()
    passed = verdict(f"{name}: slowest page query p95, seconds", slowest, questions.MOST)
    size = refreshes.REFRESHED
    passed &= verdict(f"{name}: {size}-row refresh, times plain insert", shipped, TIMES_INSERT)
    passed &= verdict(f"{name}: {size} rows fetched and approved, times plain insert", fetched, TIMES_INSERT)
    store.close()
    return passed


def _pages(settings: Settings, reruns: int) -> bool:
    """Print each page's own work: warm, from another viewpoint, and for the first reader after an approval."""
    store = Store.open(settings)
    register = registry.load(store.register_documents())
    _hide(store, register, settings)
    with running(settings.files.parent) as server:
        clock = server.processor_time
        _wait_until_warm(server.url)
        print("\n| Page | warm p50 ms | warm p95 ms | another year p95 ms | first after an approval, worst ms |")
        print("|---|---:|---:|---:|---:|")
        slowest, first = 0.0, 0.0
        for title, path in {**PAGES, **SEVERAL}.items():
            server.wait_until_idle()  # else what it warms in the background is counted as the page's
            warm, other = _warm(server.url, path, reruns, clock), _years(server.url, path, clock)
            after = _after_approvals(server.url, path, store, register, settings, clock)
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
    hiding = Hiding(settings.masks)
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


def _warm(url: str, page: str, reruns: int, clock: Clock) -> list[float]:
    """Reruns of one reader on data that others have read before."""
    with reader(url, page) as session:
        _run(session, clock)
        return [_run(session, clock) for _ in range(reruns)]


def _years(url: str, page: str, clock: Clock) -> list[float]:
    """Reruns of a reader who goes from one viewpoint to the next."""
    with reader(url, page) as session:
        _run(session, clock)
        times = []
        for year in VIEWPOINTS * 3:
            session.choose("lage", str(year))
            times.append(_run(session, clock))
        return times


def _after_approvals(
    url: str, page: str, store: Store, register: Registry, settings: Settings, clock: Clock
) -> list[float]:
    """The first rerun after each of some approvals, as the reader who comes at once meets it."""
    common = [key for key in register.indicators if key.startswith("stor-")][many.RARE + 1 :]
    with reader(url, page) as session:
        _run(session, clock)
        times = []
        for number in range(APPROVALS):
            chosen = [common[(number * CHANGED + each) % len(common)] for each in range(CHANGED)]
            rows = pd.concat([refreshes.frame(register, name).iloc[number::1000] for name in chosen], ignore_index=True)
            shifted = rows.assign(**{obs.NUMERATOR: rows[obs.NUMERATOR] + 1 + number})
            value = np.round(100 * shifted[obs.NUMERATOR] / shifted[obs.DENOMINATOR], 1)
            delivery = refreshes.delivery(obs.checked(shifted.assign(**{obs.VALUE: value})))
            with Hiding(settings.masks).following(store, register):
                store.append(delivery, by=many.ACTOR, at=_now(store))
            times.append(_run(session, clock))
        return times


def _now(store: Store) -> datetime:
    return AT + timedelta(minutes=store.version())


def _run(session: Reader, clock: Clock) -> float:
    """Processor seconds of the server, whatever of its threads worked."""
    start = clock()
    run = session.run()
    if run.has_exception or run.is_not_found:
        raise RuntimeError(f"/{session.page} does not work: {run.texts[-3:]}")
    return clock() - start


@contextmanager
def _postgresql(folder: Path) -> Iterator[Settings]:
    """A store in a PostgreSQL server of its own, gone afterwards."""
    from tests.servers.postgresql import cluster

    with cluster(shared_buffers="512MB", work_mem="64MB", max_wal_size="8GB") as server:
        server.sql("CREATE DATABASE matning")
        url = server.url("matning")
        yield replace(settings_in(folder), database_url=url, read_url=url)


if __name__ == "__main__":
    main()
