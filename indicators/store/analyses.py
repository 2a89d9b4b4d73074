"""What people write about the figures: a new row each time, so that nothing written is lost."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from indicators.errors import InputError
from indicators.store import schema, versions
from indicators.store.records import AnalysisRow
from indicators.store.texts import clean

LONGEST: Final = 10_000
"""Characters in one text: about four printed pages."""

_SUBJECT: Final = re.compile(r"[a-z]+(/[a-z0-9-]+)*")
_analysis = schema.analysis.c
_BY_NUMBER: Final = _analysis.id.desc()


def standing(connection: sa.Connection, subject: str, viewpoint: int, until: int | None) -> AnalysisRow | None:
    """The text that stands at a viewpoint: the last written for it, else for the nearest year before; None if none."""
    about = _analysis.subject == sound(subject), _analysis.viewpoint <= viewpoint
    newest_first = _texts(*about, *_up_to(until)).order_by(_analysis.viewpoint.desc(), _BY_NUMBER)
    row = connection.execute(newest_first.limit(1)).one_or_none()
    return None if row is None else _row(row)


def history(connection: sa.Connection, subject: str, viewpoint: int) -> list[AnalysisRow]:
    """Every text that has been written about a subject for one viewpoint, the newest first."""
    about = _analysis.subject == sound(subject), _analysis.viewpoint == viewpoint
    return [_row(row) for row in connection.execute(_texts(*about).order_by(_BY_NUMBER))]


def newest(connection: sa.Connection) -> int:
    """The highest number given to a text; 0 before the first."""
    return versions.highest(connection, _analysis.id)


def write(
    connection: sa.Connection, subject: str, text: str, *, viewpoint: int, by: str, at: datetime, replaces: int | None
) -> int:
    """The number of a text written in the place of the one seen; the standing one's where it says the same."""
    earlier = next(iter(history(connection, subject, viewpoint)), None)
    _must_be_seen(earlier, replaces)
    said = _said(text)
    if said == (earlier.text if earlier else ""):
        return earlier.id if earlier else 0
    number = newest(connection) + 1
    values = {"id": number, "subject": subject, "viewpoint": viewpoint, "follows": replaces, "text": said}
    connection.execute(sa.insert(schema.analysis).values({**values, "actor": by, "at": at}))
    told = f"läge per {viewpoint}, text {number}, {len(said)} tecken"
    versions.write_log(connection, action="write_analysis", by=by, at=at, subject=subject, detail=told)
    return number


def sound(subject: str) -> str:
    """The subject, where it is one."""
    if not _SUBJECT.fullmatch(subject):
        raise InputError(f"{subject!r} är inget som en text kan handla om. Skriv till exempel brott/131.")
    return subject


def _texts(*conditions: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    return sa.select(schema.analysis).where(*conditions)


def _up_to(until: int | None) -> tuple[sa.ColumnElement[bool], ...]:
    return () if until is None else (_analysis.id <= until,)


def _must_be_seen(earlier: AnalysisRow | None, replaces: int | None) -> None:
    if (earlier.id if earlier else None) == replaces:
        return
    if earlier is None:
        raise InputError("Texten som skulle ersättas finns inte. Inget är ändrat. Ladda om sidan och försök igen.")
    raise InputError(
        f"{earlier.author} har sparat en ny text sedan du började skriva. Inget är ändrat. "
        "Läs den texten, för samman det som ska stå och spara igen."
    )


def _said(text: str) -> str:
    trimmed = "\n".join(line.rstrip() for line in clean(text).splitlines()).strip()
    if len(trimmed) > LONGEST:
        raise InputError(f"Texten är {len(trimmed)} tecken lång, högst {LONGEST} får plats. Korta den och spara igen.")
    return trimmed


def _row(row: sa.Row[tuple[object, ...]]) -> AnalysisRow:
    kept = dict(row._mapping)
    return AnalysisRow(author=kept.pop("actor"), **kept)
