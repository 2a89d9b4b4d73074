"""Geographies: what people call them, who lies in whom, and when they are valid."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from indicators.errors import InputError
from indicators.model import Geography, GeographyLevel, Registry

SWEDISH: Final[Mapping[GeographyLevel, str]] = {
    GeographyLevel.CITY: "kommun",
    GeographyLevel.DISTRICT: "stadsdel",
    GeographyLevel.CITY_AREA: "stadsområde",
    GeographyLevel.INTERMEDIATE: "mellanområde",
    GeographyLevel.PRIMARY: "primärområde",
    GeographyLevel.SOCIOECONOMIC: "socioekonomisk grupp",
}
"""What a reader calls one geography of each level."""

SWEDISH_PLURAL: Final[Mapping[GeographyLevel, str]] = {
    GeographyLevel.CITY: "kommuner",
    GeographyLevel.DISTRICT: "stadsdelar",
    GeographyLevel.CITY_AREA: "stadsområden",
    GeographyLevel.INTERMEDIATE: "mellanområden",
    GeographyLevel.PRIMARY: "primärområden",
    GeographyLevel.SOCIOECONOMIC: "socioekonomiska grupper",
}

_WORDS: Final[Mapping[str, GeographyLevel]] = {
    "kommun": GeographyLevel.CITY,
    "kommunen": GeographyLevel.CITY,
    "stad": GeographyLevel.CITY,
    "sdn": GeographyLevel.DISTRICT,
    "sdf": GeographyLevel.DISTRICT,
    "stadsdel": GeographyLevel.DISTRICT,
    "stadsdelen": GeographyLevel.DISTRICT,
    "stadsdelsnämnd": GeographyLevel.DISTRICT,
    "stadsdelsnämnden": GeographyLevel.DISTRICT,
    "stadsdelsförvaltning": GeographyLevel.DISTRICT,
    "stadsdelsförvaltningen": GeographyLevel.DISTRICT,
    "stadsområde": GeographyLevel.CITY_AREA,
    "stadsområdet": GeographyLevel.CITY_AREA,
    "mellanområde": GeographyLevel.INTERMEDIATE,
    "mellanområdet": GeographyLevel.INTERMEDIATE,
    "primärområde": GeographyLevel.PRIMARY,
    "primärområdet": GeographyLevel.PRIMARY,
}
"""Words beside a name that say its level."""

_SIGNS: Final = re.compile(r"[\W_]+")
_LONGEST: Final = 100

Geographies = Registry | Mapping[str, Geography]


def find(
    geographies: Geographies, text: str, *, level: GeographyLevel | None = None, year: int | None = None
) -> Geography:
    """The geography that a code, a name or another spelling stands for; level and year tell those of one name apart."""
    known = _known(geographies)
    words = _words(text)
    found = _by_code(known, words, text) or _by_name(known, words)
    fitting = [geography for geography in found if level in (None, geography.level)]
    valid = [geography for geography in fitting if year is None or valid_in(geography, year)]
    if len(valid) == 1:
        return valid[0]
    if valid:
        raise InputError(f"{_quoted(text)} kan vara {_either(valid)}. Ange nivå eller kod.")
    if fitting:
        raise InputError(
            f"{_quoted(text)} gäller inte {year}: {_either(fitting)}. Välj ett annat år eller en annan plats."
        )
    if found and level is not None:
        raise InputError(f"{_quoted(text)} är {_either(found)}, inte {SWEDISH[level]}. Rätta namnet eller nivån.")
    raise InputError(f"{_quoted(text)} är ingen känd plats{_at(level)}. {_advice(known, words, level)}")


def knows(geographies: Geographies) -> Callable[[str], bool]:
    """Tells whether a text names some geography of the register, even one that it takes more to tell apart."""
    names = _names(_known(geographies).values())
    codes = {code.casefold() for code in _known(geographies)}

    def is_named(words: tuple[str, ...]) -> bool:
        rest = tuple(word for word in words if word not in _WORDS)
        bare = rest != words and rest and (rest in names or (*rest[:-1], rest[-1].removesuffix("s")) in names)
        return words in names or bool(bare)

    def is_known(text: str) -> bool:
        words = _words(text)
        coded = [rest for code, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])) if "".join(code) in codes]
        return is_named(words) or any(is_named(rest) or all(word in _WORDS for word in rest) for rest in coded)

    return is_known


def children(geographies: Geographies, code: str, level: GeographyLevel | None = None) -> tuple[Geography, ...]:
    """The geographies that lie in another, of every level or of one, in the register's order."""
    known = _known(geographies)
    if code not in known:
        raise InputError(f"Koden {_quoted(code)} finns inte i registret. Ange koden för en känd plats.")
    inside = (geography for geography in known.values() if code in geography.parents.values())
    return tuple(geography for geography in inside if level in (None, geography.level))


