"""Differences in plain Swedish: what is another, where, from what to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from indicators import swedish
from indicators.districts.equality import Standing
from indicators.editions.compared_promises import PROMISE
from indicators.editions.compared_register import AREA, EVENT, FIELDS, PLACE, PROGRAMME, PROGRAMMES, REGISTER
from indicators.editions.compared_values import GROUP, MARGIN, MARK, VALUE
from indicators.editions.differences import DISTANCE, GAP, SLIDE, Difference, Told
from indicators.model import Assessment, Indicator, Reason, Registry
from indicators.texts import words

_WHAT: Final = {
    "value": "Värde",
    "value_year": "År för värdet",
    "target": "Mål",
    "assessment": "Bedömning",
    "indicator": "Indikatorn",
    GAP: "Avståndet mellan stadsdelarna",
    DISTANCE: "Avståndets storlek",
    "held": "Hearingens dag",
    "year": "Läge per",
    "template": "Mallen",
    "areas": "Områdena",
    "order": "Områdenas ordning",
    "compared": "Jämförelsen",
    "questions": "Frågorna att avgöra",
}
_NOTHING: Final = {
    "indicator": "finns inte",
    "compared": "läget året före",
    "questions": "de som bedömningarna ger",
}
_STANDINGS: Final = {
    Standing.CLOSING: "minskar",
    Standing.WIDENING: "ökar",
    Standing.CANNOT_TELL: "går inte att avgöra",
    Standing.NOT_ASSESSED: "inte bedömt",
}
_MOST: Final = 6
"""Decimals at most for two values that would print alike."""
_COMMENT: Final = "comment "
_HEADLINE: Final = "headline "
_SLIDES: Final = {
    "titel": "Titelbilden",
    "korthet": "Områdena i korthet",
    "sedan": "Sedan sist",
    "jamlik": "Jämlik stad",
    "omrade": "Område",
    "lovades": "Vad lovades",
    "fragor": "Frågor att avgöra",
    "underlag": "Underlag",
    "metod": "Så räknar vi",
}


def what(difference: Difference) -> str:
    """What is another: `Värde`, `Bedömning`, `Texten om område 7`, `Kvinnor 2019`."""
    for begins, told in _BEGINNINGS.items():
        if difference.what.startswith(begins):
            return told(difference.what.removeprefix(begins))
    return _WHAT[difference.what]


def slide(key: str) -> str:
    """The slide of a key: `Område 7`, `Jämlik stad`, `Vad lovades, bild 2`."""
    kind, _, number = key.partition("-")
    told = _SLIDES[kind]
    return f"{told} {number}" if kind == "omrade" else told + (f", bild {number}" if number else "")


def subject(difference: Difference, registries: tuple[Registry, ...]) -> str:
    """The indicator's short name, as any of the registers knows it; its id where none does."""
    return _known(difference.indicator, registries)


def place(difference: Difference, registries: tuple[Registry, ...]) -> str:
    """The geography's name."""
    known = next(
        (r.geographies[difference.geography] for r in registries if difference.geography in r.geographies), None
    )
    return known.name if known else difference.geography


def sides(difference: Difference, registries: tuple[Registry, ...]) -> tuple[str, str]:
    """What stood and what stands, as printed."""
    indicator = _found(difference.indicator, registries)
    before, after = (_side(difference, side, indicator, registries) for side in (difference.before, difference.after))
    return before, after


def line(difference: Difference, registries: tuple[Registry, ...]) -> str:
    """One sentence: `Trångboddhet, Göteborg: Mål: 15 % → 16 %`."""
    where = f"{subject(difference, registries)}, {place(difference, registries)}: " if difference.indicator else ""
    where = f"{slide(difference.slide)}: " if difference.slide else where
    before, after = sides(difference, registries)
    return f"{where}{what(difference)}: {before} → {after}"


def is_made_up(difference: Difference, registries: tuple[Registry, ...]) -> bool:
    """Whether the difference is in a made-up indicator."""
    names = [difference.indicator]
    if difference.what.startswith(_HEADLINE):
        names = [str(said) for said in (difference.before, difference.after)]
    return any((found := _found(name, registries)) is not None and found.is_demo for name in names)


def _group(told: str) -> str:
    """`Kvinnor, 16–29 år 2019` of `kon=kvinna|alder=16-29 2019`."""
    breakdown, _, year = told.rpartition(" ")
    return f"{swedish.sentence_case(words.part(breakdown))} {year}"


def _of_value(told: str) -> str:
    """`värdet 2012`, `kvinnor 2019`."""
    return words.swedish_lower(_value(told))


def _value(told: str) -> str:
    """The value that a mark or a margin belongs to."""
    if told.startswith(GROUP):
        return _group(told.removeprefix(GROUP))
    return f"Värdet {told.removeprefix(VALUE)}"


_BEGINNINGS: Final[Mapping[str, Callable[[str], str]]] = {
    SLIDE: lambda told: told.partition(": ")[2],
    _COMMENT: lambda key: f"Texten om {key.replace('omrade-', 'område ')}",
    _HEADLINE: lambda area: f"Huvudindikatorn för område {area}",
    MARK: lambda told: f"Märket på {_of_value(told)}",
    MARGIN: lambda told: f"Felmarginal eller bas, {_of_value(told)}",
    VALUE: lambda year: f"Värde {year}",
    GROUP: _group,
    REGISTER: lambda field: FIELDS[field],
    AREA: lambda number: f"Namn och mål för område {number}",
    PLACE: lambda _: "Platsens namn",
    PROGRAMME: lambda field: PROGRAMMES[field],
    EVENT: lambda _: "Händelsen",
    PROMISE: lambda _: "Frågan eller löftet",
}
"""What a difference whose name goes on is called; a slide's own words are told as they are."""


def _known(name: str, registries: tuple[Registry, ...]) -> str:
    found = _found(name, registries)
    return found.short_name if found else name


def _found(name: str, registries: tuple[Registry, ...]) -> Indicator | None:
    found = (registry.indicators.get(name) for registry in registries)
    return next((indicator for indicator in found if indicator is not None), None)


def _side(difference: Difference, said: Told, indicator: Indicator | None, registries: tuple[Registry, ...]) -> str:
    if said is None:
        return _NOTHING.get(difference.what, swedish.NOTHING)
    if difference.what == GAP:
        return _STANDINGS[Standing(str(said))]
    if difference.what.startswith(_HEADLINE):
        return _known(str(said), registries)
    if difference.what == "assessment":
        return _assessed(str(said))
    if difference.what == "value_year" or isinstance(said, str):
        return str(said)
    both = [float(side) for side in (difference.before, difference.after) if isinstance(side, int | float)]
    usual = 1 if indicator is None else indicator.decimals
    decimals = next((each for each in range(usual, _MOST) if not swedish.print_alike(both, each)), _MOST)
    if indicator is None or isinstance(said, int):
        return swedish.plain(said, decimals)
    unit = indicator.unit if difference.what != DISTANCE else "procentenheter" if indicator.unit == "%" else ""
    return swedish.label(said, unit, decimals)


def _assessed(said: str) -> str:
    code, _, why = said.partition(": ")
    verdict = words.CHIP[Assessment(code)]
    return f"{verdict} ({words.REASONS[Reason(why)]})" if why else verdict
