"""Wrong input: every function refuses it by the argument's name or gives a reason; never a warning and a number.

`KINDS` says what each argument is and `WRONG` what is wrong with such a one whatever the function. What is wrong only
of two arguments together, such as more counted than there are, stands in `TOGETHER`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from indicators.errors import MeasureError
from indicators.model import Reason
from tests.measures.calls import CALLS, TABLES, public, results

NONE, MUCH = float("nan"), float("inf")
WORD = "många"
EXTREME = (1e300, 1e-300, 5e-324)
"""Beyond what a double can hold powers and ratios of."""
SIZES = (*EXTREME, 1e155, 1e-155, 1e15, 1e-15, 1e-30)


def filled(like: Any, number: float) -> Any:
    """The number in the shape of what is right."""
    return np.full(np.shape(like), number)


def with_last(like: Any, number: float) -> Any:
    """What is right, its last element the number."""
    changed = np.array(like, dtype=float)
    changed[..., -1] = number
    return changed


def longer(like: Any) -> Any:
    """One more element than is right."""
    return np.append(np.asarray(like, dtype=float), np.asarray(like, dtype=float)[..., -1:])


AMOUNT, KNOWN, VALUE, TIMES, CALENDAR, YEAR, WHOLE, NUMBER, SIDE, CLAIM, SURE, OTHER = (
    "amount",
    "amount that must be known",
    "value",
    "multiplier",
    "rising years",
    "year",
    "whole numbers",
    "one whole number",
    "polarity",
    "true or false",
    "confidence",
    "something else",
)
KINDS: Mapping[str, tuple[str, ...]] = {
    AMOUNT: (
        *("n", "effective", "least_base", "spread", "error", "errors", "population", "error1", "error2", "count"),
        *("city_x", "city_n", "city_spread", "population1", "population2", "standard_x", "standard_n", "centre"),
        *("p", "shares", "share"),
    ),
    KNOWN: ("x1", "x2", "n1", "n2", "spread1", "spread2", "weights", "tolerance", "scatter", "standard"),
    VALUE: (
        *("value", "values", "lower", "upper", "target", "baseline", "value1", "value2", "lower1", "upper1", "lower2"),
        *("upper2", "mean", "mean1", "mean2", "city_mean", "scores", "benchmark", "lower_998", "upper_998", "gap"),
        *("ratio", "whole1", "whole2"),
    ),
    TIMES: ("multiplier", "width", "z"),
    CALENDAR: ("years", "times"),
    YEAR: ("year", "baseline_year", "target_year"),
    WHOLE: ("epoch", "pool"),
    NUMBER: ("groups", "draws", "seed", "points_per_year", "years_pooled", "k"),
    SIDE: ("good",),
    CLAIM: ("is_over", "is_comparable"),
    SURE: ("confidence",),
    OTHER: ("x", "degrees", "chance", "first", "scale", "ends", "reference", "assessments"),
}
WRONG: Mapping[str, tuple[Any, ...]] = {
    AMOUNT: (-1.0, MUCH, WORD),
    KNOWN: (-1.0, MUCH, NONE, WORD, *EXTREME),
    VALUE: (MUCH, -MUCH, WORD),
    TIMES: (0.0, -1.0, NONE, MUCH, WORD, *EXTREME),
    YEAR: (2016.5, MUCH, WORD),
    WHOLE: (0.5, NONE, MUCH, WORD),
    NUMBER: (1.5, -1, NONE, MUCH, WORD),
    SIDE: (2, NONE, MUCH, "sideways", None),
    CLAIM: ("ja", 2, NONE),
    SURE: (0.0, 1.0, 95.0, -0.5, NONE, WORD),
}
"""Wrong in any function, as one number or in the shape of what is right."""
NO_NUMBERS = (1 + 2j, "3", b"3", np.datetime64("2015"), np.timedelta64(3, "D"), 10**400, [[1.0, 2.0], [3.0]])
"""What numpy would read as numbers, with or without a warning, or refuse without the argument's name."""
NUMBERS = (AMOUNT, KNOWN, VALUE, TIMES, CALENDAR, YEAR, WHOLE, NUMBER, SIDE, SURE)
TOGETHER: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("estimates.rate_interval", {"x": -1.0}, "x"),
    ("estimates.rate_interval", {"x": NONE}, "x"),
    ("estimates.share_interval", {"x": 213.0}, "x: more than n"),
    ("estimates.share_interval", {"x": MUCH}, "x"),
    ("estimates.count_limits", {"x": -1.0}, "x"),
    ("estimates.count_limits", {"x": NONE}, "x"),
    ("estimates.wilson", {"share": 1.1}, "share"),
    ("estimates.effective_base", {"weights": [0.0, 0.0]}, "weights"),
    ("estimates.effective_base", {"weights": []}, "weights"),
    ("estimates.effective_base", {"weights": [[1.0, 2.0], [3.0, 4.0]]}, "weights: of more than one"),
    ("estimates.mean_and_spread", {"scores": []}, "scores"),
    ("estimates.mean_and_spread", {"scores": [[1.0, 2.0], [3.0, 4.0]], "weights": None}, "scores: of more than one"),
    ("estimates.mean_and_spread", {"weights": [1.0, 2.0]}, "unequal lengths: scores"),
    ("standardisation.standardised_rate", {"x": [-1.0, 2, 3]}, "x"),
    ("standardisation.standardised_rate", {"standard": [0.0, 0, 0]}, "standard"),
    ("standardisation.standardised_rate", {"x": []}, "unequal lengths: x"),
    ("standardisation.observed_against_expected", {"x": -1.0}, "x"),
    ("comparison.rate_against_city", {"x": 1_406.0}, "x: more than city_x"),
    ("comparison.rate_against_city", {"n": 492_001.0}, "n: more than city_n"),
    ("comparison.share_against_city", {"x": 311.0}, "x: more than n"),
    ("comparison.share_against_city", {"city_x": 492_001.0}, "city_x: more than city_n"),
    (
        "comparison.share_against_city",
        {"x": 0.0, "n": 15.0, "city_x": 10.0, "city_n": 20.0},
        "city_x: more outside the district",
    ),
    ("comparison.mean_against_city", {"n": 901.0}, "n: more than city_n"),
    ("comparison.mean_against_city", {"city_spread": 0.1}, "city_spread"),
    ("comparison.traffic_light", {"lower": 40.0}, "lower: above upper"),
    ("comparison.traffic_light", {"lower_998": 42.0}, "lower_998"),
    ("comparison.rest_of_city", {"x": 1_406.0}, "x: more than city_x"),
    ("two_samples.rate_difference", {"n2": 0.0}, "n2"),
    ("two_samples.rate_ratio", {"n1": 0.0}, "n1"),
    ("two_samples.rate_test", {"n1": 0.0}, "n1"),
    ("two_samples.share_difference", {"x1": 30_000.0}, "x1: more than n1"),
    ("two_samples.share_test", {"x2": 100_000.0}, "x2: more than n2"),
    ("two_samples.mean_difference", {"n1": 1.0}, "n1: under 2"),
    ("two_samples.mean_test", {"n2": 1.0}, "n2: under 2"),
    ("multiplicity.adjusted", {"p": [0.1, 1.1]}, "p: above 1"),
    ("multiplicity.adjusted", {"p": []}, "p: empty"),
    ("multiplicity.overall_test", {"values": [], "errors": []}, "values: empty"),
    ("multiplicity.chance_of_a_flag", {"count": -1}, "count"),
    ("funnel.share_funnel", {"x": [400.0, 1, 1, 1, 1]}, "x: more than n"),
    ("funnel.rate_funnel", {"x": [-1.0] * 6}, "x"),
    ("funnel.share_limits", {"centre": 1.1}, "centre"),
    ("ranks.rank_groups", {"first": "middle"}, "first"),
    ("ranks.rank_groups", {"groups": 1}, "groups"),
    ("ranks.cut_points", {"groups": 1}, "groups"),
    ("ranks.quantiles", {"shares": 1.1}, "shares"),
    ("control_charts.control_chart", {"points_per_year": 1}, "points_per_year"),
    ("control_charts.control_chart", {"rebase": [99]}, "rebase"),
    ("control_charts.control_chart", {"times": [*range(11), 12]}, "times: not equally spaced"),
    ("trend.recent_trend", {"lower": 40.0, "upper": 45.0}, "lower: above values"),
    ("trend.recent_trend", {"lower": 30.0, "upper": 33.0}, "upper: below values"),
    ("trend.recent_trend_of_shares", {"x": 1_000.0}, "x: more than n"),
    ("change.change", {"lower1": 38.5}, "lower1: above value1"),
    ("change.change", {"upper2": 33.0}, "upper2: below value2"),
    ("change.change", {"lower2": 37.0}, "lower2: above upper2"),
    ("change.change", {"degrees": NONE}, "degrees"),
    ("change.change", {"degrees": 0.0}, "degrees"),
    ("change.reach", {"degrees": -1.0}, "degrees"),
    ("change.verdicts", {"lower": 1.0}, "lower: above upper"),
    ("count_trend.count_trend", {"x": [-1.0] * 6}, "x"),
    ("path.on_path", {"baseline_year": 2021}, "baseline_year: after target_year"),
    ("path.on_path", {"year": 2013}, "year: before baseline_year"),
    ("path.required", {"baseline_year": 2021}, "baseline_year: after target_year"),
    ("growth.growth", {"target_year": 2013}, "baseline_year: after target_year"),
    ("growth.growth_ratio", {"year": 2013}, "year: before baseline_year"),
    ("growth.growth_word", {"ratio": NONE}, "ratio"),
    ("growth.growth_word", {"ratio": [0.7, 0.8]}, "ratio"),
    ("hold.kept", {"lower": 38.5}, "lower: above value"),
    ("hold.keep", {"upper": 37.0}, "upper: below value"),
    ("progress.assess", {"upper": 34.0}, "lower: above upper"),
    ("progress.assess", {"lower": 40.0, "upper": 41.0}, "lower: above values"),
    ("progress.assess", {"good": 0}, "good: neither"),
    ("progress.assess", {"target_year": NONE}, "target_year: missing"),
    ("progress.assess", {"stands_in_for": 1}, "stands_in_for: no such series"),
    ("progress.assess", {"values": np.zeros((2, 2, 6))}, "values: neither"),
    ("progress.series", {"values": []}, "unequal lengths: years"),
    ("scaled.scaled", {"scale": "cubic"}, "scale"),
    ("scaled.scaled", {"values": []}, "values: not a series"),
    ("projection.projection", {"scale": "logit", "values": [101.0] * 6}, "values: outside the scale"),
    ("projection.words", {"chance": 1.5}, "chance"),
    ("gaps.gap_between_ends", {"ends": (0, 0)}, "ends: the same"),
    ("gaps.gap_between_ends", {"ends": (0, 9)}, "ends: no such"),
    ("gaps.gap_between_ends", {"ends": (0,)}, "ends: not two"),
    ("gaps.gap_between_ends", {"ends": 3.0}, "ends: not two"),
    ("ranks.quantiles", {"shares": [[0.1], [0.2]]}, "shares: neither"),
    ("slope_index.slope_index", {"multiplier": "100"}, "multiplier"),
    ("slope_index.slope_index", {"scale": "cubic"}, "scale"),
    ("attributable.full_equality", {"reference": 9}, "reference"),
    ("closing.is_closing", {"years": [2014, 2014, 2015, 2016, 2017]}, "years: unsorted"),
    ("closing.is_closing", {"years": [2014.5, 2015.5, 2016.5, 2017.5, 2018.5]}, "years: not whole"),
    ("closing.is_closing", {"gap": []}, "gap: no axis"),
    ("spread.d2", {"k": 1}, "k: under 2"),
    ("spread.expected_range", {"errors": []}, "errors: no axis"),
    ("composite.index", {"value": [], "baseline": [], "target": []}, "value: empty"),
    ("composite.assessment_counts", {"assessments": ["nästan"]}, "assessments"),
    ("composite.assessment_counts", {"assessments": "nästan"}, "assessments"),
)


