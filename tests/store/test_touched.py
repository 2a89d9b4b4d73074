"""Which indicators a data version changed: what pages need not work out again."""

from __future__ import annotations

import sqlalchemy as sa

from indicators.store import Store, schema
from tests.builders import INDICATOR_ID, observed, together
from tests.store.deliveries import append, approve, day, hand_in, keys_of

OTHER = "otrygghet"


def test_every_way_of_changing_rows_notes_the_indicators_it_changed(store: Store) -> None:
    append(store, together(observed("131", {2014: 62.0}), observed("131", {2014: 1.0}, indicator=OTHER)))
    append(store, observed("131", {2014: 63.0}), at=1)
    ended = observed("131", {2014: 1.0}, indicator=OTHER)
    number = hand_in(store, observed("132", {2014: 60.0}), at=2, ends=keys_of(ended))
    approve(store, number, at=3)
    store.undo(number, by="Bo", at=day(4))
    append(store, observed("133", {2014: 60.0}, is_demo=True), at=5)
    store.end_demo(by="Bo", at=day(6))
    assert noted(store) == truth(store)
    assert {indicator for version, indicator in noted(store) if version == 3} == {INDICATOR_ID, OTHER}


def test_a_delivery_that_says_nothing_new_changes_no_indicator(store: Store) -> None:
    append(store, together(observed("131", {2014: 62.0}), observed("131", {2014: 1.0}, indicator=OTHER)))
    append(store, together(observed("131", {2014: 63.0}), observed("131", {2014: 1.0}, indicator=OTHER)), at=1)
    assert store.changed() == {INDICATOR_ID: 2, OTHER: 1}


def test_what_had_changed_is_told_as_of_an_earlier_version(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    append(store, observed("131", {2014: 63.0}), at=1)
    assert store.changed(version=1) == {INDICATOR_ID: 1}
    assert store.changed(version=0) == {}


def truth(store: Store) -> set[tuple[int, str]]:
    """The versions and indicators that the rows themselves tell of."""
    row, code = schema.observation.c, schema.indicator.c.code
    kept = schema.observation.join(schema.indicator)
    with store.reading() as connection:
        added = connection.execute(sa.select(row.added_by, code).select_from(kept)).all()
        ended = connection.execute(sa.select(row.ended_by, code).select_from(kept).where(row.ended_by.is_not(None)))
        return {(int(version), str(indicator)) for version, indicator in (*added, *ended)}


def noted(store: Store) -> set[tuple[int, str]]:
    """The versions and indicators that the store has noted."""
    told = sa.select(schema.touched.c.version_id, schema.indicator.c.code).join_from(schema.touched, schema.indicator)
    with store.reading() as connection:
        return {(int(version), str(indicator)) for version, indicator in connection.execute(told)}
