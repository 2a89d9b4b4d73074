"""Limits of hidden figures by linear programming, in whole numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, MutableMapping
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
_TRIES: Final = 3
_SEED: Final = 20
"""The directions to look in are the same every time."""


class Programme:
    """The equations of a puzzle as `scipy.optimize.linprog` takes them."""

    def __init__(
        self, puzzle: Puzzle, outer: Mapping[Key, Interval], seen: MutableMapping[Key, Interval] | None = None
    ) -> None:
        """Take the puzzle, limits that its figures cannot pass, and the values seen in tables that were possible."""
        self._seen = {} if seen is None else seen
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

    def limits(self, key: Key) -> Interval:
        """The least and the greatest value of one figure."""
        at = self._place[key]
        return Interval(lower=self._extreme(at, 1.0), upper=-self._extreme(at, -1.0))

    def doubtful(self, is_safe: Callable[[Key, Interval], bool]) -> list[Key]:
        """The hidden figures that may not be kept: a few tables that agree with all published show the others to be."""
        left, before = self._not_shown(self._puzzle.hidden, is_safe), -1
        far = np.where(np.isinf(self._upper), np.maximum(self._lower, 0.0) + _FAR, self._upper)
        random = np.random.default_rng(_SEED)
        while len(left) > _TRIES and len(left) != before:
            before = len(left)
            for direction in random.choice([-1.0, 1.0], size=(_TRIES, len(self._place))):
                goal = np.zeros(len(self._place))
                places = [self._place[key] for key in left]
                goal[places] = direction[places]
                self._programmed(goal, far)
            left = self._not_shown(left, is_safe)
        return left

    def is_kept(self, key: Key, is_safe: Callable[[Key, Interval], bool]) -> bool:
        """Whether a hidden figure is kept; its limits are sought where no table seen so far shows it."""
        at = self._place[key]
        if not self._not_shown([key], is_safe):
            return True
        upper = -self._extreme(at, -1.0)
        if not self._not_shown([key], is_safe):
            return True
        if not is_safe(key, Interval(lower=float(self._lower[at]), upper=upper)):
            return False
        return is_safe(key, Interval(lower=self._extreme(at, 1.0), upper=upper))

    def _not_shown(self, keys: Iterable[Key], is_safe: Callable[[Key, Interval], bool]) -> list[Key]:
        """Those of the figures that the tables seen so far do not show to be kept."""
        return [key for key in keys if key not in self._seen or not is_safe(key, self._seen[key])]

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
            table = np.where(self._whole, np.round(found.x), found.x).tolist()
            for key, value in zip(self._place, table, strict=True):
                was = self._seen.get(key, Interval(lower=value, upper=value))
                if not was.lower <= value <= was.upper or key not in self._seen:
                    self._seen[key] = Interval(lower=min(was.lower, value), upper=max(was.upper, value))
        return found

    def _is_whole(self, point: Floats) -> bool:
        whole = point[self._whole]
        return bool(np.all(np.abs(whole - np.round(whole)) < _NEAR))