def wrong_ones() -> Iterator[tuple[str, str, Any]]:
    """Function, argument and what is wrong with it, from the kinds of the arguments."""
    kind_of = {name: kind for kind, names in KINDS.items() for name in names}
    for function, call in CALLS.items():
        for argument, right in call.given.items():
            kind = kind_of[argument]
            for wrong in WRONG.get(kind, ()):
                yield function, argument, wrong
                if np.ndim(right) and isinstance(wrong, float):
                    yield function, argument, with_last(right, wrong)
            if kind == CALENDAR:
                yield from (
                    (function, argument, w) for w in (right[::-1], [right[0], *right[:-1]], with_last(right, 0.5))
                )
        if call.hides is not None:
            yield from ((function, call.hides, wrong) for wrong in ("ja", 2, NONE, [True] * 17))


def beside(function: str) -> Iterator[str]:
    """The numbers of a call that stand beside others of the same length."""
    given = {
        name: right
        for name, right in CALLS[function].given.items()
        if np.ndim(right) and name not in ("ends", "shares")
    }
    if len(given) > 1:
        yield from (name for name, right in given.items() if isinstance(np.asarray(right).flat[0], float | np.integer))


def refusal(function: str, changes: dict[str, Any]) -> str:
    """What the error says; empty where there was none."""
    try:
        CALLS[function](**changes)
    except MeasureError as fault:
        return str(fault)
    return ""


