"""Cards of the chain situation, cause, action, follow-up: a new row for each change, so that nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from indicators.errors import InputError
from indicators.store import schema, versions
from indicators.store.records import CardRow

_card = schema.card.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a card is to hold."""

    kind: str
    strategic_area: int
    geography: str
    behind: int | None
    """The first row of the card that it hangs on."""
    document: Mapping[str, Any]
    is_removed: bool = False


def standing(
    connection: sa.Connection, *, until: datetime | int | None = None, is_removed: bool = False
) -> list[CardRow]:
    """The last row of each card that stands (or is removed), or stood at a time or a number, in the order made."""
    last = {row.first: row for row in _rows(connection) if _is_in(row, until)}
    return [row for _, row in sorted(last.items()) if row.is_removed is is_removed]


def newest(connection: sa.Connection) -> int:
    """The highest number given to a row; 0 before the first."""
    return versions.highest(connection, _card.id)


def history(connection: sa.Connection, first: int) -> list[CardRow]:
    """Every row of one card, the newest first."""
    return [row for row in reversed(_rows(connection)) if row.first == first]


def put(connection: sa.Connection, kept: Kept, *, by: str, at: datetime, follows: int | None) -> int:
    """Keep a card or a change of one; refused where somebody has changed it since, or it would hang on nothing."""
    rows = {row.id: row for row in _rows(connection)}
    last = {row.first: row for row in rows.values()}
    if follows is not None:
        _must_be_last(rows, last, follows)
    if not kept.is_removed and kept.behind is not None:
        above = last.get(kept.behind)
        if above is None or above.is_removed:
            raise InputError("Kortet som det här hänger på är borttaget. Inget är sparat. Välj ett annat.")
    if kept.is_removed and follows is not None:
        first = rows[follows].first
        if any(row.behind == first and not row.is_removed for row in last.values()):
            raise InputError("Andra kort hänger på det här. Inget är ändrat. Ta bort eller flytta dem först.")
    number = versions.highest(connection, _card.id) + 1
    values = {
        "id": number,
        "follows": follows,
        "kind": kept.kind,
        "strategic_area": kept.strategic_area,
        "geography": kept.geography,
        "behind": kept.behind,
        "document": json.dumps(dict(kept.document), ensure_ascii=False, sort_keys=True),
        "is_removed": kept.is_removed,
        "actor": by,
        "at": at,
    }
    connection.execute(sa.insert(schema.card).values(values))
    act = "remove_card" if kept.is_removed else "put_card"
    told = f"{kept.kind} {number}" + (f", följer {follows}" if follows else "")
    versions.write_log(connection, action=act, by=by, at=at, subject=f"omrade/{kept.strategic_area}", detail=told)
    return number


def remove_demo(connection: sa.Connection, *, by: str, at: datetime) -> int:
    """Take away every made-up card that no real one hangs on; gives how many."""
    hung = {row.behind for row in standing(connection) if not row.document.get("is_demo")}
    count = 0
    for row in reversed(standing(connection)):
        if row.document.get("is_demo") and row.first not in hung:
            kept = Kept(
                kind=row.kind,
                strategic_area=row.strategic_area,
                geography=row.geography,
                behind=row.behind,
                document=row.document,
                is_removed=True,
            )
            put(connection, kept, by=by, at=at, follows=row.id)
            count += 1
        elif row.behind is not None:
            hung.add(row.behind)
    return count


def _must_be_last(rows: Mapping[int, CardRow], last: Mapping[int, CardRow], number: int) -> None:
    if number not in rows:
        raise InputError("Kortet finns inte. Inget är ändrat. Ladda om sidan.")
    newest = last[rows[number].first]
    if newest.id != number:
        raise InputError(f"{newest.actor} har ändrat kortet sedan du läste det. Inget är ändrat. Läs det och gör om.")


def _is_in(row: CardRow, until: datetime | int | None) -> bool:
    """Whether a row is no later than a time or a number; a number holds whatever the clock said."""
    if isinstance(until, int):
        return row.id <= until
    return until is None or row.at <= until


def _rows(connection: sa.Connection) -> list[CardRow]:
    """Every row in order; a row is of the same card as the one it follows."""
    firsts: dict[int, int] = {}
    found = []
    for row in connection.execute(sa.select(schema.card).order_by(_card.id)):
        kept: dict[str, Any] = dict(row._mapping)
        firsts[row.id] = firsts[row.follows] if row.follows is not None else row.id
        found.append(CardRow(**kept | {"first": firsts[row.id], "document": json.loads(kept["document"])}))
    return found
