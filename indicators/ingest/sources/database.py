"""Read a database: a read-only session, a server-side cursor, one wrapped SELECT, and limits on everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import URL, create_engine, event, exc, make_url
from sqlalchemy.pool import NullPool

from indicators.ingest.sources import dialects, limits, scalars, statement
from indicators.ingest.sources.faults import fault_of
from indicators.ingest.sources.refusals import Refused
from indicators.ingest.sources.wire import Row

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult, Engine

    from indicators.ingest.sources.job import Job
    from indicators.ingest.sources.wire import Writer

PIECE: Final = 2_000
"""Rows that the driver fetches at a time."""
_RENAMED: Final = re.compile(r":[0-9]+$")
"""What SQLite adds to the second of two columns with one name."""
PROBED: Final = 5


def read(job: Job, writer: Writer) -> None:
    """Write the columns and rows that the query gives."""
    url = _url(job.address)
    most = PROBED if job.is_probe else job.rows + 1
    select = statement.wrapped(job.query, from_year=job.from_year, most=most)
    writer.say(asked=asked(job))
    with _faults(), _connected(url, job) as connection:
        options = {"stream_results": True, "yield_per": PIECE}
        result = connection.execute(select, execution_options=options)
        columns = tuple(result.keys())
        _judge(columns)
        writer.say(columns=columns)
        count = writer.rows(_rows(result, columns, job))
    if count > job.rows and not job.is_probe:
        raise Refused("source-rows")


def asked(job: Job) -> str:
    """The query with the year it was asked for; nothing of the address."""
    words = {"from_year": job.from_year} if ":from_year" in job.query else {}
    return job.query + (f"\n-- {json.dumps(words)}" if words else "")


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except (exc.ArgumentError, ValueError) as fault:
        raise Refused("source-address", what="den är ingen databasadress") from fault


@contextmanager
def _connected(url: URL, job: Job) -> Iterator[Connection]:
    opening = dialects.opening(url, job.seconds)
    engine = _engine(opening, url)
    with engine.connect() as bare:
        connection = bare.execution_options(**opening.options) if opening.options else bare
        try:
            for said in opening.transaction:
                connection.exec_driver_sql(said)
            yield connection
        finally:
            connection.rollback()
    engine.dispose()


def _engine(opening: dialects.Opening, url: URL) -> Engine:
    try:
        engine = create_engine(
            opening.url, connect_args=dict(opening.arguments), poolclass=NullPool, hide_parameters=True
        )
    except (exc.NoSuchModuleError, ImportError) as fault:
        kind = dialects.KINDS.get(url.get_backend_name())
        if kind is None or not kind.extra:
            raise Refused("source-address", what=f"databasslaget {url.get_backend_name()} är okänt") from fault
        raise Refused("source-driver", what=kind.name, extra=kind.extra, detail=repr(fault)) from fault

    @event.listens_for(engine, "connect")
    def _say(connection: Any, _: Any) -> None:
        for name, value in opening.attributes.items():
            setattr(connection, name, value)
        cursor = connection.cursor()
        for said in opening.session:
            cursor.execute(said)
        cursor.close()

    return engine


def _judge(columns: Sequence[str]) -> None:
    if len(columns) > limits.COLUMNS:
        raise Refused("source-columns")
    names = [_RENAMED.sub("", name.casefold()) for name in columns]
    if again := sorted({name for name in names if names.count(name) > 1}):
        raise Refused("source-repeated", names=", ".join(again[: limits.NAMES]))


def _rows(result: CursorResult[Any], columns: Sequence[str], job: Job) -> Iterator[Row]:
    size = 0
    for row in result:
        texts, kinds = zip(*(scalars.told(value) for value in row), strict=True)
        for at, text in enumerate(texts):
            length = len(text or "")
            size += length + 1
            if length > limits.TEXT:
                raise Refused("source-long-text", what=columns[at])
        if size > job.most_bytes:
            raise Refused("source-bytes")
        yield texts, "".join(kinds)


@contextmanager
def _faults() -> Iterator[None]:
    """Every fault of a driver as a refusal; what the driver says goes to the log."""
    try:
        yield
    except Refused:
        raise
    except (exc.SQLAlchemyError, OSError, UnicodeError, ValueError, RuntimeError, ArithmeticError) as fault:
        raise Refused(fault_of(fault), detail=f"{type(fault).__name__}: {fault}") from fault
