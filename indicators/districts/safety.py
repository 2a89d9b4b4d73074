"""What people say in surveys beside what is reported: the same place, the same years, never the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from indicators import observations as obs
from indicators.model import Indicator, MeasureKind, Progress, Registry
from indicators.situation import Situation

AREAS: Final = (3, 7)
"""The strategic areas whose goals say that people feel safe and are not exposed to crime."""
_ANSWERED: Final = "svara"
"""How the register names a population that has answered: svarande, som svarat."""
_ABOUT: Final = ("trygg", "utsatt", "räd", "oro")
"""What the name of such a question holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One survey question in one place, with what is shown since the baseline (M12)."""

    indicator: Indicator
    rows: pd.DataFrame
    """Estimates in order of year; empty where the question is not asked there."""
    progress: Progress | None

    @property
    def has_value(self) -> bool:
        """Whether any year has a value that may be shown."""
        return bool(self.rows[obs.VALUE].notna().any())


def surveys(registry: Registry) -> tuple[Indicator, ...]:
    """The survey questions about safety and exposure, those of area 7 first."""
    asked = [
        i
        for i in registry.indicators.values()
        if i.strategic_area in AREAS
        and i.kind in (MeasureKind.SHARE, MeasureKind.MEAN, MeasureKind.VALUE)
        and _ANSWERED in i.population
        and any(word in i.name.casefold() for word in _ABOUT)
    ]
    return tuple(sorted(asked, key=lambda i: -i.strategic_area))


def beside(seen: Situation, geography: str) -> tuple[Beside, ...]:
    """The survey questions that are asked on a place's level, with value or not."""
    level = seen.registry.geographies[geography].level
    return tuple(
        Beside(
            indicator=indicator,
            rows=seen.series(indicator.id, geography),
            progress=seen.progress.get((indicator.id, geography)),
        )
        for indicator in surveys(seen.registry)
        if level in indicator.levels
    )
