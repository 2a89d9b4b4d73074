"""Utgåvor: every edition with its files, what differs under its cause, and what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from indicators import editions
from indicators.editions.differences import Cause, difference
from indicators.hearing.selection import Selection
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import PromiseStatus, Store
from tests import kept
from tests.conftest import AT, copied
from tests.pages.conftest import Open, forget_the_session, html_of, text_of
from ui import cached, edition_compare

LEAD = Person(name="Eva", role=UserRole.LEAD)
LEADS = "utvecklingsledare"
SELECTION = Selection(held=date(2020, 12, 1), year=2019, areas=(2, 7))


@pytest.fixture(scope="module")
def settings(prepared: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = copied(prepared, tmp_path_factory.mktemp("utgavor"))
    store = Store.open(made)
    see = editions.seen_in(store)
    editions.issue(store, SELECTION, name="Hearing 2020", by=LEAD, at=AT, see=see)
    store.write_analysis("omrade/7", "Färre cyklar.", viewpoint=2019, by=LEAD.name, at=AT, replaces=None)
    editions.issue(store, SELECTION, name="Hearing 2020", by=LEAD, at=AT, reason="En text saknades.", see=see)
    later = date(2020, 12, 24)
    editions.issue(store, SELECTION, name="Hemlig", by=LEAD, at=AT + timedelta(hours=1), release_on=later, see=see)
    return made


@pytest.fixture(scope="module")
def _kept() -> Iterator[None]:
    """The tests share one store, and what is kept of it."""
    with kept.set_aside():
        yield


@pytest.fixture(autouse=True)
def _here(settings: Settings, monkeypatch: pytest.MonkeyPatch, _kept: None) -> Iterator[None]:
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(settings.files))
    monkeypatch.setenv("LAGESBILD_TODAY", "2020-12-01")
    cached.settings.clear()
    cached.store.clear()
    forget_the_session()
    yield
    forget_the_session()


def test_every_edition_is_told_with_its_files_and_fingerprints(opened: Open) -> None:
    app = opened("utgavor")
    words = text_of(html_of(app))
    first, second = cached.store().edition("Hearing 2020", 1), cached.store().edition("Hearing 2020", 2)
    assert words.index("Hearing 2020, version 2 Hearing 1 december") < words.index("Hearing 2020, version 1 Ersatt av")
    assert "Rättelse: En text saknades." in words
    assert words.count("Ersatt av version 2") == 1
    assert all(file.sha256 in words for row in (first, second) for file in row.files)
    assert first.fingerprint in words
    assert len(app.get("download_button")) >= 8
    assert "utgava=Hearing+2020%2C+version+1" in html_of(app)


def test_an_unreleased_edition_is_the_leads_alone(opened: Open) -> None:
    assert "Hemlig" not in text_of(html_of(opened("utgavor")))
    words = text_of(html_of(opened("utgavor", role=LEADS)))
    assert "Bara du ser den till 24 december 2020" in words


def test_two_editions_are_compared_with_causes(opened: Open) -> None:
    app = opened("utgavor", jamfor="Hearing 2020, version 1", med="Hearing 2020, version 2")
    words = text_of(html_of(app))
    assert "En skillnad mellan Hearing 2020, version 1 och Hearing 2020, version 2: en ändrad text." in words
    assert "Texten om område 7" in words
    assert "Färre cyklar." in words
    heads = html_of(app).split("lb-differences")[1].split("</thead>")[0]
    assert "Nu</th>" in heads
    assert "c-num" not in heads
    assert app.get_by_key("edition-differences-csv")
    assert app.get_by_key("edition-differences-xlsx")
    same = text_of(html_of(opened("utgavor", jamfor="Hearing 2020, version 2")))
    assert "Ingen skillnad mellan Hearing 2020, version 2 och dagens läge." in same


def test_counts_of_differences_are_told_in_one_form() -> None:
    causes = (Cause.TEXT, Cause.REVISED_VALUE, Cause.TEXT, Cause.CHANGED_SELECTION)
    told = [difference("", "", "comment omrade-7", "a", "b", cause) for cause in causes]
    assert edition_compare.counted(told, "A", "B") == (
        "Fyra skillnader mellan A och B: ett ändrat värde, en ändring av urvalet och två ändrade texter."
    )


def test_without_editions_the_page_says_what_comes(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "visible", lambda *_, **__: [])
    words = text_of(html_of(opened("utgavor")))
    assert "Ingen hearing är utgiven än" in words
    assert "låses siffror, register och texter" in words


def test_the_lead_notes_a_promise_and_follows_it_and_all_read_it(opened: Open) -> None:
    assert not opened("utgavor").text_input
    app = opened("utgavor", role=LEADS)
    app.get_by_key("promise-0-text").set_value("Belys Frihamnen")
    app.get_by_key("promise-0-due").set_value("i maj")
    app.get_by_key("promise-0-hearing").set_value("Hearing 2020")
    app.get_by_key("promise-0-save").click().run()
    assert "i maj är ingen dag" in text_of(html_of(app))
    assert app.get_by_key("promise-0-text").value == "Belys Frihamnen"
    app.get_by_key("promise-0-due").set_value("2021-05-01")
    app.get_by_key("promise-0-save").click().run()
    (noted,) = cached.store().promises()
    assert (noted.hearing, noted.text, noted.due) == ("Hearing 2020", "Belys Frihamnen", date(2021, 5, 1))
    app.get_by_key(f"promise-{noted.first}-status").set_value("klar")
    app.get_by_key(f"promise-{noted.first}-told").set_value("112 stolpar.")
    app.get_by_key(f"promise-{noted.first}-save").click().run()
    assert not app.exception
    assert [row.status for row in cached.store().promise_history(noted.first)] == [
        PromiseStatus.DONE,
        PromiseStatus.OPEN,
    ]
    words = text_of(html_of(opened("utgavor")))
    assert "Belys Frihamnen Fråga" in words or "Belys Frihamnen Löfte" in words
    assert "112 stolpar." in words
