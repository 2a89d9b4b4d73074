"""Small builders for the checks: an entry of the template, a sheet of them, and the checks held against a register."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators import observations as obs
from indicators.ingest import entries as e
from indicators.ingest.checks import Checked, Scope, check
from indicators.ingest.workbook.book import CellKind
from indicators.model import MeasureKind, Registry
from tests.builders import INDICATOR_ID, a_registry, an_indicator

COUNTED = "a-rate"
THINGS = "things-done"
LETTERS = {
    e.VALUE: "G",
    e.NUMERATOR: "G",
    e.DENOMINATOR: "H",
    e.STATUS: "I",
    e.COMMENT: "J",
    e.LOWER: "L",
    e.UPPER: "M",
}
TEMPLATE = Scope(geographies=frozenset({"131"}), year=2019, is_template=True)
FOREIGN = Scope()
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def the_register() -> Registry:
    """A survey share, a rate of reported crime, and a number of things done."""
    rate = {"unit": "per 100 000", "multiplier": 100_000.0, "decimals": 0, "baseline": None, "target": None}
    return a_registry(
        an_indicator(),
        an_indicator(id=COUNTED, name="Rån", short_name="Rån", kind=MeasureKind.RATE, **rate),
        an_indicator(
            id=THINGS,
            name="Trygghetsvandringar",
            short_name="Vandringar",
            **rate | {"kind": MeasureKind.STATE, "unit": "vandringar", "multiplier": 1.0},
        ),
    )


def a_cell(
    content: object, cell: str, *, kind: str = "", number: float | None = None, form: str = ""
) -> dict[str, Any]:
    """The parts of one cell: a number, a text, or what is said."""
    raw = "" if content is None else str(content)
    is_number = isinstance(content, int | float) and not isinstance(content, bool)
    told = float(content) if is_number and number is None else number  # type: ignore[arg-type]
    said = kind or ("" if not raw else CellKind.NUMBER if is_number else CellKind.TEXT)
    return {"cell": cell, "raw": raw, "kind": str(said), "number": told, "format": form}


def an_entry(row: int = 4, *, sheet: str = "Enkät", **given: Any) -> dict[str, Any]:
    """One row of the template for Angered 2019; fields by name, as content or as the parts of a cell."""
    keys = {e.INDICATOR: INDICATOR_ID, e.GEOGRAPHY: "131", e.PERIOD: "2019", e.BREAKDOWN: ""}
    made: dict[str, Any] = {e.SHEET: sheet, e.ROW: row}
    for place, key in enumerate(e.KEYS):
        made |= {key: given.pop(key, keys[key]), e.place(key): f"{'ANOC'[place]}{row}"}
    asked = e.NUMERATOR if e.NUMERATOR in given else e.VALUE
    for field in dict.fromkeys((asked, e.DENOMINATOR, e.STATUS, e.COMMENT, *given)):
        content = given.get(field)
        parts = a_cell(content, f"{LETTERS[field]}{row}") if not isinstance(content, Mapping) else dict(content)
        made |= {e.part(field, name): parts.get(name, "") for name in e.PARTS}
        if parts.get("number") is None:
            made[e.part(field, "number")] = float("nan")
    return made


def a_survey(row: int = 4, value: Any = 74.3, denominator: Any = 400, **given: Any) -> dict[str, Any]:
    """A row for the survey share."""
    return an_entry(row, value=value, denominator=denominator, **given)


def a_count(row: int = 4, numerator: Any = 64, denominator: Any = 50_000, **given: Any) -> dict[str, Any]:
    """A row for the rate."""
    return an_entry(row, **{e.INDICATOR: COUNTED, "numerator": numerator, "denominator": denominator, **given})


def checked(
    *rows: dict[str, Any], scope: Scope = TEMPLATE, standing: pd.DataFrame | None = None, **options: Any
) -> Checked:
    """The rows held against the register."""
    registry = options.pop("registry", None) or the_register()
    stood = obs.empty() if standing is None else standing
    return check(e.table(list(rows)), registry, scope=scope, standing=stood, **options)


def codes(result: Checked) -> list[str]:
    """The rules that found something, in the file's order."""
    return [finding.code for finding in result.findings]
