"""Each district's own curve in a panel of its own, all on one scale, with the city's curve in grey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from indicators import events as dated
from indicators import swedish
from indicators.charts import series, theme, uprights
from indicators.charts.icons import as_data_uri
from indicators.charts.series import Point
from indicators.charts.theme import AXIS, BRAND, GRID, INK, Spec
from indicators.districts.trends import Trends
from indicators.model import Event, EventKind, Indicator, MeasureKind

_BAND: Final = "#D5E4EE"


def multiples(
    found: Trends,
    indicator: Indicator,
    *,
    until: int,
    span: tuple[int, int] | None = None,
    events: Mapping[str, Sequence[Event]] | None = None,
    beside: Sequence[float] = (),
) -> Spec:
    """The panels as data: places in per cent of a panel's width and height, lines parted where a year is missing.

    `span` is the first and last year of the panels where these are to be the same as other panels'; `beside` are the
    levels of other panels on the same scale. `events` are those of each district; the panels have only a line for each,
    and the list stands under them.
    """
    own = {t.geography: series.points(t.rows, indicator, until=until) for t in found.districts}
    city = series.points(found.city, indicator, until=until)
    every = [p for points in own.values() for p in points]
    if not every:
        return {"panels": []}
    levels = [*beside, *(v for p in [*every, *city] for v in (p.lowest, p.highest))]
    zero = [0.0] if indicator.kind in (MeasureKind.RATE, MeasureKind.STATE) else []
    axis = theme.axis([*levels, *zero], indicator.unit)
    first, last = span or (min(p.year for p in every), max(p.year for p in every))
    place = _Place(first, last, axis)
    return {
        "first": first,
        "last": last,
        "starts_at_zero": axis.low == 0,
        "line": {"y": place.y(axis.ticks[-1]), "text": axis.label(axis.ticks[-1])},
        "low": axis.label(axis.low),
        "city": place.lines(city),
        "panels": [
            _panel(code, points, place, indicator) | {"events": place.events(shown(events or {}, code, first, last))}
            for code, points in own.items()
        ],
    }


def shown(events: Mapping[str, Sequence[Event]], code: str, first: int, last: int) -> tuple[Event, ...]:
    """The events that a district's panel draws."""
    return uprights.shown(events.get(code, ()), first, last)


def panel_image(panel: Spec, drawing: Spec) -> str:
    """One panel's drawing as an address for an image element that may be stretched."""
    parts = [f'<path d="M0 {drawing["line"]["y"]}H100M0 99.5H100" stroke="{GRID}" {_THIN}/>']
    parts += [_upright(event) for event in panel["events"]]
    parts += [f'<polygon points="{_points(band)}" fill="{_BAND}"/>' for band in panel["bands"]]
    parts += [f'<polyline points="{_points(line)}" stroke="{AXIS}" {_THIN}/>' for line in drawing["city"]]
    parts += [f'<polyline points="{_points(line)}" stroke="{BRAND}" {_THICK}/>' for line in panel["lines"]]
    return as_data_uri(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" preserveAspectRatio="none" fill="none">'
        f"{''.join(parts)}</svg>"
    )


def _upright(event: Spec) -> str:
    look = f'stroke="{INK}" stroke-dasharray="4 3"' if event["is_method"] else f'stroke="{AXIS}"'
    way = f"M{event['x']:g} 0V99.5" if event.get("began", True) else ""
    way += f"M{event['x']:g} 0.5H{event['to']:g}" if "to" in event else ""
    return f'<path d="{way}" {look} stroke-width="1" vector-effect="non-scaling-stroke"/>'


_THIN: Final = 'stroke-width="1.2" vector-effect="non-scaling-stroke"'
_THICK: Final = 'stroke-width="2.2" vector-effect="non-scaling-stroke" stroke-linecap="round"'


class _Place:
    """From year and value to per cent of the panel, from the top left."""

    def __init__(self, first: int, last: int, axis: theme.Axis) -> None:
        self._first, self._years, self._axis = first, max(1, last - first), axis

    def x(self, year: float) -> float:
        return round(100.0 * (year - self._first) / self._years, 1)

    def y(self, value: float) -> float:
        return round(100.0 * (self._axis.high - value) / (self._axis.high - self._axis.low), 1)

    def events(self, told: Sequence[Event]) -> list[Spec]:
        """Where the lines of events stand, within the panel, and how far the level line of what lasts runs."""
        first = self._first
        return [
            {"x": self._inside(uprights.at(e, first)), "is_method": e.kind is EventKind.METHOD}
            | ({"began": False} if dated.is_under_way(e, first) else {})
            | ({} if (over := uprights.until(e, first + self._years)) is None else {"to": self._inside(over)})
            for e in told
        ]

    def _inside(self, year: float) -> float:
        return min(100.0, max(0.0, self.x(year)))

    def lines(self, points: list[Point]) -> list[list[list[float]]]:
        """A line for each part; a part of one year is a short stroke, so that it is seen."""
        parts = [[[self.x(p.year), self.y(p.value)] for p in part] for part in _parts(points, self._first)]
        return [
            part if len(part) > 1 else [[part[0][0] - 1, part[0][1]], [part[0][0] + 1, part[0][1]]] for part in parts
        ]

    def bands(self, points: list[Point]) -> list[list[list[float]]]:
        """The intervals of each part of more than one year as an area."""
        wide = [part for part in _parts(points, self._first) if len(part) > 1]
        return [
            [[self.x(p.year), self.y(p.highest)] for p in part]
            + [[self.x(p.year), self.y(p.lowest)] for p in reversed(part)]
            for part in wide
        ]


def _parts(points: list[Point], first: int) -> list[list[Point]]:
    kept = [p for p in points if p.year >= first]
    return [[p for p in kept if p.part == number] for number in sorted({p.part for p in kept})]


def _panel(code: str, points: list[Point], place: _Place, indicator: Indicator) -> Spec:
    latest = points[-1] if points else None
    return {
        "geography": code,
        "lines": place.lines(points),
        "bands": place.bands(points),
        "end": None if latest is None else [place.x(latest.year), place.y(latest.value)],
        "latest": swedish.NOTHING
        if latest is None
        else swedish.label(latest.value, indicator.unit, indicator.decimals),
        "year": None if latest is None else latest.year,
    }


def _points(line: list[Any]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in line)
