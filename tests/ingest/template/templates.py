"""A small register, figures that stand, and the template made from them."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import cache

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators.ingest import entries as e
from indicators.ingest import template
from indicators.model import MeasureKind, ObservationStatus, Registry
from tests.builders import a_registry, an_indicator, observed, together

AT = datetime(2020, 2, 3, 13, 5, tzinfo=UTC)
FIRST = 4
"""The first row below the heads."""


def a_register() -> Registry:
    """A rate, a survey share by sex that is made up, and a count of evenings; two strategic areas."""
    return a_registry(
        an_indicator(
            id="anmalda-ran",
            name="Anmälda rån",
            kind=MeasureKind.RATE,
            unit="per 100 000",
            multiplier=100_000.0,
            decimals=0,
            breakdowns=(),
        ),
        an_indicator(id="demo-trygg", name="Trygga ute", strategic_area=1),
        an_indicator(
            id="nattvandringar",
            name="Nattvandringar",
            strategic_area=2,
            kind=MeasureKind.STATE,
            unit="kvällar",
            multiplier=1.0,
            decimals=0,
            breakdowns=(),
        ),
    )


def figures() -> pd.DataFrame:
    """What stands for Angered: robberies and evenings 2018, a survey of 2017 and a hidden figure."""
    hidden = ObservationStatus.SUPPRESSED
    return together(
        observed("131", {2017: (80, 50_000), 2018: (89, 51_000)}, indicator="anmalda-ran", multiplier=100_000.0),
        observed("131", {2017: 61.25}, indicator="demo-trygg"),
        observed("131", {2018: hidden}, indicator="demo-trygg", breakdown="kon=kvinna"),
        observed("131", {2018: 58.0}, indicator="nattvandringar"),
    )


def a_template(registry: Registry | None = None, standing: pd.DataFrame | None = None, **chosen: object) -> bytes:
    """The template of district 131 for 2019."""
    return _written(registry, standing, **chosen) if registry or standing is not None or chosen else _usual()


@cache
def _usual() -> bytes:
    return _written(None, None)


def _written(registry: Registry | None, standing: pd.DataFrame | None, **chosen: object) -> bytes:
    fields: dict[str, object] = {"geography": "131", "year": 2019, "version": 3, "revision": 12, "at": AT}
    shown = figures() if standing is None else standing
    return template.write(registry or a_register(), standing=shown, **(fields | chosen))  # type: ignore[arg-type]


def opened(content: bytes | None = None) -> Workbook:
    """A template as a person opens it."""
    return load_workbook(io.BytesIO(content or a_template()))


def one(workbook: Workbook) -> Worksheet:
    """The sheet with robberies in row 4 and the survey in rows 5 to 7."""
    return workbook["1 Område 1"]


def entry(table: pd.DataFrame, indicator: str, *, period: str = "2019", breakdown: str = "") -> dict[str, object]:
    """The only entry of a key."""
    chosen = table[(table[e.INDICATOR] == indicator) & (table[e.PERIOD] == period) & (table[e.BREAKDOWN] == breakdown)]
    (found,) = chosen.to_dict("records")
    return {str(name): value for name, value in found.items()}
