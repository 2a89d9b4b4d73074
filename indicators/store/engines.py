"""Connections to the store: one engine that writes under a lock, one that can only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import sqlalchemy as sa

from indicators.errors import StoreError

LOCK: Final = 2020
"""The number writers agree on for their advisory lock in PostgreSQL."""

SQLITE: Final = "sqlite"

_DAMAGE: Final = ("malformed", "not a database", "no such table", "no such column", "decode", "corrupt")
_SENTENCES: Final = {
    ("locked", "busy", "timeout"): (
        "Databasen {where} är upptagen av ett annat program. Inget är ändrat. Vänta en stund och försök igen."
    ),
    ("readonly", "read-only", "unable to open", "permission"): (
        "Databasen {where} går inte att öppna för skrivning. Inget är ändrat. "
        "Kontrollera att mappen finns och att programmet får skriva i den."
    ),
    ("disk is full", "disk i/o"): (
        "Det gick inte att skriva till {where}: disken är full eller trasig. Inget är ändrat. "
        "Frigör plats och försök igen."
    ),
    ("connection", "connect "): (
        "Databasservern {where} svarar inte. Inget är ändrat. "
        "Kontrollera LAGESBILD_DATABASE_URL och att servern är igång."
    ),
}
"""What the driver says → what the user is told."""
_OTHERWISE: Final = (
    "Databasen {where} svarar inte som väntat. Inget är ändrat. Kör python -m indicators check, och försök sedan igen."
)


def writer(url: str, *, patience: float, foreign_keys: bool = True) -> sa.Engine:
    """An engine whose every transaction holds the store's only write lock from its first statement."""
    made = engine(url)
    if made.dialect.name == SQLITE:
        settings = (
            f"busy_timeout = {round(patience * 1000)}",
            "journal_mode = WAL",
            "synchronous = FULL",
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
            "temp_store = MEMORY",
        )
        _on_connect(made, settings)
        _on_begin(made, "BEGIN IMMEDIATE")
    else:
        _on_begin(made, f"SELECT pg_advisory_xact_lock({LOCK})")
    return made


def reader(url: str, *, patience: float) -> sa.Engine:
    """An engine that sees one consistent state per transaction and can change nothing."""
    if not is_embedded(url):
        options = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
        return engine(url, execution_options=options, pool_pre_ping=True)
    made = engine(read_only_address(path_of(url)), pool_size=10, max_overflow=20)
    _on_connect(made, (f"busy_timeout = {round(patience * 1000)}", "query_only = ON"))
    _on_begin(made, "BEGIN")
    return made


def engine(url: str, **options: Any) -> sa.Engine:
    """A plain engine; refused in Swedish where the address or its driver is unknown."""
    try:
        return sa.create_engine(_address(url), **options)
    except (sa.exc.ArgumentError, ImportError) as fault:
        kind = _address(url).drivername
        raise StoreError(
            f"Databaser av slaget {kind} kan inte användas här. Välj sqlite eller postgresql i LAGESBILD_DATABASE_URL, "
            "och installera databasens drivrutin om den saknas."
        ) from fault


def is_embedded(url: str) -> bool:
    """Whether the store is a file of this machine."""
    return _address(url).drivername.partition("+")[0] == SQLITE


def path_of(url: str) -> Path:
    """The file of an embedded store."""
    named = _address(url).database
    if not named or named == ":memory:":
        raise StoreError(
            "Databasens adress pekar inte ut någon fil. Sätt LAGESBILD_DATABASE_URL till sqlite:///sökväg/namn.db."
        )
    return Path(named)


def read_only_address(path: Path, **options: str) -> str:
    """The address at which SQLite opens the file for reading only."""
    more = "".join(f"&{name}={value}" for name, value in options.items())
    return f"sqlite:///file:{quote(str(path.resolve()))}?mode=ro{more}&uri=true"


@contextmanager
def faults_in_swedish(where: str) -> Iterator[None]:
    """Turns every fault of the database into one sentence that says what to do."""
    try:
        yield
    except (sa.exc.SQLAlchemyError, sqlite3.Error) as fault:
        raise StoreError(_sentence(str(getattr(fault, "orig", None) or fault).lower(), where)) from fault
    except (LookupError, TypeError, ValueError) as fault:  # what was handed in is checked before: this came out of it
        raise StoreError(damaged(where)) from fault


def place(url: str) -> str:
    """The store's place as a user may see it: without password."""
    return str(path_of(url)) if is_embedded(url) else _address(url).render_as_string(hide_password=True)


def damaged(where: str) -> str:
    """The sentence about a store whose content cannot be trusted."""
    return (
        f"Databasen {where} är skadad. Inget är ändrat. Flytta undan filen och lägg tillbaka den senaste "
        "säkerhetskopian, eller skapa en ny med python -m indicators init."
    )


def _address(url: str) -> sa.URL:
    try:
        return sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as fault:
        raise StoreError(
            "Databasens adress går inte att läsa. Skriv LAGESBILD_DATABASE_URL som sqlite:///sökväg/namn.db "
            "eller postgresql+psycopg://användare@server/databas."
        ) from fault


def _sentence(fault: str, where: str) -> str:
    if any(sign in fault for sign in _DAMAGE):
        return damaged(where)
    told = (words for signs, words in _SENTENCES.items() if any(sign in fault for sign in signs))
    return next(told, _OTHERWISE).format(where=where)


def _on_connect(engine: sa.Engine, pragmas: tuple[str, ...]) -> None:
    @sa.event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we begin and commit ourselves: the driver's own BEGIN comes too late
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()


def _on_begin(engine: sa.Engine, statement: str) -> None:
    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql(statement)
