"""A backup: the whole store as it stood at one moment, received files included, in one file of our own."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from indicators.errors import InputError, StoreError
from indicators.store import archives, files, held, portable, revisions, schema, table_words, versions
from indicators.store.connected import Connected

Report = Callable[[int, int, str], None]
"""Told (done, of how many, what) as the work goes on."""

_TRIES: Final = 5


def backup(store: Connected, file: Path, *, at: datetime, report: Report) -> archives.Manifest:
    """Write everything in the store to a new file, there whole or not at all; nobody who writes has to wait."""
    if file.exists():
        raise InputError(f"{file} finns redan. Inget är skrivet. Välj ett annat namn.")
    half = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with store.reading(newest=True) as connection:
            made = _written(connection, half, store, at=at, report=report)
        _keep(half, file)
    except OSError as fault:
        raise InputError(f"Säkerhetskopian går inte att skriva i {file.parent}: {fault.strerror}.") from fault
    finally:
        half.unlink(missing_ok=True)
    return made


def _written(
    connection: sa.Connection, half: Path, store: Connected, *, at: datetime, report: Report
) -> archives.Manifest:
    """One consistent state: the files first, since a draft's may be swept away once it is discarded."""
    folder, tables = store.settings.files, portable.tables(connection)
    wanted = sorted(held.fingerprints(connection))
    handle = os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)  # all the figures: for nobody else to read
    with os.fdopen(handle, "wb") as opened, zipfile.ZipFile(opened, "w", compresslevel=1) as archive:
        report(0, len(tables) + 1, f"{len(wanted)} filer")
        kept = [archives.write_part(archive, f"files/{s}", [_content(folder, s, store)], pack=False) for s in wanted]
        told = []
        for done, table in enumerate(tables, 1):
            report(done, len(tables) + 1, table_words.name_of(table.name))
            rows: Iterator[bytes] = portable.lines(connection, table)
            told.append(archives.write_part(archive, f"tables/{table.name}.jsonl", rows, pack=True))
        manifest = archives.Manifest(
            revision=schema.REVISION,
            made=at.isoformat(timespec="seconds"),
            version=versions.newest(connection),
            register_revision=revisions.newest(connection),
            tables=tuple(told),
            files=tuple(kept),
        )
        archives.write_manifest(archive, manifest)
        report(len(tables) + 1, len(tables) + 1, "klart")
    return manifest


def _content(folder: Path, sha256: str, store: Connected) -> bytes:
    """A received file; one that has gone with its draft meanwhile is told as something to try again."""
    try:
        return files.content(folder, sha256)
    except StoreError:
        with store.reading(newest=True) as now:
            if sha256 in held.fingerprints(now):
                raise
        raise StoreError("Ett utkast kastades medan kopian gjordes. Inget är skrivet. Försök igen.") from None


def _keep(half: Path, file: Path) -> None:
    """Let the whole file take its name, synced, so that it survives a power cut."""
    with half.open("rb") as opened:
        os.fsync(opened.fileno())
    half.rename(file)
