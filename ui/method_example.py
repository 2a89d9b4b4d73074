"""The worked example of Så här räknar vi: a made-up share, its margin and what the rule says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.measures import overview
from indicators.model import (
    TOTAL,
    Assessment,
    Baseline,
    Decision,
    Geography,
    GeographyLevel,
    Good,
    Indicator,
    IndicatorRole,
    MeasureKind,
    ObservationStatus,
    Progress,
    Registry,
    SentenceParts,
    Suppression,
    Target,
    TargetKind,
    TargetSense,
)
from indicators.texts import words

CITY: Final = Geography(code="1480", level=GeographyLevel.CITY, name="Göteborg", parents={})
OWN: Final = "Ditt exempel"
YEARS: Final = (2014, 2015, 2016, 2017, 2018)
COURSES: Final = {
    "Minskar i målets takt": (38.0, 36.9, 35.2, 34.2, 32.6),
    "Minskar långsamt": (38.0, 37.1, 36.4, 35.2, 34.5),
    "Oförändrat": (38.0, 37.6, 38.3, 37.8, 38.1),
    "Ökar": (38.0, 38.8, 39.3, 40.4, 41.0),
}
"""Shares per cent in the five years, by what the reader chooses."""
MARGINS: Final = {"±0,9": 0.9, "±1,5": 1.5, "±3,0": 3.0}
"""Half-width of each measurement's 95 % interval, in percentage points."""
TYPICAL: Final = {
    Assessment.WORSENING: ("Ökar", "±0,9"),
    Assessment.BEHIND: ("Minskar långsamt", "±0,9"),
    Assessment.ON_TRACK: ("Minskar i målets takt", "±0,9"),
    Assessment.UNCERTAIN: ("Minskar långsamt", "±3,0"),
}
"""A choice that gives each answer; a test holds it to that."""

INDICATOR: Final = Indicator(
    id="demo-rakneexempel",
    strategic_area=1,
    name="Andel otrygga, räkneexempel",
    short_name="Andel otrygga",
    question="Hur stor andel är otrygga?",
    role=IndicatorRole.OUTCOME,
    headline=None,
    kind=MeasureKind.SHARE,
    unit="%",
    multiplier=100,
    decimals=1,
    good=Good.LOW,
    population="påhittade invånare",
    source="räkneexempel med påhittade siffror",
    levels=(GeographyLevel.CITY,),
    breakdowns=(),
    frequency="årligen",
    first_year=2014,
    last_year=None,
    baseline=Baseline(year=2014, value=38.0),
    target=Target(
        kind=TargetKind.LEVEL,
        year=2020,
        sense=TargetSense.AT_MOST,
        value=30.0,
        decision=Decision(by="räkneexemplet", date="2014", document="", is_proposal=True),
    ),
    breaks=(),
    suppression=Suppression(counts_below=0, base_below=0),
    definition="",
    does_not_say=(),
    sentence=SentenceParts(subject="andelen otrygga", unit="procent"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """The example's figures and what the rule says of them."""

    estimates: pd.DataFrame
    progress: Progress


@cache
def worked(course: str, margin: str) -> Worked:
    """The example for one course and one margin."""
    half = MARGINS[margin]
    values = COURSES[course]
    table = pd.DataFrame(
        {
            obs.INDICATOR: INDICATOR.id,
            obs.GEOGRAPHY: CITY.code,
            obs.YEAR: YEARS,
            obs.PERIOD: [str(y) for y in YEARS],
            obs.BREAKDOWN: TOTAL,
            obs.VALUE: values,
            obs.NUMERATOR: float("nan"),
            obs.DENOMINATOR: float("nan"),
            obs.LOWER: [v - half for v in values],
            obs.UPPER: [v + half for v in values],
            obs.STATUS: str(ObservationStatus.FINAL),
            obs.IS_DEMO: True,
            obs.BASE_ESTIMATED: False,
            obs.BATCH: 0,
            obs.SHEET: "",
            obs.CELL: "",
            obs.RAW: "",
            obs.NOTE: "",
        }
    )
    told = obs.checked(table)
    found = overview.progress(told, _REGISTER, year=YEARS[-1])
    return Worked(estimates=overview.estimates(told, _REGISTER), progress=found[INDICATOR.id, CITY.code])


def rows(course: str, margin: str) -> list[tuple[str, Progress]]:
    """The reader's own example, and under it one typical example of each answer, by name."""
    typical = [(words.CHIP[said], worked(*choice).progress) for said, choice in TYPICAL.items()]
    return [(OWN, worked(course, margin).progress), *typical]


def alt(progress: Progress) -> str:
    """Text alternative of the rule's drawing for the reader's example."""
    pace = swedish.signed_interval(progress.slope_lower or 0.0, progress.slope_upper or 0.0, 1)
    landing = swedish.interval(progress.landing_lower or 0.0, progress.landing_upper or 0.0, "%", 1)
    return (
        f"Två streck per rad på samma skala. Ditt exempel: takten är {pace} procentenheter per år och landar 2020 på "
        f"{landing}; målet är högst 30 procent. Bedömning: {words.LOWER[progress.assessment]}."
    )


def chance(progress: Progress) -> str:
    """The chance of reaching the target in words (M19); empty where there is none."""
    if progress.chance is None:
        return ""
    per_cent, word = words.chance_percent(progress.chance), words.chance(progress.chance)
    return f"Chansen att nå målet är {per_cent} om takten håller i sig: {word}."


_REGISTER: Final = Registry(
    city="Göteborg",
    programme="",
    target_year=2020,
    baseline_year=2014,
    strategic_areas=(),
    geographies={CITY.code: CITY},
    indicators={INDICATOR.id: replace(INDICATOR)},
    gaps=(),
)
