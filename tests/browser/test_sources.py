"""Datakällor in a browser: a stopped fetch in every width and on paper, and the administrator's way through it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bench.server import Server, running
from indicators import registry as registers
from indicators.deliveries import refreshing
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import Store
from tests.browser import sights
from tests.browser.axe import serious_faults
from tests.browser.conftest import LAPTOP
from tests.browser.visitor import Visitor, visiting
from tests.refreshing.answers import as_answered, times
from tests.servers.services import Services, services

pytestmark = pytest.mark.browser

Look = Callable[..., AbstractContextManager[Visitor]]
PAGES = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture(scope="module")
def kolada() -> Iterator[Services]:
    with services() as server, pytest.MonkeyPatch.context() as environment:
        server.kolada = as_answered()
        environment.setenv("LAGESBILD_SOURCE_KOLADA_KON", f"{server.address}/v3")
        yield server


@pytest.fixture(scope="module")
def fetched(ready: Path, tmp_path_factory: pytest.TempPathFactory, kolada: Services) -> Iterator[Server]:
    """A server on which one source's fetch was stopped."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(ready, folder, dirs_exist_ok=True)
    times(kolada.kolada, "U09800", 100)
    _fetch(folder)
    with running(folder) as started:
        yield started


@pytest.fixture
def look(browser: Browser, fetched: Server) -> Look:
    """Opens the page as the administrator."""

    @contextmanager
    def opened(path: str = "/datakallor", *, size: tuple[int, int] = LAPTOP) -> Iterator[Visitor]:
        with visiting(browser, fetched.url, size) as visitor:
            visitor.go(path)
            visitor.choose("access-role", "administratör")
            visitor.wait()
            yield visitor

    return opened


def test_a_stopped_fetch_is_shown_without_faults_in_every_width(look: Look) -> None:
    with look() as visitor:
        expect(visitor.page.get_by_role("heading", name="En källa är stoppad och väntar på ett beslut")).to_be_visible()
        assert sights.complaints(visitor) == {}


def test_the_page_prints_on_two_sheets(look: Look) -> None:
    with look() as visitor:
        assert len(PAGES.findall(visitor.page.pdf(format="A4"))) <= 2


def test_the_administrator_tries_fetches_and_decides(look: Look, kolada: Services) -> None:
    with look("/datakallor?kalla=kolada-kon") as visitor:
        page = visitor.page
        page.get_by_role("button", name="Visa vad som skulle ändras").click()
        expect(page.get_by_text("Hämtningen skulle stoppas. Inget är sparat.")).to_be_visible(timeout=30_000)
        visitor.wait()
        assert serious_faults(page) == []
        page.get_by_role("button", name="Avfärda").click()
        expect(page.get_by_text("Skriv ett skäl först.")).to_be_visible()
        page.get_by_label("Varför är det rätt, eller fel?").fill("Fel enhet hos källan.")
        page.get_by_role("button", name="Avfärda").click()
        expect(page.get_by_text("Avfärdad. Siffrorna står som förut")).to_be_visible()
        kolada.kolada = as_answered()
        page.get_by_role("button", name="Hämta nu").click()
        expect(page.get_by_text("säger det som redan står").first).to_be_visible(timeout=30_000)
        expect(page.get_by_role("heading", name="Allt som har en adress är hämtat som det ska")).to_be_visible()
        assert visitor.english() == []


def _fetch(folder: Path) -> None:
    url = f"sqlite:///{folder / 'lagesbild.db'}"
    store = Store.open(Settings(database_url=url, read_url=url, files=folder / "files", today=None))
    registry = registers.load(store.register_documents())
    siv = Person(name="Siv", role=UserRole.ADMINISTRATOR)
    refreshing.refresh("kolada-kon", store=store, registry=registry, person=siv, at=store.settings.now())
    store.close()
