"""`load` killed in the middle: the next start finds a whole delivery or none, no loose file and a sound database."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators import preparation
from indicators.batches import BatchKind, BatchState
from indicators.model import Registry
from indicators.settings import ROOT, Settings
from indicators.store import Store, files
from indicators.store.faults import faults
from tests.deliveries.files import AT, a_template, filled, filled_in_full

RANDOM, AT_THE_FILE = 3, 3
PATIENCE = 60.0
Moment = Callable[[subprocess.Popen[bytes], Settings], None]


@pytest.fixture
def sheet(own: Settings, register: Registry) -> bytes:
    """A template filled in without fault."""
    store = Store.open(own)
    content = filled_in_full(a_template(store, register), store)
    store.close()
    return content


def test_a_load_that_is_killed_leaves_a_whole_delivery_or_none(
    own: Settings, register: Registry, sheet: bytes, tmp_path: Path
) -> None:
    nothing, version = _start(own, register)
    started = time.monotonic()
    assert _loading(own, _another(sheet, tmp_path, 0)).wait(PATIENCE) == 0
    whole, chance = time.monotonic() - started, random.Random(2020)
    found = [_start(own, register)]
    moments: list[Moment] = [
        *(_after(chance.uniform(0.3, 1.0) * whole) for _ in range(RANDOM)),
        *[_when_kept] * AT_THE_FILE,
    ]
    for number, moment in enumerate(moments, 1):
        process = _loading(own, _another(sheet, tmp_path, number))
        moment(process, own)
        process.kill()
        assert process.wait(PATIENCE) in (0, -signal.SIGKILL)
        found.append(_start(own, register))
    assert nothing == 0
    assert found[0] == (1, version)
    assert set(found) <= {(0, version), (1, version)}


def _another(sheet: bytes, folder: Path, number: int) -> Path:
    """The file with a comment of its own, so that it is not kept already."""
    path = folder / f"angered-{number}.xlsx"
    path.write_bytes(filled(sheet, {("anmalda-ran", "J"): f"prov {number}"}))
    return path


def _loading(own: Settings, file: Path) -> subprocess.Popen[bytes]:
    """A load of the file, in a process like anybody's at the terminal."""
    where = {"LAGESBILD_DATABASE_URL": own.database_url, "LAGESBILD_FILES": str(own.files)}
    command = [sys.executable, "-m", "indicators", "load", str(file), "--by", "Anna"]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **where, "LAGESBILD_TODAY": "2020-12-01"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _after(seconds: float) -> Moment:
    return lambda *_: time.sleep(seconds)


def _when_kept(process: subprocess.Popen[bytes], own: Settings) -> None:
    """As soon as the file is about to be kept, which is in the middle of the writing."""
    seen, ends = _kept(own), time.monotonic() + PATIENCE
    while _kept(own) == seen and process.poll() is None and time.monotonic() < ends:
        time.sleep(0.001)


def _start(own: Settings, register: Registry) -> tuple[int, int]:
    """What the next start finds: deliveries that wait (each whole, and taken back here) and the data version."""
    preparation.prepare(own, empty=False, at=AT, report=lambda *_: None)
    store = Store.open(own)
    assert faults(store, register) == []
    assert not files.has_leftovers(own.files)
    assert _kept(own) == {batch.sha256 for batch in store.batches()}
    waiting = [batch for batch in store.batches([BatchState.HANDED_IN]) if batch.kind is BatchKind.UPLOAD]
    for batch in waiting:
        assert len(store.pending(batch.id)) == batch.new + batch.changed + batch.unchanged
        assert store.file_content(batch.sha256)
        store.withdraw(batch.id, by="Anna", at=AT)
    version = store.version()
    store.close()
    return len(waiting), version


def _kept(own: Settings) -> set[str]:
    return {path.name for path in Path(own.files).rglob("*") if path.is_file()}
