"""A store's connections: many who read, one at a time who writes."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from indicators.settings import Settings
from indicators.store import engines

PATIENCE = 30.0
"""Seconds to wait for another writer before giving up."""


class Connected:
    """Connections to the store at an address."""

    def __init__(self, settings: Settings, *, patience: float = PATIENCE) -> None:
        """Prepare connections; none is made until the first question."""
        self.settings = settings
        self._where = engines.place(settings.database_url)
        self._writer = engines.writer(settings.database_url, patience=patience)
        self._reader = engines.reader(settings.read_url, patience=patience)
        self._parting = weakref.finalize(self, _let_go, self._reader, self._writer)

    def close(self) -> None:
        """Let go of every connection; done at the end of the process too."""
        self._parting()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent state to ask questions of."""
        with engines.faults_in_swedish(self._where), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction under the write lock: all of it is kept, or none."""
        with engines.faults_in_swedish(self._where), self._writer.begin() as connection:
            yield connection


def _let_go(reader: sa.Engine, writer: sa.Engine) -> None:
    """The writer last: only one who may write folds the log into the database and takes it away."""
    reader.dispose()
    writer.dispose()
