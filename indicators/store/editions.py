"""Editions of hearings: issued once, with their files, and never written over."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from indicators.errors import InputError
from indicators.store import schema, versions
from indicators.store.records import EditionFile, EditionRow, Issued
from indicators.store.texts import clean

_edition, _file = schema.edition.c, schema.edition_file.c


def issue(connection: sa.Connection, made: Issued, files: Sequence[EditionFile], *, by: str, at: datetime) -> int:
    """The id of a new edition; refused where somebody has issued the same number since it was made."""
    _must_be_next(connection, made)
    number = versions.highest(connection, _edition.id) + 1
    connection.execute(
        sa.insert(schema.edition).values(
            id=number,
            name=clean(made.name),
            number=made.number,
            held=made.held.isoformat(),
            year=made.year,
            data_version=made.data_version,
            register_revision=made.register_revision,
            analyses_until=made.analyses_until,
            compared=made.compared,
            selection=_json(made.selection),
            made_with=_json(made.made_with),
            reason=clean(made.reason).strip(),
            fingerprint=made.fingerprint,
            issued_by=by,
            issued_at=at,
            release_on=made.release_on.isoformat() if made.release_on else "",
        )
    )
    kept = [{"edition_id": number, **_values(file)} for file in files]
    connection.execute(sa.insert(schema.edition_file), kept)
    told = f"version {made.number}, läge per {made.year}, dataversion {made.data_version}, {len(files)} filer"
    versions.write_log(connection, action="issue_edition", by=by, at=at, subject=made.name, detail=told)
    return number


def every(connection: sa.Connection) -> list[EditionRow]:
    """Every edition, the last issued first."""
    rows = connection.execute(sa.select(schema.edition).order_by(_edition.id.desc())).all()
    files: dict[int, list[EditionFile]] = {}
    for row in connection.execute(sa.select(schema.edition_file).order_by(_file.edition_id, _file.kind)):
        kept = dict(row._mapping)
        files.setdefault(kept.pop("edition_id"), []).append(EditionFile(**kept))
    return [_row(row, files.get(row.id, [])) for row in rows]


def one(connection: sa.Connection, name: str, number: int | None) -> EditionRow:
    """The edition of a hearing's name, its last version where no number is given."""
    told = [row for row in every(connection) if row.name == name and number in (None, row.number)]
    if not told:
        which = f", version {number}" if number is not None else ""
        known = list(dict.fromkeys(row.name for row in every(connection)))
        names = f"Det finns {', '.join(known)}." if known else "Ingen utgåva är utgiven ännu."
        raise InputError(f"Utgåvan {name}{which} finns inte. {names}")
    return max(told, key=lambda row: row.number)


def fingerprints(connection: sa.Connection) -> set[str]:
    """Every file that an edition refers to: its own four, and the template that they were made in."""
    kept = (json.loads(told).get("template") or {} for told in connection.scalars(sa.select(_edition.selection)))
    templates = {str(told["sha256"]) for told in kept if told}
    return templates | set(connection.scalars(sa.select(_file.sha256)))


def _must_be_next(connection: sa.Connection, made: Issued) -> None:
    last = connection.scalar(sa.select(sa.func.max(_edition.number)).where(_edition.name == clean(made.name))) or 0
    if made.number != last + 1:
        raise InputError(
            f"{made.name} version {last} är redan utgiven. Inget är ändrat. En rättelse blir version {last + 1}: "
            "ange varför den görs."
        )
    if made.number > 1 and not made.reason.strip():
        raise InputError(f"{made.name} version {made.number} är en rättelse. Skriv varför den görs. Inget är utgivet.")


def _values(file: EditionFile) -> dict[str, object]:
    return {"kind": file.kind, "file_name": clean(file.file_name), "sha256": file.sha256, "size": file.size}


def _row(row: sa.Row[Any], files: Sequence[EditionFile]) -> EditionRow:
    kept = dict(row._mapping)
    return EditionRow(
        **kept
        | {
            "held": date.fromisoformat(kept["held"]),
            "selection": json.loads(kept["selection"]),
            "made_with": json.loads(kept["made_with"]),
            "release_on": date.fromisoformat(kept["release_on"]) if kept["release_on"] else None,
            "files": tuple(files),
        }
    )


def _json(told: Mapping[str, Any]) -> str:
    return json.dumps(dict(told), ensure_ascii=False, sort_keys=True)
