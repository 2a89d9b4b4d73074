"""Questions and promises noted at hearings: a new row for each change, so that nothing noted is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa

from indicators.errors import InputError
from indicators.store import schema, versions
from indicators.store.records import PromiseKind, PromiseRow, PromiseStatus
from indicators.store.texts import clean

LONGEST: Final = 160
"""Characters of what was asked or promised: two lines of a table on a slide."""
LONGEST_TOLD: Final = 1000
LONGEST_WORD: Final = 40

_promise = schema.promise.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is to be noted, or what stands after a change."""

    hearing: str
    kind: PromiseKind
    text: str
    owner: str = ""
    due: date | None = None
    status: PromiseStatus = PromiseStatus.OPEN
    told: str = ""


def standing(connection: sa.Connection, *, hearing: str | None, until: int | None) -> list[PromiseRow]:
    """The last row of each chain, in the order they were noted."""
    last = {row.first: row for row in _rows(connection) if until is None or row.id <= until}
    return [row for _, row in sorted(last.items()) if hearing in (None, row.hearing)]


def history(connection: sa.Connection, first: int) -> list[PromiseRow]:
    """Every row of one chain, the newest first."""
    return [row for row in reversed(_rows(connection)) if row.first == first]


def newest(connection: sa.Connection) -> int:
    """The highest number given; 0 before the first."""
    return versions.highest(connection, _promise.id)


def note(connection: sa.Connection, noted: Noted, *, by: str, at: datetime, follows: int | None) -> int:
    """Keep a row; refused where it is not sound, or follows one that somebody else has changed since."""
    said = _sound(noted)
    if follows is not None:
        earlier = _must_be_last(connection, follows)
        if (earlier.hearing, earlier.kind) != (said.hearing, said.kind):
            raise InputError("En fråga eller ett löfte byter inte hearing eller slag. Stryk det och anteckna ett nytt.")
        if _same(earlier, said):
            return earlier.id
    number = newest(connection) + 1
    values = {**_values(said), "id": number, "follows": follows, "actor": by, "at": at}
    connection.execute(sa.insert(schema.promise).values(values))
    told = f"{said.kind} {number}" + (f", följer {follows}" if follows else "") + f", {said.status}"
    versions.write_log(connection, action="note_promise", by=by, at=at, subject=said.hearing, detail=told)
    return number


def _rows(connection: sa.Connection) -> list[PromiseRow]:
    """Every row in order; a row is of the same chain as the one it follows."""
    firsts: dict[int, int] = {}
    found = []
    for row in connection.execute(sa.select(schema.promise).order_by(_promise.id)):
        firsts[row.id] = firsts[row.follows] if row.follows is not None else row.id
        found.append(_row(row, firsts[row.id]))
    return found


def _must_be_last(connection: sa.Connection, number: int) -> PromiseRow:
    rows = {row.id: row for row in _rows(connection)}
    if number not in rows:
        raise InputError(f"Frågan eller löftet {number} finns inte. Inget är ändrat. Ladda om sidan.")
    last = max((row for row in rows.values() if row.first == rows[number].first), key=lambda row: row.id)
    if last.id != number:
        raise InputError(f"{last.actor} har ändrat det sedan du läste. Inget är ändrat. Läs det som står och gör om.")
    return last


def _sound(noted: Noted) -> Noted:
    text, owner, told = (" ".join(clean(said).split()) for said in (noted.text, noted.owner, noted.told))
    if not noted.hearing.strip():
        raise InputError("Välj vilken hearing det gäller. Inget är sparat.")
    if not text:
        raise InputError("Skriv vad som frågades eller lovades. Inget är sparat.")
    for said, most, what in ((text, LONGEST, "Texten"), (owner, 80, "Ansvarig"), (told, LONGEST_TOLD, "Kommentaren")):
        if len(said) > most:
            raise InputError(f"{what} är {len(said)} tecken lång, högst {most} får plats. Inget är sparat.")
    if long := [word for word in f"{text} {owner} {told}".split() if len(word) > LONGEST_WORD]:
        raise InputError(f"Ordet {long[0][:LONGEST_WORD]}… är för långt för en bild. Dela upp det. Inget är sparat.")
    if noted.status is PromiseStatus.DROPPED and not told:
        raise InputError("Det som stryks behöver en kommentar om varför. Inget är sparat.")
    return Noted(
        hearing=clean(noted.hearing),
        kind=noted.kind,
        text=text,
        owner=owner,
        due=noted.due,
        status=noted.status,
        told=told,
    )


def _same(earlier: PromiseRow, said: Noted) -> bool:
    return all(getattr(earlier, name) == getattr(said, name) for name in ("text", "owner", "due", "status", "told"))


def _values(said: Noted) -> dict[str, Any]:
    return {
        "hearing": said.hearing,
        "kind": str(said.kind),
        "text": said.text,
        "owner": said.owner,
        "due": said.due.isoformat() if said.due else "",
        "status": str(said.status),
        "told": said.told,
    }


def _row(row: sa.Row[Any], first: int) -> PromiseRow:
    kept = dict(row._mapping)
    kept.pop("follows")
    return PromiseRow(
        **kept
        | {
            "first": first,
            "kind": PromiseKind(kept["kind"]),
            "due": date.fromisoformat(kept["due"]) if kept["due"] else None,
            "status": PromiseStatus(kept["status"]),
        }
    )
