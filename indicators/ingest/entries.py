"""Entries: what a layout (our template or a mapped foreign one) found in a file, one row for each key, unjudged.

A layout says where things stood; the checks say what they mean. So keys and figures are kept as text with their cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

SHEET: Final = "sheet"
ROW: Final = "row"

INDICATOR: Final = "indicator"
GEOGRAPHY: Final = "geography"
PERIOD: Final = "period"
BREAKDOWN: Final = "breakdown"
KEYS: Final = (INDICATOR, GEOGRAPHY, PERIOD, BREAKDOWN)
"""Texts as they stood: an id or a name, a code or a name, `2019` or `2018/19`, '' or `kon=kvinna`. For each there is a
column with the address it was read from (`indicator_cell`), '' where it was not read from a cell."""

VALUE: Final = "value"
NUMERATOR: Final = "numerator"
DENOMINATOR: Final = "denominator"
LOWER: Final = "lower"
UPPER: Final = "upper"
STATUS: Final = "status"
COMMENT: Final = "comment"
FIELDS: Final = (VALUE, NUMERATOR, DENOMINATOR, LOWER, UPPER, STATUS, COMMENT)
"""What a row may hold. A layout gives the columns of those it has, all five for each; absent ones count as empty."""

PARTS: Final = ("cell", "raw", "kind", "number", "format")
"""Of each field: address (where it would stand, also when empty), text ('' when empty), `CellKind` ('' when empty),
number (NaN where the cell holds none), number format."""


def part(field: str, name: str) -> str:
    """The column of one part of a field, such as `value_raw`."""
    return f"{field}_{name}"


def place(key: str) -> str:
    """The column with the address that a key was read from."""
    return f"{key}_cell"


def columns(fields: tuple[str, ...] = FIELDS) -> list[str]:
    """Every column of a table of entries with these fields, in order."""
    keys = [name for key in KEYS for name in (key, place(key))]
    return [SHEET, ROW, *keys, *(part(field, name) for field in fields for name in PARTS)]


def table(rows: list[dict[str, object]], fields: tuple[str, ...] = FIELDS) -> pd.DataFrame:
    """Entries as a table with every column of these fields; what a row does not give is empty."""
    import pandas as pd

    kinds = {ROW: "int64"} | {part(field, "number"): "float64" for field in fields}
    index, made = pd.RangeIndex(len(rows)), {}
    for name in columns(fields):
        told = [row.get(name) for row in rows]
        if name not in kinds:
            told = [each if each.__class__ is str else _text(each) for each in told]
        made[name] = pd.Series(told, index=index, dtype=kinds.get(name, "object"))
    return pd.DataFrame(made)


def _text(told: object) -> object:
    """A plain text as it stood; '' for nothing."""
    if isinstance(told, str):
        return str(told)
    return "" if told is None or told != told else told
