"""The texts of a deck that have no room on their slides: what the lead must shorten or choose otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.hearing.checks import Crowded, Place
from indicators.hearing.slides import Deck, Slide
from indicators.reports.presentation.frame import OWN, Frame
from indicators.reports.presentation.layout import comment_shown, layout
from indicators.reports.presentation.placed import Role, Text


def crowded(deck: Deck, frame: Frame = OWN) -> tuple[Crowded, ...]:
    """Every text that the layout had to let out of its box, in the order of the slides."""
    return tuple(found for slide in deck.slides for found in _of(slide, deck, frame))


def _of(slide: Slide, deck: Deck, frame: Frame) -> Iterator[Crowded]:
    for placed in layout(slide, deck, frame):
        if isinstance(placed, Text) and not placed.has_room:
            place = Place.HEADLINE if placed.role is Role.TITLE else Place.OTHER
            yield Crowded(slide=slide.key, place=place, text=placed.text)
    if slide.comment is not None and not comment_shown(slide, frame)[1]:  # the layout goes on in the speaker's notes
        yield Crowded(slide=slide.key, place=Place.COMMENT, text=slide.comment.text)
