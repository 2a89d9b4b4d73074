"""Every reason that a method may give is given in its case: what a docstring names has a row here."""

from __future__ import annotations

import inspect
import re
from typing import Any

import numpy as np
import pytest

from indicators.measures.progress import assess
from indicators.measures.projection import projection
from indicators.measures.refit import held
from indicators.model import Reason
from tests.measures.calls import CALLS, GROUPS, VALUES, Call, results
from tests.measures.test_results import MEASURED

NONE = float("nan")
HIDDEN, GONE, FEW, NOBODY, ALONE, APART, AIMLESS, UNDEFINED = (
    Reason.SUPPRESSED,
    Reason.MISSING,
    Reason.TOO_FEW,
    Reason.ZERO_DENOMINATOR,
    Reason.ONE_GROUP,
    Reason.NOT_COMPARABLE,
    Reason.NO_TARGET,
    Reason.NOT_DEFINED,
)
NO_ERRORS = [NONE] * 5
FEWER = [NONE, NONE, *VALUES[2:]]
TWO_YEARS = [NONE, NONE, NONE, NONE, 270.0, 262.0]
CASES: tuple[tuple[str, dict[str, Any], Reason], ...] = (
    ("estimates.rate_interval", {"n": NONE}, GONE),
    ("estimates.rate_interval", {"n": 0.0}, NOBODY),
    ("estimates.share_interval", {"n": NONE}, GONE),
    ("estimates.share_interval", {"x": [0.0, 0.0], "n": [0.0, 0.0]}, NOBODY),
    ("estimates.share_interval", {"effective": 0.0}, NOBODY),
    ("estimates.share_interval", {"x": [9.0, 9.0], "n": [49.0, 49.0], "is_survey": True}, FEW),
    ("estimates.mean_interval", {"mean": NONE}, GONE),
    ("estimates.mean_interval", {"n": 0.0}, NOBODY),
    ("estimates.mean_interval", {"n": 1.0}, UNDEFINED),
    ("estimates.mean_interval", {"spread": NONE}, UNDEFINED),
    ("standardisation.standardised_rate", {"x": [NONE, 64.0, 38.0]}, GONE),
    ("standardisation.standardised_rate", {"n": [0.0, 24_500.0, 18_900.0]}, NOBODY),
    ("standardisation.standardised_rate", {"x": [2.0, 3.0, 4.0]}, FEW),
    ("standardisation.observed_against_expected", {"x": NONE}, GONE),
    ("standardisation.observed_against_expected", {"standard_x": [0.0, 0.0, 0.0]}, NOBODY),
    ("comparison.rate_against_city", {"x": NONE}, GONE),
    ("comparison.rate_against_city", {"n": 0.0}, NOBODY),
    ("comparison.rate_against_city", {"n": 492_000.0}, ALONE),
    ("comparison.share_against_city", {"x": 0.0, "n": 0.0}, NOBODY),
    ("comparison.share_against_city", {"city_x": NONE}, GONE),
    ("comparison.share_against_city", {"x": 1_405.0, "n": 492_000.0}, ALONE),
    ("comparison.share_against_city", {"x": 9.0, "n": 49.0, "is_survey": True}, FEW),
    ("comparison.mean_against_city", {"city_mean": NONE}, GONE),
    ("comparison.mean_against_city", {"n": 0.0}, NOBODY),
    ("comparison.mean_against_city", {"n": 900.0}, ALONE),
    ("comparison.mean_against_city", {"spread": NONE}, UNDEFINED),
    ("two_samples.rate_ratio", {"x1": 0.0, "n1": 10.0, "x2": 0.0, "n2": 10.0}, UNDEFINED),
    ("two_samples.rate_ratio", {"x2": 0.0}, UNDEFINED),
    ("multiplicity.adjusted", {"p": [NONE]}, GONE),
    ("multiplicity.overall_test", {"values": NO_ERRORS}, GONE),
    ("multiplicity.overall_test", {"values": [62.0, *NO_ERRORS[1:]]}, ALONE),
    ("multiplicity.overall_test", {"errors": NO_ERRORS}, UNDEFINED),
    ("funnel.share_funnel", {"x": [NONE] * 5}, GONE),
    ("funnel.share_funnel", {"x": [0.0] * 5, "n": [0.0] * 5}, NOBODY),
    ("funnel.share_funnel", {"x": [98.0, 110, 80, 95], "n": [310.0, 300, 290, 305]}, FEW),
    ("funnel.rate_funnel", {"x": [NONE] * 6}, GONE),
    ("funnel.rate_funnel", {"n": [0.0] * 6}, NOBODY),
    ("funnel.rate_funnel", {"x": [3.0] * 4, "n": [90.0] * 4}, FEW),
    ("ranks.rank_groups", {"values": NO_ERRORS}, GONE),
    ("ranks.rank_groups", {"groups": 6}, FEW),
    ("ranks.rank_groups", {"n": [99.0, 100, 100, 100, 100]}, FEW),
    ("ranks.rank_groups", {"errors": None}, UNDEFINED),
    ("control_charts.control_chart", {"values": [NONE] * 12}, GONE),
    ("control_charts.control_chart", {"values": VALUES, "times": range(6)}, FEW),
    ("control_charts.control_chart", {"values": [50.0] * 12}, UNDEFINED),
    ("trend.recent_trend", {"values": NO_ERRORS}, GONE),
    ("trend.recent_trend", {"values": FEWER[1:]}, FEW),
    ("trend.recent_trend", {"epoch": [0, 0, 1, 1, 1]}, APART),
    ("trend.recent_trend", {"years_pooled": 2}, APART),
    ("trend.recent_trend", {"lower": NONE}, UNDEFINED),
    ("trend.recent_trend_of_shares", {"x": NO_ERRORS}, GONE),
    ("trend.recent_trend_of_shares", {"x": [NONE, *TWO_YEARS[2:]]}, FEW),
    ("trend.recent_trend_of_shares", {"epoch": [0, 0, 1, 1, 1]}, APART),
    ("trend.recent_trend_of_shares", {"x": [0.0, 4, 5, 6, 7]}, UNDEFINED),
    ("trend.recent_trend_of_shares", {"x": [0.0, 4, 5, 6, 7], "n": [0.0, 90, 90, 90, 90]}, NOBODY),
    ("change.change", {"value1": NONE}, GONE),
    ("change.change", {"lower1": NONE}, UNDEFINED),
    ("change.change", {"is_comparable": False}, APART),
    ("change.value_difference", {"value2": NONE}, GONE),
    ("change.value_difference", {"error2": NONE}, UNDEFINED),
    ("count_trend.count_trend", {"x": [NONE] * 6}, GONE),
    ("count_trend.count_trend", {"x": TWO_YEARS}, FEW),
    ("count_trend.count_trend", {"epoch": [0, 0, 0, 1, 1, 1]}, APART),
    ("count_trend.count_trend", {"n": [0.0] * 6}, NOBODY),
    ("count_trend.count_trend", {"x": [0.0] * 6}, UNDEFINED),
    ("rank_trend.rank_trend", {"values": [NONE] * 6}, GONE),
    ("rank_trend.rank_trend", {"values": FEWER}, FEW),
    ("rank_trend.rank_trend", {"epoch": [0, 0, 0, 1, 1, 1]}, APART),
    ("rank_trend.rank_trend", {"values": [38.0] * 6}, UNDEFINED),
    ("path.on_path", {"value": NONE}, GONE),
    ("path.on_path", {"year": NONE}, GONE),
    ("path.on_path", {"baseline_year": NONE}, GONE),
    ("path.on_path", {"target": NONE}, AIMLESS),
    ("path.on_path", {"target_year": NONE}, AIMLESS),
    ("path.on_path", {"year": 2020, "baseline_year": 2020}, UNDEFINED),
    ("progress.assess", {"values": [NONE] * 6}, GONE),
    ("progress.assess", {"baseline_year": NONE}, GONE),
    ("progress.assess", {"values": FEWER, "baseline_year": 2016}, FEW),
    ("progress.assess", {"epoch": [0, 0, 0, 1, 1, 1]}, APART),
    ("progress.assess", {"target": NONE}, AIMLESS),
    ("progress.assess", {"lower": VALUES, "upper": VALUES}, UNDEFINED),
    ("growth.growth", {"baseline": NONE}, GONE),
    ("growth.growth", {"year": NONE}, GONE),
    ("growth.growth", {"target": NONE}, AIMLESS),
    ("growth.growth", {"target_year": NONE}, AIMLESS),
    ("growth.growth", {"target": 0.0}, UNDEFINED),
    ("growth.growth", {"year": 2014}, UNDEFINED),
    ("hold.kept", {"baseline": NONE}, GONE),
    ("projection.projection", {"values": [NONE] * 6}, GONE),
    ("projection.projection", {"values": FEWER}, FEW),
    ("projection.projection", {"target_year": 2030}, FEW),
    ("projection.projection", {"target": NONE}, AIMLESS),
    ("projection.projection", {"target_year": 2018}, UNDEFINED),
    ("projection.projection", {"values": [38.0] * 6}, UNDEFINED),
    (
        "projection.projection",
        {"lower": 30.0, "upper": 45.0, "baseline_year": 2013, "epoch": [0, 0, 0, 1, 1, 1]},
        APART,
    ),
    ("refit.held", {"values": [NONE] * 6}, FEW),
    ("gaps.gap_between_ends", {"value": [NONE, *GROUPS[1:]]}, GONE),
    ("gaps.gap_between_ends", {"value": [62.0, 55, 49, 44, 0]}, UNDEFINED),
    ("spread.spread", {"population": NO_ERRORS}, GONE),
    ("spread.spread", {"population": [0.0] * 5}, NOBODY),
    ("spread.spread", {"good": 0}, UNDEFINED),
    ("slope_index.slope_index", {"value": GROUPS[:3], "population": [1.0] * 3, "error": 1.0}, FEW),
    ("slope_index.slope_index", {"value": [0.0, *GROUPS[1:]]}, UNDEFINED),
    ("concentration.concentration_index", {"multiplier": None}, UNDEFINED),
    ("concentration.concentration_index", {"value": [0.0] * 5}, UNDEFINED),
    ("theil.theil_index", {"value": [0.0, *GROUPS[1:]]}, UNDEFINED),
    ("attributable.full_equality", {"good": 0}, UNDEFINED),
    ("attributable.full_equality", {"value": [*GROUPS[:4], NONE], "belongs": True}, GONE),
    ("closing.is_closing", {"gap": NO_ERRORS}, GONE),
    ("closing.is_closing", {"gap": [NONE, NONE, NONE, NONE, 18.4]}, FEW),
    ("closing.is_closing", {"error": 0.0}, UNDEFINED),
    ("decomposition.contributions", {"value1": [NONE] * 3}, GONE),
    ("decomposition.contributions", {"belongs": [True, False, False]}, ALONE),
    ("decomposition.contributions", {"belongs": [True, True, False]}, FEW),
    ("decomposition.contributions", {"population2": [0.0] * 3}, NOBODY),
    ("composite.index", {"value": [NONE] * 3}, GONE),
    ("composite.index", {"value": [34.0, 50.0, NONE]}, FEW),
)
GROUPED = {
    ALONE: {"belongs": [True, False, False, False, False]},
    FEW: {"belongs": [True, True, False, False, False]},
    GONE: {"value": NO_ERRORS},
}
"""What takes every measure of groups away."""
OF_GROUPS = [name for name, call in CALLS.items() if call.hides == "suppressed" and "value" in call.given]
ANSWERS = {"progress.assess": assess, "projection.projection": projection, "refit.held": held}
"""Where the call is not the public function itself."""


def given(call: Call, changes: dict[str, Any]) -> set[Reason | None]:
    """All reasons in an answer."""
    found = results(call(**changes))
    return {why for result in found for why in np.asarray(result.reason, dtype=object).flat}


@pytest.mark.parametrize(("function", "changes", "reason"), CASES)
def test_each_case_gives_its_reason(function: str, changes: dict[str, Any], reason: Reason) -> None:
    assert reason in given(CALLS[function], changes)
    assert reason not in given(CALLS[function], {})


@pytest.mark.parametrize("function", OF_GROUPS)
@pytest.mark.parametrize("reason", GROUPED)
def test_each_measure_of_groups_says_why_there_is_none(function: str, reason: Reason) -> None:
    assert given(CALLS[function], GROUPED[reason]) == {reason}


@pytest.mark.parametrize("function", MEASURED)
def test_every_reason_that_a_docstring_names_has_its_case(function: str) -> None:
    said = inspect.getdoc(ANSWERS.get(function, CALLS[function].function)) or ""
    named = {reason for reason in Reason if re.search(rf"`{reason}`", said)} - {HIDDEN}
    told = {reason for name, _, reason in CASES if name == function} | (
        set(GROUPED) if function in OF_GROUPS else set()
    )
    assert named <= told
