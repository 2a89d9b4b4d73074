"""A made-up register with counts for the city and its districts, women and men, from a fixed seed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import numpy as np
import openpyxl
import pandas as pd

from bench import workbooks
from indicators import observations as obs
from indicators import registry
from indicators.ingest.mapping import Mapping, Source, Values
from indicators.ingest.mapping.layout import Place
from indicators.model import GeographyLevel, MeasureKind, ObservationStatus, Registry
from indicators.settings import REGISTRY_DIR

DISTRICT: Final = "131"
INDICATORS, YEARS = 304, range(2011, 2021)
GROUPS: Final = {"Alla": "", "Kvinnor": "kon=kvinna", "Män": "kon=man"}
LARGE: Final = (0.05, 0.6)
"""Shares of 300–900 persons where no count is small enough to hide."""
SMALL: Final = (0.004, 0.3)
"""Shares where nearly one count in a hundred is, so that others must be hidden with it."""
LEVELS: Final = (GeographyLevel.CITY, GeographyLevel.DISTRICT)
REMARKS, CHANGED, HEADS = 2_000, 20, ("Indikator", "Område", "Datum", "Kön", "Antal", "Andel", "Av", "Anmärkning")
COLUMNS: Final = len(HEADS)
LAYOUT: Final = Mapping(
    indicator=Source(place=Place.COLUMN, at="A"),
    geography=Source(place=Place.COLUMN, at="B"),
    period=Source(place=Place.COLUMN, at="C"),
    breakdown={
        "kon": Source(place=Place.COLUMN, at="D", recode={"Alla": "", "Kvinnor": "kvinna", "Män": "man"}),
    },
    values=(
        Values(field="value", columns="F"),
        Values(field="numerator", columns="E"),
        Values(field="denominator", columns="G"),
        Values(field="comment", columns="H"),
    ),
    header_rows=(1,),
)


def register(indicators: int = INDICATORS) -> Registry:
    """The product's register with shares of answers and of persons instead of its own indicators."""
    real = registry.load(registry.read_folder(REGISTRY_DIR))
    model = next(i for i in real.indicators.values() if i.kind is MeasureKind.SHARE and i.target)
    kinds = (MeasureKind.SHARE, MeasureKind.REGISTER_SHARE)
    changes: dict[str, Any] = {"levels": LEVELS, "breakdowns": ("kon",), "first_year": YEARS[0], "last_year": None}
    changes |= {"frequency": "årligen", "breaks": ()}
    made = [
        replace(model, id=f"matt-{at}", name=f"Mått {at}", strategic_area=1 + at % 10, kind=kinds[at % 2], **changes)
        for at in range(indicators)
    ]
    return replace(real, indicators={indicator.id: indicator for indicator in made})


def observed(register: Registry, shares: tuple[float, float] = LARGE) -> pd.DataFrame:
    """Observations of every indicator, place, year and group; women and men, and the districts, add up."""
    places = [place.code for level in LEVELS for place in register.on_level(level)]
    shape = (len(register.indicators), len(places) - 1, len(YEARS), len(GROUPS) - 1)
    rng = np.random.default_rng(4)
    base = rng.integers(300, 900, shape)
    level = rng.uniform(*shares, (*shape[:2], 1, shape[3]))
    numerator = _with_totals(rng.binomial(base, level))
    base = _with_totals(base)
    keys = pd.MultiIndex.from_product(
        [register.indicators, places, YEARS, GROUPS.values()],
        names=[obs.INDICATOR, obs.GEOGRAPHY, obs.YEAR, obs.BREAKDOWN],
    )
    table = keys.to_frame(index=False)
    figures = {obs.NUMERATOR: numerator.ravel().astype(float), obs.DENOMINATOR: base.ravel().astype(float)}
    texts = {obs.PERIOD: table[obs.YEAR].map(_day), obs.STATUS: str(ObservationStatus.FINAL)}
    origin = {obs.SHEET: "", obs.CELL: "", obs.RAW: "", obs.NOTE: "", obs.BATCH: 0}
    absent = {obs.LOWER: np.nan, obs.UPPER: np.nan, obs.IS_DEMO: False, obs.BASE_ESTIMATED: False}
    value: dict[str, Any] = {obs.VALUE: np.round(100 * figures[obs.NUMERATOR] / figures[obs.DENOMINATOR], 2)}
    columns: dict[str, Any] = {**value, **figures, **texts, **origin, **absent}
    return obs.checked(table.assign(**columns))


