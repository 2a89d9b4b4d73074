"""The generator of millions of rows makes what it says, as a store of ours would hold it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench import many
from indicators import observations as obs
from indicators import registry
from indicators.model import TOTAL, GeographyLevel
from indicators.settings import REGISTRY_DIR
from indicators.store import Store
from indicators.store.faults import faults
from tests.store.deliveries import START, settings_in


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, many.Made]:
    folder: Path = tmp_path_factory.mktemp("many")
    store = Store.create(settings_in(folder))
    documents = registry.read_folder(REGISTRY_DIR)
    store.save_register(documents, by="Anna", at=START, registry=registry.load(documents))
    return store, many.fill(store, rows=1_000, at=START)


def test_as_many_rows_stand_and_have_ended_as_it_says(filled: tuple[Store, many.Made]) -> None:
    store, made = filled
    rows = store.observations(with_origin=False)
    assert (made.indicators, made.current) == (1, len(rows))
    assert made.current >= 1_000
    assert made.ended == pytest.approx(made.current / many.REVISED, abs=1)
    first = store.observations(version=made.versions[0], with_origin=False)
    assert len(first) == made.current
    assert int((first[obs.VALUE].to_numpy() != rows[obs.VALUE].to_numpy()).sum()) <= made.ended
    assert (set(first[obs.BATCH]), set(rows[obs.BATCH])) == ({1}, {1, 2})
    assert store.changed() == {"stor-000": made.versions[1]}


def test_the_parts_come_to_their_totals_and_some_counts_are_small(filled: tuple[Store, many.Made]) -> None:
    store, _ = filled
    register = registry.load(store.register_documents())
    rows = store.observations(with_origin=False)
    levels = rows[obs.GEOGRAPHY].map({code: place.level for code, place in register.geographies.items()})
    whole = rows[rows[obs.BREAKDOWN] == TOTAL].groupby([levels, obs.YEAR])[obs.NUMERATOR].sum()
    sexes = rows[rows[obs.BREAKDOWN].isin(["kon=kvinna", "kon=man"])].groupby([levels, obs.YEAR])[obs.NUMERATOR].sum()
    for level in (GeographyLevel.DISTRICT, GeographyLevel.PRIMARY):
        assert np.array_equal(whole[level], whole[GeographyLevel.CITY])
    assert np.array_equal(whole, sexes)
    assert ((rows[obs.NUMERATOR] > 0) & (rows[obs.NUMERATOR] < 5)).any()


def test_the_store_that_is_made_is_without_faults(filled: tuple[Store, many.Made]) -> None:
    store, _ = filled
    assert faults(store, registry.load(store.register_documents())) == []


def test_the_register_is_widened_to_the_size_asked_for() -> None:
    own = registry.read_folder(REGISTRY_DIR)
    wide = registry.load(many.documents(own, 450))
    assert len(wide.indicators) == len(registry.load(own).indicators) + 450
    assert many.indicators_for(10_000_000, wide) * many.rows_of_one(wide) >= 10_000_000
