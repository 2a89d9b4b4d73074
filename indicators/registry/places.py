"""`geographies.toml`: every place and group of places, and who lies in whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from indicators.model import Geography, GeographyLevel
from indicators.registry import examples
from indicators.registry.documents import GEOGRAPHIES
from indicators.registry.entry import Entry, shown
from indicators.registry.programme import EARLIEST, LATEST

MOST: Final = 5000

Place = tuple[Entry, Geography]

_FLOOR: Final[Mapping[GeographyLevel, int]] = {
    GeographyLevel.CITY: 0,
    GeographyLevel.CITY_AREA: 1,
    GeographyLevel.SOCIOECONOMIC: 1,
    GeographyLevel.DISTRICT: 2,
    GeographyLevel.INTERMEDIATE: 3,
    GeographyLevel.PRIMARY: 4,
}
"""A geography lies in geographies of a lower number only."""

_SIGNS: Final = re.compile(r"[\W_]+")
_CODE: Final = re.compile(r"[0-9A-Za-z]{1,12}")


def read(table: Mapping[str, object], faults: list[str]) -> dict[str, Geography]:
    """The geographies by code, with placeholders where the faults say so."""
    document = Entry(
        f"{GEOGRAPHIES}: filen", table, faults, examples={"geography": "[[geography]] med code, level och name"}
    )
    entries = [
        e.renamed(_called(e, n), examples.GEOGRAPHY) for n, e in enumerate(document.inners("geography", most=MOST), 1)
    ]
    document.close()
    read_places = [(entry, _geography(entry)) for entry in entries]
    found: dict[str, Geography] = {}
    for entry, geography in read_places:
        if geography.code in found and "code" not in entry.broken:
            entry.fault(f"koden {geography.code} står redan på {found[geography.code].name}. Ge platsen en egen kod.")
        found.setdefault(geography.code, geography)
    _check_together(document, read_places, found)
    return found


def _check_together(document: Entry, read_places: Sequence[Place], found: Mapping[str, Geography]) -> None:
    """The places against each other, leaving out those whose own code or level could not be read."""
    doubtful = {geography.code for entry, geography in read_places if entry.broken & {"code", "level"}}
    sound = {code: geography for code, geography in found.items() if code not in doubtful}
    for entry, geography in read_places:
        if not entry.broken & {"code", "level", "parents"}:
            _check_parents(entry, geography, found, sound)
    _check_spellings(document, sound.values())
    if not doubtful:
        _check_city(document, found)


def _called(entry: Entry, number: int) -> str:
    return entry.named("code") or f"geografi {number}"


def _geography(entry: Entry) -> Geography:
    geography = Geography(
        code=_code(entry),
        level=entry.choice("level", GeographyLevel),
        name=entry.text("name", longest=80),
        valid_from=_year(entry, "valid_from"),
        valid_to=_year(entry, "valid_to"),
        parents=_parents(entry),
        spellings=entry.texts("spellings", may_be_empty=True) if entry.has("spellings") else (),
        note=entry.text("note") if entry.has("note") else "",
    )
    entry.close()
    first, last = geography.valid_from, geography.valid_to
    if first is not None and last is not None and last < first and not entry.broken & {"valid_from", "valid_to"}:
        entry.fault(f"giltigheten slutar {last} men börjar {first}. Byt plats på valid_from och valid_to.")
    return geography


def _code(entry: Entry) -> str:
    code = entry.text("code", longest=12)
    if code and not _CODE.fullmatch(code):
        entry.wrong(
            "code", f'ska vara bokstäver a–z och siffror men är {shown(code)}. Skriv till exempel code = "131".'
        )
    return code


def _year(entry: Entry, field: str) -> int | None:
    return entry.whole(field, least=EARLIEST, most=LATEST) if entry.has(field) else None


def _parents(entry: Entry) -> dict[GeographyLevel, str]:
    table = entry.inner("parents") if entry.has("parents") else None
    return table.pairs(GeographyLevel) if table else {}


def _check_parents(
    entry: Entry, geography: Geography, found: Mapping[str, Geography], sound: Mapping[str, Geography]
) -> None:
    """Each parent is known, of the level it is said to be, and higher up; every place but the city lies in the city."""
    for level, code in geography.parents.items():
        if code not in found:
            entry.fault(
                f"parents.{level} pekar på {shown(code)}, som inte finns i filen. Rätta koden eller lägg till platsen."
            )
        elif code in sound and sound[code].level is not level:
            entry.fault(f"parents.{level} pekar på {code}, som är {sound[code].level}. Rätta koden eller nivån.")
        elif _FLOOR[level] >= _FLOOR[geography.level]:
            entry.fault(f"{geography.level} kan inte ligga i {level}. Ta bort parents.{level} eller rätta nivån.")
    if geography.level is not GeographyLevel.CITY and GeographyLevel.CITY not in geography.parents:
        entry.fault('parents.kommun saknas. Skriv vilken kommun platsen ligger i: parents = { kommun = "1480" }.')


def _check_spellings(document: Entry, geographies: Iterable[Geography]) -> None:
    """Within a level and a year a name stands for one place."""
    taken: dict[tuple[GeographyLevel, str], Geography] = {}
    for geography in geographies:
        for name in {
            " ".join(_SIGNS.split(name.casefold())) for name in (geography.name, *geography.spellings) if name
        }:
            other = taken.setdefault((geography.level, name), geography)
            if other is not geography and _meet(other, geography):
                document.fault(f'"{name}" kan vara både {other.code} och {geography.code}. Ta bort namnet på den ena.')


def _meet(one: Geography, other: Geography) -> bool:
    starts = max(one.valid_from or EARLIEST, other.valid_from or EARLIEST)
    return starts <= min(one.valid_to or LATEST, other.valid_to or LATEST)


def _check_city(document: Entry, geographies: Mapping[str, Geography]) -> None:
    cities = [g.code for g in geographies.values() if g.level is GeographyLevel.CITY]
    if geographies and len(cities) != 1:
        document.fault(f"{len(cities)} platser har nivån kommun; det ska vara en. Lägg till eller ta bort.")
