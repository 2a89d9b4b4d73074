"""The plan of the template: which rows a geography is asked for a year, the same for the writer and everybody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from indicators import geographies, periods
from indicators import observations as obs
from indicators.ingest.template import words
from indicators.model import TOTAL, Indicator, MeasureKind, Registry

if TYPE_CHECKING:
    import pandas as pd

COUNTED: Final = frozenset({MeasureKind.RATE, MeasureKind.REGISTER_SHARE})
"""Kinds whose numerator is asked for; the value is computed."""
WITH_BASE: Final = COUNTED | {MeasureKind.SHARE, MeasureKind.MEAN}
"""Kinds with a population or a number of respondents."""

_CYCLES: Final = {"vartannat år": 2, "vart tredje år": 3, "vart fjärde år": 4}
_SEXES: Final = ("kon=kvinna", "kon=man")


class Asked(StrEnum):
    """What the figure to write is; the value is the field's name in entries and observations."""

    VALUE = "value"
    NUMERATOR = "numerator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the template: an indicator for everybody or for one group."""

    indicator: Indicator
    breakdown: str
    asked: Asked
    period: str
    """The period asked for: `2019`, or `2018/19` where the series goes by school years."""
    period_before: str

    @property
    def key(self) -> str:
        """What the row is found by again: the register's id, and the group after a bar."""
        return f"{self.indicator.id}|{self.breakdown}" if self.breakdown else self.indicator.id

    @property
    def name(self) -> str:
        """The indicator's name as the row shows it."""
        school = f", läsåret {self.period}" if "/" in self.period else ""
        return f"{self.indicator.name}{school}{words.MADE_UP if self.indicator.is_demo else ''}"

    @property
    def group(self) -> str:
        """Whom the row is about: `Alla`, `Kvinnor`."""
        return words.group(self.breakdown)

    @property
    def unit(self) -> str:
        """What the figure to write is counted in."""
        return (
            words.COUNT if self.asked is Asked.NUMERATOR else words.UNITS.get(self.indicator.unit, self.indicator.unit)
        )

    @property
    def has_base(self) -> bool:
        """Whether the row asks of how many."""
        return self.indicator.kind in WITH_BASE


def rows(registry: Registry, geography: str, year: int, standing: pd.DataFrame | None = None) -> tuple[Row, ...]:
    """The rows in the register's order; groups other than women and men are those that stored figures know."""
    place = registry.geographies[geography]
    if not geographies.valid_in(place, year):
        return ()
    asked = [i for i in registry.indicators.values() if place.level in i.levels and is_due(i, year)]
    known = {} if standing is None else dict(iter(standing.groupby(obs.INDICATOR, sort=False)))
    made = (_of_indicator(i, geography, year, known.get(i.id)) for i in sorted(asked, key=lambda i: i.strategic_area))
    return tuple(row for some in made for row in some)


def is_due(indicator: Indicator, year: int) -> bool:
    """Whether the series has a figure for the year: within its years, and not between two elections or surveys."""
    if year < indicator.first_year or (indicator.last_year is not None and year > indicator.last_year):
        return False
    return (year - indicator.first_year) % _CYCLES.get(indicator.frequency, 1) == 0


def _of_indicator(indicator: Indicator, geography: str, year: int, stored: pd.DataFrame | None) -> Iterator[Row]:
    here = None if stored is None else stored[stored[obs.GEOGRAPHY] == geography]
    asked = _asked(indicator, here)
    by_school_year = here is not None and bool((here[obs.PERIOD] == here[obs.YEAR].map(periods.school_year)).any())
    for breakdown in (TOTAL, *_breakdowns(indicator, () if stored is None else stored[obs.BREAKDOWN].unique())):
        yield Row(
            indicator=indicator,
            breakdown=breakdown,
            asked=asked,
            period=periods.school_year(year) if by_school_year else str(year),
            period_before=periods.school_year(year - 1) if by_school_year else str(year - 1),
        )


def _asked(indicator: Indicator, here: pd.DataFrame | None) -> Asked:
    """The numerator for counted kinds, but the value where this geography's series has only ever been values."""
    if indicator.kind not in COUNTED:
        return Asked.VALUE
    only_values = here is not None and here[obs.VALUE].notna().any() and not here[obs.NUMERATOR].notna().any()
    return Asked.VALUE if only_values else Asked.NUMERATOR


def _breakdowns(indicator: Indicator, stored: Iterable[str]) -> list[str]:
    """Groups of the dimensions that the register allows: dimension by dimension, then crossed ones, by name."""
    allowed = set(indicator.breakdowns)
    found = {text for text in stored if text and {part.partition("=")[0] for part in text.split("|")} <= allowed}
    found |= set(_SEXES) if "kon" in allowed else set()
    order = {name: place for place, name in enumerate(indicator.breakdowns)}
    return sorted(found, key=lambda text: (text.count("|"), order[text.partition("=")[0]], text))
