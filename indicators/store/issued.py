"""The part of the store that keeps issued editions, their files, and what was promised at the hearings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from indicators.store import editions, files, promises, templates, versions
from indicators.store.connected import Connected
from indicators.store.promises import Noted
from indicators.store.records import EditionFile, EditionRow, Issued, PromiseRow
from indicators.store.templates import TemplateStanding


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

    def template(self) -> dict[str, Any]:
        """Fingerprint, file name and roles of the presentation template in use; empty where it is our own."""
        with self.reading() as connection:
            return templates.current(connection)

    def kept_template(self) -> tuple[dict[str, Any], TemplateStanding]:
        """The presentation template that was taken in last, and whether it is used; empty where there has been none."""
        with self.reading() as connection:
            return templates.kept(connection)

    def use_template(self, told: Mapping[str, Any], content: bytes, *, by: str, at: datetime) -> None:
        """Keep a template that has been tried, file and all, and use it."""
        actor, folder = versions.actor(by), self.settings.files
        with self.writing() as connection:
            sha256 = files.keep(folder, content)
            templates.use(connection, {**told, templates.SHA256: sha256}, by=actor, at=at)
        files.settle(folder, sha256)

    def let_template(self, standing: TemplateStanding, *, by: str, at: datetime) -> bool:
        """Use the template that is kept, set it aside or remove it; False where that is how it stands already."""
        with self.writing() as connection:
            return templates.let_stand(connection, standing, by=versions.actor(by), at=at)

    def promises(self, *, hearing: str | None = None, until: int | None = None) -> list[PromiseRow]:
        """Every question and promise of a hearing, or of all, as it stands, or stood at a row's number."""
        with self.reading() as connection:
            return promises.standing(connection, hearing=hearing, until=until)

    def promise_history(self, first: int) -> list[PromiseRow]:
        """Every change of one question or promise, the newest first."""
        with self.reading() as connection:
            return promises.history(connection, first)

    def newest_promise(self) -> int:
        """The highest number given to a question, a promise or a change of one; 0 before the first."""
        with self.reading() as connection:
            return promises.newest(connection)

    def note_promise(self, noted: Noted, *, by: str, at: datetime, follows: int | None = None) -> int:
        """Note a question or promise, or a change of the row that it follows; gives the new row's number."""
        actor = versions.actor(by)
        with self.writing() as connection:
            return promises.note(connection, noted, by=actor, at=at, follows=follows)
