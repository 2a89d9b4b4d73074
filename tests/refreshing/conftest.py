"""An empty store, and a database with figures whose address is in the environment."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.model import Registry
from indicators.settings import Settings
from indicators.store import Store
from tests.refreshing.sources import VALUES, a_register, put
from tests.store.conftest import engine, fresh, server, template  # noqa: F401 fixtures of stores on both engines
from tests.store.deliveries import settings_in


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = settings_in(tmp_path_factory.mktemp("empty"))
    Store.create(settings).close()
    return Path(settings.database_url.removeprefix("sqlite:///"))


@pytest.fixture
def own_settings(empty_store: Path, tmp_path: Path) -> Settings:
    shutil.copy(empty_store, tmp_path / "lagesbild.db")
    return settings_in(tmp_path)


@pytest.fixture
def store(own_settings: Settings) -> Iterator[Store]:
    opened = Store.open(own_settings)
    yield opened
    opened.close()


@pytest.fixture
def figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database that the source fetches from."""
    path = tmp_path / "kalla.db"
    put(path, VALUES)
    monkeypatch.setenv("LAGESBILD_SOURCE_ENKATEN", f"sqlite:///{path}")
    return path


@pytest.fixture
def registry() -> Registry:
    return a_register()
