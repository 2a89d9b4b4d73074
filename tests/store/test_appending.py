"""A delivery into the store: what it changes, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from indicators import observations as obs
from indicators.batches import BatchKind
from indicators.errors import InputError, MeasureError, StoreError
from indicators.model import ObservationStatus
from indicators.settings import Settings
from indicators.store import BatchState, Store, VersionKind, schema
from indicators.store.staging import CHUNK
from tests.builders import observed, together
from tests.store.deliveries import START, a_delivery, append, day, dump


def test_observations_come_back_as_they_were_handed_in(store: Store) -> None:
    rows = observed("131", {2014: (62.0, 130.0), 2015: 63.5}, note="en not", sheet="Blad 1", cell="C4", raw="62,0")
    result = append(store, rows)
    pd.testing.assert_frame_equal(store.observations(), rows.assign(batch=result.batch))


def test_rows_come_in_order_of_indicator_geography_breakdown_and_year(store: Store) -> None:
    rows = together(
        observed("132", {2015: 1.0, 2014: 2.0}, indicator="b"),
        observed("131", {2014: 3.0}, indicator="b", breakdown="kon=kvinna"),
        observed("131", {2014: 4.0}, indicator="b"),
        observed("140", {2014: 5.0}, indicator="a"),
    )
    append(store, rows)
    read = store.observations()
    key = [obs.INDICATOR, obs.GEOGRAPHY, obs.BREAKDOWN, obs.YEAR]
    pd.testing.assert_frame_equal(read, read.sort_values(key, ignore_index=True))


def test_the_first_delivery_is_batch_one_and_version_one(store: Store) -> None:
    result = append(store, observed("131", {2014: 62.0, 2015: 63.0}))
    assert (result.batch, result.version, result.new, result.changed) == (1, 1, 2, 0)


def test_an_identical_delivery_makes_no_version_and_no_batch(store: Store) -> None:
    rows = observed("131", {2014: 62.0, 2015: None})
    append(store, rows)
    again = append(store, rows, at=1, content=b"saved again")
    assert (again.batch, again.version, again.unchanged, again.new) == (None, 1, 2, 0)


def test_an_identical_delivery_writes_nothing(store: Store, settings: Settings) -> None:
    rows = observed("131", {2014: 62.0, 2015: None})
    append(store, rows)
    before, files = dump(settings), set(settings.files.rglob("*"))
    append(store, rows, at=1, content=b"saved again")
    assert (dump(settings), set(settings.files.rglob("*"))) == (before, files)


def test_a_delivery_without_rows_changes_nothing(store: Store) -> None:
    result = append(store, obs.empty())
    assert (result.batch, result.version) == (None, 0)


def test_noise_of_arithmetic_is_no_change(store: Store) -> None:
    append(store, observed("131", {2014: 0.3}))
    assert append(store, observed("131", {2014: 0.1 + 0.2})).unchanged == 1


def test_a_small_real_change_is_a_change(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    assert append(store, observed("131", {2014: 62.000001})).changed == 1


def test_a_row_moved_within_its_file_is_no_change(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}, sheet="A", cell="C4", raw="62"))
    assert append(store, observed("131", {2014: 62.0}, sheet="B", cell="D9", raw="62,0")).unchanged == 1


@pytest.mark.parametrize(
    ("column", "before", "after"),
    [
        (obs.VALUE, 62.0, 63.0),
        (obs.NUMERATOR, 10.0, float("nan")),
        (obs.DENOMINATOR, float("nan"), 100.0),
        (obs.LOWER, 60.0, 61.0),
        (obs.UPPER, 64.0, 65.0),
        (obs.STATUS, ObservationStatus.FINAL, ObservationStatus.PRELIMINARY),
        (obs.IS_DEMO, False, True),
        (obs.BASE_ESTIMATED, False, True),
        (obs.PERIOD, "2014", "2013/14"),
        (obs.NOTE, "", "rättad"),
    ],
)
def test_a_difference_in_any_content_is_a_change(store: Store, column: str, before: object, after: object) -> None:
    rows = observed("131", {2014: 62.0})
    append(store, rows.assign(**{column: before}))
    assert append(store, rows.assign(**{column: after})).changed == 1


def test_a_delivery_replaces_only_the_keys_it_contains(store: Store) -> None:
    append(store, observed("131", {2014: 62.0, 2015: 63.0}))
    result = append(store, observed("131", {2015: 64.0, 2016: 65.0}), at=1)
    assert (result.new, result.changed, result.ended) == (1, 1, 0)
    assert store.observations()[obs.VALUE].tolist() == [62.0, 64.0, 65.0]


def test_each_observation_knows_its_batch(store: Store) -> None:
    append(store, observed("131", {2014: 62.0, 2015: 63.0}))
    append(store, observed("131", {2015: 64.0}), at=1)
    assert store.observations()[obs.BATCH].tolist() == [1, 2]


@pytest.mark.parametrize("status", list(ObservationStatus))
def test_each_status_is_kept_apart(store: Store, status: ObservationStatus) -> None:
    has_value = status in obs.HAS_VALUE
    append(store, observed("131", {2014: 62.0 if has_value else None}, status=str(status)))
    assert store.observations()[obs.STATUS].tolist() == [str(status)]


def test_a_missing_value_is_not_zero(store: Store) -> None:
    append(store, observed("131", {2014: None, 2015: 0.0}))
    assert store.observations()[obs.VALUE].isna().tolist() == [True, False]


def test_a_value_that_goes_missing_is_a_change(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    assert append(store, observed("131", {2014: ObservationStatus.SUPPRESSED})).changed == 1


def test_a_school_year_and_a_calendar_year_share_their_key(store: Store) -> None:
    append(store, observed("131", {2017: 62.0}))
    append(store, observed("131", {2017: 63.0}, period="2016/17"), at=1)
    assert store.observations()[[obs.PERIOD, obs.VALUE]].to_numpy().tolist() == [["2016/17", 63.0]]


def test_two_rows_for_one_key_are_refused_and_nothing_is_kept(store: Store, settings: Settings) -> None:
    before = dump(settings)
    rows = observed("131", {2014: 62.0})
    with pytest.raises(MeasureError):
        append(store, pd.concat([rows, rows]))
    assert dump(settings) == before


def test_an_infinite_number_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="oändligt"):
        append(store, observed("131", {2014: float("inf")}))


def test_nobody_hands_in_unnamed(store: Store) -> None:
    with pytest.raises(InputError, match="vem"):
        append(store, observed("131", {2014: 62.0}), by="  ")


def test_a_name_is_kept_trimmed(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}), by="  Anna   Ek ")
    assert store.batch(1).handed_in_by == "Anna Ek"


def test_a_batch_keeps_what_was_said_of_it(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}), kind=BatchKind.DEMO, title="Påhittat", licence="CC0")
    kept = store.batch(1)
    assert (kept.kind, kept.state, kept.title) == (BatchKind.DEMO, BatchState.APPROVED, "Påhittat")
    assert (kept.handed_in_at, kept.approved_at, kept.new) == (START, START, 1)


def test_the_delivered_file_is_kept_byte_for_byte(store: Store) -> None:
    content = bytes(range(256)) * 5
    append(store, observed("131", {2014: 62.0}), content=content)
    assert store.file_content(store.batch(1).sha256) == content


def test_several_deliveries_get_one_version_each(store: Store) -> None:
    deliveries = [a_delivery(observed("131", {year: 1.0})) for year in (2014, 2015, 2014)]
    results = store.append_all(deliveries, by="Anna", at=START)
    assert [(r.version, r.batch) for r in results] == [(1, 1), (2, 2), (2, None)]


def test_a_delivery_larger_than_a_chunk_comes_in_whole(store: Store) -> None:
    rows = observed("131", dict.fromkeys(range(CHUNK + 5), 1.0))
    assert append(store, rows).new == len(store.observations()) == CHUNK + 5


def test_a_delivery_that_cannot_be_filed_leaves_no_trace(settings: Settings, tmp_path: Path) -> None:
    in_the_way = tmp_path / "not a folder"
    in_the_way.write_text("")
    blocked = Store.open(replace(settings, files=in_the_way))
    before = dump(settings)
    with pytest.raises(StoreError, match="LAGESBILD_FILES"):
        append(blocked, observed("131", {2014: 62.0}))
    assert dump(settings) == before
    blocked.close()


def test_two_current_rows_for_one_key_are_impossible_whatever_the_code_does(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    columns = ", ".join(c.name for c in schema.observation.columns if c.name != "id")
    doubled = sa.text(f"INSERT INTO observation ({columns}) SELECT {columns} FROM observation")
    with pytest.raises(StoreError), store.writing() as connection:
        connection.execute(doubled)


@pytest.mark.parametrize(
    "change", ["value = NULL", "status = 4", "ended_by = added_by", "batch_id = 9", "added_by = 9"]
)
def test_a_row_that_contradicts_itself_is_impossible(store: Store, change: str) -> None:
    append(store, observed("131", {2014: 62.0}))
    with pytest.raises(StoreError), store.writing() as connection:
        connection.execute(sa.text(f"UPDATE observation SET {change}"))


def test_a_reader_cannot_write(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    with pytest.raises(StoreError, match="skriv"), store.reading() as connection:
        connection.execute(sa.delete(schema.observation))
    assert len(store.observations()) == 1


def test_every_change_is_in_the_log(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}), by="Anna")
    store.undo(1, by="Bo", at=day(1))
    assert [(line.actor, line.action, line.subject) for line in store.log()] == [
        ("Bo", VersionKind.UNDO, "leverans 1"),
        ("Anna", VersionKind.APPROVE, "leverans 1"),
    ]
