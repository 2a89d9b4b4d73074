"""A deck with the lead's answers beside the texts that contradict an assessment, so that neither stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from indicators import swedish
from indicators.hearing import answers
from indicators.hearing.answers import Answer
from indicators.hearing.checks import answered_under
from indicators.hearing.claimed import claimed
from indicators.hearing.selection import Selection
from indicators.hearing.slides import Deck, Slide, SlideKind
from indicators.situation import Situation
from indicators.store import Store


def answered(store: Store, deck: Deck, seen: Situation, selection: Selection, *, until: int | None) -> Deck:
    """The deck whose slides tell what was answered, as the answers stood at a number; only of claims still made."""
    given = {slide.key: _given(store, slide, selection, until) for slide in deck.slides}
    if not any(given.values()):
        return deck
    return replace(deck, slides=tuple(_with(slide, given[slide.key], deck, seen, selection) for slide in deck.slides))


def _given(store: Store, slide: Slide, selection: Selection, until: int | None) -> Mapping[str, Answer]:
    is_written = slide.comment is not None and bool(slide.comment.text)
    if not is_written and not (slide.kind is SlideKind.QUESTIONS and selection.questions):
        return {}
    return answers.of(store, answered_under(slide.key), year=selection.year, until=until)


def _with(slide: Slide, given: Mapping[str, Answer], deck: Deck, seen: Situation, selection: Selection) -> Slide:
    if not given:
        return slide
    claims = claimed(replace(deck, slides=(slide,)), seen, selection)
    told = [f"{swedish.sentence_case(c.told)} {given[c.claim].told}" for c in claims if c.is_fault and c.claim in given]
    return replace(slide, answers=tuple(dict.fromkeys(told)))