def test_every_public_function_is_here() -> None:
    assert set(CALLS) | set(TABLES) == public()


@pytest.mark.parametrize("function", CALLS)
def test_what_is_wrong_in_itself_is_refused_by_the_arguments_name(function: str) -> None:
    for where, argument, wrong in wrong_ones():
        if where == function:
            said = refusal(function, {argument: wrong})
            assert re.search(rf"\b{argument}\b", said), f"{argument}={wrong!r}: {said or 'accepted'}"


@pytest.mark.parametrize("function", CALLS)
def test_text_dates_and_complex_numbers_are_no_numbers(function: str) -> None:
    numeric = {"x", "degrees", "chance", *(name for kind in NUMBERS for name in KINDS[kind])}
    for argument in numeric & CALLS[function].given.keys():
        for wrong in NO_NUMBERS:
            objects = np.array([wrong], dtype=object) if not isinstance(wrong, list) else wrong
            for given in (wrong, np.array([wrong]) if not isinstance(wrong, list | int) else wrong, objects):
                said = refusal(function, {argument: given})
                assert re.search(rf"\b{argument}\b", said), f"{argument}={given!r}: {said or 'accepted'}"


@pytest.mark.parametrize("function", CALLS)
def test_what_is_masked_is_missing(function: str) -> None:
    call = CALLS[function]
    for argument, right in call.given.items():
        if np.ndim(right) and np.asarray(right).dtype.kind in "if" and argument != "ends":
            last = np.arange(np.size(right)) == np.size(right) - 1
            masked = np.ma.masked_array(np.asarray(right, dtype=float), mask=last.reshape(np.shape(right)))
            missing = with_last(right, NONE)
            assert refusal(function, {argument: masked}) == refusal(function, {argument: missing})
            if not refusal(function, {argument: masked}):
                for one, other in zip(
                    results(call(**{argument: masked})), results(call(**{argument: missing})), strict=True
                ):
                    np.testing.assert_array_equal(one.value, other.value)
                    np.testing.assert_array_equal(one.reason, other.reason)


