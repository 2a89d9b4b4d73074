"""A backup put back, on either engine: wholly or not at all."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command

from indicators.errors import StoreError
from indicators.settings import Settings
from indicators.store import (
    archives,
    engines,
    files,
    held,
    hurried,
    migrating,
    opening,
    portable,
    schema,
    table_words,
    versions,
)
from indicators.store.backing_up import Report

REPLACE: Final = "Säkerhetskopiera dem och lägg till --replace för att ersätta dem, eller välj en tom databas."
"""What to do about a store that holds something already."""


def restore(
    settings: Settings, file: Path, *, replace: bool, by: str, at: datetime, patience: float, report: Report
) -> archives.Manifest:
    """Put a backup back in one transaction; a store that holds something is refused unless it is to be replaced."""
    actor, url = versions.actor(by), settings.database_url
    with archives.opened(file) as (archive, manifest), making(settings, patience=patience) as connection:
        make_way(connection, engines.place(url), replace=replace)
        command.upgrade(migrating.configuration(connection), manifest.revision)
        _fill(connection, archive, manifest, report=report)
        command.upgrade(migrating.configuration(connection), "head")
        _must_agree(connection, manifest)
        for part in manifest.files:
            files.keep(settings.files, archive.read(part.name))
        told = f"gjord {manifest.made}, dataversion {manifest.version}"
        versions.write_log(connection, action="restore", by=actor, at=at, subject=file.name, detail=told)
    for part in manifest.files:
        files.settle(settings.files, part.sha256)
    return manifest


@contextmanager
def making(settings: Settings, *, patience: float) -> Iterator[sa.Connection]:
    """One transaction on a store that may not be there yet; a file that it made is gone again where it fails."""
    url, is_done = settings.database_url, False
    path = engines.path_of(url) if engines.is_embedded(url) else None
    is_new = path is not None and not path.exists()
    _must_be_usable(url, patience=patience)
    engine = engines.writer(url, patience=patience, foreign_keys=False)
    try:
        with engines.faults_in_swedish(engines.place(url)), engine.begin() as connection:
            yield connection
        is_done = True
    finally:
        engine.dispose()
        if path is not None and is_new and not is_done:
            path.unlink(missing_ok=True)


def make_way(connection: sa.Connection, where: str, *, replace: bool, advice: str = REPLACE) -> None:
    """Take every table of ours away; refused where there is something in them, unless they are to be replaced."""
    names = set(sa.inspect(connection).get_table_names())
    if names - {*schema.metadata.tables, portable.ALEMBIC}:
        raise StoreError(f"{where} innehåller andra tabeller än våra. Inget är ändrat. Välj en annan databas.")
    if names and not replace and not portable.is_empty(connection):
        raise StoreError(f"{where} innehåller redan uppgifter. Inget är ändrat. {advice}")
    schema.metadata.drop_all(connection)
    sa.Table(portable.ALEMBIC, sa.MetaData()).drop(connection, checkfirst=True)


def _must_be_usable(url: str, *, patience: float) -> None:
    if not engines.is_embedded(url):
        opening.must_hold_any_text(url, patience=patience)
        return
    path = engines.path_of(url)
    migrating.make_room(path)
    if path.exists() and path.stat().st_size:
        opening.must_be_sound(path)
        opening.must_be_writable(path)


def _fill(connection: sa.Connection, archive: zipfile.ZipFile, manifest: archives.Manifest, *, report: Report) -> None:
    parts = {part.name.removeprefix("tables/").removesuffix(".jsonl"): part for part in manifest.tables}
    tables = portable.tables(connection)
    if {table.name for table in tables} != set(parts):
        raise portable.PortableError("den har andra tabeller än en säkerhetskopia av sin revision")
    with hurried.without_checks(connection):
        for done, table in enumerate(tables):
            report(done, len(tables), table_words.name_of(table.name))
            part = parts[table.name]
            if portable.put(connection, table, archives.lines(archive, part)) != part.rows:
                raise portable.PortableError(f"{table_words.name_of(table.name)} i den har fel antal rader")
    report(len(tables), len(tables), "klart")


def _must_agree(connection: sa.Connection, manifest: archives.Manifest) -> None:
    """Refuse a backup whose rows point at rows or files that are not in it."""
    kept = {part.sha256 for part in manifest.files}
    is_loose = (
        connection.dialect.name == engines.SQLITE and connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    )
    if is_loose or not held.fingerprints(connection) <= kept:
        raise portable.PortableError("delar av den pekar på något som saknas")
