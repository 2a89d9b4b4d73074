"""Ten districts by year for tests of the equal city: drawn at random, or moving as told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from indicators import disclosure
from indicators import observations as obs
from indicators.districts import equality
from indicators.districts.equality import Equality
from indicators.measures import overview
from indicators.model import Good, Indicator, MeasureKind
from indicators.situation import Situation
from tests.builders import INDICATOR_ID, Seen, a_registry, an_indicator, observed, together
from tests.ingest import shipped

CODES = [str(code) for code in range(131, 141)]
MANY = 100_000.0


def crime(**changes: Any) -> Indicator:
    """Counted events, fewer is better."""
    rate = {"kind": MeasureKind.RATE, "good": Good.LOW, "multiplier": 100_000.0, "unit": "per 100 000", "decimals": 0}
    return an_indicator(**(rate | {"target": None} | changes))


def rates(series: Mapping[str, Sequence[Seen]], *, years: Sequence[int] = range(2014, 2020)) -> pd.DataFrame:
    """Events per 100 000 by district and year; a bare number is a count among 100 000."""
    return together(
        *(
            observed(code, dict(zip(years, map(_counted, values), strict=True)), multiplier=100_000.0)
            for code, values in series.items()
        )
    )


def told(table: pd.DataFrame, *, indicator: Indicator | None = None, year: int = 2019) -> Equality:
    """Level and gap of a made table."""
    register = a_registry(indicator or crime())
    return equality.from_estimates(overview.estimates(table, register), register, INDICATOR_ID, year=year)


def moving(start: float, step: float, years: int = 6) -> list[Seen]:
    """A straight way."""
    return [start + step * k for k in range(years)]


def claims(chances: Sequence[float], years: Sequence[int], *, draws: int, seed: int) -> list[Equality]:
    """What is said of ten districts with constant true shares, 300 respondents a year, drawn again and again."""
    rng, register = np.random.default_rng(seed), a_registry()
    return [
        equality.from_estimates(_drawn(rng, chances, years), register, INDICATOR_ID, year=max(years))
        for _ in range(draws)
    ]


@cache
def shipped_situation(year: int) -> Situation:
    """The shipped figures at a viewpoint, small numbers hidden; without assessments, which equality does not read."""
    register = shipped.the_register()
    rows = disclosure.hide_small(shipped.current(), register)
    rows = rows[rows[obs.YEAR] <= year]
    return Situation(
        registry=register,
        year=year,
        version=1,
        observations=rows,
        estimates=overview.estimates(rows, register),
        progress={},
        earlier={},
    )


@cache
def shipped_equality(year: int) -> dict[str, Equality]:
    """Every shipped indicator at a viewpoint."""
    return {e.indicator.id: e for e in equality.of_every_indicator(shipped_situation(year))}


def _counted(seen: Seen) -> Seen:
    return (float(seen), MANY) if isinstance(seen, int | float) else seen


def _drawn(rng: np.random.Generator, chances: Sequence[float], years: Sequence[int]) -> pd.DataFrame:
    series = {
        code: {y: (float(rng.binomial(300, p)), 300.0) for y in years} for code, p in zip(CODES, chances, strict=True)
    }
    return overview.estimates(together(*(observed(code, values) for code, values in series.items())), a_registry())
