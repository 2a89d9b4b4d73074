"""What is said of each district's own curve: what is shown since the baseline, and how the panels are read."""

from __future__ import annotations

from typing import Final

from indicators import observations as obs
from indicators import swedish
from indicators.districts.trends import Drawn, Trend
from indicators.model import Change, Geography, Indicator, Reason
from indicators.texts import crime, events, words

SINCE: Final = (
    "Orden jämför stadsdelens senaste värde med dess eget utgångsläge. Alla stadsdelar prövas samtidigt, så det krävs "
    "mer för ”säkerställd” än om en prövats ensam; där åren svänger mer än slumpen räknas det in"
)
"""What the words under the panels compare; see `compared`."""
SINCE_REPORTED: Final = (
    "Orden gäller alla år i serien, inte bara det första och det sista, och är de som står på sidan Brott och trygghet "
    "i tio år. Alla stadsdelar prövas samtidigt; där åren svänger mer än slumpen räknas det in"
)
"""The same of reported crime."""

_READING: Final = (
    "Varje ruta är en stadsdel. Den blå linjen är stadsdelens värde{margin}.",
    "{city}Alla rutor har samma skala, så höjderna kan jämföras.",
    "Ett uppehåll i linjen betyder att ett värde saknas eller är dolt, eller att mätningen har gjorts om.",
    "Ordet under rutan jämför stadsdelen med sig själv, inte med de andra.",
)
"""How the panels are read; see `reading`."""

EVENTS: Final = (
    "De tunna lodräta strecken är händelser och beslut, de streckade metodbyten. De står i listan under rutorna.",
    events.LASTING,
    "Ett streck visar bara när något hände. Det säger inte att kurvan beror på det.",
)
"""How the lines in the panels are read."""
EVENTS_BELOW: Final = (EVENTS[0].replace("rutorna", "tabellen"), *EVENTS[1:])
"""The same under a table of curves."""


_NOTHING_TO_COMPARE: Final = (
    "Inget värde",
    "Bara ett värde, inget att jämföra med",
    "Inget utgångsläge att jämföra med",
)
"""Why nothing is compared, by the number of values."""


def since(trend: Trend) -> str:
    """What is shown since the baseline: `Säkerställd förbättring sedan 2014`, or that there is nothing to compare."""
    if trend.reported is not None:
        return crime.over(trend.reported)
    if trend.verdict is None or trend.from_year is None:
        return _NOTHING_TO_COMPARE[min(2, int(trend.rows[obs.VALUE].notna().sum()))]
    if trend.verdict is Change.NOT_COMPARABLE:
        return f"Kan inte jämföras med {trend.from_year}"
    said = words.change(trend.verdict, trend.reason)
    return said if trend.reason is Reason.NOT_DEFINED else f"{said} sedan {trend.from_year}"


def compared(drawn: Drawn) -> list[str]:
    """What the words under the panels compare, and what an estimated population does to them."""
    return [SINCE_REPORTED, crime.ESTIMATED] if drawn.is_reported else [SINCE]


def alt(trend: Trend, indicator: Indicator, place: Geography) -> str:
    """Text alternative of one panel: from where, to where, and what is shown."""
    told = trend.rows[trend.rows[obs.VALUE].notna()]
    if told.empty:
        return f"{place.name}: inga värden."
    ends = [told.iloc[0], told.iloc[-1]]
    shown = [swedish.label(float(r[obs.VALUE]), indicator.unit, indicator.decimals) for r in ends]
    years = [int(r[obs.YEAR]) for r in ends]
    if years[0] == years[1]:
        return f"{place.name}: {shown[1]} år {years[1]}."
    return f"{place.name}: från {shown[0]} år {years[0]} till {shown[1]} år {years[1]}. {since(trend)}."


def subtitle(*, starts_at_zero: bool, drawn: Drawn) -> str:
    """How the panels are read; only what is drawn in them."""
    scale = "Samma skala i alla rutor, från noll" if starts_at_zero else "Samma skala i alla rutor, inte från noll"
    own = "Blå linje är stadsdelen" + (" med felmarginal" if drawn.has_margin else "")
    city = f", grå linje {'alla stadsdelar tillsammans' if drawn.is_city_summed else 'hela staden'}"
    return f"{scale}. {own}{city if drawn.has_city else ''}. Ett uppehåll betyder att ett år saknas."


def reading(drawn: Drawn) -> tuple[str, ...]:
    """How the panels are read, at more length."""
    margin = ", det ljusa fältet dess felmarginal" if drawn.has_margin else ", utan känd felmarginal"
    city = "Den grå linjen är densamma i alla rutor. " if drawn.has_city else ""
    return tuple(line.format(margin=margin, city=city) for line in _READING)
