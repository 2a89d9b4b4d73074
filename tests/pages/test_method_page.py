"""Så här räknar vi, question by question."""

from __future__ import annotations

import re

import pytest

from tests.pages.conftest import Open, html_of, text_of
from ui import method_example
from ui.method_questions import QUESTIONS


@pytest.mark.parametrize("year", ["2015", "2020"])
def test_each_question_has_its_example_and_its_formulas(opened: Open, year: str) -> None:
    html = html_of(opened("method", lage=year))
    sections = re.findall(r'<section class="lb-question">.*?</details>', html, flags=re.DOTALL)
    assert len(sections) == len(QUESTIONS)
    for question, section in zip(QUESTIONS, sections, strict=True):
        assert f'id="{question.key}"' in section
        assert "Ur registret:" in section
        assert section.count('class="lb-formula"') == len(question.methods)


def test_landings_show_how_they_held(opened: Open) -> None:
    text = text_of(html_of(opened("method")))
    assert re.search(r"Facit 2020: chansen sattes för högt\. I snitt sade vi \d+ procent", text)
    assert re.search(r"Intervallet lovar 90 procent\. År 2020 höll det för \d+ av \d+ serier", text)
    assert "Det här säger inte hur nästa år blir." in text


def test_the_example_tells_its_chance_in_words(opened: Open) -> None:
    said = method_example.chance(method_example.worked("Minskar långsamt", "±1,5").progress)
    assert said == "Chansen att nå målet är 2 procent om takten håller i sig: mycket osannolikt."
    assert said in text_of(html_of(opened("method")))
