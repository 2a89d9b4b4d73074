"""How fast sources are fetched: `python -m bench.sources` prints the table and fails when a bar is broken.

Ours is everything: the process that reads, the hand-over, the file that is kept, and the table of entries. Beside it,
in the same run, a plain read of the same rows by the driver alone. Processor time of both processes is counted, since a
fetch waits for others most of the time.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.workbooks import must_be, verdict
from indicators.ingest import sources
from indicators.ingest.sources import jsons, jsonstat
from indicators.model import Registry, Source, SourceKind, SourceLimits, SourceMapping

AT = datetime(2020, 12, 2, 13, 40, tzinfo=UTC)
ROWS, AREAS, YEARS = 100_000, 5_000, 20
FETCH_SECONDS = 3.5
CUBE = (300, 30, 20)
DECODE_SECONDS = 0.8
REPEATS = 3
QUERY = "SELECT plats, ar, antal, bas FROM matt WHERE ar >= :from_year"
NOWHERE = Registry(
    city="",
    programme="",
    target_year=2020,
    baseline_year=2014,
    strategic_areas=(),
    geographies={},
    indicators={},
    gaps=(),
)


def main() -> None:
    """Measure and print; exit status 1 when a target is missed."""
    print("| What | driver or json alone, processor s | ours, processor s |\n|---|---:|---:|")
    fetch, decode = _database(), _cube()
    print()
    passed = [
        verdict(f"{ROWS} rows of SQLite to entries, processor seconds", fetch, FETCH_SECONDS),
        verdict(f"{CUBE[0] * CUBE[1] * CUBE[2]} cells of JSON-stat to rows, processor seconds", decode, DECODE_SECONDS),
    ]
    raise SystemExit(not all(passed))


def _database() -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kalla.db"
        _fill(path)
        source = Source(
            name="matning",
            kind=SourceKind.DATABASE,
            title="Mätning",
            publisher="",
            query=QUERY,
            mapping=SourceMapping(
                indicator="a", geography_column="plats", period="ar", numerator="antal", denominator="bas"
            ),
            limits=SourceLimits(rows=ROWS, seconds=120, bytes=50_000_000),
        )
        alone = _median(lambda: len(sqlite3.connect(path).execute(QUERY, {"from_year": 1900}).fetchall()))
        ours = _median(lambda: sources.fetch(source, f"sqlite:///{path}", registry=NOWHERE, at=AT).rows_read)
    print(f"| {ROWS} rows × 4 columns of SQLite | {alone:.2f} | {ours:.2f} |", flush=True)
    return ours


def _fill(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE matt (plats TEXT, ar INTEGER, antal INTEGER, bas INTEGER)")
        rows = ((f"omr{area}", 2000 + year, area % 97, 1_000) for area in range(AREAS) for year in range(YEARS))
        connection.executemany("INSERT INTO matt VALUES (?, ?, ?, ?)", rows)
    connection.close()


def _cube() -> float:
    """The largest answer that Statistics Sweden gives holds 150 000 cells."""
    names, count = ("plats", "grupp", "ar"), CUBE[0] * CUBE[1] * CUBE[2]
    content = json.dumps(
        {
            "class": "dataset",
            "id": names,
            "size": CUBE,
            "dimension": {
                name: {"category": {"index": {f"{name}{at}": at for at in range(size)}}}
                for name, size in zip(names, CUBE, strict=True)
            },
            "value": [None if at % 50 == 7 else at / 10 for at in range(count)],
            "status": {str(at): ".." for at in range(7, count, 50)},
        }
    ).encode()
    alone = _median(lambda: len(json.loads(content)["value"]), count)
    ours = _median(lambda: sum(1 for _ in jsonstat.decoded(jsons.loaded(content)).rows()), count)
    print(f"| {count} cells of JSON-stat 2 with status | {alone:.2f} | {ours:.2f} |", flush=True)
    return ours


def _median(read: Callable[[], int], count: int = ROWS) -> float:
    times = []
    for _ in range(REPEATS):
        started = _processor_seconds()
        must_be(read(), count)
        times.append(_processor_seconds() - started)
    return statistics.median(times)


def _processor_seconds() -> float:
    """Of this process and those that it has waited for."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


if __name__ == "__main__":
    main()
