"""Tables that agree with all published, reached from one that does by steps that keep every sum."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from typing import Final

import numpy as np

from indicators.disclosure.auditing import Equation, Puzzle
from indicators.disclosure.cells import Cell, CellState, Interval, Key

Rule = Callable[[Key, Interval], bool]
Step = Mapping[Key, int]
"""What each figure changes by, so that every sum still holds."""

_NEAR: Final = 1e-6
_ROUNDS: Final = 6
"""How often all steps are tried while they still show more."""
_FAR: Final = 8
"""How far a figure is let go on the way; its limits are noted all the same."""
_LONGEST: Final = 100_000.0
_SEED: Final = 20


def a_table(puzzle: Puzzle, known: Mapping[Key, Cell]) -> dict[Key, float] | None:
    """One table that agrees with all published: the true one, as `known` tells it; None where it does not."""
    found = {key: value for key in puzzle.cells if (value := _own(key, known)) is not None}
    waiting = list(puzzle.equations)
    while waiting:
        left = [equation for equation in waiting if not _follows(equation, found)]
        if len(left) == len(waiting):
            break
        waiting = left
    return found if len(found) == len(puzzle.cells) and _agrees(puzzle, found) else None


def walk(puzzle: Puzzle, start: Mapping[Key, float], seen: MutableMapping[Key, Interval], is_safe: Rule) -> None:
    """Note in `seen` between which values hidden figures can lie, as far as steps between tables show it."""
    moves, table = steps(puzzle), dict(start)
    for key, value in table.items():
        _note(key, value, value, seen)
    random, before = np.random.default_rng(_SEED), -1
    left = _open(puzzle, seen, is_safe)
    for _ in range(_ROUNDS):
        if not left or len(left) == before:
            return
        for at in random.permutation(len(moves)).tolist():
            least, most = _reach(moves[at], puzzle, table)
            for key, change in moves[at].items():
                _note(key, table[key] + least * change, table[key] + most * change, seen)
            length = int(random.integers(max(least, -_FAR), min(most, _FAR) + 1))
            for key, change in moves[at].items():
                table[key] += length * change
        before, left = len(left), _open(puzzle, seen, is_safe)


def steps(puzzle: Puzzle) -> list[Step]:
    """Changes in whole numbers that together make up all changes that keep every sum; those that are not are left out.

    Each figure that a sum settles is told by those that none does (Gauss's elimination, the shortest sums first).
    """
    rows = [dict(equation.signs) for equation in puzzle.equations]
    holding: dict[Key, set[int]] = {}
    for at, row in enumerate(rows):
        for key in row:
            holding.setdefault(key, set()).add(at)
    pivots: dict[int, Key] = {}
    for at in sorted(range(len(rows)), key=lambda at: len(rows[at])):
        keys = [key for key, sign in rows[at].items() if abs(sign) == 1]
        if keys:
            pivots[at] = min(keys, key=lambda key: len(holding[key]))
            for other in sorted(holding[pivots[at]] - {at}):
                _take_away(rows, other, at, pivots[at], holding)
    if any(row and at not in pivots for at, row in enumerate(rows)):
        return []
    settled = set(pivots.values())
    return [_step(key, rows, pivots, holding.get(key, ())) for key in puzzle.cells if key not in settled]


def _own(key: Key, known: Mapping[Key, Cell]) -> float | None:
    cell = known.get(key)
    exact = cell is not None and cell.state is CellState.PUBLISHED and cell.lower == cell.upper
    return cell.lower if cell is not None and exact else None


def _follows(equation: Equation, found: dict[Key, float]) -> bool:
    """Whether nothing of the sum is left unknown, after its only unknown figure has been worked out."""
    unknown = [key for key in equation.signs if key not in found]
    if len(unknown) > 1:
        return False
    if unknown:
        told = sum(sign * found[key] for key, sign in equation.signs.items() if key in found)
        found[unknown[0]] = (equation.value - told) / equation.signs[unknown[0]]
    return True


def _agrees(puzzle: Puzzle, table: Mapping[Key, float]) -> bool:
    for key, cell in puzzle.cells.items():
        value = table[key]
        if not cell.lower - _NEAR <= value <= cell.upper + _NEAR or (cell.is_whole and value != round(value)):
            return False
    return all(
        abs(sum(sign * table[key] for key, sign in equation.signs.items()) - equation.value) < _NEAR
        for equation in puzzle.equations
    )


def _open(puzzle: Puzzle, seen: Mapping[Key, Interval], is_safe: Rule) -> list[Key]:
    return [key for key in puzzle.hidden if not is_safe(key, seen[key])]


def _reach(step: Step, puzzle: Puzzle, table: Mapping[Key, float]) -> tuple[int, int]:
    """How many times the step can be taken backwards and forwards before a figure meets its limit."""
    least, most = -_LONGEST, _LONGEST
    for key, change in step.items():
        cell, value = puzzle.cells[key], table[key]
        ends = sorted(((cell.lower - value) / change, (cell.upper - value) / change))
        least, most = max(least, ends[0]), min(most, ends[1])
    return min(0, math.ceil(least - _NEAR)), max(0, math.floor(most + _NEAR))


def _note(key: Key, one: float, other: float, seen: MutableMapping[Key, Interval]) -> None:
    lower, upper = (one, other) if one <= other else (other, one)
    was = seen.get(key)
    if was is None:
        seen[key] = Interval(lower=lower, upper=upper)
    elif lower < was.lower or upper > was.upper:
        seen[key] = Interval(lower=min(lower, was.lower), upper=max(upper, was.upper))


def _take_away(
    rows: Sequence[dict[Key, int]], at: int, settled: int, pivot: Key, holding: Mapping[Key, set[int]]
) -> None:
    """Rid one sum of a figure by taking away the sum that settles it, as many times as it takes."""
    row, own = rows[at], rows[settled]
    times = row[pivot] * own[pivot]
    for key, sign in own.items():
        left = row.get(key, 0) - times * sign
        if left:
            row[key] = left
            holding[key].add(at)
        else:
            row.pop(key, None)
            holding[key].discard(at)


def _step(free: Key, rows: Sequence[Mapping[Key, int]], pivots: Mapping[int, Key], holding: Iterable[int]) -> Step:
    """One figure up by one, and what that takes of the settled ones."""
    return {free: 1} | {pivots[at]: -rows[at][free] * rows[at][pivots[at]] for at in sorted(holding)}
