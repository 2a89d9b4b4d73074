"""The main chart."""

from __future__ import annotations

from typing import Any

import pytest

from indicators import events
from indicators import observations as obs
from indicators.charts import theme, trajectory, uprights
from indicators.charts.theme import BRAND, WHITE
from indicators.model import Assessment, Break, ObservationStatus, Progress, Reason
from indicators.swedish import NBSP
from indicators.texts import figures
from tests.builders import a_registry, an_event, an_indicator, observed
from tests.charts.golden import same
from tests.charts.specs import layers, numbers, rows, texts, tips, with_margin, written
from tests.texts.results import a_progress, an_estimate, fear, fear_worsening

VALUES: dict[int, Any] = {2011: 18, 2012: 17.3, 2013: 17.1, 2014: 17.8, 2015: 18.3, 2016: 21.5, 2017: 22.3, 2018: 21.8}


def fear_chart(**changes: Any) -> dict[str, Any]:
    return trajectory.trajectory(with_margin(VALUES), fear_worsening(**changes), fear())


def outcome(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for x in layers(spec, "line") if x["mark"]["color"] == BRAND for row in rows(x)]


def test_the_drawing_is_the_one_that_was_looked_at() -> None:
    assert same("trajectory.json", fear_chart())


def test_latest_baseline_target_and_due_are_labelled_in_swedish() -> None:
    assert texts(fear_chart()) == [f"22{NBSP}%", f"18{NBSP}%", f"Mål 14{NBSP}%", f"borde vara 15{NBSP}%"]


def test_points_say_value_and_interval_on_hovering() -> None:
    assert tips(fear_chart())[-1] == f"2018: 22{NBSP}% (20–23)"


def test_points_before_the_baseline_are_hollow() -> None:
    dots = [x for x in layers(fear_chart(), "point") if x["mark"].get("stroke") == BRAND]
    assert {x["mark"]["fill"]: [row["x"] for row in rows(x)] for x in dots} == {
        WHITE: [2011, 2012, 2013],
        BRAND: [2014, 2015, 2016, 2017, 2018],
    }


def test_the_years_to_the_target_stand_empty() -> None:
    spec = fear_chart()
    assert spec["layer"][0]["encoding"]["x"]["axis"]["values"] == list(range(2011, 2021))
    assert max(row["x"] for row in outcome(spec)) == 2018


def test_a_missing_year_is_a_gap_and_never_zero() -> None:
    spec = trajectory.trajectory(with_margin({2014: 62, 2015: 63, 2016: None, 2017: 65}), a_progress(), an_indicator())
    assert [(row["x"], row["part"]) for row in outcome(spec)] == [(2014, 0), (2015, 0), (2017, 1)]
    assert 0 not in [row["y"] for row in outcome(spec)]


def test_a_hidden_value_is_nowhere_in_the_drawing() -> None:
    seen = with_margin({2014: 62.0, 2015: 63.0, 2016: 64.0})
    hidden = observed("1480", {2014: 62.0, 2015: ObservationStatus.SUPPRESSED, 2016: 64.0})
    blank = seen[obs.YEAR] == 2015
    leaky = seen.assign(**{obs.STATUS: hidden[obs.STATUS].to_numpy()})
    assert blank.any()
    result = a_progress(value=an_estimate(64.0), value_year=2016)
    spec = trajectory.trajectory(leaky, result, an_indicator())
    assert 63.0 not in list(numbers(spec))
    assert "2015:" not in written(spec)


def test_values_after_the_viewpoint_are_nowhere_in_the_drawing() -> None:
    later = with_margin({2014: 62.0, 2018: 66.0, 2019: 68.25})
    assert 68.25 not in list(numbers(trajectory.trajectory(later, a_progress(), an_indicator())))


def test_a_break_parts_the_line_with_a_dashed_rule_and_a_number() -> None:
    indicator = an_indicator(breaks=(Break(year=2013, what="ny fråga"),))
    values = {2011: 60.0, 2012: 61.0, 2013: 62.0, 2014: 62.0, 2018: 66.0}
    told = events.on(a_registry(indicator), indicator)
    spec = trajectory.trajectory(with_margin(values), a_progress(), indicator, events=told)
    (broken,) = [x for x in layers(spec, "rule") if {"x": 2012.5} in rows(x)]
    assert broken["mark"]["strokeDash"] == list(uprights.DASH)
    assert {"x": 2012.5, "mark": "1"} in [row for x in layers(spec, "text") for row in rows(x)]
    assert {row["part"] for row in outcome(spec) if row["x"] <= 2012} == {0}
    assert trajectory.shown(told, with_margin(values), a_progress(), indicator) == told


def test_figures_stand_on_white_where_events_run_behind_them() -> None:
    spec = trajectory.trajectory(with_margin(VALUES), fear_worsening(), fear(), events=(an_event(date="2014"),))
    said = [x for x in layers(spec, "text") if "text" in rows(x)[0]]
    assert [x["mark"]["color"] for x in said[::2]] == [WHITE] * len(said[1::2])
    assert [rows(x) for x in said[::2]] == [rows(x) for x in said[1::2]]


