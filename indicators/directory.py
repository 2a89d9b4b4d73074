"""People and saved mappings, changed only by those who may, and only to what makes sense."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from indicators import permissions
from indicators.errors import InputError
from indicators.ingest import mapping
from indicators.model import GeographyLevel, Registry, UserRole
from indicators.permissions import Action, Person, is_same_person
from indicators.store import Store

LAST: Final = "Listan behöver en administratör: annars kan ingen ändra den. Gör någon annan till administratör först."
FIRST: Final = "Den första i listan måste vara administratör: annars kan ingen ändra den."


def set_person(store: Store, registry: Registry, person: Person, *, by: Person, at: datetime) -> None:
    """Name a person, or change the role and geography of one who is named."""
    permissions.must_administer(by)
    _must_make_sense(person, registry)
    others = [each for each in store.people() if not is_same_person(each.name, person.name)]
    if not _may_administer([*others, person]):
        raise InputError(LAST if store.people() else FIRST)
    store.set_person(person, by=by.name, at=at)


def remove_person(store: Store, name: str, *, by: Person, at: datetime) -> None:
    """Take a person away; what the person has done stays."""
    permissions.must_administer(by)
    others = [each for each in store.people() if not is_same_person(each.name, name)]
    if others and not _may_administer(others):
        raise InputError(LAST)
    store.remove_person(name, by=by.name, at=at)


def save_mapping(store: Store, name: str, document: str, *, by: Person, at: datetime) -> None:
    """Keep a mapping (TOML or JSON) under a name, in the place of the one that had it."""
    permissions.must_map(by, _saved_by(store, name))
    store.save_mapping(name, mapping.dump(mapping.load(document)), by=by.name, at=at)


def remove_mapping(store: Store, name: str, *, by: Person, at: datetime) -> None:
    """Take a saved mapping away; deliveries that were read with it keep its name."""
    permissions.must_map(by, store.mapping(name).actor)
    store.remove_mapping(name, by=by.name, at=at)


def _must_make_sense(person: Person, registry: Registry) -> None:
    """An uploader answers for one district, and nobody else for any."""
    if person.role is not UserRole.UPLOADER:
        if person.geography is not None:
            word = permissions.SWEDISH[person.role]
            raise InputError(f"Bara en uppladdare har en stadsdel. Ta bort stadsdelen för rollen {word}.")
        return
    known = {place.code: place.name for place in registry.on_level(GeographyLevel.DISTRICT)}
    if person.geography not in known:
        told = ", ".join(f"{code} {name}" for code, name in known.items())
        raise InputError(f"En uppladdare behöver en stadsdel. Välj bland {told}.")


def _may_administer(people: list[Person]) -> bool:
    return any(permissions.may(each.role, Action.ADMINISTER) for each in people)


def _saved_by(store: Store, name: str) -> str | None:
    named = " ".join(name.split())
    return next((kept.actor for kept in store.mappings() if kept.name == named), None)
