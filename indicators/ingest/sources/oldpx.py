"""Decode the older JSON of PxWeb: a key and a list of texts for each row, and columns that tell which is which."""

from __future__ import annotations

from typing import Any, Final

from indicators.ingest.sources import jsons
from indicators.ingest.sources.refusals import Refused
from indicators.ingest.sources.wire import NUMBER, TEXT

_FIGURE: Final = "c"
"""The type of a column that holds figures; others are `d` (dimension) and `t` (time)."""

Measured = tuple[tuple[str, ...], list[tuple[str, str]]]
"""The codes of a row, and text and letter of each figure."""


def is_old(document: Any) -> bool:
    """Whether an answer is in the older format."""
    return isinstance(document, dict) and "columns" in document and "data" in document


def decoded(document: Any) -> tuple[tuple[str, ...], tuple[str, ...], list[Measured]]:
    """The dimensions, the measures, and the rows."""
    columns = [jsons.table(each, "en kolumn är inget objekt") for each in jsons.listed(document["columns"], "columns")]
    names = [(jsons.text(each.get("code")), jsons.text(each.get("type"))) for each in columns]
    dimensions = tuple(code for code, kind in names if kind != _FIGURE)
    measures = tuple(code for code, kind in names if kind == _FIGURE)
    if not measures or len(set(names)) < len(names):
        raise Refused("source-shape", what="columns har inget mått")
    rows = [_row(row, len(dimensions), len(measures)) for row in jsons.listed(document["data"], "data är ingen lista")]
    return dimensions, measures, rows


def identity(document: Any) -> dict[str, str]:
    """What the answer says of itself: a measure called NoContent and a year 9999 say nothing."""
    told = document.get("metadata")
    first = told[0] if isinstance(told, list) and told and isinstance(told[0], dict) else {}
    updated = jsons.text(first.get("updated"))
    remarks = [jsons.text(each.get("comment")) for each in document["columns"] if isinstance(each, dict)]
    said = {
        "source": jsons.text(first.get("source")),
        "updated": "" if updated.startswith("9999") else updated,
        "notes": "; ".join(filter(None, remarks)),
    }
    return {name: text for name, text in said.items() if text}


def _row(row: Any, dimensions: int, measures: int) -> Measured:
    told = jsons.table(row, "en rad är inget objekt")
    key = jsons.listed(told.get("key"), "en rad saknar key")
    values = jsons.listed(told.get("values"), "en rad saknar values")
    if len(key) != dimensions or len(values) != measures or not all(isinstance(each, str) for each in (*key, *values)):
        raise Refused("source-shape", what="en rad har fel antal eller fel slag av värden")
    return tuple(jsons.text(each) for each in key), [_figure(each) for each in values]


def _figure(text: str) -> tuple[str, str]:
    """A figure is a text here: digits and a point are a number, everything else is for the checks to judge."""
    plain = text.strip()
    bare = plain.removeprefix("-").replace(".", "", 1)
    return plain, NUMBER if bare.isascii() and bare.isdigit() else TEXT
