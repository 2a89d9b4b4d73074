"""Decisions on a batch that waits: approved, returned with a comment, or withdrawn by the one who handed it in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from indicators import observations as obs
from indicators import registry, swedish
from indicators.batches import BatchState
from indicators.errors import StoreError
from indicators.permissions import FETCHED, OWN, is_among, is_same_person
from indicators.store import batches, ending, fetches, handing_in, reading, revisions, staging, thread, versions
from indicators.store.records import AppendResult, BatchRow, CommentKind, VersionKind

if TYPE_CHECKING:
    import pandas as pd

CHANGED: Final = "Siffrorna har ändrats sedan du öppnade leveransen. Läs igenom igen."
NOTHING: Final = "Leveransen ändrar inget längre: siffrorna står redan så. Återlämna den med en kommentar."

_DONE: Final = {
    BatchState.DRAFT: "ett utkast som inte är inlämnat",
    BatchState.STOPPED: "stoppad när den hämtades och inte inlämnad",
    BatchState.APPROVED: "redan godkänd",
    BatchState.RETURNED: "redan återlämnad",
    BatchState.UNDONE: "ångrad",
}


def approve(connection: sa.Connection, number: int, *, by: str, at: datetime, seen: str) -> AppendResult:
    """Let a batch's rows stand under the next data version, if what they change is still what was seen."""
    _must_be_anothers(connection, _waiting(connection, number), by)
    rows, ends = reading.pending(connection, number), ending.ends_of(connection, number)
    _must_be_in_register(connection, number, rows)
    found = handing_in.agreed(connection, rows, ends, seen=seen, refusals=(CHANGED, NOTHING))
    counts = handing_in.counted(found)
    version = versions.add(connection, kind=VersionKind.APPROVE, by=by, at=at, batch=number)
    written = _write(connection, number, version, rows=len(rows))
    if written != counts:  # two ways to the same figures: what is written is what was shown
        raise StoreError(CHANGED)
    batches.change(connection, number, approved_by=by, approved_at=at, **counts)
    _decide(connection, number, BatchState.APPROVED, CommentKind.APPROVE, by=by, at=at)
    told = {name.removeprefix("n_"): count for name, count in counts.items()}
    return AppendResult(batch=number, version=version, **told)


def give_back(connection: sa.Connection, number: int, *, by: str, at: datetime, comment: str) -> None:
    """Return a batch to the one who handed it in, with what must be put right."""
    _must_be_anothers(connection, _waiting(connection, number), by)
    said = thread.said(comment, "Skriv vad som ska rättas.")
    _decide(connection, number, BatchState.RETURNED, CommentKind.RETURN, by=by, at=at, said=said)


def withdraw(connection: sa.Connection, number: int, *, by: str, at: datetime) -> None:
    """Take back one's own batch before anybody has decided on it."""
    if not is_same_person(_waiting(connection, number).handed_in_by, by):
        raise StoreError(f"Bara den som lämnade in leverans {number} kan ångra inlämningen. Inget är ändrat.")
    _decide(connection, number, BatchState.UNDONE, CommentKind.WITHDRAW, by=by, at=at)


def _waiting(connection: sa.Connection, number: int) -> BatchRow:
    """A batch that waits for review; refused in words where it does not."""
    found = batches.one(connection, number)
    if found.state is not BatchState.HANDED_IN:
        when = f" {swedish.moment(swedish.local(found.decided_at))}" if found.decided_at else ""
        who = f", av {found.decided_by}{when}" if found.decided_by else ""
        raise StoreError(f"Leverans {number} är {_DONE[found.state]}{who}. Inget är ändrat.")
    return found


def _must_be_in_register(connection: sa.Connection, number: int, rows: pd.DataFrame) -> None:
    """Refuse figures of what the register has let go since they were handed in, the removed demonstration's too."""
    documents = revisions.documents(connection, None)
    if not documents:
        return
    now = registry.load(documents)
    strange = [code for code in rows[obs.INDICATOR].unique() if code not in now.indicators]
    strange += [code for code in rows[obs.GEOGRAPHY].unique() if code not in now.geographies]
    if strange:
        told = swedish.listing([*strange[:3], *([f"{len(strange) - 3} till"] if len(strange) > 3 else [])])
        raise StoreError(
            f"Leverans {number} har uppgifter om {told}, som inte längre finns i registret. Inget är ändrat. "
            "Återlämna den, så lämnas den igen med en ny mall."
        )


def _must_be_anothers(connection: sa.Connection, batch: BatchRow, by: str) -> None:
    if is_same_person(batch.handed_in_by, by):
        raise StoreError(OWN)
    if is_among(by, fetches.people_behind(connection, batch.id)):
        raise StoreError(FETCHED)


def _write(connection: sa.Connection, number: int, version: int, *, rows: int) -> dict[str, int]:
    """Write what differs and end what is to end; gives the counts."""
    staging.fill_from_pending(connection, number)
    unchanged = staging.drop_unchanged(connection)
    changed = staging.changed(connection)
    staging.write(connection, batch=number, version=version)
    ended = ending.end(connection, number, version)
    return {"n_new": rows - unchanged - changed, "n_changed": changed, "n_unchanged": unchanged, "n_ended": ended}


def _decide(
    connection: sa.Connection,
    number: int,
    state: BatchState,
    kind: CommentKind,
    *,
    by: str,
    at: datetime,
    said: str = "",
) -> None:
    """Bring a batch to its new state, with a line in its thread; an approval's own line in the log is the version's."""
    batches.change(connection, number, state=str(state), decided_by=by, decided_at=at)
    is_told = kind is CommentKind.APPROVE
    thread.note(connection, number, kind=kind, by=by, at=at, text=said, log=not is_told)
