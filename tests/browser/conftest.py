"""A running server with its own data, and a browser that remembers what it was made to fetch and say."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from bench.server import Server, prepare, running
from tests import once
from tests.browser import sights
from tests.browser.sights import LAPTOP, NARROW, PHONE, Print, Sight, Size
from tests.browser.visitor import Visitor, visiting

__all__ = ["LAPTOP", "LEAD", "NARROW", "PHONE", "Look", "Page", "Visit"]

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
LEAD = "utvecklingsledare"
PATIENCE = 30_000
"""Milliseconds that what is expected may take, since the tests share the computer with each other."""

Visit = Callable[..., AbstractContextManager[Visitor]]
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one visit to a page showed."""

    widths: Mapping[Size, Sight]
    paper: Print


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one state, as a role sees it."""

    path: str
    role: str = ""
    """The role that is chosen after the visit; empty for a reader."""
    drawn: int = field(default=0, kw_only=True)
    """At least how many drawings there are to look at."""


Look = Callable[[Page], Seen]


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a prepared database, made once for all test processes and only copied."""
    return once.made(tmp_path_factory, "ready", prepare)


@pytest.fixture(scope="session")
def data(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a prepared database that no test changes."""
    return Path(shutil.copytree(ready, tmp_path_factory.mktemp("data"), dirs_exist_ok=True))


@pytest.fixture(scope="session")
def server(data: Path) -> Iterator[Server]:
    """A warm server that all tests share."""
    with running(data) as started:
        yield started


@pytest.fixture
def own_server(ready: Path, tmp_path: Path) -> Iterator[Server]:
    """A server with a database of its own, for a test that changes it."""
    shutil.copytree(ready, tmp_path, dirs_exist_ok=True)
    with running(tmp_path) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the browser tests fail, since nothing else proves what they prove."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("Chromium is missing. Run scripts/environment test, or as root: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, server: Server) -> Visit:
    """Opens the product in a window of its own: `with visit("/omrade", size=PHONE) as visitor`.

    The browser's own language is English, so that every word that Streamlit leaves to the browser shows.
    """

    @contextmanager
    def opened(path: str = "/", *, size: tuple[int, int] = LAPTOP, url: str = "") -> Iterator[Visitor]:
        with visiting(browser, url or server.url, size) as visitor:
            visitor.go(path)
            yield visitor

    return opened


@pytest.fixture(scope="session")
def look(browser: Browser, server: Server) -> Look:
    """Visits each page once; the tests share what was seen in every width and on paper."""
    kept: dict[Page, Seen] = {}

    def looked(page: Page) -> Seen:
        if page not in kept:
            with visiting(browser, server.url, LAPTOP) as visitor:
                visitor.go(page.path)
                if page.role:
                    visitor.choose("access-role", page.role)
                    visitor.wait()
                kept[page] = Seen(widths=sights.in_every_width(visitor), paper=sights.on_paper(visitor))
        return kept[page]

    return looked
