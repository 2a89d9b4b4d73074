"""Who may do what: the people that an administrator has named; none in demonstration mode."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from indicators.errors import InputError
from indicators.model import UserRole
from indicators.permissions import ANYWHERE, SWEDISH, Person, name_key
from indicators.store import schema, versions

_person = schema.person.c


def every(connection: sa.Connection) -> list[Person]:
    """All people by name."""
    found = connection.execute(sa.select(schema.person))
    return [
        Person(name=row.name, role=UserRole(row.role), geography=row.geography)
        for row in sorted(found, key=lambda row: str(row.key))
    ]


def one(connection: sa.Connection, name: str) -> Person | None:
    """The person of a name, however it is written; None where nobody is."""
    row = connection.execute(sa.select(schema.person).where(_person.key == name_key(name))).one_or_none()
    return None if row is None else Person(name=row.name, role=UserRole(row.role), geography=row.geography)


def put(connection: sa.Connection, person: Person, *, by: str, at: datetime) -> None:
    """Name a person, or change the role and geography of one who is named; nobody is named for every place."""
    if person.geography == ANYWHERE:
        raise InputError(f"{ANYWHERE} är ingen plats att lämna för. Ange stadsdelens kod, till exempel 131.")
    name, key = versions.actor(person.name), name_key(person.name)
    values = {"key": key, "name": name, "role": str(person.role), "geography": person.geography}
    connection.execute(sa.delete(schema.person).where(_person.key == key))
    connection.execute(sa.insert(schema.person).values(values))
    told = " ".join(filter(None, (SWEDISH[person.role], person.geography)))
    versions.write_log(connection, action="set_person", by=by, at=at, subject=name, detail=told)


def remove(connection: sa.Connection, name: str, *, by: str, at: datetime) -> None:
    """Take a person away; what the person has done stays."""
    found = one(connection, name)
    if found is None:
        raise InputError(f"Det finns ingen med namnet {name.strip()}. Inget är ändrat.")
    connection.execute(sa.delete(schema.person).where(_person.key == name_key(name)))
    versions.write_log(connection, action="remove_person", by=by, at=at, subject=found.name)
