"""Each method at work on the register's own figures."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from indicators import examples, situation
from indicators import observations as obs
from indicators.model import TOTAL, Break, Good, Registry
from indicators.situation import Situation
from indicators.store import Store
from ui.method_questions import QUESTIONS

CHOSEN = "anmald-skadegorelse"
"""The first real indicator that is counted in every district every year."""


@pytest.fixture(scope="module")
def seen(store: Store, register: Registry) -> Situation:
    return situation.situation(store, register, year=2020)


@pytest.fixture(scope="module", params=[2015, 2018, 2020])
def told(request: pytest.FixtureRequest, store: Store, register: Registry) -> dict[str, str]:
    """The sentences at one viewpoint."""
    return examples.examples(situation.situation(store, register, year=request.param))


def test_every_question_has_its_example_and_every_example_its_question(told: dict[str, str]) -> None:
    assert set(told) == {question.key for question in QUESTIONS}


def test_examples_are_sentences_without_holes(told: dict[str, str]) -> None:
    for key, sentence in told.items():
        assert sentence.endswith("."), key
        assert not re.search(r"\b(nan|None|inf)\b", sentence), key


def test_made_up_examples_say_so(told: dict[str, str], register: Registry) -> None:
    for indicator in register.indicators.values():
        if indicator.is_demo:
            for sentence in told.values():
                assert indicator.short_name not in sentence or f"{indicator.short_name} (påhittad)" in sentence


def test_latest_viewpoint_shows_most_methods_at_work(store: Store, register: Registry) -> None:
    told = examples.examples(situation.situation(store, register, year=2020))
    assert sum(sentence == examples.NONE for sentence in told.values()) == 0


def test_goals_without_a_number_are_counted_in_a_sentence(seen: Situation) -> None:
    assert examples.examples(seen)["utan-tal"].startswith("Av registrets mål är ")


def test_districts_are_held_against_their_sum_where_the_city_has_no_value(seen: Situation) -> None:
    assert "Mot de tio stadsdelarna tillsammans ligger" in examples.examples(seen)["stadsdel"]


def test_districts_are_held_against_the_city_where_it_has_a_value(seen: Situation) -> None:
    with_city = replace(seen, estimates=pd.concat([seen.estimates, city_row(seen)], ignore_index=True))
    assert "Mot staden ligger" in examples.examples(with_city)["stadsdel"]


def test_nothing_is_better_or_worse_where_neither_side_is_wished(seen: Situation) -> None:
    told = examples.examples(with_chosen(seen, good=Good.NONE))["stadsdel"]
    assert re.search(r"säkerställt högre och \w+ säkerställt lägre", told)
    assert not re.search("bättre|sämre", told)


def test_no_trend_is_told_across_a_break(seen: Situation) -> None:
    broken = with_chosen(seen, breaks=(Break(year=2016, what="ändrad definition"),))
    assert examples.examples(broken)["trend"] == examples.NONE
    assert examples.examples(seen)["trend"] != examples.NONE


def with_chosen(seen: Situation, **changed: Any) -> Situation:
    """The situation with the indicator that the examples take first changed."""
    chosen = replace(seen.registry.indicators[CHOSEN], **changed)
    return replace(seen, registry=replace(seen.registry, indicators={**seen.registry.indicators, CHOSEN: chosen}))


def city_row(seen: Situation) -> pd.DataFrame:
    """A row for the whole city: a little more than its districts, as where some addresses are not known."""
    rows = seen.estimates
    latest = rows[(rows[obs.INDICATOR] == CHOSEN) & (rows[obs.YEAR] == 2020) & (rows[obs.BREAKDOWN] == TOTAL)]
    events = latest[obs.NUMERATOR].sum() + 100
    return latest.iloc[[0]].assign(
        **{
            obs.GEOGRAPHY: seen.registry.city_code,
            obs.NUMERATOR: events,
            obs.DENOMINATOR: latest[obs.DENOMINATOR].sum(),
        }
    )
