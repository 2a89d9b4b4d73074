"""JSON-stat 2: one indicator as a dense cube of geography x breakdown x year with a status for every empty cell."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from itertools import product
from typing import Any, Final

import pandas as pd

Key = tuple[str, ...]
"""Geography, breakdown and year."""

_ORIGIN: Final = ("batch", "sheet", "cell", "raw")


def dataset(rows: pd.DataFrame) -> bytes:
    """The tidy rows of one indicator as a JSON-stat 2.0 dataset (https://json-stat.org/full/), UTF-8.

    `status` is kept for every cell that is not final: `missing`, `suppressed`, `preliminary`, `not_applicable`,
    with `demo` added for made-up values. A combination that no row tells of has the status `no_observation`.
    `extension.origin` says for each cell, in the order of `value`, which batch (a row of `kallor.csv`), sheet and cell
    it comes from and the text that stood there.
    """
    first = rows.iloc[0]
    dimensions = {name: _categories(rows, name) for name in ("geography", "breakdown", "year")}
    keys = _keys(dimensions)
    cells = _cells(rows, keys)
    document: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": str(first["indicator_name"]),
        "source": str(first["source"]),
        "id": list(dimensions),
        "size": [len(c) for c in dimensions.values()],
        "role": {"time": ["year"], "geo": ["geography"]},
        "dimension": {
            "geography": _dimension("Geografi", dimensions["geography"]),
            "breakdown": _dimension("Uppdelning", {k: k or "alla" for k in dimensions["breakdown"]}),
            "year": _dimension("År", dimensions["year"]),
        },
        "value": [value for value, _ in cells],
        "status": {str(at): status for at, (_, status) in enumerate(cells) if status},
        "extension": {
            "indicator": str(first["indicator"]),
            "unit": str(first["unit"]),
            "demo": bool(rows["is_demo"].any()),
            "origin": _origin(rows, keys),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _categories(rows: pd.DataFrame, name: str) -> dict[str, str]:
    labels = rows["geography_name"] if name == "geography" else rows[name]
    pairs = {str(code): str(label) for code, label in zip(rows[name], labels, strict=True)}
    return dict(sorted(pairs.items()))


def _dimension(label: str, categories: dict[str, str]) -> dict[str, Any]:
    codes = [code or "alla" for code in categories]
    return {
        "label": label,
        "category": {"index": codes, "label": dict(zip(codes, categories.values(), strict=True))},
    }


def _keys(dimensions: dict[str, dict[str, str]]) -> list[Key]:
    """Every combination, the last dimension quickest."""
    return list(product(*dimensions.values()))


def _cells(rows: pd.DataFrame, keys: list[Key]) -> list[tuple[float | None, str]]:
    known = {
        _key(r): (
            None if pd.isna(r["value"]) else float(r["value"]),
            _status(str(r["status"]), is_demo=bool(r["is_demo"])),
        )
        for r in rows.to_dict("records")
    }
    return [known.get(key, (None, "no_observation")) for key in keys]


def _origin(rows: pd.DataFrame, keys: list[Key]) -> dict[str, list[Any]]:
    """Batch, sheet, cell and raw text of each cell; null where there is no observation."""
    known = {_key(r): r for r in rows.to_dict("records")}
    return {name: [known[key][name] if key in known else None for key in keys] for name in _ORIGIN}


def _key(row: Mapping[Hashable, Any]) -> Key:
    return str(row["geography"]), str(row["breakdown"]), str(row["year"])


def _status(status: str, *, is_demo: bool) -> str:
    told = "" if status == "final" else status
    return " ".join(filter(None, [told, "demo" if is_demo else ""]))
