"""A database prepared once, as a newcomer's first start makes it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import hypothesis
import pytest

from indicators import preparation, registry, situation
from indicators.model import Registry
from indicators.settings import Settings
from indicators.situation import Situation
from indicators.store import Store
from tests.servers import postgresql

# No deadline: a loaded machine is no fault of the code. In CI the same examples each time, elsewhere new ones.
hypothesis.settings.register_profile("lagesbild", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("lagesbild")

AT = datetime(2020, 12, 1, 12, tzinfo=UTC)


def settings_in(folder: Path) -> Settings:
    """Settings for a database and files of their own in a folder."""
    url = f"sqlite:///{folder / 'lagesbild.db'}"
    return Settings(database_url=url, read_url=url, files=folder / "files", today=AT.date())


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgresql.Cluster]:
    """A PostgreSQL server of this test process; its programs are a must, as Chromium is."""
    with postgresql.cluster() as made:
        yield made


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a database with register, reference data and demonstration data; only to be read."""
    settings = settings_in(tmp_path_factory.mktemp("prepared"))
    preparation.prepare(settings, empty=False, at=AT, report=lambda *_: None)
    return settings


@pytest.fixture(scope="session")
def store(prepared: Settings) -> Store:
    """The prepared store; only to be read."""
    return Store.open(prepared)


@pytest.fixture(scope="session")
def register(store: Store) -> Registry:
    """The register that the product ships."""
    return registry.load(store.register_documents())


@pytest.fixture(scope="session")
def at(store: Store, register: Registry) -> Callable[[int], Situation]:
    """The shipped figures as seen from a year, worked out once."""
    return cache(lambda year: situation.situation(store, register, year=year))


@pytest.fixture
def own(prepared: Settings, tmp_path: Path) -> Settings:
    """A copy of the prepared database that a test may change."""
    return copied(prepared, tmp_path)


def copied(prepared: Settings, folder: Path) -> Settings:
    """A copy of the prepared database in a folder."""
    source = Path(prepared.database_url.removeprefix("sqlite:///"))
    settings = settings_in(folder)
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(folder / source.name)) as copy:
        original.backup(copy)
    shutil.copytree(prepared.files, settings.files)
    return settings
