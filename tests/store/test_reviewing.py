"""Decisions on a batch: approved, returned, withdrawn, undone; each of them once, by the right person."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.errors import InputError, StoreError
from indicators.model import ObservationStatus
from indicators.settings import Settings
from indicators.store import AppendResult, BatchState, CommentKind, Store, VersionKind
from tests.builders import INDICATOR_ID, observed, together
from tests.store.deliveries import append, approve, day, dump, hand_in, keys_of, seen


def test_an_approved_batch_stands_under_the_next_version(store: Store) -> None:
    append(store, observed("131", {2014: 62.0, 2015: 63.0}))
    number = hand_in(store, observed("131", {2014: 62.0, 2015: 64.0, 2016: 65.0}), at=1)
    assert approve(store, number, at=2) == AppendResult(batch=2, version=2, new=1, changed=1, unchanged=1, ended=0)
    assert store.observations()[obs.VALUE].tolist() == [62.0, 64.0, 65.0]
    assert store.observations()[obs.BATCH].tolist() == [1, 2, 2]


def test_approval_tells_who_handed_in_and_who_approved(store: Store) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}, cell="G14", raw="62"))
    approve(store, number, at=2)
    found = store.trace(INDICATOR_ID, "131", 2014)
    assert (found.handed_in_by, found.handed_in_at) == ("Anna", day(0))
    assert (found.approved_by, found.approved_at) == ("Bo", day(2))
    assert (found.cell, found.raw, found.batch) == ("G14", "62", number)
    assert store.sources()[["batch", "approved_by"]].to_numpy().tolist() == [[1, "Bo"]]


def test_approving_twice_is_refused_in_words_and_doubles_nothing(store: Store, settings: Settings) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}))
    shown = seen(store, number)
    store.approve(number, by="Bo", at=day(1), seen=shown)
    before = dump(settings)
    with pytest.raises(StoreError, match="Leverans 1 är redan godkänd, av Bo 2 oktober 2015"):
        store.approve(number, by="Bo", at=day(1), seen=shown)
    assert dump(settings) == before


def test_nothing_is_approved_when_the_figures_have_changed_since_they_were_seen(store: Store) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}))
    shown = seen(store, number)
    append(store, observed("131", {2014: 61.0}), at=1)
    with pytest.raises(StoreError, match=r"Siffrorna har ändrats sedan du öppnade leveransen. Läs igenom igen\."):
        store.approve(number, by="Bo", at=day(2), seen=shown)
    assert (store.batch(number).state, store.version()) == (BatchState.HANDED_IN, 1)
    assert approve(store, number, at=3).changed == 1


def test_changes_of_other_keys_do_not_stop_an_approval(store: Store) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}))
    shown = seen(store, number)
    append(store, together(observed("132", {2014: 61.0}), observed("131", {2015: 61.0})), at=1)
    assert store.approve(number, by="Bo", at=day(2), seen=shown).new == 1


def test_a_batch_that_no_longer_changes_anything_is_not_approved(store: Store) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}))
    append(store, observed("131", {2014: 62.0}), at=1)
    with pytest.raises(StoreError, match="ändrar inget längre"):
        approve(store, number, at=2)
    assert store.version() == 1


@pytest.mark.parametrize("name", ["Anna", " ANNA ", "an\u200bna"])
def test_nobody_decides_on_the_own_batch_however_the_name_is_written(store: Store, name: str) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}))
    with pytest.raises(StoreError, match=r"^Du kan inte granska din egen leverans\.$"):
        approve(store, number, by=name)
    with pytest.raises(StoreError, match="egen"):
        store.give_back(number, by=name, at=day(1), comment="x")
    assert store.batch(number).state is BatchState.HANDED_IN


def test_a_returned_batch_tells_why_and_changes_no_figure(store: Store) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}))
    store.give_back(number, by="Bo", at=day(1), comment=" Fel år ")
    kept = store.batch(number)
    assert (kept.state, kept.decided_by, kept.decided_at, kept.approved_by) == (BatchState.RETURNED, "Bo", day(1), None)
    assert (store.version(), store.thread(number)[-1].text) == (0, "Fel år")


def test_a_batch_is_not_returned_without_a_comment(store: Store) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}))
    with pytest.raises(InputError, match="Skriv vad som ska rättas"):
        store.give_back(number, by="Bo", at=day(1), comment=" \n")
    assert store.batch(number).state is BatchState.HANDED_IN


def test_only_the_one_who_handed_in_withdraws(store: Store) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}))
    with pytest.raises(StoreError, match="Bara den som lämnade in"):
        store.withdraw(number, by="Bo", at=day(1))
    store.withdraw(number, by="anna", at=day(1))
    assert (store.batch(number).state, store.version(), len(store.sources())) == (BatchState.UNDONE, 0, 0)


DECIDED: dict[str, Callable[[Store, int], object]] = {
    "approved": lambda store, number: approve(store, number),
    "returned": lambda store, number: store.give_back(number, by="Bo", at=day(1), comment="Fel år"),
    "withdrawn": lambda store, number: store.withdraw(number, by="Anna", at=day(1)),
}
ACTS: dict[str, Callable[[Store, int], object]] = {
    "approve": lambda store, number: store.approve(number, by="Bo", at=day(2), seen=""),
    "return": lambda store, number: store.give_back(number, by="Bo", at=day(2), comment="Fel år"),
    "withdraw": lambda store, number: store.withdraw(number, by="Anna", at=day(2)),
    "promote": lambda store, number: store.promote(number, by="Anna", at=day(2), seen=""),
    "discard": lambda store, number: store.discard_draft(number, by="Anna", at=day(2)),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize("decide", DECIDED.values(), ids=DECIDED.keys())
def test_what_is_decided_stays_decided(
    store: Store, settings: Settings, decide: Callable[[Store, int], object], act: Callable[[Store, int], object]
) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}))
    decide(store, number)
    before = dump(settings)
    with pytest.raises(StoreError, match="Inget är ändrat"):
        act(store, number)
    assert dump(settings) == before


@pytest.mark.parametrize("act", ["approve", "return", "withdraw"])
def test_a_draft_cannot_be_decided_on(store: Store, act: str) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}), draft=True)
    with pytest.raises(StoreError, match="utkast"):
        ACTS[act](store, number)


@pytest.mark.parametrize("decide", ["returned", "withdrawn"])
def test_what_never_stood_cannot_be_undone(store: Store, decide: str) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}))
    DECIDED[decide](store, number)
    with pytest.raises(StoreError, match="Inget är ändrat"):
        store.undo(number, by="Bo", at=day(2))


def test_undo_keeps_its_reason_in_the_thread(store: Store) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}), note="Klart")
    approve(store, number)
    store.comment(number, by="Cia", at=day(2), text="Ser högt ut")
    store.undo(number, by="Bo", at=day(3), reason="Fel källa")
    assert [(c.actor, c.kind, c.text) for c in store.thread(number)] == [
        ("Anna", CommentKind.HAND_IN, "Klart"),
        ("Bo", CommentKind.APPROVE, ""),
        ("Cia", CommentKind.COMMENT, "Ser högt ut"),
        ("Bo", CommentKind.UNDO, "Fel källa"),
    ]
    assert (store.batch(number).decided_by, store.batch(number).decided_at) == ("Bo", day(3))


def test_every_change_of_state_is_in_the_log(store: Store) -> None:
    first = hand_in(store, observed("131", {2014: 62.0}))
    store.give_back(first, by="Bo", at=day(1), comment="Fel")
    second = hand_in(store, observed("131", {2014: 63.0}), content=b"two", replaces=first, at=2)
    approve(store, second, at=3)
    store.undo(second, by="Bo", at=day(4))
    told = [(line.actor, line.action, line.subject) for line in reversed(store.log())]
    assert told == [
        ("Anna", "hand_in", "leverans 1"),
        ("Bo", "return", "leverans 1"),
        ("Anna", "hand_in", "leverans 2"),
        ("Bo", VersionKind.APPROVE, "leverans 2"),
        ("Bo", VersionKind.UNDO, "leverans 2"),
    ]


def test_an_empty_comment_is_refused(store: Store) -> None:
    number = hand_in(store, observed("131", {2014: 62.0}))
    with pytest.raises(InputError, match="Skriv en kommentar"):
        store.comment(number, by="Bo", at=day(1), text=" ")


def test_a_batch_ends_the_keys_it_says_and_an_undo_brings_them_back(store: Store) -> None:
    append(store, observed("131", {2013: 60.0, 2014: 62.0}, raw="60", note="n"))
    number = hand_in(store, observed("131", {2014: 63.0}), ends=keys_of(observed("131", {2013: 1.0})), at=1)
    assert approve(store, number, at=2) == AppendResult(batch=2, version=2, new=0, changed=1, unchanged=0, ended=1)
    assert store.observations()[obs.VALUE].tolist() == [63.0]
    store.undo(number, by="Bo", at=day(3))
    pd.testing.assert_frame_equal(store.observations(), store.observations(version=1))


def test_a_batch_may_do_nothing_but_end(store: Store) -> None:
    append(store, observed("131", {2013: 60.0, 2014: 62.0}))
    number = hand_in(store, observed("131", {2014: 62.0}), ends=keys_of(observed("131", {2013: 1.0})), at=1)
    assert approve(store, number, at=2).ended == 1
    store.undo(number, by="Bo", at=day(3))
    assert store.observations()[obs.VALUE].tolist() == [60.0, 62.0]


def test_an_end_that_a_later_batch_has_built_on_names_that_batch(store: Store) -> None:
    append(store, observed("131", {2013: 60.0, 2014: 62.0}))
    ending = hand_in(store, observed("131", {2014: 63.0}), ends=keys_of(observed("131", {2013: 1.0})), at=1)
    approve(store, ending, at=2)
    append(store, observed("131", {2013: 61.0}), at=3)
    again = hand_in(store, observed("131", {2015: 1.0}), ends=keys_of(observed("131", {2013: 1.0})), content=b"x", at=4)
    approve(store, again, at=5)
    for first in (again, 3):
        with pytest.raises(StoreError, match=f"Ångra leverans {first} först"):
            store.undo(ending, by="Bo", at=day(6))
        store.undo(first, by="Bo", at=day(6))
    store.undo(ending, by="Bo", at=day(7))
    assert store.observations()[obs.VALUE].tolist() == [60.0, 62.0]


def test_the_one_approved_last_is_undone_first_whatever_the_numbers(store: Store) -> None:
    one = hand_in(store, observed("131", {2014: 62.0}))
    two = hand_in(store, observed("131", {2014: 63.0}), content=b"two")
    approve(store, two)
    approve(store, one, at=2)
    with pytest.raises(StoreError, match="Ångra leverans 1 först"):
        store.undo(two, by="Bo", at=day(3))
    store.undo(one, by="Bo", at=day(3))
    assert store.observations()[obs.VALUE].tolist() == [63.0]


def test_a_value_that_is_withheld_takes_the_place_of_one_that_stands(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    number = hand_in(store, observed("131", {2014: ObservationStatus.SUPPRESSED}), at=1)
    approve(store, number)
    assert store.observations()[obs.STATUS].tolist() == [ObservationStatus.SUPPRESSED]
