"""Events in words: the numbered list under a chart, the end of its text alternative, and the column of its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indicators import events as dated
from indicators import swedish
from indicators.model import Event, EventKind, Geography, GeographyLevel, Registry
from indicators.texts.alts import LONGEST

LASTING: Final = (
    "Ett vågrätt streck överst visar hur länge något varade. Börjar det i vänsterkanten pågick det redan före det "
    "första året."
)
"""How what lasts is read."""
READING: Final = (
    "De numrerade strecken är händelser och beslut, de streckade är metodbyten. De står i listan under diagrammet.",
    LASTING,
    "Ett streck visar bara när något hände. Det säger inte att kurvan beror på det.",
)
"""How the lines are read."""
LEAD: Final = (
    "Metodbyten, händelser och beslut som är daterade och har en källa. De ritas som numrerade streck i diagrammen "
    "över tid. Att något hände när en kurva vände betyder inte att kurvan vände därför."
)
NONE_FITS: Final = "Ingen händelse stämmer med valet."
NOT_DRAWN: Final = "De ritas inte i diagrammen: där står bara det som hade hänt då."
SMALL: Final = "Små streck vid foten är händelser, prickade linjer metodbyten"
"""What the strokes of the smallest drawings are."""
_MOST_IN_ALT: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event as the list under a chart tells it."""

    number: int
    when: str
    kind: str
    title: str
    source: str
    id: str
    is_demo: bool


def lines(events: Sequence[Event], places: Mapping[str, Geography]) -> list[Line]:
    """The events as numbered in a chart; one that concerns some places only says which."""
    return [
        Line(
            number=number,
            when=dated.when(event),
            kind=swedish.sentence_case(event.kind),
            title=event.title + where(event, places),
            source=event.source,
            id=event.id,
            is_demo=event.is_demo,
        )
        for number, event in enumerate(events, start=1)
    ]


def title(count: int) -> str:
    """The page's sentence."""
    if not count:
        return "Registret har inga händelser än"
    told = swedish.counted(count, "händelse", "händelser")
    return f"{swedish.sentence_case(told)} att känna till när kurvorna läses"


def later(year: int) -> str:
    """The heading over what happened after the viewpoint."""
    return f"Efter läget {year}"


def counted(shown: int, of: int) -> str:
    """How many of the events fit the reader's choices."""
    return f"Visar {swedish.count_word(shown)} av {swedish.count_word(of)} händelser."


def places(event: Event, registry: Registry) -> str:
    """Where: `hela staden`, `alla tio stadsdelar`, or the places by name."""
    districts = [g.code for g in registry.on_level(GeographyLevel.DISTRICT)]
    if districts and set(districts) == set(event.geographies):
        return f"alla {swedish.count_word(len(districts))} stadsdelar"
    known = registry.geographies
    names = [known[code].name for code in event.geographies if code in known]
    return swedish.listing(names) if names else "hela staden"


def where(event: Event, places: Mapping[str, Geography]) -> str:
    """` (Centrum och Angered)` where the title does not say so already; nothing for the whole city or many places."""
    names = [places[code].name for code in event.geographies if code in places]
    untold = [name for name in names if name not in event.title]
    return f" ({swedish.listing(names)})" if untold and len(names) <= 3 else ""


def added(alt: str, events: Sequence[Event]) -> str:
    """A text alternative with the events drawn: the first that there is room for, and how many more there are."""
    if not events:
        return alt
    told = [f"{dated.when(e)} {e.title}{' (metodbyte)' if e.kind is EventKind.METHOD else ''}" for e in events]
    for count in range(min(len(told), _MOST_IN_ALT), 0, -1):
        more = len(told) - count
        rest = f"; {swedish.count_word(more)} till i listan" if more else ""
        whole = f"{alt} Händelser: {'; '.join(told[:count])}{rest}."
        if len(whole) <= LONGEST:
            return whole
    return f"{alt} Händelser: {len(told)} i listan."


def by_year(events: Sequence[Event], years: Sequence[int]) -> dict[int, str]:
    """The events of each row of a table of years; what falls between rows stands at the next, so that none is lost."""
    rows, told = sorted(years), dict[int, list[str]]()
    for event in events:
        row = next((year for year in rows if event.year <= year), rows[-1] if rows else event.year)
        told.setdefault(row, []).append(f"{dated.when(event)}: {event.title} ({event.kind})")
    return {year: "; ".join(said) for year, said in told.items()}
