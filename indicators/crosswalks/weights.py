"""The inhabitants of primary areas that a crosswalk weighs by, as shipped with the product."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indicators.errors import InputError

INHABITANTS: Final = "folkmangd-primaromraden-2025.csv"
_CODE: Final = "kod"
_COUNT: Final = "folkmangd_2025_01_01"
_YEAR: Final = 2025
_SOURCE: Final = "Göteborgs Stad, folkmängd i primärområden 1 januari 2025"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Inhabitants by the code of a primary area, of one year, and those who are registered in no area."""

    population: Mapping[str, float]
    without_area: float
    year: int
    source: str

    @property
    def whole(self) -> float:
        """Everybody who lives in the city."""
        return sum(self.population.values()) + self.without_area


def weights(folder: Path) -> Weights:
    """The weights in a folder of geometry; the line without code holds those who are registered in no area."""
    path = folder / INHABITANTS
    if not path.is_file():
        raise InputError(f"{path.name} saknas i mappen data/geometry. Hämta tillbaka filen ur produktens källkod.")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    return Weights(
        population={row[_CODE]: float(row[_COUNT]) for row in rows if row[_CODE]},
        without_area=sum(float(row[_COUNT]) for row in rows if not row[_CODE]),
        year=_YEAR,
        source=_SOURCE,
    )