def test_a_mark_that_is_masked_is_neither_true_nor_false() -> None:
    masked = np.ma.masked_array([True, False], mask=[True, False])
    assert refusal("estimates.rate_interval", {"is_suppressed": masked}).startswith("is_suppressed")
    assert refusal("change.change", {"good": np.ma.masked_array([1, 1], mask=[True, False])}).startswith("good")


@pytest.mark.parametrize("function", CALLS)
def test_unequal_lengths_are_refused_as_such(function: str) -> None:
    for argument in beside(function):
        said = refusal(function, {argument: longer(CALLS[function].given[argument])})
        assert re.match(r"unequal lengths: \w+ ", said), f"{argument}: {said or 'accepted'}"


@pytest.mark.parametrize(("function", "changes", "named"), TOGETHER)
def test_what_is_wrong_together_is_refused_by_name(function: str, changes: dict[str, Any], named: str) -> None:
    assert refusal(function, changes).startswith(named), refusal(function, changes) or "accepted"


def is_held(function: str, changes: dict[str, Any]) -> None:
    """What is not refused by name has finite values and limits, or a reason; a warning would be an error."""
    if said := refusal(function, changes):
        assert any(re.search(rf"\b{name}\b", said) for name in CALLS[function].given), said
        return
    for result in results(CALLS[function](**changes)):
        value, why = np.broadcast_arrays(result.value, np.asarray(result.reason, dtype=object))
        is_free = np.array([entry is None for entry in why.flat]).reshape(why.shape)
        assert np.all(np.isfinite(value[is_free])), f"{changes}: {result}"
        for each in ("value", "lower", "upper"):
            assert not np.any(np.isinf(getattr(result, each))), f"{changes}: {each} of {result}"


