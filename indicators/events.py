"""Which dated events and method changes concern an indicator in a place, and where they stand on an axis of years."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping

from indicators import periods, swedish
from indicators.model import Event, EventKind, Geography, Indicator, Registry


def on(
    registry: Registry,
    indicator: Indicator,
    *,
    geography: str | None = None,
    first: int | None = None,
    last: int | None = None,
) -> tuple[Event, ...]:
    """Every event that concerns an indicator in a geography, in order of date; its own breaks as method changes.

    Without `geography`, those of any place. `first` and `last` are years: what ended before or began after is left out.
    """
    told = [e for e in registry.events if concerns(e, indicator) and is_in(e, geography, registry.geographies)]
    told += [
        _as_event(indicator, each.year, each.what)
        for each in indicator.breaks
        if not _is_told(told, indicator, each.year)
    ]
    kept = (e for e in told if (first is None or e.last_year >= first) and (last is None or e.year <= last))
    return in_order(kept)


def breaks(registry: Registry) -> tuple[Event, ...]:
    """The breaks of every indicator as method changes, but those that the register tells as events of its own."""
    return tuple(
        _as_event(indicator, each.year, each.what)
        for indicator in registry.indicators.values()
        for each in indicator.breaks
        if not _is_told(registry.events, indicator, each.year)
    )


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by where they stand on the axis of years, then by id."""
    return tuple(sorted(events, key=lambda event: (place(event), event.id)))


def concerns(event: Event, indicator: Indicator) -> bool:
    """Whether an event is about an indicator: named, in a named area, or about everything."""
    if not event.indicators and not event.strategic_areas:
        return True
    return indicator.id in event.indicators or indicator.strategic_area in event.strategic_areas


def in_area(event: Event, number: int, registry: Registry) -> bool:
    """Whether an event is about any indicator of a strategic area, or about the area as such."""
    return number in event.strategic_areas or any(concerns(event, each) for each in registry.of_area(number))


def is_in(event: Event, geography: str | None, geographies: Mapping[str, Geography]) -> bool:
    """Whether an event concerns a place: what concerns a place concerns every place in it, but not those around it."""
    if geography is None or not event.geographies or geography in event.geographies:
        return True
    around = geographies[geography].parents.values() if geography in geographies else ()
    return any(code in event.geographies for code in around)


def place(event: Event) -> float:
    """Where an event stands on an axis whose year 2015 is drawn at 2015, that is spans 2014.5–2015.5.

    A date of a whole year stands in its middle. A method change that is dated by the year alone holds from its first
    day, between the last value of the old way and the first of the new.
    """
    first, last = periods.days_of(event.date)
    if event.kind is EventKind.METHOD and len(event.date) == len("2015"):
        return event.year - 0.5
    days = 366 if calendar.isleap(first.year) else 365
    middle = (first.timetuple().tm_yday + last.timetuple().tm_yday - 1) / 2
    return round(event.year - 0.5 + middle / days, 3)


def end(event: Event) -> float | None:
    """Where what lasts is over, on the same axis; None for what happened once, and for a method change."""
    if event.ends is None or event.kind is EventKind.METHOD:
        return None
    _, last = periods.days_of(event.ends)
    return round(last.year - 0.5 + last.timetuple().tm_yday / (366 if calendar.isleap(last.year) else 365), 3)


def is_under_way(event: Event, year: int) -> bool:
    """Whether something that lasts had begun before a year and went on into it."""
    over = end(event)
    return over is not None and place(event) <= year - 0.5 < over


def when(event: Event) -> str:
    """The date as a reader writes it: `2015`, `oktober 2015`, `1 juni 2015`, `2014–2020`."""
    began = told(event.date)
    if event.ends is None or event.ends == event.date:
        return began
    return f"{began}–{told(event.ends)}" if len(event.date + event.ends) == 8 else f"{began} – {told(event.ends)}"


def told(date: str) -> str:
    """A date of the register in words."""
    first, _ = periods.days_of(date)
    if len(date) == len("2015"):
        return date
    return swedish.month(first) if len(date) == len("2015-06") else swedish.date(first)


def _is_told(told: Iterable[Event], indicator: Indicator, year: int) -> bool:
    """Whether a break is told by an event of the register: a method change of that year that names the indicator."""
    return any(e.kind is EventKind.METHOD and e.year == year and indicator.id in e.indicators for e in told)


def _as_event(indicator: Indicator, year: int, what: str) -> Event:
    return Event(
        id=f"{'' if not indicator.is_demo else 'demo-'}brott-{indicator.id.removeprefix('demo-')}-{year}",
        date=str(year),
        kind=EventKind.METHOD,
        title=swedish.sentence_case(what),
        text=f"Värden före {year} jämförs inte med värden från {year}.",
        indicators=(indicator.id,),
        source=f"Indikatorregistret, {indicator.short_name}",
    )
