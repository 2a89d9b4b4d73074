"""Pages run through the toolkit's own test runner, on the prepared database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from streamlit.runtime.caching.cache_resource_api import clear_session_cache
from streamlit.testing.v1 import AppTest

from indicators.settings import Settings
from indicators.store import Store
from tests import kept
from tests.kept import components  # noqa: F401 a fixture
from ui import cached

Open = Callable[..., AppTest]
TIMEOUT = 60


@pytest.fixture(autouse=True)
def _database(monkeypatch: pytest.MonkeyPatch, prepared: Settings) -> Iterator[None]:
    """The pages read the prepared database, and forget it afterwards."""
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", prepared.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(prepared.files))
    cached.settings.clear()
    cached.store.clear()
    yield
    cached.settings.clear()
    cached.store.clear()


@pytest.fixture
def own_store(monkeypatch: pytest.MonkeyPatch, own: Settings, _database: None) -> Iterator[Store]:
    """A store that the pages may change, on a fixed day, with nothing held from another test's own store."""
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", own.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(own.files))
    monkeypatch.setenv("LAGESBILD_TODAY", "2020-12-01")
    forget_the_session()
    with kept.set_aside():
        yield cached.store()
    forget_the_session()


def _page(name: str) -> None:
    """The script of a test: one page without its frame."""
    from importlib import import_module

    from ui import cached

    with cached.one_state():  # as in the frame
        import_module(f"pages.{name}").render()


@pytest.fixture
def opened() -> Open:
    """Open a page by module name, with choices in the address line and what the session holds."""

    def open_(name: str, *, role: str = "lasare", lage: str | None = None, **query: str) -> AppTest:
        app = AppTest.from_function(_page, kwargs={"name": name}, default_timeout=TIMEOUT)
        app.session_state["access-role"] = role
        if lage is not None:
            app.session_state["lage"] = lage
        for key, value in query.items():
            app.query_params[key] = value
        return app.run()

    return open_


def forget_the_session() -> None:
    """Let go of what the session keeps in memory, as when the browser is closed; all test runs share one session."""
    clear_session_cache("test session id")


def html_of(app: AppTest) -> str:
    """Everything a page has written as HTML."""
    return "".join(element.proto.body for element in app.get("html"))


def text_of(html: str) -> str:
    """The words of HTML, with every space alike."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()
