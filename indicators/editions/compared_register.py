"""What the register says otherwise: names and words of indicators, areas and places, targets' decisions, events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from indicators import events, swedish
from indicators.editions.differences import Cause, Difference, defined, difference
from indicators.model import (
    Baseline,
    Break,
    Event,
    GapTarget,
    Good,
    Indicator,
    IndicatorRole,
    Registry,
    SentenceParts,
    Suppression,
    Target,
)
from indicators.reports import code_book
from indicators.texts import words

REGISTER, AREA, PLACE, EVENT, PROGRAMME = "register ", "area ", "place ", "event ", "programme "
"""What begins a difference in a field of an indicator (`register source`), in an area, a place, an event or the
programme."""
FIELDS: Final = {
    "strategic_area": "Område",
    "name": "Namn",
    "short_name": "Kort namn",
    "question": "Fråga",
    "role": "Roll",
    "headline": "Huvudindikator",
    "kind": "Slag",
    "unit": "Enhet",
    "multiplier": "Räknas per",
    "decimals": "Decimaler",
    "good": "Önskad riktning",
    "population": "Population",
    "source": "Källa",
    "levels": "Nivåer",
    "breakdowns": "Uppdelningar",
    "frequency": "Hur ofta",
    "first_year": "Första år",
    "last_year": "Sista år",
    "baseline": "Utgångsläge",
    "target": "Målet och vem som har satt det",
    "breaks": "Brott i serien",
    "suppression": "Gränser för små tal",
    "definition": "Definition",
    "does_not_say": "Vad siffran inte säger",
    "sentence": "Ord i meningar",
    "gap_target": "Mål för avståndet",
}
"""The fields of an indicator as they are told."""
PROGRAMMES: Final = {"city": "Staden", "programme": "Programmet", "target_year": "Målåret", "baseline_year": "Basåret"}
_DEFINING: Final = ("definition", "unit", "kind", "multiplier", "good", "breaks")
_TARGETS: Final = ("target", "gap_target", "baseline")


def differences(before: Registry, after: Registry) -> Iterator[Difference]:
    """Everything in the register that an edition may show, and that is another."""
    for name in PROGRAMMES:
        yield from _changed("", f"{PROGRAMME}{name}", getattr(before, name), getattr(after, name), Cause.REGISTER)
    areas = [{area.number: area for area in register.strategic_areas} for register in (before, after)]
    for number in sorted(areas[0].keys() | areas[1].keys()):
        said = [_words(side.get(number), ("short_name", "name", "goal")) for side in areas]
        yield from _changed("", f"{AREA}{number}", said[0], said[1], Cause.REGISTER)
    for code in sorted(before.geographies.keys() | after.geographies.keys()):
        places = [register.geographies.get(code) for register in (before, after)]
        said = [_words(place, ("name", "valid_from", "valid_to")) for place in places]
        yield from _changed("", f"{PLACE}{code}", said[0], said[1], Cause.REGISTER)
    for name, one in before.indicators.items():
        if name in after.indicators:
            yield from _of_indicator(one, after.indicators[name], after.city_code)
    yield from _events(before, after)


def _of_indicator(one: Indicator, other: Indicator, city: str) -> Iterator[Difference]:
    if one == other:
        return
    for name in (field.name for field in fields(Indicator)):
        sides = getattr(one, name), getattr(other, name)
        if sides[0] == sides[1] or (name == "target" and _is_value_only(*sides)):
            continue
        told = [_told(name, side) for side in sides]
        cause = _cause(name, is_redefined=defined(one) != defined(other))
        yield difference(one.id, city, f"{REGISTER}{name}", told[0], told[1], cause)


def _is_value_only(one: Target | None, other: Target | None) -> bool:
    """Whether only the number is another, which is told for each place that it is worked out for."""
    return one is not None and other is not None and replace(one, value=other.value) == other


def _cause(name: str, *, is_redefined: bool) -> Cause:
    if name in _DEFINING and is_redefined:
        return Cause.CHANGED_DEFINITION
    return Cause.CHANGED_TARGET if name in _TARGETS else Cause.REGISTER


def _events(before: Registry, after: Registry) -> Iterator[Difference]:
    sides: list[Mapping[str, Event]] = [{event.id: event for event in side.events} for side in (before, after)]
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        one, other = (side.get(key) for side in sides)
        if one != other:
            yield difference("", "", f"{EVENT}{key}", *_of_events(one, other), Cause.EVENT)


def _of_events(one: Event | None, other: Event | None) -> tuple[str | None, str | None]:
    """Date and title, and what else is needed to tell the two apart."""
    told = [None if event is None else f"{events.when(event)}: {event.title}" for event in (one, other)]
    if one is None or other is None or told[0] != told[1]:
        return told[0], told[1]
    for name in ("text", "source", "kind"):
        if getattr(one, name) != getattr(other, name):
            return f"{told[0]}. {getattr(one, name)}", f"{told[1]}. {getattr(other, name)}"
    about = [", ".join([*e.indicators, *map(str, e.strategic_areas), *e.geographies]) or "allt" for e in (one, other)]
    return f"{told[0]}, gäller {about[0]}", f"{told[1]}, gäller {about[1]}"


def _changed(indicator: str, what: str, one: Any, other: Any, cause: Cause) -> Iterator[Difference]:
    if one != other:
        yield difference(indicator, "", what, one, other, cause)


def _words(thing: object, names: tuple[str, ...]) -> str | None:
    return None if thing is None else ", ".join(str(told) for name in names if (told := getattr(thing, name)))


def _told(name: str, value: object) -> str | None:
    """A field's value as a reader may see it."""
    match value:
        case None | () | "":
            return None
        case Target() | GapTarget():
            decision = value.decision
            proposed = " (förslag)" if decision.is_proposal else ""
            number = "" if value.value is None else f"{swedish.plain(value.value, 2)} "
            return f"{number}{value.year}, {decision.by}, {decision.date}, {decision.document}{proposed}"
        case Baseline():
            decided = "" if value.value is None else f": {swedish.plain(value.value, 2)}"
            return f"{value.year}{decided}"
        case Suppression():
            return f"antal under {value.counts_below}, bas under {value.base_below}"
        case SentenceParts():
            return f"{value.subject}; {value.rises}; {value.falls}; {value.unit}"
        case IndicatorRole():
            return words.ROLES[value][0]
        case Good():
            return words.DIRECTIONS[value]
        case bool():
            return "ja" if value else "nej"
        case tuple():
            return "; ".join(_part(part) for part in value)
    return code_book.KINDS.get(str(value), str(value)) if name == "kind" else str(value)


def _part(part: object) -> str:
    if isinstance(part, Break):
        return f"{part.year} {part.what}"
    return words.LEVELS.get(part, str(part))  # type: ignore[call-overload,no-any-return]
