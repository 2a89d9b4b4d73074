"""Data versions: as-of reads and undo, tried on random histories against a plain account of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import strategies as st

from indicators import observations as obs
from indicators.errors import InputError, StoreError
from indicators.store import BatchState, Store, VersionKind
from tests.builders import observed, together
from tests.store.deliveries import Fresh, append, day, tried

REMOVED = (0, float("nan"), False)
"""What stands where made-up values have been removed."""


def values(store: Store, version: int | None = None) -> list[float]:
    return store.observations(version=version)[obs.VALUE].tolist()


def test_an_empty_store_is_at_version_zero(store: Store) -> None:
    assert (store.version(), store.versions(), len(store.observations())) == (0, [], 0)


def test_a_version_reads_as_it_was(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    append(store, observed("131", {2014: 63.0, 2015: 64.0}), at=1)
    assert [values(store, v) for v in (0, 1, 2, None)] == [[], [62.0], [63.0, 64.0], [63.0, 64.0]]


@pytest.mark.parametrize("version", [-1, 2])
def test_a_version_that_never_was_is_refused(store: Store, version: int) -> None:
    append(store, observed("131", {2014: 62.0}))
    with pytest.raises(InputError, match="Den senaste är 1"):
        store.observations(version=version)


def test_a_time_finds_the_version_that_stood_then(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}), at=0)
    append(store, observed("131", {2014: 63.0}), at=10)
    assert [store.version_at(day(n)) for n in (-1, 0, 9, 10, 11)] == [0, 1, 1, 2, 2]


def test_versions_tell_who_did_what_when(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}), by="Anna")
    store.undo(1, by="Bo", at=day(1))
    told = [(v.id, v.actor, v.kind, v.batch, v.at) for v in store.versions()]
    assert told == [(1, "Anna", VersionKind.APPROVE, 1, day(0)), (2, "Bo", VersionKind.UNDO, 1, day(1))]


def test_undo_restores_exactly_what_stood_before(store: Store) -> None:
    append(store, observed("131", {2014: 62.0, 2015: 63.0}, raw="62", note="först"))
    append(store, observed("131", {2014: 70.0, 2016: 71.0}), at=1)
    store.undo(2, by="Anna", at=day(2))
    pd.testing.assert_frame_equal(store.observations(), store.observations(version=1))


def test_undo_is_a_new_version_and_the_undone_one_can_still_be_read(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    append(store, observed("131", {2014: 70.0}), at=1)
    assert store.undo(2, by="Anna", at=day(2)) == 3
    assert values(store, 2) == [70.0]
    assert store.batch(2).state is BatchState.UNDONE


def test_undo_out_of_order_names_the_batch_to_undo_first(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    append(store, observed("131", {2014: 70.0}), at=1)
    with pytest.raises(StoreError, match="Ångra leverans 2 först"):
        store.undo(1, by="Anna", at=day(2))
    assert store.version() == 2


def test_a_batch_whose_keys_nobody_else_touched_can_be_undone_later(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    append(store, observed("132", {2014: 70.0}), at=1)
    store.undo(1, by="Anna", at=day(2))
    assert values(store) == [70.0]


def test_a_batch_is_undone_once_only(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    store.undo(1, by="Anna", at=day(1))
    with pytest.raises(StoreError, match="redan ångrad, i dataversion 2"):
        store.undo(1, by="Anna", at=day(2))


def test_an_unknown_batch_cannot_be_undone(store: Store) -> None:
    with pytest.raises(InputError, match="Leverans 9 finns inte"):
        store.undo(9, by="Anna", at=day(0))


def test_an_undone_delivery_can_be_handed_in_again(store: Store) -> None:
    rows = observed("131", {2014: 62.0})
    append(store, rows)
    store.undo(1, by="Anna", at=day(1))
    assert append(store, rows, at=2).batch == 2


def test_ending_demo_leaves_the_real_rows(store: Store) -> None:
    append(store, together(observed("131", {2014: 62.0}), observed("132", {2014: 1.0}, is_demo=True)))
    assert store.end_demo(by="Anna", at=day(1)) == 2
    assert (values(store), values(store, 1)) == ([62.0], [62.0, 1.0])


def test_ending_demo_twice_makes_one_version(store: Store) -> None:
    append(store, observed("132", {2014: 1.0}, is_demo=True))
    assert [store.end_demo(by="Anna", at=day(n)) for n in (1, 2)] == [2, 2]


def test_a_removed_demo_batch_cannot_be_undone_but_can_come_again(store: Store) -> None:
    rows = observed("132", {2014: 1.0}, is_demo=True)
    append(store, rows)
    store.end_demo(by="Anna", at=day(1))
    with pytest.raises(StoreError, match="borttagna sedan dataversion 2"):
        store.undo(1, by="Anna", at=day(2))
    assert append(store, rows, at=3).new == 1


def test_undo_does_not_bring_removed_demo_back(store: Store) -> None:
    append(store, observed("131", {2014: 1.0}, is_demo=True))
    append(store, observed("131", {2014: 62.0}), at=1)
    append(store, observed("132", {2014: 2.0}, is_demo=True), at=2)
    store.end_demo(by="Anna", at=day(3))
    store.undo(2, by="Anna", at=day(4))
    assert values(store) == []


def test_undo_does_not_bring_back_demo_that_was_covered_when_it_was_removed(store: Store) -> None:
    append(store, observed("131", {2014: 1.0}, is_demo=True))
    append(store, observed("131", {2014: 62.0}), at=1)
    store.end_demo(by="Anna", at=day(2))
    store.undo(2, by="Anna", at=day(3))
    assert values(store) == []


def test_the_real_rows_of_a_batch_can_be_undone_after_its_demo_is_removed(store: Store) -> None:
    append(store, observed("131", {2014: 1.0}))
    append(store, together(observed("131", {2014: 62.0}), observed("132", {2014: 2.0}, is_demo=True)), at=1)
    store.end_demo(by="Anna", at=day(2))
    store.undo(2, by="Anna", at=day(3))
    assert values(store) == [1.0]
    with pytest.raises(StoreError, match="redan ångrad"):
        store.undo(2, by="Anna", at=day(4))


def test_reading_takes_only_what_is_asked_for(store: Store) -> None:
    append(store, together(*(observed(g, {2014: 1.0}, indicator=i) for g in ("131", "132") for i in ("a", "b"))))
    read = store.observations(indicators=["a", "okänd"], geographies=["132"])
    assert read[[obs.INDICATOR, obs.GEOGRAPHY]].to_numpy().tolist() == [["a", "132"]]
    assert len(store.observations(indicators=[])) == 0


def test_reading_without_origin_differs_only_in_place_and_text(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}, sheet="A", cell="C4", raw="62", note="n"))
    bare = dict.fromkeys((obs.SHEET, obs.CELL, obs.RAW, obs.NOTE), "")
    whole = obs.checked(store.observations().assign(**bare))
    pd.testing.assert_frame_equal(store.observations(with_origin=False), whole)


def test_the_latest_year_is_the_last_with_a_value_for_everybody(store: Store) -> None:
    men = observed("132", {2019: 1.0}, breakdown="kon=man")
    append(store, together(observed("131", {2014: 62.0, 2015: None}), observed("132", {2018: 1.0}), men))
    found = [store.latest_year(), store.latest_year(geography="131"), store.latest_year(geography="okänd")]
    assert found == [2018, 2014, None]


Key = tuple[str, int]
deliveries = st.tuples(
    st.just("append"),
    st.dictionaries(st.tuples(st.sampled_from(["131", "132"]), st.integers(2014, 2015)), st.integers(1, 3), min_size=1),
    st.booleans(),
)
acts = st.one_of(deliveries, st.tuples(st.just("undo"), st.integers(1, 6)), st.just(("end_demo",)))


@tried(st.lists(acts, max_size=9), times=3)
def test_every_version_reads_as_it_did_when_it_was_the_newest(fresh: Fresh, history: list[tuple]) -> None:
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder)) as made:
        store = Store.open(made)
        _must_read_as_then(store, history)
        store.close()


def _must_read_as_then(store: Store, history: list[tuple]) -> None:
    account: dict[Key, list[tuple[int, float, bool]]] = {}
    seen = {0: {}}
    for number, act in enumerate(history):
        _do(store, account, act, at=number)
        seen[store.version()] = _standing(account)
        assert _as_read(store, None) == _standing(account)
    assert {version: _as_read(store, version) for version in seen} == seen


def _do(store: Store, account: dict[Key, list], act: tuple, *, at: int) -> None:
    """Do one act in the store and in a plain account: for each key, the pile of what has stood there."""
    if act[0] == "append":
        _, delivered, is_demo = act
        rows = together(*(observed(g, {y: float(v)}, is_demo=is_demo) for (g, y), v in delivered.items()))
        result = append(store, rows, at=at)
        for key, value in delivered.items():
            pile = account.setdefault(key, [])
            if not pile or pile[-1][1:] != (value, is_demo):
                pile.append((result.batch, float(value), is_demo))
    elif act[0] == "undo":
        piles = [pile for pile in account.values() if any(batch == act[1] for batch, _, _ in pile)]
        if piles and all(pile[-1][0] == act[1] for pile in piles):
            store.undo(act[1], by="Bo", at=day(at))
            for pile in piles:
                pile.pop()
        else:
            with pytest.raises((StoreError, InputError)):
                store.undo(act[1], by="Bo", at=day(at))
    else:
        store.end_demo(by="Bo", at=day(at))
        for pile in account.values():
            pile[:] = [row if row[0] and not row[2] else REMOVED for row in pile]


def _standing(account: dict[Key, list]) -> dict[Key, tuple[int, float, bool]]:
    return {key: pile[-1] for key, pile in account.items() if pile and pile[-1] is not REMOVED}


def _as_read(store: Store, version: int | None) -> dict[Key, tuple[int, float, bool]]:
    read = store.observations(version=version)
    columns = (read[name] for name in (obs.GEOGRAPHY, obs.YEAR, obs.BATCH, obs.VALUE, obs.IS_DEMO))
    return {(g, y): (batch, value, is_demo) for g, y, batch, value, is_demo in zip(*columns, strict=True)}
