"""A store's connections: many who read, one at a time who writes."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import sqlalchemy as sa

from indicators.settings import Settings
from indicators.store import engines, opening, schema

PATIENCE = 30.0
"""Seconds to wait for another writer before giving up."""

_PROGRESS = sa.select(sa.func.coalesce(sa.func.max(schema.log.c.id), 0))
"""How far a server has come: every change adds a line to the log, numbered under the write lock."""


class Connected:
    """Connections to the store at an address, and to a replica of it where the settings name one.

    What this process has written or read it never again reads from a replica that has not come as far.
    """

    def __init__(self, settings: Settings, *, patience: float = PATIENCE) -> None:
        """Prepare connections; none is made until the first question."""
        self.settings = settings
        self.changes = 0
        """How many changes this process has made here, so that what it remembers can be asked for again."""
        self._where = engines.place(settings.database_url)
        self._nearest = engines.place(settings.read_url)
        self._writer = engines.writer(settings.database_url, patience=patience)
        self._newest = engines.reader(settings.database_url, patience=patience)
        self.has_replica = settings.read_url != settings.database_url
        self._replica = engines.reader(settings.read_url, patience=patience) if self.has_replica else self._newest
        self._seen = 0
        self._parting = weakref.finalize(self, _let_go, self._replica, self._newest, self._writer)

    def close(self) -> None:
        """Let go of every connection; done at the end of the process too."""
        self._parting()

    @contextmanager
    def reading(self, *, newest: bool = False) -> Iterator[sa.Connection]:
        """One consistent state to ask questions of; `newest` where it must hold what any process has written.

        A replica serves where it has come far enough, and as it is where the server that takes changes is silent.
        """
        where = self._where if newest else self._nearest
        with engines.faults_in_swedish(where), ExitStack() as stack:
            yield self._to_read(stack, newest=newest)

    @contextmanager
    def reading_primary(self) -> Iterator[sa.Connection]:
        """One consistent state where changes are made, or no answer at all."""
        with engines.faults_in_swedish(self._where), self._newest.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction under the write lock: all of it is kept, or none."""
        with engines.faults_in_swedish(self._where), self._writer.connect() as connection:
            transaction = connection.begin()
            opening.must_be_at_revision(connection, self._where)
            yield connection
            reached = self._progress(connection)
            with engines.kept_or_unsure(self._where):
                transaction.commit()
        self.changes += 1
        self._seen = max(self._seen, reached)

    def _to_read(self, stack: ExitStack, *, newest: bool) -> sa.Connection:
        """A connection that has begun to read, let go of with the stack."""
        if not self.has_replica:
            return stack.enter_context(self._newest.begin())
        if newest:
            try:
                return self._remembered(stack.enter_context(self._newest.begin()))
            except sa.exc.OperationalError:
                return self._remembered(stack.enter_context(self._replica.begin()))
        nearest = stack.enter_context(self._replica.begin())
        if self._progress(nearest) >= self._seen:
            return self._remembered(nearest)
        try:
            return self._remembered(stack.enter_context(self._newest.begin()))
        except sa.exc.OperationalError:
            return nearest

    def _remembered(self, connection: sa.Connection) -> sa.Connection:
        if self.has_replica:
            self._seen = self._progress(connection)
        return connection

    def _progress(self, connection: sa.Connection) -> int:
        return int(connection.execute(_PROGRESS).scalar_one()) if self.has_replica else 0


def _let_go(*engines: sa.Engine) -> None:
    """The writer last: only one who may write folds the log into the database and takes it away."""
    for engine in engines:
        engine.dispose()
