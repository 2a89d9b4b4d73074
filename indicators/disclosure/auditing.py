"""The audit: between which values each hidden figure must lie, given everything that is published."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indicators.disclosure.cells import NOTHING, Cell, CellState, Figure, Interval, Key, Sum, as_cells, checked_sums
from indicators.errors import MeasureError

_NEAR: Final = 1e-6
_PATIENCE: Final = 50
"""How often each equation is looked at, at most; with circles the limits may creep on without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A sum with everything that is told exactly moved to the right: the signed open figures come to `value`."""

    signs: Mapping[Key, int]
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Puzzle:
    """Open figures that bear on each other, and the equations between them."""

    cells: Mapping[Key, Cell]
    equations: Sequence[Equation]

    @property
    def hidden(self) -> list[Key]:
        """The figures to find limits for."""
        return [key for key, cell in self.cells.items() if cell.state is CellState.HIDDEN]


def audit(cells: Mapping[Key, Figure], sums: Iterable[Sum]) -> dict[Key, Interval]:
    """The interval of every hidden figure: its smallest and largest value that all published figures allow.

    `cells` holds a number for a published figure, a pair of limits for one that is published rounded (so too a count
    behind a rounded per cent of a known base), None for a hidden one; a `Cell` says more. A figure that only `sums`
    name is unknown and at least 0. A change told between two years is a sum as well: later = earlier + change.

    Hidden figures are whole numbers unless their cell says otherwise, and the limits are exact for them. They are found
    by linear programming, twice for each hidden figure (`scipy.optimize.linprog`, in whole numbers where the fractional
    answer is not whole), and by plain bounds where no two sums meet in more than one open figure, which is the same.
    Figures that contradict each other, that are no numbers, or that occur twice in a sum raise MeasureError. Source:
    methods M30.
    """
    found: dict[Key, Interval] = {}
    for puzzle in puzzles(as_cells(cells, "cells"), checked_sums("sums", sums)):
        found |= intervals(puzzle)
    return found


def intervals(puzzle: Puzzle) -> dict[Key, Interval]:
    """The interval of each hidden figure of one puzzle."""
    outer = bounds(puzzle)
    if is_forest(puzzle):
        return {key: outer[key] for key in puzzle.hidden}
    from indicators.disclosure.programming import Programme  # scipy.optimize is slow to load and seldom needed

    programme = Programme(puzzle, outer)
    return {key: programme.limits(key) for key in puzzle.hidden}


def puzzles(cells: Mapping[Key, Cell], sums: Iterable[Sum]) -> list[Puzzle]:
    """The open figures in groups that bear on each other, those groups that have a hidden figure."""
    of: dict[Key, list[Sum]] = {}
    for row in dict.fromkeys(sums):
        for key in row.keys:
            of.setdefault(key, []).append(row)
    return puzzles_around((key for key, cell in cells.items() if cell.state is CellState.HIDDEN), cells, of)


def puzzles_around(keys: Iterable[Key], cells: Mapping[Key, Cell], of: Mapping[Key, Sequence[Sum]]) -> list[Puzzle]:
    """The puzzles that some open figures are in; `of` holds the different sums of each figure."""
    seen: set[Key] = set()
    found = []
    for key in keys:
        if key not in seen:
            found.append(_puzzle(key, cells, of))
            seen.update(found[-1].cells)
    return found


def _puzzle(start: Key, cells: Mapping[Key, Cell], of: Mapping[Key, Sequence[Sum]]) -> Puzzle:
    """All open figures that can be reached from one by sums that share an open figure."""
    reached, equations = {start: cells.get(start, NOTHING)}, dict[int, Equation]()
    waiting = [start]
    while waiting:
        for row in of.get(waiting.pop(), ()):
            if id(row) not in equations:  # each sum is one object here, and comparing names of figures takes long
                equation = equations[id(row)] = _equation(row, cells)
                fresh = [key for key in equation.signs if key not in reached]
                reached.update({key: cells.get(key, NOTHING) for key in fresh})
                waiting += fresh
    return Puzzle(cells=reached, equations=list(equations.values()))


def _equation(row: Sum, cells: Mapping[Key, Cell]) -> Equation:
    signs: dict[Key, int] = {}
    value = 0.0
    for key, sign in ((row.total, 1), *((part, -1) for part in row.parts)):
        cell = cells.get(key, NOTHING)
        if cell.is_open:
            signs[key] = signs.get(key, 0) + sign
        else:
            value -= sign * cell.lower
    return Equation(signs=signs, value=value)


def is_forest(puzzle: Puzzle) -> bool:
    """Whether figures and equations hang together without a circle, so that plain bounds say all there is to say.

    The puzzle is one connected group: it has no circle when its links are one fewer than its figures and equations.
    """
    links = sum(len(equation.signs) for equation in puzzle.equations)
    ones = all(sign in (1, -1) for equation in puzzle.equations for sign in equation.signs.values())
    return ones and links == len(puzzle.cells) + len(puzzle.equations) - 1


def bounds(puzzle: Puzzle) -> dict[Key, Interval]:
    """Limits that no figure can pass, each equation taken by itself again and again; exact without circles."""
    limits = {key: [cell.lower, cell.upper] for key, cell in puzzle.cells.items()}
    waiting = dict.fromkeys(range(len(puzzle.equations)))
    of: dict[Key, list[int]] = {}
    for at, equation in enumerate(puzzle.equations):
        for key in equation.signs:
            of.setdefault(key, []).append(at)
    for _ in range(_PATIENCE * (len(puzzle.equations) + 1)):
        if not waiting:
            break
        at = next(iter(waiting))
        del waiting[at]
        for key in _narrowed(puzzle.equations[at], puzzle, limits):
            waiting.update(dict.fromkeys(of[key]))
    if any(lower > upper + _NEAR for lower, upper in limits.values()):
        raise contradiction(puzzle)
    return {key: Interval(lower=lower, upper=upper) for key, (lower, upper) in limits.items()}


def contradiction(puzzle: Puzzle) -> MeasureError:
    """What is raised where no values at all would do."""
    names = ", ".join(str(key) for key in puzzle.hidden[:3])
    return MeasureError(f"sums: the published figures around {names} contradict each other")


def _narrowed(equation: Equation, puzzle: Puzzle, limits: dict[Key, list[float]]) -> list[Key]:
    """Draw in the limits of every open figure of one equation; those that moved."""
    spans = [sorted((sign * limits[key][0], sign * limits[key][1])) for key, sign in equation.signs.items()]
    least, most = _Total(low for low, _ in spans), _Total(high for _, high in spans)
    moved = []
    for (key, sign), (low, high) in zip(equation.signs.items(), spans, strict=True):
        ends = sorted((sign * (equation.value - most.without(high)), sign * (equation.value - least.without(low))))
        if puzzle.cells[key].is_whole:
            ends = [_whole(ends[0], math.ceil, -_NEAR), _whole(ends[1], math.floor, _NEAR)]
        span = limits[key]
        if ends[0] > span[0] + _NEAR or ends[1] < span[1] - _NEAR:
            limits[key] = [max(span[0], ends[0]), min(span[1], ends[1])]
            moved.append(key)
    return moved


class _Total:
    """The sum of some limits, of which one at a time can be left out though others are infinite."""

    def __init__(self, limits: Iterable[float]) -> None:
        self._finite, self._infinite, self._sign = 0.0, 0, 1.0
        for limit in limits:
            if math.isinf(limit):
                self._infinite, self._sign = self._infinite + 1, math.copysign(1.0, limit)
            else:
                self._finite += limit

    def without(self, limit: float) -> float:
        """The sum of the others."""
        left = self._infinite - math.isinf(limit)
        if left:
            return math.copysign(math.inf, self._sign)
        return self._finite if math.isinf(limit) else self._finite - limit


def _whole(limit: float, nearest: Callable[[float], int], slack: float) -> float:
    return limit if math.isinf(limit) else float(nearest(limit + slack))
