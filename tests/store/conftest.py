"""An empty store for each test, copied from one that Alembic made."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.settings import Settings
from indicators.store import Store
from tests.store.deliveries import settings_in


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = settings_in(tmp_path_factory.mktemp("template"))
    Store.create(settings).close()
    return Path(settings.database_url.removeprefix("sqlite:///"))


@pytest.fixture
def settings(template: Path, tmp_path: Path) -> Settings:
    shutil.copy(template, tmp_path / "lagesbild.db")
    return settings_in(tmp_path)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = Store.open(settings)
    yield opened
    opened.close()
