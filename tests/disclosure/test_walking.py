"""Steps from one possible table to the next: they keep every sum and never pass a limit."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.disclosure import Cell, CellState, Figure, Interval, Sum
from indicators.disclosure.auditing import Puzzle, intervals, puzzles
from indicators.disclosure.cells import Key, as_cells, published
from indicators.disclosure.walking import a_table, steps, walk

SIDE = 4


def a_puzzle(counts: np.ndarray) -> tuple[Puzzle, dict[Key, Cell]]:
    """A crossed table whose cells are hidden and whose totals are told, with our own figures beside it."""
    places = [(str(row), str(column)) for row in range(SIDE) for column in range(SIDE)]
    known: dict[Key, Cell] = {place: published(float(counts[int(place[0]), int(place[1])])) for place in places}
    seen: dict[Key, Figure] = dict.fromkeys(places)
    sums = []
    for at in map(str, range(SIDE)):
        for total, parts in (
            (f"row {at}", tuple(place for place in places if place[0] == at)),
            (f"column {at}", tuple(place for place in places if place[1] == at)),
        ):
            seen[total] = sum(known[part].lower for part in parts)
            sums.append(Sum(total=total, parts=parts))
    return puzzles(as_cells(seen), sums)[0], known


def never(_: Key, interval: Interval) -> bool:
    return interval.width > 1e9


TABLES = st.lists(st.integers(0, 9), min_size=SIDE * SIDE, max_size=SIDE * SIDE).map(
    lambda counts: np.array(counts).reshape(SIDE, SIDE)
)


@settings(max_examples=25, deadline=None)
@given(counts=TABLES)
def test_the_values_walked_through_are_possible_and_as_far_apart_as_can_be(counts: np.ndarray) -> None:
    puzzle, known = a_puzzle(counts)
    start, seen = a_table(puzzle, known), dict[Key, Interval]()
    assert start is not None
    walk(puzzle, start, seen, never)
    for key, limits in intervals(puzzle).items():
        assert limits.lower <= seen[key].lower <= known[key].lower <= seen[key].upper <= limits.upper


def test_every_step_keeps_every_sum_and_together_they_are_all_there_are() -> None:
    puzzle, _ = a_puzzle(np.ones((SIDE, SIDE)))
    found = steps(puzzle)
    assert len(found) == (SIDE - 1) ** 2
    for step in found:
        for equation in puzzle.equations:
            assert sum(sign * step.get(key, 0) for key, sign in equation.signs.items()) == 0


def test_a_figure_that_only_a_sum_tells_of_is_worked_out() -> None:
    sums = [Sum(total="base", parts=("count", "rest"))]
    cells: dict[Key, Cell] = {"base": published(10.0), "count": Cell()}
    assert a_table(puzzles(cells, sums)[0], {"count": published(4.0)}) == {"count": 4.0, "rest": 6.0}


def test_there_is_no_table_to_start_from_where_two_figures_are_unknown_to_us_too() -> None:
    sums = [Sum(total="base", parts=("count", "rest"))]
    cells: dict[Key, Cell] = {"base": published(10.0), "count": Cell()}
    assert a_table(puzzles(cells, sums)[0], {"count": Cell()}) is None


def test_a_table_that_breaks_a_sum_is_no_start() -> None:
    sums = [Sum(total="whole", parts=("one", "other"))]
    cells: dict[Key, Cell] = {"whole": published(10.0), "one": Cell(), "other": Cell()}
    assert a_table(puzzles(cells, sums)[0], {"one": published(4.0), "other": published(7.0)}) is None


def test_a_rounded_figure_keeps_within_what_is_told_of_it() -> None:
    rounded = Cell(lower=3.0, upper=5.0, state=CellState.PUBLISHED)
    cells: dict[Key, Cell] = {"whole": published(10.0), "one": rounded, "other": Cell()}
    puzzle, seen = puzzles(cells, [Sum(total="whole", parts=("one", "other"))])[0], dict[Key, Interval]()
    walk(puzzle, {"one": 4.0, "other": 6.0}, seen, never)
    assert seen["one"] == Interval(lower=3.0, upper=5.0)
    assert seen["other"] == Interval(lower=5.0, upper=7.0)
