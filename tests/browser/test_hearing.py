"""The hearing and its editions in a browser: no barrier, nothing English or beside the screen; keys and clicks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bench.server import Server, own_data, prepare, running
from indicators.settings import Settings
from indicators.store import Store
from tests import issued
from tests.browser import sights
from tests.browser.sights import LAPTOP
from tests.browser.visitor import Visitor, visiting

pytestmark = pytest.mark.browser

LEAD = "utvecklingsledare"
DRAFT = "/hearing?lage=2019&datum=2020-10-14&omraden=2,7&bild=omrade-7"
EDITION = f"utgava={issued.NAME.replace(' ', '+')}&lage=2019"
READ = [f"/{page}?{EDITION}" for page in ("", "hearing", "orsak-och-atgard", "indikator", "min-stadsdel")]
PATIENCE = 90_000
"""Milliseconds: drawing a hearing takes seconds, more where other tests go on beside it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two issued hearings and, written since, a text that contradicts its assessment."""
    folder = tmp_path_factory.mktemp("hearings")
    prepare(folder)
    settings = Settings.from_environment({**os.environ, **own_data(folder)})
    issued.issue(settings)
    said = "Trångboddheten minskar."
    Store.open(settings).write_analysis("omrade/2", said, viewpoint=2019, by="Lisa", at=issued.ISSUED, replaces=None)
    return folder


@pytest.fixture(scope="module")
def own(folder: Path) -> Iterator[Server]:
    with running(folder) as started:
        yield started


@pytest.fixture(autouse=True, scope="module")
def _patient() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


def seen(visitor: Visitor, words: str) -> None:
    """Wait until the window shows some words."""
    expect(visitor.page.get_by_text(words)).to_be_visible()


def opened(visitor: Visitor, path: str, title: str) -> None:
    """Open a page as the lead."""
    visitor.page.set_default_timeout(PATIENCE)
    visitor.go(path)
    visitor.choose("access-role", LEAD)
    expect(visitor.page.get_by_role("heading", level=1, name=title)).to_be_visible()
    visitor.wait()


def _printed(visitor: Visitor, *, least: int) -> list[str]:
    """What is cut or parted on paper; there are at least so many pieces to look at."""
    paper = sights.on_paper(visitor)
    visitor.resize(LAPTOP)
    return [f"only {paper.charts} pieces", *paper.complaints] if paper.charts < least else paper.complaints


def test_an_open_edition_is_sound_on_every_kind_of_page(browser: Browser, own: Server) -> None:
    with visiting(browser, own.url, LAPTOP) as visitor:
        for path in READ:
            visitor.go(path)
            seen(visitor, "Du läser utgåvan")
            assert (path, sights.complaints(visitor)) == (path, {})


def test_what_the_lead_writes_in_is_sound(browser: Browser, own: Server) -> None:
    with visiting(browser, own.url, LAPTOP) as visitor:
        found = {}
        opened(visitor, "/orsak-och-atgard?omrade=7&kort=8", "Två åtgärder är inlagda")
        found["cards"] = sights.complaints(visitor)
        found["cards on paper"] = _printed(visitor, least=3)
        opened(visitor, "/utgavor", "Den senaste utgåvan är")
        for words in ("Anteckna en fråga eller ett löfte", f"{issued.PROMISE.text}: öppen"):
            visitor.page.get_by_text(words).click()
        visitor.wait()
        found["editions"] = sights.complaints(visitor)
        found["editions on paper"] = _printed(visitor, least=2)
        opened(visitor, DRAFT, "ett fel att rätta före utgivning")
        visitor.page.get_by_text("Svara om bild 5").click()
        visitor.wait()
        found["draft"] = sights.complaints(visitor)
        found["draft on paper"] = _printed(visitor, least=9)
        visitor.page.get_by_role("button", name="Visa stor").click()
        seen(visitor, "Bild 6 av 9")
        found["large"] = sights.complaints(visitor)
        assert {where: what for where, what in found.items() if what} == {}


def test_arrows_turn_the_slides_an_answer_lets_issue_and_a_double_click_issues_once(
    browser: Browser, own: Server, folder: Path
) -> None:
    with visiting(browser, own.url, LAPTOP) as visitor:
        page = visitor.page
        opened(visitor, DRAFT, "ett fel att rätta före utgivning")
        page.get_by_role("button", name="Visa stor").click()
        seen(visitor, "Bild 6 av 9")
        for key, name in (("ArrowRight", "Bild 7 av 9"), ("ArrowLeft", "Bild 6 av 9"), ("ArrowLeft", "Bild 5 av 9")):
            page.keyboard.press(key)
            seen(visitor, name)
        page.keyboard.press("Escape")
        page.get_by_text("Svara om bild 5").click()
        page.get_by_label("Varför ska texten stå?").fill("Serien slutar före ombyggnaden.")
        page.get_by_role("button", name="Spara svaret").click()
        expect(page.get_by_role("heading", level=1, name="klar att ge ut")).to_be_visible()
        visitor.wait()
        page.get_by_role("button", name="Lås siffrorna och ge ut").click()
        page.get_by_label("Hearingens namn").fill("Hearing i höst")
        page.get_by_label("Hearingens namn").press("Enter")
        seen(visitor, "Det här blir version 1.")
        assert sights.complaints(visitor) == {}
        page.get_by_role("button", name="Lås och ge ut").dblclick()
        expect(page.get_by_role("heading", level=1, name="version 1")).to_be_visible()
        visitor.wait()
        assert sights.complaints(visitor) == {}
    store = Store.open(Settings.from_environment({**os.environ, **own_data(folder)}))
    assert [row.number for row in store.editions() if row.name == "Hearing i höst"] == [1]
