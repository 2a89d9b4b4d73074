"""The store itself: what the rest of the product may ask it and tell it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from indicators.batches import BatchState, Delivery
from indicators.model import Registry
from indicators.settings import Settings
from indicators.store import (
    batches,
    cards,
    files,
    markers,
    opening,
    revisions,
    touched,
    tracing,
    undoing,
    versions,
)
from indicators.store.connected import PATIENCE
from indicators.store.desk import Desk
from indicators.store.directory import Directory
from indicators.store.gathered import Gathered
from indicators.store.issued import Editions
from indicators.store.records import AppendResult, BatchRow, LogRow, RevisionRow, Trace, VersionRow
from indicators.store.written import Written

if TYPE_CHECKING:
    import pandas as pd


class Store(Desk, Directory, Gathered, Written, Editions):
    """Observations, batches, data versions and register revisions; nothing in it is ever overwritten."""

    @classmethod
    def open(cls, settings: Settings, *, patience: float = PATIENCE) -> Self:
        """The store at the address; refused, with nothing changed, unless it is sound and of this revision."""
        for url in dict.fromkeys((settings.database_url, settings.read_url)):
            opening.must_be_current(url, patience=patience)
        return cls(settings, patience=patience)

    @classmethod
    def create(cls, settings: Settings, *, patience: float = PATIENCE) -> Self:
        """The store at the address, made or upgraded first where needed."""
        from indicators.store import migrating  # Alembic is slow to load and only needed here

        migrating.upgrade(settings.database_url, files=settings.files, patience=patience)
        return cls(settings, patience=patience)

    def version(self) -> int:
        """The newest data version; 0 before the first."""
        with self.reading() as connection:
            return versions.newest(connection)

    def newest(self) -> tuple[int, int]:
        """The newest data version and the newest revision of the register, in one look; 0 before the first."""
        with self.reading() as connection:
            return versions.newest(connection), revisions.newest(connection)

    def versions(self) -> list[VersionRow]:
        """Every data version in order."""
        with self.reading() as connection:
            return versions.every(connection)

    def version_at(self, when: datetime) -> int:
        """The data version that stood at a time; 0 before the first."""
        with self.reading() as connection:
            return versions.at(connection, when)

    def append(self, delivery: Delivery, *, by: str, at: datetime) -> AppendResult:
        """Bring in a delivery under the next data version; one that says nothing new writes nothing."""
        from indicators.store import appending, staging  # with pandas

        actor, rows = versions.actor(by), staging.sound(delivery.rows)
        with self.writing() as connection:
            result = appending.append(connection, delivery, rows, self.settings.files, by=actor, at=at)
        if result.batch is not None:
            files.settle(self.settings.files, delivery.sha256)
        return result

    def append_all(self, deliveries: Sequence[Delivery], *, by: str, at: datetime) -> list[AppendResult]:
        """Bring in several deliveries, one data version each."""
        return [self.append(delivery, by=by, at=at) for delivery in deliveries]

    def undo(self, batch: int, *, by: str, at: datetime, reason: str = "") -> int:
        """Take back an approved batch: a new data version that restores exactly what stood before it."""
        actor = versions.actor(by)
        with self.writing() as connection:
            return undoing.undo(connection, batch, by=actor, at=at, reason=reason)

    def end_demo(self, *, by: str, at: datetime) -> int:
        """End every made-up observation in a new data version; gives the version that stands afterwards."""
        actor = versions.actor(by)
        with self.writing() as connection:
            return undoing.end_demo(connection, by=actor, at=at)

    def remove_demo(
        self, documents: Mapping[str, bytes], *, by: str, at: datetime, registry: Registry
    ) -> tuple[int, int]:
        """Take away all that is made up, values and register entries, as one act; gives data version and revision.

        `documents` are the register's files without the made-up ones, `registry` what they were found to say.
        """
        actor = versions.actor(by)
        detail = f"{len(documents)} filer, {len(registry.indicators)} indikatorer"
        with self.writing() as connection:
            version = undoing.end_demo(connection, by=actor, at=at)
            revision = revisions.save(connection, documents, by=actor, at=at, comment="", detail=detail)
            cards.remove_demo(connection, by=actor, at=at)
            markers.put(connection, "demo", "removed", by=actor, at=at)
        return version, revision

    def observations(
        self,
        *,
        version: int | None = None,
        indicators: Sequence[str] | None = None,
        geographies: Sequence[str] | None = None,
        breakdowns: Sequence[str] | None = None,
        with_origin: bool = True,
        counts_alone: bool = False,
    ) -> pd.DataFrame:
        """The tidy table as it stands or as of a data version; without origin, the cell's place and text stay empty.

        Counts alone are what small numbers are looked for in: limits, marks and batch are not read, and empty.
        """
        from indicators.store import reading  # with pandas

        with self.reading() as connection:
            return reading.observations(
                connection,
                version=version,
                indicators=indicators,
                geographies=geographies,
                breakdowns=breakdowns,
                with_origin=with_origin,
                counts_alone=counts_alone,
            )

    def counts(self, *, version: int | None = None, indicators: Sequence[str] | None = None) -> dict[str, int]:
        """How many observations of each indicator, or of those named, stand, or stood at a data version."""
        from indicators.store import reading  # with pandas

        with self.reading() as connection:
            return reading.counts(connection, version=version, indicators=indicators)

    def changed(self, *, version: int | None = None) -> dict[str, int]:
        """Indicator → the last data version that changed any of its values, as of a version."""
        with self.reading() as connection:
            return touched.last(connection, version)

    def latest_year(self, *, version: int | None = None, geography: str | None = None) -> int | None:
        """The last year with a value for everybody, in all or in one geography; None where there is none."""
        from indicators.store import reading  # with pandas

        with self.reading() as connection:
            return reading.latest_year(connection, version=version, geography=geography)

    def trace(
        self, indicator: str, geography: str, year: int, breakdown: str = "", *, version: int | None = None
    ) -> Trace:
        """Where one value comes from, and what stood there before."""
        with self.reading() as connection:
            return tracing.trace(
                connection, indicator=indicator, geography=geography, year=year, breakdown=breakdown, version=version
            )

    def batch(self, number: int) -> BatchRow:
        """The batch of a number."""
        with self.reading() as connection:
            return batches.one(connection, number)

    def batches(self, states: Collection[BatchState] | None = None) -> list[BatchRow]:
        """Every batch in order, drafts too, or those in some states."""
        with self.reading() as connection:
            return batches.every(connection, states)

    def sources(self, numbers: Collection[int] | None = None) -> pd.DataFrame:
        """One row for each approved batch, or for those of the numbers given: what, by whom, when, and the SHA-256."""
        with self.reading() as connection:
            return batches.sources(connection, numbers)

    def file_content(self, sha256: str) -> bytes:
        """A received file, untouched."""
        return files.content(self.settings.files, sha256)

    def register_revision(self) -> int:
        """The newest revision of the register; 0 before the first."""
        with self.reading() as connection:
            return revisions.newest(connection)

    def register_revision_at(self, when: datetime) -> int:
        """The revision of the register that stood at a time; 0 before the first."""
        with self.reading() as connection:
            return revisions.at(connection, when)

    def register_actor(self) -> str:
        """Who made the newest revision of the register; empty before the first."""
        with self.reading() as connection:
            return revisions.actor(connection)

    def register_documents(self, revision: int | None = None) -> dict[str, bytes]:
        """The register's files byte for byte; none before the first revision."""
        with self.reading() as connection:
            return revisions.documents(connection, revision)

    def register_changes(self, names: Collection[str]) -> list[RevisionRow]:
        """The revisions that changed any of some of the register's files, the newest first."""
        with self.reading() as connection:
            return revisions.changes(connection, names)

    def save_register(
        self,
        documents: Mapping[str, bytes],
        *,
        by: str,
        at: datetime,
        registry: Registry,
        comment: str = "",
        replaces: int | None = None,
    ) -> int:
        """Keep the register's files as a new revision where they differ; `registry` is what they were found to say.

        With `replaces`, refused unless that revision is still the newest.
        """
        actor = versions.actor(by)
        detail = comment or f"{len(documents)} filer, {len(registry.indicators)} indikatorer"
        with self.writing() as connection:
            return revisions.save(
                connection, documents, by=actor, at=at, comment=comment, detail=detail, replaces=replaces
            )

    def marker(self, name: str) -> str:
        """A small fact about this store; empty where it has not been set."""
        with self.reading() as connection:
            return markers.value(connection, name)

    def set_marker(self, name: str, value: str, *, by: str, at: datetime) -> None:
        """Set a small fact about this store."""
        actor = versions.actor(by)
        with self.writing() as connection:
            markers.put(connection, name, value, by=actor, at=at)

    def log(self, *, latest: int | None = 200, actions: Collection[str] | None = None) -> list[LogRow]:
        """Who did what and when, the newest first; all of it where `latest` is None, or some acts only."""
        with self.reading() as connection:
            return versions.log(connection, latest=latest, actions=actions)
