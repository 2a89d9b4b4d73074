"""The city's own presentation template: one at a time, its file kept as every other."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from indicators.store import markers, versions

NAME: Final = "hearing-template"
SHA256: Final = "sha256"


def current(connection: sa.Connection) -> dict[str, Any]:
    """Fingerprint, file name and roles of the template in use; empty where it is our own."""
    told = markers.value(connection, NAME)
    return dict(json.loads(told)) if told else {}


def use(connection: sa.Connection, told: dict[str, Any], *, by: str, at: datetime) -> None:
    """From now on this template, or our own where nothing is told."""
    name = str(told.get("file_name", "")) or str(current(connection).get("file_name", ""))
    markers.keep(connection, NAME, json.dumps(told, ensure_ascii=False, sort_keys=True) if told else "")
    action = "use_template" if told else "drop_template"
    versions.write_log(connection, action=action, by=by, at=at, subject=name, detail=str(told.get(SHA256, "")))


def fingerprints(connection: sa.Connection) -> set[str]:
    """The file of the template in use."""
    return {str(told[SHA256])} if (told := current(connection)) else set()
