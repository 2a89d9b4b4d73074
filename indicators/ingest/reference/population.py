"""How many people live in the city and, as an estimate, in its ten districts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indicators import observations as obs
from indicators.batches import Delivery
from indicators.ingest import cells
from indicators.ingest.reference import shipped
from indicators.model import Registry

CITY_FILE: Final = "folkmangd-goteborg.csv"
DISTRICT_FILE: Final = "folkmangd-stadsdelar-2019-skattad.csv"
INDICATOR: Final = "folkmangd"
ESTIMATED_YEAR: Final = 2019
"""The only year for which the districts' populations are known, as an estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """The city's population by year, and the districts' in one year."""

    city: dict[int, int]
    districts: dict[str, int]

    def of_district(self, code: str, year: int) -> float:
        """The district's estimated population at the end of a year, if it grew as the city did."""
        return self.districts[code] * self.city[year] / self.city[ESTIMATED_YEAR]


def read(folder: Path) -> Population:
    """The shipped populations."""
    city = {int(line["ar"]): int(line["folkmangd"]) for line in cells.lines(shipped.content(folder, CITY_FILE))}
    known = cells.lines(shipped.content(folder, DISTRICT_FILE))
    return Population(city=city, districts={line["stadsdel_kod"]: int(line["folkmangd_skattad"]) for line in known})


def delivery(folder: Path, registry: Registry) -> Delivery:
    """The city's population by year, as published."""
    rows = [
        cells.observation(
            INDICATOR,
            registry.city_code,
            int(line["ar"]),
            {obs.VALUE: float(line["folkmangd"]), obs.NOTE: line["kalla"], **line.origin("folkmangd")},
        )
        for line in cells.lines(shipped.content(folder, CITY_FILE))
    ]
    return shipped.delivery(
        folder,
        CITY_FILE,
        rows,
        registry,
        title="Göteborgs folkmängd 1996–2025",
        source="SCB, BE0101A BefolkningNy; 2025 via Göteborgsregionen",
        licence="inte angiven",
        provenance="Folkmängd i kommunen den 31 december. Återgiven från en öppen sammanställning av SCB:s tabell.",
    )