@pytest.mark.parametrize("function", CALLS)
def test_numbers_of_any_size_give_neither_a_warning_nor_infinity(function: str) -> None:
    sized = {name: kind for kind in (AMOUNT, KNOWN, VALUE, TIMES) for name in KINDS[kind]} | {"x": AMOUNT}
    given = {name: right for name, right in CALLS[function].given.items() if name in sized and right is not None}
    for size in SIZES:
        for name, right in given.items():
            is_held(function, {name: filled(right, size)})
            if np.ndim(right):
                is_held(function, {name: with_last(right, size)})
        with np.errstate(over="ignore", under="ignore"):
            changed = {name: np.asarray(right, dtype=float) * size for name, right in given.items()}
        is_held(function, changed)


@pytest.mark.parametrize("function", CALLS)
def test_what_is_missing_or_nothing_has_a_value_a_reason_or_a_refusal(function: str) -> None:
    call = CALLS[function]
    for argument, right in call.given.items():
        if not isinstance(np.asarray(right, dtype=object).flat[0], float) or argument == "confidence":
            continue
        for number in (NONE, 0.0):
            for wrong in (filled(right, number), *([with_last(right, number)] if np.ndim(right) else [])):
                said = refusal(function, {argument: wrong})
                if said:
                    assert any(re.search(rf"\b{name}\b", said) for name in call.given), said
                    continue
                for result in results(call(**{argument: wrong})):
                    why = np.asarray(result.reason, dtype=object)
                    value, why = np.broadcast_arrays(result.value, why)
                    is_free = np.array([entry is None for entry in why.flat]).reshape(why.shape)
                    assert np.all(np.isfinite(value[is_free])), f"{argument}={wrong!r}: {result}"
                    assert not np.any(np.isinf(value)), f"{argument}={wrong!r}: {result}"
                    assert all(entry is None or isinstance(entry, Reason) for entry in why.flat)
