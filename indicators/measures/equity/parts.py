"""The parts of a gap result, each from its method on arrays."""

from __future__ import annotations

from typing import Final

import numpy as np

from indicators.measures import attributable, closing, concentration, decomposition, slope_index, spread
from indicators.measures.arranged import turn
from indicators.measures.closing import GapChange
from indicators.measures.distributions import CONFIDENCE, Floats
from indicators.measures.equity.results import (
    BestForAll,
    ChangeMade,
    Contribution,
    End,
    GapOverTime,
    SlopeInYear,
    SpreadNow,
    YearlyGap,
)
from indicators.measures.equity.table import Table
from indicators.measures.gaps import Gap
from indicators.measures.groups import Measured
from indicators.model import Estimate, MeasureKind, Reason

LOGARITHM: Final = "ln"
"""Unit of changes of relative gaps."""
_SHARES: Final = (MeasureKind.SHARE, MeasureKind.REGISTER_SHARE)


def yearly(table: Table, gap: Gap, ends: tuple[int, int]) -> tuple[YearlyGap, ...]:
    """The gap of each year between the same two ends."""
    worst, best = ends
    by_chance = spread.spread(
        table.value,
        table.population,
        table.error,
        good=turn(table.indicator),
        suppressed=table.suppressed,
        belongs=table.belongs,
    ).range_by_chance
    return tuple(
        YearlyGap(
            year=year,
            worst=table.estimate(at, worst),
            best=table.estimate(at, best),
            difference=gap.difference.estimate(at),
            ratio=gap.ratio.estimate(at),
            by_chance=known(by_chance[at]),
        )
        for at, year in enumerate(table.years.tolist())
    )


def end(table: Table, group: int, first: int, last: int) -> End:
    """One of the two ends with its way since the baseline."""
    before, now = table.estimate(first, group), table.estimate(last, group)
    both = None if before.value is None or now.value is None else now.value - before.value
    place = table.groups[group]
    return End(geography=place.code, name=place.name, at_baseline=before, now=now, moved=both)


def over_time(table: Table, gap: Measured, *, is_ratio: bool = False) -> GapOverTime:
    """Whether a yearly gap closes; never across a break."""
    value = gap.value
    if is_ratio:
        value = np.log(np.where(value > 0, value, np.nan))
    there = ~np.isnan(value)
    unit = LOGARITHM if is_ratio else gap.unit
    if there.any() and len(set(table.epoch[there].tolist())) > 1:
        return _untold(table, there.tolist(), unit, Reason.NOT_COMPARABLE)
    if not there.any():
        return _untold(table, [], unit, Reason.MISSING)
    found = closing.is_closing(table.years, value, gap.error, unit=unit)
    degrees = float(found.degrees)
    why = found.reason.item()
    years = table.years[there].tolist()
    return GapOverTime(
        from_year=years[0],
        to_year=years[-1],
        change=Estimate(
            value=known(found.value),
            lower=known(found.lower),
            upper=known(found.upper),
            confidence=CONFIDENCE,
            n=float(found.n),
            method=found.method,
            unit=unit,
            reason=why if np.isnan(found.value) else None,
        ),
        is_per_year=bool(found.is_per_year),
        points=int(found.n),
        p=known(found.p),
        scatter=known(found.scatter),
        degrees_of_freedom=degrees if np.isfinite(degrees) else None,
        verdict=found.verdict.item(),
        reason=why,
    )


def slopes(table: Table) -> tuple[tuple[SlopeInYear, ...], slope_index.SlopeIndex]:
    """Slope and concentration of each year over groups that stand from the most to the least disadvantaged."""
    indicator = table.indicator
    line = slope_index.slope_index(
        table.value,
        table.population,
        table.error,
        suppressed=table.suppressed,
        belongs=table.belongs,
        unit=indicator.unit,
    )
    carried = concentration.concentration_index(
        table.value,
        table.population,
        table.error,
        multiplier=indicator.multiplier if indicator.kind in _SHARES else None,
        suppressed=table.suppressed,
        belongs=table.belongs,
        unit=indicator.unit,
    )
    told = tuple(
        SlopeInYear(
            year=year,
            slope=line.slope.estimate(at),
            ratio=line.ratio.estimate(at),
            most=known(line.most[at]),
            least=known(line.least[at]),
            ranks=tuple(known(rank) for rank in line.rank[at]),
            concentration=carried.absolute.estimate(at),
            relative_concentration=carried.relative.estimate(at),
            erreygers=carried.erreygers.estimate(at),
        )
        for at, year in enumerate(table.years.tolist())
    )
    return told, line


