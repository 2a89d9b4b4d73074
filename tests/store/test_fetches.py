"""What is fetched from sources: kept whole or not at all, one at a time, and decided about by people."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from indicators.errors import BusyError, InputError, StoreError
from indicators.settings import Settings
from indicators.store import BatchState, CommentKind, FetchOutcome, Store, comparing, files, schema
from indicators.store.faults import faults
from indicators.store.fetches import CUT_SHORT, Ended
from indicators.store.gathering import Answer
from tests.builders import INDICATOR_ID, a_registry, observed
from tests.store.deliveries import a_delivery, append, approve, day, environment, fetch_in

ROWS = observed("131", {2014: 62.0, 2015: 63.0})
HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from indicators.settings import Settings
from indicators.store import Store
store = Store.open(Settings.from_environment())
store.begin_fetch("enkaten", by="Siv", at=datetime.now(UTC), is_scheduled=True, seconds=600)
print("tagen", flush=True)
sys.stdin.read()
"""


def begin(store: Store, *, source: str = "enkaten", at: int = 0, seconds: int = 60) -> tuple[int, str]:
    """A fetch that begins."""
    return store.begin_fetch(source, by="Siv", at=day(at), is_scheduled=False, seconds=seconds)


def test_what_a_source_hands_in_waits_like_any_delivery(store: Store) -> None:
    row = fetch_in(store, ROWS, read=2, new=2, identity={"title": "Enkät"})
    assert row.batch is not None
    batch = store.batch(row.batch)
    assert (batch.state, batch.handed_in_by) == (BatchState.HANDED_IN, "källan enkaten")
    assert (row.outcome, row.read, row.identity) == (FetchOutcome.WAITING, 2, {"title": "Enkät"})
    assert store.fetches() == [row]
    approve(store, row.batch)
    assert len(store.observations()) == 2


def test_what_the_register_allows_stands_at_once_without_a_person(store: Store) -> None:
    row = fetch_in(store, ROWS, outcome=FetchOutcome.APPROVED, approved_by="automatiskt enligt registret")
    assert row.batch is not None
    assert store.batch(row.batch).approved_by == "automatiskt enligt registret"
    assert len(store.observations()) == 2
    store.undo(row.batch, by="Bo", at=day(1))
    assert store.observations().empty


def test_nothing_of_a_stopped_fetch_stands_and_its_file_is_kept(store: Store) -> None:
    row = fetch_in(store, ROWS, outcome=FetchOutcome.STOPPED)
    assert row.batch is not None
    assert store.observations().empty
    assert store.batches([BatchState.HANDED_IN]) == []
    store.sweep()
    assert store.file_content(row.sha256) == b"stadsdel,ar\n"
    with pytest.raises(StoreError, match="stoppad när den hämtades"):
        approve(store, row.batch)


def test_a_stopped_fetch_is_let_through_with_a_reason_and_then_waits(store: Store) -> None:
    row = fetch_in(store, ROWS, outcome=FetchOutcome.STOPPED)
    with pytest.raises(InputError, match="Skriv varför"):
        store.let_through(row.id, reason=" ", reasons={}, by="Siv", at=day(1))
    batch = store.let_through(row.id, reason="Ny mätmetod.", reasons={"k": "Ny mätmetod."}, by="Siv", at=day(1))
    assert batch == row.batch
    assert batch is not None
    assert store.batch(batch).state is BatchState.HANDED_IN
    assert store.reasons(batch) == {"k": "Ny mätmetod."}
    assert [line.kind for line in store.thread(batch)] == [CommentKind.STOP, CommentKind.RELEASE]
    now = store.fetch(row.id)
    assert (now.outcome, now.decided_by, now.reason) == (FetchOutcome.WAITING, "Siv", "Ny mätmetod.")
    with pytest.raises(StoreError, match="redan avgjord av Siv"):
        store.dismiss_fetch(row.id, reason="Ångrar mig.", by="Siv", at=day(2))


def test_a_stopped_fetch_is_dismissed_with_a_reason(store: Store) -> None:
    row = fetch_in(store, ROWS, outcome=FetchOutcome.STOPPED)
    store.dismiss_fetch(row.id, reason="Fel hos källan.", by="Siv", at=day(1))
    assert row.batch is not None
    assert store.batch(row.batch).state is BatchState.RETURNED
    assert (store.fetch(row.id).outcome, store.fetch(row.id).decided_by) == (FetchOutcome.STOPPED, "Siv")
    assert store.observations().empty
    assert faults(store, a_registry()) == []


def test_what_a_source_says_of_itself_is_known_from_what_stands_and_from_what_a_person_let_through(
    store: Store,
) -> None:
    first = fetch_in(store, ROWS, identity={"title": "Enkät", "unit": "kr"})
    assert store.source_identity("enkaten") == {}
    approve(store, first.batch or 0)
    assert store.source_identity("enkaten") == {"title": "Enkät", "unit": "kr"}
    stopped = FetchOutcome.STOPPED
    for at, decide in enumerate((store.dismiss_fetch, store.let_through), start=2):
        given = {"content": str(at).encode(), "at": at, "outcome": stopped, "identity": {"title": f"Ny {at}"}}
        row = fetch_in(store, observed("132", {2014: float(at)}), **given)
        reasons = {"reasons": {}} if decide == store.let_through else {}
        decide(row.id, reason="x", by="Siv", at=day(at), **reasons)  # type: ignore[operator]
        assert store.source_identity("enkaten")["title"] == "Enkät"
    approve(store, row.batch or 0)
    assert store.source_identity("enkaten") == {"title": "Ny 3"}
    store.undo(row.batch or 0, by="Bo", at=day(5))
    assert store.source_identity("enkaten") == {"title": "Enkät", "unit": "kr"}
    assert store.source_identity("annan") == {}
    assert (store.fetched_indicators("enkaten"), store.fetched_indicators("annan")) == ({INDICATOR_ID}, set())


