"""Handed in, approved and undone: exactly what stood before stands again, whatever came in between."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
from hypothesis import strategies as st

from indicators import observations as obs
from indicators.errors import StoreError
from indicators.model import ObservationStatus
from indicators.store import BatchState, Store
from indicators.store.faults import faults
from tests.builders import a_registry, observed, together
from tests.store.deliveries import Fresh, append, approve, day, hand_in, keys_of, tried

Table = dict[tuple[str, int, str], object]

keys = st.tuples(st.sampled_from(["131", "132"]), st.integers(2014, 2016), st.sampled_from(["", "kon=man"]))
values = st.one_of(
    st.floats(-1e12, 1e12, allow_nan=False),
    st.sampled_from(list(ObservationStatus)[2:]),
    st.tuples(st.integers(0, 50).map(float), st.integers(50, 99).map(float)),
)
tables = st.dictionaries(keys, values, min_size=1, max_size=6)
notes = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=5)


def _rows(table: Table, note: str) -> pd.DataFrame:
    return together(
        *(observed(g, {y: value}, breakdown=b, note=note, raw=note, cell="C4") for (g, y, b), value in table.items())
    )


@tried(st.one_of(st.none(), tables), tables, st.lists(keys, max_size=6), notes)
def test_undo_restores_every_column_of_every_row(
    fresh: Fresh, standing: Table | None, table: Table, ending: list[tuple[str, int, str]], note: str
) -> None:
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder)) as made:
        store = Store.open(made)
        if standing is not None:
            append(store, _rows(standing, "först"))
        before, rows = store.observations(), _rows(table, note)
        ends = keys_of(_rows(dict.fromkeys(ending, 1.0), "")) if ending else None
        number = hand_in(store, rows, ends=ends, at=1)
        waiting = store.observations()
        approve(store, number, at=2)
        stood = store.observations()
        store.undo(number, by="Bo", at=day(3))
        after, sound = store.observations(), faults(store, a_registry())
        store.close()
    pd.testing.assert_frame_equal(waiting, before)
    pd.testing.assert_frame_equal(after, before)
    _must_hold(stood, rows, gone=set(ending) - set(table))
    assert sound == []


def _must_hold(stood: pd.DataFrame, rows: pd.DataFrame, *, gone: set[tuple[str, int, str]]) -> None:
    """The delivery's rows stand as they were handed in, and nothing stands at a key it ended."""
    key = [obs.GEOGRAPHY, obs.YEAR, obs.BREAKDOWN]
    whole, wanted = stood.set_index(key).sort_index(), rows.set_index(key).sort_index()
    content = [name for name in wanted if name != obs.BATCH]
    pd.testing.assert_frame_equal(whole.loc[wanted.index, content], wanted[content])
    assert not gone & set(whole.index)


acts = st.lists(st.tuples(st.sampled_from(["hand_in", "approve", "return", "undo"]), st.integers(0, 5)), max_size=14)
small = st.dictionaries(st.tuples(st.just("131"), st.integers(2014, 2016), st.just("")), st.integers(1, 3).map(float))


@tried(acts, st.lists(small.filter(bool), min_size=14, max_size=14), st.lists(st.integers(2014, 2016), min_size=14))
def test_any_order_of_acts_leaves_a_sound_store_whose_versions_read_as_they_were(
    fresh: Fresh, order: list[tuple[str, int]], contents: list[Table], ended: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder)) as made:
        store = Store.open(made)
        seen = {0: store.observations()}
        for number, (act, which) in enumerate(order):
            try:
                _do(store, act, which, _rows(contents[number], ""), ends=ended[number], at=number)
            except StoreError:
                assert store.version() in seen
            seen.setdefault(store.version(), store.observations())
        for version, then in seen.items():
            pd.testing.assert_frame_equal(store.observations(version=version), then)
        assert faults(store, a_registry()) == []
        for batch in sorted(store.batches([BatchState.APPROVED]), key=lambda b: -_approval(store, b.id)):
            store.undo(batch.id, by="Bo", at=day(99))
        assert store.observations().empty
        store.close()


def _do(store: Store, act: str, which: int, rows: pd.DataFrame, *, ends: int, at: int) -> None:
    number = which % max(1, len(store.batches())) + 1
    if act == "hand_in":
        hand_in(store, rows, ends=keys_of(observed("131", {ends: 1.0})), content=b"%d" % at, at=at)
    elif store.batches():
        if act == "approve":
            approve(store, number, at=at)
        elif act == "return":
            store.give_back(number, by="Bo", at=day(at), comment="x")
        else:
            store.undo(number, by="Bo", at=day(at))


def _approval(store: Store, batch: int) -> int:
    return max(version.id for version in store.versions() if version.batch == batch)
