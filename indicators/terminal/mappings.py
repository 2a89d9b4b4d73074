"""Saved mappings of foreign layouts: `mapping list`, `show`, `save` and `remove`."""

from __future__ import annotations

import argparse
from pathlib import Path

from indicators import swedish
from indicators.errors import InputError
from indicators.model import UserRole
from indicators.settings import Settings
from indicators.terminal.people import acting

OK = 0
LARGEST = 1_000_000
"""Bytes of a document that is read at all; the reading says in words how long it may be."""


def listed(_chosen: argparse.Namespace, settings: Settings) -> int:
    """Tell the name of every saved mapping, and who saved it when."""
    from indicators.terminal import commands

    kept = commands.opened(settings).mappings()
    for mapping in kept:
        print(f"{mapping.name}: sparad av {mapping.actor} {swedish.moment(swedish.local(mapping.at))}")
    if not kept:
        print("Ingen läskarta är sparad.")
    return OK


def show(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print a saved mapping's document."""
    from indicators.terminal import commands

    print(commands.opened(settings).mapping(chosen.name).document, end="")
    return OK


def save(chosen: argparse.Namespace, settings: Settings) -> int:
    """Save the mapping in a file under a name."""
    from indicators import directory
    from indicators.terminal import commands

    store = commands.opened(settings)
    by = acting(store, chosen.by, UserRole.UPLOADER)
    directory.save_mapping(store, chosen.name, _document(chosen.file), by=by, at=settings.now())
    print(f"Läskartan {chosen.name} är sparad. Läs en fil med den: load FIL --mapping NAMN.")
    return OK


def remove(chosen: argparse.Namespace, settings: Settings) -> int:
    """Take a saved mapping away."""
    from indicators import directory
    from indicators.terminal import commands

    store = commands.opened(settings)
    by = acting(store, chosen.by, UserRole.UPLOADER)
    directory.remove_mapping(store, chosen.name, by=by, at=settings.now())
    print(f"Läskartan {chosen.name} är borttagen.")
    return OK


def _document(file: Path) -> str:
    with file.open("rb") as opened:
        content = opened.read(LARGEST)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{file} är ingen text i UTF-8. Spara läskartan som UTF-8 och försök igen.") from None
