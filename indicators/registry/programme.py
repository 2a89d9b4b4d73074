"""`programme.toml`: the city, the programme's years and its strategic areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from indicators.model import StrategicArea
from indicators.registry import examples
from indicators.registry.documents import PROGRAMME
from indicators.registry.entry import Entry, shown

EARLIEST: Final = 1900
LATEST: Final = 2100
MOST_AREAS: Final = 50
DELIVER_BY: Final = (2, 28)
LEAP_YEAR: Final = 2020


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What the rest of the register is checked against."""

    city: str
    name: str
    target_year: int
    baseline_year: int
    strategic_areas: tuple[StrategicArea, ...]
    deliver_by: tuple[int, int]

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the strategic areas."""
        return frozenset(area.number for area in self.strategic_areas)


def read(table: Mapping[str, object], faults: list[str]) -> Programme:
    """The programme, with placeholders where the faults say so."""
    entry = Entry(f"{PROGRAMME}: programmet", table, faults, examples=examples.PROGRAMME)
    programme = Programme(
        city=entry.text("city"),
        name=entry.text("programme"),
        target_year=entry.whole("target_year", least=EARLIEST, most=LATEST),
        baseline_year=entry.whole("baseline_year", least=EARLIEST, most=LATEST),
        strategic_areas=_areas(entry),
        deliver_by=_deliver_by(entry),
    )
    entry.close()
    if not entry.broken & {"target_year", "baseline_year"} and programme.target_year <= programme.baseline_year:
        entry.fault("målåret ligger inte efter basåret. Rätta target_year eller baseline_year.")
    return programme


def _deliver_by(programme: Entry) -> tuple[int, int]:
    """Month and day; a register that says nothing about it keeps the usual one."""
    if not programme.has("deliver_by"):
        return DELIVER_BY
    told = programme.text("deliver_by")
    if "deliver_by" in programme.broken:
        return DELIVER_BY
    try:
        day = datetime.strptime(f"{LEAP_YEAR}-{told}", "%Y-%m-%d").date()
    except ValueError:
        programme.wrong("deliver_by", f"är {shown(told)}. Skriv månad och dag: {examples.PROGRAMME['deliver_by']}.")
        return DELIVER_BY
    return day.month, day.day


def _areas(programme: Entry) -> tuple[StrategicArea, ...]:
    entries = programme.inners("strategic_area", most=MOST_AREAS)
    if not entries and "strategic_area" not in programme.broken:
        programme.wrong("strategic_area", f"är tomt. Lägg till {examples.PROGRAMME['strategic_area']}.")
    found: dict[int, StrategicArea] = {}
    for number, unnamed in enumerate(entries, start=1):
        entry = unnamed.renamed(f"strategiskt område {number}", examples.STRATEGIC_AREA)
        area = _area(entry)
        if area.number in found and "number" not in entry.broken:
            entry.fault(f"numret {area.number} står redan på {found[area.number].name}. Ge området ett eget nummer.")
        found.setdefault(area.number, area)
    return tuple(found[number] for number in sorted(found))


def _area(entry: Entry) -> StrategicArea:
    area = StrategicArea(
        number=entry.whole("number", least=1, most=99),
        name=entry.text("name", longest=120),
        short_name=entry.text("short_name", longest=60),
        goal=entry.text("goal", longest=500),
    )
    entry.close()
    return area
