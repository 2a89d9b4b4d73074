"""The Swedish words of results."""

from __future__ import annotations

import pytest

from indicators.model import Assessment, Change, Reason
from indicators.texts import words
from tests.texts.results import a_progress, an_estimate


def test_every_assessment_reason_and_change_has_a_word() -> None:
    assert set(words.CHIP) == set(Assessment)
    assert set(words.REASONS) == set(Reason)
    assert set(words.CHANGES) == set(Change)


def test_the_reason_is_part_of_the_word() -> None:
    result = a_progress(assessment=Assessment.NOT_ASSESSED, reason=Reason.NO_TARGET, target_year=None)
    assert words.chip(result) == "Inte bedömd: mål saknas"


def test_few_measurements_are_told_from_few_answers() -> None:
    few = a_progress(assessment=Assessment.NOT_ASSESSED, reason=Reason.TOO_FEW)
    answers = a_progress(
        assessment=Assessment.NOT_ASSESSED,
        reason=Reason.TOO_FEW,
        value=an_estimate(None, reason=Reason.TOO_FEW),
    )
    assert [words.reason(few), words.reason(answers)] == ["för få mätningar", "för få svar"]


def test_a_hidden_value_and_hidden_years_are_told_apart() -> None:
    some = a_progress(assessment=Assessment.NOT_ASSESSED, reason=Reason.SUPPRESSED)
    hidden = an_estimate(None, reason=Reason.SUPPRESSED)
    own = a_progress(assessment=Assessment.NOT_ASSESSED, reason=Reason.SUPPRESSED, value=hidden)
    assert [words.reason(some), words.reason(own)] == ["små tal dolda", "dolt av sekretesskäl"]


def test_a_goal_without_number_is_not_called_a_missing_goal() -> None:
    result = a_progress(assessment=Assessment.NOT_ASSESSED, reason=Reason.NO_TARGET, target=None)
    assert words.reason(result) == "målet har inget tal"


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.95, "mycket sannolikt"),
        (0.66, "sannolikt"),
        (0.33, "kan gå åt båda hållen"),
        (0.10, "osannolikt"),
        (0.0999, "mycket osannolikt"),
    ],
)
def test_chances_have_the_words_of_the_method(chance: float, word: str) -> None:
    assert words.chance(chance) == word


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (0.34, "34 procent"),
        (0.004, "mindre än 1 procent"),
        (0.996, "mer än 99 procent"),
        (0.0996, "10,0 procent"),
        (0.0961, "9,6 procent"),
    ],
)
def test_a_printed_chance_stays_on_its_side_of_the_limit(chance: float, text: str) -> None:
    assert words.chance_percent(chance) == text


@pytest.mark.parametrize(("count", "word"), [(1, "inte bedömd"), (6, "inte bedömda"), (0, "inte bedömda")])
def test_counts_bend_the_participle(count: int, word: str) -> None:
    assert words.counted(Assessment.NOT_ASSESSED, count) == word


@pytest.mark.parametrize(
    ("assessment", "said"),
    [(Assessment.REACHED, "i mål"), (Assessment.MISSED, "nådde inte målet"), (Assessment.BEHIND, "inte i takt")],
)
def test_what_follows_a_count_is_no_sentence_of_its_own(assessment: Assessment, said: str) -> None:
    assert words.counted(assessment, 1) == said
