"""A prepared database for those tests of `ui` that ask for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st

from indicators.settings import Settings
from indicators.store import Store
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
    """A store behind `ui.cached` that a test may change, with nothing kept from another test."""
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", own.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(own.files))
    st.cache_resource.clear()  # what is kept goes by numbers of versions, which every store counts from one
    yield cached.store()
    cached.store().close()
    st.cache_resource.clear()


@pytest.fixture
def another(own: Settings) -> Iterator[Store]:
    """The store as another process has it open."""
    store = Store.open(own)
    yield store
    store.close()
