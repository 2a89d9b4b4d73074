"""How often identical districts are said to differ or to drift: `python -m bench.identical` prints the shares."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial

import numpy as np

from indicators.districts.equality import Standing
from indicators.districts.judging import CERTAIN
from tests.districts.equal_city import claims
from tests.districts.tables import a_comparison

DRAWS, ANSWERS, SHARE, MOST = 2_000, 300, 0.7, 0.05
"""The acceptance: ten districts, so many respondents each, and the share of draws that may claim anything."""
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


def main() -> int:
    """Print the shares against what they may be; 1 where one is above."""
    parts = {"a real difference between districts": differing}
    parts |= {f"a closing or widening gap, {len(years)} years": partial(drifting, years) for years in SPANS}
    print(f"| {DRAWS} draws of ten identical districts claim | share | at most |\n|---|---|---|")
    within = True
    for claim, share_of_draws in parts.items():
        share = share_of_draws()
        print(f"| {claim} | {share:.4f} | {MOST} |", flush=True)
        within &= share <= MOST
    return int(not within)


if __name__ == "__main__":
    sys.exit(main())
