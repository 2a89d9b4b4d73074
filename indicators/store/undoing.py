"""Taking back: a new data version that restores what stood before a batch, or ends everything made up."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from indicators.batches import BatchState
from indicators.errors import StoreError
from indicators.store import batches, schema, thread, touched, versions
from indicators.store.records import CommentKind, VersionKind

_row = schema.observation.c
_version = schema.version.c
_COPIED = tuple(c.name for c in schema.observation.columns if c.name not in ("id", "added_by", "ended_by"))


def undo(connection: sa.Connection, batch: int, *, by: str, at: datetime, reason: str = "") -> int:
    """A new version in which the batch's keys are as they were just before it; the rows put back keep their origin."""
    approval = _approval(connection, batch)
    _must_be_topmost(connection, batch, approval)
    version = versions.add(connection, kind=VersionKind.UNDO, by=by, at=at, batch=batch)
    standing = sa.and_(_row.batch_id == batch, _row.ended_by.is_(None))
    touched.note(connection, version, sa.select(_row.indicator_id).where(standing))
    connection.execute(sa.update(schema.observation).where(standing).values(ended_by=version))
    back = sa.select(*(_row[name] for name in _COPIED), sa.literal(version).label("added_by"))
    back = back.where(_row.ended_by == approval, *_not_removed_demo(connection, approval))
    touched.note(connection, version, sa.select(back.subquery().c.indicator_id))
    connection.execute(sa.insert(schema.observation).from_select([*_COPIED, "added_by"], back))
    batches.change(connection, batch, state=str(BatchState.UNDONE), decided_by=by, decided_at=at)
    thread.note(connection, batch, kind=CommentKind.UNDO, by=by, at=at, text=reason, log=False)
    return version


def end_demo(connection: sa.Connection, *, by: str, at: datetime) -> int:
    """A new version without any made-up row, and after which none comes back; where there is none, what stands."""
    made_up = sa.and_(_row.ended_by.is_(None), _row.is_demo.is_(True))
    before = versions.highest(connection, _version.id, _version.kind == str(VersionKind.END_DEMO))
    since = sa.and_(_row.is_demo.is_(True), sa.or_(_row.ended_by.is_(None), _row.ended_by > before))
    if connection.execute(sa.select(_row.id).where(since).limit(1)).first() is None:
        return versions.newest(connection)
    version = versions.add(connection, kind=VersionKind.END_DEMO, by=by, at=at)
    touched.note(connection, version, sa.select(_row.indicator_id).where(made_up))
    connection.execute(sa.update(schema.observation).where(made_up).values(ended_by=version))
    return version


def _approval(connection: sa.Connection, batch: int) -> int:
    """The version that the batch was approved under; refused where there is nothing to undo."""
    state = batches.one(connection, batch).state
    last = versions.highest(connection, _version.id, _version.batch_id == batch)
    if state is BatchState.UNDONE and not last:
        raise StoreError(f"Leverans {batch} ångrades innan den granskades. Inget är ändrat.")
    if state is BatchState.UNDONE:
        raise StoreError(f"Leverans {batch} är redan ångrad, i dataversion {last}. Inget är ändrat.")
    if state is not BatchState.APPROVED:
        raise StoreError(f"Leverans {batch} är inte godkänd, så det finns inget att ångra. Inget är ändrat.")
    return last


def _must_be_topmost(connection: sa.Connection, batch: int, approval: int) -> None:
    """Refuse where a later version has changed or removed what the batch put in."""
    blocking = _blocking(connection, batch, approval)
    if blocking:
        raise StoreError(
            f"Leverans {batch} kan inte ångras: leverans {blocking} har ändrat samma uppgifter senare. "
            f"Inget är ändrat. Ångra leverans {blocking} först."
        )
    own, put_in = _row.batch_id == batch, _row.added_by == approval
    left = _not_removed_demo(connection, approval)
    expected = _number_of(connection, own, put_in, *left)
    is_all_removed = not expected and _number_of(connection, own, put_in) > 0
    if is_all_removed or expected != _number_of(connection, own, _row.ended_by.is_(None), *left):
        gone = versions.highest(connection, _row.ended_by, _row.batch_id == batch)
        raise StoreError(
            f"Leverans {batch} kan inte ångras: dess uppgifter är borttagna sedan dataversion {gone}. Inget är ändrat."
        )


def _blocking(connection: sa.Connection, batch: int, approval: int) -> int:
    """The latest approved batch that has changed or ended a key after this one did; 0 where there is none."""
    touched = sa.or_(sa.and_(_row.batch_id == batch, _row.added_by == approval), _row.ended_by == approval)
    keys = sa.select(*(_row[name] for name in schema.KEY)).where(touched).distinct().subquery()
    later = schema.observation.alias("later").c
    standing = (
        sa.select(_version.id, _version.batch_id)
        .join_from(schema.version, schema.batch)
        .where(_version.kind == str(VersionKind.APPROVE), _version.id > approval)
        .where(schema.batch.c.state == str(BatchState.APPROVED))
        .subquery()
    )
    by_it = sa.or_(later.added_by == standing.c.id, later.ended_by == standing.c.id)
    same_key = sa.and_(*(keys.c[name] == later[name] for name in schema.KEY))
    found = sa.select(standing.c.batch_id).join_from(keys, later.id.table, same_key).join(standing, by_it)
    return int(connection.execute(found.order_by(standing.c.id.desc()).limit(1)).scalar() or 0)


def _number_of(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> int:
    return int(connection.execute(sa.select(sa.func.count(_row.id)).where(*conditions)).scalar_one())


def _not_removed_demo(connection: sa.Connection, approval: int) -> list[sa.ColumnElement[bool]]:
    """Made-up rows that have been removed since then stay removed."""
    removed = sa.select(_version.id).where(_version.kind == str(VersionKind.END_DEMO), _version.id > approval).limit(1)
    return [_row.is_demo.is_(False)] if connection.execute(removed).first() else []
