"""No hidden number leaves through any exit: tables, texts, charts, pages, files, terminal, origin."""

from __future__ import annotations

import io
import math
import re
import struct
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators import disclosure, origin, registry, situation
from indicators import observations as obs
from indicators.batches import BatchKind
from indicators.model import GeographyLevel, ObservationStatus, Reason, Registry
from indicators.reports import opendata
from indicators.reports.choice import Choice
from indicators.reports.contents import gather
from indicators.settings import Settings
from indicators.store import Store
from indicators.terminal.commands import main
from tests.builders import CITY_CODE, INDICATOR_ID, observed
from tests.disclosure.exits import PLACES, SERIES, a_file, documents
from tests.reports.read_back import READERS
from tests.store.deliveries import append, day, settings_in
from ui import cached

YEAR = 2018
HIDDEN = {"131": (4.0, 53.0), "134": (17.0, 61.0)}
"""Too small a count, and the one that would give it away."""
SHOWN = {"136": (40.0, 83.0), CITY_CODE: (61.0, 197.0)}


def _numbers() -> list[str]:
    """Every hidden value and limit as digits that would stand in a text, with point or comma."""
    values = [100.0 * top / base for top, base in HIDDEN.values()]
    return [text for value in values for text in (f"{value:.3f}", f"{value:.3f}".replace(".", ","))]


