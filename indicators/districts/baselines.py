"""Where the choice of baseline year decides what seems to have happened (M16b), and the clearest case of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from indicators.districts.reported import Reported, offences, reported
from indicators.model import GeographyLevel, Indicator, Progress
from indicators.situation import Situation

SLIGHT: Final = 5.0
"""Per cent below which a change since a baseline year is hardly any; own choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The change to the latest year as told from one baseline year."""

    baseline_year: int
    baseline: float
    change_percent: float
    is_decided: bool
    """The register's own baseline year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragile:
    """One offence group in one district whose direction hangs on the baseline year."""

    indicator: Indicator
    geography: str
    value_year: int
    value: float
    tellings: tuple[Telling, ...]
    """In order of year, the decided one among them."""

    @property
    def turned(self) -> Telling | None:
        """The telling that turns the decided one's answer, the furthest where there are two."""
        own = next(t for t in self.tellings if t.is_decided)
        others = [t for t in self.tellings if t.change_percent * own.change_percent < 0]
        return max(others, key=lambda t: abs(t.change_percent), default=None)

    @property
    def is_slight(self) -> bool:
        """One of the two answers is so small that neither year decides anything: a few reports more or less."""
        own = next(t for t in self.tellings if t.is_decided)
        sizes = [abs(t.change_percent) for t in (own, self.turned) if t is not None]
        return min(sizes) < SLIGHT

    @property
    def swing(self) -> float:
        """Percentage points between the tellings that lie furthest apart."""
        told = [t.change_percent for t in self.tellings]
        return max(told) - min(told)


def fragile(progress: Progress, indicator: Indicator) -> Fragile | None:
    """The tellings of an assessment whose direction hangs on the baseline year; None where it does not."""
    value, start, decided = progress.value.value, progress.baseline, progress.baseline_year
    if not progress.direction_flips or None in (value, start, decided, progress.value_year) or not start:
        return None
    own = _telling(decided, start, value, is_decided=True)
    others = [
        _telling(t.baseline_year, _baseline(value, t.change_percent), value, is_decided=False)
        for t in progress.other_tellings
        if t.baseline_year is not None and t.change_percent is not None and t.change_percent > -100
    ]
    return Fragile(
        indicator=indicator,
        geography=progress.geography,
        value_year=progress.value_year or 0,
        value=value or 0.0,
        tellings=tuple(sorted([own, *others], key=lambda t: t.baseline_year)),
    )


def fragile_of(seen: Situation, chosen: Iterable[Indicator]) -> tuple[Fragile, ...]:
    """Every district whose direction hangs on the baseline year, the widest swing first."""
    places = seen.registry.on_level(GeographyLevel.DISTRICT)
    found = [
        case
        for indicator in chosen
        for place in places
        if (p := seen.progress.get((indicator.id, place.code))) and (case := fragile(p, indicator))
    ]
    return tuple(sorted(found, key=lambda case: (-case.swing, case.indicator.id, case.geography)))


def clearest(seen: Situation) -> tuple[Fragile, Reported] | None:
    """The case of all offence groups and districts in which the baseline year matters most, with its series."""
    found = fragile_of(seen, offences(seen.registry))
    return (found[0], reported(seen, found[0].indicator)) if found else None


def _telling(year: int | None, start: float, value: float | None, *, is_decided: bool) -> Telling:
    change = 100.0 * ((value or 0.0) - start) / start
    return Telling(baseline_year=year or 0, baseline=start, change_percent=change, is_decided=is_decided)


def _baseline(value: float | None, change_percent: float) -> float:
    """The baseline that a change in per cent was told from."""
    return (value or 0.0) / (1.0 + change_percent / 100.0)
