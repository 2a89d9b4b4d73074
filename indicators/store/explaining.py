"""What comes with a delivery's rows: the uploader's reasons, the file's own comments, and the findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from indicators.batches import BatchState, Finding, Severity
from indicators.errors import StoreError
from indicators.permissions import is_same_person
from indicators.store import batches, schema, versions
from indicators.store.texts import clean

REASON: Final = "reason"
COMMENT: Final = "comment"

_said, _finding = schema.explanation.c, schema.finding.c
_TEXTS: Final = ("code", "sheet", "cell", "value", "message", "expected", "advice", "indicator", "breakdown")


def explain(connection: sa.Connection, batch: int, words: Mapping[str, str], *, kind: str) -> None:
    """Keep texts by their key; an empty one takes away what stood there."""
    told = {clean(key): clean(text).strip() for key, text in words.items()}
    here = sa.and_(_said.batch_id == batch, _said.kind == kind)
    for key in told:
        connection.execute(sa.delete(schema.explanation).where(here, _said.key == key))
    rows = [{"batch_id": batch, "kind": kind, "key": key, "text": text} for key, text in told.items() if text]
    if rows:
        connection.execute(sa.insert(schema.explanation), rows)


def add(connection: sa.Connection, batch: int, reasons: Mapping[str, str], *, by: str, at: datetime) -> None:
    """Change the reasons of one's own batch before it is decided on."""
    found = batches.one(connection, batch)
    if found.state not in (BatchState.DRAFT, BatchState.HANDED_IN) or not is_same_person(found.handed_in_by, by):
        raise StoreError(
            f"Förklaringar kan bara läggas till av den som lämnar, innan leverans {batch} är granskad. Inget är ändrat."
        )
    explain(connection, batch, reasons, kind=REASON)
    detail = f"{len(reasons)} förklaringar"
    versions.write_log(connection, action="explain", by=by, at=at, subject=f"leverans {batch}", detail=detail)


def explanations(connection: sa.Connection, batch: int, *, kind: str) -> dict[str, str]:
    """A batch's texts by their key."""
    batches.one(connection, batch)
    chosen = sa.select(_said.key, _said.text).where(_said.batch_id == batch, _said.kind == kind)
    return dict(sorted((row.key, row.text) for row in connection.execute(chosen)))


def keep_findings(connection: sa.Connection, batch: int, findings: Sequence[Finding]) -> None:
    """Keep what was found in a batch's file, in order."""
    rows = [
        {"batch_id": batch, "place": place, "severity": str(finding.severity), "year": _year(finding)}
        | {name: clean(getattr(finding, name)) for name in _TEXTS}
        for place, finding in enumerate(findings)
    ]
    if rows:
        connection.execute(sa.insert(schema.finding), rows)


def _year(finding: Finding) -> int | None:
    """The year that a finding is about; none where the file says one that there is no such year for."""
    return finding.year if finding.year is not None and 0 <= finding.year <= 9999 else None


def findings(connection: sa.Connection, batch: int) -> tuple[Finding, ...]:
    """What was found in a batch's file."""
    batches.one(connection, batch)
    chosen = sa.select(schema.finding).where(_finding.batch_id == batch).order_by(_finding.place)
    return tuple(
        Finding(severity=Severity(row.severity), year=row.year, **{name: getattr(row, name) for name in _TEXTS})
        for row in connection.execute(chosen)
    )
