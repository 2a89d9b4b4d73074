"""What every slide that both decks have says otherwise, each piece with its cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from indicators.editions import slide_words
from indicators.editions.differences import SLIDE, Difference, Told, difference
from indicators.editions.drafting import Drafted
from indicators.editions.slide_causes import Causes

_WRITTEN: Final = ("comment", "answers")


def differences(before: Drafted, after: Drafted, behind: Sequence[Difference]) -> Iterator[Difference]:
    """Slide by slide in the later deck's order; `behind` is what else differs, from which the causes are read."""
    causes = Causes.of(before, after, behind)
    written = {each.what for each in behind}
    standing = {slide.key: slide for slide in before.deck.slides}
    for slide in after.deck.slides:
        if (was := standing.get(slide.key)) is None:
            continue
        is_told = f"comment {slide.key}" in written
        for path, one, other in slide_words.unlike(was, slide, now=causes.said_now):
            if is_told and path[0] in _WRITTEN:
                continue
            told = _only(one, other), _only(other, one)
            what = f"{SLIDE}{slide.key}: {slide_words.label(path, slide)}"
            yield difference("", "", what, *told, causes.of_piece(was, slide, path, told))


def _only(one: Told, other: Told) -> Told:
    """Of a text of several sentences, those that the other side does not have."""
    if not isinstance(one, str) or not isinstance(other, str) or ". " not in one + other:
        return one
    kept = set(_sentences(other))
    return " ".join(sentence for sentence in _sentences(one) if sentence not in kept) or None


def _sentences(text: str) -> list[str]:
    first, *rest = text.split(". ")
    parts = [first, *rest]
    return [f"{part}." if at < len(parts) - 1 else part for at, part in enumerate(parts)]
