"""How much of each geography of one level lies in each geography of another, by the inhabitants of primary areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indicators.crosswalks.weights import Weights
from indicators.model import Geography, GeographyLevel, Registry

NOWHERE: Final = ""
"""Stands for the geography of a primary area that lies in none of a level."""

_Ends = tuple[str, str]
"""The codes of the geographies of both levels that a primary area lies in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a geography of the first level and one of the second have in common."""

    origin: str
    target: str
    population: float
    """Inhabitants of both; those of primary areas without weight not counted."""
    share: float | None
    """How much of the origin's inhabitants live in the target; None where the weights cannot tell."""
    covered: float | None
    """How much of the target's inhabitants come from the origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """From one level to another, geography by geography, with what the weights do not cover."""

    origin_level: GeographyLevel
    target_level: GeographyLevel
    rows: tuple[Share, ...]
    coverage: float
    """Share of the city's inhabitants who live in a geography of both levels."""
    without_area: float
    """Inhabitants who are registered in no primary area."""
    without_weight: tuple[str, ...]
    """Primary areas whose inhabitants are not known."""
    year: int
    """Of the weights."""
    source: str

    def of(self, origin: str) -> tuple[Share, ...]:
        """Where one geography of the first level went."""
        return tuple(row for row in self.rows if row.origin == origin)

    def into(self, target: str) -> tuple[Share, ...]:
        """What one geography of the second level is made of."""
        return tuple(row for row in self.rows if row.target == target)


def crosswalk(registry: Registry, weights: Weights, origin: GeographyLevel, target: GeographyLevel) -> Crosswalk:
    """From one level to another; a geography is its code, so two of the same name are two.

    Primary areas are the smallest parts; the register says in which geography of each level one lies.
    """
    primary = registry.on_level(GeographyLevel.PRIMARY)
    ends = {place.code: (_lies_in(place, origin), _lies_in(place, target)) for place in primary}
    known = {code: weights.population[code] for code in ends if code in weights.population}
    both = sum(count for code, count in known.items() if NOWHERE not in ends[code])
    return Crosswalk(
        origin_level=origin,
        target_level=target,
        rows=tuple(_shares(registry, ends, known)),
        coverage=both / weights.whole if weights.whole > 0 else 0.0,
        without_area=weights.without_area,
        without_weight=tuple(code for code in ends if code not in known),
        year=weights.year,
        source=weights.source,
    )


def _lies_in(place: Geography, level: GeographyLevel) -> str:
    return place.code if place.level is level else place.parents.get(level, NOWHERE)


def _shares(registry: Registry, ends: Mapping[str, _Ends], known: Mapping[str, float]) -> Iterable[Share]:
    order = {code: number for number, code in enumerate(registry.geographies)}
    met = sorted({pair for pair in ends.values() if NOWHERE not in pair}, key=lambda p: (order[p[0]], order[p[1]]))
    for origin, target in met:
        parts = [code for code, pair in ends.items() if pair == (origin, target)]
        yield Share(
            origin=origin,
            target=target,
            population=sum(known.get(code, 0.0) for code in parts),
            share=_part(parts, [code for code, pair in ends.items() if pair[0] == origin], known),
            covered=_part(parts, [code for code, pair in ends.items() if pair[1] == target], known),
        )


def _part(parts: Sequence[str], whole: Sequence[str], known: Mapping[str, float]) -> float | None:
    """The parts' share of the whole: all of it needs no weights, else every weight must be known."""
    if len(parts) == len(whole):
        return 1.0
    count = sum(known.get(code, 0.0) for code in whole)
    if count <= 0 or any(code not in known for code in whole):
        return None
    return sum(known[code] for code in parts) / count
