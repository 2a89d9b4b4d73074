"""Every indicator in every district against the rest of the city, grouped by strategic area."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indicators.districts.against_city import Comparison, against_city
from indicators.model import GeographyLevel, Indicator, StrategicArea
from indicators.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRows:
    """One strategic area with its indicators that are followed per district; `rows` is empty where none is."""

    area: StrategicArea
    rows: tuple[tuple[Indicator, Comparison | None], ...]


Compare = Callable[[Situation, Indicator], Comparison | None]


def overview(seen: Situation, *, compare: Compare = against_city) -> tuple[AreaRows, ...]:
    """The ten strategic areas in order, with a comparison for each indicator that exists for districts.

    `compare` may remember what has been compared before.
    """
    return tuple(
        AreaRows(
            area=area,
            rows=tuple(
                (indicator, compare(seen, indicator))
                for indicator in seen.registry.of_area(area.number)
                if GeographyLevel.DISTRICT in indicator.levels
            ),
        )
        for area in seen.registry.strategic_areas
    )
