"""`hearing template`: the city's own presentation template, tried and taken in, or left again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.errors import InputError
from indicators.model import UserRole
from indicators.settings import Settings
from indicators.terminal.people import acting

if TYPE_CHECKING:
    from indicators.reports.presentation.checking import Checked
    from indicators.reports.presentation.mapping import Roles
    from indicators.terminal.swedish_parser import SwedishParser

OK, FAULTS = 0, 1


def add(group: Any, command: Callable[..., SwedishParser]) -> None:
    """Declare the command."""
    made = command("template", template, "använd stadens egen presentationsmall, eller vår igen", group)
    made.add_argument("file", nargs="?", type=Path, metavar="FIL", help="mallen, .pptx eller .potx")
    made.add_argument("--remove", action="store_true", help="använd vår egen mall igen; utgåvor behåller sin")
    made.add_argument("--content", default="", metavar="LAYOUT", help="layouten för bilder; annars den troligaste")
    made.add_argument("--opening", default="", metavar="LAYOUT", help="layouten för titelbilden; annars den troligaste")
    told = "plats för en roll: title, kicker, assessment, source, footer, number eller body; 0 för ingen utom title"
    made.add_argument("--role", action="append", default=[], metavar="ROLL=NUMMER", help=told)
    made.add_argument("--by", required=True, metavar="NAMN", help="vem som gör det")


def template(chosen: argparse.Namespace, settings: Settings) -> int:
    """Take in or leave a template; a refused one is told of with everything that is wrong, and nothing is stored."""
    from indicators.editions import templates
    from indicators.terminal import commands

    store = commands.opened(settings)
    person = acting(store, chosen.by, UserRole.LEAD)
    if chosen.remove == (chosen.file is not None):
        raise InputError("Ange en mall, eller --remove för att använda vår egen igen.")
    if chosen.remove:
        is_left = templates.leave(store, by=person, at=settings.now())
        print("Vår egen mall används igen." if is_left else "Vår egen mall används redan.")
        return OK
    found = _tried(chosen, settings)
    if found.faults:
        print(f"Mallen används inte: {len(found.faults)} fel. Inget är sparat.", file=sys.stderr)
        print("\n".join(f"  {fault}" for fault in found.faults), file=sys.stderr)
        return FAULTS
    roles = found.roles
    print(f"Mallen {chosen.file.name} används: {roles.content} för bilder, {roles.opening} för titelbilden.")
    for line in found.remarks:
        print(f"  {line}")
    return OK


def _tried(chosen: argparse.Namespace, settings: Settings) -> Checked:
    from indicators import editions, situation
    from indicators.editions import templates
    from indicators.hearing.selection import Selection
    from indicators.reports.presentation import checking, gate
    from indicators.reports.presentation.mapping import guess
    from indicators.terminal import commands

    store = commands.opened(settings)
    person = acting(store, chosen.by, UserRole.LEAD)
    if chosen.file.stat().st_size > gate.MOST_BYTES:  # not even read
        return checking.refused(gate.too_large_words(chosen.file.stat().st_size))
    content = chosen.file.read_bytes()
    year = situation.default_viewpoint(store, commands.register(store))
    deck = editions.draft(store, Selection(held=date(year + 1, 10, 1), year=year), name="Prov av mall").deck
    roles = None
    if chosen.content or chosen.opening or chosen.role:
        tried = checking.check(content, deck)
        if tried.found is None:
            return tried
        roles = _edited(guess(tried.found, content=chosen.content, opening=chosen.opening), chosen)
    return templates.take_in(
        store, content, file_name=chosen.file.name, deck=deck, by=person, at=settings.now(), roles=roles
    )


def _edited(roles: Roles, chosen: argparse.Namespace) -> Roles:
    """The guessed roles with those that are given in their place."""
    from indicators.reports.presentation.mapping import ROLES
    from indicators.reports.presentation.placed import Role

    slots = dict(roles.slots)
    for told in chosen.role:
        name, _, number = told.partition("=")
        if name not in map(str, ROLES) or not number.isdigit():
            raise InputError(f"{told} är ingen roll med nummer. Skriv till exempel kicker=13.")
        if number == "0" and name != Role.TITLE:
            slots.pop(Role(name), None)
        else:
            slots[Role(name)] = int(number)
    named = {name: value for name in ("content", "opening") if (value := getattr(chosen, name))}
    return replace(roles, slots=slots, **named)
