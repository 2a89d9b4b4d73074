"""Händelser: the reader's list with its choices, and the development lead's form."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from indicators import event_register, preparation, registry
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.store import Store
from tests.builders import an_event
from tests.pages.conftest import Open, html_of, text_of
from ui import cached
from ui.event_form import NEW, field

OTHER = Person(name="Erik", role=UserRole.LEAD)


def as_lead(opened: Open, **query: str) -> AppTest:
    return opened("handelser", role="utvecklingsledare", **query)


def seen(app: AppTest) -> str:
    assert not app.exception, app.exception
    return text_of(html_of(app))


def fill(app: AppTest, name: str = NEW, **typed: str) -> AppTest:
    for part, value in typed.items():
        boxes = app.text_area if part == "text" else app.text_input
        next(b for b in boxes if b.key == field(name, part)).set_value(value)
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click()
    return app.run()


def ids(store: Store) -> list[str]:
    return [e.id for e in registry.load(store.register_documents()).events]


def add(app: AppTest) -> AppTest:
    typed = {"date": "2016-05", "title": "Ny enkät", "text": "Frågorna byttes.", "source": "Enkätens rapport"}
    return press(fill(app, **typed), "Spara händelsen")


def test_a_reader_sees_every_event_with_source_and_no_form(opened: Open) -> None:
    app = opened("handelser")
    told = seen(app)
    for event in cached.registry().events:
        assert event.title in told
        assert event.source.rstrip(".") in told
    assert "Hårdare behörighetskrav" in told
    assert "Från telefonintervju till post och webb · påhittad" in told
    assert not app.text_input
    assert "Ändra" not in told


@pytest.mark.parametrize(
    ("query", "is_there", "is_gone"),
    [
        ({"slag": "metodbyte"}, "Hårdare behörighetskrav", "Programmet Dialog"),
        ({"stadsdel": "135"}, "Toppår för anmäld skadegörelse", "Förtidsröster"),
        ({"inom": "8"}, "Första årliga hearingen", "Toppår"),
        ({"matt": "anmalda-sexualbrott"}, "samtycke", "Toppår"),
    ],
    ids=["kind", "district", "area", "indicator"],
)
def test_choices_in_the_address_narrow_the_list(
    opened: Open, query: dict[str, str], is_there: str, is_gone: str
) -> None:
    told = seen(opened("handelser", **query))
    assert is_there in told
    assert is_gone not in told
    assert "av 16 händelser" in told


def test_what_came_after_the_viewpoint_stands_apart_and_is_not_counted(opened: Open) -> None:
    told = seen(opened("handelser", lage="2016"))
    then, later = told.split("Efter läget 2016")
    every = [(event.title, event.year) for event in cached.registry().events]
    assert any(year > 2016 for _, year in every)
    for title, year in every:
        assert (title in then, title in later) == (year <= 2016, year > 2016)
    assert "Sexton händelser" not in told


def test_a_choice_that_nothing_fits_is_said(opened: Open) -> None:
    app = opened("handelser", slag="beslut", matt="anmalda-sexualbrott", stadsdel="131", inom="7")
    assert "Visar" in seen(app)
    empty = opened("handelser", slag="metodbyte", matt="anmalda-sexualbrott")
    assert "Ingen händelse stämmer med valet." in seen(empty)
    assert "Visa alla" in seen(empty)


def test_the_lead_adds_an_event_that_stands_in_list_and_history(opened: Open, own_store: Store) -> None:
    app = add(as_lead(opened))
    assert "ny-enkat" in ids(own_store)
    told = seen(app)
    assert "”Ny enkät” är sparad" in told
    assert "Metodbyte maj 2016" not in told
    assert "Händelse maj 2016 Ny enkät" in told
    assert "Händelse tillagd: Ny enkät" in told
    assert app.text_input(field(NEW, "title")).value == ""


def test_a_date_is_understood_while_it_is_typed(opened: Open, own_store: Store) -> None:
    app = fill(as_lead(opened), date="2016-05", ends="snart").run()
    assert "Förstås som maj 2016." in seen(app)
    assert '"snart" är inte ett datum' in seen(app)


def test_nonsense_is_told_at_the_fields_and_nothing_typed_is_lost(opened: Open, own_store: Store) -> None:
    before = own_store.register_revision()
    app = press(fill(as_lead(opened), date="våren", title="Ny enkät"), "Spara händelsen")
    told = seen(app)
    assert "Inget är sparat än: tre fält behöver ändras." in told
    assert "En händelse utan källa går inte att lita på." in told
    assert app.text_input(field(NEW, "title")).value == "Ny enkät"
    assert own_store.register_revision() == before


def test_the_lead_changes_and_removes_an_event_and_takes_it_back(opened: Open, own_store: Store) -> None:
    name = "programmet-antas"
    app = press(fill(as_lead(opened, andra=name), name, title="Programmet antaget"), "Spara händelsen")
    assert "Programmet antaget" in seen(app)
    app = press(app, "Ja, ta bort")
    assert name not in ids(own_store)
    app = press(app, "Ja, ångra")
    assert name in ids(own_store)
    assert "Ångrad: Händelse borttagen: Programmet antaget" in seen(app)


def test_a_change_in_another_tab_is_told_and_the_second_save_goes_through(opened: Open, own_store: Store) -> None:
    app = as_lead(opened)
    event_register.put(own_store, an_event("theirs"), person=OTHER, at=cached.now(), seen=own_store.register_revision())
    app = add(app)
    assert "Erik ändrade händelserna" in seen(app)
    assert app.text_input(field(NEW, "title")).value == "Ny enkät"
    assert "ny-enkat" not in ids(own_store)
    press(app, "Spara händelsen")
    assert {"theirs", "ny-enkat"} <= set(ids(own_store))


def test_an_edited_register_is_kept_at_the_next_start_and_without_the_demonstration(
    opened: Open, own_store: Store
) -> None:
    add(as_lead(opened))
    preparation.remove_demo(own_store, by="Lena", at=cached.now())
    assert "ny-enkat" in ids(own_store)
    preparation.prepare(cached.settings(), empty=False, at=cached.now(), report=lambda *_: None)
    assert "ny-enkat" in ids(own_store)
    preparation.restore_demo(own_store, by="Lena", at=cached.now(), report=lambda *_: None)
    assert "ny-enkat" in ids(own_store)


def test_what_people_write_is_shown_as_text(opened: Open, own_store: Store) -> None:
    hostile = an_event("b", title="<b>fet</b>", text="<script>alert(1)</script>", source="<i>x</i>")
    event_register.put(own_store, hostile, person=OTHER, at=cached.now(), seen=own_store.register_revision())
    written = html_of(as_lead(opened))
    assert "<script>" not in written
    assert "&lt;b&gt;fet&lt;/b&gt;" in written
