"""What a delivery would change: told before anything is kept, and the same as what is then written."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import strategies as st

from indicators import observations as obs
from indicators.errors import InputError, StoreError
from indicators.model import ObservationStatus
from indicators.settings import Settings
from indicators.store import Store, comparing, reading
from indicators.store.comparing import COLUMNS, WHAT, fingerprint
from tests.builders import observed, together
from tests.store.deliveries import Fresh, append, dump, keys_of, tried

NOTHING = float("nan")


def test_each_key_is_new_changed_unchanged_or_ended(store: Store) -> None:
    append(store, observed("131", {2013: 60.0, 2014: 62.0, 2015: 63.0}))
    rows, ends = observed("131", {2016: 65.0, 2015: 64.0, 2014: 62.0}), keys_of(observed("131", {2013: 1.0}))
    found = store.compare(rows, ends=ends)
    assert found[[obs.YEAR, WHAT]].to_numpy().tolist() == [
        [2016, "new"],
        [2015, "changed"],
        [2014, "unchanged"],
        [2013, "ended"],
    ]


def test_both_sides_are_told_with_cell_and_origin(store: Store) -> None:
    append(store, observed("131", {2014: (6.0, 10.0)}, note="då", is_demo=True))
    rows = observed("131", {2014: ObservationStatus.SUPPRESSED}, note="nu", sheet="Enkät", cell="G14", raw="-")
    told = store.compare(rows).iloc[0].to_dict()
    before = {"value": 60.0, "numerator": 6.0, "denominator": 10.0, "status": "final", "note": "då", "batch": 1}
    assert {name: told[f"before_{name}"] for name in before} == before
    assert (told["before_is_demo"], told["after_status"], told["after_note"]) == (True, "suppressed", "nu")
    assert pd.isna(told["after_value"])
    assert (told["sheet"], told["cell"], told["raw"]) == ("Enkät", "G14", "-")


def test_the_side_that_is_not_there_is_empty(store: Store) -> None:
    append(store, observed("131", {2013: 60.0}, period="2012/13"))
    found = store.compare(observed("131", {2014: 62.0}), ends=keys_of(observed("131", {2013: 1.0})))
    came, ended = (found.iloc[n].to_dict() for n in (0, 1))
    assert (came["before_status"], came["before_batch"], pd.isna(came["before_value"])) == ("", 0, True)
    assert (ended["after_status"], ended["period"], pd.isna(ended["after_value"])) == ("", "2012/13", True)


def test_columns_and_types_are_the_same_for_an_empty_delivery(store: Store) -> None:
    found = store.compare(obs.empty())
    append(store, observed("131", {2014: 62.0}))
    assert tuple(found.columns) == COLUMNS
    pd.testing.assert_series_equal(found.dtypes, store.compare(observed("131", {2014: 63.0})).dtypes)


def test_comparing_keeps_nothing(store: Store, settings: Settings) -> None:
    append(store, observed("131", {2014: 62.0}))
    before = dump(settings)
    store.compare(observed("139", {2014: 63.0}, indicator="aldrig sedd", breakdown="alder=0-5"))
    assert dump(settings) == before


def test_a_delivery_can_be_compared_with_an_earlier_version(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    append(store, observed("131", {2014: 63.0}), at=1)
    assert [store.compare(observed("131", {2014: 62.0}), version=v)[WHAT].item() for v in (0, 1, 2, None)] == [
        *("new", "unchanged", "changed", "changed")
    ]
    with pytest.raises(InputError, match="Den senaste är 2"):
        store.compare(observed("131", {2014: 62.0}), version=3)


def test_what_stands_for_other_keys_is_not_told(store: Store) -> None:
    append(store, together(*(observed(g, dict.fromkeys(range(2010, 2020), 1.0)) for g in ("131", "132"))))
    women = observed("131", {2012: 5.0}, breakdown="kon=kvinna")
    assert store.compare(together(women, observed("132", {2018: 1.0})))[WHAT].tolist() == ["new", "unchanged"]


def test_a_key_with_a_row_does_not_end(store: Store) -> None:
    rows = observed("131", {2014: 62.0})
    append(store, rows)
    assert store.compare(rows, ends=keys_of(rows))[WHAT].tolist() == ["unchanged"]


def test_the_fingerprint_is_that_of_the_changes_alone(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    change = observed("131", {2015: 63.0})
    both = together(observed("131", {2014: 62.0}), change)
    assert fingerprint(store.compare(both)) == fingerprint(store.compare(change))


def test_the_fingerprint_is_the_same_in_any_order(store: Store) -> None:
    rows = together(*(observed(g, {2014: 1.0, 2015: 2.0}) for g in ("131", "132")))
    mixed = obs.checked(rows.sample(frac=1.0, random_state=1).reset_index(drop=True))
    assert fingerprint(store.compare(rows)) == fingerprint(store.compare(mixed))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (obs.VALUE, 62.5),
        (obs.NUMERATOR, 1.0),
        (obs.LOWER, 1.0),
        (obs.NOTE, "x"),
        (obs.PERIOD, "2013/14"),
        (obs.STATUS, "preliminary"),
        (obs.IS_DEMO, True),
        (obs.BASE_ESTIMATED, True),
        (obs.GEOGRAPHY, "132"),
    ],
)
def test_the_fingerprint_tells_every_difference_on_either_side(store: Store, column: str, value: object) -> None:
    plain, other = observed("131", {2014: 62.0}), observed("131", {2014: 62.0}).assign(**{column: value})
    alone = fingerprint(store.compare(plain)), fingerprint(store.compare(obs.checked(other)))
    assert alone[0] != alone[1]
    append(store, plain)
    before = fingerprint(store.compare(observed("131", {2014: 70.0})))
    append(store, other, at=1)
    assert fingerprint(store.compare(observed("131", {2014: 70.0}))) != before or column == obs.GEOGRAPHY


seen = st.one_of(
    st.sampled_from([0.3, 0.1 + 0.2, -0.0, 1e-300, 1e300, 62.0, 62.000001]),
    st.sampled_from(list(ObservationStatus)[2:]),
    st.tuples(st.sampled_from([1.0, 2.0]), st.sampled_from([3.0, 7.0])),
)
tables = st.dictionaries(st.tuples(st.sampled_from(["131", "132"]), st.integers(2014, 2016)), seen, min_size=1)


def _rows(table: dict[tuple[str, int], object], note: str) -> pd.DataFrame:
    return together(*(observed(g, {year: value}, note=note) for (g, year), value in table.items()))


@tried(tables, tables, st.sampled_from(["", "not\0"]))
def test_the_preview_counts_what_is_then_written(
    fresh: Fresh, before: dict[tuple[str, int], object], after: dict[tuple[str, int], object], note: str
) -> None:
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder)) as made:
        store = Store.open(made)
        append(store, _rows(before, note))
        told = comparing.counts(store.compare(_rows(after, note)))
        done = append(store, _rows(after, note), at=1)
        store.close()
    assert (told["new"], told["changed"], told["unchanged"]) == (done.new, done.changed, done.unchanged)


def test_keys_far_apart_find_their_places_or_are_refused() -> None:
    stands = np.array([[5, 1, 2, 2014], [70_000, 3, 9_999, 2020]], dtype="int64")
    keys = np.array([[70_000, 3, 9_999, 2020], [-1, 1, 2, 2014], [5, 1, 2, 2014], [5, 1, 2, 2015]], dtype="int64")
    assert comparing._places(stands, keys).tolist() == [1, -1, 0, -1]
    assert comparing._places(stands[:0], keys).tolist() == [-1] * 4
    with pytest.raises(StoreError, match="Dela den i flera"):
        comparing._places(stands * 2**14, keys)


def test_rubbish_is_collected_again_when_many_rows_are_read(store: Store) -> None:
    store.compare(observed("131", {2014: 60.0}))
    assert gc.isenabled()
    with pytest.raises(KeyError), reading.many_rows():
        raise KeyError
    assert gc.isenabled()
