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

from indicators import observations as obs
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
ONE_DISTRICT = ("the district itself", "another district")
"""Pages that tell no rate of the ten with all its decimals."""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Ten districts with reports year by year, one count too small in one of them."""
    where = settings_in(tmp_path_factory.mktemp("charts"))
    _filled(where, _entry(), _rows())
    return where


def _filled(where: Settings, entry: dict[str, Any], rows: pd.DataFrame) -> None:
    store = Store.create(where)
    more = [
        {"code": c, "level": "sdn", "name": f"Stadsdel {c}", "valid_from": 2011, "valid_to": 2020}
        | {"parents": {"kommun": CITY_CODE}}
        for c in CODES
        if c not in ("131", "134")
    ]
    papers = register_documents(geographies=a_geographies_file(*more), indicators=an_indicator_file(entry))
    store.save_register(papers, by="Anna", at=day(0), registry=registry.load(papers))
    append(store, rows, at=1, kind=BatchKind.REFERENCE)
    store.close()


def _rows() -> pd.DataFrame:
    tables = []
    for number, code in enumerate(CODES):
        counts = {year: (131.0 + 20 * number + 7 * (year - 2011), PEOPLE + 100 * number) for year in range(2011, 2019)}
        if code == "131":
            counts[YEAR] = (HIDDEN, PEOPLE)
        tables.append(observed(code, counts, multiplier=100_000.0))
    return together(*tables)


@pytest.fixture(scope="module")
def with_city(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The same where the city is known too, and is its ten districts together."""
    where = settings_in(tmp_path_factory.mktemp("city"))
    _filled(where, _entry() | {"levels": ["kommun", "sdn"]}, together(_rows(), _city(_rows())))
    return where


def _city(rows: pd.DataFrame) -> pd.DataFrame:
    whole = rows.groupby(obs.YEAR)[[obs.NUMERATOR, obs.DENOMINATOR]].sum()
    return observed(
        CITY_CODE,
        {int(y): (float(x), float(n)) for y, (x, n) in zip(whole.index, whole.values, strict=True)},
        multiplier=100_000.0,
    )


def _watched(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[Callable[[], Any]]:
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
    return found


@pytest.fixture
def handed_out(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], Any]]]:
    """What the page hands out of ten districts without a city."""
    yield _watched(monkeypatch, settings)
    _forget()


@pytest.fixture
def handed_out_with_city(with_city: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], Any]]]:
    """What the page hands out of ten districts and the city that they are."""
    yield _watched(monkeypatch, with_city)
    _forget()


@pytest.mark.parametrize("page", PAGES)
def test_the_planted_count_leaves_by_no_chart_text_or_file(page: str, handed_out: list[Callable[[], Any]]) -> None:
    app = _opened(page)
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


@pytest.mark.parametrize("page", PAGES)
def test_the_city_less_what_is_shown_does_not_give_the_planted_count(
    page: str, handed_out_with_city: list[Callable[[], Any]]
) -> None:
    told = seen(_opened(page))
    sent = [told.html, *(json.dumps(c.spec) + c.alt + c.twin for c in told.charts)]
    sent += [picture.alt + svg(picture) for picture in pictures(told.html)]
    files = [data() if callable(data) else data for data in handed_out_with_city]
    plain = unquote(unescape(" ".join([*sent, *(_unpacked(f).decode("utf-8", errors="replace") for f in files)])))
    rows = together(_rows(), _city(_rows()))
    rates = rows[rows[obs.YEAR] == YEAR].set_index(obs.GEOGRAPHY)[obs.VALUE]
    untold = {code for code, rate in rates.items() if not _sign(rate).search(plain)}
    assert "131" in untold
    assert CITY_CODE in untold or len(untold) > 1, "the city less nine districts is the tenth"
    assert len(untold) < len(rates) or page in ONE_DISTRICT, "nothing is shown at all"


def _sign(rate: float) -> re.Pattern[str]:
    whole, _, rest = f"{rate:.3f}".partition(".")
    return re.compile(rf"(?<!\d){whole}[.,]{rest}")


def _opened(page: str) -> AppTest:
    name, query = PAGES[page]
    app = AppTest.from_function(_page, kwargs={"name": name}, default_timeout=60)
    app.session_state["access-role"], app.session_state["lage"] = "lasare", str(YEAR)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


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
