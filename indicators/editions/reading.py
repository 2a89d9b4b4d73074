"""Which editions somebody may read, and the one that a text names; pages, files and the terminal all ask here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from indicators import permissions
from indicators.editions.drafting import CARDS
from indicators.errors import InputError
from indicators.model import UserRole
from indicators.store import EditionRow, Store

VERSION: Final = ", version "


def visible(store: Store, *, role: UserRole, today: date) -> list[EditionRow]:
    """The editions that a role may read on a day, the last issued first."""
    return [row for row in store.editions() if permissions.may_read_edition(role, row.release_on, today=today)]


def find(store: Store, text: str, *, role: UserRole, today: date) -> EditionRow:
    """The edition of `Hearing 2019`, its last version, or of `Hearing 2019, version 2`; refused where unseen."""
    seen = visible(store, role=role, today=today)
    name, _, number = text.partition(VERSION)
    found = [row for row in seen if row.name == name.strip() and (not number or str(row.number) == number.strip())]
    if found:
        return max(found, key=lambda row: row.number)
    names = list(dict.fromkeys(row.name for row in seen))
    known = f"Det finns {', '.join(names)}." if names else "Ingen utgåva är utgiven än."
    raise InputError(f"Utgåvan {text[:100]} finns inte, eller är inte släppt än. {known}")


def cards_until(edition: EditionRow) -> int | datetime:
    """The newest card of an edition's day; in a record without its number, when the edition was issued."""
    kept = edition.selection.get(CARDS)
    return edition.issued_at if kept is None else int(kept)


def told(edition: EditionRow) -> str:
    """How an edition is named: `Hearing 2019, version 2`."""
    return f"{edition.name}{VERSION}{edition.number}"
