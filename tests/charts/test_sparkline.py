"""The small picture of a row."""

from __future__ import annotations

from xml.etree import ElementTree

from indicators.charts import series, sparkline
from indicators.charts.theme import BRAND, INK, INTERVAL
from tests.builders import Seen, an_indicator
from tests.charts.golden import same
from tests.charts.specs import with_margin

NAMESPACE = "{http://www.w3.org/2000/svg}"
PATH = ((2014, 62.0), (2020, 70.0))


def drawing(values: dict[int, Seen], path: tuple[tuple[int, float], tuple[int, float]] | None = PATH) -> str:
    seen = series.points(with_margin(values), an_indicator(), until=2020)
    return sparkline.sparkline(seen, first_year=2014, last_year=2020, path=path)


def shapes(svg: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{NAMESPACE}{tag}"))


def outcome(svg: str) -> str:
    return next((p.get("d") or "" for p in shapes(svg, "path") if p.get("stroke") == BRAND), "")


def test_the_drawing_is_the_one_that_was_looked_at() -> None:
    assert same("sparkline.svg", drawing({2014: 62.0, 2015: 63.5, 2016: None, 2017: 65.8, 2018: 66.4}))


def test_it_is_140_by_38_and_holds_no_text() -> None:
    svg = drawing({2014: 62, 2018: 66})
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height"), shapes(svg, "text")) == ("140", "38", [])


def test_a_missing_year_is_a_gap_and_never_zero() -> None:
    assert outcome(drawing({2014: 62, 2015: 63, 2016: None, 2017: 65, 2018: 66})).count("M") == 2


def test_fewer_than_four_values_are_shown_as_points() -> None:
    assert len(shapes(drawing({2014: 62, 2015: 63, 2016: 64}), "circle")) == 3


def test_four_values_or_more_have_one_end_dot() -> None:
    assert len(shapes(drawing({2014: 62, 2015: 63, 2016: 64, 2017: 65}), "circle")) == 1


def test_only_the_last_value_has_its_interval() -> None:
    strokes = [p.get("stroke") for p in shapes(drawing({2014: 62, 2015: 63}), "path")]
    assert strokes.count(INTERVAL) == 1


def test_without_target_there_is_neither_path_nor_diamond() -> None:
    inks = [p for p in shapes(drawing({2014: 62}, None), "path") if INK in (p.get("stroke"), p.get("fill"))]
    assert inks == []


def test_a_series_without_values_still_shows_its_path() -> None:
    svg = drawing({2014: None})
    assert outcome(svg) == ""
    assert any(p.get("fill") == INK for p in shapes(svg, "path"))


def test_a_tenth_of_a_point_is_no_landslide() -> None:
    heights = [float(c.get("cy") or 0) for c in shapes(drawing({2014: 62, 2015: 62.1}, None), "circle")]
    assert abs(heights[0] - heights[1]) < 1
