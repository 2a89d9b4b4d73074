"""What we do not know, computed: goals without measure, too few answers, directions that cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from indicators import swedish
from indicators.model import Assessment, GeographyLevel, Indicator, Progress, Reason, Registry
from indicators.texts import words
from indicators.texts.facts import Statement

MOST: Final = 4
"""More sentences than this nobody reads; the page of measurement gaps has them all."""


def unknown(strategic_area: int, registry: Registry, progress: Mapping[tuple[str, str], Progress]) -> list[Statement]:
    """At most four sentences about what cannot be followed or told in a strategic area, the gravest first."""
    assessed = [i for i in registry.of_area(strategic_area) if i.is_assessed]
    city = {i: p for i in assessed if (p := progress.get((i.id, registry.city_code))) is not None}
    said = [
        *_gaps(strategic_area, registry),
        *_missing(city),
        *_few_answers(assessed, registry, progress),
        *_few_points(city),
        *_untold(city),
    ]
    return said[:MOST]


def _gaps(strategic_area: int, registry: Registry) -> list[Statement]:
    found = [g for g in registry.gaps if g.strategic_area == strategic_area]
    ordered = sorted(found, key=lambda g: g.level is not GeographyLevel.CITY)
    return [
        Statement(
            strong=swedish.sentence_case(gap.subject),
            after=f" kan vi inte följa för {words.LEVELS[gap.level]}: {words.swedish_lower(gap.why.rstrip('.'))}."
            + (f" Närmast till hands finns {words.swedish_lower(gap.proxy.rstrip('.'))}." if gap.proxy else ""),
        )
        for gap in ordered[:2]
    ]


def _missing(city: Mapping[Indicator, Progress]) -> list[Statement]:
    names = _names(city, lambda p: p.reason is Reason.MISSING and p.value.value is None)
    return [Statement(strong=names, after=" saknar värden helt.")] if names else []


def _few_answers(
    assessed: list[Indicator], registry: Registry, progress: Mapping[tuple[str, str], Progress]
) -> list[Statement]:
    districts = registry.on_level(GeographyLevel.DISTRICT)
    thin = [
        i.short_name
        for i in assessed
        if any((p := progress.get((i.id, d.code))) and p.value.reason is Reason.TOO_FEW for d in districts)
    ]
    if not thin:
        return []
    after = f" skiljer sig åt, men svaren är för få för att jämföra dem ett enskilt år: {swedish.listing(thin)}."
    return [Statement(strong="Stadsdelarna", after=after)]


def _few_points(city: Mapping[Indicator, Progress]) -> list[Statement]:
    names = _names(city, lambda p: p.reason is Reason.TOO_FEW and p.value.value is not None)
    needed = swedish.count_word(words.ENOUGH_POINTS)
    return [Statement(strong=names, after=f" har färre än {needed} mätningar, och bedöms inte än.")] if names else []


def _untold(city: Mapping[Indicator, Progress]) -> list[Statement]:
    names = _names(city, lambda p: p.assessment is Assessment.UNCERTAIN)
    after = " har mätts minst fyra gånger, men om målet nås går inte att avgöra."
    return [Statement(strong=names, after=after)] if names else []


def _names(city: Mapping[Indicator, Progress], holds: Callable[[Progress], bool]) -> str:
    return swedish.listing([i.short_name for i, p in city.items() if holds(p)])
