"""How each kind of database is opened so that it can only be read, and for no longer than allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from indicators.ingest.sources.limits import LOGIN_SECONDS
from indicators.ingest.sources.refusals import Refused

if TYPE_CHECKING:
    from sqlalchemy import URL


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What opening one kind of database takes."""

    url: URL
    arguments: Mapping[str, Any] = field(default_factory=dict)
    """For the driver's `connect`."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Of the connection, said before its first statement."""
    session: tuple[str, ...] = ()
    """Statements said first in every connection."""
    transaction: tuple[str, ...] = ()
    """Statements said first in the transaction of the query."""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    """Set on the driver's own connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of database: how it is told to a reader, the extra that brings its driver, and how it is opened."""

    name: str
    extra: str
    driver: str
    """The dialect and driver that the extra brings."""
    opening: Callable[[URL, float], Opening]


def opening(url: URL, seconds: float) -> Opening:
    """How a database is opened; one of a kind that is not known gets nothing but the general protection."""
    kind = KINDS.get(url.get_backend_name())
    if kind is None:
        return Opening(url=url)
    return kind.opening(url if "+" in url.drivername else url.set(drivername=kind.driver), seconds)


def _sqlite(url: URL, seconds: float) -> Opening:
    path = _existing(url, "file:")
    # The name is percent-encoded, so that what stands in it cannot end the path and add parameters of its own.
    uri = f"{path.as_uri()}?mode=ro"
    return Opening(
        url=url.set(database=uri, query={"uri": "true"}),
        arguments={"timeout": min(seconds, LOGIN_SECONDS)},
        session=("PRAGMA query_only = ON", "PRAGMA trusted_schema = OFF"),
    )


def _duckdb(url: URL, seconds: float) -> Opening:  # noqa: ARG001 it has no timeout of its own: the process is killed
    config = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": "1GB",
        "threads": "2",
        "lock_configuration": "true",
    }
    path = _existing(url, "")
    return Opening(url=url.set(database=str(path), query={}), arguments={"read_only": True, "config": config})


def _postgresql(url: URL, seconds: float) -> Opening:
    milliseconds = max(1, int(seconds * 1000))
    said = {
        "default_transaction_read_only": "on",
        "statement_timeout": milliseconds,
        "lock_timeout": milliseconds,
        "idle_in_transaction_session_timeout": milliseconds,
    }
    options = " ".join([_text(url.query.get("options")), *(f"-c {name}={value}" for name, value in said.items())])
    return Opening(
        url=url.difference_update_query(["options"]),
        arguments={"options": options.strip(), "connect_timeout": LOGIN_SECONDS, "client_encoding": "utf8"},
        options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    )


def _mysql(url: URL, seconds: float) -> Opening:
    milliseconds = max(1, int(seconds * 1000))
    # Comments of a kind that only MariaDB runs (M!), or only MySQL from 5.7.8: an address of either name may lead to
    # either server, and each refuses the other's word.
    limit = f"/*M! , max_statement_time = {seconds:g} */ /*!50708 , max_execution_time = {milliseconds} */"
    return Opening(
        url=url.update_query_dict({"charset": "utf8mb4"}),
        arguments={
            "connect_timeout": LOGIN_SECONDS,
            "read_timeout": max(1, int(seconds)),
            "write_timeout": LOGIN_SECONDS,
            "local_infile": False,
        },
        session=(f"SET SESSION net_write_timeout = 60 {limit}", "SET SESSION TRANSACTION READ ONLY"),
    )


def _sqlserver(url: URL, seconds: float) -> Opening:
    # ApplicationIntent only asks for a replica; nothing but the account's rights makes the session read-only.
    words = {"ApplicationIntent": "ReadOnly"} | dict(url.query)
    return Opening(
        url=url.set(query=words),
        arguments={"timeout": max(1, int(seconds)), "attrs_before": {_LOGIN_TIMEOUT: LOGIN_SECONDS}},
        session=("SET LOCK_TIMEOUT 15000",),
    )


_LOGIN_TIMEOUT: Final = 103
"""SQL_ATTR_LOGIN_TIMEOUT of ODBC."""


def _oracle(url: URL, seconds: float) -> Opening:
    return Opening(
        url=url,
        arguments={"tcp_connect_timeout": float(LOGIN_SECONDS)},
        transaction=("SET TRANSACTION READ ONLY",),
        attributes={"call_timeout": max(1, int(seconds * 1000))},
    )


def _trino(url: URL, seconds: float) -> Opening:
    limit = f"{max(1, int(seconds))}s"
    return Opening(
        url=url,
        arguments={
            "request_timeout": LOGIN_SECONDS,
            "session_properties": {"query_max_run_time": limit, "query_max_execution_time": limit},
        },
    )


def _text(option: str | tuple[str, ...] | None) -> str:
    """What the address says of a parameter, such as a search path; ours come after it and so hold."""
    return option if isinstance(option, str) else " ".join(option or ())


def _existing(url: URL, scheme: str) -> Path:
    """The database's file; a missing one would else be made."""
    path = Path((url.database or "").removeprefix(scheme))
    if not path.is_file():
        raise Refused("source-address", what="databasfilen finns inte")
    return path.absolute()


KINDS: Final[Mapping[str, Kind]] = {
    "sqlite": Kind(name="SQLite", extra="", driver="sqlite", opening=_sqlite),
    "duckdb": Kind(name="DuckDB", extra="duckdb", driver="duckdb", opening=_duckdb),
    "postgresql": Kind(name="PostgreSQL", extra="postgresql", driver="postgresql+psycopg", opening=_postgresql),
    "mysql": Kind(name="MySQL", extra="mysql", driver="mysql+pymysql", opening=_mysql),
    "mariadb": Kind(name="MariaDB", extra="mysql", driver="mariadb+pymysql", opening=_mysql),
    "mssql": Kind(name="SQL Server", extra="sqlserver", driver="mssql+mssqlpython", opening=_sqlserver),
    "oracle": Kind(name="Oracle", extra="oracle", driver="oracle+oracledb", opening=_oracle),
    "trino": Kind(name="Trino", extra="trino", driver="trino", opening=_trino),
}
"""By SQLAlchemy's name of the dialect."""
