"""Small builders of what the tests are about: `an_indicator`, `a_registry`, `a_geography`, `observed`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.model import (
    TOTAL,
    Baseline,
    Decision,
    Event,
    EventKind,
    Geography,
    GeographyLevel,
    Good,
    Indicator,
    IndicatorRole,
    MeasureKind,
    ObservationStatus,
    Registry,
    SentenceParts,
    StrategicArea,
    Suppression,
    Target,
    TargetKind,
    TargetSense,
)

INDICATOR_ID = "an-indicator"
CITY_CODE = "1480"
Seen = float | tuple[float, float] | ObservationStatus | None


def a_target(value: float | None = 70.0, *, good: Good = Good.HIGH, **changes: Any) -> Target:
    """A proposed level target for 2020: a floor where high is good, a ceiling where low is good."""
    fields: dict[str, Any] = {
        "kind": TargetKind.LEVEL,
        "year": 2020,
        "sense": TargetSense.AT_MOST if good is Good.LOW else TargetSense.AT_LEAST,
        "value": None if value is None else float(value),
        "decision": Decision(by="utvecklingsledaren", date="2014", document="utkast", is_proposal=True),
    }
    return Target(**(fields | changes))


def an_indicator(**changes: Any) -> Indicator:
    """A survey share from 62 per cent in 2014 to at least 70 in 2020; `baseline` and `target` may be bare numbers."""
    fields: dict[str, Any] = {
        "id": INDICATOR_ID,
        "strategic_area": 1,
        "name": "Andel som känner sig trygga",
        "short_name": "Känner sig trygga",
        "question": "Hur stor andel känner sig trygga?",
        "role": IndicatorRole.OUTCOME,
        "headline": None,
        "kind": MeasureKind.SHARE,
        "unit": "%",
        "multiplier": 100.0,
        "decimals": 1,
        "good": Good.HIGH,
        "population": "invånare 16–84 år i Göteborg",
        "source": "Påhittad enkät",
        "levels": (GeographyLevel.CITY, GeographyLevel.DISTRICT),
        "breakdowns": ("kon",),
        "frequency": "årligen",
        "first_year": 2010,
        "last_year": None,
        "baseline": Baseline(year=2014, value=62.0),
        "target": a_target(70.0),
        "breaks": (),
        "suppression": Suppression(counts_below=5, base_below=50),
        "definition": "Andel som svarar mycket eller ganska trygg.",
        "does_not_say": ("Siffran säger inte varför.",),
        "sentence": SentenceParts(subject="andelen som känner sig trygga", unit="procent"),
    }
    fields |= changes
    if isinstance(fields["baseline"], int | float):
        fields["baseline"] = Baseline(year=2014, value=float(fields["baseline"]))
    if isinstance(fields["target"], int | float):
        fields["target"] = a_target(fields["target"], good=fields["good"])
    return Indicator(**fields)


def an_event(event_id: str = "an-event", **changes: Any) -> Event:
    """Something that happened in the whole city in October 2015 and concerns every indicator."""
    fields: dict[str, Any] = {
        "id": event_id,
        "date": "2015-10",
        "kind": EventKind.HAPPENING,
        "title": "Första hearingen",
        "text": "Den första hearingen hölls.",
        "source": "Protokoll",
    }
    return Event(**(fields | changes))


def a_geography(code: str = "131", **changes: Any) -> Geography:
    """A district of the city, valid 2011–2020."""
    fields: dict[str, Any] = {
        "code": code,
        "level": GeographyLevel.DISTRICT,
        "name": f"Stadsdel {code}",
        "valid_from": 2011,
        "valid_to": 2020,
        "parents": {GeographyLevel.CITY: CITY_CODE},
    }
    return Geography(**(fields | changes))


def the_city() -> Geography:
    """The whole city, without limits in time."""
    return Geography(code=CITY_CODE, level=GeographyLevel.CITY, name="Göteborg", parents={})


def a_registry(*indicators: Indicator, geographies: Sequence[Geography] | None = None, **changes: Any) -> Registry:
    """A register with ten strategic areas, the city and ten districts (131–140), and the indicators given."""
    places = (the_city(), *(a_geography(str(code)) for code in range(131, 141))) if geographies is None else geographies
    areas = tuple(
        StrategicArea(number=n, name=f"Område {n}", short_name=f"Område {n}", goal=f"Målet för område {n}.")
        for n in range(1, 11)
    )
    fields: dict[str, Any] = {
        "city": "Göteborg",
        "programme": "Dialog och samarbete",
        "target_year": 2020,
        "baseline_year": 2014,
        "strategic_areas": areas,
        "geographies": {g.code: g for g in places},
        "indicators": {i.id: i for i in indicators or (an_indicator(),)},
        "gaps": (),
    }
    return Registry(**(fields | changes))


def observed(
    geography: str,
    values: Mapping[int, Seen],
    *,
    indicator: str = INDICATOR_ID,
    multiplier: float = 100.0,
    **columns: Any,
) -> pd.DataFrame:
    """Observations of one geography by year: a value, a (numerator, denominator) pair, or why there is none.

    `None` is missing; a status stands for itself. Other columns by name: `breakdown`, `denominator`, `is_demo` …
    """
    fixed = {obs.INDICATOR: indicator, obs.GEOGRAPHY: geography, **columns}
    rows = [a_row(year, seen, multiplier=multiplier) | fixed for year, seen in values.items()]
    index = pd.RangeIndex(len(rows))
    typed = {name: np.array([row[name] for row in rows], dtype=kind) for name, kind in obs.DTYPES.items()}
    made = {name: pd.Series(array, index=index, dtype=obs.DTYPES[name]) for name, array in typed.items()}
    return obs.checked(pd.DataFrame(made)) if rows else obs.empty()


def together(*tables: pd.DataFrame) -> pd.DataFrame:
    """Several tables of observations as one."""
    return obs.checked(pd.concat(tables, ignore_index=True))


def a_row(year: int, seen: Seen, *, multiplier: float) -> dict[str, Any]:
    """An observation of everybody as the columns of a table, without indicator and geography."""
    nothing = float("nan")
    row: dict[str, Any] = {
        obs.YEAR: year,
        obs.PERIOD: str(year),
        obs.BREAKDOWN: TOTAL,
        obs.VALUE: nothing,
        obs.NUMERATOR: nothing,
        obs.DENOMINATOR: nothing,
        obs.LOWER: nothing,
        obs.UPPER: nothing,
        obs.STATUS: str(ObservationStatus.FINAL),
        obs.IS_DEMO: False,
        obs.BASE_ESTIMATED: False,
        obs.BATCH: 0,
        obs.SHEET: "",
        obs.CELL: "",
        obs.RAW: "",
        obs.NOTE: "",
    }
    if seen is None or isinstance(seen, ObservationStatus):
        return row | {obs.STATUS: str(seen or ObservationStatus.MISSING)}
    if isinstance(seen, tuple):
        top, base = seen
        return row | {obs.VALUE: top / base * multiplier, obs.NUMERATOR: top, obs.DENOMINATOR: base}
    return row | {obs.VALUE: float(seen)}
