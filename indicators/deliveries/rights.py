"""Who may hand in what, told with the names of places rather than their codes."""

from __future__ import annotations

from typing import Final

from indicators import permissions
from indicators.errors import AccessError
from indicators.model import Registry, UserRole
from indicators.permissions import Action, Person
from indicators.store import BatchState, Store

_BY_UPLOADER: Final = (BatchState.DRAFT, BatchState.HANDED_IN)


def must_upload(person: Person) -> None:
    """Refuse a role that hands in nothing."""
    if not permissions.may(person.role, Action.UPLOAD):
        permissions.must_upload_for(person, "")


def must_upload_for(person: Person, geography: str, registry: Registry) -> None:
    """Refuse somebody who may not hand in figures for a geography."""
    own = person.geography
    if own is None or permissions.may_upload_for(person.role, own_geography=own, geography=geography):
        permissions.must_upload_for(person, geography)
        return
    names = [registry.geographies[code].name if code in registry.geographies else code for code in (own, geography)]
    raise AccessError(
        f"Du lämnar uppgifter för {names[0]}, men filen gäller {names[1]}. "
        f"Välj filen för {names[0]}, eller be den som lämnar för {names[1]}."
    )


def role_to_undo(store: Store, batch: int) -> UserRole:
    """The role that taking a batch back asks for, as far as it has come."""
    return UserRole.UPLOADER if store.batch(batch).state in _BY_UPLOADER else UserRole.APPROVER
