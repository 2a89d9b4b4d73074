"""Who may do what: `people list`, `set` and `remove`, and who it is that acts at the terminal."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from indicators.errors import InputError
from indicators.model import UserRole
from indicators.permissions import ANYWHERE, SWEDISH, Person
from indicators.settings import Settings

if TYPE_CHECKING:
    from indicators.model import Registry
    from indicators.store import Store

OK = 0
NOBODY = (
    "Ingen står i listan. Demonstrationsläge: i terminalen gäller namnen som de skrivs, och på sidorna väljer var och "
    "en sin roll."
)


def acting(store: Store, name: str, role: UserRole, geography: str | None = None) -> Person:
    """Who acts: somebody with a role; while no roles are given out, whoever is named, in the role that is needed."""
    found = store.person(name)
    if found is not None:
        return found
    if store.people():
        raise InputError(f"{name} har ingen roll. Be administratören lägga till namnet under Inställningar.")
    return Person(name=name, role=role, geography=geography or ANYWHERE)


def listed(_chosen: argparse.Namespace, settings: Settings) -> int:
    """Tell who is named, with role and district."""
    store, registry = _opened(settings)
    people = store.people()
    for person in people:
        print(_line(person, registry))
    if not people:
        print(NOBODY)
    return OK


def put(chosen: argparse.Namespace, settings: Settings) -> int:
    """Name a person, or change the role and district of one who is named."""
    from indicators import directory

    store, registry = _opened(settings)
    by = acting(store, chosen.by, UserRole.ADMINISTRATOR)
    person = Person(name=chosen.name, role=UserRole(chosen.role), geography=chosen.geography)
    directory.set_person(store, registry, person, by=by, at=settings.now())
    print(f"Sparat: {_line(person, registry)}")
    return OK


def remove(chosen: argparse.Namespace, settings: Settings) -> int:
    """Take a person away."""
    from indicators import directory

    store, _ = _opened(settings)
    by = acting(store, chosen.by, UserRole.ADMINISTRATOR)
    directory.remove_person(store, chosen.name, by=by, at=settings.now())
    print(f"{chosen.name} är borttagen ur listan.")
    if not store.people():
        print(NOBODY)
    return OK


def _line(person: Person, registry: Registry) -> str:
    place = registry.geographies.get(person.geography or "")
    where = f", {place.name} ({place.code})" if place else ""
    return f"{person.name}: {SWEDISH[person.role]}{where}"


def _opened(settings: Settings) -> tuple[Store, Registry]:
    from indicators.terminal import commands

    store = commands.opened(settings)
    return store, commands.register(store)
