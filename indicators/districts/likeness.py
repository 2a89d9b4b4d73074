"""Which districts are alike: how large a share of their inhabitants live in the same kind of places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from indicators.model import GeographyLevel, Registry

LEAST: Final = 0.6
"""Share of the inhabitants from which two districts are called alike; our own choice."""
MOST: Final = 3
"""Districts named at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A district that is like another, and why."""

    geography: str
    share: float
    """Share of the inhabitants that live in the same kind of places: the sum of the smaller share of each group."""
    group: str
    """The socioeconomic group that most of the likeness comes from."""
    own: float
    other: float
    """The two districts' shares in that group."""


def alike(registry: Registry, population: Mapping[str, float], code: str) -> tuple[Alike, ...]:
    """The districts most like one, the likest first; empty where none is alike or its inhabitants are not known.

    `population` is by primary area. The likeness rests on the city's six socioeconomic groups of primary areas, never
    on the indicators that the districts are then compared by.
    """
    mixes = mixture(registry, population)
    own = mixes.get(code)
    if not own:
        return ()
    found = [_alike(own, mix, other) for other, mix in mixes.items() if other != code and mix]
    near = sorted((a for a in found if a.share >= LEAST), key=lambda a: -a.share)
    return tuple(near[:MOST])


def mixture(registry: Registry, population: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """For each district the share of its inhabitants in each socioeconomic group; those without a group count too."""
    mixes: dict[str, dict[str, float]] = {p.code: {} for p in registry.on_level(GeographyLevel.DISTRICT)}
    for place in registry.on_level(GeographyLevel.PRIMARY):
        district = place.parents.get(GeographyLevel.DISTRICT, "")
        group = place.parents.get(GeographyLevel.SOCIOECONOMIC, "")
        if district in mixes:
            mixes[district][group] = mixes[district].get(group, 0.0) + population.get(place.code, 0.0)
    return {code: _shares(mix) for code, mix in mixes.items()}


def _shares(mix: Mapping[str, float]) -> dict[str, float]:
    whole = sum(mix.values())
    return {group: count / whole for group, count in mix.items() if group} if whole > 0 else {}


def _alike(own: Mapping[str, float], other: Mapping[str, float], code: str) -> Alike:
    common = {group: min(share, other.get(group, 0.0)) for group, share in own.items()}
    most = max(common, key=lambda group: common[group])
    return Alike(geography=code, share=sum(common.values()), group=most, own=own[most], other=other.get(most, 0.0))
