"""Published values that are known to be wrong: which they are, and what may still be said of their series."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from indicators.model import Assessment, Change, ChangeShown, Progress, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFault:
    """A published value that would make a difference look smaller or larger than it was."""

    indicator: str
    geography: str
    year: int
    why: str
    """As a sentence to the reader, without the place's name."""


ISLANDS: Final = (
    "förtidsrösterna från södra skärgårdens tre valdistrikt räknades 2018 på annat håll, så värdet det året är för lågt"
)
KNOWN: Final = (
    KnownFault(indicator="valdeltagande-kommunval-vallokal", geography="137", year=2018, why=ISLANDS),
    KnownFault(indicator="valdeltagande-riksdagsval-vallokal", geography="137", year=2018, why=ISLANDS),
    KnownFault(indicator="valdeltagande-riksdagsval-vallokal", geography="505", year=2018, why=ISLANDS),
)
"""See data/reference/PROVENANCE.md: the advance votes of the southern archipelago in 2018."""


def faulty(indicator: str, year: int) -> tuple[KnownFault, ...]:
    """The known faults among an indicator's values of one year."""
    return tuple(k for k in KNOWN if k.indicator == indicator and k.year == year)


def is_faulty(indicator: str, geography: str, year: int | None) -> bool:
    """Whether a value is known to be wrong."""
    return any((k.indicator, k.geography, k.year) == (indicator, geography, year) for k in KNOWN)


def cuts(indicator: str, geographies: Collection[str]) -> list[int]:
    """The years that a place's curve may not be joined into, as breaks: the faulty one and the one after it."""
    held = [k for k in KNOWN if k.indicator == indicator and k.geography in geographies]
    return [year for k in held for year in (k.year, k.year + 1)]


def without_comparison(found: Mapping[tuple[str, str], Progress]) -> dict[tuple[str, str], Progress]:
    """The results, where those that rest on a faulty value neither compare it nor assess it."""
    return {key: _untold(told) if _rests_on_fault(told) else told for key, told in found.items()}


def _rests_on_fault(told: Progress) -> bool:
    years = {told.value_year, told.baseline_year}
    return any(is_faulty(told.indicator, told.geography, year) for year in years)


def _untold(told: Progress) -> Progress:
    return replace(
        told,
        assessment=Assessment.NOT_ASSESSED,
        reason=Reason.NOT_COMPARABLE,
        change=None if told.change is None else _no_change(told.change),
        within_margin=False,
        slope=None,
        slope_lower=None,
        slope_upper=None,
        landing=None,
        landing_lower=None,
        landing_upper=None,
        chance=None,
    )


def _no_change(change: ChangeShown) -> ChangeShown:
    return replace(
        change, difference=None, lower=None, upper=None, verdict=Change.NOT_COMPARABLE, reason=Reason.NOT_COMPARABLE
    )
