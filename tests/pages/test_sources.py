"""Datakällor: how it stands with each source, and what the administrator may do about it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from indicators.batches import BatchState
from indicators.deliveries import refreshing
from indicators.model import Registry, UserRole
from indicators.permissions import Person
from indicators.registry import load
from indicators.store import FetchOutcome, Store
from tests.pages.conftest import Open, html_of, text_of
from tests.refreshing.answers import as_answered, times
from tests.servers.services import Misbehaviour, Services, services

SIV = Person(name="Siv", role=UserRole.ADMINISTRATOR)
ADMINISTRATOR = "administrator"


@pytest.fixture
def kolada(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    with services() as server:
        server.kolada = as_answered()
        monkeypatch.setenv("LAGESBILD_SOURCE_KOLADA_KON", f"{server.address}/v3")
        yield server


@pytest.fixture
def registry(own_store: Store) -> Registry:
    return load(own_store.register_documents())


def fetch(store: Store, registry: Registry) -> refreshing.Refreshed:
    at = store.settings.now()
    return refreshing.refresh("kolada-kon", store=store, registry=registry, person=SIV, at=at)


def said(app: AppTest) -> str:
    assert not app.exception
    return text_of(html_of(app))


def labels(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


@pytest.mark.parametrize("role", [ADMINISTRATOR, "godkannare", "utvecklingsledare"])
def test_the_page_tells_each_role_what_has_no_address(opened: Open, own_store: Store, role: str) -> None:
    app = opened("datakallor", role=role)
    assert "Ingen källa har någon adress än" in said(app)
    assert "inte angiven (LAGESBILD_SOURCE_KOLADA)" in said(app)
    assert "Hämta nu" not in labels(app)


@pytest.mark.parametrize("role", ["lasare", "uppladdare"])
def test_others_are_refused(opened: Open, own_store: Store, role: str) -> None:
    app = opened("datakallor", role=role)
    assert app.exception or "Datakällor" not in said(app)


@pytest.mark.parametrize("role", ["godkannare", "utvecklingsledare"])
def test_those_who_review_may_look_but_not_fetch(opened: Open, own_store: Store, kolada: Services, role: str) -> None:
    app = opened("datakallor", role=role, kalla="kolada-kon")
    assert not {"Hämta nu", "Visa vad som skulle ändras", "Pröva anslutningen"} & labels(app)
    assert kolada.address not in html_of(app)


def test_the_administrator_tests_tries_and_fetches(opened: Open, own_store: Store, kolada: Services) -> None:
    app = opened("datakallor", role=ADMINISTRATOR, kalla="kolada-kon")
    app.button(key="source-probe-kolada-kon").click().run()
    assert "Källan svarar och har det som registret läser" in said(app)
    app.button(key="source-try-kolada-kon").click().run()
    assert "Inget nytt" in said(app)
    assert own_store.fetches() == []
    app.button(key="source-fetch-kolada-kon").click().run()
    assert "Inget nytt" in said(app)
    assert [row.outcome for row in own_store.fetches()] == [FetchOutcome.UNCHANGED]
    assert kolada.address not in html_of(app)


def test_a_stopped_fetch_shows_before_and_after_and_is_let_through(
    opened: Open, own_store: Store, registry: Registry, kolada: Services
) -> None:
    times(kolada.kolada, "U09800", 100)
    fetch(own_store, registry)
    app = opened("datakallor", role=ADMINISTRATOR)
    told = said(app)
    assert "En källa är stoppad och väntar på ett beslut" in told
    assert "Så många på en gång tyder på att enheten eller definitionen har ändrats" in told
    assert "100 gånger större" in told
    app.button(key="let-1").click().run()
    assert "Skriv ett skäl först" in said(app)
    app.text_area(key="source-reason-1").set_value("Ny enhet hos Riksidrottsförbundet.")
    app.button(key="let-1").click().run()
    batch = own_store.fetch(1).batch
    assert f"Leverans {batch} väntar nu på granskning" in said(app)
    assert [waiting.id for waiting in own_store.batches([BatchState.HANDED_IN])] == [batch]


def test_a_stopped_fetch_is_dismissed(opened: Open, own_store: Store, registry: Registry, kolada: Services) -> None:
    times(kolada.kolada, "U09800", 100)
    fetch(own_store, registry)
    app = opened("datakallor", role=ADMINISTRATOR)
    app.text_area(key="source-reason-1").set_value("Fel hos källan.")
    app.button(key="dismiss-1").click().run()
    assert "Avfärdad" in said(app)
    assert "Fel hos källan." in said(app)
    assert own_store.batches([BatchState.HANDED_IN, BatchState.STOPPED]) == []


def test_reviewers_see_why_it_stopped_but_cannot_decide(
    opened: Open, own_store: Store, registry: Registry, kolada: Services
) -> None:
    times(kolada.kolada, "U09800", 100)
    fetch(own_store, registry)
    app = opened("datakallor", role="godkannare")
    assert "100 gånger större" in said(app)
    assert "En administratör avgör" in said(app)
    assert not {"Släpp fram till granskning", "Avfärda"} & labels(app)


def test_a_source_that_fails_is_told_in_a_sentence(
    opened: Open, own_store: Store, registry: Registry, kolada: Services
) -> None:
    kolada.behave(Misbehaviour.HTML)
    app = opened("datakallor", role=ADMINISTRATOR, kalla="kolada-kon")
    app.button(key="source-fetch-kolada-kon").click().run()
    told = said(app)
    assert "En källa gick inte att hämta" in told
    assert "Källan svarade med en webbsida i stället för data." in told
    assert "Misslyckat en gång i rad; prövas igen" in told


def test_the_reviewer_finds_what_a_source_has_handed_in(
    opened: Open, own_store: Store, registry: Registry, kolada: Services
) -> None:
    kolada.kolada = [row for row in kolada.kolada if row["period"] < 2020 or row["kpi"] != "N15428"]
    for row in kolada.kolada:
        if row["kpi"] == "N07907":
            row["values"] = [{**each, "value": each["value"] and each["value"] + 0.001} for each in row["values"]]
    came = fetch(own_store, registry)
    assert came.outcome is FetchOutcome.WAITING
    app = opened("granska", role="godkannare")
    told = said(app)
    assert "Hämtad av källan kolada-kon" in told
    assert "skiljer sig bara i decimaler som inte visas" in told


def test_without_sources_the_page_says_what_a_source_is(opened: Open, own_store: Store) -> None:
    documents = {name: text for name, text in own_store.register_documents().items() if name != "sources.toml"}
    own_store.save_register(documents, by="Lena", at=own_store.settings.now(), registry=load(documents))
    assert "Inga källor är beskrivna" in said(opened("datakallor", role=ADMINISTRATOR))
