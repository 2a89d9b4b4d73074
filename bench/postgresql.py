"""PostgreSQL: a primary killed during uploads, a backup, and a move, measured on servers of the bench's own.

python -m bench.postgresql
"""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import pandas as pd

from indicators.batches import BatchKind, Delivery
from indicators.errors import StoreError
from indicators.settings import Settings
from indicators.store import Store, backing_up, moving, restoring
from tests.builders import observed
from tests.servers import postgresql
from tests.servers.postgresql import Pair

YEARS, FEW, MANY = 100, 3, 2_000
AT = datetime(2020, 12, 1, 12, tzinfo=UTC)
PATIENCE = 30.0
processes = multiprocessing.get_context("fork")


def main() -> None:
    """Print each figure with what it is about."""
    with tempfile.TemporaryDirectory() as name, postgresql.pair() as pair:
        failover(Path(name), pair)
    with tempfile.TemporaryDirectory() as name, postgresql.cluster() as server:
        copies(Path(name), server)


def failover(folder: Path, pair: Pair) -> None:
    """Kill the primary while a process uploads; promote the standby; count what was lost."""
    pair.primary.sql("CREATE DATABASE store")
    settings = Settings(
        database_url=pair.url("store", "target_session_attrs=read-write"),
        read_url=pair.url("store", "target_session_attrs=prefer-standby"),
        files=folder / "files",
        today=None,
    )
    reader = Store.create(settings)
    heard, told = processes.Pipe(duplex=False)
    uploads = processes.Process(target=_upload, args=(settings, told), daemon=True)
    uploads.start()
    accepted = [heard.recv() for _ in range(20)]
    pair.primary.kill()
    killed = time.monotonic()
    reader.version()
    print(f"Primary killed: the first read after {time.monotonic() - killed:.2f} s")
    while heard.poll(0.2):  # what was answered for before the kill
        accepted.append(heard.recv())
    promoted = time.monotonic()
    pair.standby.promote()
    if not heard.poll(PATIENCE):
        raise StoreError("nobody could write after the promotion")
    resumed = time.monotonic()
    accepted.append(heard.recv())
    uploads.kill()
    kept = {batch.id for batch in reader.batches()}
    whole = sum(len(reader.observations(version=v)) == FEW * YEARS for v in range(1, reader.version() + 1))
    print(f"Writers resumed {resumed - promoted:.2f} s after the promotion was asked for")
    print(f"Accepted batches lost: {len(set(accepted) - kept)}; half batches: {reader.version() - whole}")
    reader.close()


def _upload(settings: Settings, told: Connection) -> None:
    """Bring in deliveries for ever, telling of each that the store has answered for."""
    store, number = Store.open(settings), 0
    while True:
        number += 1
        try:
            result = store.append(_delivery(FEW, number), by="Anna", at=AT)
        except StoreError:
            time.sleep(0.02)
            continue
        told.send(result.batch)


def _delivery(places: int, number: int) -> Delivery:
    """As many rows as places times years, all with one value."""
    one = observed("131", dict.fromkeys(range(2000, 2000 + YEARS), float(number)))
    rows = pd.concat([one.assign(geography=str(place)) for place in range(places)], ignore_index=True)
    told = {"title": "Bänk", "source": "", "licence": "", "provenance": "", "file_name": "b.csv"}
    return Delivery(kind=BatchKind.REFERENCE, content=b"%d" % number, rows=rows, **told)


def copies(folder: Path, server: postgresql.Cluster) -> None:
    """Back a large store up, put it back on the other engine, and move it."""
    (folder / "here").mkdir()
    url = f"sqlite:///{folder / 'here' / 'lagesbild.db'}"
    here = Settings(database_url=url, read_url=url, files=folder / "files", today=None)
    store = Store.create(here)
    store.append(_delivery(MANY, 1), by="Anna", at=AT)
    begun = time.monotonic()
    backing_up.backup(store, folder / "kopia.zip", at=AT, report=_silent)
    size = (folder / "kopia.zip").stat().st_size / 1e6
    print(f"{MANY * YEARS} rows backed up in {time.monotonic() - begun:.1f} s, {size:.1f} MB")
    server.sql("CREATE DATABASE there")
    there = Settings(database_url=server.url("there"), read_url=server.url("there"), files=folder / "files", today=None)
    begun = time.monotonic()
    restoring.restore(there, folder / "kopia.zip", replace=False, by="Anna", at=AT, patience=PATIENCE, report=_silent)
    print(f"Put back on PostgreSQL in {time.monotonic() - begun:.1f} s")
    server.sql("CREATE DATABASE moved")
    begun = time.monotonic()
    moved = moving.move(here, server.url("moved"), patience=PATIENCE, report=_silent)
    print(f"Moved and compared row by row in {time.monotonic() - begun:.1f} s, {sum(t.rows for t in moved)} rows")
    store.close()


def _silent(_done: int, _whole: int, _what: str) -> None:
    """Nothing on the way."""


if __name__ == "__main__":
    main()