TEXTS = _numbers()
BYTES = [struct.pack("<d", 100.0 * top / base) for top, base in HIDDEN.values()]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store with one indicator: a hidden count in one district, and earlier values that were hidden then."""
    where = settings_in(tmp_path_factory.mktemp("exits"))
    store = Store.create(where)
    papers = documents()
    store.save_register(papers, by="Anna", at=day(0), registry=registry.load(papers))
    rows, content = a_file({**SERIES, YEAR: HIDDEN | SHOWN})
    append(store, rows, at=1, kind=BatchKind.REFERENCE, content=content)
    store.close()
    return where


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = Store.open(settings)
    yield opened
    opened.close()


@pytest.fixture
def register(store: Store) -> Registry:
    return registry.load(store.register_documents())


def nothing_of_it(told: str | bytes) -> None:
    text = told.decode("utf-8", errors="replace") if isinstance(told, bytes) else unescape(told)
    plain = text.replace("\u00a0", " ")
    assert [number for number in TEXTS if number[:-1] in plain] == []


def test_the_case_has_something_to_hide(store: Store, register: Registry) -> None:
    rows = store.observations()
    stored = rows[(rows[obs.YEAR] == YEAR) & rows[obs.GEOGRAPHY].isin(list(HIDDEN))]
    assert stored[obs.NUMERATOR].tolist() == [4.0, 17.0]
    with pytest.raises(AssertionError):
        nothing_of_it(f"Angered har {TEXTS[1]} procent")


def test_situation_tells_no_hidden_number(store: Store, register: Registry) -> None:
    seen = situation.situation(store, register, year=YEAR)
    for table in (seen.observations, seen.estimates, situation.values(store, register)):
        at = table[(table[obs.YEAR] == YEAR) & table[obs.GEOGRAPHY].isin(list(HIDDEN))]
        assert at[obs.STATUS].tolist() == ["suppressed", "suppressed"]
        assert at[[obs.VALUE, obs.NUMERATOR, obs.LOWER, obs.UPPER]].isna().all(axis=None)
        nothing_of_it(table.to_csv())
    assert seen.estimates.loc[seen.estimates[obs.VALUE].isna(), "reason"].unique().tolist() == [Reason.SUPPRESSED]
    for place in HIDDEN:
        nothing_of_it(seen.series(INDICATOR_ID, place).to_csv())
        nothing_of_it(repr(seen.progress[INDICATOR_ID, place]))


def test_a_series_with_only_hidden_values_is_said_to_be_hidden(tmp_path: Path) -> None:
    store = Store.create(settings_in(tmp_path))
    own = registry.load(documents())
    append(store, observed("131", {2014: (3, 53), 2015: (4, 53), 2016: (4, 53)}))
    told = situation.situation(store, own, year=2016).progress[INDICATOR_ID, "131"]
    store.close()
    assert (told.value.value, told.reason) == (None, Reason.SUPPRESSED)


@pytest.mark.parametrize("levels", [None, "kommun", "sdn"])
def test_what_is_hidden_does_not_hang_on_what_is_asked_for(
    store: Store, register: Registry, levels: str | None
) -> None:
    chosen = None if levels is None else [g.level for g in register.geographies.values() if g.level == levels]
    seen = situation.situation(store, register, year=YEAR, levels=chosen).observations
    gone = seen[seen[obs.STATUS] == ObservationStatus.SUPPRESSED]
    assert set(gone[obs.GEOGRAPHY]) == (set() if levels == "kommun" else set(HIDDEN))


@pytest.mark.parametrize("kind", list(opendata.Format))
def test_open_data_hold_no_hidden_number(store: Store, register: Registry, kind: opendata.Format) -> None:
    files = opendata.files(gather(store, register, Choice()), register, kind=kind)
    for content in files.values():
        if zipfile.is_zipfile(io.BytesIO(content)):
            archive = zipfile.ZipFile(io.BytesIO(content))
            for name in archive.namelist():
                nothing_of_it(archive.read(name))
        else:
            nothing_of_it(content)
    assert any(re.search(rb"suppressed|dolt av", _unpacked(content)) for content in files.values())


CHOICES = {
    "a hidden place": Choice(geographies=("131",)),
    "the other hidden place": Choice(geographies=("134",)),
    "all but the other hidden place": Choice(geographies=("131", "136", CITY_CODE)),
    "only the year": Choice(first=YEAR, last=YEAR),
    "a level": Choice(levels=(GeographyLevel.DISTRICT,)),
}


@pytest.mark.parametrize("choice", CHOICES)
def test_no_choice_shows_what_another_hides(store: Store, register: Registry, choice: str) -> None:
    told = gather(store, register, CHOICES[choice])
    at = told.values[told.values[obs.YEAR] == YEAR]
    assert set(at.loc[at[obs.STATUS] == "suppressed", obs.GEOGRAPHY]) == set(at[obs.GEOGRAPHY]) & set(HIDDEN)
    for kind in opendata.Format:
        for content in opendata.files(told, register, kind=kind).values():
            nothing_of_it(_unpacked(content))


@pytest.mark.parametrize("kind", READERS)
def test_no_hidden_count_in_a_file_follows_by_subtraction(store: Store, register: Registry, kind: str) -> None:
    files = opendata.files(gather(store, register, Choice()), register, kind=opendata.Format(kind))
    told = READERS[kind](files)
    at = told[told[obs.YEAR] == YEAR].set_index(obs.GEOGRAPHY)[obs.NUMERATOR]
    figures = {place: None if math.isnan(at[place]) else float(at[place]) for place in PLACES}
    assert [place for place, figure in figures.items() if figure is None] == list(HIDDEN)
    parts = tuple(place for place in PLACES if place != CITY_CODE)
    found = disclosure.audit(figures, [disclosure.Sum(total=CITY_CODE, parts=parts)])
    assert all(interval.is_safe(counts_below=5) for interval in found.values())


def test_origin_tells_no_hidden_number(store: Store, register: Registry) -> None:
    for place in PLACES:
        told = origin.origin(store, register, indicator=INDICATOR_ID, geography=place, year=YEAR)
        nothing_of_it(repr(told))
        nothing_of_it(repr(origin.cell(store, register, told)))
        assert (told.value is None) is (place in HIDDEN)


def test_earlier_values_stay_as_hidden_as_they_were(tmp_path: Path) -> None:
    store = Store.create(settings_in(tmp_path))
    own = registry.load(documents())
    append(store, a_file({YEAR: HIDDEN | SHOWN})[0], at=1)
    later = {"131": (30.0, 53.0), "134": (18.0, 61.0), CITY_CODE: (88.0, 197.0)}
    append(store, a_file({YEAR: later})[0], at=2, content=b"rattelse")
    for place in HIDDEN:
        told = origin.origin(store, own, indicator=INDICATOR_ID, geography=place, year=YEAR)
        assert told.value is not None
        assert [(e.value, e.numerator) for e in told.history] == [(None, None)]
        nothing_of_it(repr(told))
    city = origin.origin(store, own, indicator=INDICATOR_ID, geography=CITY_CODE, year=YEAR)
    assert [e.numerator for e in city.history] == [61.0]
    store.close()


@pytest.mark.parametrize("command", ["status", "trace", "export"])
def test_terminal_tells_no_hidden_number(
    command: str,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(settings.files))
    asked = {
        "status": [["status", "--year", str(YEAR)], ["status", "--year", str(YEAR), "--json"]],
        "trace": [["trace", INDICATOR_ID, place, str(YEAR), "--json"] for place in PLACES],
        "export": [["export", "-o", str(tmp_path / kind), "--format", kind] for kind in opendata.Format]
        + [["export", "-o", str(tmp_path / "en"), "--geography", "131", "--year", str(YEAR)]],
    }
    for arguments in asked[command]:
        assert main(arguments) == 0
        nothing_of_it(capsys.readouterr().out)
    for file in tmp_path.rglob("*.*"):
        nothing_of_it(_unpacked(file.read_bytes()))


def _page(name: str) -> None:
    from importlib import import_module

    import_module(f"pages.{name}").render()


@pytest.fixture
def _served(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pages read the test's own store, and forget it afterwards."""
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(settings.files))
    _forget()
    yield
    _forget()


