"""Noting what is asked and promised at a hearing, and how it goes."""

from __future__ import annotations

from datetime import datetime

from indicators import permissions
from indicators.permissions import Person
from indicators.store import Store
from indicators.store.promises import Noted


def note_promise(store: Store, noted: Noted, *, by: Person, at: datetime, follows: int | None = None) -> int:
    """Note a question or promise of an issued hearing, or a change of the row that it follows; gives its number."""
    permissions.must_issue_hearing(by)
    store.edition(noted.hearing)
    return store.note_promise(noted, by=by.name, at=at, follows=follows)