def valid_in(geography: Geography, year: int) -> bool:
    """Whether the geography is in force in a year."""
    return geography.is_valid(year)


def described(geography: Geography) -> str:
    """Level, name, code and validity: `stadsdel Centrum (134, 2011–2020)`."""
    first, last = geography.valid_from, geography.valid_to
    span = f", {first}–{last}" if first and last else f", från {first}" if first else f", till {last}" if last else ""
    return f"{SWEDISH[geography.level]} {geography.name} ({geography.code}{span})"


def _known(geographies: Geographies) -> Mapping[str, Geography]:
    return geographies.geographies if isinstance(geographies, Registry) else geographies


def _words(text: str) -> tuple[str, ...]:
    """The words that tell names apart: without signs, capitals and `och`."""
    plain = unicodedata.normalize("NFKC", text.strip()).casefold() if len(text) <= _LONGEST else ""
    return tuple(word for word in _SIGNS.split(plain) if word not in ("", "och"))


def _by_code(known: Mapping[str, Geography], words: tuple[str, ...], text: str) -> list[Geography]:
    """The geography of a code alone or beside its own name or level: `131`, `Angered (131)`, `SDN 131`."""
    codes = {code.casefold(): geography for code, geography in known.items()}
    for code, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        geography = codes.get("".join(code))
        if geography and (_by_name({geography.code: geography}, rest) or _only_says(rest, geography.level)):
            return [geography]
        if geography and _by_name(known, rest):
            raise InputError(f"{_quoted(text)}: koden {geography.code} är {geography.name}. Rätta koden eller namnet.")
    return []


def _by_name(known: Mapping[str, Geography], words: tuple[str, ...]) -> list[Geography]:
    """Geographies whose name or spelling it is, else with the words for a level taken away: `Angereds stadsdel`."""
    names = _names(known.values())
    if exact := names.get(words, []):
        return exact
    said = {_WORDS[word] for word in words if word in _WORDS}
    rest = tuple(word for word in words if word not in _WORDS)
    if not said or not rest:
        return []
    bare = names.get(rest) or names.get((*rest[:-1], rest[-1].removesuffix("s")), [])
    return [geography for geography in bare if geography.level in said]


def _only_says(words: tuple[str, ...], level: GeographyLevel) -> bool:
    return all(_WORDS.get(word) is level for word in words)


def _names(geographies: Iterable[Geography]) -> dict[tuple[str, ...], list[Geography]]:
    names: dict[tuple[str, ...], list[Geography]] = {}
    for geography in geographies:
        for spelling in {_words(name) for name in (geography.name, *geography.spellings)}:
            names.setdefault(spelling, []).append(geography)
    return names


def _either(geographies: Iterable[Geography]) -> str:
    return " eller ".join(described(geography) for geography in geographies)


def _at(level: GeographyLevel | None) -> str:
    return "" if level is None else f" på nivån {SWEDISH[level]}"


def _advice(known: Mapping[str, Geography], words: tuple[str, ...], level: GeographyLevel | None) -> str:
    """The nearest names, so that a slip of the pen is easily put right."""
    names = _names(geography for geography in known.values() if level in (None, geography.level))
    spelled = {" ".join(name): places for name, places in names.items()}
    near = get_close_matches(" ".join(words), spelled, n=3, cutoff=0.7)
    meant = list(dict.fromkeys(f"{place.name} ({place.code})" for name in near for place in spelled[name]))
    return f"Menade du {' eller '.join(meant[:3])}?" if meant else "Skriv platsens namn eller kod som i registret."


def _quoted(text: str) -> str:
    plain = "".join(letter if letter.isprintable() else " " for letter in text[:_LONGEST])
    return f'"{" ".join(plain.split())[:60]}"'
