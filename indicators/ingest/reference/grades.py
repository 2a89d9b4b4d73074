"""Grades in year nine over time, for schools in the city, with the cells of the publisher's workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from indicators import observations as obs
from indicators.batches import Delivery
from indicators.ingest import cells
from indicators.ingest.reference import shipped
from indicators.model import TOTAL, ObservationStatus, Registry
from indicators.periods import year_of

FILE: Final = "betyg-ak9-goteborg.csv"
WORKBOOK: Final = "skolverket-betyg-ak9-over-tid-2024-25-kommun.xlsx"
WORKBOOK_SHA256: Final = "88650c48ddabb8d089afdb67090bcb65e3408aa3bf992e95a000e2b8278ef08b"
PUPILS: Final = "Totalt antal elever årskurs 9"
INDICATORS: Final = {
    "Genomsnittligt meritvärde (17 ämnen)": "meritvarde-17-amnen",
    "Genomsnittligt meritvärde (16 ämnen)": "meritvarde-16-amnen",
    "Andel (%) behöriga till yrkesprogram": "behoriga-yrkesprogram-skolor-i-staden",
    "Andel (%) som fått godkänt betyg i alla ämnen": "godkant-i-alla-amnen",
}
"""Which indicator follows which line of the workbook; the others describe the pupils."""

_SHARES: Final = {"behoriga-yrkesprogram-skolor-i-staden", "godkant-i-alla-amnen"}
_PROVIDER: Final = {"Samtliga": TOTAL, "Kommunal": "huvudman=kommunal", "Enskild": "huvudman=enskild"}
_STATUS: Final = {
    "..": ObservationStatus.SUPPRESSED,  # Skolverket: too few pupils
    ".": ObservationStatus.MISSING,  # Skolverket: data saknas
    "~100": ObservationStatus.SUPPRESSED,  # Skolverket: one to four pupils below the bar
    "": ObservationStatus.MISSING,
}
_BASE: Final = "Basen är alla elever som avslutade årskurs 9, något fler än de som andelen räknas på."


def delivery(folder: Path, registry: Registry) -> Delivery:
    """Grades by provider and school year; sheet and cell are those of Skolverket's workbook."""
    lines = list(cells.lines(shipped.content(folder, FILE)))
    pupils = {(line["blad"], line["lasar"]): float(line["varde"]) for line in lines if line["uppgift"] == PUPILS}
    rows = [
        _row(line, pupils[line["blad"], line["lasar"]], registry.city_code)
        for line in lines
        if line["uppgift"] in INDICATORS
    ]
    return shipped.delivery(
        folder,
        FILE,
        rows,
        registry,
        title="Slutbetyg i årskurs 9 över tid, 2015/16–2024/25",
        source="Skolverket, Jämförelse av betygsresultat över tid",
        licence="inte angiven",
        provenance=(
            f"Göteborgs rader i {WORKBOOK} (SHA-256 {WORKBOOK_SHA256}). Blad och cell är arbetsbokens, "
            "inte den här filens."
        ),
    )


def _row(line: cells.Line, pupils: float, city: str) -> dict[str, Any]:
    indicator = INDICATORS[line["uppgift"]]
    fixed = {
        obs.PERIOD: line["lasar"],
        obs.BREAKDOWN: _PROVIDER[line["blad"]],
        obs.SHEET: line["blad"],
        obs.CELL: line["cell"],
        obs.RAW: line.fields["varde"],
    }
    year = year_of(line["lasar"])
    if line["varde"] in _STATUS:
        return cells.observation(indicator, city, year, fixed | {obs.STATUS: str(_STATUS[line["varde"]])})
    base = {obs.DENOMINATOR: pupils, obs.BASE_ESTIMATED: True, obs.NOTE: _BASE} if indicator in _SHARES else {}
    return cells.observation(indicator, city, year, {**fixed, **base, obs.VALUE: float(line["varde"])})
