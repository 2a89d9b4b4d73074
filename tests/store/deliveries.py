"""Builders for tests of the store: settings in a folder, a delivery of observations, times a day apart."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import strategies as st

from indicators import observations as obs
from indicators.batches import BatchKind, Delivery
from indicators.settings import ROOT, Settings
from indicators.store import AppendResult, FetchOutcome, FetchRow, Store, comparing, engines
from indicators.store.fetches import Ended
from indicators.store.gathering import Answer

SQLITE, POSTGRESQL = "sqlite", "postgresql"
on_sqlite = pytest.mark.parametrize("engine", [SQLITE], indirect=True)
on_postgresql = pytest.mark.parametrize("engine", [POSTGRESQL], indirect=True)
Fresh = Callable[[Path], AbstractContextManager[Settings]]
"""Makes an empty store in a folder, on the test's engine."""

EXAMPLES = {SQLITE: 12, POSTGRESQL: 3}
"""How many examples of an invariant are tried; the engines share the code, and each one costs a database there."""

START = datetime(2015, 10, 1, 9, 0, tzinfo=UTC)


def day(number: int) -> datetime:
    """Nine o'clock some days after the first of October 2015."""
    return START + timedelta(days=number)


def settings_in(folder: Path) -> Settings:
    """A database and a file store of their own in a folder."""
    url = f"sqlite:///{folder / 'lagesbild.db'}"
    return Settings(database_url=url, read_url=url, files=folder / "files", today=None)


def a_delivery(rows: pd.DataFrame, **changes: Any) -> Delivery:
    """A published table with some observations."""
    fields: dict[str, Any] = {
        "kind": BatchKind.REFERENCE,
        "title": "En publicerad tabell",
        "source": "Brå, anmälda brott",
        "licence": "CC0",
        "file_name": "tabell.csv",
        "content": b"geografi;2014\n131;62\n",
        "rows": rows,
        "provenance": "https://example.org/tabell, 2015-09-30",
    }
    return Delivery(**(fields | changes))


def append(store: Store, rows: pd.DataFrame, *, at: int = 0, by: str = "Anna", **changes: Any) -> AppendResult:
    """Hand in some observations."""
    return store.append(a_delivery(rows, **changes), by=by, at=day(at))


_DELIVERED = ("kind", "title", "source", "licence", "file_name", "content", "provenance")


def hand_in(store: Store, rows: pd.DataFrame, *, at: int = 0, by: str = "Anna", **changes: Any) -> int:
    """Hand in some observations for review, having seen what they change now."""
    delivery = a_delivery(
        rows, **{"kind": BatchKind.UPLOAD} | {name: changes.pop(name) for name in _DELIVERED if name in changes}
    )
    seen = comparing.fingerprint(store.compare(rows, ends=changes.get("ends")))
    given = {
        "geographies": sorted(set(rows[obs.GEOGRAPHY])),
        "years": sorted(set(rows[obs.YEAR].tolist())),
        "seen": seen,
    }
    return store.hand_in(delivery, by=by, at=day(at), **(given | changes))


def fetch_in(
    store: Store,
    rows: pd.DataFrame,
    *,
    outcome: FetchOutcome = FetchOutcome.WAITING,
    source: str = "enkaten",
    at: int = 0,
    **changes: Any,
) -> FetchRow:
    """Fetch some observations from a source, having judged what they change now."""
    number, token = store.begin_fetch(source, by="Siv", at=day(at), is_scheduled=False, seconds=60)
    content = changes.pop("content", b"stadsdel,ar\n")
    by = changes.pop("approved_by", "")
    delivery = a_delivery(rows, kind=BatchKind.SOURCE, content=content)
    answer = Answer(
        delivery=delivery,
        rows=rows,
        seen=comparing.fingerprint(store.compare(rows)),
        geographies=sorted(set(rows[obs.GEOGRAPHY])),
        years=sorted(set(rows[obs.YEAR].tolist())),
        ends=None,
        note="",
        approved_by=by,
    )
    ended = Ended(outcome=outcome, message="", sha256=delivery.sha256, **changes)
    return store.conclude_fetch(number, token, ended, at=day(at), content=content, answer=answer)


def seen(store: Store, batch: int) -> str:
    """The fingerprint of what a batch that waits would change now."""
    return comparing.fingerprint(store.compare(store.pending(batch), ends=store.ends_of(batch)))


def approve(store: Store, batch: int, *, at: int = 1, by: str = "Bo") -> AppendResult:
    """Approve a batch, having seen what it changes now."""
    return store.approve(batch, by=by, at=day(at), seen=seen(store, batch))


def keys_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The keys of some observations."""
    return rows[list(obs.KEY)]


def dump(settings: Settings) -> dict[str, list[str]]:
    """Everything that a database says, table by table."""
    engine = engines.engine(settings.database_url)
    with engine.connect() as connection:
        names = sa.inspect(connection).get_table_names()
        said = {name: sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{name}"'))) for name in names}
    engine.dispose()
    return said


def tried(
    *strategies: st.SearchStrategy[Any], times: int = 1
) -> Callable[[Callable[..., None]], Callable[[Fresh, str], None]]:
    """A test of an invariant, with as many examples as its engine has time for."""

    def of(holds: Callable[..., None]) -> Callable[[Fresh, str], None]:
        def test(fresh: Fresh, engine: str) -> None:
            @hypothesis.settings(max_examples=EXAMPLES[engine] * times)
            @hypothesis.given(st.tuples(*strategies))
            def holds_for(example: tuple[Any, ...]) -> None:
                holds(fresh, *example)

            holds_for()

        test.__name__ = holds.__name__
        return test

    return of


def run_sql(settings: Settings, *statements: str) -> None:
    """Change a database behind the store's back, foreign keys unheeded."""
    engine = engines.engine(settings.database_url)
    with engine.begin() as connection:
        if engine.dialect.name == POSTGRESQL:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def environment(settings: Settings) -> dict[str, str]:
    """The environment of another process on the same store."""
    where = {"LAGESBILD_DATABASE_URL": settings.database_url, "LAGESBILD_FILES": str(settings.files)}
    return {**os.environ, **where, "PYTHONPATH": str(ROOT)}
