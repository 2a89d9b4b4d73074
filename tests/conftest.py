"""A database prepared once, as a newcomer's first start makes it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import hypothesis
import pytest

from indicators import preparation, registry, situation
from indicators.model import Registry
from indicators.settings import ROOT, Settings
from indicators.situation import Situation
from indicators.store import Store
from tests import once
from tests.issued import AT, Hearing, issue, opened
from tests.servers import postgresql

# No deadline: a loaded machine is no fault of the code. In CI the same examples each time, elsewhere new ones.
hypothesis.settings.register_profile("lagesbild", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("lagesbild")

# In tests alone: a browser that comes back after a restart sends choices that no page draws, and the check fails on
# them.
os.environ.setdefault("STREAMLIT_RUNNER_ENFORCE_SERIALIZABLE_SESSION_STATE", "true")

__all__ = ["AT", "copied", "settings_in"]


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

    def make(folder: Path) -> None:
        preparation.prepare(settings_in(folder), empty=False, at=AT, report=lambda *_: None)

    return settings_in(once.made(tmp_path_factory, "prepared", make))


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


@pytest.fixture(scope="session")
def hearing(prepared: Settings, tmp_path_factory: pytest.TempPathFactory) -> Hearing:
    """A hearing issued once for all tests; only to be read, `copied(hearing.settings, folder)` is to be changed."""
    folder = once.made(tmp_path_factory, "hearing", lambda folder: issue(copied(prepared, folder)))
    return opened(settings_in(folder))


@pytest.fixture(scope="session")
def moved(prepared: Settings, postgres: postgresql.Cluster, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The prepared store as the terminal moves it to PostgreSQL; only to be read."""
    url = postgres.url("moved")
    postgres.sql("CREATE DATABASE moved")
    where = {"LAGESBILD_DATABASE_URL": prepared.database_url, "LAGESBILD_FILES": str(prepared.files)}
    command = [sys.executable, "-m", "indicators", "move", url]
    done = subprocess.run(command, env=os.environ | where, cwd=ROOT, capture_output=True, text=True, check=True)
    assert postgres.password not in done.stdout + done.stderr
    assert "rader, alla lika" in done.stdout
    return replace(prepared, database_url=url, read_url=url)


@pytest.fixture
def own_on_postgresql(moved: Settings, postgres: postgresql.Cluster, tmp_path: Path) -> Iterator[Settings]:
    """A copy of the moved store that a test may change."""
    files = tmp_path / "on-postgresql"
    shutil.copytree(moved.files, files)
    postgres.sql("CREATE DATABASE own TEMPLATE moved")
    url = postgres.url("own")
    yield replace(moved, database_url=url, read_url=url, files=files)
    postgres.sql("DROP DATABASE own WITH (FORCE)")


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
    if (hidden := _masks(prepared)).exists():  # what is hidden is remembered beside the files
        shutil.copytree(hidden, _masks(settings))
    return settings


def _masks(settings: Settings) -> Path:
    return settings.files.with_name(f"{settings.files.name}-hidden")
