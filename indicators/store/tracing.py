"""The origin of one value: its batch, file and cell, and the values that stood there before."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from indicators import observations as obs
from indicators.batches import BatchKind
from indicators.errors import InputError
from indicators.model import ObservationStatus
from indicators.store import codes, schema, versions
from indicators.store.records import Earlier, Trace

_row, _batch = schema.observation.c, schema.batch.c
_AS_STORED: Final = (
    *("year", "value", "numerator", "denominator", "lower", "upper", "is_demo", "base_estimated"),
    *schema.TEXTS,
)
_OF_BATCH: Final = (
    *("title", "sha256", "source", "licence", "provenance"),
    *("handed_in_by", "handed_in_at", "approved_by", "approved_at"),
)


def trace(
    connection: sa.Connection, *, indicator: str, geography: str, year: int, breakdown: str, version: int | None
) -> Trace:
    """Where the value that stands comes from, and what stood before it."""
    at = versions.chosen(connection, version)
    key = _key(connection, indicator=indicator, geography=geography, year=year, breakdown=breakdown)
    chosen = sa.select(
        schema.observation,
        schema.period.c.code.label("period"),
        *(_batch[name] for name in _OF_BATCH),
        _batch.kind.label("kind"),
        _batch.file_name.label("file"),
    ).select_from(schema.observation.join(schema.batch).join(schema.period))
    found = connection.execute(chosen.where(*key, versions.standing_at(at))).one_or_none()
    if found is None:
        raise _nothing_there(indicator, geography, year, breakdown)
    return Trace(
        indicator=indicator,
        geography=geography,
        period=found.period,
        breakdown=breakdown,
        status=_status(found.status),
        batch=found.batch_id,
        version=found.added_by,
        kind=BatchKind(found.kind),
        file=found.file,
        **{name: getattr(found, name) for name in (*_AS_STORED, *_OF_BATCH)},
        history=_history(connection, key, before=found.added_by),
    )


def _key(
    connection: sa.Connection, *, indicator: str, geography: str, year: int, breakdown: str
) -> list[sa.ColumnElement[bool]]:
    named = {obs.INDICATOR: indicator, obs.GEOGRAPHY: geography, obs.BREAKDOWN: breakdown}
    numbers = {column: codes.numbers(connection, column).get(code) for column, code in named.items()}
    if None in numbers.values():
        raise _nothing_there(indicator, geography, year, breakdown)
    return [_row.year == year, *(_row[f"{column}_id"] == number for column, number in numbers.items())]


def _nothing_there(indicator: str, geography: str, year: int, breakdown: str) -> InputError:
    for_whom = f", {breakdown}" if breakdown else ""
    return InputError(
        f"Det finns inget värde för {indicator} i {geography} år {year}{for_whom}. Kontrollera stavning och period."
    )


def _history(connection: sa.Connection, key: list[sa.ColumnElement[bool]], *, before: int) -> tuple[Earlier, ...]:
    came, went = schema.version.alias("came"), schema.version.alias("went")
    rows = (
        sa.select(
            *(_row.value, _row.numerator, _row.denominator, _row.status),
            *(_row.batch_id, _row.added_by, _row.ended_by),
            *(came.c.at, went.c.at.label("ended_at"), went.c.actor, schema.period.c.code.label("period")),
        )
        .select_from(
            schema.observation.join(schema.period)
            .join(came, came.c.id == _row.added_by)
            .join(went, went.c.id == _row.ended_by)
        )
        .where(*key, _row.ended_by <= before)
        .order_by(_row.added_by.desc())
    )
    return tuple(_earlier(row) for row in connection.execute(rows))


def _earlier(row: Any) -> Earlier:
    return Earlier(
        version=row.added_by,
        at=row.at,
        period=row.period,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        status=_status(row.status),
        batch=row.batch_id,
        ended_by=row.ended_by,
        ended_at=row.ended_at,
        ended_by_actor=row.actor,
    )


def _status(number: int) -> ObservationStatus:
    return ObservationStatus(codes.STATUS_WORDS[number])
