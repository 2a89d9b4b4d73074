"""One indicator's counts and bases as figures that add up, and which of its rows must go to keep the hidden ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

import numpy as np

from indicators import observations as obs
from indicators.disclosure.adding_up import Whole, given_away, holding
from indicators.disclosure.cells import NOTHING, Cell, Interval, Key, Sum, published
from indicators.disclosure.implied import count_behind
from indicators.disclosure.nesting import At, Nesting, at
from indicators.disclosure.primary import Bools, rule_of
from indicators.disclosure.protecting import protected
from indicators.model import Indicator, MeasureKind

_SHARES: Final = (MeasureKind.SHARE, MeasureKind.REGISTER_SHARE)
_ON_A_BASE: Final = (*_SHARES, MeasureKind.RATE, MeasureKind.MEAN)
_ADDED: Final = (MeasureKind.VALUE, MeasureKind.STATE)
_MAGNITUDE: Final = 0.2
"""How wide the interval of the sum behind a hidden mean must be, as a share of its upper limit (own choice)."""


@dataclass(frozen=True, slots=True)
class Base:
    """The base of the figure at a place."""

    at: Key


@dataclass(frozen=True, slots=True)
class Rest:
    """Those of a base that are not counted: a count is never more than its base."""

    at: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Rows to hide, and rows whose base goes with them."""

    hidden: Bools
    bare: Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the rows of an indicator stand, and what ought to add up to what; many indicators are laid out alike."""

    at: list[At]
    wholes: list[Whole]
    lacks_one: bool
    """Whether a total has a single part that no row stands at."""


@lru_cache(maxsize=16)
def layout(
    places: Nesting,
    geographies: tuple[str, ...],
    breakdowns: tuple[str, ...],
    periods: tuple[str, ...],
    years: tuple[float, ...],
) -> Layout:
    """The layout of rows with these geographies, breakdowns, periods and years."""
    where = zip(geographies, breakdowns, periods, years, strict=True)
    stands = [at(code, split, period, int(year)) for code, split, period, year in where]
    wholes, known = places.wholes(stands), set(stands)
    return Layout(at=stands, wholes=wholes, lacks_one=any(_lacks_one(whole, known) for whole in wholes))


TEXTS: Final = (obs.GEOGRAPHY, obs.BREAKDOWN, obs.PERIOD)
FIGURES: Final = (obs.YEAR, obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR)
"""The columns that the figures of an indicator are read from."""


class Tallies:
    """The figures of one indicator: what its published rows tell of counts and bases."""

    def __init__(self, columns: Mapping[str, Sequence[Any]], indicator: Indicator | None, places: Nesting) -> None:
        """Take the columns of all rows of the indicator, before anything is hidden."""
        self._indicator = indicator
        self._rule = rule_of(indicator)
        self._is_counted = indicator is None or indicator.kind not in _ADDED
        laid = layout(places, *(tuple(columns[name]) for name in (*TEXTS, obs.YEAR)))
        self._at = laid.at
        figures = (columns[name] for name in (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR))
        self._cells: dict[Key, Cell] = {}
        bases: dict[Key, float] = {}
        for place, value, numerator, base in zip(self._at, *figures, strict=True):
            self._is_counted |= numerator == numerator
            self._know(place, self._count(value, numerator, base))
            if base == base:
                bases[place] = min(base, bases.get(place, base))
        if not all(cell.is_whole for cell in self._cells.values()):  # weighted counts and sums behind means
            self._cells = {place: replace(self._cells.get(place, NOTHING), is_whole=False) for place in self._at}
        self._bases = bases
        self._wholes = laid.wholes

    def protected(self, *, hidden: Bools, bare: Bools) -> Found:
        """The rows to hide so that no row in `hidden`, and no base in `bare`, can be worked out."""
        closed: set[Key] = {self._at[row] for row in np.flatnonzero(hidden)}
        closed |= {Base(self._at[row]) for row in np.flatnonzero(bare)}
        if self._lacks_one(closed):
            closed |= self._small_by_implication(closed)
        if closed:
            closed = self._all_protected(closed)
        return Found(
            hidden=np.array([place in closed for place in self._at], dtype=np.bool_),
            bare=np.array([Base(place) in closed for place in self._at], dtype=np.bool_),
        )

    def _all_protected(self, closed: set[Key]) -> set[Key]:
        before = -1
        cells = {**self._cells, **self._base_cells()}
        ties = self._ties()
        along: dict[Key, Key] = {Base(place): place for place in self._at}
        while before != len(closed):
            before = len(closed)
            sums = self._sums(cells, closed, with_bases=any(isinstance(key, Base) for key in closed))
            closed = protected(cells, sums, closed, is_safe=self._is_safe, ties=ties, along=along)
        return closed

    def _lacks_one(self, closed: set[Key]) -> bool:
        """Whether any total has a single part that no row tells of."""
        known = self._cells.keys() | closed
        return any(_lacks_one(whole, known) for whole in self._wholes)

    def _small_by_implication(self, closed: set[Key]) -> set[Key]:
        """Figures that no row gives, that follow from the rows, and that would be hidden if a row gave them."""
        cells = {**self._cells, **self._base_cells()}
        followed = given_away(cells, self._sums(cells, closed, with_bases=True))
        small: set[Key] = set()
        for key, value in followed.items():
            if isinstance(key, Base):
                small |= {key.at} if 0 < value < self._rule.base_below and key.at in followed else set()
            elif 0 < value < self._rule.counts_below:
                small.add(key)
        return small - closed

    def _sums(self, cells: Mapping[Key, Cell], closed: set[Key], *, with_bases: bool) -> list[Sum]:
        limits = {place: base for place, base in self._bases.items() if self._is_share and Base(place) not in closed}
        found = holding(self._wholes, cells, closed, is_certain=self._is_counted, limits=limits)
        return [*found, *holding(_of_bases(self._wholes), cells, closed)] if with_bases else found

    def _base_cells(self) -> dict[Key, Cell]:
        cells: dict[Key, Cell] = {Base(place): published(base) for place, base in self._bases.items()}
        return cells

    def _ties(self) -> list[Sum]:
        """Counts and the rest make their bases, where what is counted are those of the base."""
        if not self._is_share:
            return []
        return [Sum(total=Base(place), parts=(place, Rest(place))) for place in self._bases]

    @property
    def _is_share(self) -> bool:
        return self._indicator is None or self._indicator.kind in _SHARES

    def _is_safe(self, key: Key, interval: Interval) -> bool:
        if isinstance(key, At) and self._indicator is not None and self._indicator.kind is MeasureKind.MEAN:
            return interval.width >= _MAGNITUDE * abs(interval.upper)
        return interval.is_safe(counts_below=self._rule.counts_below)

    def _know(self, key: Key, cell: Cell | None) -> None:
        """Keep what a row tells; of two rows for the same figure the closer one."""
        if cell is not None and (key not in self._cells or _closeness(cell) < _closeness(self._cells[key])):
            self._cells[key] = cell

    def _count(self, value: float, numerator: float, base: float) -> Cell | None:
        """The count behind a row: its numerator, or what its value and base tell to the precision of the value."""
        if numerator == numerator:
            return published(numerator)
        if self._indicator is None or value != value:
            return None
        kind = self._indicator.kind
        if kind not in (_ON_A_BASE if base == base else _ADDED):
            return None
        if kind in _ADDED:
            return published(value)
        return count_behind(value, base, self._indicator)


def _lacks_one(whole: Whole, known: Collection[Key]) -> bool:
    return whole.total in known and sum(part not in known for part in whole.parts) == 1


def _of_bases(wholes: Sequence[Whole]) -> list[Whole]:
    return [Whole(total=Base(w.total), parts=tuple(map(Base, w.parts)), family=Base(w.family)) for w in wholes]


def _closeness(cell: Cell) -> tuple[float, float]:
    return cell.upper - cell.lower, cell.lower
