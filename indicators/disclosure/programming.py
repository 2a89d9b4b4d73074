"""Limits of hidden figures by linear programming, in whole numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from indicators.disclosure.auditing import Puzzle, contradiction
from indicators.disclosure.cells import Interval, Key

Floats = np.ndarray[Any, np.dtype[np.float64]]

_SOLVED: Final = 0
_UNBOUNDED: Final = 3
_NEAR: Final = 1e-5
_FAR: Final = 1e5
"""How far a figure without upper limit is let go when tables are only looked for, not limits."""
_TRIES: Final = 12
_SEED: Final = 20
"""The directions to look in are the same every time."""


class Programme:
    """The equations of a puzzle as `scipy.optimize.linprog` takes them."""

    def __init__(self, puzzle: Puzzle, outer: Mapping[Key, Interval]) -> None:
        """Take the puzzle, and limits that its figures cannot pass."""
        from scipy.sparse import csr_array  # slow to load and seldom needed

        self._puzzle = puzzle
        self._place = {key: at for at, key in enumerate(puzzle.cells)}
        entries = [
            (sign, row, self._place[key])
            for row, equation in enumerate(puzzle.equations)
            for key, sign in equation.signs.items()
        ]
        signs, rows, columns = zip(*entries, strict=True)
        shape = len(puzzle.equations), len(self._place)
        self._matrix = csr_array((np.array(signs, dtype=np.float64), (rows, columns)), shape=shape)
        self._values = np.array([equation.value for equation in puzzle.equations])
        self._whole = np.array([cell.is_whole for cell in puzzle.cells.values()])
        self._lower = np.array([outer[key].lower for key in puzzle.cells])
        self._upper = np.array([outer[key].upper for key in puzzle.cells])
        self._least, self._most = np.full(shape[1], np.inf), np.full(shape[1], -np.inf)

    def limits(self, key: Key) -> Interval:
        """The least and the greatest value of one figure."""
        at = self._place[key]
        return Interval(lower=self._extreme(at, 1.0), upper=-self._extreme(at, -1.0))

    def narrow(self, is_safe: Callable[[Key, Interval], bool]) -> list[Key]:
        """The hidden figures that are not kept.

        A few tables that agree with all that is published show most figures to be kept; limits are sought for the rest.
        """
        left = self._not_shown(self._puzzle.hidden, is_safe)
        directions = np.random.default_rng(_SEED).choice([-1.0, 1.0], size=(_TRIES, len(self._place)))
        for direction in directions:
            if not left:
                return []
            goal = np.zeros(len(self._place))
            places = [self._place[key] for key in left]
            goal[places] = direction[places]
            self._programmed(goal, np.where(np.isinf(self._upper), np.maximum(self._lower, 0) + _FAR, self._upper))
            left = self._not_shown(left, is_safe)
        found = []
        for key in left:
            if self._not_shown([key], is_safe) and not is_safe(key, self.limits(key)):
                found.append(key)
        return found

    def _not_shown(self, keys: Sequence[Key], is_safe: Callable[[Key, Interval], bool]) -> list[Key]:
        """Those of the figures that the tables seen so far do not show to be kept."""
        at = {key: self._place[key] for key in keys}
        seen = {key: (float(self._least[n]), float(self._most[n])) for key, n in at.items()}
        return [k for k, (low, high) in seen.items() if low > high or not is_safe(k, Interval(lower=low, upper=high))]

    def _extreme(self, at: int, direction: float) -> float:
        """The least value of the figure times the direction; minus infinity where there is none."""
        goal = np.zeros(len(self._place))
        goal[at] = direction
        found = self._programmed(goal, self._upper)
        if found.status == _UNBOUNDED:
            return -math.inf
        if found.status == _SOLVED and not self._is_whole(found.x):
            whole = self._whole.astype(np.int64)
            found = self._programmed(goal, self._upper, integrality=whole, options={"mip_rel_gap": 0.0})
        if found.status != _SOLVED:
            raise contradiction(self._puzzle)
        least = float(found.fun)
        return float(round(least)) if self._whole[at] else least

    def _programmed(self, goal: Floats, upper: Floats, **settings: Any) -> Any:
        """One answer, whose table is remembered where it is in whole numbers."""
        from scipy.optimize import linprog  # slow to load and seldom needed

        limits = np.column_stack([self._lower, upper])
        found = linprog(goal, A_eq=self._matrix, b_eq=self._values, bounds=limits, **settings)
        if found.status == _SOLVED and self._is_whole(found.x):
            table = np.where(self._whole, np.round(found.x), found.x)
            self._least, self._most = np.minimum(self._least, table), np.maximum(self._most, table)
        return found

    def _is_whole(self, point: Floats) -> bool:
        whole = point[self._whole]
        return bool(np.all(np.abs(whole - np.round(whole)) < _NEAR))
