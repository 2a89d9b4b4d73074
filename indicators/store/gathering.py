"""What a source answered into the store: all that comes of a fetch in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from indicators.batches import BatchState, Delivery, Finding
from indicators.store import batches, explaining, fetches, files, handing_in, locking, reviewing, schema, thread
from indicators.store.fetches import BY_SOURCE, Ended
from indicators.store.records import CommentKind, FetchOutcome, FetchRow

if TYPE_CHECKING:
    import pandas as pd

_fetch = schema.fetch.c
_OPEN = (BatchState.HANDED_IN, BatchState.STOPPED)


@dataclass(frozen=True, kw_only=True, eq=False)
class Answer:
    """What a source answered, read and held against what stands."""

    delivery: Delivery
    rows: pd.DataFrame
    """Of the delivery, as the store can keep them."""
    seen: str
    """The fingerprint of the difference that was judged."""
    geographies: Sequence[str]
    years: Sequence[int]
    ends: pd.DataFrame | None
    note: str
    findings: Sequence[Finding] = ()
    approved_by: str = ""
    """Under what name it is approved without a person; empty where a person must."""
    reasons: Mapping[str, str] = field(default_factory=dict)


def conclude(
    connection: sa.Connection,
    folder: Path,
    number: int,
    token: str,
    ended: Ended,
    *,
    content: bytes | None,
    answer: Answer | None,
    at: datetime,
) -> None:
    """Keep everything that came of a fetch, and let go of the lock."""
    locking.must_hold(connection, locking.REFRESH, token)
    row = fetches.one(connection, number)
    by = f"{BY_SOURCE}{row.source}"
    if content is not None:
        files.keep(folder, content)
    if answer is not None:
        ended = replace(ended, batch=_handed_in(connection, folder, answer, ended, by=by, at=at))
    if ended.outcome is FetchOutcome.APPROVED and ended.batch is not None and answer is not None:
        reviewing.approve(connection, ended.batch, by=answer.approved_by, at=at, seen=answer.seen)
    if ended.outcome is not FetchOutcome.FAILED:
        _supersede(connection, row, keep=ended.batch, by=by, at=at)
    fetches.end(connection, number, ended, at=at)
    locking.release(connection, locking.REFRESH, token)


def let_through(
    connection: sa.Connection, number: int, *, reason: str, reasons: Mapping[str, str], by: str, at: datetime
) -> int | None:
    """Hand in what was stopped, with the reason; gives the batch, None where there was only something to accept."""
    said = thread.said(reason, "Skriv varför det stoppade är rätt.")
    row = fetches.stopped(connection, number)
    if row.batch is None:
        told = "Ändringen hos källan är godtagen."
        fetches.decide(connection, number, outcome=FetchOutcome.UNCHANGED, message=told, reason=said, by=by, at=at)
        return None
    fetches.must_not_be_decided_elsewhere(connection, row.batch)
    batches.change(connection, row.batch, state=str(BatchState.HANDED_IN))
    explaining.explain(connection, row.batch, reasons, kind=explaining.REASON)
    thread.note(connection, row.batch, kind=CommentKind.RELEASE, by=by, at=at, text=said)
    told = f"Släppt fram av {by}. Leverans {row.batch} väntar på granskning."
    fetches.decide(connection, number, outcome=FetchOutcome.WAITING, message=told, reason=said, by=by, at=at)
    return row.batch


def dismiss(connection: sa.Connection, number: int, *, reason: str, by: str, at: datetime) -> None:
    """Put what was stopped aside, with the reason; what was received is kept."""
    said = thread.said(reason, "Skriv varför det stoppade inte ska användas.")
    row = fetches.stopped(connection, number)
    if row.batch is not None:
        fetches.must_not_be_decided_elsewhere(connection, row.batch)
        batches.change(connection, row.batch, state=str(BatchState.RETURNED), decided_by=by, decided_at=at)
        thread.note(connection, row.batch, kind=CommentKind.RETURN, by=by, at=at, text=said)
    told = f"Avfärdad av {by}."
    fetches.decide(connection, number, outcome=FetchOutcome.STOPPED, message=told, reason=said, by=by, at=at)


def _handed_in(connection: sa.Connection, folder: Path, answer: Answer, ended: Ended, *, by: str, at: datetime) -> int:
    """The number of the batch: waiting, or held back."""
    given = handing_in.Given(
        geographies=answer.geographies,
        years=answer.years,
        note=answer.note,
        reasons=answer.reasons,
        findings=answer.findings,
        ends=answer.ends,
    )
    state = BatchState.STOPPED if ended.outcome is FetchOutcome.STOPPED else BatchState.HANDED_IN
    return handing_in.keep(
        connection, answer.delivery, answer.rows, folder, given, by=by, at=at, seen=answer.seen, state=state
    )


def _supersede(connection: sa.Connection, row: FetchRow, *, keep: int | None, by: str, at: datetime) -> None:
    """What the source said before and nobody has decided about is no longer what it says."""
    told = f"Ersatt av en nyare hämtning, nummer {row.id}."
    for number in [batch.id for batch in batches.handed_in_by(connection, by, _OPEN)]:
        if number != keep:
            batches.change(connection, number, state=str(BatchState.UNDONE), decided_by=by, decided_at=at)
            thread.note(connection, number, kind=CommentKind.WITHDRAW, by=by, at=at, text=told)
    undecided = _fetch.outcome == str(FetchOutcome.STOPPED), _fetch.decided_at.is_(None)
    older = sa.select(_fetch.id).where(_fetch.source == row.source, _fetch.id < row.id, *undecided)
    for number in connection.execute(older).scalars().all():
        decided = {"decided_by": by, "decided_at": at, "reason": told}
        connection.execute(sa.update(schema.fetch).where(_fetch.id == number).values(decided))


def same_answer(connection: sa.Connection, source: str, sha256: str) -> int | None:
    """The latest batch of the source that holds the same answer; None where none does."""
    row = schema.batch.c
    same = sa.select(row.id).where(row.handed_in_by == f"{BY_SOURCE}{source}", row.sha256 == sha256)
    found = connection.execute(same.order_by(row.id.desc()).limit(1)).scalar()
    return None if found is None else int(found)
