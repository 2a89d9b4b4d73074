"""What the texts behind a hearing's areas, and the lead's own questions, claim that the figures do not bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from indicators import analyses
from indicators.hearing.checks import Claimed, area_of
from indicators.hearing.selection import Selection
from indicators.hearing.slides import Deck, Slide, SlideKind
from indicators.model import GeographyLevel, Indicator
from indicators.situation import Situation
from indicators.texts.claim_subjects import Results
from indicators.texts.claims import Claim, claims


def claimed(deck: Deck, seen: Situation, selection: Selection) -> tuple[Claimed, ...]:
    """Every claim in a comment or a question, held against the headline indicator or another that it names."""
    return tuple(
        Claimed(
            slide=slide.key,
            told=f"{what} säger ”{found.words}”. {found.why}",
            is_fault=found.is_fault,
            sentence=found.sentence,
        )
        for slide in deck.slides
        for what, found in _said(slide, seen, selection)
    )


def _said(slide: Slide, seen: Situation, selection: Selection) -> Iterator[tuple[str, Claim]]:
    if slide.kind is SlideKind.AREA and slide.comment is not None and slide.comment.text:
        yield from (("texten", found) for found in _claims(slide, slide.comment.text, seen, selection))
    if slide.kind is SlideKind.QUESTIONS:
        for number, question in enumerate(selection.questions, start=1):
            yield from ((f"fråga {number}", found) for found in _asked(question, seen))


def _claims(slide: Slide, text: str, seen: Situation, selection: Selection) -> tuple[Claim, ...]:
    registry, number = seen.registry, area_of(slide)
    chosen = selection.headline(number, registry)
    own = None if chosen is None else seen.city(chosen)
    others = [(p, registry.indicators[p.indicator]) for p in seen.for_city(number) if p.indicator != chosen]
    indicator = None if chosen is None else registry.indicators[chosen]
    places = _places(seen, registry.of_area(number))
    return claims(text, own, indicator, others=others, places=places, values=lambda p: analyses.values(seen, p))


def _asked(question: str, seen: Situation) -> tuple[Claim, ...]:
    """A question has no indicator of its own: it is held against those that it names."""
    told = seen.registry.indicators
    others = [(p, told[p.indicator]) for p in seen.for_city()]
    places = _places(seen, told.values())
    return claims(question, None, None, others=others, places=places, values=lambda p: analyses.values(seen, p))


def _places(seen: Situation, told: Iterable[Indicator]) -> Mapping[str, Results]:
    mine = list(told)
    districts = seen.registry.on_level(GeographyLevel.DISTRICT)
    return {place.name: analyses.results(seen, mine, place.code) for place in districts}
