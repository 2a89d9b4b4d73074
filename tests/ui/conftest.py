"""A prepared database for those tests of `ui` that ask for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indicators.settings import Settings
from indicators.store import Store
from tests import kept
from tests.kept import components  # noqa: F401 a fixture
from ui import cached


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch, prepared: Settings) -> Iterator[None]:
    """The prepared database stands behind `ui.cached`, and is forgotten afterwards."""
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", prepared.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(prepared.files))
    cached.settings.clear()
    cached.store.clear()
    yield
    cached.settings.clear()
    cached.store.clear()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, own: Settings) -> Iterator[Store]:
    """A store behind `ui.cached` that a test may change, with nothing kept from another test's own store."""
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", own.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(own.files))
    with kept.set_aside():
        yield cached.store()
        cached.store().close()


@pytest.fixture
def another(own: Settings) -> Iterator[Store]:
    """The store as another process has it open."""
    store = Store.open(own)
    yield store
    store.close()
