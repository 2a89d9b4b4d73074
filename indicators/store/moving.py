"""A store copied to another address, SQLite to PostgreSQL or back, and compared there row by row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

import sqlalchemy as sa
from alembic import command

from indicators.errors import InputError, StoreError
from indicators.settings import Settings
from indicators.store import engines, files, held, hurried, migrating, opening, portable, restoring, table_words
from indicators.store.backing_up import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One table in both stores: as many rows, each the same; the SHA-256 stands for all of them."""

    table: str
    rows: int
    sha256: str


def move(settings: Settings, target: str, *, patience: float, report: Report) -> list[Compared]:
    """Copy the store to an empty database, and keep it there only where every row reads the same in both.

    Nobody writes in the store meanwhile; received files stay in their folder, each looked at.
    """
    source = settings.database_url
    opening.must_be_current(source, patience=patience)
    if engines.place(source) == engines.place(target):
        raise InputError("Databasen kan inte flyttas till sig själv. Inget är ändrat. Ange en annan adress.")
    there = replace(settings, database_url=target, read_url=target)
    writer = engines.writer(source, patience=patience)
    try:
        with engines.faults_in_swedish(engines.place(source)), writer.begin() as old:
            _must_have_files(old, settings)
            with restoring.making(there, patience=patience) as new:
                restoring.make_way(new, engines.place(target), replace=False, advice="Ange en tom databas.")
                command.upgrade(migrating.configuration(new), "head")
                return _copied(old, new, report=report)
    finally:
        writer.dispose()


def _must_have_files(connection: sa.Connection, settings: Settings) -> None:
    faults = [files.fault_of(settings.files, sha256) for sha256 in sorted(held.fingerprints(connection))]
    if any(faults):
        raise StoreError(f"{next(filter(None, faults))} Inget är flyttat.")


def _copied(old: sa.Connection, new: sa.Connection, *, report: Report) -> list[Compared]:
    tables, theirs = portable.tables(old), {table.name: table for table in portable.tables(new)}
    told = []
    with hurried.without_checks(new):
        for done, table in enumerate(tables):
            report(done, len(tables), table_words.name_of(table.name))
            portable.put(new, theirs[table.name], portable.lines(old, table))
            told.append(_compared(table.name, portable.lines(old, table), portable.lines(new, theirs[table.name])))
    report(len(tables), len(tables), "klart")
    return told


def _compared(table: str, ours: Iterator[bytes], theirs: Iterator[bytes]) -> Compared:
    seen, rows = hashlib.sha256(), 0
    for row, copy in zip_longest(ours, theirs):
        rows += 1
        if row != copy:
            raise StoreError(
                f"Rad {rows} bland {table_words.name_of(table)} blev en annan i den nya databasen. "
                "Inget är flyttat. Anmäl felet."
            )
        seen.update(row)
    return Compared(table=table, rows=rows, sha256=seen.hexdigest())
