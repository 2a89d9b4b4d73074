"""What a database says → the one sentence that a user is told, with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DAMAGED: Final = (
    "Databasen {where} är skadad. Inget är ändrat. Flytta undan filen och lägg tillbaka den senaste "
    "säkerhetskopian, eller skapa en ny med python -m indicators init."
)
DAMAGED_ON_SERVER: Final = (
    "Databasen {where} är skadad eller inte hel. Inget är ändrat. Lägg tillbaka den senaste säkerhetskopian med "
    "python -m indicators restore."
)
OTHERWISE: Final = (
    "Databasen {where} svarar inte som väntat. Inget är ändrat. Kör python -m indicators check, och försök sedan igen."
)
UNSURE: Final = (
    "Databasen {where} tystnade just när ändringen skulle sparas, så det är osäkert om den hann sparas. "
    "Ladda om sidan och se efter innan du försöker igen."
)
"""A connection that breaks at the commit: nobody on this side can know."""

_BUSY: Final = "Databasen {where} är upptagen av ett annat program. Inget är ändrat. Vänta en stund och försök igen."
_FULL: Final = (
    "Det gick inte att skriva till {where}: disken är full eller trasig. Inget är ändrat. Frigör plats och försök igen."
)
_SILENT: Final = (
    "Databasen {where} svarar inte. Inget är ändrat. Kontrollera LAGESBILD_DATABASE_URL och att servern är igång."
)
_STARTING: Final = "Databasen {where} håller på att starta eller stängas. Inget är ändrat. Försök igen om en stund."
_CROWDED: Final = "Databasen {where} tar inte emot fler anslutningar just nu. Inget är ändrat. Försök igen om en stund."
_COLLIDED: Final = "En annan ändring i databasen {where} kom emellan. Inget är ändrat. Försök igen."
_SLOW: Final = "Databasen {where} avbröt en fråga som tog för lång tid. Inget är ändrat. Försök igen om en stund."
_REPLICA: Final = (
    "Databasen {where} är en läskopia, som ingen kan skriva i. Inget är ändrat. Vänta om servern just byts ut, "
    "eller låt LAGESBILD_DATABASE_URL peka på den server som tar emot ändringar."
)
_NOT_ALLOWED: Final = (
    "Databasens användare får inte göra det här i {where}. Inget är ändrat. "
    "Ge användaren rättigheterna i docs/run-in-production.md."
)
_STRANGER: Final = (
    "Databasen {where} tar inte emot användarnamnet eller lösenordet. Inget är ändrat. "
    "Kontrollera dem i LAGESBILD_DATABASE_URL eller i ~/.pgpass."
)
_SHUT_OUT: Final = (
    "Databasen {where} släpper inte in den här datorn. Inget är ändrat. "
    "Be den som sköter servern att lägga till datorn och användaren i pg_hba.conf."
)
_NO_DATABASE: Final = (
    "Servern svarar, men databasen {where} finns inte. Inget är ändrat. "
    "Skapa den, till exempel med createdb, eller rätta LAGESBILD_DATABASE_URL."
)
_TOO_LARGE: Final = (
    "Databasen {where} kan inte ta emot uppgifterna: ett tal eller en text är för stor. Inget är ändrat. "
    "Rätta uppgifterna och försök igen."
)

_SQLITE: Final[Mapping[tuple[str, ...], str]] = {
    ("malformed", "not a database", "no such table", "no such column", "decode", "corrupt"): DAMAGED,
    ("locked", "busy", "timeout"): _BUSY,
    ("readonly", "read-only", "unable to open", "permission"): (
        "Databasen {where} går inte att öppna för skrivning. Inget är ändrat. "
        "Kontrollera att mappen finns och att programmet får skriva i den."
    ),
    ("disk is full", "disk i/o"): _FULL,
}

_CODES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("42P01", "42703", "XX001", "XX002"), DAMAGED_ON_SERVER),
    "55P03": _BUSY,
    **dict.fromkeys(("40001", "40P01"), _COLLIDED),
    "57014": _SLOW,
    **dict.fromkeys(("53100", "58030"), _FULL),
    "53300": _CROWDED,
    "57P03": _STARTING,
    "25006": _REPLICA,
    "42501": _NOT_ALLOWED,
    **dict.fromkeys(("22001", "22003", "22021", "22P05", "54000"), _TOO_LARGE),
    **dict.fromkeys(("57P01", "57P02", "57P05"), _SILENT),
}
"""PostgreSQL's codes, which are the same in every language that a server may speak; class 08 is silence."""

_AT_THE_DOOR: Final[Mapping[tuple[str, ...], str]] = {
    ("password", "lösenord", "role ", "rollen "): _STRANGER,
    ("pg_hba.conf",): _SHUT_OUT,
    ("session is read-only", "in hot standby mode"): _REPLICA,
    ("starting up", "shutting down", "recovery", "startar", "stängs", "återställning"): _STARTING,
    ("too many", "connection slots", "för många"): _CROWDED,
    ('" does not exist', '" finns inte', "” finns inte", "” existerar inte", '" existerar inte'): _NO_DATABASE,
}
"""What PostgreSQL says, in English or Swedish, to somebody whom it does not let in: there it gives no code."""


def of_sqlite(told: str) -> str:
    """The sentence for what SQLite says."""
    return _first(_SQLITE, told) or OTHERWISE


def of_postgresql(told: str, code: str | None, *, is_connected: bool) -> str:
    """The sentence for PostgreSQL's code or, where there is none, for what is said at the door."""
    if code is not None:
        return _SILENT if code.startswith("08") else _CODES.get(code, OTHERWISE)
    if "queuepool" in told.lower():
        return _CROWDED
    return OTHERWISE if is_connected else _first(_AT_THE_DOOR, told) or _SILENT


def _first(sentences: Mapping[tuple[str, ...], str], told: str) -> str:
    lowered = told.lower()
    return next((words for signs, words in sentences.items() if any(sign in lowered for sign in signs)), "")
