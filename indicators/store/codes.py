"""The short numbers that stand for codes: indicators, geographies, periods, breakdowns, statuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import sqlalchemy as sa

from indicators import observations as obs
from indicators.model import ObservationStatus
from indicators.store import schema

TABLES: Final[Mapping[str, sa.Table]] = {
    obs.INDICATOR: schema.indicator,
    obs.GEOGRAPHY: schema.geography,
    obs.PERIOD: schema.period,
    obs.BREAKDOWN: schema.breakdown,
}
"""Column of the frame → the table of its codes."""

STATUSES: Final[Mapping[str, int]] = {
    str(ObservationStatus.FINAL): 1,
    str(ObservationStatus.PRELIMINARY): 2,
    str(ObservationStatus.MISSING): 3,
    str(ObservationStatus.SUPPRESSED): 4,
    str(ObservationStatus.NOT_APPLICABLE): 5,
}
"""1 and 2 have a value, the others none: the table's own check says the same."""

STATUS_WORDS: Final[Mapping[int, str]] = {number: word for word, number in STATUSES.items()}


def numbers(connection: sa.Connection, column: str) -> dict[str, int]:
    """Code → number for one column of the frame."""
    table = TABLES[column]
    return {row.code: row.id for row in connection.execute(sa.select(table.c.code, table.c.id))}


def words(connection: sa.Connection, column: str) -> dict[int, str]:
    """Number → code for one column of the frame."""
    return {number: code for code, number in numbers(connection, column).items()}


def known(connection: sa.Connection, column: str, wanted: Iterable[str]) -> dict[str, int]:
    """Code → number for every code wanted; those not seen before are given one."""
    have = numbers(connection, column)
    unseen = sorted(set(wanted) - set(have))
    if not unseen:
        return have
    connection.execute(sa.insert(TABLES[column]), [{"code": code} for code in unseen])
    have = numbers(connection, column)
    if column == obs.BREAKDOWN:
        _remember_members(connection, {code: have[code] for code in unseen})
    return have


def _remember_members(connection: sa.Connection, breakdowns: Mapping[str, int]) -> None:
    members = [
        {"breakdown_id": number, "dimension": dimension, "category": category}
        for code, number in breakdowns.items()
        for dimension, _, category in (part.partition("=") for part in code.split("|") if part)
    ]
    if members:
        connection.execute(sa.insert(schema.breakdown_member), members)
