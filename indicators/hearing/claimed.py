"""What the texts behind a hearing's areas claim that the figures do not bear."""

from __future__ import annotations

from collections.abc import Iterator

from indicators import observations as obs
from indicators.hearing.checks import Claimed, area_of
from indicators.hearing.selection import Selection
from indicators.hearing.slides import Deck, Slide, SlideKind
from indicators.model import GeographyLevel
from indicators.situation import Situation
from indicators.texts.claims import Claim, claims


def claimed(deck: Deck, seen: Situation, selection: Selection) -> tuple[Claimed, ...]:
    """Every claim in a comment, held against the headline indicator or another of the area's that it names."""
    return tuple(
        Claimed(slide=slide.key, told=f"texten säger ”{found.words}”. {found.why}", is_fault=found.is_fault)
        for slide in deck.slides
        if slide.kind is SlideKind.AREA and slide.comment is not None and slide.comment.text
        for found in _claims(slide, slide.comment.text, seen, selection)
    )


def _claims(slide: Slide, text: str, seen: Situation, selection: Selection) -> Iterator[Claim]:
    registry, number = seen.registry, area_of(slide)
    chosen = selection.headline(number, registry)
    told = [(progress, registry.indicators[progress.indicator]) for progress in seen.for_city(number)]
    own = None if chosen is None else seen.city(chosen)
    others = [pair for pair in told if pair[1].id != chosen]
    values = {indicator.id: _values(seen, indicator.id) for _, indicator in told}
    indicator = None if chosen is None else registry.indicators[chosen]
    places = [place.name for place in registry.on_level(GeographyLevel.DISTRICT)]
    yield from claims(text, own, indicator, others=others, places=places, values=values)


def _values(seen: Situation, indicator: str) -> dict[int, float]:
    rows = seen.series(indicator, seen.registry.city_code).dropna(subset=[obs.VALUE])
    return {int(year): float(value) for year, value in zip(rows[obs.YEAR], rows[obs.VALUE], strict=True)}
