"""A deck of the shipped figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.hearing.slides import Deck
from tests.issued import Hearing


@pytest.fixture(scope="session")
def whole(hearing: Hearing) -> Deck:
    """The draft of the issued hearing: all ten areas, beside last year's hearing, with two comments."""
    return replace(hearing.drafted.deck, edition=0)
