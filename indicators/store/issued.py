"""The part of the store that keeps issued editions and their files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from indicators.store import editions, files, versions
from indicators.store.connected import Connected
from indicators.store.editions import Issued
from indicators.store.records import EditionFile, EditionRow


class Editions(Connected):
    """Editions of hearings: issued once, read for ever."""

    def editions(self) -> list[EditionRow]:
        """Every edition, the last issued first."""
        with self.reading() as connection:
            return editions.every(connection)

    def edition(self, name: str, number: int | None = None) -> EditionRow:
        """The edition of a hearing's name; its last version where no number is given."""
        with self.reading() as connection:
            return editions.one(connection, name, number)

    def issue(self, made: Issued, content: Mapping[str, tuple[str, bytes]], *, by: str, at: datetime) -> EditionRow:
        """Keep an edition with its files (by kind: name and bytes) in one act; all of it, or nothing."""
        actor, folder = versions.actor(by), self.settings.files
        with self.writing() as connection:
            kept = [
                EditionFile(kind=kind, file_name=name, sha256=files.keep(folder, held), size=len(held))
                for kind, (name, held) in sorted(content.items())
            ]
            editions.issue(connection, made, kept, by=actor, at=at)
        for file in kept:
            files.settle(folder, file.sha256)
        return self.edition(made.name, made.number)
