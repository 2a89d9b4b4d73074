"""Whether a store can be opened: looked at without changing a byte, answered with what to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import sqlalchemy as sa

from indicators.errors import StoreError
from indicators.store import engines
from indicators.store.schema import REVISION, REVISIONS

_HEADER: Final = b"SQLite format 3\x00"
_HEADER_SIZE: Final = 100
_INIT: Final = "python -m indicators init"
_BACKUP: Final = "lägg tillbaka den senaste säkerhetskopian"
_REVISION: Final = sa.text("SELECT version_num FROM alembic_version")

_ENCODING: Final = sa.text("SHOW server_encoding")
_CHECK: Final = sa.text("PRAGMA quick_check(1)")
_MOST_CHECKED: Final = 500_000_000
"""Bytes."""

_OURS: Final = {"alembic_version", "observation", "batch", "version"}

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a database is: the migration that a store of ours stands at, and whether there is any table at all."""

    revision: str | None
    is_blank: bool


def must_be_current(url: str, *, patience: float) -> None:
    """Refuse a store that is missing, damaged, foreign, older or newer than this program."""
    where = engines.place(url)
    if engines.is_embedded(url):
        path = engines.path_of(url)
        if not path.exists():
            raise StoreError(f"Databasen saknas: {where}. Skapa den med {_INIT}.")
        must_be_sound(path)
        must_be_writable(path)
    seen = look(url, patience=patience)
    if seen.is_blank:
        raise StoreError(f"Databasen {where} är tom. Fyll den med {_INIT}.")
    if seen.revision is None:
        raise StoreError(
            f"{where} är en databas, men inte en som Lägesbild 2020 har skapat. Inget är ändrat. "
            f"Välj en annan adress i LAGESBILD_DATABASE_URL och kör {_INIT}."
        )
    must_not_be_newer(seen.revision, where)
    _must_not_be_older(seen.revision, where)


def _must_not_be_older(found: str, where: str) -> None:
    if found != REVISION:
        raise StoreError(
            f"Databasen {where} är från en äldre version av programmet (revision {found}, här behövs {REVISION}). "
            f"Inget är ändrat. Säkerhetskopiera den och kör {_INIT}, som uppgraderar den."
        )


def must_be_at_revision(connection: sa.Connection, where: str) -> None:
    """Refuse to change a store that another program has brought to another revision since it was opened."""
    found = str(connection.execute(_REVISION).scalar())
    must_not_be_newer(found, where)
    _must_not_be_older(found, where)


def must_not_be_newer(found: str, where: str) -> None:
    """Refuse a revision that this program does not know."""
    if found not in REVISIONS:
        raise StoreError(
            f"Databasen {where} är från en nyare version av programmet (revision {found}, här finns {REVISION}). "
            f"Inget är ändrat. Uppdatera programmet, eller {_BACKUP}."
        )


def must_be_sound(path: Path, *, advice: str = f"Ta bort filen och kör {_INIT}, eller {_BACKUP}.") -> None:
    """Refuse a file that is empty (with `advice`), something else than a database, or cut short."""
    try:
        with path.open("rb") as opened:
            header = opened.read(_HEADER_SIZE)
        size = path.stat().st_size
    except OSError as fault:
        raise StoreError(
            f"Databasen {path} går inte att läsa. Kontrollera att det är en fil och att programmet får läsa den."
        ) from fault
    if not header:
        raise StoreError(f"Databasen {path} är tom, 0 byte. {advice}")
    if not header.startswith(_HEADER):
        raise StoreError(
            f"Filen {path} är inte en databas. Inget är ändrat. "
            f"Flytta undan den och kör {_INIT}, eller ändra LAGESBILD_DATABASE_URL."
        )
    if len(header) < _HEADER_SIZE or (size < _promised(header) and not _has_log(path)):
        raise StoreError(engines.damaged(str(path)))


def must_be_whole(url: str, *, patience: float) -> None:
    """Refuse a database file that SQLite itself finds faults in; a very large one would take too long to go through."""
    if engines.path_of(url).stat().st_size > _MOST_CHECKED:
        return
    found = _glance(url, lambda connection: connection.execute(_CHECK).scalar(), patience=patience)
    if found != "ok":
        raise StoreError(engines.damaged(engines.place(url)))


def must_be_writable(path: Path) -> None:
    """Refuse a file or folder that the program may not write in: readers too keep books beside the file."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StoreError(
            f"Databasen {path} går inte att skriva i. Inget är ändrat. "
            "Ge programmet rätt att skriva i filen och i mappen den ligger i."
        )


def must_hold_any_text(url: str, *, patience: float) -> None:
    """Refuse a database on a server that was not made for every letter there is."""
    found = _glance(url, lambda connection: connection.execute(_ENCODING).scalar(), patience=patience)
    if found != "UTF8":
        raise StoreError(
            f"Databasen {engines.place(url)} har teckenkodningen {found}, så den kan inte ta emot all text. "
            "Inget är ändrat. Skapa den på nytt med createdb --encoding UTF8 --template template0."
        )


def look(url: str, *, patience: float) -> Look:
    """What the database is, seen in one moment: another process may be making the store just now."""
    return _glance(url, _looked, patience=patience)


def _looked(connection: sa.Connection) -> Look:
    tables = set(sa.inspect(connection).get_table_names())
    found = connection.execute(_REVISION).scalar() if tables >= _OURS else None
    return Look(revision=None if found is None else str(found), is_blank=not tables - {"alembic_version"})


def _glance(url: str, question: Callable[[sa.Connection], Answer], *, patience: float) -> Answer:
    """The answer to one question; a file at rest is read without lock or log, so that nothing is left beside it."""
    with engines.faults_in_swedish(engines.place(url)):
        if engines.is_embedded(url) and not _has_log(path := engines.path_of(url)):
            try:
                return _answer(engines.engine(engines.read_only_address(path, immutable="1")), question)
            except sa.exc.DBAPIError:
                if not _has_log(path):  # else somebody began to write meanwhile: ask again, in the queue
                    raise
        return _answer(engines.reader(url, patience=patience), question)


def _answer(engine: sa.Engine, question: Callable[[sa.Connection], Answer]) -> Answer:
    try:
        with engine.connect() as connection:
            return question(connection)
    finally:
        engine.dispose()


def _promised(header: bytes) -> int:
    """The size in bytes that the database says it has; 0 where it does not say."""
    page, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    says = header[24:28] == header[92:96]
    return (65536 if page == 1 else page) * pages if says else 0


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
