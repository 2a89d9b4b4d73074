"""All districts on one line around the rest of the city, better to the right: one district with its interval."""

from __future__ import annotations

from typing import Final

from indicators.charts.theme import Spec
from indicators.districts.against_city import Comparison, District
from indicators.model import Good, Indicator

_EDGE: Final = 2.0
"""Per cent of the width kept free at each end."""


def strip(found: Comparison, own: District, indicator: Indicator, *, alike: frozenset[str] = frozenset()) -> Spec:
    """Places in per cent of the width, the rest of the city at 50; empty where there is nothing to place around.

    As wide as the district's own interval and the second largest distance of the others, so that one that lies far off
    does not squeeze the rest: what is beyond stands at the edge.
    """
    middle = own.rest if own.rest is not None else found.city
    if middle is None or own.value is None:
        return {"others": []}
    turn = -1.0 if indicator.good is Good.LOW else 1.0
    others = [d for d in found.districts if d.value is not None and d.geography != own.geography]
    away = sorted((abs((d.value or 0.0) - middle) for d in others), reverse=True)
    ends = [v for v in (own.value, own.lower, own.upper) if v is not None]
    half = max([abs(v - middle) for v in ends] + away[1:2] + [1e-9])

    def at(value: float) -> float:
        place = 50.0 + turn * (value - middle) / half * (50.0 - _EDGE)
        return round(min(100.0 - _EDGE, max(_EDGE, place)), 1)

    drawn: Spec = {
        "others": [{"x": at(d.value or 0.0), "alike": d.geography in alike} for d in others],
        "x": at(own.value),
        "mark": own.verdict.value,
    }
    if own.lower is not None and own.upper is not None:
        low, high = sorted((at(own.lower), at(own.upper)))
        drawn |= {"low": low, "high": high}
    return drawn
