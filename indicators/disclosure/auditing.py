"""The audit: between which values each hidden figure must lie, given everything that is published."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from indicators.disclosure.cells import Cell, CellState, Figure, Interval, Key, Sum, as_cells
from indicators.errors import MeasureError

_NEAR = 1e-6


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
    Figures that contradict each other raise MeasureError. Source: methods M30.
    """
    found: dict[Key, Interval] = {}
    for puzzle in puzzles(as_cells(cells), sums):
        found |= intervals(puzzle)
    return found


def intervals(puzzle: Puzzle) -> dict[Key, Interval]:
    """The interval of each hidden figure of one puzzle."""
    if _is_forest(puzzle):
        return _bounded(puzzle)
    from indicators.disclosure.programming import solved  # scipy.optimize is slow to load and seldom needed

    return solved(puzzle)


def puzzles(cells: Mapping[Key, Cell], sums: Iterable[Sum]) -> list[Puzzle]:
    """The open figures in groups that bear on each other, those groups that have a hidden figure."""
    rows = list(sums)
    known = dict(cells)
    for key in (key for row in rows for key in row.keys):
        known.setdefault(key, Cell(state=CellState.UNKNOWN))
    equations = [_equation(row, known) for row in rows]
    groups = _groups(known, equations)
    made = (
        Puzzle(cells={key: known[key] for key in keys}, equations=[equations[at] for at in ats]) for keys, ats in groups
    )
    return [puzzle for puzzle in made if puzzle.hidden]


def _equation(row: Sum, known: Mapping[Key, Cell]) -> Equation:
    signs: dict[Key, int] = {}
    value = 0.0
    for key, sign in ((row.total, 1), *((part, -1) for part in row.parts)):
        if is_open(known[key]):
            signs[key] = signs.get(key, 0) + sign
        else:
            value -= sign * known[key].lower
    return Equation(signs=signs, value=value)


def is_open(cell: Cell) -> bool:
    """Whether a figure is not told exactly."""
    return cell.state is not CellState.PUBLISHED or not cell.is_exact


def _groups(known: Mapping[Key, Cell], equations: Sequence[Equation]) -> list[tuple[list[Key], list[int]]]:
    of: dict[Key, list[int]] = {}
    for at, equation in enumerate(equations):
        for key in equation.signs:
            of.setdefault(key, []).append(at)
    seen: set[Key] = set()
    groups = []
    for key, cell in known.items():
        if cell.state is CellState.HIDDEN and key not in seen:
            groups.append(_reached(key, of, equations))
            seen.update(groups[-1][0])
    return groups


def _reached(start: Key, of: Mapping[Key, list[int]], equations: Sequence[Equation]) -> tuple[list[Key], list[int]]:
    keys, ats = {start: None}, dict[int, None]()
    waiting = [start]
    while waiting:
        for at in of.get(waiting.pop(), ()):
            if at not in ats:
                ats[at] = None
                fresh = [key for key in equations[at].signs if key not in keys]
                keys.update(dict.fromkeys(fresh))
                waiting += fresh
    return list(keys), list(ats)


def _is_forest(puzzle: Puzzle) -> bool:
    """Whether figures and equations hang together without a circle, so that plain bounds say all there is to say.

    The puzzle is one connected group: it has no circle when its links are one fewer than its figures and equations.
    """
    links = sum(len(equation.signs) for equation in puzzle.equations)
    ones = all(sign in (1, -1) for equation in puzzle.equations for sign in equation.signs.values())
    return ones and links == len(puzzle.cells) + len(puzzle.equations) - 1


def _bounded(puzzle: Puzzle) -> dict[Key, Interval]:
    lower = {key: cell.lower for key, cell in puzzle.cells.items()}
    upper = {key: cell.upper for key, cell in puzzle.cells.items()}
    while any(_narrowed(equation, puzzle, lower, upper) for equation in puzzle.equations):
        pass
    if any(lower[key] > upper[key] + _NEAR for key in puzzle.cells):
        raise contradiction(puzzle)
    return {key: Interval(lower=lower[key], upper=upper[key]) for key in puzzle.hidden}


def contradiction(puzzle: Puzzle) -> MeasureError:
    """What is raised where no values at all would do."""
    names = ", ".join(str(key) for key in puzzle.hidden[:3])
    return MeasureError(f"sums: the published figures around {names} contradict each other")


def _narrowed(equation: Equation, puzzle: Puzzle, lower: dict[Key, float], upper: dict[Key, float]) -> bool:
    """Draw in the limits of every open figure of one equation; whether any of them moved."""
    moved = False
    for key, sign in equation.signs.items():
        others = [(other, s) for other, s in equation.signs.items() if other != key]
        least = sum(lower[o] if s > 0 else -upper[o] for o, s in others)
        most = sum(upper[o] if s > 0 else -lower[o] for o, s in others)
        low, high = equation.value - most, equation.value - least
        if sign < 0:
            low, high = -high, -low
        if puzzle.cells[key].is_whole:
            low, high = _whole(low, math.ceil, -_NEAR), _whole(high, math.floor, _NEAR)
        if low > lower[key] + _NEAR:
            lower[key], moved = low, True
        if high < upper[key] - _NEAR:
            upper[key], moved = high, True
        if lower[key] > upper[key] + _NEAR:
            return False
    return moved


def _whole(limit: float, nearest: Callable[[float], int], slack: float) -> float:
    return limit if math.isinf(limit) else float(nearest(limit + slack))
