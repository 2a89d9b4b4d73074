"""One district against the rest of the city on every indicator, the surest difference first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from indicators.districts.against_city import Comparison, District
from indicators.districts.judging import Verdict
from indicators.districts.overview import AreaRows
from indicators.districts.reported import Reported, Trend, offences, reported
from indicators.model import Indicator, Progress
from indicators.situation import Situation


class Group(StrEnum):
    """How surely, and which way, a district differs on an indicator; in the order shown."""

    WORSE = "worse"
    BETTER = "better"
    DIFFERS = "differs"
    """Higher or lower on something that is neither good nor bad."""
    SAME = "same"
    UNTESTED = "untested"
    NOT_COMPARABLE = "not_comparable"
    """The value is known to be wrong."""
    ABSENT = "absent"


class Against(StrEnum):
    """What a district is held against; the value is the code in the address line."""

    REST = "resten"
    ALIKE = "liknande"


_GROUPS: Final = {
    Verdict.WORSE: Group.WORSE,
    Verdict.BETTER: Group.BETTER,
    Verdict.HIGHER: Group.DIFFERS,
    Verdict.LOWER: Group.DIFFERS,
    Verdict.NOT_APART: Group.SAME,
    Verdict.NOT_TESTED: Group.UNTESTED,
    Verdict.NOT_COMPARABLE: Group.NOT_COMPARABLE,
    Verdict.ABSENT: Group.ABSENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """One indicator as it stands in the district; no comparison where no district has a value."""

    indicator: Indicator
    found: Comparison | None
    district: District | None
    progress: Progress | None
    """The district's own assessment against the target."""
    going: Trend | None = None
    """Of reported crime: where reports are going, as on every other page."""

    @property
    def group(self) -> Group:
        """Where the row stands."""
        return Group.ABSENT if self.district is None else _GROUPS[self.district.verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDistrict:
    """The district's indicators by group, within each the surest difference first."""

    geography: str
    year: int
    rows: tuple[OwnRow, ...]
    against: Against = Against.REST

    @classmethod
    def of_rows(cls, rows: Iterable[OwnRow], *, geography: str, year: int, against: Against) -> OwnDistrict:
        """The rows by group, within each the surest difference first."""
        return cls(geography=geography, year=year, rows=tuple(sorted(rows, key=_surest)), against=against)

    def of(self, group: Group) -> tuple[OwnRow, ...]:
        """The indicators of one group."""
        return tuple(row for row in self.rows if row.group is group)

    @property
    def assessed(self) -> list[Progress]:
        """The district's assessments, of the indicators that are assessed."""
        return [row.progress for row in self.rows if row.progress is not None and row.indicator.is_assessed]


def own_district(
    seen: Situation, areas: Iterable[AreaRows], code: str, *, told: Iterable[Reported] | None = None
) -> OwnDistrict:
    """One district out of the overview, so that both say the same; `told` is reported crime, where that is known."""
    every = (reported(seen, i) for i in offences(seen.registry)) if told is None else told
    going = {each.indicator.id: each.of(code).trend for each in every}
    rows = [
        OwnRow(
            indicator=indicator,
            found=found,
            district=found.of(code) if found else None,
            progress=seen.progress.get((indicator.id, code)),
            going=going.get(indicator.id),
        )
        for area in areas
        for indicator, found in area.rows
    ]
    return OwnDistrict.of_rows(rows, geography=code, year=seen.year, against=Against.REST)


def _surest(row: OwnRow) -> tuple[int, float]:
    strength = row.district.strength if row.district and row.district.strength is not None else 0.0
    return list(Group).index(row.group), -strength
