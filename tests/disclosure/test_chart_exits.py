"""A small count planted among ten districts is in no chart, text alternative or file of the pages about them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from indicators import registry
from indicators.batches import BatchKind
from indicators.settings import Settings
from indicators.store import Store
from tests.builders import CITY_CODE, observed, together
from tests.disclosure.test_crime_exits import HIDDEN, PEOPLE, RATE, _entry
from tests.disclosure.test_exits import _forget, _page, _unpacked
from tests.documents import a_geographies_file, an_indicator_file, register_documents
from tests.pages.charts import pictures, seen, svg
from tests.store.deliveries import append, day, settings_in

YEAR = 2018
CODES = tuple(str(code) for code in range(131, 141))
SIGN = re.compile(rf"(?<!\d){int(RATE)}[.,]{f'{RATE:.3f}'.partition('.')[2]}")
"""The hidden rate with three decimals, with point or comma."""

PAGES = {
    "dots, funnel and panels": ("stadsdelar", {"visa": "punkter"}),
    "map": ("stadsdelar", {"visa": "karta"}),
    "the district itself": ("min_stadsdel", {"stadsdel": "131"}),
    "another district": ("min_stadsdel", {"stadsdel": "132"}),
    "ends, gap and parts": ("jamlik", {}),
    "crime": ("brott", {"stadsdel": "131", "matt": "tal"}),
    "files": ("hamta", {"plats": "131,132"}),
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Ten districts with reports year by year, one count too small in one of them."""
    where = settings_in(tmp_path_factory.mktemp("charts"))
    store = Store.create(where)
    more = [
        {"code": c, "level": "sdn", "name": f"Stadsdel {c}", "valid_from": 2011, "valid_to": 2020}
        | {"parents": {"kommun": CITY_CODE}}
        for c in CODES
        if c not in ("131", "134")
    ]
    papers = register_documents(geographies=a_geographies_file(*more), indicators=an_indicator_file(_entry()))
    store.save_register(papers, by="Anna", at=day(0), registry=registry.load(papers))
    append(store, _rows(), at=1, kind=BatchKind.REFERENCE)
    store.close()
    return where


def _rows() -> pd.DataFrame:
    tables = []
    for number, code in enumerate(CODES):
        counts = {year: (131.0 + 20 * number + 7 * (year - 2011), PEOPLE + 100 * number) for year in range(2011, 2019)}
        if code == "131":
            counts[YEAR] = (HIDDEN, PEOPLE)
        tables.append(observed(code, counts, multiplier=100_000.0))
    return together(*tables)


@pytest.fixture
def handed_out(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], Any]]]:
    """What the page's buttons would hand out; the pages read the test's own store."""
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(settings.files))
    found: list[Callable[[], Any]] = []
    button = st.download_button

    def kept(*args: Any, **given: Any) -> bool:
        found.append(given["data"])
        return button(*args, **given)

    monkeypatch.setattr(st, "download_button", kept)
    _forget()
    yield found
    _forget()


@pytest.mark.parametrize("page", PAGES)
def test_the_planted_count_leaves_by_no_chart_text_or_file(page: str, handed_out: list[Callable[[], Any]]) -> None:
    name, query = PAGES[page]
    app = AppTest.from_function(_page, kwargs={"name": name}, default_timeout=60)
    app.session_state["access-role"], app.session_state["lage"] = "lasare", str(YEAR)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    told = seen(app)
    for chart in told.charts:
        nothing_of_it(json.dumps(chart.spec, ensure_ascii=False) + chart.alt + chart.twin)
        assert not any(_is_planted(number) for number in _numbers(chart.spec)), chart.key
    nothing_of_it(told.html)
    for picture in pictures(told.html):
        nothing_of_it(picture.alt + svg(picture))
    assert handed_out
    for data in handed_out:
        content = data() if callable(data) else data
        nothing_of_it(_unpacked(content).decode("utf-8", errors="replace"))


def test_the_case_has_a_count_to_hide_and_charts_to_hide_it_in(settings: Settings) -> None:
    with pytest.raises(AssertionError):
        nothing_of_it(f"värde {RATE:.3f}".replace(".", ","))
    store = Store.open(settings)
    assert (store.observations()["numerator"] == HIDDEN).sum() == 1
    store.close()
    assert _is_planted(RATE)


def nothing_of_it(told: str) -> None:
    plain = unquote(unescape(told)).replace("\u00a0", " ")
    assert not SIGN.search(plain)


def _is_planted(number: float) -> bool:
    """The planted count, or its rate to three decimals."""
    return number == HIDDEN or abs(number - RATE) < 0.0005


def _numbers(spec: dict[str, Any]) -> Iterator[float]:
    """Every fraction and count in the data of a chart; geometry and the order of rows are none."""
    for layer in spec["layer"]:
        for row in layer["data"]["values"]:
            for key, value in row.items():
                if isinstance(value, int | float) and key not in ("order", "part", "left", "rank"):
                    yield float(value)
