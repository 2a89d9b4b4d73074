"""The seven icons: one drawing each, silent beside a word, named where they stand alone."""

from __future__ import annotations

import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest

from indicators.charts import icons
from indicators.charts.theme import ASSESSMENTS, WHITE
from indicators.model import Assessment


def test_every_assessment_has_a_drawing_of_its_own() -> None:
    assert set(icons.DRAWINGS) == set(Assessment)
    assert len(set(icons.DRAWINGS.values())) == len(Assessment)


@pytest.mark.parametrize("assessment", Assessment)
def test_an_icon_is_closed_shapes_in_its_colour_and_white(assessment: Assessment) -> None:
    drawing = ElementTree.fromstring(icons.svg(assessment))
    assert drawing.get("viewBox") == "0 0 24 24"
    assert {path.get("fill") for path in drawing} <= {ASSESSMENTS[assessment], WHITE}
    assert all((path.get("d") or "").endswith("z") for path in drawing)


@pytest.mark.parametrize("assessment", Assessment)
def test_an_icon_keeps_inside_its_box(assessment: Assessment) -> None:
    starts = [float(n) for path, _ in icons.DRAWINGS[assessment] for n in re.findall(r"M([\d.]+)", path)]
    assert all(1 <= x <= 23 for x in starts)


def test_missed_is_the_reached_square_with_another_sign() -> None:
    reached, missed = icons.DRAWINGS[Assessment.REACHED], icons.DRAWINGS[Assessment.MISSED]
    assert reached[0] == missed[0]
    assert reached[1] != missed[1]


def test_an_icon_beside_its_word_is_silent() -> None:
    assert 'aria-hidden="true"' in icons.svg(Assessment.BEHIND)
    assert 'alt=""' in icons.img(Assessment.BEHIND)


def test_an_icon_alone_says_its_word() -> None:
    assert 'aria-label="Inte i takt"' in icons.svg(Assessment.BEHIND, alt="Inte i takt")
    assert 'alt="Inte i takt"' in icons.img(Assessment.BEHIND, alt="Inte i takt")


def test_words_on_icons_are_escaped() -> None:
    assert "<b>" not in icons.img(Assessment.BEHIND, alt='"><b>')


def test_the_address_holds_the_drawing() -> None:
    address = icons.data_uri(Assessment.REACHED)
    assert b64decode(address.removeprefix("data:image/svg+xml;base64,")).decode() == icons.svg(Assessment.REACHED, 24)
