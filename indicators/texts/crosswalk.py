"""What is said of where the districts went when the city was divided anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indicators import geographies, swedish
from indicators.crosswalks import Crosswalk
from indicators.model import Geography, GeographyLevel, Registry

QUESTION: Final = "Vart tog stadsdelen vägen {year}?"
NO_DISTRICTS: Final = "Stadsdelarna gäller inte {year}"
AFTER: Final = "Räkna vidare efter {year}: stadsdelarnas delar i stadsområdena"
HOW: Final = (
    "Stadsdelarna gällde till och med {year}. Tabellen säger hur stor del av varje stadsdel som ligger i varje "
    "stadsområde. Antal kan läggas ihop med den; andelar och tal per invånare räknas ut på nytt ur antalen."
)
"""Before the table, to those who take the figures with them."""
NEVER_BY_NAME: Final = (
    "Platser jämförs med sin kod, aldrig med sitt namn: stadsdelen Centrum (134) och stadsområdet Centrum (2) är olika "
    "stora. Värden för stadsdelar och stadsområden står därför aldrig i samma serie."
)
MOVED: Final = (
    "Delarna är primärområdena som de ser ut 2025. Ett industriområde som flyttades mellan två stadsdelar 2021 "
    "går inte att skilja ut."
)


def successor(registry: Registry, place: Geography) -> int | None:
    """The year that the city areas took over after a district; None where nothing did."""
    starts = [g.valid_from for g in registry.on_level(GeographyLevel.CITY_AREA) if g.valid_from is not None]
    return min(starts) if starts and place.valid_to is not None and min(starts) > place.valid_to else None


def went(over: Crosswalk, place: Geography, places: Mapping[str, Geography]) -> str:
    """Where one district went, and how much of the city area it makes up."""
    parts = [
        f"{_whole(row.share)} {place.name} ligger i stadsområdet {places[row.target].name} "
        f"och är {_share(row.covered)} av dess invånare"
        for row in over.of(place.code)
    ]
    return f"{swedish.listing(parts)}." if parts else f"{place.name} ligger inte i något stadsområde."


def coverage(over: Crosswalk) -> str:
    """How much of the city the figures stand for, by which weights of which year."""
    said = (
        f"Vägt med {over.source}. Det täcker {_share(over.coverage, 1)} av invånarna; "
        f"{swedish.number(over.without_area)} är inte skrivna i något primärområde"
    )
    if over.without_weight:
        said += f", och {swedish.counted(len(over.without_weight), 'primärområde', 'primärområden')} saknar folkmängd"
    return f"{said}."


def about(over: Crosswalk) -> list[str]:
    """From which level to which, and what a reader must know before using the shares."""
    first, second = (geographies.SWEDISH_PLURAL[level] for level in (over.origin_level, over.target_level))
    return [f"Från {first} till {second}: {coverage(over)}", NEVER_BY_NAME, MOVED]


def share(value: float | None) -> str:
    """A share as a table tells it."""
    return swedish.NOTHING if value is None else swedish.label(100 * value, "%", 1)


def _whole(value: float | None) -> str:
    return "Hela" if value == 1 else swedish.sentence_case(f"{_share(value)} av")


def _share(value: float | None, decimals: int = 0) -> str:
    return "en okänd del" if value is None else f"{swedish.number(100 * value, decimals)} procent"
