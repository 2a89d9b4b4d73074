"""How long a received file takes to findings and preview: `python -m bench.uploads` prints and fails on a broken bar.

A made-up register and store: a district's own template, and a foreign table of 100 000 rows half of which stands.
Its small counts, in the last row, are hidden with all that would tell them before anything is assessed; no bar counts
them, since the time is that of the audits and depends on how many there are.
"""

from __future__ import annotations

import statistics
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from bench import made_up, workbooks
from indicators import deliveries
from indicators.batches import BatchKind, Delivery
from indicators.disclosure import layer
from indicators.ingest.mapping import Mapping
from indicators.model import Registry, UserRole
from indicators.permissions import ANYWHERE, Person
from indicators.settings import Settings
from indicators.store import Store

AT = datetime(2020, 12, 2, 13, 40, tzinfo=UTC)
PERSON = Person(name="Anna", role=UserRole.UPLOADER, geography=ANYWHERE)
NAME = "matning.xlsx"
ROWS, TEMPLATE_INDICATORS, TEMPLATE_YEAR = 100_000, 100, 2016
FINDINGS_SECONDS, TIMES_OPENPYXL = 1.5, 2.0
REPEATS, TEMPLATE_REPEATS = 3, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a file is received, and how it is laid out."""

    store: Store
    registry: Registry
    layout: Mapping | None = None

    def seconds(self, content: bytes) -> tuple[float, float]:
        """From the bytes to findings, and to findings and preview; nothing is remembered from an earlier time."""
        layer._protected.cache_clear()
        started = time.perf_counter()
        received = deliveries.receive(
            content, NAME, store=self.store, registry=self.registry, person=PERSON, at=AT, layout=self.layout
        )
        between = time.perf_counter()
        preview = deliveries.preview(received, store=self.store, registry=self.registry, person=PERSON)
        ended = time.perf_counter()
        if received.errors or not (preview.new and len(preview.difference) == len(received.rows)):
            raise SystemExit(f"{len(received.errors)} errors, {preview.new} new values: {received.errors[:1]}")
        return between - started, ended - started


def main() -> None:
    """Measure and print; exit status 1 when a target is missed."""
    warnings.simplefilter("ignore")
    registry = made_up.register()
    rows, small = made_up.observed(registry), made_up.observed(registry, made_up.SMALL)
    name = f"foreign table, {ROWS} rows × {made_up.COLUMNS} columns"
    print("| File | openpyxl read-only, s | to findings, s | and preview, s | times | reading process, MB |")
    print("|---|---:|---:|---:|---:|---:|")
    with _storing(rows) as store:
        findings = _template(store, registry, rows)
        times, memory = _foreign(name, store, registry, rows.head(ROWS), repeats=REPEATS)
    with _storing(small) as store:
        _foreign(f"{name}, small counts", store, registry, small.head(ROWS), repeats=1)
    print()
    passed = [
        workbooks.verdict("a district's template, seconds to findings", findings, FINDINGS_SECONDS),
        workbooks.verdict(f"{ROWS} rows, findings and preview, times openpyxl", times, TIMES_OPENPYXL),
        workbooks.verdict(f"{ROWS} rows, reading process, MB", memory, workbooks.CHILD_MEGABYTES),
    ]
    raise SystemExit(not all(passed))


@contextmanager
def _storing(rows: pd.DataFrame) -> Iterator[Store]:
    """A store in which half of the rows stand."""
    with tempfile.TemporaryDirectory() as name:
        store = _store(Path(name), made_up.standing(rows))
        yield store
        store.close()


def _store(folder: Path, rows: pd.DataFrame) -> Store:
    url = f"sqlite:///{folder / 'lagesbild.db'}"
    store = Store.create(Settings(database_url=url, read_url=url, files=folder / "files", today=AT.date()))
    delivery = Delivery(
        kind=BatchKind.REFERENCE,
        title="Mätning",
        source="påhittad",
        licence="",
        file_name=NAME,
        content=b"",
        rows=rows,
        provenance="",
    )
    store.append(delivery, by=PERSON.name, at=AT)
    return store


def _template(store: Store, registry: Registry, rows: pd.DataFrame) -> float:
    """Print a district's template, filled in; gives the seconds to findings."""
    few = replace(registry, indicators=dict(list(registry.indicators.items())[:TEMPLATE_INDICATORS]))
    place, year = made_up.DISTRICT, TEMPLATE_YEAR
    _, empty = deliveries.template(store, few, geography=place, year=year, person=PERSON, at=AT)
    content, desk = made_up.filled_in(empty, rows, year), Desk(store=store, registry=few)
    desk.seconds(content)  # imports
    told = [desk.seconds(content) for _ in range(TEMPLATE_REPEATS)]
    found, whole = (statistics.median(seconds[at] for seconds in told) for at in (0, 1))
    print(f"| own template, {TEMPLATE_INDICATORS * 3} rows |  | {found:.2f} | {whole:.2f} |  |  |", flush=True)
    return found


def _foreign(name: str, store: Store, registry: Registry, rows: pd.DataFrame, *, repeats: int) -> tuple[float, float]:
    """Print a foreign table; gives times openpyxl and the reading process's megabytes."""
    content, cells = made_up.foreign(rows, registry), (len(rows) + 1) * made_up.COLUMNS
    desk = Desk(store=store, registry=registry, layout=made_up.LAYOUT)
    told = [(workbooks.seconds_of_openpyxl(content, cells), *desk.seconds(content)) for _ in range(repeats)]
    theirs, found, whole = (statistics.median(each) for each in zip(*told, strict=True))
    times: float = statistics.median(ours / their for their, _, ours in told)
    memory = workbooks.megabytes(content)
    print(f"| {name} | {theirs:.2f} | {found:.2f} | {whole:.2f} | {times:.2f} | {memory:.0f} |", flush=True)
    return times, memory


if __name__ == "__main__":
    main()
