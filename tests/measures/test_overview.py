"""From observations and register to estimates and progress, as every page gets them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from indicators import observations as obs
from indicators.errors import MeasureError
from indicators.measures import overview
from indicators.measures.estimates import share_interval
from indicators.measures.valuation import COUNT, METHOD, NOTES, REASON, N
from indicators.model import (
    Assessment,
    Baseline,
    Break,
    Change,
    GeographyLevel,
    Good,
    Indicator,
    MeasureKind,
    ObservationStatus,
    Progress,
    Reason,
    Suppression,
    TargetKind,
    TargetSense,
)
from tests.builders import CITY_CODE, a_geography, a_registry, a_target, an_indicator, observed, the_city, together

UNSAFE = {"good": Good.LOW, "target": a_target(30.0, good=Good.LOW)}
EXAMPLE = {2014: 38.0, 2015: 37.1, 2016: 36.4, 2017: 35.2, 2018: 34.5}
OFFENCES = {
    "kind": MeasureKind.RATE,
    "good": Good.LOW,
    "unit": "per 100 000",
    "multiplier": 100_000.0,
    "suppression": Suppression(counts_below=0, base_below=0),
    "target": a_target(-15.0, good=Good.LOW, kind=TargetKind.CHANGE, sense=None),
}


def estimate(indicator: Indicator, table: pd.DataFrame) -> dict[str, Any]:
    return overview.estimates(table, a_registry(indicator)).iloc[-1].to_dict()


def progress(indicator: Indicator, table: pd.DataFrame, *, year: int = 2018, geography: str = "131") -> Progress:
    return overview.progress(table, a_registry(indicator), year=year)[indicator.id, geography]


def with_margin(values: dict[int, float], half: float, geography: str = "131", **columns: Any) -> pd.DataFrame:
    table = observed(geography, values, **columns)
    limits = {obs.LOWER: table[obs.VALUE] - half, obs.UPPER: table[obs.VALUE] + half}
    return table.assign(**limits)


# Estimates by kind of measure


def test_a_survey_share_gets_wilsons_interval_from_its_respondents() -> None:
    row = estimate(an_indicator(), observed("131", {2018: 21.7}, denominator=212.0))
    expected = share_interval(0.217 * 212, 212)
    assert (row[obs.LOWER], row[obs.UPPER]) == pytest.approx((float(expected.lower), float(expected.upper)))
    assert (row[METHOD], row[N], row[NOTES], row[REASON]) == ("M02", 212, (), None)


def test_a_rate_gets_its_interval_from_events_and_population() -> None:
    table = observed("131", {2018: (7, 52_400)}, multiplier=100_000.0, base_estimated=True)
    row = estimate(an_indicator(**OFFENCES), table)
    assert [round(row[c], 2) for c in (obs.VALUE, obs.LOWER, obs.UPPER)] == [13.36, 5.37, 27.52]
    assert (row[METHOD], row[COUNT]) == ("M01", 7)
    assert row[NOTES] == ("few_cases", "estimated_denominator")


def test_a_register_share_reads_its_interval_as_chance_between_years() -> None:
    indicator = an_indicator(kind=MeasureKind.REGISTER_SHARE)
    assert "no_sampling" in estimate(indicator, observed("131", {2018: (30, 40)}))[NOTES]
    without_base = estimate(indicator, observed("131", {2018: 75.0}))
    assert math.isnan(without_base[obs.LOWER])
    assert without_base[NOTES] == ("no_interval",)


@pytest.mark.parametrize("kind", [MeasureKind.MEAN, MeasureKind.VALUE, MeasureKind.STATE])
def test_other_kinds_have_no_interval_of_ours(kind: MeasureKind) -> None:
    row = estimate(an_indicator(kind=kind), observed("131", {2018: 61.0}, denominator=300.0))
    assert math.isnan(row[obs.LOWER])
    assert (row[obs.VALUE], row[NOTES]) == (61.0, ("no_interval",))


@pytest.mark.parametrize("kind", list(MeasureKind))
def test_limits_that_the_source_published_stand(kind: MeasureKind) -> None:
    row = estimate(an_indicator(kind=kind), with_margin({2018: 61.0}, 3.0, denominator=300.0))
    assert (row[obs.LOWER], row[obs.UPPER]) == (58.0, 64.0)
    assert "published_interval" in row[NOTES]


NOT_AROUND = [(62.0, 64.0), (58.0, 60.0), (64.0, 58.0), (-math.inf, 64.0), (58.0, math.inf)]


@pytest.mark.parametrize("kind", list(MeasureKind))
@pytest.mark.parametrize("limits", NOT_AROUND)
def test_published_limits_that_do_not_enclose_the_value_are_not_used(
    kind: MeasureKind, limits: tuple[float, float]
) -> None:
    table = observed("131", {2018: 61.0}, denominator=300.0)
    faulty = table.assign(**{obs.LOWER: limits[0], obs.UPPER: limits[1]})
    row, without = (estimate(an_indicator(kind=kind), each) for each in (faulty, table))
    assert row[obs.VALUE] == 61.0
    np.testing.assert_equal([row[obs.LOWER], row[obs.UPPER]], [without[obs.LOWER], without[obs.UPPER]])
    assert row[NOTES] == (*without[NOTES], "refused_interval")


@pytest.mark.parametrize("kind", [TargetKind.LEVEL, TargetKind.CHANGE, TargetKind.DIRECTION, TargetKind.KEEP])
@pytest.mark.parametrize("limits", NOT_AROUND)
def test_such_limits_stop_no_page_and_judge_nothing(kind: TargetKind, limits: tuple[float, float]) -> None:
    years = dict.fromkeys(range(2012, 2019), 61.0)
    table = observed("131", {**years, 2018: 55.0}).assign(**{obs.LOWER: limits[0], obs.UPPER: limits[1]})
    indicator = an_indicator(kind=MeasureKind.MEAN, target=a_target(70.0, kind=kind))
    found = overview.progress(table, a_registry(indicator), year=2018)
    assert {p.value.lower for p in found.values()} == {None}


@pytest.mark.parametrize(
    ("base", "why", "notes"), [(49, Reason.TOO_FEW, ()), (50, None, ("uncertain_base",)), (100, None, ())]
)
def test_too_few_answers_take_the_value_away_and_few_mark_it(base: int, why: Reason | None, notes: tuple[str]) -> None:
    row = estimate(an_indicator(), observed("131", {2018: 40.0}, denominator=float(base)))
    assert (row[REASON], row[NOTES]) == (why, notes)
    assert math.isnan(row[obs.VALUE]) == (why is not None)


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (None, Reason.MISSING),
        (ObservationStatus.SUPPRESSED, Reason.SUPPRESSED),
        (ObservationStatus.NOT_APPLICABLE, Reason.NOT_DEFINED),
        ((60.0, 50.0), Reason.NOT_DEFINED),
        (1e300, Reason.NOT_DEFINED),
        (1e-300, Reason.NOT_DEFINED),
        (math.inf, Reason.NOT_DEFINED),
    ],
)
def test_no_value_has_its_reason(seen: Any, why: Reason) -> None:
    row = estimate(an_indicator(), observed("131", {2018: seen}))
    assert row[REASON] is why
    assert math.isnan(row[obs.VALUE])


def test_the_register_may_ask_for_more_answers() -> None:
    strict = an_indicator(suppression=Suppression(counts_below=5, base_below=80))
    assert estimate(strict, observed("131", {2018: 40.0}, denominator=79.0))[REASON] is Reason.TOO_FEW


def test_a_missing_rate_on_nobody_has_a_zero_denominator() -> None:
    row = estimate(an_indicator(**OFFENCES), observed("131", {2018: None}, denominator=0.0))
    assert row[REASON] is Reason.ZERO_DENOMINATOR


def test_estimates_leave_the_table_handed_in_alone_and_drop_unknown_indicators() -> None:
    table = together(observed("131", {2018: (60, 100)}), observed("131", {2018: (1, 2)}, indicator="unknown"))
    before = table.copy()
    assert len(overview.estimates(table, a_registry())) == 1
    pd.testing.assert_frame_equal(table, before)


def test_an_empty_table_has_no_estimates() -> None:
    assert overview.estimates(obs.empty(), a_registry()).empty


# Progress


def test_the_printed_example_through_the_whole_chain() -> None:
    found = progress(an_indicator(**UNSAFE, kind=MeasureKind.MEAN), with_margin(EXAMPLE, 1.5))
    assert (found.assessment, found.reason, found.points) == (Assessment.BEHIND, None, 5)
    assert round(found.required or 0, 2) == 32.67
    figures = (found.slope, found.slope_lower, found.slope_upper, found.landing, found.chance)
    assert [round(f or 0, 3) for f in figures] == [-0.89, -1.364, -0.416, 32.68, 0.018]
    assert (found.scatter, found.degrees_of_freedom) == (1.0, None)
    assert (found.baseline, found.baseline_year, found.target, found.value.value) == (38.0, 2014, 30.0, 34.5)


def test_the_viewpoint_hides_later_values() -> None:
    whole = with_margin(EXAMPLE | {2019: 20.0}, 1.5)
    indicator = an_indicator(**UNSAFE)
    assert progress(indicator, whole, year=2018) == progress(indicator, with_margin(EXAMPLE, 1.5), year=2018)
    assert progress(indicator, whole, year=2019).value.value == 20.0


def test_the_target_year_shows_its_own_value_at_later_viewpoints() -> None:
    found = progress(an_indicator(**UNSAFE), with_margin(EXAMPLE | {2019: 33, 2020: 31, 2021: 25}, 1.5), year=2021)
    assert (found.assessment, found.value_year, found.value.value) == (Assessment.MISSED, 2020, 31)
    assert found.within_margin
    assert (found.chance, found.landing, found.needed_per_year) == (None, None, None)


def test_a_change_target_is_a_level_from_each_geographys_own_baseline() -> None:
    table = together(
        observed("131", {2014: (400, 50_000), 2018: (390, 51_000)}, multiplier=1e5),
        observed("132", {2014: (900, 60_000), 2018: (850, 61_000)}, multiplier=1e5),
    )
    found = overview.progress(table, a_registry(an_indicator(**OFFENCES)), year=2018)
    assert [p.target for p in found.values()] == pytest.approx([800 * 0.85, 1_500 * 0.85])


def test_a_missing_baseline_year_moves_to_the_first_later_one_and_says_so() -> None:
    found = progress(an_indicator(**UNSAFE), with_margin({y: v for y, v in EXAMPLE.items() if y > 2014}, 1.5))
    assert (found.baseline_year, found.baseline_moved, found.baseline) == (2015, True, 37.1)


@pytest.mark.parametrize(("year", "is_comparable"), [(2014, True), (2015, False), (2018, False), (2019, True)])
def test_a_break_parts_its_own_year_from_those_before(year: int, is_comparable: bool) -> None:
    indicator = an_indicator(**UNSAFE, breaks=(Break(year=year, what="ny fråga"),))
    assert (progress(indicator, with_margin(EXAMPLE, 1.5)).reason is None) == is_comparable


def test_the_landing_has_the_90_per_cent_prediction_interval_of_statsmodels() -> None:
    values = {2014: 39.4, 2015: 38.2, 2016: 38.0, 2017: 36.1, 2018: 35.3}
    found = progress(an_indicator(**UNSAFE, kind=MeasureKind.MEAN), observed("131", values))
    fit = sm.OLS(list(values.values()), sm.add_constant(np.arange(5.0))).fit()
    forecast = fit.get_prediction([[1, 6]]).summary_frame(alpha=0.1).iloc[0]
    expected = (forecast["mean"], forecast["obs_ci_lower"], forecast["obs_ci_upper"])
    assert (found.landing, found.landing_lower, found.landing_upper) == pytest.approx(expected, rel=1e-6)


def test_a_break_since_the_baseline_leaves_value_but_no_path_pace_or_change() -> None:
    indicator = an_indicator(**UNSAFE, breaks=(Break(year=2016, what="ny fråga"),))
    found = progress(indicator, with_margin(EXAMPLE, 1.5))
    assert (found.assessment, found.reason) == (Assessment.NOT_ASSESSED, Reason.NOT_COMPARABLE)
    assert (found.value.value, found.required, found.slope, found.points) == (34.5, None, None, 0)
    assert found.change is not None
    assert found.change.verdict is Change.NOT_COMPARABLE


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        ({2014: None}, Reason.MISSING),
        ({2014: ObservationStatus.SUPPRESSED}, Reason.SUPPRESSED),
        ({2014: (20, 40)}, Reason.TOO_FEW),
        ({2012: (60, 100)}, Reason.MISSING),
    ],
)
def test_nothing_to_judge_has_its_reason(seen: dict[int, Any], why: Reason) -> None:
    found = progress(an_indicator(), observed("131", seen))
    assert (found.assessment, found.reason) == (Assessment.NOT_ASSESSED, why)


def test_too_few_points_still_show_level_and_path() -> None:
    found = progress(an_indicator(**UNSAFE), with_margin({2014: 38, 2017: 36, 2018: 35}, 1.5))
    assert (found.assessment, found.reason) == (Assessment.NOT_ASSESSED, Reason.TOO_FEW)
    assert found.required == pytest.approx(38 - 8 * 4 / 6)
    assert (found.slope, found.chance, found.landing) == (None, None, None)


HIDDEN = ObservationStatus.SUPPRESSED


@pytest.mark.parametrize(
    ("seen", "why", "points"),
    [
        ({2014: 38, 2015: 37, 2016: HIDDEN, 2018: 35}, Reason.SUPPRESSED, 3),
        ({2014: 38, 2015: 37, 2016: 36, 2018: HIDDEN}, Reason.SUPPRESSED, 3),
        ({2014: HIDDEN, 2015: 37, 2016: 36, 2018: 35}, Reason.SUPPRESSED, 3),
        ({2014: 38, 2016: HIDDEN, 2018: 35}, Reason.TOO_FEW, 2),
        ({2013: HIDDEN, 2014: 38, 2016: 36, 2018: 35}, Reason.TOO_FEW, 3),
    ],
)
def test_hiding_is_the_reason_only_where_there_would_be_enough_without(
    seen: dict[int, Any], why: Reason, points: int
) -> None:
    found = progress(an_indicator(**UNSAFE), observed("131", seen))
    assert (found.assessment, found.reason, found.points) == (Assessment.NOT_ASSESSED, why, points)
    assert found.value.value is not None


def test_hidden_years_on_the_other_side_of_a_break_would_not_have_counted() -> None:
    indicator = an_indicator(**UNSAFE, breaks=(Break(year=2017, what="ny fråga"),))
    found = progress(indicator, observed("131", {2014: 38, 2015: 37, 2016: 36, 2017: HIDDEN, 2018: HIDDEN}))
    assert found.reason is Reason.TOO_FEW


def test_a_hidden_viewpoint_year_leaves_the_latest_visible_value_to_be_judged() -> None:
    table = with_margin({year: value for year, value in EXAMPLE.items() if year < 2018} | {2018: HIDDEN}, 1.5)
    found = progress(an_indicator(**UNSAFE), table)
    assert (found.value_year, found.points, found.reason) == (2017, 4, None)


@pytest.mark.parametrize(("due", "why"), [(HIDDEN, Reason.SUPPRESSED), (None, Reason.MISSING)])
def test_a_target_year_without_value_says_whether_it_is_hidden(due: Any, why: Reason) -> None:
    seen = {2014: 38, 2015: HIDDEN, 2016: 36, 2020: due, 2021: 30}
    assert progress(an_indicator(**UNSAFE), observed("131", seen), year=2021).reason is why


@pytest.mark.parametrize("seen", [{2014: 38, 2018: HIDDEN}, {2012: 39, 2014: HIDDEN}, {2014: HIDDEN, 2018: None}])
def test_a_level_to_keep_that_is_hidden_is_not_called_missing_or_too_few(seen: dict[int, Any]) -> None:
    keep = an_indicator(target=a_target(None, kind=TargetKind.KEEP, sense=None))
    assert progress(keep, observed("131", seen)).reason is Reason.SUPPRESSED


def test_a_preliminary_value_is_flagged() -> None:
    table = with_margin(EXAMPLE, 1.5)
    table.loc[table[obs.YEAR] == 2018, obs.STATUS] = str(ObservationStatus.PRELIMINARY)
    assert progress(an_indicator(**UNSAFE), table).is_preliminary


@pytest.mark.parametrize("kind", [TargetKind.DIRECTION, TargetKind.QUALITATIVE, None])
def test_goals_without_a_number_are_not_assessed_but_their_change_is_told(kind: TargetKind | None) -> None:
    target = None if kind is None else a_target(None, kind=kind, sense=None)
    found = progress(an_indicator(good=Good.LOW, target=target), with_margin(EXAMPLE, 1.0))
    assert (found.assessment, found.reason) == (Assessment.NOT_ASSESSED, Reason.NO_TARGET)
    assert found.change is not None
    assert found.change.verdict is Change.IMPROVED


@pytest.mark.parametrize(("tolerance", "said"), [(0.0, Assessment.WORSENING), (3.0, Assessment.REACHED)])
def test_a_level_to_keep_is_judged_with_its_tolerance(tolerance: float, said: Assessment) -> None:
    target = a_target(None, kind=TargetKind.KEEP, sense=None, tolerance=tolerance)
    found = progress(an_indicator(target=target), with_margin(EXAMPLE, 1.5))
    assert (found.assessment, found.reason, found.target) == (said, None, 38.0)


def test_a_level_to_keep_is_not_judged_by_the_baseline_alone() -> None:
    target = a_target(None, kind=TargetKind.KEEP, sense=None)
    found = progress(an_indicator(target=target), with_margin({2014: 38.0}, 1.5))
    assert (found.assessment, found.reason) == (Assessment.NOT_ASSESSED, Reason.TOO_FEW)


def test_a_target_equal_to_the_baseline_is_a_level_to_keep() -> None:
    indicator = an_indicator(good=Good.LOW, target=a_target(38.0, good=Good.LOW))
    found = progress(indicator, with_margin({2014: 38, 2015: 39, 2016: 38.2, 2017: 39.1, 2018: 38.9}, 1.5))
    assert found.assessment is Assessment.REACHED


def test_minst_and_hogst_decide_the_good_side_of_a_target() -> None:
    target = a_target(30.0, sense=TargetSense.AT_MOST)
    assert (
        progress(an_indicator(good=Good.NONE, target=target), with_margin(EXAMPLE, 1.5)).assessment is Assessment.BEHIND
    )


def test_a_baseline_past_the_target_has_no_share_of_the_way() -> None:
    found = progress(an_indicator(**UNSAFE), with_margin({2014: 25, 2015: 26, 2016: 25, 2017: 26, 2018: 26}, 1.5))
    assert (found.share_of_total, found.growth_ratio) == (None, None)
    assert found.gap is not None


def test_growth_ratio_is_there_for_the_method_fold_out() -> None:
    found = progress(an_indicator(**UNSAFE), with_margin(EXAMPLE, 1.5))
    assert found.growth_ratio == pytest.approx(((34.5 / 38) ** 0.25 - 1) / ((30 / 38) ** (1 / 6) - 1))


# Which indicators and geographies


def test_an_indicator_without_data_is_missing_for_the_city() -> None:
    found = overview.progress(obs.empty(), a_registry(), year=2018)
    assert list(found) == [("an-indicator", CITY_CODE)]
    assert found["an-indicator", CITY_CODE].reason is Reason.MISSING


def test_an_indicator_without_data_or_city_is_missing_in_each_district() -> None:
    registry = a_registry(an_indicator(levels=(GeographyLevel.DISTRICT,)))
    assert len(overview.progress(obs.empty(), registry, year=2018)) == 10


def test_results_stand_in_the_registers_order_whatever_the_order_of_rows() -> None:
    registry = a_registry(an_indicator(id="b"), an_indicator(id="a"))
    table = together(
        *(observed(code, {2018: (60, 100)}, indicator=i) for i in "ab" for code in ("133", CITY_CODE, "132"))
    )
    keys = list(overview.progress(table.iloc[::-1], registry, year=2018))
    assert keys == [(i, code) for i in "ba" for code in (CITY_CODE, "132", "133")]


def test_breakdowns_other_levels_unknown_places_and_places_of_later_years_are_left_out() -> None:
    places = [the_city(), a_geography("131"), a_geography("1", level=GeographyLevel.CITY_AREA, valid_from=2021)]
    indicator = an_indicator(levels=(GeographyLevel.DISTRICT, GeographyLevel.CITY_AREA))
    seen = [observed(code, {2018: (60, 100)}) for code in ("131", CITY_CODE, "1", "999")]
    table = together(*seen, observed("131", {2018: (30, 100)}, breakdown="kon=kvinna"))
    found = overview.progress(table, a_registry(indicator, geographies=places), year=2018)
    assert list(found) == [("an-indicator", "131")]
    assert found["an-indicator", "131"].value.value == 60


def test_a_geography_with_later_values_only_is_missing_at_the_viewpoint() -> None:
    found = overview.progress(observed("131", {2019: (60, 100)}), a_registry(), year=2018)
    assert found["an-indicator", "131"].reason is Reason.MISSING


# Change since the baseline (M12)


def test_change_of_rates_is_the_score_test_and_says_improved_when_good_is_low() -> None:
    found = progress(
        an_indicator(**OFFENCES), observed("131", {2014: (500, 50_000), 2018: (400, 50_000)}, multiplier=1e5)
    )
    assert found.change is not None
    assert (found.change.from_year, found.change.to_year, found.change.verdict) == (2014, 2018, Change.IMPROVED)
    assert found.change.difference == pytest.approx(-200)


def test_change_of_shares_has_newcombes_interval() -> None:
    table = observed("131", {2014: (905, 2_870), 2018: (118, 310)})
    found = progress(an_indicator(), table).change
    assert found is not None
    assert [round(f or 0, 1) for f in (found.difference, found.lower, found.upper)] == [6.5, 1.0, 12.3]


def test_scatter_beyond_chance_takes_the_certainty_from_a_change() -> None:
    calm = {2014: 5_000, 2015: 4_900, 2016: 4_800, 2017: 4_700, 2018: 4_600}
    wild = {2014: 5_000, 2015: 3_900, 2016: 5_300, 2017: 4_100, 2018: 4_600}
    said = [
        progress(an_indicator(**OFFENCES), observed("131", {y: (x, 50_000) for y, x in counts.items()}, multiplier=1e5))
        for counts in (calm, wild)
    ]
    assert [p.change.verdict for p in said if p.change] == [Change.IMPROVED, Change.NOT_SHOWN]


def test_values_without_interval_show_no_change_and_say_why() -> None:
    found = progress(an_indicator(kind=MeasureKind.VALUE), observed("131", {2014: 10, 2018: 40})).change
    assert found is not None
    assert (found.difference, found.lower, found.verdict, found.reason) == (
        30,
        None,
        Change.NOT_SHOWN,
        Reason.NOT_DEFINED,
    )


def test_context_without_baseline_is_told_against_the_programmes() -> None:
    indicator = an_indicator(baseline=None, target=None, good=Good.NONE)
    found = progress(indicator, with_margin(EXAMPLE, 0.5))
    assert found.change is not None
    assert (found.change.verdict, found.baseline_moved) == (Change.FALLEN, False)


def test_a_number_to_reach_without_baseline_is_missing() -> None:
    found = progress(an_indicator(baseline=None), with_margin(EXAMPLE, 1.5))
    assert (found.assessment, found.reason) == (Assessment.NOT_ASSESSED, Reason.MISSING)


def test_a_baseline_later_than_the_viewpoint_is_missing() -> None:
    found = progress(an_indicator(baseline=Baseline(year=2019)), with_margin(EXAMPLE, 1.5))
    assert (found.reason, found.value.value) == (Reason.MISSING, 34.5)


def test_figures_are_plain_python_numbers() -> None:
    found = progress(an_indicator(**UNSAFE), with_margin(EXAMPLE, 1.5))
    figures = [getattr(found, name) for name in found.__slots__]
    assert not [f for f in figures if isinstance(f, np.generic)]


def test_a_direction_is_also_told_by_the_five_latest_years() -> None:
    seen = {2014: 31.2, 2015: 30.1, 2016: 29.9, 2017: 28.0, 2018: 26.7}
    target = a_target(None, kind=TargetKind.DIRECTION, sense=None)
    found = progress(an_indicator(good=Good.LOW, target=target), with_margin(seen, 1.9))
    assert found.recent_trend is Change.IMPROVED
    few = {year: seen[year] for year in (2015, 2016, 2017, 2018)}
    assert progress(an_indicator(good=Good.LOW, target=target), with_margin(few, 1.9)).recent_trend is None


def test_a_target_in_numbers_needs_no_trend_of_the_latest_years() -> None:
    assert progress(an_indicator(**UNSAFE), with_margin(EXAMPLE, 1.5)).recent_trend is None


@pytest.mark.parametrize("margin", [3.0, 4.0, 6.0, 8.0])
def test_what_it_would_take_to_know_never_reaches_into_the_target_year(margin: float) -> None:
    found = progress(an_indicator(**UNSAFE), with_margin(EXAMPLE, margin))
    assert found.assessment is Assessment.UNCERTAIN
    assert found.to_know is None or (found.to_know.further_years or 1) < 2020 - 2018


TABLE = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in obs.DTYPES.items()})


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ([1, 2], "observations: no table"),
        (TABLE.drop(columns=[obs.VALUE]), "observations: missing columns value"),
        (observed("131", {2014: 1.0}).assign(**{obs.VALUE: "x"}), "value: not a number"),
        (observed("131", {2014: 1.0}).assign(**{obs.STATUS: "kanske"}), "status: kanske"),
        (observed("131", {2014: 1.0}).assign(**{obs.YEAR: 2014.5}), "year: not whole"),
        (pd.concat([observed("131", {2014: 1.0})] * 2), "observations: the same year twice"),
    ],
)
def test_a_table_that_is_none_is_refused_by_name(table: Any, named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        overview.progress(table, a_registry(), year=2018)
