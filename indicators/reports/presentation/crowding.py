"""The texts of a deck that have no room on their slides: what the lead must shorten or choose otherwise."""

from __future__ import annotations

from indicators.hearing.checks import Crowded, Place
from indicators.hearing.slides import Deck
from indicators.reports.presentation.layout import layout
from indicators.reports.presentation.placed import Role, Text

_BEHIND = "Bakom kurvan: "


def crowded(deck: Deck) -> tuple[Crowded, ...]:
    """Every text that the layout had to let out of its box, in the order of the slides."""
    return tuple(
        Crowded(slide=slide.key, place=_place(placed), text=placed.text)
        for slide in deck.slides
        for placed in layout(slide, deck)
        if isinstance(placed, Text) and not placed.has_room
    )


def _place(placed: Text) -> Place:
    if placed.role is Role.TITLE:
        return Place.HEADLINE
    return Place.COMMENT if placed.text.startswith(_BEHIND) else Place.OTHER
