"""Many who hand in and review at once, and some who die halfway: nothing fails, nothing is lost, nothing is left."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

import pandas as pd

from indicators import observations as obs
from indicators.errors import StoreError
from indicators.settings import Settings
from indicators.store import BatchState, Store, files
from indicators.store.faults import faults
from tests.builders import INDICATOR_ID, a_registry, observed
from tests.store.deliveries import POSTGRESQL, SQLITE, approve, hand_in, seen

processes = multiprocessing.get_context("fork")
PEOPLE = 8
TIMES = {SQLITE: 6, POSTGRESQL: 3}
KILLS, ROWS = {SQLITE: 20, POSTGRESQL: 8}, 400


def _hand_in_and_review(settings: Settings, person: int, times: int) -> None:
    store = Store.open(settings)
    for number in range(times):
        rows = observed(str(131 + person), dict.fromkeys(range(number * 10, number * 10 + 60), float(number + 1)))
        batch = hand_in(store, rows, by=f"Uppladdare {person}", content=b"%d %d" % (person, number))
        approve(store, batch, by=f"Granskare {person}")
    store.close()


def test_eight_people_hand_in_several_deliveries_each_at_once_and_none_is_lost(settings: Settings, engine: str) -> None:
    times = TIMES[engine]
    _all_at_once([processes.Process(target=_hand_in_and_review, args=(settings, n, times)) for n in range(PEOPLE)])
    store = Store.open(settings)
    assert [batch.state for batch in store.batches()] == [BatchState.APPROVED] * PEOPLE * times
    assert store.version() == PEOPLE * times
    current = store.observations().groupby(obs.GEOGRAPHY)[obs.VALUE]
    assert current.size().tolist() == [50 + 10 * times] * PEOPLE
    assert current.sum().tolist() == [10 * sum(range(1, times)) + 60 * times] * PEOPLE
    assert (_kept(settings), faults(store, a_registry())) == (_referred(store), _only_years(store))
    store.close()


def _approve_the_same(settings: Settings, person: int, batch: int, seen: str, start: Event) -> None:
    store = Store.open(settings)
    start.wait(30)
    try:
        store.approve(batch, by=f"Granskare {person}", at=store.batch(batch).handed_in_at, seen=seen)
    except StoreError as fault:
        os._exit(7 if "redan godkänd" in str(fault) else 9)
    os._exit(0)


def test_one_of_many_who_approve_the_same_batch_at_once_succeeds(store: Store, settings: Settings) -> None:
    batch, start = hand_in(store, observed("131", {2014: 62.0})), processes.Event()
    shown = seen(store, batch)
    store.close()
    people = [
        processes.Process(target=_approve_the_same, args=(settings, n, batch, shown, start)) for n in range(PEOPLE)
    ]
    for person in people:
        person.start()
    start.set()
    for person in people:
        person.join(60)
    assert sorted(person.exitcode or 0 for person in people) == [0] + [7] * (PEOPLE - 1)
    after = Store.open(settings)
    assert (after.version(), len(after.observations())) == (1, 1)
    after.close()


def _load_until_killed(settings: Settings, rows: pd.DataFrame, first: int, pace: Connection) -> None:
    store = Store.open(settings)
    began = time.monotonic()
    for number in range(first, first + 10_000):
        batch = hand_in(store, rows.assign(value=float(number)), content=b"%d" % number * 50_000, draft=number % 5 == 0)
        if number % 5:
            approve(store, batch)
        if number == first:
            pace.send(time.monotonic() - began)


def test_a_loading_process_killed_at_random_moments_leaves_whole_batches_and_no_loose_file(
    settings: Settings, engine: str
) -> None:
    chance, rows = random.Random(2020), observed("131", dict.fromkeys(range(2010, 2010 + ROWS), 0.5))
    moments = set()
    for kill in range(KILLS[engine]):
        heard, pace = processes.Pipe()
        loader = processes.Process(target=_load_until_killed, args=(settings, rows, kill * 10_000 + 1, pace))
        loader.start()
        assert heard.poll(60)
        time.sleep(min(heard.recv(), 0.2) * chance.uniform(0.0, 2.0))  # anywhere in the next deliveries
        os.kill(loader.pid or 0, signal.SIGKILL)
        loader.join(10)
        moments.add(_must_be_whole(settings))
    assert len(moments) > 1  # the moments were different ones


def _must_be_whole(settings: Settings) -> tuple[object, ...]:
    """What the next start finds: every batch with all its rows and its file, and no other file."""
    store = Store.open(settings)
    left = store.sweep()
    assert faults(store, a_registry()) == []
    assert (_kept(settings), files.has_leftovers(settings.files)) == (_referred(store), False)
    every = store.batches()
    assert all(len(store.pending(batch.id)) == ROWS for batch in every)
    current, approved = store.observations(), [batch.id for batch in every if batch.state is BatchState.APPROVED]
    assert current[obs.BATCH].unique().tolist() == approved[-1:]
    assert (len(current), current[obs.VALUE].nunique()) == ((ROWS, 1) if approved else (0, 0))
    waiting = [batch.id for batch in every if batch.state is BatchState.HANDED_IN]
    for number in waiting:
        store.withdraw(number, by="Anna", at=store.batch(number).handed_in_at)
    drafts = len(store.batches([BatchState.DRAFT]))
    store.close()
    return left, len(waiting), drafts


def _all_at_once(people: list[multiprocessing.process.BaseProcess]) -> None:
    for person in people:
        person.start()
    for person in people:
        person.join(120)
    assert [person.exitcode for person in people] == [0] * len(people)


def _kept(settings: Settings) -> set[str]:
    return {path.name for path in Path(settings.files).rglob("*") if path.is_file()}


def _referred(store: Store) -> set[str]:
    return {batch.sha256 for batch in store.batches()}


def _only_years(store: Store) -> list[str]:
    """The years of these rows are made up; nothing else may be wrong."""
    return [line for line in faults(store, a_registry()) if line.startswith(INDICATOR_ID) and "utanför seriens" in line]
