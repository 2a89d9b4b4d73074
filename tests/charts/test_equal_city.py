"""The drawings of the equal city: gap over time, contributions, groups, and long pairs."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.charts import gap, gap_parts, groups, pairs
from indicators.charts.groups import Band
from indicators.districts.equality import Equality
from indicators.model import Break, GapMeasure, GapTarget, ObservationStatus
from indicators.swedish import NBSP
from indicators.texts import gap_target
from tests.builders import Seen, a_target, an_indicator
from tests.charts.golden import same
from tests.charts.specs import layers, numbers, rows, texts, tips, written
from tests.districts.equal_city import CODES, crime, moving, rates, told

STILL: dict[str, list[Seen]] = {code: moving(900, 0) for code in CODES[1:]}
CLOSING = {"131": moving(2_000, -150), **STILL}
BANDS = (
    Band(name="Stora utmaningar", short=("Stora", "utmaningar"), value=63.2, share=0.3, rank=0.15),
    Band(name="Blandade områden", short=("Blandade", "områden"), value=None, share=0.4, rank=0.5),
    Band(name="Goda förutsättningar", short=("Goda",), value=82.7, share=0.3, rank=0.85),
)


def closing(**changes: Any) -> Equality:
    return told(rates(CLOSING), indicator=crime(**changes))


def over_time(found: Equality) -> dict[str, Any]:
    return gap.over_time(found.gap.years, found.indicator, last=2020, decimals=0)


def with_target() -> dict[str, Any]:
    goal = GapTarget(measure=GapMeasure.DIFFERENCE, value=300.0, year=2020, decision=a_target().decision)
    found = closing(gap_target=goal)
    label = gap_target.label(found.indicator)
    return gap.over_time(found.gap.years, found.indicator, last=2020, decimals=0, goal=label)


def parts() -> dict[str, Any]:
    made = closing().gap.change_made
    assert made is not None
    return gap_parts.contributions(made, decimals=0)


def slope() -> dict[str, Any]:
    return groups.slope(BANDS, an_indicator(), most=64.0, least=84.0)


def long_pairs(values: dict[int, pairs.Ends] | None = None) -> dict[str, Any]:
    shown = {2014: (60.0, 80.0), 2016: (62.0, 81.0), 2018: (66.0, 82.0)} if values is None else values
    return pairs.dumbbell(shown, an_indicator(), names=("Angered", "Centrum"), is_long=True, decimals=1)


def test_a_first_value_near_the_axis_is_kept_off_the_years_on_a_phone() -> None:
    for first, is_pushed in ((1_229.0, True), (4_229.0, False)):
        spec = long_pairs({2014: (first, 5_748.0), 2020: (first + 200.0, 4_565.0)})
        assert (_start(spec, plot=300) < _start(spec, plot=700)) is is_pushed


def _start(spec: dict[str, Any], *, plot: int) -> float:
    """Where the axis begins in a plot of so many pixels, as the browser works it out."""
    told = str(spec["layer"][0]["encoding"]["x"]["scale"]["domainMin"]["expr"])
    return round(float(eval(told, {"max": max, "width": plot + 74, "__builtins__": {}})), 6)


def test_the_target_is_a_dashed_path_a_diamond_and_a_label_that_says_proposal() -> None:
    spec = with_target()
    said = [layer["mark"]["text"] for layer in spec["layer"] if "text" in layer["mark"]]
    assert "Mål högst 300 (förslag)" in said
    dashed = [layer for layer in layers(spec, "line") if layer["mark"].get("strokeDash")]
    assert [(r["x"], r["y"]) for r in rows(dashed[0])] == [(2014, 1100.0), (2020, 300.0)]


def test_the_gap_is_drawn_from_zero_to_the_programme_s_last_year() -> None:
    frame = over_time(closing())["layer"][0]["encoding"]
    assert frame["y"]["scale"]["domain"][0] == 0
    assert frame["x"]["scale"]["domain"] == [2013.5, 2020.5]


def test_the_first_and_the_last_gap_are_labelled() -> None:
    assert {f"1{NBSP}100", "350"} <= set(texts(over_time(closing())))


def test_chance_is_drawn_as_a_band_from_zero_with_its_name() -> None:
    spec = over_time(closing())
    band = rows(layers(spec, "rect")[0])
    assert [b["y"] for b in band] == [0] * 6
    assert all(b["top"] > 0 for b in band)
    assert gap.BY_CHANCE in written(spec)


def test_an_interval_that_holds_zero_starts_there() -> None:
    alike = told(rates({code: moving(900, 0) for code in CODES}))
    assert {r["low"] for r in rows(layers(over_time(alike), "rule")[0])} == {0.0}


def test_a_break_parts_the_line() -> None:
    line = layers(over_time(closing(breaks=(Break(year=2017, what="ny metod"),))), "line")[0]
    assert [r["part"] for r in rows(line)] == [0, 0, 0, 1, 1, 1]


def test_a_gap_says_its_margin_on_hovering() -> None:
    assert tips(over_time(closing()))[0].startswith(f"2014: 1{NBSP}100 (")


def test_contributions_end_with_their_sum() -> None:
    column = [r for x in layers(parts(), "text") for r in rows(x) if "weight" in r]
    assert (column[-1]["name"], column[-1]["weight"]) == (gap_parts.SUM, "bold")
    assert len(column) == 11


def test_contributions_start_from_zero() -> None:
    assert {r["zero"] for r in rows(layers(parts(), "bar")[0])} == {0}


def test_the_slope_goes_from_one_end_to_the_other() -> None:
    assert [(r["x"], r["y"]) for r in rows(layers(slope(), "line")[0])] == [(64.0, 0), (84.0, 1)]


def test_a_group_without_value_has_a_dash_and_no_dot() -> None:
    assert [r["y"] for r in rows(layers(slope(), "point")[0])] == [0.15, 0.85]
    assert "–" in texts(slope())


def test_long_pairs_label_the_first_and_the_last_year_and_every_gap() -> None:
    found = texts(long_pairs())
    assert {f"60,0{NBSP}%", f"80,0{NBSP}%", f"66,0{NBSP}%", f"82,0{NBSP}%", "20,0", "19,0", "16,0"} <= set(found)
    assert f"62,0{NBSP}%" not in found


def test_long_pairs_name_both_ends_with_their_marks() -> None:
    assert {"● Angered", "◆ Centrum"} <= set(texts(long_pairs()))


def test_no_hidden_value_is_drawn() -> None:
    hidden = {**CLOSING, "135": [*moving(900, 0, 5), ObservationStatus.SUPPRESSED]}
    found = told(rates(hidden))
    made = found.gap.change_made
    assert made is not None
    drawn = [over_time(found), gap_parts.contributions(made, decimals=0)]
    assert "Stadsdel 135" not in written(drawn[1])
    assert 900.0 not in [n for spec in drawn for n in numbers(spec)]


@pytest.mark.parametrize(
    ("name", "spec"),
    [
        ("gap.json", over_time(closing())),
        ("gap-target.json", with_target()),
        ("gap-parts.json", parts()),
        ("groups.json", slope()),
        ("pairs-long.json", long_pairs()),
    ],
)
def test_the_drawing_is_valid_and_the_one_that_was_looked_at(name: str, spec: dict[str, Any]) -> None:
    import altair

    assert altair.Chart.from_dict(spec, validate=True) is not None
    assert same(name, spec)
