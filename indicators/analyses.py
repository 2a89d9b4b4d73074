"""What people write beside the figures: what a text may be about, and who may write it."""

from __future__ import annotations

from datetime import datetime

from indicators import permissions
from indicators.permissions import Person
from indicators.store import Store


def crime(district: str | None = None) -> str:
    """The subject of reported crime in the whole city, or in one district."""
    return "brott" if district is None else f"brott/{district}"


def write(
    store: Store, subject: str, text: str, *, viewpoint: int, by: Person, at: datetime, replaces: int | None
) -> int:
    """Write a text in the place of the one seen (None: of nothing); gives its number. An empty text takes it away."""
    permissions.must_write_analysis(by)
    return store.write_analysis(subject, text, viewpoint=viewpoint, by=by.name, at=at, replaces=replaces)
