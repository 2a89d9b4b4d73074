"""What `check` finds between register, database and files."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from indicators.model import Registry
from indicators.settings import Settings
from indicators.store import BatchState, FetchOutcome, Store, files
from indicators.store.faults import faults
from tests.builders import a_geography, a_registry, an_indicator, observed, the_city
from tests.store.deliveries import append, approve, day, fetch_in, hand_in, on_sqlite, run_sql


def test_a_sound_store_has_no_faults(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    append(store, observed("131", {2014: 63.0}, breakdown="kon=kvinna"), at=1)
    assert faults(store, a_registry()) == []


FAULTY: dict[str, tuple[pd.DataFrame, Registry, str]] = {
    "indicator": (observed("131", {2014: 1.0}, indicator="x"), a_registry(), "x, som inte finns i registret"),
    "geography": (observed("999", {2014: 1.0}), a_registry(), "geografin 999, som inte finns"),
    "level": (
        observed("1", {2014: 1.0}),
        a_registry(geographies=[the_city(), a_geography("1", level="stadsomrade")]),
        "nivån stadsomrade",
    ),
    "breakdown": (observed("131", {2014: 1.0}, breakdown="alder=16-24|kon=man"), a_registry(), "uppdelade efter alder"),
    "before": (observed("131", {2005: 1.0}), a_registry(), "2005–2005 i 131, utanför seriens år"),
    "after": (observed("131", {2016: 1.0}), a_registry(an_indicator(last_year=2015)), "utanför seriens år"),
    "demo": (observed("131", {2014: 1.0}, is_demo=True), a_registry(), "påhittade och verkliga värden är blandade"),
}


@pytest.mark.parametrize(("rows", "registry", "sentence"), FAULTY.values(), ids=FAULTY.keys())
def test_a_disagreement_with_the_register_is_told_once(
    store: Store, rows: pd.DataFrame, registry: Registry, sentence: str
) -> None:
    append(store, rows)
    found = faults(store, registry)
    assert len(found) == 1
    assert sentence in found[0]


def test_real_values_under_a_demo_indicator_are_told(store: Store) -> None:
    append(store, observed("131", {2014: 1.0}, indicator="demo-x"))
    found = faults(store, a_registry(an_indicator(id="demo-x")))
    assert [line for line in found if line.startswith("demo-x: påhittade och verkliga")] == found != []


def test_what_has_ended_is_no_fault(store: Store) -> None:
    append(store, observed("131", {2014: 1.0}, indicator="x"))
    store.undo(1, by="Anna", at=day(1))
    assert faults(store, a_registry()) == []


def test_a_missing_and_an_altered_file_are_told_with_their_batch(store: Store, settings: Settings) -> None:
    append(store, observed("131", {2014: 1.0}), content=b"one")
    append(store, observed("132", {2014: 1.0}), content=b"two", at=1)
    files.path_of(settings.files, store.batch(1).sha256).unlink()
    files.path_of(settings.files, store.batch(2).sha256).write_bytes(b"altered")
    found = faults(store, a_registry())
    assert [line.partition(" (")[0] for line in found] == ["Leverans 1", "Leverans 2"]
    assert "saknas" in found[0]
    assert "har ändrats" in found[1]


@on_sqlite
def test_a_damaged_database_is_told(settings: Settings, tmp_path: Path) -> None:
    store = Store.open(settings)
    append(store, observed("131", dict.fromkeys(range(2010, 2030), 1.0)))
    store.close()
    with closing(sqlite3.connect(tmp_path / "lagesbild.db")) as whole:
        page = whole.execute("SELECT rootpage FROM sqlite_master WHERE name = 'observation'").fetchone()[0]
        size = whole.execute("PRAGMA page_size").fetchone()[0]
    with (tmp_path / "lagesbild.db").open("r+b") as opened:
        opened.seek((page - 1) * size + 8)
        opened.write(bytes(size - 8))
    found = faults(store, a_registry())
    assert found
    assert all("skadad" in line for line in found)


@on_sqlite
def test_a_reference_to_a_batch_that_is_gone_is_told(store: Store, tmp_path: Path) -> None:
    append(store, observed("131", {2014: 1.0}))
    with closing(sqlite3.connect(tmp_path / "lagesbild.db")) as other:  # without foreign keys
        other.execute("DELETE FROM batch")
        other.commit()
    assert any(
        "bland siffror pekar på en rad bland leveranser som saknas" in line for line in faults(store, a_registry())
    )


def test_batches_in_every_state_are_no_fault(store: Store) -> None:
    append(store, observed("131", {2014: 1.0}))
    store.undo(1, by="Bo", at=day(1))
    for number, decide in enumerate((approve, _return, _withdraw, None), start=2):
        hand_in(store, observed("131", {2014: float(number)}), content=b"%d" % number)
        if decide:
            decide(store, number)
    hand_in(store, observed("132", {2014: 9.0}), draft=True, content=b"draft")
    fetch_in(store, observed("133", {2014: 9.0}), outcome=FetchOutcome.STOPPED)
    assert {batch.state for batch in store.batches()} == set(BatchState)
    assert faults(store, a_registry()) == []


def _return(store: Store, number: int) -> None:
    store.give_back(number, by="Bo", at=day(1), comment="Fel")


def _withdraw(store: Store, number: int) -> None:
    store.withdraw(number, by="Anna", at=day(1))


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE batch SET state = 'handed_in' WHERE id = 1", "Leverans 1 .*handed_in, men det stämmer inte"),
        ("UPDATE batch SET state = 'approved' WHERE id = 2", "Leverans 2 .*approved, men det stämmer inte"),
        ("UPDATE batch SET approved_by = NULL WHERE id = 1", "Leverans 1 .*något annat än dataversionerna"),
        ("UPDATE batch SET approved_by = 'Bo' WHERE id = 2", "Leverans 2 .*något annat än dataversionerna"),
        ("DELETE FROM pending WHERE batch_id = 2", "Leverans 2 .*saknar sina uppgifter"),
    ],
)
def test_a_state_that_disagrees_with_versions_or_rows_is_told(
    store: Store, settings: Settings, statement: str, sentence: str
) -> None:
    approve(store, hand_in(store, observed("131", {2014: 1.0})))
    hand_in(store, observed("131", {2014: 2.0}), content=b"two")
    run_sql(settings, statement)
    found = faults(store, a_registry())
    assert len(found) == 1
    assert re.search(sentence, found[0])


@pytest.mark.parametrize("changes", [{"indicator": "x"}, {"geography": "999"}])
def test_rows_that_wait_for_something_unknown_are_told_until_they_are_returned(
    store: Store, changes: dict[str, str]
) -> None:
    number = hand_in(store, observed("131", {2014: 1.0}).assign(**changes))
    assert [line for line in faults(store, a_registry()) if "väntar på granskning" in line]
    _return(store, number)
    assert faults(store, a_registry()) == []


def test_the_file_of_a_batch_that_waits_is_looked_at(store: Store, settings: Settings) -> None:
    number = hand_in(store, observed("131", {2014: 1.0}))
    files.path_of(settings.files, store.batch(number).sha256).unlink()
    assert [line for line in faults(store, a_registry()) if "saknas" in line]
