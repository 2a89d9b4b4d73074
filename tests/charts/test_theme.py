"""Colours that can be told apart and read by everybody, and axes that neither shout nor lie."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.charts import theme
from indicators.model import Assessment
from tests.charts import colours


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_colour_distance_agrees_with_its_published_pairs(
    first: tuple[float, ...], second: tuple[float, ...], published: float
) -> None:
    assert colours.distance(np.array(first), np.array(second)) == pytest.approx(published, abs=1e-4)


def test_red_and_green_come_close_only_for_those_who_confuse_them() -> None:
    red, green = "#C00000", "#5B7300"
    apart = {v: colours.distance(colours.seen(red, v), colours.seen(green, v)) for v in ("normal", "protan", "deutan")}
    assert apart["normal"] > 50
    assert max(apart["protan"], apart["deutan"]) < apart["normal"] / 2


def test_grey_stays_grey_in_every_vision() -> None:
    grey = colours.seen("#808080", "normal")
    assert all(colours.distance(grey, colours.seen("#808080", v)) < 2 for v in ("protan", "deutan", "tritan"))


@pytest.mark.parametrize("vision", ["normal", "protan", "deutan", "tritan"])
def test_assessment_colours_are_told_apart_in_every_vision(vision: str) -> None:
    tokens = sorted(set(theme.ASSESSMENTS.values()))
    apart = {pair: colours.distance(*(colours.seen(c, vision) for c in pair)) for pair in combinations(tokens, 2)}
    assert {pair: d for pair, d in apart.items() if d < 12} == {}


def test_only_the_two_pairs_told_by_icon_share_a_colour() -> None:
    shared = {
        frozenset(pair)
        for pair in combinations(Assessment, 2)
        if theme.ASSESSMENTS[pair[0]] == theme.ASSESSMENTS[pair[1]]
    }
    assert shared == {
        frozenset({Assessment.UNCERTAIN, Assessment.NOT_ASSESSED}),
        frozenset({Assessment.WORSENING, Assessment.MISSED}),
    }


@pytest.mark.parametrize("ground", [theme.WHITE, theme.SURFACE])
def test_everything_read_has_the_contrast_of_text(ground: str) -> None:
    texts = [theme.INK, theme.TEXT_2, theme.BRAND, theme.GROUP_B_TEXT, *theme.ASSESSMENTS.values()]
    assert {c: colours.contrast(c, ground) for c in texts if colours.contrast(c, ground) < 4.5} == {}


def test_marks_that_carry_meaning_have_the_contrast_of_graphics() -> None:
    marks = (theme.BRAND, theme.GROUP_B, theme.INK, theme.AXIS)
    assert [c for c in marks if colours.contrast(c, theme.WHITE) < 3] == []


@pytest.mark.parametrize(
    ("colour", "ratio"), [(theme.INK, 16.1), (theme.TEXT_2, 7.3), (theme.BRAND, 8.7), ("#9C5A00", 5.4)]
)
def test_contrasts_are_those_of_the_design(colour: str, ratio: float) -> None:
    assert colours.contrast(colour, theme.WHITE) == pytest.approx(ratio, abs=0.1)


@given(st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=8))
@example([55001.0, -1e-05])
@example([0.1, 0.2, 0.1 + 0.2])
def test_an_axis_holds_its_values_with_two_to_six_ticks(values: list[float]) -> None:
    axis = theme.axis(values)
    assert axis.low <= min(values) + 1e-6
    assert axis.high >= max(values) - 1e-6
    assert 2 <= len(axis.ticks) <= 6


def test_an_axis_does_not_give_way_to_the_rounding_of_zero() -> None:
    assert theme.axis([-1e-17, 50.0]).low == 0


@given(st.floats(1, 1e5))
def test_an_axis_never_makes_a_landslide_of_decimals(level: float) -> None:
    axis = theme.axis([level, level * 1.001])
    assert axis.high - axis.low >= theme.LEAST_SPAN * level * 0.999


def test_an_axis_of_shares_stays_between_none_and_all() -> None:
    axis = theme.axis([2.0, 99.0], "%", margin=(0.2, 0.2))
    assert (axis.low, axis.high) == (0.0, 100.0)


def test_ticks_are_printed_in_swedish() -> None:
    axis = theme.axis([4000.0, 12000.0])
    assert [axis.label(t) for t in axis.ticks][-1] == "12\u00a0000"


def test_the_label_expression_writes_swedish_signs() -> None:
    expression = theme.number_expression("%", 1)
    assert "'\u00a0'" in expression
    assert "',')" in expression
    assert expression.endswith("'\u00a0%'")