def standing(rows: pd.DataFrame) -> pd.DataFrame:
    """The first half of the years, where every twentieth count was another."""
    early = rows[rows[obs.YEAR] < YEARS[len(YEARS) // 2]].reset_index(drop=True)
    more = early[obs.NUMERATOR] + (early.index % CHANGED == 0)
    value = np.round(100 * more / early[obs.DENOMINATOR], 2)
    changes: dict[str, Any] = {obs.NUMERATOR: more, obs.VALUE: value}
    return early.assign(**changes)


def foreign(rows: pd.DataFrame, register: Registry) -> bytes:
    """The rows as a table of text, text, date, text, number, percent, whole number and text."""
    groups = {code: name for name, code in GROUPS.items()}
    words = [*HEADS, *register.indicators, *(g.name for g in register.geographies.values()), *GROUPS]
    texts = {text: at for at, text in enumerate(dict.fromkeys([*words, *map(_remark, range(REMARKS))]))}

    def cells() -> Iterator[str]:
        yield workbooks.row_of(1, [workbooks.shared(texts[head]) for head in HEADS])
        told = zip(*(rows[name] for name in _TOLD), strict=True)
        for at, (indicator, place, year, group, numerator, value, base) in enumerate(told):
            words = (indicator, register.geographies[place].name, groups[group], _remark(at % REMARKS))
            first, second, fourth, last = (workbooks.shared(texts[word]) for word in words)
            date = workbooks.number(_DAYS[year], workbooks.DATE)
            count, whole = (workbooks.number(int(figure)) for figure in (numerator, base))
            percent = workbooks.number(round(value / 100, 4), workbooks.PERCENT)
            yield workbooks.row_of(at + 2, (first, second, date, fourth, count, percent, whole, last))

    return workbooks.packed(cells(), texts)


def filled_in(template: bytes, rows: pd.DataFrame, year: int) -> bytes:
    """A district's template with the year's figures written in."""
    chosen = rows[(rows[obs.GEOGRAPHY] == DISTRICT) & (rows[obs.YEAR] == year)]
    figures = {f"{row[obs.INDICATOR]}|{row[obs.BREAKDOWN]}".rstrip("|"): row for row in chosen.to_dict("records")}
    workbook, out = openpyxl.load_workbook(io.BytesIO(template)), io.BytesIO()
    for sheet in workbook.worksheets:
        for line in range(4, sheet.max_row + 1):
            row = figures.get(str(sheet.cell(line, 11).value))
            if row is not None:
                name = obs.NUMERATOR if sheet.cell(line, 4).value == "antal" else obs.VALUE
                sheet.cell(line, 7).value, sheet.cell(line, 8).value = row[name], int(row[obs.DENOMINATOR])
    workbook.save(out)
    return out.getvalue()


_TOLD: Final = (
    obs.INDICATOR, obs.GEOGRAPHY, obs.YEAR, obs.BREAKDOWN, obs.NUMERATOR, obs.VALUE, obs.DENOMINATOR
)  # fmt: skip
_DAYS: Final = {year: (pd.Timestamp(year, 12, 31) - pd.Timestamp(1899, 12, 30)).days for year in YEARS}


def _with_totals(counts: np.ndarray) -> np.ndarray:
    """The city before its districts, and everybody before women and men."""
    places = np.concatenate([counts.sum(axis=1, keepdims=True), counts], axis=1)
    return np.concatenate([places.sum(axis=3, keepdims=True), places], axis=3)


def _day(year: int) -> str:
    return f"{year}-12-31"


def _remark(number: int) -> str:
    return f"Enligt rapport {number}"
