"""Slides as pictures: all of it has room, nothing is drawn outside, the draft is marked."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.hearing.slides import Comment, Deck
from indicators.reports.presentation import fitting
from indicators.reports.presentation.frame import OWN
from indicators.reports.presentation.layout import DRAFT, IN_NOTES, TITLE_SIZES, comment_shown, layout, without_room
from indicators.reports.presentation.picture import picture
from indicators.reports.presentation.placed import Grid, Role, Text

WORDS = st.lists(
    st.text("abcdefghijklmnoprstuvåäöABCDÅÄÖ0123456789,–", min_size=1, max_size=14), min_size=1, max_size=25
)


def test_every_text_and_table_has_room(whole: Deck) -> None:
    placed = [each for slide in whole.slides for each in layout(slide, whole)]
    crowded = [p for p in placed if isinstance(p, Text | Grid) and not p.has_room]
    assert crowded == []


def test_nothing_is_smaller_than_nine_points(whole: Deck) -> None:
    sizes = [p.size for slide in whole.slides for p in layout(slide, whole) if isinstance(p, Text | Grid)]
    assert min(sizes) >= 9.0


def test_every_picture_is_sound_and_says_its_title(whole: Deck) -> None:
    for slide in whole.slides:
        root = ET.fromstring(picture(slide, whole))
        assert root.attrib["aria-label"] == f"Bild {slide.number}: {slide.title}"


def test_nothing_is_drawn_outside_the_slide(whole: Deck) -> None:
    for slide in whole.slides:
        drawn = picture(slide, whole)
        places = [float(x) for x in re.findall(r' x1?="(-?[\d.]+)"', drawn)]
        assert min(places) >= 0.0
        assert max(places) <= 960.0


def test_the_mark_of_a_draft_goes_when_the_edition_is_issued(whole: Deck) -> None:
    issued = replace(whole, edition=1)
    assert all(f">{DRAFT}<" in picture(slide, whole) for slide in whole.slides)
    assert not any(f">{DRAFT}<" in picture(slide, issued) for slide in whole.slides)


def test_the_title_is_read_first_and_the_number_last(whole: Deck) -> None:
    for slide in whole.slides[1:]:
        roles = [p.role for p in layout(slide, replace(whole, edition=1)) if isinstance(p, Text)]
        assert (roles[0], roles[-1]) == (Role.TITLE, Role.NUMBER)


def test_a_long_text_behind_the_curve_goes_on_in_the_notes(whole: Deck) -> None:
    area = next(slide for slide in whole.slides if slide.comment is not None)
    long = replace(area, comment=Comment(text="Fältgruppen gick ut. " * 60, by="Ledaren", at="2 oktober 2020"))
    said, is_whole = comment_shown(long, OWN)
    assert not is_whole
    assert said.endswith(IN_NOTES)
    assert all(p.has_room for p in layout(long, whole) if isinstance(p, Text))
    assert without_room(long, OWN)[0].endswith(long.comment.text)
    assert without_room(area, OWN) == []


@given(words=WORDS, size=st.sampled_from(TITLE_SIZES), room=st.floats(min_value=120, max_value=900))
def test_broken_lines_hold_every_word_in_order(words: list[str], size: float, room: float) -> None:
    lines = fitting.wrapped(" ".join(words), size, room)
    assert " ".join(lines).split(" ") == words
    assert all(fitting.width(line, size) <= room or " " not in line for line in lines)


@pytest.mark.parametrize(
    "title", ["Kort", "En mening som är lång nog att behöva två rader om den ska rymmas i sin fulla storlek på bilden"]
)
def test_a_title_takes_the_largest_size_that_has_room(title: str) -> None:
    found = fitting.fitted(title, TITLE_SIZES, 873.6, most=2, bold=True)
    assert found.is_whole
    assert found.size == TITLE_SIZES[0]
