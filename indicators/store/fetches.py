"""Fetches from sources: begun, ended, and what a person decided about one that was stopped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from indicators.batches import BatchState
from indicators.errors import InputError, StoreError
from indicators.store import batches, schema, versions
from indicators.store.records import FetchOutcome, FetchRow
from indicators.store.texts import clean

CUT_SHORT: Final = (
    "Hämtningen avbröts innan den var klar: programmet stoppades, eller så tog tiden slut. Inget är ändrat."
)
ACCEPTED: Final = (FetchOutcome.UNCHANGED, FetchOutcome.WAITING, FetchOutcome.APPROVED)
"""Outcomes after which what the source says of itself may be right."""
BY_SOURCE: Final = "källan "
"""Begins the name under which a source hands in."""
AUTOMATIC: Final = "automatiskt enligt registret"
"""Who has approved what no person has."""

WORDS: Final[Mapping[FetchOutcome, str]] = {
    FetchOutcome.RUNNING: "pågår",
    FetchOutcome.UNCHANGED: "inget nytt",
    FetchOutcome.WAITING: "väntar på granskning",
    FetchOutcome.APPROVED: "godkänd automatiskt",
    FetchOutcome.STOPPED: "stoppad",
    FetchOutcome.FAILED: "misslyckades",
}
"""What came of a fetch, in a word or two."""

_fetch = schema.fetch.c
_COUNTS: Final = ("read", "new", "changed", "unchanged", "ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What a fetch came to."""

    outcome: FetchOutcome
    message: str
    asked: str = ""
    file_name: str = ""
    sha256: str = ""
    batch: int | None = None
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    ended: int = 0
    identity: Mapping[str, str] = field(default_factory=dict)
    stops: Sequence[Mapping[str, Any]] = ()
    findings: Sequence[Mapping[str, Any]] = ()


def begin(connection: sa.Connection, source: str, *, by: str, at: datetime, is_scheduled: bool) -> int:
    """The number of a fetch that begins; those that a dead process left are told to be cut short."""
    left = sa.update(schema.fetch).where(_fetch.outcome == str(FetchOutcome.RUNNING))
    connection.execute(left.values(outcome=str(FetchOutcome.FAILED), message=CUT_SHORT))
    number = versions.highest(connection, _fetch.id) + 1
    values = {"id": number, "source": source, "actor": by, "started_at": at, "is_scheduled": is_scheduled}
    connection.execute(sa.insert(schema.fetch).values({**values, "outcome": str(FetchOutcome.RUNNING)}))
    return number


def end(connection: sa.Connection, number: int, ended: Ended, *, at: datetime) -> None:
    """Keep what a fetch came to, with a line in the log."""
    values: dict[str, Any] = {f"n_{name}": getattr(ended, name) for name in _COUNTS}
    values |= {name: clean(getattr(ended, name)) for name in ("message", "asked", "file_name", "sha256")}
    values |= {name: _json(getattr(ended, name)) for name in ("identity", "stops", "findings")}
    values |= {"ended_at": at, "outcome": str(ended.outcome), "batch_id": ended.batch}
    connection.execute(sa.update(schema.fetch).where(_fetch.id == number).values(values))
    row = one(connection, number)
    told = f"hämtning {number}, {WORDS[ended.outcome]}" + (f", leverans {ended.batch}" if ended.batch else "")
    versions.write_log(
        connection, action="refresh", by=row.actor, at=at, subject=f"{BY_SOURCE}{row.source}", detail=told
    )


def decide(
    connection: sa.Connection, number: int, *, outcome: FetchOutcome, message: str, reason: str, by: str, at: datetime
) -> None:
    """Keep what a person decided about a stopped fetch."""
    values = {"outcome": str(outcome), "message": message, "reason": clean(reason).strip()}
    connection.execute(
        sa.update(schema.fetch).where(_fetch.id == number).values({**values, "decided_by": by, "decided_at": at})
    )


def one(connection: sa.Connection, number: int) -> FetchRow:
    """The fetch of a number."""
    found = connection.execute(sa.select(schema.fetch).where(_fetch.id == number)).one_or_none()
    if found is None:
        raise InputError(f"Hämtning {number} finns inte. Se historiken på sidan Datakällor.")
    return _as_record(found)