def test_a_newer_answer_takes_the_place_of_one_that_nobody_has_decided_about(store: Store) -> None:
    stopped = fetch_in(store, ROWS, outcome=FetchOutcome.STOPPED)
    waiting = fetch_in(store, ROWS, content=b"nyare", at=1)
    newest = fetch_in(store, observed("132", {2014: 1.0}), content=b"nyast", at=2)
    other = fetch_in(store, observed("133", {2014: 1.0}), source="annan", content=b"annan", at=3)
    states = {batch.id: batch.state for batch in store.batches()}
    assert states == {
        stopped.batch: BatchState.UNDONE,
        waiting.batch: BatchState.UNDONE,
        newest.batch: BatchState.HANDED_IN,
        other.batch: BatchState.HANDED_IN,
    }
    assert "Ersatt av en nyare hämtning" in store.fetch(stopped.id).reason
    assert store.fetched_batches("enkaten", [BatchState.HANDED_IN]) == [store.batch(newest.batch or 0)]


def test_a_failed_fetch_changes_nothing_and_keeps_what_came(store: Store, settings: Settings) -> None:
    waiting = fetch_in(store, ROWS)
    number, token = begin(store, at=1)
    content = b"<html>"
    ended = Ended(outcome=FetchOutcome.FAILED, message="Trasigt.", sha256="", findings=[{"code": "x"}])
    row = store.conclude_fetch(number, token, ended, at=day(1))
    assert (row.outcome, row.message, row.findings) == (FetchOutcome.FAILED, "Trasigt.", ({"code": "x"},))
    assert store.batch(waiting.batch or 0).state is BatchState.HANDED_IN
    assert content not in [path.read_bytes() for path in settings.files.rglob("*") if path.is_file()]


def test_the_file_of_a_fetch_without_batch_is_kept_and_missed_when_it_is_gone(store: Store, settings: Settings) -> None:
    number, token = begin(store)
    sha256 = hashlib.sha256(b"svar").hexdigest()
    ended = Ended(outcome=FetchOutcome.FAILED, message="Fel i svaret.", sha256=sha256)
    store.conclude_fetch(number, token, ended, at=day(0), content=b"svar")
    store.sweep()
    assert store.file_content(sha256) == b"svar"
    files.path_of(settings.files, sha256).unlink()
    assert any("Hämtning 1 (källan enkaten)" in fault for fault in faults(store, a_registry()))


def test_two_fetches_do_not_overlap(store: Store) -> None:
    number, token = begin(store)
    with pytest.raises(BusyError, match=r"En hämtning pågår redan \(källan enkaten"):
        begin(store, source="annan")
    assert store.fetching() is not None
    store.conclude_fetch(number, token, Ended(outcome=FetchOutcome.UNCHANGED, message=""), at=day(0))
    assert store.fetching() is None
    begin(store, source="annan")


def test_another_process_is_waited_for_while_it_lives_and_taken_over_when_it_is_killed(
    store: Store, settings: Settings
) -> None:
    other = [sys.executable, "-c", HOLD]
    with subprocess.Popen(other, env=environment(settings), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"tagen\n"
        with pytest.raises(BusyError):
            begin(store)
        child.kill()
        child.wait()
        number, _ = begin(store)
    assert number == 2
    assert (store.fetch(1).outcome, store.fetch(1).message) == (FetchOutcome.FAILED, CUT_SHORT)
    assert [row.outcome for row in store.fetches(latest=1)] == [FetchOutcome.RUNNING]


def test_a_lock_of_another_machine_is_taken_over_when_its_time_is_up(store: Store) -> None:
    _, token = begin(store)
    with store.writing() as connection:
        connection.execute(sa.update(schema.lock).values(host="annan-maskin"))
    with pytest.raises(BusyError):
        begin(store)
    with store.writing() as connection:
        connection.execute(sa.update(schema.lock).values(until=datetime.now(UTC) - timedelta(seconds=1)))
    begin(store)
    with pytest.raises(StoreError, match="en annan har tagit vid"):
        store.conclude_fetch(1, token, Ended(outcome=FetchOutcome.UNCHANGED, message=""), at=day(0))


def test_a_process_number_that_another_program_has_got_is_not_taken_for_the_owner(store: Store) -> None:
    begin(store)
    with store.writing() as connection:
        connection.execute(sa.update(schema.lock).values(born="1"))
    assert store.fetching() is None


def test_a_fetch_judged_before_somebody_else_wrote_is_refused_whole(store: Store) -> None:
    number, token = begin(store)
    seen = comparing.fingerprint(store.compare(ROWS))
    append(store, observed("131", {2014: 50.0}))
    delivery = a_delivery(ROWS, content=b"x")
    answer = Answer(delivery=delivery, rows=ROWS, seen=seen, geographies=["131"], years=[2014], ends=None, note="")
    ended = Ended(outcome=FetchOutcome.WAITING, message="", sha256=delivery.sha256)
    with pytest.raises(StoreError, match="Siffrorna har ändrats"):
        store.conclude_fetch(number, token, ended, at=day(0), content=b"x", answer=answer)
    assert store.fetch(number).outcome is FetchOutcome.RUNNING
    assert store.batches([BatchState.HANDED_IN]) == []


def test_the_log_tells_of_every_fetch(store: Store) -> None:
    fetch_in(store, ROWS)
    store.log_run(by="schemat", at=day(1), detail="1 källa hämtad")
    told = [(row.action, row.actor, row.subject) for row in store.log()]
    assert ("refresh", "Siv", "källan enkaten") in told
    assert ("refresh_due", "schemat", "") in told
