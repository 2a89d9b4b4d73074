"""What is said of a funnel: what stands out more than size explains, and whether all vary more than chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indicators import swedish
from indicators.districts.funnels import Funnel, InFunnel
from indicators.districts.judging import CERTAIN
from indicators.measures.funnel import Place
from indicators.model import Geography, Indicator

PLACES: Final = {
    Place.LOW_998: "under de yttre gränserna",
    Place.LOW_95: "mellan gränserna, lågt",
    Place.INSIDE: "innanför",
    Place.HIGH_95: "mellan gränserna, högt",
    Place.HIGH_998: "över de yttre gränserna",
}


def place(district: InFunnel) -> str:
    """Where a district lies in the funnel."""
    return PLACES[district.place]


def heading(found: Funnel) -> str:
    """The message: how many lie beyond what their size explains."""
    out = sum(1 for d in found.districts if d.verdict in CERTAIN)
    if not out and not found.is_apart:
        return "Stadsdelarna går inte att skilja åt, inte heller med hänsyn till storlek"
    if not out:
        return "Ingen stadsdel ligger längre från mitten än dess storlek förklarar"
    who = swedish.sentence_case(swedish.counted(out, "stadsdel", "stadsdelar"))
    return f"{who} ligger längre från mitten än storleken förklarar"


def variation(found: Funnel, places: Mapping[str, Geography]) -> str:
    """That all districts vary more than chance, and who still stands out from that; empty where they do not."""
    if not found.is_overdispersed:
        return ""
    names = [places[d.geography].name for d in found.still_out]
    who = f"bara {swedish.listing(names)}" if names else "ingen stadsdel"
    return (
        "Att skilja sig från staden är inte att sticka ut bland stadsdelarna: de varierar "
        f"{swedish.number(found.dispersion)} gånger mer än slumpen, och mot den spridningen sticker {who} ut."
    )


def alt(found: Funnel, indicator: Indicator, places: Mapping[str, Geography], year: int) -> str:
    """Text alternative of the funnel."""
    high = [places[d.geography].name for d in found.districts if d.verdict in CERTAIN and d.value > found.centre]
    low = [places[d.geography].name for d in found.districts if d.verdict in CERTAIN and d.value < found.centre]
    said = [f"Trattdiagram {year}: {indicator.short_name}. {heading(found)}"]
    said += [f"Över: {swedish.listing(high)}"] if high else []
    said += [f"Under: {swedish.listing(low)}"] if low else []
    text = ". ".join(said) + "."
    return " ".join(part for part in (text, variation(found, places)) if part)
