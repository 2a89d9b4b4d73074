"""Questions and promises: every change is a row of its own, and what stood once can be read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from indicators.errors import InputError
from indicators.store import PromiseKind, PromiseStatus, Store
from indicators.store.promises import LONGEST, Noted
from tests.store.deliveries import day

LIGHT = Noted(hearing="Hearing 2019", kind=PromiseKind.PROMISE, text="Belys Frihamnen", owner="Trafikkontoret")


def test_what_is_noted_is_open_until_told_otherwise(store: Store) -> None:
    number = store.note_promise(LIGHT, by="Bo", at=day(1))
    assert [(row.id, row.first, row.status, row.actor) for row in store.promises()] == [
        (number, number, PromiseStatus.OPEN, "Bo")
    ]
    assert store.newest_promise() == number


def test_a_change_follows_and_nothing_is_written_over(store: Store) -> None:
    first = store.note_promise(LIGHT, by="Bo", at=day(1))
    done = replace(LIGHT, status=PromiseStatus.DONE, told="Klart i maj.", due=date(2020, 5, 1))
    last = store.note_promise(done, by="Eva", at=day(2), follows=first)
    assert [(row.id, row.status, row.told) for row in store.promise_history(first)] == [
        (last, PromiseStatus.DONE, "Klart i maj."),
        (first, PromiseStatus.OPEN, ""),
    ]
    assert [row.status for row in store.promises()] == [PromiseStatus.DONE]
    assert [row.status for row in store.promises(until=first)] == [PromiseStatus.OPEN]
    assert store.promises(until=0) == []


def test_each_hearing_has_its_own(store: Store) -> None:
    store.note_promise(LIGHT, by="Bo", at=day(1))
    store.note_promise(replace(LIGHT, hearing="Hearing 2020", kind=PromiseKind.QUESTION), by="Bo", at=day(2))
    assert [row.kind for row in store.promises(hearing="Hearing 2020")] == [PromiseKind.QUESTION]
    assert len(store.promises()) == 2


def test_the_same_again_writes_nothing(store: Store) -> None:
    first = store.note_promise(LIGHT, by="Bo", at=day(1))
    assert store.note_promise(LIGHT, by="Eva", at=day(2), follows=first) == first
    assert len(store.promise_history(first)) == 1


def test_somebody_elses_change_is_not_written_over(store: Store) -> None:
    first = store.note_promise(LIGHT, by="Bo", at=day(1))
    store.note_promise(replace(LIGHT, status=PromiseStatus.ONGOING), by="Eva", at=day(2), follows=first)
    with pytest.raises(InputError, match="Eva har ändrat det"):
        store.note_promise(replace(LIGHT, status=PromiseStatus.DONE), by="Bo", at=day(3), follows=first)
    assert [row.status for row in store.promises()] == [PromiseStatus.ONGOING]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": "  "}, "Skriv vad"),
        ({"hearing": ""}, "Välj vilken hearing"),
        ({"text": "xy " * LONGEST}, "högst 160"),
        ({"text": "x" * 41}, "för långt för en bild"),
        ({"owner": "xy " * 30}, "Ansvarig"),
        ({"status": PromiseStatus.DROPPED}, "kommentar om varför"),
    ],
)
def test_what_is_not_sound_is_refused_and_nothing_kept(store: Store, changes: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        store.note_promise(replace(LIGHT, **changes), by="Bo", at=day(1))
    assert store.promises() == []


def test_a_promise_does_not_move_to_another_hearing(store: Store) -> None:
    first = store.note_promise(LIGHT, by="Bo", at=day(1))
    with pytest.raises(InputError, match="byter inte hearing"):
        store.note_promise(replace(LIGHT, hearing="Hearing 2020"), by="Bo", at=day(2), follows=first)
