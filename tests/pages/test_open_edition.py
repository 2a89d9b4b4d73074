"""An open edition: every page for reading shows what it showed, whatever has happened since."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from indicators import chain, editions
from indicators import registry as registers
from indicators.hearing.selection import Selection
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import Store
from tests import kept
from tests.conftest import AT, copied
from tests.pages.conftest import TIMEOUT, forget_the_session, html_of, text_of
from ui import cached, edition, menu

LEAD = Person(name="Utvecklingsledaren", role=UserRole.LEAD)
NAME = "Hearing 2020, version 1"
CARD = chain.Card(
    kind=chain.CardKind.SITUATION,
    strategic_area=7,
    title="Mörka gångvägar",
    attained=chain.Attained.PARTLY,
    judgement="Bedömningen av då.",
)
PAGES = {
    "front": (menu.FRONT, {}),
    "area": (menu.AREA, {"omrade": "7"}),
    "indicator": (menu.INDICATOR, {"indikator": "trangboddhet"}),
    "stadsdelar": (menu.DISTRICTS, {}),
    "min_stadsdel": (menu.MY_DISTRICT, {}),
    "jamlik": (menu.EQUAL_CITY, {}),
    "brott": (menu.CRIME, {}),
    "orsak": (menu.CHAIN, {"omrade": "7"}),
    "handelser": (menu.EVENTS, {}),
    "gaps": (menu.GAPS, {}),
    "hamta": (menu.DOWNLOAD, {}),
    "method": (menu.METHOD, {}),
    "accessibility": (menu.ACCESSIBILITY, {}),
}


@pytest.fixture(scope="module")
def settings(prepared: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return copied(prepared, tmp_path_factory.mktemp("open"))


@pytest.fixture(scope="module")
def _kept() -> Iterator[None]:
    """The tests share one store, and what is kept of it."""
    with kept.set_aside():
        yield


@pytest.fixture
def here(settings: Settings, monkeypatch: pytest.MonkeyPatch, _kept: None) -> Iterator[Store]:
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(settings.files))
    monkeypatch.setenv("LAGESBILD_TODAY", "2020-12-01")
    cached.settings.clear()
    cached.store.clear()
    forget_the_session()
    if not cached.store().editions():
        _issue(cached.store())
    yield cached.store()
    forget_the_session()
    cached.pin(None)


def _issue(store: Store) -> None:
    store.write_analysis("brott", "Texten av då.", viewpoint=2019, by=LEAD.name, at=AT, replaces=None)
    chain.put(store, CARD, cached.registry(), person=LEAD, at=AT)
    selection = Selection(held=date(2020, 12, 1), year=2019, areas=(2, 7))
    editions.issue(store, selection, name="Hearing 2020", by=LEAD, at=AT)


def _script(name: str, path: str) -> None:
    """One page within the part of the frame that opens editions."""
    from importlib import import_module

    from ui import access, cached, choices, edition, trouble

    with cached.one_state():
        fault = edition.begin(path, access.current())
        edition.strip(fault)
        choices.pick_viewpoint()
        if fault is not None:
            trouble.show(fault)
        else:
            import_module(f"pages.{name}").render()


def shown(name: str, *, role: str = "lasare", **query: str) -> AppTest:
    path, choice = PAGES.get(name, (name, {}))
    app = AppTest.from_function(_script, kwargs={"name": name, "path": path}, default_timeout=TIMEOUT)
    app.session_state["access-role"] = role
    for key, value in {**choice, **query}.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def test_every_page_that_shows_an_edition_is_read_here() -> None:
    assert {path for path, _ in PAGES.values()} | {menu.HEARING} == edition.READING


def said(app: AppTest) -> tuple[str, str]:
    """The words of a page without the strip about the edition, and its drawings."""
    words = text_of(html_of(app))
    _, strip, rest = words.partition(" som de såg ut 1 december 2020.")
    drawn = [chart.proto.spec for chart in app.get("vega_lite_chart")]
    return (rest if strip else words).strip(), json.dumps(drawn)


def test_an_edition_shows_on_every_page_what_it_showed(here: Store) -> None:
    before = {name: said(shown(name, lage="2019")) for name in PAGES}
    _change(here)
    now = {name: said(shown(name, lage="2019")) for name in PAGES}
    then = {name: said(shown(name, utgava=NAME)) for name in PAGES}
    assert {name: then[name][0] for name in PAGES} == {name: before[name][0] for name in PAGES}
    assert {name: then[name][1] for name in PAGES} == {name: before[name][1] for name in PAGES}
    assert [name for name in PAGES if now[name] == before[name]] == ["accessibility"]
    assert "Texten av då." in then["brott"][0]
    assert "Bedömningen av då." in then["orsak"][0]


def _change(store: Store) -> None:
    """Values, a target, a name, an event and a text are another, and what was made up is gone."""
    later = AT + timedelta(days=1)
    documents = registers.without_demo(store.register_documents())
    changed = {
        name: held.replace(b"value = 15, year", b"value = 16, year").replace(b"Andel tr", b"Del tr")
        for name, held in documents.items()
    }
    changed["events.toml"] = documents["events.toml"].replace(b'title = "', b'title = "Nytt: ')
    assert changed["events.toml"] != documents["events.toml"]
    store.remove_demo(changed, by=LEAD.name, at=later, registry=registers.load(changed))
    store.undo(1, by=LEAD.name, at=later)
    row = store.analysis("brott", viewpoint=2019)
    store.write_analysis("brott", "En senare text.", viewpoint=2019, by=LEAD.name, at=later, replaces=row.id)
    card = next(row for row in store.cards() if not row.document["is_demo"])
    judged = replace(CARD, attained=chain.Attained.NO, judgement="En senare bedömning.")
    chain.put(store, judged, cached.registry(), person=LEAD, at=later, follows=card.id)


def test_the_strip_says_what_is_read_and_leads_back_to_today(here: Store) -> None:
    app = shown("front", utgava=NAME)
    words = text_of(html_of(app))
    assert f"Du läser utgåvan {NAME} med siffror, mål och texter som de såg ut 1 december 2020." in words
    assert NAME in app.query_params["utgava"]
    app.get_by_key("edition-leave").click().run()
    assert "Du läser utgåvan" not in text_of(html_of(app))
    assert "utgava" not in app.query_params


def test_links_lead_on_within_the_edition(here: Store) -> None:
    assert "utgava=Hearing+2020%2C+version+1" in html_of(shown("front", utgava=NAME))


def test_the_edition_stays_open_though_the_menu_empties_the_address(here: Store) -> None:
    app = shown("front", utgava=NAME)
    del app.query_params["utgava"]
    app.session_state["access-role"] = "utvecklingsledare"
    assert "Du läser utgåvan" in text_of(html_of(app.run()))
    assert NAME in app.query_params["utgava"]


def test_the_slides_are_read_by_all_and_corrected_by_the_lead(here: Store) -> None:
    app = shown("hearing", utgava=NAME)
    assert "Hearing 1 december 2020: utgiven 1 december 2020, version 1" in text_of(html_of(app))
    assert html_of(app).count('class="lb-slide') == 9
    assert not [b for b in app.button if b.key == "hearing-correct"]
    app = shown("hearing", role="utvecklingsledare", utgava=NAME)
    app.get_by_key("hearing-correct").click().run()
    assert "Hearing 1 december 2020: klar att ge ut" in text_of(html_of(app))
    assert "utgava" not in app.query_params


def test_no_later_year_can_be_looked_from(here: Store) -> None:
    app = shown("front", utgava=NAME)
    assert app.get_by_key("lage").options[-1] == "2019"
    assert "2020" in shown("front").get_by_key("lage").options


def test_nothing_is_written_in_an_edition(here: Store) -> None:
    lead = "utvecklingsledare"
    assert shown("brott", role=lead).text_area
    assert not shown("brott", role=lead, utgava=NAME).text_area
    assert shown("handelser", role=lead).text_input
    assert not shown("handelser", role=lead, utgava=NAME).text_input


def test_pages_that_write_show_today_and_say_so(here: Store) -> None:
    words = text_of(html_of(shown("leveranslage", role="utvecklingsledare", utgava=NAME)))
    assert "är öppen, men den här sidan visar dagens läge" in words
    unknown = text_of(html_of(shown("leveranslage", role="utvecklingsledare", utgava="Hearing 1999")))
    assert "Utgåvan Hearing 1999 kan inte visas" in unknown
    assert "är öppen" not in unknown


@pytest.mark.parametrize("name", ["Hearing 1999", "Hearing 2020, version 7", "<b>x</b>"])
def test_an_unknown_edition_is_refused_in_words_and_no_figure_shown(here: Store, name: str) -> None:
    words = text_of(html_of(shown("front", utgava=name)))
    assert f"Utgåvan {name} finns inte, eller är inte släppt än. Det finns Hearing 2020." in words
    assert "Strategiskt område" not in words


def test_before_its_release_an_edition_is_the_leads_alone(here: Store) -> None:
    selection = Selection(held=date(2020, 12, 24), year=2019, areas=(2,))
    editions.issue(here, selection, name="Nästa", by=LEAD, at=AT, release_on=date(2020, 12, 24))
    assert "inte släppt än" in text_of(html_of(shown("front", utgava="Nästa")))
    assert "Du läser utgåvan Nästa" in text_of(html_of(shown("front", role="utvecklingsledare", utgava="Nästa")))
    later = replace(cached.settings(), today=date(2020, 12, 24))
    assert next(row.name for row in editions.visible(here, role=UserRole.READER, today=later.today)) == "Nästa"
