"""Event rates in their funnel (M08): which districts stand out more than their size explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from indicators import observations as obs
from indicators.districts.against_city import Comparison, Together, totals
from indicators.districts.judging import Verdict
from indicators.measures.comparison import CONTROL
from indicators.measures.distributions import CONFIDENCE, Floats
from indicators.measures.funnel import Place, rate_funnel, rate_limits
from indicators.measures.valuation import COUNT
from indicators.model import Indicator, MeasureKind
from indicators.situation import Situation

STEPS: Final = 40
"""Points on each drawn limit."""
BEYOND: Final = (Place.LOW_998, Place.HIGH_998)
"""The places beyond the 99.8 per cent limits."""
_MARGIN: Final = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class InFunnel:
    """One district in the funnel."""

    geography: str
    n: float
    value: float
    expected: float
    """Events that a district of its size would have at the centre rate."""
    count: float
    place: Place
    """In the drawn limits, which hold chance alone."""
    among: Place | None
    """In the limits that also hold how much the districts vary; None where they vary no more than chance."""
    verdict: Verdict
    """The comparison's, so that dots and funnel never disagree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """The districts in their funnel and the limits that chance alone draws."""

    centre: float
    districts: tuple[InFunnel, ...]
    curve: tuple[tuple[float, float, float, float, float], ...]
    """Population, 99.8 per cent lower, 95 lower, 95 upper, 99.8 upper."""
    dispersion: float
    """φ: how many times more than chance the districts vary."""
    is_overdispersed: bool
    is_apart: bool
    """The overall test of the comparison finds the districts different."""

    @property
    def out(self) -> tuple[InFunnel, ...]:
        """Those beyond the drawn 99.8 per cent limits; none where the overall test finds no difference."""
        return tuple(d for d in self.districts if d.place in BEYOND) if self.is_apart else ()

    @property
    def still_out(self) -> tuple[InFunnel, ...]:
        """Those beyond the 99.8 per cent limits, also when these are widened by how much districts usually differ."""
        return tuple(d for d in self.districts if (d.among or d.place) in BEYOND)


def funnel(seen: Situation, indicator: Indicator, found: Comparison) -> Funnel | None:
    """The funnel of a comparison of event rates; None for other measures and for fewer than five districts."""
    valued = found.valued
    if indicator.kind is not MeasureKind.RATE or any(d.verdict is Verdict.NOT_TESTED for d in valued):
        return None
    rows = totals(seen, indicator)
    counts = rows[rows[obs.YEAR] == found.year].set_index(obs.GEOGRAPHY)[COUNT]
    x = np.array([counts[d.geography] for d in valued], dtype=np.float64)
    n = np.array([d.n for d in valued], dtype=np.float64)
    made = rate_funnel(x, n, multiplier=indicator.multiplier)
    centre = float(made.centre)
    if not np.isfinite(centre):
        return None
    is_over = bool(made.is_overdispersed)
    told = zip(valued, x.tolist(), n.tolist(), made.by_chance.tolist(), made.place.tolist(), strict=True)
    return Funnel(
        centre=centre,
        districts=tuple(
            InFunnel(
                geography=d.geography,
                n=base,
                value=d.value or 0.0,
                expected=base * centre / indicator.multiplier,
                count=count,
                place=place,
                among=among if is_over else None,
                verdict=d.verdict,
            )
            for d, count, base, place, among in told
        ),
        curve=_curve(centre, n, indicator.multiplier),
        dispersion=float(made.dispersion),
        is_overdispersed=is_over,
        is_apart=found.together is Together.DIFFER,
    )


def _curve(centre: float, n: Floats, multiplier: float) -> tuple[tuple[float, float, float, float, float], ...]:
    low, high = float(n.min()), float(n.max())
    room = max(high - low, 0.1 * high) * _MARGIN
    sizes = np.linspace(max(low - room, 1.0), high + room, STEPS)
    usual = rate_limits(centre, sizes, multiplier=multiplier, confidence=CONFIDENCE)
    wide = rate_limits(centre, sizes, multiplier=multiplier, confidence=CONTROL)
    columns = (sizes, wide[0], usual[0], usual[1], wide[1])
    return tuple(zip(*(column.tolist() for column in columns), strict=True))
