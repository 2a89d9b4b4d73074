"""What is said of a funnel: what stands out more than size explains, and whether all vary more than chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indicators import swedish
from indicators.districts.against_city import Comparison
from indicators.districts.funnels import Funnel, InFunnel
from indicators.measures.funnel import Place
from indicators.model import Geography, Indicator
from indicators.texts import districts

PLACES: Final = {
    Place.LOW_998: "under de yttre gränserna",
    Place.LOW_95: "mellan gränserna, lågt",
    Place.INSIDE: "innanför",
    Place.HIGH_95: "mellan gränserna, högt",
    Place.HIGH_998: "över de yttre gränserna",
}


DRAWN: Final = "I tratten"
"""The head of the column with each district's place in the drawn limits, which hold chance alone."""
WIDENED: Final = "Mot stadsdelarnas spridning"
"""The head of the column with its place in limits that also hold how much the districts vary."""


def place(district: InFunnel) -> str:
    """Where a district lies in the drawn funnel."""
    return PLACES[district.place]


def among(district: InFunnel) -> str:
    """Where it lies in the limits that also hold how much the districts vary; empty where there are none."""
    return "" if district.among is None else PLACES[district.among]


def heading(found: Funnel) -> str:
    """The message: how many lie beyond what their size explains, as drawn."""
    out = len(found.out)
    if not out and not found.is_apart:
        return "Stadsdelarna går inte att skilja åt, inte heller med hänsyn till storlek"
    if not out:
        return "Ingen stadsdel ligger längre från mitten än dess storlek förklarar"
    who = swedish.sentence_case(swedish.counted(out, "stadsdel", "stadsdelar"))
    return f"{who} ligger längre från mitten än storleken förklarar"


def together(compared: Comparison, found: Funnel | None, places: Mapping[str, Geography]) -> tuple[str, str]:
    """The overall test as its subject and what came out of it, with the reservation that the funnel gives it."""
    who, said = districts.together(compared)
    apart = variation(found, places) if found is not None else ""
    return who, f"{said} {apart}".rstrip()


def variation(found: Funnel, places: Mapping[str, Geography]) -> str:
    """That all districts vary more than chance, and who still stands out from that; empty where they do not."""
    if not found.is_overdispersed:
        return ""
    names = [places[d.geography].name for d in found.still_out]
    who = f"bara {swedish.listing(names)}" if names else "ingen stadsdel"
    return f"Stadsdelarna varierar mer än slumpen, och mot den spridningen sticker {who} ut."


def alt(found: Funnel, indicator: Indicator, places: Mapping[str, Geography], year: int) -> str:
    """Text alternative of the funnel."""
    high = [places[d.geography].name for d in found.out if d.place is Place.HIGH_998]
    low = [places[d.geography].name for d in found.out if d.place is Place.LOW_998]
    said = [f"Trattdiagram {year}: {indicator.short_name}. {heading(found)}"]
    said += [f"Över: {swedish.listing(high)}"] if high else []
    said += [f"Under: {swedish.listing(low)}"] if low else []
    text = ". ".join(said) + "."
    return " ".join(part for part in (text, variation(found, places)) if part)
