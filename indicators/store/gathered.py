"""The part of the store that knows what has been fetched from sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from indicators.batches import BatchState
from indicators.errors import StoreError
from indicators.store import batches, fetches, files, locking, touched, versions
from indicators.store.connected import Connected
from indicators.store.fetches import Ended
from indicators.store.records import BatchRow, FetchRow, LockRow

if TYPE_CHECKING:
    from indicators.store.gathering import Answer


class Gathered(Connected):
    """Fetches from sources, one at a time; read where they are written, so that none is done twice."""

    def fetches(self, source: str | None = None, *, latest: int | None = None) -> list[FetchRow]:
        """The fetches of a source, or of all, the newest first."""
        with self.reading(newest=True) as connection:
            return fetches.every(connection, source, latest=latest)

    def fetch(self, number: int) -> FetchRow:
        """The fetch of a number."""
        with self.reading(newest=True) as connection:
            return fetches.one(connection, number)

    def fetched_batches(self, source: str, states: Sequence[BatchState] | None = None) -> list[BatchRow]:
        """What a source has handed in, in order."""
        with self.reading(newest=True) as connection:
            return batches.handed_in_by(connection, f"{fetches.BY_SOURCE}{source}", states)

    def fetched_indicators(self, source: str) -> set[str]:
        """The indicators that a source has ever changed."""
        with self.reading(newest=True) as connection:
            own = batches.handed_in_by(connection, f"{fetches.BY_SOURCE}{source}", None)
            return touched.by_batches(connection, [batch.id for batch in own])

    def fetched_by(self, batch: int) -> tuple[str, ...]:
        """Who had a batch fetched or let it through; none where the schedule did, or where it is no source's."""
        with self.reading(newest=True) as connection:
            return fetches.people_behind(connection, batch)

    def source_identity(self, source: str) -> dict[str, str]:
        """What a source says of itself, as a person or a judgement last took it to be right; empty before the first."""
        with self.reading(newest=True) as connection:
            return fetches.identity(connection, source)

    def same_answer(self, source: str, sha256: str) -> BatchRow | None:
        """The latest batch of a source that holds the same answer; None where none does."""
        from indicators.store import gathering

        with self.reading(newest=True) as connection:
            found = gathering.same_answer(connection, source, sha256)
            return None if found is None else batches.one(connection, found)

    def fetching(self) -> LockRow | None:
        """What is being fetched right now; None where nothing is, or where the server that takes changes is silent.

        A replica may still have a lock that has been let go of.
        """
        try:
            with self.reading_primary() as connection:
                return locking.holder(connection, locking.REFRESH)
        except StoreError:
            if not self.has_replica:
                raise
            return None

    def begin_fetch(self, source: str, *, by: str, at: datetime, is_scheduled: bool, seconds: int) -> tuple[int, str]:
        """The number of a fetch that begins, and the token of its lock; refused while another one runs."""
        actor = versions.actor(by)
        with self.writing() as connection:
            token = locking.take(connection, locking.REFRESH, doing=f"{fetches.BY_SOURCE}{source}", seconds=seconds)
            return fetches.begin(connection, source, by=actor, at=at, is_scheduled=is_scheduled), token

    def conclude_fetch(
        self,
        number: int,
        token: str,
        ended: Ended,
        *,
        at: datetime,
        content: bytes | None = None,
        answer: Answer | None = None,
    ) -> FetchRow:
        """Keep everything that came of a fetch in one transaction, and let go of the lock."""
        from indicators.store import gathering

        folder = self.settings.files
        with self.writing() as connection:
            gathering.conclude(connection, folder, number, token, ended, content=content, answer=answer, at=at)
            kept = fetches.one(connection, number)
        if content is not None:
            files.settle(folder, ended.sha256)
        return kept

    def let_through(self, number: int, *, reason: str, reasons: Mapping[str, str], by: str, at: datetime) -> int | None:
        """Hand in what a stopped fetch holds; gives the batch, None where there was only a change to accept."""
        from indicators.store import gathering

        actor = versions.actor(by)
        with self.writing() as connection:
            return gathering.let_through(connection, number, reason=reason, reasons=reasons, by=actor, at=at)

    def dismiss_fetch(self, number: int, *, reason: str, by: str, at: datetime) -> None:
        """Put aside what a stopped fetch holds."""
        from indicators.store import gathering

        actor = versions.actor(by)
        with self.writing() as connection:
            gathering.dismiss(connection, number, reason=reason, by=actor, at=at)

    def log_run(self, *, by: str, at: datetime, detail: str) -> None:
        """Write in the log that everything due has been fetched."""
        with self.writing() as connection:
            versions.write_log(connection, action="refresh_due", by=versions.actor(by), at=at, detail=detail)
