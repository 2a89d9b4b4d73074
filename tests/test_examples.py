"""Each method at work on the register's own figures."""

from __future__ import annotations

import re

import pytest

from indicators import examples, situation
from indicators.model import Registry
from indicators.store import Store
from ui.method_questions import QUESTIONS


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


def test_every_method_of_the_library_is_explained() -> None:
    explained = set(re.findall(r"M\d\d", " ".join(" ".join(question.formulas) for question in QUESTIONS)))
    assert explained == {f"M{n:02d}" for n in (*range(1, 28), 30, 31)}


def test_latest_viewpoint_shows_most_methods_at_work(store: Store, register: Registry) -> None:
    told = examples.examples(situation.situation(store, register, year=2020))
    assert sum(sentence == examples.NONE for sentence in told.values()) == 0
