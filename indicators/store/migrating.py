"""Making and upgrading a store; the only module that loads Alembic, and the only moment a store changes shape."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from indicators.errors import StoreError
from indicators.store import engines, opening
from indicators.store.schema import REVISION

EMPTIED = (
    "Lägg tillbaka den senaste säkerhetskopian: mottagna filer finns kvar, så databasen har haft innehåll. "
    "Finns ingen kopia, flytta undan både databasen och mappen med mottagna filer och försök igen."
)
"""What to do about an empty database that once held something."""

SCRIPTS = Path(__file__).parent / "migrations"


def configuration(connection: sa.Connection | None = None) -> Config:
    """Alembic's settings, the same whichever folder one stands in."""
    made = Config()
    made.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def upgrade(url: str, *, files: Path, patience: float) -> None:
    """Create the store or bring it to this program's revision, in one transaction: wholly or not at all.

    `files` is where received files lie: an empty database beside them has lost what it held.
    """
    where = engines.place(url)
    if engines.is_embedded(url):
        make_room(engines.path_of(url))
    found = _found(url, files=files, patience=patience)
    if found is not None:
        opening.must_not_be_newer(found, where)
    if found == REVISION:
        return
    with engines.faults_in_swedish(where):
        engine = engines.writer(url, patience=patience, foreign_keys=False)  # tables are rebuilt on the way
        try:
            with engine.begin() as connection:
                command.upgrade(configuration(connection), "head")
        finally:
            engine.dispose()


def _found(url: str, *, files: Path, patience: float) -> str | None:
    """The revision to start from; None where there is nothing yet."""
    if engines.is_embedded(url):
        path = engines.path_of(url)
        if not path.exists():
            return None
        if path.stat().st_size == 0 and not _holds_files(files):  # nothing to lose, as after an interrupted start
            return None
        opening.must_be_sound(path, advice=EMPTIED)
        opening.must_be_writable(path)
        opening.must_be_whole(url, patience=patience)
    else:
        opening.must_hold_any_text(url, patience=patience)
    seen = opening.look(url, patience=patience)
    if seen.revision is None and not seen.is_blank:
        raise StoreError(
            f"{engines.place(url)} innehåller redan andra tabeller. Inget är ändrat. "
            "Välj en annan adress i LAGESBILD_DATABASE_URL."
        )
    return seen.revision


def _holds_files(folder: Path) -> bool:
    """Whether anything received lies in the folder; one that cannot be looked into is nobody's proof of loss."""
    return any(path.is_file() for path in folder.rglob("*"))


def make_room(path: Path) -> None:
    """Make the folder that an embedded store is to lie in."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreError(
            f"Mappen {path.parent} går inte att skapa. Kontrollera sökvägen och att programmet får skriva där."
        ) from fault
