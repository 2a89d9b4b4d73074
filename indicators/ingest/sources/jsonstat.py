"""Decode JSON-stat 2 (https://json-stat.org/full/) with the status of every cell kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from indicators.ingest.sources import jsons, limits
from indicators.ingest.sources.refusals import Refused
from indicators.ingest.sources.wire import NOTHING, NUMBER, TEXT

FIGURE: Final = "value"
_DIMENSIONS: Final = 32

Cell = tuple[str | None, str, str]
"""A figure's text, its status, and the letter of its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cube:
    """Codes by dimension, and a cell for each combination, the last dimension fastest."""

    codes: Mapping[str, tuple[str, ...]]
    cells: Sequence[Cell | None]
    """None where a sparse answer says nothing at all of a combination."""
    measure: str
    """The dimension that tells what is measured; empty where there is none."""
    identity: Mapping[str, str]

    def rows(self) -> Iterator[tuple[tuple[str, ...], int, Cell]]:
        """The codes of each cell, its number, and what it holds."""
        for at, (codes, cell) in enumerate(zip(product(*self.codes.values()), self.cells, strict=True)):
            if cell is not None:
                yield codes, at, cell


def decoded(document: Any) -> Cube:
    """The cube of an answer; refused where it is not whole or not what it says that it is."""
    dataset = jsons.table(document, "svaret är inget objekt")
    if dataset.get("class") != "dataset":
        raise Refused("source-shape", what="svaret är ingen JSON-stat 2 med class dataset")
    codes = dimensions(dataset)
    size = [jsons.whole(each, "size är inte hela tal", most=limits.SERVICE_CELLS) for each in _list(dataset, "size")]
    if size != [len(each) for each in codes.values()]:
        raise Refused("source-shape", what="size stämmer inte med dimensionerna")
    count = 1
    for each in size:
        count *= each
    if count > limits.SERVICE_CELLS:
        raise Refused("source-too-many-cells", cells=limits.SERVICE_CELLS)
    roles = dataset.get("role")
    metric = roles.get("metric") if isinstance(roles, dict) else None
    measure = jsons.text(metric[0]) if isinstance(metric, list) and metric else ""
    return Cube(
        codes=codes,
        cells=_cells(dataset, count),
        measure=measure if measure in codes else "",
        identity=identity(dataset, measure),
    )


def dimensions(dataset: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The codes of each dimension in order, which may be told as a list, as numbers by code, or not at all."""
    names = [jsons.text(name) for name in _list(dataset, "id")]
    described = jsons.table(dataset.get("dimension"), "dimension är inget objekt")
    if len(names) > _DIMENSIONS or len(set(names)) < len(names) or not set(names) <= set(described):
        raise Refused("source-shape", what="id stämmer inte med dimension")
    return {name: _codes(name, described[name]) for name in names}


def _codes(name: str, described: Any) -> tuple[str, ...]:
    category = jsons.table(jsons.table(described, f"{name} är inget objekt").get("category"), f"{name} saknar category")
    labels = category.get("label")
    index = category.get("index", list(labels) if isinstance(labels, dict) else [])
    if isinstance(index, dict):
        places = {code: jsons.whole(at, f"{name} har fel index", most=len(index) - 1) for code, at in index.items()}
        if len(set(places.values())) < len(places):
            raise Refused("source-shape", what=f"{name} har fel index")
        return tuple(sorted(places, key=lambda code: places[code]))
    codes = tuple(jsons.text(code) for code in jsons.listed(index, f"{name} har fel index"))
    if len(set(codes)) < len(codes) or not codes:
        raise Refused("source-shape", what=f"{name} har fel index")
    return codes


def _cells(dataset: Mapping[str, Any], count: int) -> list[Cell | None]:
    values, statuses = dataset.get("value"), dataset.get("status")
    if not isinstance(values, list | dict):
        raise Refused("source-shape", what="value är varken lista eller objekt")
    if isinstance(values, list) and len(values) != count:
        raise Refused("source-shape", what=f"value har {len(values)} värden, inte {count}")
    marks = dict.fromkeys(range(count), statuses) if isinstance(statuses, str) else _sparse(statuses, count, "status")
    if isinstance(values, list):
        return [_cell(value, marks.get(at)) for at, value in enumerate(values)]
    said = _sparse(values, count, "value")
    return [_cell(said.get(at), marks.get(at)) if at in said or at in marks else None for at in range(count)]


def _sparse(told: Any, count: int, name: str) -> dict[int, Any]:
    """What is told by place, from a list or an object."""
    if told is None:
        return {}
    if isinstance(told, list):
        return dict(enumerate(told[:count]))
    places = jsons.table(told, f"{name} är varken lista eller objekt")
    return {jsons.whole(jsons.Digits(at), f"{name} har fel plats", most=count - 1): each for at, each in places.items()}


def _cell(value: Any, status: Any) -> Cell:
    if value.__class__ is jsons.Digits:
        return value, jsons.text(status), NUMBER
    text = jsons.figure(value)
    letter = NOTHING if text is None else NUMBER if isinstance(text, jsons.Digits) else TEXT
    return text, jsons.text(status), letter


def identity(dataset: Mapping[str, Any], measure: str) -> dict[str, str]:
    """What the table says of itself; a year 9999 says nothing of when it was updated."""
    updated = jsons.text(dataset.get("updated"))
    notes = dataset.get("note")
    category = _measured(dataset, measure)
    units = category.get("unit") if isinstance(category.get("unit"), dict) else {}
    labels = category.get("label") if isinstance(category.get("label"), dict) else {}
    told = {
        "title": jsons.text(dataset.get("label")),
        "source": jsons.text(dataset.get("source")),
        "updated": "" if updated.startswith("9999") else updated,
        "unit": _joined(each.get("base") if isinstance(each, dict) else each for each in (units or {}).values()),
        "definition": _joined((labels or {}).values()),
        "notes": _joined(notes if isinstance(notes, list) else [notes]),
    }
    return {name: said[: limits.TEXT] for name, said in told.items() if said}


def _measured(dataset: Mapping[str, Any], measure: str) -> dict[str, Any]:
    described = dataset.get("dimension")
    each = described.get(measure) if isinstance(described, dict) else None
    category = each.get("category") if isinstance(each, dict) else None
    return category if isinstance(category, dict) else {}


def _joined(texts: Any) -> str:
    return "; ".join(dict.fromkeys(told for each in texts if (told := jsons.text(each))))


def _list(dataset: Mapping[str, Any], name: str) -> list[Any]:
    return jsons.listed(dataset.get(name), f"{name} är ingen lista")