def test_without_target_there_is_neither_path_diamond_nor_due() -> None:
    bare = a_progress(target=None, target_year=None, required=None, gap=None, reason=Reason.NO_TARGET)
    spec = trajectory.trajectory(with_margin({2014: 62, 2018: 66}), bare, an_indicator(target=None))
    assert [t for t in texts(spec) if "Mål" in t or "borde" in t] == []
    assert all(x["mark"]["color"] == BRAND for x in layers(spec, "line"))


def test_no_path_crosses_a_break_in_series() -> None:
    indicator = an_indicator(breaks=(Break(year=2016, what="ny fråga"),))
    broken = a_progress(assessment=Assessment.NOT_ASSESSED, reason=Reason.NOT_COMPARABLE)
    spec = trajectory.trajectory(with_margin({2014: 62, 2015: 63, 2016: 70, 2018: 71}), broken, indicator)
    assert all(x["mark"]["color"] == BRAND for x in layers(spec, "line"))
    assert [t for t in texts(spec) if "borde" in t] == []


def test_a_latest_label_keeps_off_the_ring_where_we_should_be() -> None:
    result = a_progress(67.0, None)
    spec = trajectory.trajectory(observed("1480", {2014: 62.0, 2018: 67.0}), result, an_indicator())
    latest = next(x for x in layers(spec, "text") if rows(x)[0]["text"] == f"67,0{NBSP}%")
    assert latest["mark"]["baseline"] == "top"


def test_at_the_target_year_nothing_should_be_elsewhere() -> None:
    done = a_progress(68.1, year=2020, value_year=2020, required=70.0, assessment=Assessment.MISSED)
    spec = trajectory.trajectory(with_margin({2014: 62, 2020: 68.1}), done, an_indicator())
    assert texts(spec) == [f"68,1{NBSP}%", f"62,0{NBSP}%", f"Mål 70{NBSP}%"]


def test_a_preliminary_value_is_said_and_dotted() -> None:
    seen = with_margin({2014: 62, 2017: 65, 2018: 66})
    loose = seen.assign(**{obs.STATUS: ["final", "final", "preliminary"]})
    spec = trajectory.trajectory(loose, a_progress(is_preliminary=True), an_indicator())
    dotted = [x for x in layers(spec, "line") if x["mark"].get("strokeDash") == [2, 4]]
    assert [[row["x"] for row in rows(x)] for x in dotted] == [[2017, 2018]]
    assert texts(spec)[0] == f"66,0{NBSP}% (prel.)"


def test_a_year_far_off_the_others_is_labelled() -> None:
    values = {2014: 4909.0, 2015: 11275.0, 2016: 5214.0, 2017: 4467.0, 2018: 5366.0}
    crime = an_indicator(unit="per 100 000", decimals=0)
    result = a_progress(5366.0, baseline=4909.0, target=4200.0, required=4436.0)
    assert f"11{NBSP}275" in texts(trajectory.trajectory(with_margin(values, 50), result, crime))


def test_a_flat_top_is_not_labelled() -> None:
    values = {2010: 37.0, 2011: 38.0, 2012: 37.9, 2014: 33.6, 2018: 30.5}
    result = a_progress(30.5, baseline=33.6, target=33.6, required=33.6)
    assert f"38,0{NBSP}%" not in texts(trajectory.trajectory(with_margin(values), result, an_indicator()))


def test_a_series_without_values_still_shows_where_it_should_go() -> None:
    nothing: Progress = a_progress(None, assessment=Assessment.NOT_ASSESSED, reason=Reason.MISSING)
    spec = trajectory.trajectory(obs.empty(), nothing, an_indicator())
    assert texts(spec) == [f"Mål 70{NBSP}%"]


def test_the_axis_start_is_told_for_the_source_line() -> None:
    assert trajectory.axis_start(with_margin(VALUES), fear_worsening(), fear()) == 12.0


@pytest.mark.parametrize("value", [69.96, 66.0, 62.004])
def test_labels_have_the_decimals_of_the_sentences(value: float) -> None:
    result = a_progress(value)
    spec = trajectory.trajectory(with_margin({2014: 62.0, 2018: value}), result, an_indicator())
    assert texts(spec)[0] == figures.value(result, an_indicator())


def test_screen_readers_get_the_sentence_and_not_the_english_of_the_marks() -> None:
    spec = fear_chart()
    assert spec["config"]["aria"] is False
    assert "description" not in spec


def test_the_chart_is_as_wide_as_its_place_and_its_labels_change_on_a_phone() -> None:
    spec = fear_chart()
    assert (spec["width"], spec["autosize"]["type"], spec["config"]["font"]) == ("container", "fit-x", theme.FONT)
    assert "width" in spec["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]
