"""No hidden count leaves through the page about crime: titles, tables, curves, control charts, files, texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from indicators import observations as obs
from indicators import registry
from indicators.batches import BatchKind
from indicators.model import Registry
from indicators.settings import Settings
from indicators.store import Store
from tests.builders import CITY_CODE, INDICATOR_ID, observed, together
from tests.disclosure.exits import THIRD
from tests.disclosure.test_exits import _forget, _page, _sent
from tests.documents import a_geographies_file, an_entry, an_indicator_file, register_documents
from tests.store.deliveries import append, day, settings_in
from ui import cached, crime_charts, crime_results, crime_tables

HIDDEN, YEAR = 3.0, 2018
PEOPLE = 61_357.0
"""No other figure of the case is like the hidden rate, 4,889 per 100 000."""
PLACES = ("131", "134", "136")
RATE = 100_000 * HIDDEN / PEOPLE
SIGNS = (f"{RATE:.3f}"[:-1], f"{RATE:.3f}"[:-1].replace(".", ","))
"""The hidden rate as it would begin in a text, with point and comma."""


def _entry() -> dict[str, Any]:
    return an_entry(
        **{"name": "Anmälda rån", "short_name": "Anmälda rån", "kind": "rate", "unit": "per 100 000"},
        **{"multiplier": 100_000, "decimals": 3, "levels": ["sdn"], "breakdowns": ["manad"], "good": "low"},
        suppression={"counts_below": 5, "base_below": 10},
        baseline={"year": 2014},
        target={
            **{"kind": "change", "sense": "högst", "value": -15, "year": 2020},
            "decision": {"by": "Anna", "date": "2014", "document": "utkast", "status": "förslag"},
        },
    )


def _rows() -> pd.DataFrame:
    """Counts by year with one too small, and months of one place with one too small."""
    years = {
        code: {
            year: (HIDDEN if (code, year) == ("131", YEAR) else 31.0 + 2 * place + year - 2011, PEOPLE)
            for year in range(2011, 2020)
        }
        for place, code in enumerate(PLACES)
    }
    tables = [observed(code, values, multiplier=100_000.0) for code, values in years.items()]
    tables += [
        observed(
            "134",
            {year: (HIDDEN if (year, month) == (2016, 4) else 7.0 + (month * year) % 5, PEOPLE)},
            breakdown=f"manad={month:02d}",
            multiplier=100_000.0,
        )
        for year in (2015, 2016)
        for month in range(1, 13)
    ]
    return together(*tables)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    where = settings_in(tmp_path_factory.mktemp("crime"))
    store = Store.create(where)
    papers = register_documents(geographies=a_geographies_file(THIRD), indicators=an_indicator_file(_entry()))
    store.save_register(papers, by="Anna", at=day(0), registry=registry.load(papers))
    append(store, _rows(), at=1, kind=BatchKind.REFERENCE)
    store.close()
    return where


@pytest.fixture
def served(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(settings.files))
    _forget()
    yield cached.registry()
    _forget()


def test_the_case_has_something_to_hide(settings: Settings) -> None:
    store = Store.open(settings)
    rows = store.observations()
    assert (rows[obs.NUMERATOR] == HIDDEN).sum() == 2
    store.close()
    with pytest.raises(AssertionError):
        nothing_of_it(f"{RATE:.3f}".replace(".", ","))


def nothing_of_it(told: str) -> None:
    plain = unquote(unescape(told)).replace("\u00a0", " ")
    assert [text for text in SIGNS if text in plain] == []


@pytest.mark.parametrize("place", ["alla", *PLACES])
@pytest.mark.parametrize("measure", ["antal", "tal"])
@pytest.mark.usefixtures("served")
def test_the_page_sends_no_hidden_count_or_rate(place: str, measure: str) -> None:
    app = AppTest.from_function(_page, kwargs={"name": "brott"}, default_timeout=60)
    app.session_state["access-role"], app.session_state["lage"] = "lasare", "2019"
    app.query_params["stadsdel"], app.query_params["matt"] = place, measure
    app.run()
    assert not app.exception
    sent = [text for text, _ in _sent(app.main)]
    assert any("små tal dolda" in text or "dolt av sekretesskäl" in text for text in sent)
    for text in sent:
        nothing_of_it(text)


def test_drawings_and_files_hold_neither_the_count_nor_the_rate(served: Registry) -> None:
    key, places = cached.key(), served.geographies
    for is_rate in (False, True):
        kept = crime_results.of(key, INDICATOR_ID, 2019, is_rate=is_rate)
        own = kept.found.of("131")
        assert own.at(YEAR) is not None
        assert own.at(YEAR).count is None  # type: ignore[union-attr]
        assert kept.found.together.at(YEAR).count is None  # type: ignore[union-attr]
        for drawn in (kept.dots, kept.panels):
            nothing_of_it(json.dumps(drawn))
    twins = [
        crime_tables.places(kept, places, own=None, is_rate=True),
        crime_tables.years(kept, places),
        crime_tables.kinds(
            [
                (found, crime_results.curve(found, "131", 2019, is_rate=True))
                for found in crime_results.every(key, 2019)
            ],
            places,
            own="131",
            chosen=INDICATOR_ID,
            events={},
            is_rate=True,
        ),
        crime_charts.surveys(kept.found, own, places["131"], [], is_rate=True),
    ]
    charted = crime_results.control(key, INDICATOR_ID, "134", 2019)
    assert charted is not None
    april = next(p for p in charted.found.points if (p.year, p.part) == (2016, 4))
    assert april.count is None
    twins.append(crime_charts.months_twin(charted.found, places["134"]))
    nothing_of_it(json.dumps(charted.spec))
    assert HIDDEN not in [row.get("y") for layer in charted.spec["layer"] for row in layer["data"]["values"]]
    for twin in twins:
        nothing_of_it(twin.table)
        nothing_of_it(twin.figures.to_csv())
        cells = twin.figures.to_numpy(dtype=object).ravel().tolist()
        assert HIDDEN not in [c for c in cells if isinstance(c, float)]


def test_a_hidden_year_is_no_part_of_a_sum_or_a_baseline(served: Registry) -> None:
    key = cached.key()
    for case in crime_results.fragile(key, INDICATOR_ID, 2019):
        assert YEAR not in [t.baseline_year for t in case.tellings]
    assert crime_results.series(key, INDICATOR_ID, 2019).together.geography == CITY_CODE
