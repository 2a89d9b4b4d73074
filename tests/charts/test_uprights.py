"""Events in every drawing over time: lines, numbers that never lie on each other, and the same events in the list."""

from __future__ import annotations

from base64 import b64decode
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import events
from indicators.charts import gap, multiples, pairs, series, sparkline, trajectory, uprights
from indicators.charts.theme import AXIS, INK
from indicators.model import Event, EventKind
from tests.builders import an_event, an_indicator
from tests.charts.golden import same
from tests.charts.specs import layers, rows, with_margin
from tests.charts.test_equal_city import closing
from tests.districts.tables import CODES
from tests.districts.test_trends import APART, HIGHER, _trends
from tests.texts.results import fear, fear_worsening

VALUES: dict[int, Any] = {2011: 18, 2012: 17.3, 2013: 17.1, 2014: 17.8, 2015: 18.3, 2016: 21.5, 2017: 22.3, 2018: 21.8}
THREE = (
    an_event("a", date="2014", kind=EventKind.DECISION),
    an_event("b", date="2015-10"),
    an_event("c", date="2017", kind=EventKind.METHOD),
)
OTHERS = tuple(an_event(f"d-{date}", date=date) for date in ("2012", "2012-10", "2016-03", "2018-02", "2018-03"))
EIGHT = events.in_order((*THREE, *OTHERS))


def marks(spec: dict[str, Any], shown: object = 1) -> list[str]:
    """The numbers of a drawing, those of a phone or of a desk where the two differ."""
    return [r["mark"] for x in layers(spec, "text") for r in rows(x) if "mark" in r and x["mark"]["opacity"] == shown]


def drawn(told: tuple[Event, ...]) -> dict[str, Any]:
    return trajectory.trajectory(with_margin(VALUES), fear_worsening(), fear(), events=told)


def uprights_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [x for x in layers(spec, "rule") if x["encoding"].get("y2") == {"value": "height"}]


def test_without_events_nothing_is_added() -> None:
    assert drawn(()) == trajectory.trajectory(with_margin(VALUES), fear_worsening(), fear())
    assert uprights_of(drawn(())) == []


def test_each_event_is_a_line_and_a_number_above_the_plot() -> None:
    spec = drawn(THREE)
    assert marks(spec) == ["1", "2", "3"]
    assert [(r["x"], x["mark"]["color"]) for x in uprights_of(spec) for r in rows(x)] == [
        (2014.0, AXIS),
        (pytest.approx(2015.289), AXIS),
        (2016.5, INK),
    ]
    signs = [x for x in layers(spec, "text") if "mark" in rows(x)[0]]
    assert all(x["encoding"]["y"]["value"] < 0 for x in signs)
    assert -spec["padding"]["top"] < min(x["encoding"]["y"]["value"] for x in signs)


def test_a_method_change_is_dashed_and_others_are_whole() -> None:
    dashes = {x["mark"]["color"]: x["mark"].get("strokeDash") for x in uprights_of(drawn(THREE))}
    assert dashes == {AXIS: None, INK: list(uprights.DASH)}


def test_numbers_that_would_collide_stand_together() -> None:
    spec = drawn(EIGHT)
    narrow, wide = {"expr": "width < 460 ? 1 : 0"}, {"expr": "width < 460 ? 0 : 1"}
    assert sorted(marks(spec, narrow)) == ["1–2", "3", "4–5", "6", "7–8"]
    assert sorted(marks(spec, wide)) == ["1–2", "3", "4", "5", "6", "7–8"]
    assert len([r for x in uprights_of(spec) for r in rows(x)]) == 8


@given(
    st.lists(st.floats(2000, 2021), min_size=1, max_size=12).map(sorted),
    st.floats(12, 90),
)
def test_no_two_numbers_ever_lie_on_each_other(places: list[float], per_year: float) -> None:
    found = uprights.labels(places, per_year=per_year)
    for one, other in pairwise(found):
        assert (other.place - one.place) * per_year >= (one.width + other.width) / 2
    assert [n for label in found for n in range(label.first, label.last + 1)] == list(range(1, len(places) + 1))


def test_events_outside_the_axis_are_neither_drawn_nor_listed() -> None:
    outside = (
        an_event("a", date="2009"),
        an_event("b", date="2011", kind=EventKind.METHOD),
        an_event("c", date="2021"),
    )
    assert trajectory.shown(outside, with_margin(VALUES), fear_worsening(), fear()) == ()
    assert drawn(outside) == drawn(())


LASTING = (
    an_event("under way", date="2009", ends="2013"),
    an_event("begun", date="2014", ends="2030"),
    an_event("over", date="2009", ends="2010"),
    an_event("method", date="2009", ends="2013", kind=EventKind.METHOD),
)


