"""Series, each with the scale of its line and the counts behind it, ready to be projected (M19)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures import progress
from indicators.measures.arguments import all_positive, amounts, flags, sides, stretched
from indicators.measures.arranged import Arranged
from indicators.measures.distributions import Floats, Objects, filled, numbers
from indicators.measures.scales import Scale, scale_of
from indicators.measures.valuation import COUNT, N


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled:
    """What a projection takes: rows are series."""

    series: progress.Series
    scale: Objects
    """`Scale` of each series."""
    multiplier: Floats
    count: Floats
    """Series x years: events behind the value; NaN where not known."""
    population: Floats
    shape: tuple[int, ...]
    """The leading axes asked for, which the answers get back."""

    def with_series(self, *, values: Floats, target: Floats, target_year: Floats) -> Scaled:
        """The same with other values and targets."""
        return replace(self, series=replace(self.series, values=values, target=target, target_year=target_year))


def scaled(
    years: ArrayLike,
    values: ArrayLike,
    *,
    good: ArrayLike,
    target_year: ArrayLike,
    target: ArrayLike = np.nan,
    baseline_year: ArrayLike = -np.inf,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    epoch: ArrayLike | None = None,
    pool: ArrayLike | None = None,
    scale: Scale = Scale.LINEAR,
    multiplier: ArrayLike = 100.0,
    count: ArrayLike | None = None,
    population: ArrayLike | None = None,
    is_suppressed: ArrayLike = False,
) -> Scaled:
    """Series from plain arrays: `values` are series x years with any number of leading axes, NaN where there is none.

    `good` is 1 where high is good and -1 where low is; `lower` and `upper` are 95 % limits; `epoch` is the number of
    breaks up to each year; `pool` is as in M16; `multiplier` is what a share of one is (100 for per cent) and what a
    rate is counted per; `is_suppressed` says where a value is hidden, and what stands there is not read. Shapes that
    do not fit, limits that do not enclose their value, infinite values and negative counts are refused by name.
    """
    table = numbers("values", values)
    if table.ndim == 0 or table.shape[-1] == 0:
        raise MeasureError("values: not a series")
    shape, size = table.shape[:-1], table.shape[-1]
    hidden = flags("is_suppressed", is_suppressed, table.shape)
    wide = {"lower": lower, "upper": upper, "epoch": epoch, "count": count, "population": population}
    each = {"target": target, "target_year": target_year, "good": sides(good), "baseline_year": baseline_year}
    each |= {} if pool is None else {"pool": pool}
    full = {name: _flat(name, a, table.shape) for name, a in wide.items() if a is not None}
    single = {name: _flat(name, a, shape).reshape(-1) for name, a in each.items()}
    nothing = np.full(table.shape, np.nan)
    counts, people = (
        amounts(name, np.where(hidden, np.nan, full.pop(name, nothing))).reshape(-1, size)
        for name in ("count", "population")
    )
    wide_rows = {name: array.reshape(-1, size) for name, array in full.items()}
    return Scaled(
        series=progress.series(
            years, table.reshape(-1, size), **wide_rows, **single, is_suppressed=hidden.reshape(-1, size)
        ),
        scale=filled(len(counts), _scale(scale)),
        multiplier=all_positive("multiplier", _flat("multiplier", multiplier, shape).reshape(-1)),
        count=counts,
        population=people,
        shape=shape,
    )


def of_register(given: Arranged) -> Scaled:
    """Arranged series, in their order: rates on ln, shares on log odds, means and values as they are."""
    kinds = np.empty(len(given.indicators), dtype=object)
    kinds[:] = [scale_of(indicator.kind) for indicator in given.indicators]
    columns = [np.full(len(given.of), column) for column in range(given.at.shape[1])]
    count, population = (np.stack([given.column(name, c) for c in columns], axis=1) for name in (COUNT, N))
    return Scaled(
        series=given.series,
        scale=kinds[given.of],
        multiplier=np.array([i.multiplier for i in given.indicators], dtype=np.float64)[given.of],
        count=count,
        population=population,
        shape=(len(given.of),),
    )


def _flat(name: str, values: ArrayLike, shape: tuple[int, ...]) -> Floats:
    return np.array(stretched(name, numbers(name, values), shape))


def _scale(scale: Scale) -> Scale:
    try:
        return Scale(scale)
    except ValueError as fault:
        raise MeasureError(f"scale: {scale} is none of {', '.join(Scale)}") from fault
