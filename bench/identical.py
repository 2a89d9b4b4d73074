"""How often identical districts are said to differ or to drift: `python -m bench.identical` prints the shares."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.districts.against_city import against_city
from indicators.districts.equality import Standing
from indicators.districts.judging import CERTAIN
from indicators.districts.trends import Trends, trends
from indicators.measures.distributions import Floats
from indicators.model import Change
from tests.builders import a_registry, a_row, an_indicator
from tests.districts.equal_city import claims
from tests.districts.tables import CODES, a_comparison, of

DRAWS, ANSWERS, SHARE, MOST = 2_000, 300, 0.7, 0.05
"""The acceptance: ten districts, so many respondents each, and the share of draws that may claim anything."""
AT_ONCE = 100
"""Draws that are worked out together, as indicators of one register."""
CHANGED = (Change.IMPROVED, Change.WORSENED, Change.RISEN, Change.FALLEN)
"""The words under a district's curve that claim something."""
SPANS: tuple[Sequence[int], ...] = ((2014, 2020), tuple(range(2014, 2021)))


def differing(draws: int = DRAWS) -> float:
    """The share of draws in which the result object of Stadsdelar claims a real difference."""
    counts = np.random.default_rng(30).binomial(ANSWERS, SHARE, (draws, 10))
    found = (a_comparison([(float(count), float(ANSWERS)) for count in row]) for row in counts)
    return sum(any(d.verdict in CERTAIN for d in told.districts) for told in found) / draws


def drifting(years: Sequence[int], draws: int = DRAWS) -> float:
    """The share of draws in which the result object of Jämlik stad claims a closing or widening gap."""
    found = claims([SHARE] * 10, years, draws=draws, seed=31)
    return sum(told.standing in (Standing.CLOSING, Standing.WIDENING) for told in found) / draws


def turning(years: Sequence[int], draws: int = DRAWS) -> float:
    """The share of draws in which a district's own curve, or its word on Min stadsdel, claims a change."""
    counts = np.random.default_rng(32).binomial(ANSWERS, SHARE, (draws, len(years), 10)).astype(float)
    found = (told for at in range(0, draws, AT_ONCE) for told in _curves(years, counts[at : at + AT_ONCE]))
    return sum(any(t.verdict in CHANGED for t in told.districts) for told in found) / draws


def main() -> int:
    """Print the shares against what they may be; 1 where one is above."""
    parts = {"a real difference between districts": differing}
    parts |= {f"a closing or widening gap, {len(years)} years": partial(drifting, years) for years in SPANS}
    parts |= {f"a change since the baseline, {len(years)} years": partial(turning, years) for years in SPANS}
    print(f"| {DRAWS} draws of ten identical districts claim | share | at most |\n|---|---|---|")
    within = True
    for claim, share_of_draws in parts.items():
        share = share_of_draws()
        print(f"| {claim} | {share:.4f} | {MOST} |", flush=True)
        within &= share <= MOST
    return int(not within)


def _curves(years: Sequence[int], draws: Floats) -> list[Trends]:
    """The districts' own curves of each draw, which is an indicator of its own; draws x years x districts."""
    drawn = [an_indicator(id=f"draw-{number}") for number in range(len(draws))]
    rows = [
        a_row(year, (x, float(ANSWERS)), multiplier=100.0) | {obs.INDICATOR: indicator.id, obs.GEOGRAPHY: code}
        for indicator, table in zip(drawn, draws.tolist(), strict=True)
        for year, values in zip(years, table, strict=True)
        for code, x in zip(CODES, values, strict=True)
    ]
    seen = of(a_registry(*drawn), obs.checked(pd.DataFrame(rows, columns=list(obs.DTYPES))), max(years))
    compared = ((indicator, against_city(seen, indicator)) for indicator in drawn)
    return [trends(seen, indicator, found) for indicator, found in compared if found is not None]


if __name__ == "__main__":
    sys.exit(main())
