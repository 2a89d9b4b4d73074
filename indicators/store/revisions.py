"""The register's revisions: its files byte for byte, one set for each time somebody changed it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa

from indicators.errors import InputError
from indicators.store import schema, versions
from indicators.store.records import RevisionRow

_revision, _document = schema.register_revision.c, schema.register_document.c


def newest(connection: sa.Connection) -> int:
    """The highest revision; 0 before the first."""
    return versions.highest(connection, _revision.id)


def at(connection: sa.Connection, when: datetime) -> int:
    """The revision that stood at a time; 0 before the first."""
    return versions.highest(connection, _revision.id, _revision.at <= when)


def actor(connection: sa.Connection) -> str:
    """Who made the newest revision; empty before the first."""
    return connection.execute(sa.select(_revision.actor).order_by(_revision.id.desc()).limit(1)).scalar() or ""


def documents(connection: sa.Connection, revision: int | None) -> dict[str, bytes]:
    """The files of a revision by name, the newest by default; none before the first."""
    last = newest(connection)
    wanted = last if revision is None else revision
    if not 0 <= wanted <= last:
        raise InputError(f"Registerrevision {wanted} finns inte. Den senaste är {last}.")
    rows = sa.select(_document.name, _document.content).where(_document.revision_id == wanted)
    return dict(sorted((name, bytes(content)) for name, content in connection.execute(rows).all()))


def changes(connection: sa.Connection, names: Collection[str]) -> list[RevisionRow]:
    """The revisions in which any of some files is another than in the one before, the newest first."""
    kept = sa.select(_document.revision_id, _document.name, _document.content).where(_document.name.in_(list(names)))
    contents: dict[int, dict[str, bytes]] = {}
    for number, name, content in connection.execute(kept):
        contents.setdefault(number, {})[name] = bytes(content)
    rows = connection.execute(sa.select(schema.register_revision).order_by(_revision.id)).all()
    return [
        RevisionRow(id=row.id, at=row.at, actor=row.actor, comment=row.comment)
        for row in reversed(rows)
        if contents.get(row.id, {}) != contents.get(row.id - 1, {})
    ]


def save(
    connection: sa.Connection,
    documents: Mapping[str, bytes],
    *,
    by: str,
    at: datetime,
    comment: str,
    detail: str,
    replaces: int | None = None,
) -> int:
    """The number of a new revision, or the newest one's where the files are the same.

    With `replaces`, refused unless that revision is still the newest, so that nobody's change is written over.
    """
    last = newest(connection)
    if replaces is not None and replaces != last:
        raise InputError(
            f"{actor(connection)} ändrade registret samtidigt. Inget är sparat. Läs om och gör din ändring igen."
        )
    sha256 = fingerprint(documents)
    if connection.execute(sa.select(_revision.sha256).where(_revision.id == last)).scalar() == sha256:
        return last
    number = last + 1
    row = {"id": number, "at": at, "actor": by, "sha256": sha256, "comment": comment}
    connection.execute(sa.insert(schema.register_revision).values(row))
    kept = [{"revision_id": number, "name": name, "content": content} for name, content in documents.items()]
    if kept:
        connection.execute(sa.insert(schema.register_document), kept)
    versions.write_log(connection, action="register", by=by, at=at, subject=f"registerrevision {number}", detail=detail)
    return number


def fingerprint(documents: Mapping[str, bytes]) -> str:
    """One SHA-256 for the names and contents of all files."""
    whole = hashlib.sha256()
    for name in sorted(documents):
        whole.update(f"{name}\0{len(documents[name])}\0".encode() + documents[name])
    return whole.hexdigest()
