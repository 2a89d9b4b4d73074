"""The districts' borders, as shipped with the product."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from indicators.errors import InputError

BORDERS: Final = "stadsdelar-2011-2020.geojson"
_DECIMALS: Final = 3
"""Of a degree: 60 to 110 metres, finer than a pixel of the map."""
_LEAST_POINTS: Final = 4
_LEAST_SHARE: Final = 0.002
"""Islands smaller than this share of the district's largest part are left out of the map."""

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One district's outer rings, longitude and latitude, the largest first."""

    code: str
    rings: tuple[Ring, ...]

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of gravity of the largest part."""
        return _middle(self.rings[0])


def shapes(folder: Path) -> tuple[Shape, ...]:
    """The ten districts; rounded alike, so that neighbours still share their borders."""
    path = folder / BORDERS
    found = json.loads(_text(path))["features"]
    return tuple(Shape(code=f["properties"]["code"], rings=_rings(f["geometry"])) for f in found)


def _text(path: Path) -> str:
    if not path.is_file():
        raise InputError(f"{path.name} saknas i mappen data/geometry. Hämta tillbaka filen ur produktens källkod.")
    return path.read_text(encoding="utf-8")


def _rings(geometry: dict[str, Any]) -> tuple[Ring, ...]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [_rounded(part[0]) for part in parts]
    sized = sorted(((abs(_area(ring)), ring) for ring in rings if len(ring) >= _LEAST_POINTS), key=lambda s: -s[0])
    return tuple(ring for size, ring in sized if size >= _LEAST_SHARE * sized[0][0])


def _rounded(ring: list[list[float]]) -> Ring:
    points: Ring = []
    for x, y in ring:
        point = (round(x, _DECIMALS), round(y, _DECIMALS))
        if not points or points[-1] != point:
            points.append(point)
    return points


def _area(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2.0


def _middle(ring: Ring) -> tuple[float, float]:
    area = _area(ring)
    if not area:
        return ring[0]
    across = [((x1 + x2), (y1 + y2), x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairwise(ring)]
    return sum(x * w for x, _, w in across) / (6 * area), sum(y * w for _, y, w in across) / (6 * area)
