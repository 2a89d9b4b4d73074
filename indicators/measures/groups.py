"""Values of several groups side by side (methods, section 5): who counts, with what weight, and why there is no answer.

The last axis holds the groups, all axes before it are series (indicators x levels x years ...).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.arguments import claims, countable, sides
from indicators.measures.distributions import (
    Bools,
    Floats,
    Integers,
    Objects,
    filled,
    normal_quantile,
    numbers,
)
from indicators.model import Estimate, Reason

LEAST_GROUPS: Final = 3
"""Groups with a value below which no measure of inequality is given."""
MOST_MISSING: Final = 0.15
"""Share of the groups without a value above which nothing is given."""
RATIO: Final = "gånger"
PERCENT: Final = "%"
_WIDEST: Final = 600.0
"""How far a ratio's limits reach on the logarithm at most, so that a double can hold them."""
_NOTHING: Final[Objects] = filled((), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Checked values of groups; a suppressed group's value is gone, whatever was handed in."""

    value: Floats
    error: Floats
    """Standard errors; NaN where unknown, 0 for groups that do not count."""
    population: Floats
    """NaN where unknown, 0 for groups that do not count."""
    share: Floats
    """s: population share among the groups that count; NaN throughout where a population is unknown."""
    present: Bools
    """Which groups count: they belong, are not suppressed and have a value."""
    count: Integers
    left_out: Floats
    """Population share of the groups that belong but have no value or a suppressed one; NaN where unknown."""
    reason: Objects
    """Why a series has no answer at all, weighted or not; None else."""
    weighted_reason: Objects
    """The same for measures that need populations."""

    @property
    def mean(self) -> Floats:
        """ȳ: the population-weighted mean."""
        return np.asarray((self.share * self.value).sum(axis=-1), dtype=np.float64)

    @property
    def n(self) -> Floats:
        """Population of the groups that count; NaN where one is unknown."""
        return np.asarray(self.population.sum(axis=-1), dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One measure of many series with its limits; NaN where there is none, and then the reason says why."""

    value: Floats
    error: Floats
    """Standard error (of the logarithm for ratios); NaN where no interval exists."""
    lower: Floats
    upper: Floats
    confidence: float
    n: Floats
    method: str
    unit: str
    reason: Objects
    """A `Reason` where there is no value, else None."""

    def estimate(self, *place: int) -> Estimate:
        """The entry at a place as a single estimate."""
        given = {name: float(getattr(self, name)[place]) for name in ("value", "lower", "upper", "n")}
        why = self.reason[place]
        return Estimate(
            value=_known(given["value"]),
            lower=_known(given["lower"]),
            upper=_known(given["upper"]),
            confidence=self.confidence,
            n=_known(given["n"]),
            method=self.method,
            unit=self.unit,
            reason=why if isinstance(why, Reason) else None,
        )


def groups(
    value: ArrayLike,
    *,
    error: ArrayLike | None = None,
    population: ArrayLike | None = None,
    suppressed: ArrayLike | None = None,
    belongs: ArrayLike | None = None,
    least: int = LEAST_GROUPS,
    ending: str = "",
) -> Groups:
    """The groups of each series after the rules that come first in section 5.

    `value` is NaN where missing; `suppressed` says where it is hidden, and whatever stands there is not read; `belongs`
    says which places hold a group at all (all, unless said). Reasons, in this order: `missing` or `suppressed` where no
    group has a value, `one_group`, `missing` or `suppressed` where more than 15 % of the groups lack one, `too_few`
    under `least` groups; for weighted measures also `missing` where a population is unknown and `zero_denominator`
    where they sum to zero. Infinite values and negative or infinite errors or populations are refused by name, with the
    `ending` that tells the arguments of two years apart.
    """
    given = {
        f"value{ending}": numbers(f"value{ending}", value),
        f"error{ending}": numbers(f"error{ending}", np.nan if error is None else error),
        f"population{ending}": numbers(f"population{ending}", np.nan if population is None else population),
    }
    marks = {
        "suppressed": claims("suppressed", False if suppressed is None else suppressed),
        "belongs": claims("belongs", True if belongs is None else belongs),
    }
    if given[f"value{ending}"].ndim == 0:
        raise MeasureError(f"value{ending}: no axis of groups")
    try:
        shape = np.broadcast_shapes(*(a.shape for a in (*given.values(), *marks.values())))
    except ValueError as fault:
        shapes = ", ".join(f"{name} {a.shape}" for name, a in (*given.items(), *marks.items()))
        raise MeasureError(f"unequal lengths: {shapes}") from fault
    y, se, people = (np.broadcast_to(a, shape) for a in given.values())
    hidden, inside = (np.broadcast_to(a, shape) for a in marks.values())
    hidden = hidden & inside
    present = inside & ~hidden & ~np.isnan(y)
    used_of = (np.where(inside & ~hidden, y, 0.0), np.where(present, se, 0.0), np.where(inside, people, 0.0))
    _refuse(dict(zip(given, used_of, strict=True)))
    reason = _reasons(present, hidden, inside, least)
    used = np.where(present, people, 0.0)
    total = used.sum(axis=-1)
    weighted = reason.copy()
    because(weighted, np.isnan(total), Reason.MISSING)
    because(weighted, total == 0, Reason.ZERO_DENOMINATOR)
    share = np.divide(used, total[..., None], out=np.full(shape, np.nan), where=total[..., None] > 0)
    everybody, absent = np.where(inside, people, 0.0).sum(axis=-1), inside & ~present
    outside = np.where(absent, people, 0.0).sum(axis=-1)
    left_out = np.divide(outside, everybody, out=np.full(everybody.shape, np.nan), where=everybody > 0)
    return Groups(
        value=np.where(present, y, 0.0),
        error=np.where(present, se, 0.0),
        population=used,
        share=share,
        present=present,
        count=np.asarray(present.sum(axis=-1), dtype=np.int64),
        left_out=np.where(any_group(absent), left_out, 0.0),
        reason=reason,
        weighted_reason=weighted,
    )


def is_told(reason: Objects) -> Bools:
    """Where there is no reason against an answer."""
    return np.asarray(np.equal(reason, _NOTHING), dtype=np.bool_)


def any_group(marks: Bools) -> Bools:
    """The series where some group is marked."""
    return np.asarray(marks.any(axis=-1), dtype=np.bool_)


def because(reason: Objects, where: Bools, why: Reason) -> None:
    """Fill in a reason where it holds and none stands yet."""
    reason[is_told(reason) & where] = why


def with_reason(reason: Objects, where: Bools, why: Reason) -> Objects:
    """The reasons with one more, for the series that have none yet."""
    more = reason.copy()
    because(more, where, why)
    return more


def measured(
    value: Floats,
    error: Floats | None = None,
    *,
    n: Floats,
    reason: Objects,
    method: str,
    unit: str,
    confidence: float,
    is_ratio: bool = False,
    least: float = -np.inf,
    width: Floats | None = None,
) -> Measured:
    """A measure with limits z (or `width`) standard errors away, on the logarithm for ratios, not below `least`."""
    given = is_told(reason)
    shown = np.where(given, value, np.nan)
    known = np.where(given, np.nan if error is None else error, np.nan)
    reach = (normal_quantile(confidence) if width is None else width) * known
    logs = np.minimum(reach, _WIDEST)
    low, high = (shown * np.exp(-logs), shown * np.exp(logs)) if is_ratio else (shown - reach, shown + reach)
    return Measured(
        value=shown,
        error=known,
        lower=np.maximum(low, least),
        upper=high,
        confidence=confidence,
        n=np.where(given, n, np.nan),
        method=method,
        unit=unit,
        reason=reason,
    )


def signs(good: ArrayLike, shape: tuple[int, ...]) -> Floats:
    """The polarity of each series: 1 where high is good, -1 where low is, 0 where neither; anything else is refused."""
    return for_each("good", sides(good), shape)


def for_each(name: str, values: ArrayLike, shape: tuple[int, ...]) -> Floats:
    """One number for each series; a shape that does not fit is refused by name."""
    array = numbers(name, values)
    try:
        return np.array(np.broadcast_to(array, shape))
    except ValueError as fault:
        raise MeasureError(f"{name}: {array.shape} where {shape} was expected") from fault


def ratio(top: Floats, bottom: Floats, where: Bools | None = None) -> Floats:
    """Top over bottom; NaN where that does not exist or is not asked for."""
    top, bottom = np.broadcast_arrays(top, bottom)
    asked = bottom != 0 if where is None else (bottom != 0) & where
    return np.asarray(np.divide(top, bottom, out=np.full(bottom.shape, np.nan), where=asked), dtype=np.float64)


def _refuse(used: Mapping[str, Floats]) -> None:
    for name, array in used.items():
        countable(name, array)
        if np.any(array < 0) and not name.startswith("value"):
            raise MeasureError(f"{name}: negative")


def _reasons(present: Bools, hidden: Bools, inside: Bools, least: int) -> Objects:
    whole, count, veiled = (a.sum(axis=-1) for a in (inside, present, hidden))
    lost = np.where(veiled * 2 >= whole - count, 1, 0) * (veiled > 0) > 0
    reason = filled(np.shape(whole), None)
    for holds, why in (
        ((count == 0) & (veiled > 0), Reason.SUPPRESSED),
        (count == 0, Reason.MISSING),
        (whole == 1, Reason.ONE_GROUP),
        ((whole - count > MOST_MISSING * whole) & lost, Reason.SUPPRESSED),
        (whole - count > MOST_MISSING * whole, Reason.MISSING),
        (count < least, Reason.TOO_FEW),
    ):
        because(reason, holds, why)
    return reason


def _known(figure: float) -> float | None:
    return None if np.isnan(figure) else figure
