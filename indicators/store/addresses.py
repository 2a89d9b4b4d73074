"""Where a store lies: its address as SQLAlchemy reads it, and as a user may see it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import quote

import sqlalchemy as sa

from indicators.errors import StoreError

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"

_DRIVER: Final = {"postgres": "postgresql+psycopg", POSTGRESQL: "postgresql+psycopg"}
_SEVERAL_HOSTS: Final = re.compile(r"(postgres\w*(?:\+\w+)?://(?:[^@/]*@)?)([^@/?]*,[^@/?]*)(/[^?]*)?(?:\?(.*))?")
"""The address as libpq writes it where there are several servers: `…@one:5432,two:5432/name`."""


def address(url: str) -> sa.URL:
    """The address, read; refused in Swedish where it is none."""
    try:
        read = sa.make_url(_with_hosts_apart(url))
    except (sa.exc.ArgumentError, ValueError) as fault:
        raise StoreError(
            "Databasens adress går inte att läsa. Skriv LAGESBILD_DATABASE_URL som sqlite:///sökväg/namn.db "
            "eller postgresql+psycopg://användare@server/databas."
        ) from fault
    return read.set(drivername=_DRIVER.get(read.drivername, read.drivername))


def is_embedded(url: str) -> bool:
    """Whether the store is a file of this machine."""
    return address(url).get_backend_name() == SQLITE


def path_of(url: str) -> Path:
    """The file of an embedded store."""
    named = address(url).database
    if not named or named == ":memory:":
        raise StoreError(
            "Databasens adress pekar inte ut någon fil. Sätt LAGESBILD_DATABASE_URL till sqlite:///sökväg/namn.db."
        )
    return Path(named)


def read_only_address(path: Path, **options: str) -> str:
    """The address at which SQLite opens the file for reading only."""
    more = "".join(f"&{name}={value}" for name, value in options.items())
    return f"sqlite:///file:{quote(str(path.resolve()))}?mode=ro{more}&uri=true"


def place(url: str) -> str:
    """The store's place as a user may see it: a file, or a database and its servers, never user or password."""
    if is_embedded(url):
        return str(path_of(url))
    read = address(url)
    hosts = read.normalized_query.get("host", ())
    told = ", ".join(hosts) if hosts else f"{read.host or 'den här datorn'}{f':{read.port}' if read.port else ''}"
    return f"{read.database or read.username or ''} på {told}"


def _with_hosts_apart(url: str) -> str:
    """Several servers as SQLAlchemy wants them: `host=one:5432&host=two:5432`."""
    found = _SEVERAL_HOSTS.fullmatch(url)
    if found is None:
        return url
    start, hosts, database, query = found.groups()
    asked = "&".join([*(f"host={host}" for host in hosts.split(",")), *([query] if query else [])])
    return f"{start}{database or '/'}?{asked}"
