"""The city's own presentation template: one at a time, its file kept as every other."""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from indicators.store import markers, versions

NAME: Final = "hearing-template"
SHA256: Final = "sha256"
STANDING: Final = "standing"


class TemplateStanding(StrEnum):
    """What has become of the template that was taken in last."""

    USED = "used"
    ASIDE = "aside"
    """Ours is used; this one can be chosen again."""
    REMOVED = "removed"
    """Offered no more; kept until another is taken in, so that the removal can be taken back."""


_ACTS: Final = {
    TemplateStanding.USED: "use_template",
    TemplateStanding.ASIDE: "drop_template",
    TemplateStanding.REMOVED: "remove_template",
}


def current(connection: sa.Connection) -> dict[str, Any]:
    """Fingerprint, file name and roles of the template in use; empty where it is our own."""
    told, standing = kept(connection)
    return told if standing is TemplateStanding.USED else {}


def kept(connection: sa.Connection) -> tuple[dict[str, Any], TemplateStanding]:
    """The template that was taken in last, and whether it is used; empty where there has been none."""
    told = dict(json.loads(markers.value(connection, NAME) or "{}"))
    return told, TemplateStanding(told.pop(STANDING, TemplateStanding.USED if told else TemplateStanding.REMOVED))


def use(connection: sa.Connection, told: dict[str, Any], *, by: str, at: datetime) -> None:
    """From now on this template."""
    _put(connection, told, TemplateStanding.USED, by=by, at=at)


def let_stand(connection: sa.Connection, standing: TemplateStanding, *, by: str, at: datetime) -> bool:
    """Use the template that is kept, set it aside or remove it; False where that is how it stands already."""
    told, now = kept(connection)
    if not told or now is standing:
        return False
    _put(connection, told, standing, by=by, at=at)
    return True


def fingerprints(connection: sa.Connection) -> set[str]:
    """The file of the template that is kept."""
    told, _ = kept(connection)
    return {str(told[SHA256])} if told else set()


def _put(connection: sa.Connection, told: dict[str, Any], standing: TemplateStanding, *, by: str, at: datetime) -> None:
    markers.keep(connection, NAME, json.dumps({**told, STANDING: str(standing)}, ensure_ascii=False, sort_keys=True))
    name, sha256 = str(told.get("file_name", "")), str(told[SHA256])
    versions.write_log(connection, action=_ACTS[standing], by=by, at=at, subject=name, detail=sha256)
