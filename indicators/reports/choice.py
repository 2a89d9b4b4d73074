"""What a file of open data is to hold: indicators, places, years and breakdowns; an empty part stands for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from indicators import observations as obs
from indicators.errors import InputError
from indicators.model import TOTAL, GeographyLevel, Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The rows asked for; whoever asks for nothing asks for everything."""

    strategic_areas: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    """Within the strategic areas, where some are chosen."""
    levels: tuple[GeographyLevel, ...] = ()
    geographies: tuple[str, ...] = ()
    """Codes, beside the levels."""
    first: int | None = None
    last: int | None = None
    breakdowns: tuple[str, ...] = ()
    """Dimensions such as `kon`; TOTAL for everybody together."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Choice()

    def named(self, registry: Registry) -> tuple[str, ...]:
        """The ids of the indicators asked for, in the register's order."""
        return tuple(
            key
            for key, i in registry.indicators.items()
            if (not self.indicators or key in self.indicators)
            and (not self.strategic_areas or i.strategic_area in self.strategic_areas)
        )

    def rows(self, table: pd.DataFrame, registry: Registry) -> pd.DataFrame:
        """The rows asked for of observations in which small numbers are already hidden, picked out last of all."""
        kept = table[obs.INDICATOR].isin(self.named(registry))
        if self.levels or self.geographies:
            kept &= table[obs.GEOGRAPHY].isin(self._codes(registry))
        if self.first is not None:
            kept &= table[obs.YEAR] >= self.first
        if self.last is not None:
            kept &= table[obs.YEAR] <= self.last
        if self.breakdowns:
            known = {told: self._has(told) for told in table[obs.BREAKDOWN].unique()}
            kept &= table[obs.BREAKDOWN].map(known).astype(bool)
        return table[kept]

    def must_be_known(self, registry: Registry) -> None:
        """Refuse ids and codes that the register does not know, all at once."""
        unknown = [
            *_unknown("Indikatorn", self.indicators, registry.indicators),
            *_unknown("Geografin", self.geographies, registry.geographies),
            *_unknown("Området", self.strategic_areas, [area.number for area in registry.strategic_areas]),
            *_unknown("Uppdelningen", self.breakdowns, (TOTAL, *dimensions(registry))),
        ]
        if self.first is not None and self.last is not None and self.first > self.last:
            unknown.append(f"Första året {self.first} ligger efter det sista, {self.last}.")
        if unknown:
            raise InputError(" ".join(unknown))

    def _codes(self, registry: Registry) -> set[str]:
        return set(self.geographies) | {g.code for g in registry.geographies.values() if g.level in self.levels}

    def _has(self, breakdown: str) -> bool:
        """Whether a breakdown divides by chosen dimensions only."""
        return set(divided_by(breakdown) or [TOTAL]) <= set(self.breakdowns)


def divided_by(breakdown: str) -> list[str]:
    """The dimensions of a breakdown: `kon=kvinna|alder=16-24` by `kon` and `alder`, everybody by none."""
    return [part.partition("=")[0] for part in breakdown.split("|") if part]


def dimensions(registry: Registry) -> tuple[str, ...]:
    """Every dimension that some indicator is divided by, in the register's order."""
    return tuple(dict.fromkeys(name for i in registry.indicators.values() for name in i.breakdowns))


def _unknown(what: str, asked: Iterable[object], known: Iterable[object]) -> list[str]:
    there = set(known)
    return [f"{what} {each} finns inte i registret." for each in asked if each not in there]