def spread_in(table: Table, at: int) -> SpreadNow:
    """The spread over all groups in one year, weighted by population."""
    found = spread.spread(
        table.value[at],
        table.population[at],
        table.error[at],
        good=turn(table.indicator),
        suppressed=table.suppressed[at],
        belongs=table.belongs[at],
        unit=table.indicator.unit,
    )
    return SpreadNow(
        mean=known(found.mean),
        from_mean=found.weighted.from_mean.estimate(),
        from_best=found.weighted.from_best.estimate(),
        disparity=found.weighted.disparity.estimate(),
        variance=found.weighted.variance.estimate(),
        variance_beyond_chance=known(found.variance_beyond_chance),
        by_chance=known(found.range_by_chance),
    )


def best_for_all(table: Table, at: int) -> BestForAll:
    """What would change in one year if all groups did as well as the best fifth."""
    found = attributable.full_equality(
        table.value[at],
        table.population[at],
        table.error[at],
        good=turn(table.indicator),
        multiplier=table.indicator.multiplier,
        suppressed=table.suppressed[at],
        belongs=table.belongs[at],
        unit=table.indicator.unit,
    )
    return BestForAll(
        difference=found.difference.estimate(),
        percent=found.percent.estimate(),
        persons=found.persons.estimate(),
        reference=table.codes(found.reference),
        reference_share=known(found.reference_share),
        level=_together(table, at),
    )


def _together(table: Table, at: int) -> float | None:
    """The value of the groups with one in a year, each by its population."""
    told = table.belongs[at] & ~table.suppressed[at] & ~np.isnan(table.value[at]) & (table.population[at] > 0)
    if not told.any():
        return None
    return float(np.average(table.value[at][told], weights=table.population[at][told]))


def change_made(table: Table, first: int, last: int, whole: list[float]) -> ChangeMade:
    """Which groups made the change between two years; `whole` is the city's own values in them."""
    found = decomposition.contributions(
        table.value[first],
        table.population[first],
        table.value[last],
        table.population[last],
        error1=table.error[first],
        error2=table.error[last],
        whole1=whole[0],
        whole2=whole[1],
        suppressed=table.suppressed[first] | table.suppressed[last],
        belongs=table.belongs[first] & table.belongs[last],
        unit=table.indicator.unit,
    )
    counted = np.flatnonzero(~np.isnan(found.value))
    parts = [_contribution(table, found, group) for group in counted.tolist()]
    return ChangeMade(
        from_year=int(table.years[first]),
        to_year=int(table.years[last]),
        change=known(found.change),
        by_values=known(found.rates),
        by_moving=known(found.mix),
        contributions=tuple(sorted(parts, key=lambda part: -abs(part.change.value or 0.0))),
        unknown=known(found.unknown),
        unknown_reason=found.unknown_reason.item(),
        reason=found.reason.item(),
    )


def known(figure: float | Floats) -> float | None:
    """A Python number; None where there is none."""
    number = float(figure)
    return None if np.isnan(number) else number


def _contribution(table: Table, found: decomposition.Contributions, group: int) -> Contribution:
    place = table.groups[group]
    return Contribution(
        geography=place.code,
        name=place.name,
        change=Estimate(
            value=known(found.value[group]),
            lower=known(found.lower[group]),
            upper=known(found.upper[group]),
            confidence=found.confidence,
            n=known(found.n),
            method=found.method,
            unit=found.unit,
            reason=None,
        ),
    )


def _untold(table: Table, there: list[bool], unit: str, why: Reason) -> GapOverTime:
    years = [year for year, is_there in zip(table.years.tolist(), there, strict=bool(there)) if is_there]
    return GapOverTime(
        from_year=years[0] if years else None,
        to_year=years[-1] if years else None,
        change=Estimate(
            value=None, lower=None, upper=None, confidence=CONFIDENCE, n=None, method="M26", unit=unit, reason=why
        ),
        is_per_year=False,
        points=len(years),
        p=None,
        scatter=None,
        degrees_of_freedom=None,
        verdict=GapChange.NOT_SHOWN,
        reason=why,
    )
