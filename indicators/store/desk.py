"""The part of the store where people hand in deliveries, and others review them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from indicators.batches import Delivery, Finding
from indicators.store import batches, drafts, explaining, files, held, thread, versions
from indicators.store.connected import Connected
from indicators.store.records import AppendResult, Comment

if TYPE_CHECKING:
    import pandas as pd


class Desk(Connected):
    """Deliveries on their way: compared, handed in, returned, approved, withdrawn."""

    def compare(
        self, rows: pd.DataFrame, *, ends: pd.DataFrame | None = None, version: int | None = None
    ) -> pd.DataFrame:
        """What rows, and keys to end, would change now or at a version, as `comparing.COLUMNS`; nothing is kept."""
        from indicators.store import comparing, staging

        sound = staging.sound(rows)
        with self.reading(newest=True) as connection:
            return comparing.difference(connection, sound, ends=ends, version=version)

    def hand_in(
        self,
        delivery: Delivery,
        *,
        geographies: Sequence[str],
        years: Sequence[int],
        by: str,
        at: datetime,
        seen: str,
        note: str = "",
        reasons: Mapping[str, str] | None = None,
        comments: Mapping[str, str] | None = None,
        findings: Sequence[Finding] = (),
        ends: pd.DataFrame | None = None,
        draft: bool = False,
        replaces: int | None = None,
        template: str = "",
        mapping: str = "",
    ) -> int:
        """Keep a delivery for review, or as a draft, where the difference is still the one seen; gives its number.

        `replaces` is a returned or undone batch that this one follows, or a draft that it takes the place of.
        """
        from indicators.store import handing_in, staging

        actor, rows = versions.actor(by), staging.sound(delivery.rows)
        given = handing_in.Given(
            geographies=tuple(geographies),
            years=tuple(years),
            note=note,
            reasons=reasons or {},
            comments=comments or {},
            findings=tuple(findings),
            ends=ends,
            replaces=replaces,
            template=template,
            mapping=mapping,
        )
        folder = self.settings.files
        with self.writing() as connection:
            number = handing_in.hand_in(
                connection, delivery, rows, folder, given, by=actor, at=at, seen=seen, draft=draft
            )
        files.settle(folder, delivery.sha256)
        if draft or replaces is not None:  # a draft may have gone, and its file with it
            self.sweep()
        return number

    def promote(
        self,
        batch: int,
        *,
        by: str,
        at: datetime,
        seen: str,
        note: str = "",
        reasons: Mapping[str, str] | None = None,
    ) -> int:
        """Hand in one's own draft, where the difference is still the one seen."""
        from indicators.store import handing_in

        actor = versions.actor(by)
        with self.writing() as connection:
            handing_in.promote(connection, batch, by=actor, at=at, seen=seen, note=note, reasons=reasons or {})
        return batch

    def draft(self, by: str, geography: str) -> int | None:
        """A person's draft for a geography."""
        with self.reading(newest=True) as connection:
            return drafts.draft(connection, by=by, geography=geography)

    def discard_draft(self, batch: int, *, by: str, at: datetime) -> None:
        """Take away one's own draft, file and all."""
        actor = versions.actor(by)
        with self.writing() as connection:
            old = drafts.must_be_own(connection, batch, by=actor)
            drafts.take_away(connection, self.settings.files, old, by=actor, at=at)
        self.sweep()

    def explain(self, batch: int, reasons: Mapping[str, str], *, by: str, at: datetime) -> None:
        """Add or change reasons in one's own draft or batch that waits; an empty text takes one away."""
        actor = versions.actor(by)
        with self.writing() as connection:
            explaining.add(connection, batch, reasons, by=actor, at=at)

    def pending(self, batch: int) -> pd.DataFrame:
        """The rows of a handed-in batch in the file's order, as observations with the batch's number."""
        from indicators.store import reading

        with self.reading(newest=True) as connection:
            batches.one(connection, batch)
            return reading.pending(connection, batch)

    def ends_of(self, batch: int) -> pd.DataFrame:
        """The keys that a batch ends, or is to end."""
        from indicators.store import ending

        with self.reading(newest=True) as connection:
            batches.one(connection, batch)
            return ending.ends_of(connection, batch)

    def reasons(self, batch: int) -> dict[str, str]:
        """The uploader's reasons by `indicator|geography|year|breakdown`."""
        with self.reading(newest=True) as connection:
            return explaining.explanations(connection, batch, kind=explaining.REASON)

    def comments(self, batch: int) -> dict[str, str]:
        """The file's own comments by `indicator|geography|year|breakdown`."""
        with self.reading(newest=True) as connection:
            return explaining.explanations(connection, batch, kind=explaining.COMMENT)

    def findings(self, batch: int) -> tuple[Finding, ...]:
        """What was found in a batch's file."""
        with self.reading(newest=True) as connection:
            return explaining.findings(connection, batch)

    def thread(self, batch: int) -> list[Comment]:
        """What has been done to a batch and said about it, the oldest first."""
        with self.reading(newest=True) as connection:
            return thread.thread(connection, batch)

    def comment(self, batch: int, *, by: str, at: datetime, text: str) -> None:
        """Say something about a batch."""
        actor = versions.actor(by)
        with self.writing() as connection:
            thread.comment(connection, batch, by=actor, at=at, text=text)

    def approve(self, batch: int, *, by: str, at: datetime, seen: str) -> AppendResult:
        """Let a batch stand under the next data version, where the difference is still the one seen."""
        from indicators.store import reviewing

        actor = versions.actor(by)
        with self.writing() as connection:
            return reviewing.approve(connection, batch, by=actor, at=at, seen=seen)

    def give_back(self, batch: int, *, by: str, at: datetime, comment: str) -> None:
        """Return a batch with what must be put right."""
        from indicators.store import reviewing

        actor = versions.actor(by)
        with self.writing() as connection:
            reviewing.give_back(connection, batch, by=actor, at=at, comment=comment)

    def withdraw(self, batch: int, *, by: str, at: datetime) -> None:
        """Take back one's own batch before anybody has decided on it."""
        from indicators.store import reviewing

        actor = versions.actor(by)
        with self.writing() as connection:
            reviewing.withdraw(connection, batch, by=actor, at=at)

    def sweep(self) -> int:
        """Remove files that a killed process left and no committed batch refers to; gives how many."""
        folder = self.settings.files
        if not files.has_leftovers(folder):
            return 0
        with self.writing() as connection:
            return files.sweep(folder, held.fingerprints(connection))
