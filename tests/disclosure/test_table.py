"""Secondary hiding in a table of counts with totals."""

from __future__ import annotations

from indicators.disclosure import Figure, Sum, audit, hide_in_table

ROW = Sum(total="all", parts=("a", "b", "c"))


def hidden(figures: dict[str, Figure], *sums: Sum, **settings: int) -> set[object]:
    return set(hide_in_table(figures, sums, **settings))


def test_a_table_without_small_counts_is_shown_whole() -> None:
    assert hidden({"a": 5, "b": 0, "c": 60, "all": 65}, ROW) == set()


def test_the_smallest_that_is_not_zero_goes_with_a_lone_small_count() -> None:
    assert hidden({"a": 3, "b": 0, "c": 60, "d": 9, "all": 72}, Sum(total="all", parts=("a", "b", "c", "d"))) == {
        "a",
        "d",
    }


def test_the_total_goes_when_all_else_is_zero() -> None:
    assert hidden({"a": 3, "b": 0, "c": 0, "all": 3}, ROW) == {"a", "all"}


def test_two_small_counts_under_a_small_remainder_need_a_third() -> None:
    figures: dict[str, Figure] = {"a": 1, "b": 2, "c": 60, "all": 63}
    assert hidden(figures, ROW) == {"a", "b", "c"}


def test_a_row_and_a_column_are_both_closed() -> None:
    figures: dict[str, Figure] = {
        **{"a": 3, "b": 12, "c": 9, "d": 20},
        **{"row 1": 15, "row 2": 29, "column 1": 12, "column 2": 32, "all": 44},
    }
    sums = [
        Sum(total="row 1", parts=("a", "b")),
        Sum(total="row 2", parts=("c", "d")),
        Sum(total="column 1", parts=("a", "c")),
        Sum(total="column 2", parts=("b", "d")),
        Sum(total="all", parts=("row 1", "row 2")),
        Sum(total="all", parts=("column 1", "column 2")),
    ]
    found = hidden(figures, *sums)
    assert found == {"a", "b", "c", "d"}
    told: dict[object, Figure] = {key: None if key in found else value for key, value in figures.items()}
    assert all(interval.is_safe() for interval in audit(told, sums).values())


def test_a_district_is_closed_through_its_smaller_areas_and_the_city() -> None:
    figures: dict[str, Figure] = {"city": 100, "north": 40, "south": 60, "n1": 2, "n2": 38, "s1": 25, "s2": 35}
    sums = [Sum(total="city", parts=("north", "south"))]
    sums += [Sum(total="north", parts=("n1", "n2")), Sum(total="south", parts=("s1", "s2"))]
    assert hidden(figures, *sums) == {"n1", "n2"}


def test_zero_is_hidden_only_where_a_hidden_figure_would_follow_from_it() -> None:
    small_group = {"a": 0, "b": 0, "all": 0}
    found = hide_in_table(small_group, [Sum(total="all", parts=("a", "b"))], hidden=["a"])
    assert found == {"a", "all"}


def test_the_limit_is_the_registers() -> None:
    assert hidden({"a": 7}, counts_below=10) == {"a"}
    assert hidden({"a": 7}, counts_below=5) == set()


def test_a_figure_that_the_source_hid_is_kept_as_well() -> None:
    assert hidden({"a": None, "b": 30, "c": 20, "all": 53}, ROW) == {"a", "c"}
