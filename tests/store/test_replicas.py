"""A primary with a standby that it waits for: what is read where, and what is left when the primary is killed."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from indicators.errors import StoreError
from indicators.settings import Settings
from indicators.store import BatchState, FetchOutcome, Store, addresses
from indicators.store.faults import faults
from indicators.store.fetches import Ended
from tests.builders import a_registry, observed
from tests.servers import postgresql
from tests.servers.postgresql import Pair
from tests.store.deliveries import append, approve, day, hand_in, seen

processes = multiprocessing.get_context("fork")
ROWS = 40
_numbers = count(1)


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    """Two servers for all tests here; the last one kills the primary."""
    with postgresql.pair() as made:
        yield made


@pytest.fixture
def settings(pair: Pair, tmp_path: Path) -> Settings:
    """A store whose writers go to whichever server takes changes, and whose readers go to the standby first."""
    name = f"store_{next(_numbers)}"
    pair.primary.sql(f"CREATE DATABASE {name}")
    settings = Settings(
        database_url=pair.url(name, "target_session_attrs=read-write"),
        read_url=pair.url(name, "target_session_attrs=prefer-standby"),
        files=tmp_path / "files",
        today=None,
    )
    Store.create(settings).close()
    pair.wait()
    return settings


def test_a_replica_serves_readers_who_never_go_back_in_time(settings: Settings, pair: Pair) -> None:
    store, other = Store.open(settings), Store.open(settings)
    append(store, observed("131", {2014: 62.0}))
    pair.wait()
    assert _is_standby(store)
    pair.standby.sql("SELECT pg_wal_replay_pause()")
    number = hand_in(store, observed("131", {2014: 63.0}), at=1)
    assert (store.batch(number).state, not _is_standby(store)) == (BatchState.HANDED_IN, True)  # what it wrote itself
    assert [b.id for b in other.batches()] == [1]  # another process: an older moment, but a whole one
    assert store.approve(number, by="Bo", at=day(2), seen=seen(other, number)).changed == 1  # previews ask the primary
    assert (store.version(), other.version()) == (2, 2)  # who has once seen the newest does not go back
    pair.standby.sql("SELECT pg_wal_replay_resume()")
    pair.wait()
    assert (_is_standby(store), other.version()) == (True, 2)
    store.close()
    other.close()


def test_who_fetches_and_what_was_fetched_is_never_read_from_a_replica(settings: Settings, pair: Pair) -> None:
    store, other = Store.open(settings), Store.open(settings)
    pair.standby.sql("SELECT pg_wal_replay_pause()")
    number, token = store.begin_fetch("enkaten", by="Siv", at=day(0), is_scheduled=False, seconds=60)
    running, rows = other.fetching(), other.fetches("enkaten")
    store.conclude_fetch(number, token, Ended(outcome=FetchOutcome.FAILED, message="x"), at=day(0))
    assert (running is not None, [row.id for row in rows], other.fetching()) == (True, [number], None)
    pair.standby.sql("SELECT pg_wal_replay_resume()")
    store.close()
    other.close()


def _is_standby(store: Store) -> bool:
    with store.reading() as connection:
        return bool(connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one())


def test_a_replica_given_as_the_store_itself_is_refused_in_words(settings: Settings, pair: Pair) -> None:
    alone = pair.standby.url(addresses.place(settings.database_url).partition(" ")[0])
    store = Store.open(Settings(database_url=alone, read_url=alone, files=settings.files, today=None))
    with pytest.raises(StoreError, match=r"läskopia.*LAGESBILD_DATABASE_URL"):
        append(store, observed("131", {2014: 62.0}))
    assert store.version() == 0
    store.close()


def test_a_replica_that_is_another_database_is_refused(settings: Settings, pair: Pair) -> None:
    wrong = pair.primary.url("postgres")
    with pytest.raises(StoreError, match="är tom"):
        Store.open(Settings(database_url=settings.database_url, read_url=wrong, files=settings.files, today=None))


def _upload(settings: Settings, told: Connection) -> None:
    """Hand in and approve for ever in one process, telling of each act that the store has answered for."""
    store = Store.open(settings)
    number = 0
    while True:
        number += 1
        rows = observed("131", dict.fromkeys(range(2000, 2000 + ROWS), float(number)))
        try:
            batch = hand_in(store, rows, content=b"%d" % number)
            told.send(("handed in", batch))
            approve(store, batch)
            told.send(("approved", batch))
        except StoreError as fault:
            told.send(("refused", str(fault)))
            time.sleep(0.05)


def test_a_primary_killed_during_uploads_loses_no_accepted_batch_and_stops_nobody_for_long(
    settings: Settings, pair: Pair
) -> None:
    heard, told = processes.Pipe(duplex=False)
    uploads = processes.Process(target=_upload, args=(settings, told), daemon=True)
    reader = Store.open(settings)
    uploads.start()
    try:
        before = _hear(heard, until=lambda act: act == ("approved", 5))
        pair.primary.kill()
        assert reader.version() >= 4  # readers go on
        assert reader.observations()["value"].nunique() == 1
        assert reader.fetching() is None  # nobody can be fetching
        between = _hear(heard, until=lambda act: act[0] == "refused")
        pair.standby.promote()
        after = _hear(heard, until=lambda act: act[0] == "approved")
    finally:
        uploads.kill()
        uploads.join(10)
    acts = [*before, *between, *after]
    store = Store.open(settings)
    kept = {batch.id: batch for batch in store.batches()}
    assert {number for act, number in acts if act == "handed in"} <= set(kept)
    approved = [number for act, number in acts if act == "approved"]
    assert all(kept[int(number)].state is BatchState.APPROVED for number in approved)
    standing = store.observations()
    assert (len(standing), standing["value"].nunique()) == (ROWS, 1)
    assert all(len(store.pending(batch)) == ROWS for batch in kept)
    assert [line for line in faults(store, a_registry()) if "utanför seriens år" not in line] == []
    for act, said in acts:
        assert act != "refused" or any(words in str(said) for words in ("svarar inte", "osäkert", "läskopia", "starta"))
    assert reader.version() == store.version()  # the reader that was there all along
    reader.close()
    store.close()


def _hear(heard: Connection, *, until: Callable[[tuple[str, object]], bool]) -> list[tuple[str, object]]:
    acts: list[tuple[str, object]] = []
    while True:
        assert heard.poll(60), acts
        acts.append(heard.recv())
        if until(acts[-1]):
            return acts
