"""Key figures for the city from Kolada, in the two fetches that the product ships."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from indicators import observations as obs
from indicators.batches import Delivery
from indicators.ingest import cells
from indicators.ingest.reference import shipped
from indicators.model import TOTAL, ObservationStatus, Registry

FETCHES: Final = ("2023-03-28", "2024-12-12")
"""The older first: where both hold a value, the newer one stands and the older one is its history."""

_COMMON: Final = {
    "N00943": ("foraldrapenning-man", TOTAL),
    "N00945": ("vab-man", TOTAL),
    "N02904": ("unga-i-utsatta-hushall", TOTAL),
    "N07907": ("trangboddhet", TOTAL),
    "N09805": ("biblioteksaktiviteter-for-unga", TOTAL),
    "N09811": ("barnbokslan", TOTAL),
    "N09890": ("elever-i-kulturskola", TOTAL),
    "N11050": ("forskolepersonal-med-hogskoleexamen", TOTAL),
    "N11051": ("forskolepersonal-med-hogskoleexamen", "huvudman=enskild"),
    "N11052": ("forskolepersonal-med-hogskoleexamen", "huvudman=kommunal"),
    "N15030": ("larare-med-examen-grundskola", TOTAL),
    "N15428": ("behoriga-yrkesprogram", TOTAL),
    "N17461": ("gymnasieexamen-inom-fyra-ar", TOTAL),
    "N17813": ("larare-med-examen-gymnasieskola", TOTAL),
    "U09800": ("idrottstillfallen", TOTAL),
}
THREE_YEAR_MEAN: Final = ("stold-och-tillgrepp-tre-ar", TOTAL)
YEARLY: Final = ("stold-och-tillgrepp", TOTAL)
KEY_FIGURES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = MappingProxyType(
    {
        "2023-03-28": _COMMON | {"U07417": THREE_YEAR_MEAN},
        "2024-12-12": _COMMON | {"U07417": YEARLY},
    }
)
"""Indicator and breakdown by fetch and key figure; U07417 changed its meaning and so is two indicators."""

_SEX: Final = {"T": TOTAL, "K": "kon=kvinna", "M": "kon=man"}
_STATUS: Final = {"Missing": ObservationStatus.MISSING, "Privacy": ObservationStatus.SUPPRESSED}


def deliveries(folder: Path, registry: Registry) -> list[Delivery]:
    """One delivery for each fetch, in the order they were made."""
    return [_delivery(folder, fetched, registry) for fetched in FETCHES]


def _delivery(folder: Path, fetched: str, registry: Registry) -> Delivery:
    name = f"kolada-{fetched}.csv"
    return shipped.delivery(
        folder,
        name,
        [_row(line, fetched) for line in cells.lines(shipped.content(folder, name))],
        registry,
        title=f"Nyckeltal för Göteborg ur Kolada, hämtade {fetched}",
        source="Kolada (RKA)",
        licence="CC BY 4.0",
        provenance=f"Raderna för kommun 1480 i en öppen kopia av Koladas databas, hämtad {fetched}.",
    )


def _row(line: cells.Line, fetched: str) -> dict[str, Any]:
    indicator, breakdown = KEY_FIGURES[fetched][line["kpi"]]
    place = (indicator, line["municipality_id"], int(line["year"]))
    fixed = {obs.BREAKDOWN: breakdown or _SEX[line["gender"]], obs.NOTE: f"Kolada {line['kpi']}."}
    if line["status"]:
        return cells.observation(*place, {**fixed, obs.STATUS: str(_STATUS[line["status"]]), **line.origin("status")})
    return cells.observation(*place, {**fixed, obs.VALUE: float(line["value"]), **line.origin("value")})
