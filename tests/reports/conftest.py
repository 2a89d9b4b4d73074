"""A deck of the shipped figures."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.hearing.making import deck, seen
from indicators.hearing.selection import Selection
from indicators.hearing.slides import Comment, Deck
from indicators.model import Registry
from indicators.store import Store


@pytest.fixture(scope="session")
def whole(store: Store, register: Registry) -> Deck:
    """All ten areas, beside the year before, with one comment."""
    written = Comment(text="Belysningen byttes.", by="Utvecklingsledaren", at="2 oktober 2020")
    return deck(
        seen(store, register, year=2019),
        Selection(held=date(2020, 10, 13), year=2019),
        name="Hearing 13 oktober 2020",
        revision=1,
        before=seen(store, register, year=2018),
        before_name="läget 2018",
        comments={"omrade-3": written},
    )
