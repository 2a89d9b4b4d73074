"""The finder of English words must find them."""

from __future__ import annotations

import pytest

from tests.browser.english import is_english


@pytest.mark.parametrize("text", ["5 more", "Choose an option", "Open", "Skip to main content", "3 options available."])
def test_streamlits_own_words_are_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text", ["Läget just nu", "Hämta data", "Går siffrorna att lita på?", "i april 2018", "Öppna", "5 till", "81,9 %"]
)
def test_our_own_words_are_not(text: str) -> None:
    assert not is_english(text)