def _forget() -> None:
    import streamlit as st

    cached.settings.clear()
    cached.store.clear()
    st.cache_resource.clear()


PAGES = [*((name, CITY_CODE) for name in ("front", "area", "gaps", "method")), *(("indicator", p) for p in PLACES)]
PAGES += [("hamta", place) for place in PLACES]
PAGES += [
    ("jamlik", CITY_CODE),
    ("stadsdelar", "punkter"),
    ("stadsdelar", "karta"),
    *(("min_stadsdel", p) for p in PLACES if p != CITY_CODE),
]


@pytest.mark.usefixtures("_served")
@pytest.mark.parametrize(("name", "place"), PAGES)
def test_pages_charts_and_their_texts_tell_no_hidden_number(name: str, place: str) -> None:
    app = AppTest.from_function(_page, kwargs={"name": name}, default_timeout=60)
    app.session_state["access-role"] = "lasare"
    app.session_state["lage"] = str(YEAR)
    for key, value in _asked(place).items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    sent = list(_sent(app.main))
    assert sent
    for text, raw in sent:
        nothing_of_it(re.sub(r"\\u00a0", " ", text))
        assert not any(number in raw for number in BYTES)
    if name == "indicator" and place not in HIDDEN:
        shown = 100.0 * SHOWN[place][0] / SHOWN[place][1]
        assert any(f"{shown:.3f}".replace(".", ",") in text for text, _ in sent)


def _asked(place: str) -> dict[str, str]:
    """What stands in the address line; for Stadsdelar the place is the view."""
    return {"indikator": INDICATOR_ID, "plats": place, "omrade": "1", "stadsdel": place, "visa": place}


def _sent(block: Any) -> Iterator[tuple[str, bytes]]:
    """All that a page sends to the browser: texts, tables, chart specifications with their data."""
    for child in getattr(block, "children", {}).values():
        proto = getattr(child, "proto", None)
        if proto is not None and hasattr(proto, "SerializeToString"):
            raw = proto.SerializeToString()
            yield raw.decode("utf-8", errors="replace"), raw
        yield from _sent(child)


def _unpacked(content: bytes) -> bytes:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    archive = zipfile.ZipFile(io.BytesIO(content))
    return b"".join(archive.read(name) for name in archive.namelist())
