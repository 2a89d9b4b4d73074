"""The audit: how closely a hidden figure can be worked out from what is published."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.disclosure import Cell, CellState, Figure, Interval, Sum, audit, hide_in_table
from indicators.disclosure.auditing import intervals, puzzles
from indicators.disclosure.cells import as_cells
from indicators.disclosure.programming import Programme
from indicators.errors import MeasureError
from tests.disclosure.enumeration import possible

ROWS = [Sum(total="row 1", parts=("a", "b")), Sum(total="row 2", parts=("c", "d"))]
COLUMNS = [Sum(total="column 1", parts=("a", "c")), Sum(total="column 2", parts=("b", "d"))]


def between(lower: float, upper: float) -> Interval:
    return Interval(lower=lower, upper=upper)


def test_one_hidden_figure_in_each_row_is_given_away() -> None:
    table: dict[str, Figure] = {"a": None, "b": 12, "c": 9, "d": None, "row 1": 15, "row 2": 11}
    found = audit(table, ROWS)
    assert found == {"a": between(3, 3), "d": between(2, 2)}
    assert not any(interval.is_safe() for interval in found.values())


def test_two_hidden_in_every_row_and_column_leave_a_range() -> None:
    totals: dict[str, Figure] = {"row 1": 15, "row 2": 11, "column 1": 12, "column 2": 14}
    found = audit({"a": None, "b": None, "c": None, "d": None, **totals}, ROWS + COLUMNS)
    assert found["a"] == between(1, 12)
    assert found["d"] == between(0, 11)


def test_a_small_total_narrows_its_parts_too_much() -> None:
    found = audit({"a": None, "b": None, "row 1": 4}, ROWS[:1])
    assert found["a"] == between(0, 4)
    assert not found["a"].is_safe()


@pytest.mark.parametrize(
    ("interval", "is_safe"), [((0, 5), True), ((2, 5), True), ((3, 5), False), ((0, 4), False), ((7, 10), True)]
)
def test_an_interval_is_safe_when_three_wide_and_beyond_four(interval: tuple[int, int], is_safe: bool) -> None:
    assert between(*interval).is_safe() is is_safe


def test_nothing_that_speaks_of_a_figure_leaves_it_open() -> None:
    assert audit({"a": None}, []) == {"a": between(0, math.inf)}


def test_a_rounded_per_cent_of_a_known_base_gives_a_count_within_limits() -> None:
    women, men = 200, 100
    share = (0.115 * men, 0.125 * men)  # 12 per cent of a hundred men, rounded to whole per cent
    found = audit({"women": None, "men": share, "all": 36}, [Sum(total="all", parts=("women", "men"))])
    assert found["women"] == between(24, 24)
    wide = audit(
        {"women": None, "men": (0.115 * women, 0.125 * women), "all": 36}, [Sum(total="all", parts=("women", "men"))]
    )
    assert wide["women"] == between(11, 13)


def test_a_published_change_gives_the_earlier_figure_away() -> None:
    found = audit({2014: None, 2018: 20, "change": -3}, [Sum(total=2018, parts=(2014, "change"))])
    assert found[2014] == between(23, 23)


def test_nine_districts_and_the_city_give_the_tenth_away() -> None:
    districts = {f"district {n}": 10.0 for n in range(9)}
    city = Sum(total="city", parts=(*districts, "the tenth"))
    assert audit({**districts, "city": 93, "the tenth": None}, [city])["the tenth"] == between(3, 3)


def test_two_overlapping_periods_tell_their_difference() -> None:
    years = [Sum(total="2016–2017", parts=(2016, 2017)), Sum(total="2016–2018", parts=(2016, 2017, 2018))]
    found = audit({"2016–2017": 11, "2016–2018": 14, 2018: None}, years)
    assert found[2018] == between(3, 3)


def test_a_part_that_lies_nowhere_leaves_only_an_upper_limit() -> None:
    found = audit({"a": None, "b": 7, "city": 20}, [Sum(total="city", parts=("a", "b", "nowhere"))])
    assert found["a"] == between(0, 13)


def test_a_figure_that_need_not_be_whole_is_not_rounded() -> None:
    found = audit({"a": Cell(is_whole=False), "b": 1.5, "row 1": 4}, ROWS[:1])
    assert found["a"] == between(2.5, 2.5)


def test_whole_numbers_are_told_where_fractions_would_allow_more() -> None:
    parts = [Sum(total="ab", parts=("a", "b")), Sum(total="bc", parts=("b", "c")), Sum(total="ca", parts=("c", "a"))]
    names = ("a", "b", "c")
    table: dict[str, Figure] = {**dict.fromkeys(names), "ab": (4, 5), "bc": (4, 5), "ca": (4, 5)}
    most = max(b for a in range(9) for b in range(9) for c in range(9) if {a + b, b + c, c + a} <= {4, 5})
    assert audit(table, parts)["b"].upper == most


def test_figures_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(MeasureError, match="sums: the published figures around a contradict"):
        audit({"a": None, "b": 12, "row 1": 11}, ROWS[:1])
    square: dict[str, Figure] = {**dict.fromkeys("abcd"), "row 1": 5, "row 2": 5, "column 1": 4, "column 2": 4}
    with pytest.raises(MeasureError, match="contradict"):
        audit(square, ROWS + COLUMNS)


@settings(max_examples=60, deadline=None)
@given(
    atoms=st.lists(st.integers(0, 5), min_size=4, max_size=4),
    groups=st.lists(st.sets(st.integers(0, 3), min_size=2), min_size=1, max_size=4, unique_by=frozenset),
    hidden=st.sets(st.integers(0, 3), min_size=1),
    data=st.data(),
)
def test_limits_are_those_of_every_possible_table(
    atoms: list[int], groups: list[set[int]], hidden: set[int], data: st.DataObject
) -> None:
    made_of = {atom: (atom,) for atom in range(4)} | {("sum", *sorted(g)): tuple(sorted(g)) for g in groups}
    covered = {atom for group in groups for atom in group}
    figures: dict[object, Figure] = {key: sum(atoms[a] for a in parts) for key, parts in made_of.items()}
    figures |= dict.fromkeys(hidden & covered)
    sums = [Sum(total=("sum", *sorted(g)), parts=tuple(sorted(g))) for g in groups]
    found = audit(figures, data.draw(st.permutations(sums)))
    told = {key: value for key, value in figures.items() if isinstance(value, int)}
    for key, values in possible(made_of, told, most=20).items():
        assert (found[key].lower, found[key].upper) == (min(values), max(values))


@settings(max_examples=40, deadline=None)
@given(atoms=st.lists(st.integers(0, 30), min_size=3, max_size=6), hidden=st.sets(st.integers(0, 5), min_size=2))
def test_plain_bounds_and_the_linear_programme_agree(atoms: list[int], hidden: set[int]) -> None:
    figures: dict[object, Figure] = dict(enumerate(atoms))
    half = len(atoms) // 2
    figures |= {"first": sum(atoms[:half]), "all": sum(atoms)} | {n: None for n in hidden if n < len(atoms)}
    sums = [
        Sum(total="first", parts=tuple(range(half))),
        Sum(total="all", parts=("first", *range(half, len(atoms)))),
    ]
    for puzzle in puzzles(as_cells(figures), sums):
        plain = intervals(puzzle)
        programme = Programme(puzzle, {key: Interval(lower=0.0, upper=math.inf) for key in puzzle.cells})
        for key in puzzle.hidden:
            interval = programme.limits(key)
            np.testing.assert_allclose([interval.lower, interval.upper], [plain[key].lower, plain[key].upper])


def test_an_unknown_figure_is_no_hidden_one() -> None:
    unknown = Cell(state=CellState.UNKNOWN)
    assert audit({"a": unknown, "row 1": 4}, ROWS[:1]) == {}


WRONG = {"text": "7", "missing": math.nan, "infinite": math.inf, "complex": 1j, "huge": 10**400, "list": [7]}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_figure_that_is_no_number_is_refused_by_name(wrong: Any) -> None:
    with pytest.raises(MeasureError, match="cells: b is no number"):
        audit({"a": None, "b": wrong, "row 1": 15}, ROWS[:1])
    with pytest.raises(MeasureError, match="figures: b is no number"):
        hide_in_table({"a": 3, "b": wrong, "row 1": 15}, ROWS[:1])


@pytest.mark.parametrize("limits", [(5, 3), (1, 2, 3), (), Cell(lower=5, upper=3), Cell(lower=math.nan)])
def test_limits_that_enclose_nothing_are_refused_by_name(limits: Any) -> None:
    with pytest.raises(MeasureError, match="cells: b: "):
        audit({"a": None, "b": limits, "row 1": 15}, ROWS[:1])


@pytest.mark.parametrize("sums", [["row 1"], [Sum(total="a", parts=("a",))], [Sum(total="row 1", parts=("b", "b"))]])
def test_a_sum_that_is_none_is_refused_by_name(sums: Any) -> None:
    with pytest.raises(MeasureError, match="sums: "):
        audit({"a": None, "b": 7, "row 1": 15}, sums)
    with pytest.raises(MeasureError, match="totals: "):
        hide_in_table({"a": 3, "b": 7, "row 1": 10}, sums)


@pytest.mark.parametrize(
    ("named", "settings"),
    [
        *(("counts_below", {"counts_below": wrong}) for wrong in (-1, math.nan, 5.5, "5")),
        *(("hidden", {"hidden": wrong}) for wrong in ("a", ["nowhere"])),
    ],
)
def test_a_limit_or_a_name_that_is_none_is_refused(named: str, settings: dict[str, Any]) -> None:
    with pytest.raises(MeasureError, match=f"{named}: "):
        hide_in_table({"a": 3, "b": 12, "row 1": 15}, ROWS[:1], **settings)


def test_a_negative_count_is_refused_by_name() -> None:
    with pytest.raises(MeasureError, match="figures: b is negative"):
        hide_in_table({"a": 3, "b": -1, "row 1": 2}, ROWS[:1])
