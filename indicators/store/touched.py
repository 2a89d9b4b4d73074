"""Which indicators a data version has changed, so that what others said need not be worked out again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from indicators.store import schema, versions

_touched = schema.touched.c


def note(connection: sa.Connection, version: int, indicators: sa.Select[Any] | sa.CompoundSelect[Any]) -> None:
    """Keep the indicators, by number, that a version adds or ends rows of; only inside the write lock."""
    those = indicators.subquery()
    number = those.c[0]
    had = sa.select(_touched.indicator_id).where(_touched.version_id == version)
    new = sa.select(sa.literal(version), number).where(number.not_in(had)).distinct()
    connection.execute(sa.insert(schema.touched).from_select(["version_id", "indicator_id"], new))


def last(connection: sa.Connection, version: int | None) -> dict[str, int]:
    """Indicator → the last data version that changed it, as of a version."""
    known = versions.chosen(connection, version)
    told = (
        sa.select(schema.indicator.c.code, sa.func.max(_touched.version_id))
        .join_from(schema.touched, schema.indicator)
        .group_by(schema.indicator.c.code)
    )
    rows = connection.execute(told if known is None else told.where(_touched.version_id <= known))
    return {code: int(number) for code, number in rows}


def by_batches(connection: sa.Connection, numbers: Collection[int]) -> set[str]:
    """The indicators that some batches have changed, whatever stands of it now."""
    told = (
        sa.select(schema.indicator.c.code)
        .join_from(schema.touched, schema.indicator)
        .join(schema.version, schema.version.c.id == _touched.version_id)
        .where(schema.version.c.batch_id.in_(list(numbers)))
    )
    return set(connection.execute(told.distinct()).scalars())
