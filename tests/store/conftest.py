"""An empty store for each test, on both engines, copied from one that Alembic made.

What is about SQLite's file or PostgreSQL's server alone says so: `on_sqlite`, `on_postgresql`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from indicators.settings import Settings
from indicators.store import Store
from tests.servers.postgresql import Cluster
from tests.store.deliveries import POSTGRESQL, SQLITE, Fresh, settings_in

TEMPLATE = "template_of_stores"
_numbers = count(1)


@pytest.fixture(scope="session", params=[SQLITE, POSTGRESQL])
def engine(request: pytest.FixtureRequest) -> str:
    """The engine that a test of the store runs on; every one runs on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty store."""
    settings = settings_in(tmp_path_factory.mktemp("template"))
    Store.create(settings).close()
    return Path(settings.database_url.removeprefix("sqlite:///"))


@pytest.fixture(scope="session")
def server(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """A PostgreSQL with an empty store to copy."""
    postgres.sql(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")  # pytest may set this up a second time
    postgres.sql(f"CREATE DATABASE {TEMPLATE}")
    settings = replace(settings_in(tmp_path_factory.mktemp("template")), database_url=postgres.url(TEMPLATE))
    Store.create(replace(settings, read_url=settings.database_url)).close()
    return postgres


@pytest.fixture(scope="session")
def fresh(engine: str, request: pytest.FixtureRequest) -> Fresh:
    """Makes empty stores, each gone after its use."""
    if engine == POSTGRESQL:
        return _databases_on(request.getfixturevalue("server"))
    return _files_like(request.getfixturevalue("template"))


def _files_like(template: Path) -> Fresh:
    @contextmanager
    def made(folder: Path) -> Iterator[Settings]:
        shutil.copy(template, folder / "lagesbild.db")
        yield settings_in(folder)

    return made


def _databases_on(server: Cluster, template: str = TEMPLATE) -> Fresh:
    @contextmanager
    def made(folder: Path) -> Iterator[Settings]:
        name = f"store_{next(_numbers)}"
        server.sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        url = server.url(name)
        yield replace(settings_in(folder), database_url=url, read_url=url)
        server.sql(f"DROP DATABASE {name} WITH (FORCE)")

    return made


@pytest.fixture(scope="session")
def blank(engine: str, request: pytest.FixtureRequest) -> Fresh:
    """Makes databases without any table."""
    return _databases_on(request.getfixturevalue("server"), "template1") if engine == POSTGRESQL else _no_files


@contextmanager
def _no_files(folder: Path) -> Iterator[Settings]:
    yield settings_in(folder)


@pytest.fixture
def settings(fresh: Fresh, tmp_path: Path) -> Iterator[Settings]:
    with fresh(tmp_path) as made:
        yield made


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = Store.open(settings)
    yield opened
    opened.close()
