"""What everybody can know of one figure in a table, and the sums that tie figures together."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from numbers import Real
from typing import Final

from indicators.errors import MeasureError

Key = Hashable
"""What a figure is called: a name, or geography, breakdown and year together."""

WIDTH: Final = 3
"""The least number of steps between the smallest and the largest value that a hidden figure may have (own choice)."""
LARGEST: Final = 1e15
"""Published figures beyond this are refused: a double does not tell whole ones apart."""
_NEAR: Final = 1e-6


class CellState(StrEnum):
    """How a figure meets its reader."""

    PUBLISHED = "published"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"
    """Not in the table at all: missing, or the part of a total that lies nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure: it lies from `lower` to `upper` (the same for an exact one, apart for a rounded one)."""

    lower: float = 0.0
    upper: float = math.inf
    state: CellState = CellState.HIDDEN
    is_whole: bool = True

    @property
    def is_open(self) -> bool:
        """Whether the figure is not told exactly."""
        return self.lower != self.upper or self.state is not CellState.PUBLISHED


NOTHING: Final = Cell(state=CellState.UNKNOWN, is_whole=False)
"""A figure that only a sum speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """The total is what the parts come to."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The total and the parts."""
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The smallest and the largest value that a hidden figure may have, as a reader can work it out."""

    lower: float
    upper: float

    @property
    def width(self) -> float:
        """How far apart the two are; 0 where the figure is given away."""
        return self.upper - self.lower

    def is_safe(self, *, counts_below: int = 5) -> bool:
        """Whether a count is kept: at least three wide, and reaching as far as a count that need not be hidden."""
        return self.width >= WIDTH - _NEAR and self.upper > counts_below - 1 + _NEAR


Figure = float | tuple[float, float] | Cell | None
"""A published number, the limits of a rounded one, or None for a hidden one."""


def as_cells(figures: Mapping[Key, Figure], name: str = "figures", *, least: float = -math.inf) -> dict[Key, Cell]:
    """Figures as cells: None is hidden and at least 0, a number is published, a pair is published and rounded.

    What is no number, or a number under `least`, is refused by the argument's name.
    """
    if not isinstance(figures, Mapping):
        raise MeasureError(f"{name}: no figures by name")
    return {key: _cell(figure, f"{name}: {key}", least) for key, figure in figures.items()}


def checked_sums(name: str, sums: Iterable[Sum]) -> list[Sum]:
    """Sums whose figures are named once each; others are refused by the argument's name."""
    found = list(sums)
    for row in found:
        if not isinstance(row, Sum) or not isinstance(row.parts, tuple):
            raise MeasureError(f"{name}: {row!r} is no sum of parts")
        if len(set(row.keys)) < len(row.keys):
            raise MeasureError(f"{name}: a figure occurs twice in the sum of {row.total}")
    return found


def published(value: float) -> Cell:
    """A figure that is told exactly."""
    return Cell(lower=value, upper=value, state=CellState.PUBLISHED, is_whole=float(value).is_integer())


def rounded(lower: float, upper: float) -> Cell:
    """A published figure that stands for a count between two limits: the whole numbers between them, if there are."""
    least, most = math.ceil(lower - _NEAR), math.floor(upper + _NEAR)
    if least <= most:
        return Cell(lower=float(least), upper=float(most), state=CellState.PUBLISHED)
    return Cell(lower=lower, upper=upper, state=CellState.PUBLISHED, is_whole=False)


def _cell(figure: Figure, name: str, least: float) -> Cell:
    if figure is None:
        return Cell()
    if isinstance(figure, Cell):
        if not figure.lower <= figure.upper:
            raise MeasureError(f"{name}: lower is above upper, or missing")
        return figure
    limits = tuple(_number(each, name, least) for each in (figure if isinstance(figure, tuple) else (figure,)))
    if len(limits) > 2 or not limits or limits[0] > limits[-1]:
        raise MeasureError(f"{name}: neither a number nor a lower and an upper limit")
    return rounded(*limits) if isinstance(figure, tuple) and len(limits) == 2 else published(limits[0])


def _number(figure: float, name: str, least: float) -> float:
    if not isinstance(figure, Real) or not abs(figure) <= LARGEST:
        raise MeasureError(f"{name} is no number up to {LARGEST:g}")
    if figure < least:
        raise MeasureError(f"{name} is negative")
    return float(figure)