def test_what_lasts_is_a_level_line_and_what_was_under_way_is_marked_at_the_left_edge() -> None:
    spec = drawn(LASTING)
    assert marks(spec) == ["1", "2"]
    assert [r["x"] for x in uprights_of(spec) for r in rows(x)] == [2014.0]
    spans = [(r["x"], r["to"]) for x in layers(spec, "rule") for r in rows(x) if "to" in r]
    assert spans == [(2010.6, 2013.5), (2014.0, 2020.45)]
    listed = trajectory.shown(LASTING, with_margin(VALUES), fear_worsening(), fear())
    assert [e.id for e in listed] == ["under way", "begun"]
    assert same("trajectory-lasting.json", spec)


def test_what_lasts_is_on_every_drawing_from_a_later_year() -> None:
    event = an_event(date="2011", ends="2020")
    found = closing()
    assert gap.shown((event,), found.gap.years, found.indicator, last=2020) == (event,)
    assert pairs.shown((event,), {2014: (60.0, 80.0), 2018: (66.0, 82.0)}) == (event,)
    told = multiples.multiples(
        _trends({2014: APART, 2019: HIGHER}), an_indicator(), until=2019, events={CODES[0]: (event,)}
    )
    panel = next(p for p in told["panels"] if p["geography"] == CODES[0])
    assert panel["events"] == [{"x": 0.0, "is_method": False, "began": False, "to": 100.0}]
    image = b64decode(multiples.panel_image(panel, told).partition(",")[2]).decode()
    assert "M0 0.5H100" in image
    seen = series.points(with_margin({2014: 62.0, 2018: 66.0}), an_indicator(), until=2020)
    assert sparkline.sparkline(seen, first_year=2014, last_year=2020, events=(event,)) != sparkline.sparkline(
        seen, first_year=2014, last_year=2020
    )


def test_the_gap_over_time_numbers_the_same_events() -> None:
    found = closing()
    spec = gap.over_time(found.gap.years, found.indicator, last=2020, decimals=0, events=THREE)
    assert marks(spec) == ["1", "2", "3"]
    assert gap.shown(THREE, found.gap.years, found.indicator, last=2020) == THREE
    assert same("gap-events.json", spec)


def test_pairs_have_an_event_between_the_rows_it_falls_between() -> None:
    values: dict[int, pairs.Ends] = {2014: (60.0, 80.0), 2016: (62.0, 81.0), 2018: (66.0, 82.0)}
    spec = pairs.dumbbell(values, an_indicator(), names=("A", "B"), is_long=True, events=THREE)
    lines = [(x["encoding"]["y"]["value"], rows(x)[0]["mark"]) for x in layers(spec, "rule") if "mark" in rows(x)[0]]
    assert lines == [(pairs.LOW_ROW, "1–2"), (2 * pairs.LOW_ROW, "3")]
    assert same("pairs-events.json", spec)


def test_an_event_of_the_last_row_s_year_stands_above_it() -> None:
    spec = pairs.dumbbell(
        {2014: (60.0, 80.0), 2018: (66.0, 82.0)}, an_indicator(), names=("A", "B"), events=(an_event(date="2018-11"),)
    )
    assert [x["encoding"]["y"]["value"] for x in layers(spec, "rule") if "mark" in rows(x)[0]] == [pairs.ROW]


def test_pairs_without_rows_have_no_events() -> None:
    assert pairs.shown(THREE, {}) == ()


def test_each_panel_has_the_lines_of_its_own_district() -> None:
    found = _trends({2014: APART, 2016: HIGHER, 2017: APART, 2019: HIGHER})
    drawing = multiples.multiples(found, an_indicator(), until=2019, events={CODES[0]: THREE})
    by_code = {p["geography"]: p["events"] for p in drawing["panels"]}
    assert [e["is_method"] for e in by_code[CODES[0]]] == [False, False, True]
    assert all(0 <= e["x"] <= 100 for e in by_code[CODES[0]])
    assert by_code[CODES[1]] == []
    panel = next(p for p in drawing["panels"] if p["geography"] == CODES[0])
    image = b64decode(multiples.panel_image(panel, drawing).partition(",")[2]).decode()
    assert image.count("stroke-dasharray") == 1


def test_the_smallest_picture_has_a_stroke_for_each_event_within_its_years() -> None:
    seen = series.points(with_margin({2014: 62.0, 2018: 66.0}), an_indicator(), until=2020)
    bare = sparkline.sparkline(seen, first_year=2014, last_year=2020)
    told = sparkline.sparkline(seen, first_year=2014, last_year=2020, events=(*THREE, an_event("z", date="2011")))
    assert told.count("<path") - bare.count("<path") == 3
    assert told.count('stroke-dasharray="2 2"') == 1


@pytest.mark.parametrize("count", [0, 1, 3, 8], ids=["none", "one", "three", "eight"])
def test_every_specification_with_events_is_valid(count: int) -> None:
    import altair

    assert altair.Chart.from_dict(drawn(EIGHT[:count]), validate=True) is not None


def test_the_drawing_with_eight_events_is_the_one_that_was_looked_at() -> None:
    assert same("trajectory-events.json", drawn(EIGHT))
