"""The part of the store that knows people and saved mappings."""

from __future__ import annotations

from datetime import datetime

from indicators.permissions import Person
from indicators.store import mappings, people, versions
from indicators.store.connected import Connected
from indicators.store.records import MappingRow


class Directory(Connected):
    """Who may do what, and how foreign layouts are read."""

    def people(self) -> list[Person]:
        """Everybody who is named, by name; none in demonstration mode."""
        with self.reading() as connection:
            return people.every(connection)

    def person(self, name: str) -> Person | None:
        """The person of a name, however it is written."""
        with self.reading() as connection:
            return people.one(connection, name)

    def set_person(self, person: Person, *, by: str, at: datetime) -> None:
        """Name a person, or change the role and geography of one who is named."""
        actor = versions.actor(by)
        with self.writing() as connection:
            people.put(connection, person, by=actor, at=at)

    def remove_person(self, name: str, *, by: str, at: datetime) -> None:
        """Take a person away; what the person has done stays."""
        actor = versions.actor(by)
        with self.writing() as connection:
            people.remove(connection, name, by=actor, at=at)

    def mappings(self) -> list[MappingRow]:
        """Every saved mapping, by name."""
        with self.reading() as connection:
            return mappings.every(connection)

    def mapping(self, name: str) -> MappingRow:
        """The saved mapping of a name."""
        with self.reading() as connection:
            return mappings.one(connection, name)

    def save_mapping(self, name: str, document: str, *, by: str, at: datetime) -> None:
        """Keep a mapping under a name, in the place of the one that had it."""
        actor = versions.actor(by)
        with self.writing() as connection:
            mappings.save(connection, name, document, by=actor, at=at)

    def remove_mapping(self, name: str, *, by: str, at: datetime) -> None:
        """Take a saved mapping away."""
        actor = versions.actor(by)
        with self.writing() as connection:
            mappings.remove(connection, name, by=actor, at=at)
