"""From one value back to its file, its cell and the people behind it."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from indicators.errors import InputError
from indicators.model import ObservationStatus
from indicators.store import Store
from tests.builders import INDICATOR_ID, observed, together
from tests.store.deliveries import a_delivery, append, day


def test_a_value_is_traced_to_its_file_and_cell(store: Store) -> None:
    rows = observed("131", {2017: 62.0}, period="2016/17", sheet="Blad 1", cell="C4", raw="62,0 %")
    delivery = a_delivery(rows, file_name="tabell.xlsx")
    store.append(delivery, by="Anna", at=day(0))
    found = asdict(store.trace(INDICATOR_ID, "131", 2017))
    expected = {
        "indicator": INDICATOR_ID,
        "geography": "131",
        "period": "2016/17",
        "breakdown": "",
        "value": 62.0,
        "status": ObservationStatus.FINAL,
        "batch": 1,
        "version": 1,
        "file": "tabell.xlsx",
        "sha256": delivery.sha256,
        "sheet": "Blad 1",
        "cell": "C4",
        "raw": "62,0 %",
        "source": delivery.source,
        "handed_in_by": "Anna",
        "handed_in_at": day(0),
        "approved_by": "Anna",
        "approved_at": day(0),
        "history": (),
    }
    assert {name: found[name] for name in expected} == expected


def test_the_history_tells_what_stood_before_and_what_ended_it(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    append(store, observed("131", {2014: ObservationStatus.MISSING}), at=1)
    append(store, observed("131", {2014: 64.0}), at=2, by="Bo")
    told = [
        (e.version, e.value, e.status, e.batch, e.ended_by, e.ended_at, e.ended_by_actor)
        for e in store.trace(INDICATOR_ID, "131", 2014).history
    ]
    assert told == [
        (2, None, ObservationStatus.MISSING, 2, 3, day(2), "Bo"),
        (1, 62.0, ObservationStatus.FINAL, 1, 2, day(1), "Anna"),
    ]


def test_a_value_put_back_by_an_undo_keeps_its_origin(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}, cell="C4"))
    append(store, observed("131", {2014: 70.0}, cell="D9"), at=1)
    store.undo(2, by="Bo", at=day(2))
    found = store.trace(INDICATOR_ID, "131", 2014)
    assert (found.value, found.cell, found.batch, found.version) == (62.0, "C4", 1, 3)
    assert [earlier.value for earlier in found.history] == [70.0, 62.0]


def test_a_trace_can_be_had_as_of_a_version(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    append(store, observed("131", {2014: 70.0}), at=1)
    found = store.trace(INDICATOR_ID, "131", 2014, version=1)
    assert (found.value, found.history) == (62.0, ())


def test_a_breakdown_is_traced_by_itself(store: Store) -> None:
    women = observed("131", {2014: 63.0}, breakdown="kon=kvinna")
    append(store, together(observed("131", {2014: 62.0}), women))
    assert store.trace(INDICATOR_ID, "131", 2014, "kon=kvinna").value == 63.0


@pytest.mark.parametrize("key", [("x", "131", 2014), (INDICATOR_ID, "x", 2014), (INDICATOR_ID, "131", 1999)])
def test_a_value_that_does_not_exist_is_said_not_to(store: Store, key: tuple[str, str, int]) -> None:
    append(store, observed("131", {2014: 62.0}))
    with pytest.raises(InputError, match="Det finns inget värde för"):
        store.trace(*key)


def test_the_sources_tell_every_batch_with_its_file(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}), file_name="a.csv")
    append(store, observed("132", {2014: 62.0}), file_name="b.csv", at=1)
    told = store.sources()[["batch", "file", "handed_in_by", "handed_in_at"]].to_numpy().tolist()
    assert told == [
        [1, "a.csv", "Anna", "2015-10-01T09:00:00+00:00"],
        [2, "b.csv", "Anna", "2015-10-02T09:00:00+00:00"],
    ]
