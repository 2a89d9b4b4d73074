"""Where a value comes from, without giving a hidden number away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators import observations as obs
from indicators import origin, situation
from indicators.batches import BatchKind
from indicators.ingest import excerpt
from indicators.model import Registry
from indicators.store import Store


@pytest.fixture(scope="module")
def hidden(store: Store, register: Registry) -> object:
    """Rows that are stored with a value and shown without."""
    stored = store.observations().set_index(list(obs.KEY))
    shown = situation.hidden(store, register).set_index(list(obs.KEY))
    lost = stored[obs.VALUE].notna() & shown[obs.VALUE].reindex(stored.index).isna()
    assert lost.any()
    return stored[lost].reset_index()


def test_traced_hidden_value_tells_no_figure(store: Store, register: Registry, hidden) -> None:
    for row in hidden.to_dict("records"):
        told = _origin(store, register, row)
        assert (told.value, told.numerator, told.denominator, told.lower, told.upper, told.raw) == (*[None] * 5, "")


def test_hidden_value_has_no_excerpt(store: Store, register: Registry, hidden) -> None:
    for row in hidden.to_dict("records"):
        assert origin.cell(store, register, _origin(store, register, row)) is None


def test_neighbour_of_a_hidden_value_does_not_show_it(store: Store, register: Registry, hidden) -> None:
    stored = store.observations()
    for row in hidden.to_dict("records"):
        line = int(row[obs.CELL][1:])
        near = stored[(stored[obs.BATCH] == row[obs.BATCH]) & stored[obs.VALUE].notna()]
        lines = near[obs.CELL].str[1:].astype(int)
        for neighbour in near[(lines != line) & ((lines - line).abs() <= 2)].to_dict("records"):
            told = origin.cell(store, register, _origin(store, register, neighbour))
            texts = dict(told.rows).get(line, ()) if told else ()
            assert row[obs.RAW] not in texts


def test_visible_value_is_framed_with_its_neighbours(store: Store, register: Registry) -> None:
    told = origin.origin(store, register, indicator="anmald-skadegorelse", geography="135", year=2019)
    found = origin.cell(store, register, told)
    assert found is not None
    at = found.letters.index(found.letter)
    assert dict(found.rows)[found.row][at] == told.raw == "4001"
    assert sum(texts[at] != excerpt.UNSHOWN for _, texts in found.rows) >= 3


def test_a_fetched_file_tells_the_figure_and_words_but_no_other_figure(store: Store, register: Registry) -> None:
    told = origin.origin(store, register, indicator="anmald-skadegorelse", geography="135", year=2019)
    fetched = replace(told, kind=BatchKind.SOURCE, cell="C2", file="kallan.csv")
    found = origin._excerpt(b"plats,ar,antal,kvinnor\nAngered,2019,4001,17\n", fetched)
    assert found is not None
    assert dict(found.rows)[2] == ("Angered", excerpt.UNSHOWN, "4001")


def test_a_place_in_an_answer_that_is_no_table_has_no_excerpt(store: Store, register: Registry) -> None:
    told = origin.origin(store, register, indicator="anmald-skadegorelse", geography="135", year=2019)
    assert origin._excerpt(b"{}", replace(told, kind=BatchKind.SOURCE, cell="/value/7")) is None


def _origin(store: Store, register: Registry, row: dict[str, object]):
    return origin.origin(
        store,
        register,
        indicator=str(row[obs.INDICATOR]),
        geography=str(row[obs.GEOGRAPHY]),
        year=int(str(row[obs.YEAR])),
        breakdown=str(row[obs.BREAKDOWN]),
    )
