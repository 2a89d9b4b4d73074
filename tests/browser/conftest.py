"""A running server with its own data, and a browser that remembers what it was made to fetch and say."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from bench.server import Server, prepare, running
from tests.browser.visitor import Visitor, visiting

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
LAPTOP, PHONE, NARROW = (1440, 900), (400, 800), (320, 640)

Visit = Callable[..., AbstractContextManager[Visitor]]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a prepared database."""
    folder = tmp_path_factory.mktemp("data")
    prepare(folder)
    return folder


@pytest.fixture(scope="session")
def server(data: Path) -> Iterator[Server]:
    """A warm server that all tests share."""
    with running(data) as started:
        yield started


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server with a database of its own, for a test that changes it."""
    prepare(tmp_path)
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
