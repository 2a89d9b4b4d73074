"""The published figures that the product ships, as deliveries with their origin."""

from __future__ import annotations

from pathlib import Path

from indicators.batches import Delivery
from indicators.ingest.reference import crime, grades, kolada, population, published, turnout
from indicators.model import Registry


def deliveries(folder: Path, registry: Registry) -> list[Delivery]:
    """Every shipped file of published figures, the older fetch first; indicators not in the register are left out."""
    return [
        population.delivery(folder, registry),
        crime.delivery(folder, registry),
        turnout.municipal(folder, registry),
        turnout.national(folder, registry),
        *kolada.deliveries(folder, registry),
        grades.delivery(folder, registry),
        published.delivery(folder, registry),
    ]
