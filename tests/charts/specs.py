"""What a specification holds, for tests: its layers by mark, its data, every text in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from indicators import observations as obs
from tests.builders import Seen, observed

Spec = dict[str, Any]


def with_margin(values: dict[int, Seen], margin: float = 1.5, geography: str = "1480") -> pd.DataFrame:
    """Estimates with the same margin at every value."""
    seen = observed(geography, values)
    return seen.assign(**{obs.LOWER: seen[obs.VALUE] - margin, obs.UPPER: seen[obs.VALUE] + margin})


def layers(spec: Spec, kind: str) -> list[Spec]:
    """The layers with a kind of mark that is seen."""
    return [x for x in spec["layer"] if x["mark"]["type"] == kind and x["mark"].get("opacity") != 0]


def rows(layer: Spec) -> list[Spec]:
    found: list[Spec] = layer["data"]["values"]
    return found


def texts(spec: Spec) -> list[str]:
    """Everything a reader can see written in the drawing."""
    return [row["text"] for layer in layers(spec, "text") for row in rows(layer) if "text" in row]


def tips(spec: Spec) -> list[str]:
    return [row["tip"] for layer in spec["layer"] for row in rows(layer) if "tip" in row]


def numbers(spec: Spec) -> Iterator[float]:
    """Every number in the data of every layer."""
    for layer in spec["layer"]:
        for row in rows(layer):
            yield from (v for v in row.values() if isinstance(v, int | float))


def written(spec: Spec) -> str:
    return json.dumps(spec, ensure_ascii=False)
