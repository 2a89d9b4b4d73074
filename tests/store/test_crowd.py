"""Several writers at once, and one that dies halfway: nobody fails, and there is no half batch."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing.synchronize import Event
from pathlib import Path

import pandas as pd

from indicators import observations as obs
from indicators.settings import ROOT, Settings
from indicators.store import Store
from tests.builders import observed
from tests.store.deliveries import SQLITE, append, on_sqlite

processes = multiprocessing.get_context("fork")
WRITERS, TIMES, ROWS = 4, 5, 60


def _write(settings: Settings, writer: int) -> None:
    store = Store.open(settings)
    for number in range(TIMES):
        years = dict.fromkeys(range(ROWS), float(writer * TIMES + number + 1))
        append(store, observed("131", years), by=f"writer {writer}", content=b"%d %d" % (writer, number))
    store.close()


def test_writers_at_the_same_time_all_succeed_one_after_the_other(settings: Settings) -> None:
    writers = [processes.Process(target=_write, args=(settings, n)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    store = Store.open(settings)
    whole = [store.observations(version=v)[obs.VALUE] for v in range(1, store.version() + 1)]
    assert [(len(values), values.nunique()) for values in whole] == [(ROWS, 1)] * (WRITERS * TIMES)
    store.close()


def _write_until_killed(settings: Settings, rows: pd.DataFrame, begun: Event) -> None:
    store = Store.open(settings)
    number = 0
    while True:
        number += 1
        append(store, rows.assign(value=float(number)), content=b"%d" % number)
        begun.set()


def test_a_writer_killed_halfway_leaves_whole_batches_only(settings: Settings, engine: str, tmp_path: Path) -> None:
    rows = observed("131", dict.fromkeys(range(3000), 0.5))
    for pause in (0.02, 0.07, 0.11, 0.16):
        begun = processes.Event()
        writer = processes.Process(target=_write_until_killed, args=(settings, rows, begun))
        writer.start()
        assert begun.wait(30)
        time.sleep(pause)
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join(10)
    store = Store.open(settings)
    current = store.observations()
    assert (len(current), current[obs.VALUE].nunique(), current[obs.BATCH].unique().tolist()) == (
        *(3000, 1),
        [store.version()],
    )
    assert all(store.file_content(batch.sha256) for batch in store.batches())
    store.close()
    if engine == SQLITE:
        _must_be_sound(tmp_path / "lagesbild.db")


def _must_be_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as left:
        assert left.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert left.execute("PRAGMA foreign_key_check").fetchall() == []


@on_sqlite
def test_the_last_one_out_leaves_one_whole_file(settings: Settings, tmp_path: Path) -> None:
    store = Store.open(settings)
    append(store, observed("131", {2014: 62.0}))
    with ThreadPoolExecutor(4) as readers:
        assert list(readers.map(lambda _: store.version(), range(20))) == [1] * 20
    store.close()
    assert {path.name for path in tmp_path.iterdir()} == {"files", "lagesbild.db"}


@on_sqlite
def test_a_process_that_ends_without_closing_leaves_one_whole_file(settings: Settings, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.store.deliveries import append, settings_in; "
        "from tests.builders import observed; from indicators.store import Store; "
        "store = Store.open(settings_in(Path(sys.argv[1]))); "
        "append(store, observed('131', {2014: 1.0})); store.version()"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True)
    assert {path.name for path in tmp_path.iterdir()} == {"files", "lagesbild.db"}
