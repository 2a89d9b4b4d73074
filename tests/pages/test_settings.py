"""Inställningar: who may do what, and the log of what was done."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators import deliveries, directory, preparation
from indicators import registry as registers
from indicators.model import Registry, UserRole
from indicators.permissions import SWEDISH, Action, Person, may
from indicators.store import CommentKind, FetchOutcome, LogRow, Store, VersionKind
from indicators.store.fetches import Ended
from tests.pages.conftest import Open, html_of, text_of
from tests.ui import handed_in
from tests.ui.handed_in import APPROVER, AT, figures
from ui import settings_log, settings_people

ADA = Person(name="Ada <b>Ek</b>", role=UserRole.ADMINISTRATOR)
ANNA = Person(name="Anna Ek", role=UserRole.UPLOADER, geography="131")
VANDALISM = "anmald-skadegorelse"
SOURCE = Path(__file__).resolve().parents[2] / "indicators" / "store"


@pytest.fixture
def register(own_store: Store) -> Registry:
    return registers.load(own_store.register_documents())


def page(opened: Open, role: str = "administrator") -> AppTest:
    return opened("settings", role=role)


def seen(app: AppTest) -> str:
    assert not app.exception, app.exception
    return text_of(html_of(app))


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


def choose(app: AppTest, label: str, value: str) -> AppTest:
    next(box for box in app.selectbox if box.label == label).set_value(value)
    return app.run()


def write(app: AppTest, name: str) -> AppTest:
    app.text_input[0].input(name)
    return app.run()


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


@pytest.mark.parametrize("role", ["lasare", "uppladdare", "godkannare"])
def test_settings_are_closed_to_those_who_may_not(opened: Open, role: str) -> None:
    app = page(opened, role)
    assert app.exception
    assert html_of(app) == ""


def test_the_lead_sees_the_roles_but_neither_changes_the_list_nor_reads_the_log(opened: Open) -> None:
    app = page(opened, "utvecklingsledare")
    text = seen(app)
    assert "Vad rollerna får göra" in text
    assert "Händelselogg" not in text
    assert labels(app) == ["Ja, ta bort dem"]


def test_settings_offer_the_administrator_to_remove_the_made_up(opened: Open) -> None:
    assert "Ja, ta bort dem" in labels(page(opened))


def test_the_roles_are_told_as_the_rules_say(opened: Open) -> None:
    text = text_of(settings_people.roles())
    for action in Action:
        said = " ".join("ja" if may(role, action) else "nej" for role in SWEDISH)
        assert f"{settings_people.ACTIONS[action]} {said}" in text


def test_an_empty_list_says_that_it_is_demonstration_mode(opened: Open, own_store: Store) -> None:
    text = seen(page(opened))
    assert "demonstrationsläge" in text
    assert "i terminalen gäller namnen som de skrivs" in text


def test_the_first_one_added_is_an_administrator_and_is_asked_about_first(opened: Open, own_store: Store) -> None:
    app = write(page(opened), "Ada Ek")
    assert "Ada Ek får rollen administratör." in [text.value for text in app.text]
    assert own_store.people() == []
    app = press(app, "Ja, spara")
    assert own_store.people() == [Person(name="Ada Ek", role=UserRole.ADMINISTRATOR)]
    assert "Ada Ek är sparad som administratör." in seen(app)


def test_the_first_one_cannot_be_somebody_who_leaves_the_list_without_administrator(
    opened: Open, own_store: Store
) -> None:
    app = press(choose(write(page(opened), "Bo"), "Roll", "godkannare"), "Ja, spara")
    assert own_store.people() == []
    assert directory.FIRST in seen(app)


def named(store: Store, *people: Person) -> None:
    for person in people:
        store.set_person(person, by="Ada", at=AT)


def test_an_uploader_is_added_with_a_district(opened: Open, own_store: Store) -> None:
    named(own_store, ADA)
    app = choose(write(page(opened), " Anna  Ek "), "Roll", "uppladdare")
    app = press(choose(app, "Stadsdel", "131"), "Ja, spara")
    assert own_store.people() == [ADA, ANNA]
    assert "Anna Ek uppladdare Angered" in seen(app)


def test_somebody_listed_gets_another_role(opened: Open, own_store: Store) -> None:
    named(own_store, ADA, ANNA)
    app = choose(page(opened), "Lägg till eller ändra", "Anna Ek")
    press(choose(app, "Roll", "godkannare"), "Ja, spara")
    assert own_store.people() == [ADA, Person(name="Anna Ek", role=UserRole.APPROVER)]


def test_somebody_is_taken_away_after_a_question(opened: Open, own_store: Store) -> None:
    named(own_store, ADA, ANNA)
    app = choose(page(opened), "Lägg till eller ändra", "Anna Ek")
    assert any("Det som Anna Ek har gjort står kvar." in text.value for text in app.text)
    app = press(app, "Ja, ta bort")
    assert own_store.people() == [ADA]
    assert "Anna Ek är borttagen ur listan." in seen(app)


def test_the_last_administrator_is_not_taken_away(opened: Open, own_store: Store) -> None:
    named(own_store, ADA, ANNA)
    app = press(choose(page(opened), "Lägg till eller ändra", ADA.name), "Ja, ta bort")
    assert own_store.people() == [ADA, ANNA]
    assert directory.LAST in seen(app)


def test_a_name_without_letters_is_refused_in_words(opened: Open, own_store: Store) -> None:
    app = press(page(opened), "Ja, spara")
    assert own_store.people() == []
    assert "Ange ett namn" in seen(app)


def test_a_name_is_never_read_as_html(opened: Open, own_store: Store) -> None:
    named(own_store, ADA)
    html = html_of(page(opened))
    assert "Ada &lt;b&gt;Ek&lt;/b&gt;" in html
    assert "<b>Ek" not in html


Act = Callable[[Store, Registry], object]


def a_delivery(store: Store, registry: Registry, **more: Any) -> int:
    return handed_in.hand_in(store, registry, figures(store, "131", 2019, {VANDALISM: 900.0}), **more)


def approved(store: Store, registry: Registry) -> int:
    batch = a_delivery(store, registry)
    handed_in.approve(store, registry, batch)
    return batch


def discard(store: Store, registry: Registry) -> None:
    person = handed_in.uploader(registry, "131")
    deliveries.discard_draft(store, a_delivery(store, registry, draft=True), person=person, at=AT)


def give_back(store: Store, registry: Registry) -> None:
    deliveries.give_back(store, a_delivery(store, registry), person=APPROVER, at=AT, comment="Fel år")


def withdraw(store: Store, registry: Registry) -> None:
    deliveries.withdraw(store, a_delivery(store, registry), person=handed_in.uploader(registry, "131"), at=AT)


def undo(store: Store, registry: Registry) -> None:
    later = AT + timedelta(days=2)
    deliveries.undo(store, approved(store, registry), person=APPROVER, at=later, reason="fel")


def say(store: Store, registry: Registry) -> None:
    deliveries.say(store, a_delivery(store, registry), person=APPROVER, at=AT, text="Ser bra ut")


def explain(store: Store, registry: Registry) -> None:
    who = handed_in.uploader(registry, "131").name
    store.explain(a_delivery(store, registry), {"x": "Ny station"}, by=who, at=AT)


def promote(store: Store, registry: Registry) -> None:
    batch = a_delivery(store, registry, draft=True)
    person = handed_in.uploader(registry, "131")
    seen = deliveries.review(store, registry, batch, person=person).preview.fingerprint
    store.promote(batch, by=person.name, at=AT, seen=seen, note="Nu är den klar")


def save_register(store: Store, registry: Registry) -> None:
    documents = {**store.register_documents(), "nytt.toml": b""}
    store.save_register(documents, by="Lisa", at=AT, registry=registry)


def put_ada(store: Store, _registry: Registry) -> None:
    store.set_person(ADA, by="Ada", at=AT)


def remove_ada(store: Store, registry: Registry) -> None:
    put_ada(store, registry)
    store.remove_person(ADA.name, by="Ada", at=AT)


def save_mapping(store: Store, _registry: Registry) -> None:
    store.save_mapping("Polisen", "header_rows = [1]", by="Anna", at=AT)


def remove_mapping(store: Store, registry: Registry) -> None:
    save_mapping(store, registry)
    store.remove_mapping("Polisen", by="Anna", at=AT)


def remove_demo(store: Store, _registry: Registry) -> None:
    preparation.remove_demo(store, by="Lisa", at=AT)


def write_analysis(store: Store, _registry: Registry) -> None:
    store.write_analysis("brott/131", "Färre anmälningar.", viewpoint=2020, by="Lisa", at=AT, replaces=None)


def fetch(store: Store, _registry: Registry) -> None:
    number, token = store.begin_fetch("kolada", by="Lisa", at=AT, is_scheduled=False, seconds=60)
    ended = Ended(outcome=FetchOutcome.FAILED, message="Källan svarar inte.")
    store.conclude_fetch(number, token, ended, at=AT)


def fetch_what_is_due(store: Store, _registry: Registry) -> None:
    store.log_run(by="källornas schema", at=AT, detail="1 hämtade: 1 inget nytt")


UPLOADER = "Uppladdaren i Angered"
ACTS: dict[str, tuple[Act, str, str]] = {
    "sparade ett utkast": (lambda s, r: a_delivery(s, r, draft=True), UPLOADER, "leverans"),
    "slängde ett utkast": (discard, UPLOADER, "leverans"),
    "lämnade in": (promote, UPLOADER, "leverans"),
    "godkände": (approved, "Godkännaren", "leverans"),
    "återlämnade": (give_back, "Godkännaren", "leverans"),
    "tog tillbaka inlämningen": (withdraw, UPLOADER, "leverans"),
    "ångrade godkännandet": (undo, "Godkännaren", "leverans"),
    "kommenterade": (say, "Godkännaren", "leverans"),
    "ändrade förklaringarna": (explain, UPLOADER, "leverans"),
    "gav en roll": (put_ada, "Ada", "Ada <b>Ek</b>"),
    "tog bort ur listan": (remove_ada, "Ada", "Ada <b>Ek</b>"),
    "sparade en läskarta": (save_mapping, "Anna", "Polisen"),
    "tog bort en läskarta": (remove_mapping, "Anna", "Polisen"),
    "hämtade": (fetch, "Lisa", "källan kolada"),
    "hämtade det som var på tur": (fetch_what_is_due, "källornas schema", ""),
    "skrev en analystext": (write_analysis, "Lisa", "brott/131"),
    "sparade registret": (save_register, "Lisa", "registerrevision"),
    "tog bort alla påhittade siffror": (remove_demo, "Lisa", ""),
}


@pytest.mark.parametrize("told", ACTS)
def test_every_act_is_in_the_log_with_who_and_what(own_store: Store, register: Registry, told: str) -> None:
    act, who, subject = ACTS[told]
    before = len(own_store.log(latest=None))
    act(own_store, register)
    new = own_store.log(latest=None)[: len(own_store.log(latest=None)) - before]
    line = next(line for line in new if settings_log.word(line) == told)
    assert (line.actor, line.subject.startswith(subject)) == (who, True)
    assert not set(line.detail.split(", ")) & set(FetchOutcome)
    assert line.at.date() >= AT.date()


def test_every_act_that_the_store_writes_has_a_word() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in sorted(SOURCE.glob("*.py")))
    either = re.findall(r'\bact(?:ion)? = "(\w+)" if .+ else "(\w+)"', source)
    named = {*re.findall(r'action="(\w+)"', source), *(word for pair in either for word in pair)}
    tables = re.findall(r"^_ACTS: Final = \{\n(.+?)^\}", source, flags=re.MULTILINE | re.DOTALL)
    named |= {word for table in tables for word in re.findall(r': "(\w+)",$', table, flags=re.MULTILINE)}
    written = named | {str(kind) for kind in (*CommentKind, *VersionKind)}
    assert written == set(settings_log.WORDS)


def test_the_log_tells_the_newest_first_and_keeps_texts_as_texts(
    opened: Open, own_store: Store, register: Registry
) -> None:
    batch = a_delivery(own_store, register)
    deliveries.say(own_store, batch, person=APPROVER, at=AT + timedelta(days=1), text="<script>alert(1)</script>")
    app = page(opened)
    html, text = html_of(app), seen(app)
    assert "&lt;script&gt;" in html
    assert "<script>alert" not in html
    assert text.index(f"kommenterade leverans {batch}") < text.index(f"lämnade in leverans {batch}")


def test_the_log_is_filtered_by_kind(opened: Open, own_store: Store) -> None:
    named(own_store, ADA)
    log = settings_log.table(own_store.log())
    assert "godkände" in text_of(log)
    text = seen(choose(page(opened), "Visa", "Personer"))
    told = text[text.index("Händelser, den senaste först") :]
    assert "gav en roll" in told
    assert "godkände" not in told


def test_a_kind_without_acts_says_so(opened: Open, own_store: Store) -> None:
    assert "Inget av det slaget har hänt än." in seen(choose(page(opened), "Visa", "Läskartor"))


def test_at_most_two_hundred_are_shown_and_the_file_has_all(opened: Open, own_store: Store) -> None:
    for number in range(210):
        own_store.set_marker("x", str(number), by="Ada", at=AT)
    text = seen(page(opened))
    assert "De 200 senaste visas." in text
    assert text.count("noterade x") == 200
    assert len(settings_log.figures(own_store.log(latest=None))) > 210


def test_the_file_of_the_log_tells_words_and_codes() -> None:
    line = LogRow(at=AT, actor="Ada", action="set_person", subject="Bo", detail="läsare")
    told = settings_log.figures([line]).to_dict("records")
    assert told == [
        {
            "när": "2020-12-12T13:20:00+00:00",
            "vem": "Ada",
            "vad": "gav en roll",
            "gäller": "Bo",
            "detalj": "läsare",
            "kod": "set_person",
        }
    ]
