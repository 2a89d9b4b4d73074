"""Differences in plain Swedish: what is another, where, from what to what."""

from __future__ import annotations

from typing import Final

from indicators import swedish
from indicators.districts.equality import Standing
from indicators.editions.differences import GAP, Difference, Told
from indicators.model import Assessment, Indicator, Reason, Registry
from indicators.texts import words

_WHAT: Final = {
    "value": "Värde",
    "value_year": "År för värdet",
    "target": "Mål",
    "assessment": "Bedömning",
    "indicator": "Indikatorn",
    GAP: "Avståndet mellan stadsdelarna",
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
_COMMENT: Final = "comment "
_HEADLINE: Final = "headline "


def what(difference: Difference) -> str:
    """What is another: `Värde`, `Bedömning`, `Texten om område 7`."""
    if difference.what.startswith(_COMMENT):
        return f"Texten om {difference.what.removeprefix(_COMMENT).replace('omrade-', 'område ')}"
    if difference.what.startswith(_HEADLINE):
        return f"Huvudindikatorn för område {difference.what.removeprefix(_HEADLINE)}"
    return _WHAT[difference.what]


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
    before, after = sides(difference, registries)
    return f"{where}{what(difference)}: {before} → {after}"


def is_made_up(difference: Difference, registries: tuple[Registry, ...]) -> bool:
    """Whether the difference is in a made-up indicator."""
    names = [difference.indicator]
    if difference.what.startswith(_HEADLINE):
        names = [str(said) for said in (difference.before, difference.after)]
    return any((found := _found(name, registries)) is not None and found.is_demo for name in names)


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
    if difference.what == "value_year" or isinstance(said, str) or indicator is None:
        return str(said)
    both = [float(side) for side in (difference.before, difference.after) if isinstance(side, int | float)]
    return swedish.label(said, indicator.unit, swedish.honest_decimals(both, indicator.decimals))


def _assessed(said: str) -> str:
    code, _, why = said.partition(": ")
    verdict = words.CHIP[Assessment(code)]
    return f"{verdict} ({words.REASONS[Reason(why)]})" if why else verdict