def stopped(connection: sa.Connection, number: int) -> FetchRow:
    """A stopped fetch that nobody has decided about; refused otherwise."""
    found = one(connection, number)
    if found.outcome is not FetchOutcome.STOPPED or found.decided_at is not None:
        who = f" av {found.decided_by}" if found.decided_by else ""
        raise StoreError(f"Hämtning {number} är inte längre stoppad, eller redan avgjord{who}. Inget är ändrat.")
    return found


def every(connection: sa.Connection, source: str | None = None, *, latest: int | None = None) -> list[FetchRow]:
    """The fetches of a source, or of all, the newest first."""
    chosen = sa.select(schema.fetch).order_by(_fetch.id.desc()).limit(latest)
    if source is not None:
        chosen = chosen.where(_fetch.source == source)
    return [_as_record(row) for row in connection.execute(chosen)]


def identity(connection: sa.Connection, source: str) -> dict[str, str]:
    """What the source says of itself, as last taken to be right: the latest text of each field that has had one.

    Taken to be right is only what a person let through, what stands approved, and what was judged and held nothing new
    and nothing suspicious. An answer that had been put aside before was not judged anew, and of several answers in the
    place of one batch it is the first that was handed in. What a person let through replaces all that was known.
    """
    chosen = sa.select(_fetch.outcome, _fetch.batch_id, _fetch.identity, _fetch.decided_by, schema.batch.c.state)
    rows = chosen.outerjoin_from(schema.fetch, schema.batch, _fetch.batch_id == schema.batch.c.id)
    taken = _fetch.outcome.in_([str(each) for each in ACCEPTED])
    known: dict[str, str] = {}
    handed_in: set[int | None] = set()
    for row in connection.execute(rows.where(_fetch.source == source, taken).order_by(_fetch.id)):
        if row.batch_id is None or (_is_approved(row) and row.batch_id not in handed_in):
            handed_in.add(row.batch_id)
            told = {name: text for name, text in json.loads(row.identity or "{}").items() if text}
            known = told if row.decided_by else known | told
    return known


def _is_approved(row: Any) -> bool:
    return bool(row.outcome != str(FetchOutcome.UNCHANGED) and row.state == str(BatchState.APPROVED))


def people_behind(connection: sa.Connection, batch: int) -> tuple[str, ...]:
    """Who had a batch fetched, unless the schedule did, and who let it through where it was stopped.

    Whoever fetched the same answer later has added nothing to it.
    """
    of_batch = sa.select(_fetch.actor, _fetch.is_scheduled, _fetch.outcome, _fetch.decided_by)
    rows = connection.execute(of_batch.where(_fetch.batch_id == batch).order_by(_fetch.id)).all()
    first = [row.actor for row in rows[:1] if not row.is_scheduled]
    let = [row.decided_by for row in rows if row.decided_by and row.outcome == str(FetchOutcome.WAITING)]
    return (*first, *let)


def fingerprints(connection: sa.Connection) -> set[str]:
    """The SHA-256 of every answer that is kept."""
    return set(connection.execute(sa.select(_fetch.sha256).where(_fetch.sha256 != "").distinct()).scalars())


def must_not_be_decided_elsewhere(connection: sa.Connection, batch: int) -> None:
    """Refuse to decide about a batch that is no longer stopped."""
    if batches.one(connection, batch).state is not BatchState.STOPPED:
        raise StoreError(f"Leverans {batch} är inte längre stoppad. Inget är ändrat. Ladda om sidan.")


def _json(told: object) -> str:
    return json.dumps(told if isinstance(told, list | dict) else _plain(told), ensure_ascii=False)


def _plain(told: object) -> object:
    return dict(told) if isinstance(told, Mapping) else [dict(each) for each in told]  # type: ignore[attr-defined]


def _as_record(row: Any) -> FetchRow:
    return FetchRow(
        **{name: getattr(row, name) for name in ("id", "source", "actor", "is_scheduled", "started_at", "ended_at")},
        **{name: getattr(row, name) for name in ("message", "asked", "file_name", "sha256", "reason")},
        **{name: getattr(row, f"n_{name}") for name in _COUNTS},
        outcome=FetchOutcome(row.outcome),
        batch=row.batch_id,
        identity=json.loads(row.identity or "{}"),
        stops=tuple(json.loads(row.stops or "[]")),
        findings=tuple(json.loads(row.findings or "[]")),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
