"""Differences in plain Swedish: what is another, where, from what to what."""

from __future__ import annotations

from typing import Final

from indicators import swedish
from indicators.editions.comparing import Difference
from indicators.model import Assessment, Indicator, Reason, Registry
from indicators.texts import words

_WHAT: Final = {
    "value": "Värde",
    "value_year": "År för värdet",
    "target": "Mål",
    "assessment": "Bedömning",
    "indicator": "Indikatorn",
}
_COMMENT: Final = "comment "
ABSENT: Final = "finns inte"


def what(difference: Difference) -> str:
    """What is another: `Värde`, `Bedömning`, `Texten om område 7`."""
    if difference.what.startswith(_COMMENT):
        return f"Texten om {difference.what.removeprefix(_COMMENT).replace('omrade-', 'område ')}"
    return _WHAT[difference.what]


def subject(difference: Difference, registries: tuple[Registry, ...]) -> str:
    """The indicator's short name, as any of the registers knows it; its id where none does."""
    found = _indicator(difference, registries)
    return found.short_name if found else difference.indicator


def place(difference: Difference, registries: tuple[Registry, ...]) -> str:
    """The geography's name."""
    known = next(
        (r.geographies[difference.geography] for r in registries if difference.geography in r.geographies), None
    )
    return known.name if known else difference.geography


def sides(difference: Difference, registries: tuple[Registry, ...]) -> tuple[str, str]:
    """What stood and what stands, as printed."""
    indicator = _indicator(difference, registries)
    before, after = (_side(difference, side, indicator) for side in (difference.before, difference.after))
    return before, after


def line(difference: Difference, registries: tuple[Registry, ...]) -> str:
    """One sentence: `Trångboddhet, Göteborg: Mål: 15 % → 16 %`."""
    where = f"{subject(difference, registries)}, {place(difference, registries)}: " if difference.indicator else ""
    before, after = sides(difference, registries)
    return f"{where}{what(difference)}: {before} → {after}"


def is_made_up(difference: Difference, registries: tuple[Registry, ...]) -> bool:
    """Whether the difference is in a made-up indicator."""
    found = _indicator(difference, registries)
    return found is not None and found.is_demo


def _indicator(difference: Difference, registries: tuple[Registry, ...]) -> Indicator | None:
    found = (registry.indicators.get(difference.indicator) for registry in registries)
    return next((indicator for indicator in found if indicator is not None), None)


def _side(difference: Difference, said: str | float | int | None, indicator: Indicator | None) -> str:
    if difference.what == "indicator" and said is None:
        return ABSENT
    if said is None:
        return swedish.NOTHING
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
