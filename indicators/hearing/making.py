"""A selection becomes a deck: every slide that every file of a hearing is drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from indicators import swedish
from indicators.hearing import areas, ending, equal, opening, promises, since
from indicators.hearing.selection import Selection, must_fit
from indicators.hearing.slide_parts import Making
from indicators.hearing.slides import Comment, Deck, Slide
from indicators.hiding import Hiding
from indicators.model import GeographyLevel, Registry
from indicators.situation import Situation, situation
from indicators.store import PromiseRow, Store

LEVELS = (GeographyLevel.CITY, GeographyLevel.DISTRICT)


def seen(
    store: Store, registry: Registry, *, year: int, version: int | None = None, hiding: Hiding | None = None
) -> Situation:
    """The situation that slides are made from: every indicator for the city and the districts."""
    return situation(store, registry, year=year, version=version, levels=LEVELS, hiding=hiding)


def deck(
    now: Situation,
    selection: Selection,
    *,
    name: str,
    revision: int,
    before: Situation | None = None,
    before_name: str = "",
    comments: Mapping[str, Comment] | None = None,
    promised: Sequence[PromiseRow] = (),
    edition: int = 0,
    reason: str = "",
    facts: Mapping[str, str] | None = None,
) -> Deck:
    """Every slide of a hearing, in order; `before` and `promised` are what was seen and noted last time."""
    must_fit(selection, now.registry)
    made = Making(
        seen=now,
        selection=selection,
        before=before,
        before_name=before_name,
        comments=comments or {},
        revision=revision,
        edition=edition,
        reason=reason,
        promises=tuple(promised),
    )
    slides = _numbered(made)
    return Deck(
        name=name,
        city=now.registry.city,
        programme=now.registry.programme,
        held=swedish.date(selection.held),
        year=now.year,
        version=now.version,
        revision=revision,
        edition=edition,
        reason=reason,
        slides=slides,
        left_out=_left_out(made),
        is_demo=any(slide.is_demo for slide in slides),
        facts=facts or {},
        promises=made.promises,
    )


def _numbered(made: Making) -> tuple[Slide, ...]:
    slides = [
        opening.title_slide(made),
        opening.glance(made),
        since.since(made),
        equal.equal(made),
        *(areas.area_slide(made, number) for number in made.areas),
        *promises.promised(made),
        ending.questions(made),
        ending.coverage(made),
        ending.method(made),
    ]
    return tuple(replace(slide, number=number) for number, slide in enumerate(slides, start=1))


def _left_out(made: Making) -> tuple[tuple[str, str], ...]:
    """The areas that are not among the slides, and the chosen indicators without a value, each with why."""
    left = [
        (area.short_name, "inte vald för hearingen")
        for area in made.registry.strategic_areas
        if area.number not in made.areas
    ]
    silent = [
        (chosen.short_name, "följs inte för hela staden")
        for number in made.areas
        if (chosen := made.headline(number)) is not None and made.told(number) is None
    ]
    return tuple(left + silent)
