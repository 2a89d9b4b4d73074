"""A prepared database for those tests of `ui` that ask for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indicators.settings import Settings
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
