"""The commands that keep the store safe: a backup of everything, put back, or moved to another database."""

from __future__ import annotations

import argparse
from datetime import datetime

from indicators import swedish
from indicators.errors import StoreError
from indicators.settings import Settings
from indicators.terminal import progress_bar

OK = 0


def backup(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write everything in the store to one file."""
    from indicators.store import Store, backing_up

    store = Store.open(settings)
    made = backing_up.backup(store, chosen.file, at=settings.now(), report=progress_bar.on_terminal())
    rows = swedish.number(sum(part.rows for part in made.tables))
    print(f"Säkerhetskopian {chosen.file} är klar: dataversion {made.version}, {rows} rader, {len(made.files)} filer.")
    return OK


def restore(chosen: argparse.Namespace, settings: Settings) -> int:
    """Put a backup back."""
    from indicators.store import restoring
    from indicators.store.connected import PATIENCE

    made = restoring.restore(
        settings,
        chosen.file,
        replace=chosen.replace,
        by=chosen.by,
        at=settings.now(),
        patience=PATIENCE,
        report=progress_bar.on_terminal(),
    )
    print(f"Kopian från {_when(made.made)} är tillbaka: dataversion {made.version}, {len(made.files)} filer.")
    print("Starta om servern om den är igång, så att ingen ser det som fanns före.")
    return OK


def move(chosen: argparse.Namespace, settings: Settings) -> int:
    """Copy the store to another database and compare it there row by row."""
    from indicators.store import engines, moving, table_words
    from indicators.store.connected import PATIENCE

    if not chosen.address.strip():
        raise StoreError("Ange adressen att flytta till, till exempel postgresql://användare@server/databas.")
    compared = moving.move(settings, chosen.address, patience=PATIENCE, report=progress_bar.on_terminal())
    for table in compared:
        name, rows = table_words.name_of(table.table), swedish.number(table.rows)
        print(f"{name:<24} {rows:>12} rader, alla lika   {table.sha256[:16]}")
    whole = swedish.number(sum(table.rows for table in compared))
    print(f"Flyttat till {engines.place(chosen.address)}: {whole} rader, jämförda en för en.")
    print("Sätt LAGESBILD_DATABASE_URL till den nya adressen och starta om. Den gamla databasen är kvar, orörd.")
    return OK


def _when(made: str) -> str:
    """The moment a backup was made, as clocks in Gothenburg have it."""
    return swedish.moment(swedish.local(datetime.fromisoformat(made)))
