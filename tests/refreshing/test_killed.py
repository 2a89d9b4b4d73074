"""A refresh killed at any moment, on both engines: wholly there or not at all, and the next one takes over."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.model import Registry
from indicators.settings import ROOT, Settings
from indicators.store import BatchState, FetchOutcome, Store, files
from indicators.store.faults import faults
from tests.refreshing.sources import VALUES, put, refresh, stand
from tests.store.deliveries import Fresh

PATIENCE = 60
RUN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from indicators.settings import Settings
from indicators.store import Store
from tests.store.deliveries import Fresh
from tests.refreshing.sources import a_register, day, refresh
url = sys.argv[1]
store = Store.open(Settings(database_url=url, read_url=url, files=Path(sys.argv[2]), today=None))
print("börjar", flush=True)
refresh(store, a_register(), at=day(int(sys.argv[4])))
print("klar", flush=True)
"""


@pytest.fixture
def own_settings(fresh: Fresh, tmp_path: Path) -> Iterator[Settings]:
    """An empty store, on both engines."""
    with fresh(tmp_path) as settings:
        yield settings


def begun(own: Settings, number: int) -> subprocess.Popen[bytes]:
    """A refresh in a process of its own, which has come as far as to open the store."""
    where = [own.database_url, str(own.files), str(ROOT), str(number)]
    child = subprocess.Popen([sys.executable, "-c", RUN, *where], cwd=ROOT, env={**os.environ}, stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == "börjar\n".encode()
    return child


def test_a_refresh_killed_at_any_moment_leaves_all_or_nothing_and_the_next_takes_over(
    store: Store, registry: Registry, figures: Path, own_settings: Settings
) -> None:
    stand(store, registry)
    put(figures, {**VALUES, (131, 2020): 61.0})
    started = time.monotonic()
    with begun(own_settings, 1) as child:
        assert child.wait(PATIENCE) == 0
    whole, chance = time.monotonic() - started, random.Random(2020)
    good = store.observations()
    for number in range(2, 6):
        put(figures, {**VALUES, (131, 2020): 61.0 + number / 10})
        with begun(own_settings, number) as child:
            time.sleep(chance.uniform(0.0, 0.6) * whole)
            child.kill()
            assert child.wait(PATIENCE) in (0, -signal.SIGKILL)
        assert store.fetching() is None
        store.sweep()
        assert faults(store, registry) == []
        assert not files.has_leftovers(own_settings.files)
        assert store.observations().equals(good)
        waiting = store.batches([BatchState.HANDED_IN])
        assert len(waiting) == 1
        assert len(store.pending(waiting[0].id)) == 13
    came = refresh(store, registry)
    assert came.outcome is FetchOutcome.WAITING
    assert FetchOutcome.FAILED in {row.outcome for row in store.fetches()}, "no refresh was killed in the middle"
    assert {row.outcome for row in store.fetches()} <= {FetchOutcome.WAITING, FetchOutcome.FAILED}


@pytest.mark.parametrize("moment", ["lås", "fil"])
def test_a_refresh_killed_while_it_holds_the_lock_or_keeps_the_file(
    store: Store, registry: Registry, figures: Path, own_settings: Settings, moment: str
) -> None:
    kept = {path.name for path in own_settings.files.rglob("*")}
    with begun(own_settings, 1) as child:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends and child.poll() is None:
            if moment == "lås" and store.fetching() is not None:
                break
            if moment == "fil" and {path.name for path in own_settings.files.rglob("*")} != kept:
                break
        child.kill()
        code = child.wait(PATIENCE)
    assert code == -signal.SIGKILL or moment == "fil"  # the file is kept for too short a time to be sure to hit it
    assert store.fetching() is None
    came = refresh(store, registry)
    assert came.outcome is FetchOutcome.WAITING
    assert len(store.batches()) == 1
    store.sweep()
    assert faults(store, registry) == []
