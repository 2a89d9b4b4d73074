"""Districts, pairs and the picture of the rule; and that every specification is valid Vega-Lite."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.charts import districts, pace, pairs, trajectory
from indicators.charts.theme import ASSESSMENTS, BRAND
from indicators.model import Assessment, Good, ObservationStatus, Progress
from indicators.swedish import NBSP
from tests.builders import a_geography, a_target, an_event, an_indicator, observed, together
from tests.charts.golden import same
from tests.charts.specs import layers, numbers, rows, texts, tips, with_margin
from tests.texts.results import a_progress, fear, fear_worsening

PLACES = [a_geography(code, name=name) for code, name in (("131", "Angered"), ("132", "Östra"), ("133", "Älvsborg"))]
SEEN = together(
    with_margin({2018: 60.0}, geography="131"),
    with_margin({2018: 70.0}, geography="132"),
    observed("133", {2018: ObservationStatus.SUPPRESSED}),
)


def strip(**changes: Any) -> dict[str, Any]:
    good = changes.pop("good", Good.HIGH)
    return districts.strip(SEEN, an_indicator(good=good), PLACES, **changes)


def names(spec: dict[str, Any]) -> list[str]:
    found: list[str] = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    return found


@pytest.mark.parametrize(
    ("good", "order"), [(Good.HIGH, ["Östra", "Angered", "Älvsborg"]), (Good.LOW, ["Angered", "Östra", "Älvsborg"])]
)
def test_the_best_district_is_at_the_top_and_the_missing_last(good: Good, order: list[str]) -> None:
    assert names(strip(good=good)) == order


def test_a_district_without_value_has_its_reason_and_no_dot() -> None:
    spec = strip(reasons={"133": "dolt av sekretesskäl"})
    dots = [row["name"] for x in layers(spec, "point") for row in rows(x)]
    assert "Älvsborg" not in dots
    assert "dolt av sekretesskäl" in texts(spec)


def test_values_stand_in_a_column_with_the_own_row_bold() -> None:
    column = [row for x in layers(strip(own="131"), "text") for row in rows(x) if "weight" in row]
    assert [(row["text"], row["weight"]) for row in column] == [(f"70,0{NBSP}%", "normal"), (f"60,0{NBSP}%", "bold")]


def test_the_city_is_an_upright_line_with_its_value() -> None:
    assert f"Staden 65,0{NBSP}%" in texts(strip(city=65.0))


def test_without_a_city_value_there_is_no_city_line() -> None:
    assert [t for t in texts(strip()) if "Staden" in t] == []


def test_districts_are_not_coloured_before_they_are_tested() -> None:
    assert {x["mark"]["color"] for x in layers(strip(), "point")} == {BRAND}


def test_a_district_dot_says_its_name_and_value() -> None:
    assert tips(strip())[0] == f"Östra 2018: 70,0{NBSP}% (68,5–71,5)"


def test_no_district_has_a_value_where_all_are_missing() -> None:
    seen = observed("131", {2018: None})
    spec = districts.strip(seen, an_indicator(), PLACES[:1])
    assert texts(spec) == ["underlag saknas"]


def test_the_district_drawing_is_the_one_that_was_looked_at() -> None:
    assert same("districts.json", strip(city=65.0, own="131", reasons={"133": "dolt av sekretesskäl"}))


def dumbbell(values: dict[int, pairs.Ends] | None = None) -> dict[str, Any]:
    shown = {2014: (84.6, 84.9), 2019: (79.8, 81.2)} if values is None else values
    return pairs.dumbbell(shown, an_indicator(), names=("Pojkar", "Flickor"))


def test_a_pair_names_both_ends_and_prints_the_difference() -> None:
    found = texts(dumbbell())
    assert {"Pojkar", "Flickor", "0,3", "1,4", "Skillnad", f"79,8{NBSP}%", f"81,2{NBSP}%"} <= set(found)


def test_the_later_year_is_bold() -> None:
    column = [row for x in layers(dumbbell(), "text") for row in rows(x) if "weight" in row]
    assert [(row["year"], row["weight"]) for row in column] == [("2014", "normal"), ("2019", "bold")]


def test_a_pair_with_one_end_missing_has_a_dash_for_its_difference() -> None:
    spec = dumbbell({2014: (84.6, None), 2019: (79.8, 81.2)})
    column = [row["text"] for x in layers(spec, "text") for row in rows(x) if "weight" in row]
    assert column == ["–", "1,4"]
    assert [row["year"] for x in layers(spec, "rule") for row in rows(x)] == ["2019"]


def test_the_pair_drawing_is_the_one_that_was_looked_at() -> None:
    assert same("pairs.json", dumbbell())


WORRY = an_indicator(good=Good.LOW, baseline=38.0, target=a_target(30.0, good=Good.LOW))


def example(assessment: Assessment, **changes: Any) -> Progress:
    fields = {"baseline": 38.0, "target": 30.0, "slope": -0.89, "slope_lower": -1.36, "slope_upper": -0.42}
    landing = {"landing": 32.7, "landing_lower": 30.2, "landing_upper": 35.2}
    return a_progress(34.5, assessment=assessment, **(fields | landing | changes))


def rule_picture() -> dict[str, Any]:
    named = [pace.Example(name="Ditt exempel", progress=example(Assessment.BEHIND), words="mycket osannolikt")]
    return pace.pace([*named, pace.Example(name="På väg", progress=example(Assessment.ON_TRACK))], WORRY)


def test_the_pace_is_drawn_as_the_level_it_leads_to_from_the_baseline() -> None:
    thick = next(x for x in layers(rule_picture(), "rule") if x["mark"].get("strokeWidth") == 4.5)
    assert rows(thick)[0]["mid"] == pytest.approx(38.0 - 0.89 * 6)
    assert rows(thick)[0]["colour"] == ASSESSMENTS[Assessment.BEHIND]


def test_no_change_and_the_target_are_the_two_uprights() -> None:
    assert {"Ingen förändring", f"Mål 30{NBSP}%"} <= set(texts(rule_picture()))


@pytest.mark.parametrize(("good", "is_reversed"), [(Good.LOW, True), (Good.HIGH, False)])
def test_better_is_always_to_the_right(good: Good, is_reversed: bool) -> None:
    indicator = an_indicator(good=good, target=a_target(30.0, good=good))
    spec = pace.pace([pace.Example(name="A", progress=example(Assessment.BEHIND))], indicator)
    assert spec["layer"][0]["encoding"]["x"]["scale"]["reverse"] is is_reversed


def test_an_example_without_pace_keeps_its_row_empty() -> None:
    blank = example(Assessment.NOT_ASSESSED, slope=None, slope_lower=None, slope_upper=None, landing=None)
    spec = pace.pace([pace.Example(name="A", progress=blank)], WORRY)
    assert [x for x in layers(spec, "rule") if "strokeWidth" in x["mark"] and "yOffset" in x["mark"]] == []


def test_the_picture_of_the_rule_is_the_one_that_was_looked_at() -> None:
    assert same("pace.json", rule_picture())


@pytest.mark.parametrize(
    "spec",
    [
        trajectory.trajectory(with_margin({2014: 18, 2018: 22}), fear_worsening(), fear(), events=(an_event(),)),
        strip(city=65.0, own="131"),
        dumbbell(),
        rule_picture(),
    ],
    ids=["trajectory", "districts", "pairs", "pace"],
)
def test_every_specification_is_valid(spec: dict[str, Any]) -> None:
    import altair

    assert altair.Chart.from_dict(spec, validate=True) is not None


def test_a_wrong_specification_would_be_found() -> None:
    import altair

    with pytest.raises(Exception, match="rool"):
        altair.Chart.from_dict(dumbbell() | {"layer": [{"mark": "rool"}]}, validate=True)


def test_no_hidden_value_is_in_a_comparison() -> None:
    assert 66.25 not in list(numbers(districts.strip(_leaky(), an_indicator(), PLACES)))


def _leaky() -> Any:
    leak = with_margin({2018: 66.25}, geography="133")
    return pd.concat([SEEN[SEEN[obs.GEOGRAPHY] != "133"], leak.assign(**{obs.STATUS: "suppressed"})], ignore_index=True)
