"""Limits of hidden figures by linear programming, in whole numbers."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from indicators.disclosure.auditing import Puzzle, contradiction
from indicators.disclosure.cells import Interval, Key

_SOLVED: Final = 0
_UNBOUNDED: Final = 3
_NEAR: Final = 1e-5


def solved(puzzle: Puzzle) -> dict[Key, Interval]:
    """The interval of each hidden figure of the puzzle: its least and its greatest value under all equations."""
    keys = list(puzzle.cells)
    programme = _Programme(puzzle)
    return {key: programme.limits(keys.index(key)) for key in puzzle.hidden}


class _Programme:
    """The equations of a puzzle as `scipy.optimize.linprog` takes them."""

    def __init__(self, puzzle: Puzzle) -> None:
        place = {key: at for at, key in enumerate(puzzle.cells)}
        self._puzzle = puzzle
        self._matrix = np.zeros((len(puzzle.equations), len(place)))
        for row, equation in enumerate(puzzle.equations):
            for key, sign in equation.signs.items():
                self._matrix[row, place[key]] = sign
        self._values = np.array([equation.value for equation in puzzle.equations])
        self._bounds = [(cell.lower, None if math.isinf(cell.upper) else cell.upper) for cell in puzzle.cells.values()]
        self._whole = np.array([cell.is_whole for cell in puzzle.cells.values()])

    def limits(self, at: int) -> Interval:
        """The least and the greatest value of one figure."""
        return Interval(lower=self._extreme(at, 1.0), upper=-self._extreme(at, -1.0))

    def _extreme(self, at: int, direction: float) -> float:
        """The least value of the figure times the direction; minus infinity where there is none."""
        goal = np.zeros(len(self._bounds))
        goal[at] = direction
        found = self._programmed(goal)
        if found.status == _UNBOUNDED:
            return -math.inf
        if found.status == _SOLVED and not self._is_whole(found.x):
            found = self._programmed(goal, integrality=self._whole.astype(np.int64), options={"mip_rel_gap": 0.0})
        if found.status != _SOLVED:
            raise contradiction(self._puzzle)
        least = float(found.fun)
        return float(round(least)) if self._whole[at] else least

    def _programmed(self, goal: np.ndarray[Any, np.dtype[np.float64]], **settings: Any) -> Any:
        from scipy.optimize import linprog  # slow to load and seldom needed

        return linprog(goal, A_eq=self._matrix, b_eq=self._values, bounds=self._bounds, **settings)

    def _is_whole(self, point: np.ndarray[Any, np.dtype[np.float64]]) -> bool:
        whole = point[self._whole]
        return bool(np.all(np.abs(whole - np.round(whole)) < _NEAR))
