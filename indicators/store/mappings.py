"""How foreign layouts are read, saved under a name for next year and the terminal."""

from __future__ import annotations

import hashlib
from datetime import datetime

import sqlalchemy as sa

from indicators.errors import InputError
from indicators.store import schema, versions
from indicators.store.records import MappingRow
from indicators.store.texts import clean

_mapping = schema.mapping.c


def every(connection: sa.Connection) -> list[MappingRow]:
    """All mappings by name."""
    return [
        MappingRow(name=row.name, document=row.document, actor=row.actor, at=row.at)
        for row in sorted(connection.execute(sa.select(schema.mapping)), key=lambda row: str(row.name))
    ]


def one(connection: sa.Connection, name: str) -> MappingRow:
    """The mapping of a name."""
    found = next((mapping for mapping in every(connection) if mapping.name == _name(name)), None)
    if found is None:
        raise InputError(f"Det finns ingen sparad inläsning med namnet {name.strip()}. Kontrollera stavningen.")
    return found


def save(connection: sa.Connection, name: str, document: str, *, by: str, at: datetime) -> None:
    """Keep a mapping under a name, in the place of the one that had it."""
    kept = {"name": _name(name), "document": clean(document)}
    connection.execute(sa.delete(schema.mapping).where(_mapping.name == kept["name"]))
    connection.execute(sa.insert(schema.mapping).values({**kept, "actor": by, "at": at}))
    told = f"SHA-256 {hashlib.sha256(kept['document'].encode()).hexdigest()}"
    versions.write_log(connection, action="save_mapping", by=by, at=at, subject=kept["name"], detail=told)


def remove(connection: sa.Connection, name: str, *, by: str, at: datetime) -> None:
    """Take a mapping away; batches that were read with it keep its name."""
    kept = one(connection, name)
    connection.execute(sa.delete(schema.mapping).where(_mapping.name == kept.name))
    versions.write_log(connection, action="remove_mapping", by=by, at=at, subject=kept.name)


def _name(name: str) -> str:
    trimmed = " ".join(clean(name).split())
    if not trimmed:
        raise InputError("Inläsningen behöver ett namn.")
    return trimmed
