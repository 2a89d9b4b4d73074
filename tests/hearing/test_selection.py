"""What may be chosen for a hearing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indicators.errors import InputError
from indicators.hearing.selection import Selection, fitting, must_fit
from indicators.registry import load, read_folder

FOLDER = Path(__file__).parents[2] / "data" / "registry"


@pytest.fixture(scope="module")
def registry():
    return load(read_folder(FOLDER))


def test_every_area_is_chosen_where_none_is_named(registry) -> None:
    assert Selection(held=date(2020, 10, 13), year=2019).areas_of(registry) == tuple(range(1, 11))


def test_the_registers_headline_speaks_where_no_other_is_chosen(registry) -> None:
    selection = Selection(held=date(2020, 10, 13), year=2019)
    assert selection.headline(7, registry) == registry.headline(7).id


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"areas": (1, 99)}, "område 99 finns inte"),
        ({"areas": (1, 1)}, "valt två gånger"),
        ({"headlines": {7: "finns-inte"}}, "finns-inte är ingen indikator i strategiskt område 7"),
    ],
)
def test_a_selection_that_the_register_does_not_know_is_refused(registry, choices, told) -> None:
    with pytest.raises(InputError, match=told):
        must_fit(Selection(held=date(2020, 10, 13), year=2019, **choices), registry)


def test_an_older_selection_loses_what_the_register_no_longer_has(registry) -> None:
    told = Selection(held=date(2020, 10, 13), year=2019, areas=(7, 99), headlines={7: "finns-inte", 2: "trangboddhet"})
    found = fitting(told, registry)
    assert (found.areas, found.headlines) == ((7,), {2: "trangboddhet"})
    must_fit(found, registry)
