"""A person's delivery into the store: kept with its file, rows, reasons and findings, to wait for review."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from indicators.batches import BatchState, Delivery, Finding, Severity
from indicators.errors import StaleError, StoreError
from indicators.store import batches, comparing, drafts, ending, explaining, files, schema, staging, thread
from indicators.store.records import CommentKind
from indicators.store.texts import clean

if TYPE_CHECKING:
    import pandas as pd

_REFUSALS: Final = (
    "Siffrorna har ändrats sedan filen lästes. Läs igenom igen. Inget är inlämnat.",
    "Filen säger inget nytt: alla siffror i den står redan så. Inget är inlämnat.",
)
"""What is said when the difference is another than the one seen, and when there is none."""

_batch = schema.batch.c


@dataclass(frozen=True, kw_only=True, eq=False)
class Given:
    """What comes with a delivery that a person hands in."""

    geographies: Sequence[str]
    years: Sequence[int]
    note: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    ends: pd.DataFrame | None = None
    replaces: int | None = None
    template: str = ""
    mapping: str = ""


def hand_in(
    connection: sa.Connection,
    delivery: Delivery,
    rows: pd.DataFrame,
    folder: Path,
    given: Given,
    *,
    by: str,
    at: datetime,
    seen: str,
    draft: bool,
) -> int:
    """The number of a new batch that waits for review, or is kept as the uploader's own draft."""
    state = BatchState.DRAFT if draft else BatchState.HANDED_IN
    return keep(connection, delivery, rows, folder, given, by=by, at=at, seen=seen, state=state)


def keep(
    connection: sa.Connection,
    delivery: Delivery,
    rows: pd.DataFrame,
    folder: Path,
    given: Given,
    *,
    by: str,
    at: datetime,
    seen: str,
    state: BatchState,
) -> int:
    """The number of a new batch in a state before review: draft, stopped or handed in."""
    draft = state is BatchState.DRAFT
    _must_be_free_from_errors(given.findings)
    found = agreed(connection, rows, given.ends, seen=seen, refusals=_REFUSALS)
    drafts.make_room(connection, folder, delivery, given, by=by, at=at, draft=draft)
    follows = _followed(connection, given.replaces)
    _must_not_wait_already(connection, delivery, given)
    files.keep(folder, delivery.content)
    number = batches.add(
        connection,
        delivery,
        state=state,
        by=by,
        at=at,
        comment=clean(given.note).strip(),
        geographies=json.dumps(list(given.geographies)),
        years=json.dumps([int(year) for year in given.years]),
        template=given.template,
        mapping=given.mapping,
        returned_of=follows,
        **counted(found),
    )
    staging.insert(connection, schema.pending, rows, batch_id=number)
    ending.keep(connection, number, given.ends, rows)
    explaining.keep_findings(connection, number, given.findings)
    explaining.explain(connection, number, given.reasons, kind=explaining.REASON)
    explaining.explain(connection, number, given.comments, kind=explaining.COMMENT)
    if draft:
        drafts.tell(connection, number, by=by, at=at)
    else:
        kind = CommentKind.STOP if state is BatchState.STOPPED else CommentKind.HAND_IN
        thread.note(connection, number, kind=kind, by=by, at=at, text=given.note)
    return number


def promote(
    connection: sa.Connection,
    number: int,
    *,
    by: str,
    at: datetime,
    seen: str,
    note: str,
    reasons: Mapping[str, str],
) -> None:
    """Hand in a draft."""
    from indicators.store import reading

    drafts.must_be_own(connection, number, by=by)
    rows, ends = reading.pending(connection, number), ending.ends_of(connection, number)
    found = agreed(connection, rows, ends, seen=seen, refusals=_REFUSALS)
    explaining.explain(connection, number, reasons, kind=explaining.REASON)
    values = {"state": str(BatchState.HANDED_IN), "handed_in_at": at, "comment": clean(note).strip()}
    batches.change(connection, number, **values, **counted(found))
    thread.note(connection, number, kind=CommentKind.HAND_IN, by=by, at=at, text=note)


def agreed(
    connection: sa.Connection, rows: pd.DataFrame, ends: pd.DataFrame | None, *, seen: str, refusals: tuple[str, str]
) -> pd.DataFrame:
    """The difference as it is now, under the lock; refused where it is another than the one seen, or none."""
    found = comparing.difference(connection, rows, ends=ends)
    if comparing.fingerprint(found) != seen:
        raise StaleError(refusals[0])
    if found[comparing.WHAT].eq(comparing.UNCHANGED).all():
        raise StaleError(refusals[1])
    return found


def counted(difference: pd.DataFrame) -> dict[str, int]:
    """The counts of a difference in the batch's columns."""
    return {f"n_{name}": number for name, number in comparing.counts(difference).items()}


def _must_be_free_from_errors(findings: Sequence[Finding]) -> None:
    wrong = sum(finding.severity is Severity.ERROR for finding in findings)
    if wrong:
        raise StoreError(f"Filen har {wrong} fel som måste rättas innan den kan lämnas in. Inget är inlämnat.")


def _followed(connection: sa.Connection, replaces: int | None) -> int | None:
    """The earlier attempt that a batch follows; a draft that is replaced is no attempt."""
    if replaces is None or drafts.is_taken_away(connection, replaces):
        return None
    if batches.one(connection, replaces).state not in (BatchState.RETURNED, BatchState.UNDONE):
        raise StoreError(f"Leverans {replaces} är varken återlämnad eller ångrad. Inget är inlämnat. Ångra den först.")
    again = sa.select(_batch.id).where(
        _batch.returned_of == replaces, _batch.state.in_([str(BatchState.HANDED_IN), str(BatchState.APPROVED)])
    )
    later = connection.execute(again.limit(1)).scalar()
    if later is not None:
        raise StoreError(f"Leverans {replaces} är redan lämnad igen, som leverans {later}. Inget är inlämnat.")
    return replaces


def _must_not_wait_already(connection: sa.Connection, delivery: Delivery, given: Given) -> None:
    """Refuse the same file twice, as when a button is pressed twice."""
    same = sa.select(_batch.id).where(
        _batch.state == str(BatchState.HANDED_IN),
        _batch.sha256 == delivery.sha256,
        _batch.geographies == json.dumps(list(given.geographies)),
        _batch.mapping == given.mapping,
    )
    waiting = connection.execute(same.limit(1)).scalar()
    if waiting is not None:
        raise StoreError(
            f"Samma fil är redan inlämnad, som leverans {waiting}, och väntar på granskning. Inget mer är inlämnat."
        )
