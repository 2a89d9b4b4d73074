"""The tidy table of observations: its columns, and the checks that it keeps its shape."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from indicators.errors import MeasureError
from indicators.model import ObservationStatus

if TYPE_CHECKING:
    import pandas as pd  # a third of a second, which a start that changes nothing does not need

INDICATOR: Final = "indicator"
GEOGRAPHY: Final = "geography"
YEAR: Final = "year"
PERIOD: Final = "period"
BREAKDOWN: Final = "breakdown"
VALUE: Final = "value"
NUMERATOR: Final = "numerator"
DENOMINATOR: Final = "denominator"
LOWER: Final = "lower"
UPPER: Final = "upper"
STATUS: Final = "status"
IS_DEMO: Final = "is_demo"
BASE_ESTIMATED: Final = "base_estimated"
BATCH: Final = "batch"
SHEET: Final = "sheet"
CELL: Final = "cell"
RAW: Final = "raw"
NOTE: Final = "note"

KEY: Final = (INDICATOR, GEOGRAPHY, YEAR, BREAKDOWN)
"""One current observation for each combination."""

DTYPES: Final = {
    INDICATOR: "object",  # the register's id
    GEOGRAPHY: "object",  # the register's code
    YEAR: "int64",  # the year the value belongs to; a school year 2016/17 belongs to 2017
    PERIOD: "object",  # as a reader writes it: 2017, 2016/17
    BREAKDOWN: "object",  # '' for everybody, else kon=kvinna
    VALUE: "float64",  # in the indicator's unit; NaN where the status says why
    NUMERATOR: "float64",
    DENOMINATOR: "float64",  # population, respondents or eligible; NaN where unknown
    LOWER: "float64",  # 95 % limits published by the source itself; NaN otherwise
    UPPER: "float64",
    STATUS: "object",
    IS_DEMO: "bool",
    BASE_ESTIMATED: "bool",  # the denominator is an estimate
    BATCH: "int64",  # 0 until the store has given it a number
    SHEET: "object",
    CELL: "object",
    RAW: "object",  # the text as it stood in the cell
    NOTE: "object",
}
"""Columns and their types, in order."""

HAS_VALUE: Final = (ObservationStatus.FINAL, ObservationStatus.PRELIMINARY)


def empty() -> pd.DataFrame:
    """A table of observations without rows."""
    return _empty().copy(deep=False)


def checked(table: pd.DataFrame) -> pd.DataFrame:
    """The table with columns in order and types set.

    A missing column, a doubled key, or a value where the status says that there is none, is refused.
    """
    absent = [name for name in DTYPES if name not in table.columns]
    if absent:
        raise MeasureError(f"observations: missing columns {absent}")
    tidy = _typed(table)
    if (again := tidy.duplicated(list(KEY))).any():
        doubled = tidy.loc[again, list(KEY)].iloc[0].to_dict()
        raise MeasureError(f"observations: more than one row for {doubled}")
    with_value = tidy[STATUS].isin([str(s) for s in HAS_VALUE])
    if (with_value != tidy[VALUE].notna()).any():
        raise MeasureError("observations: a value must be present exactly where the status is final or preliminary")
    return tidy


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """The columns in order and with their types; a table that has them already, as the store's, is not made anew."""
    chosen = table if list(table.columns) == list(DTYPES) else table.loc[:, list(DTYPES)]
    wrong = {name: kind for (name, kind), own in zip(DTYPES.items(), chosen.dtypes, strict=True) if own != kind}
    return chosen.astype(wrong) if wrong else chosen.copy(deep=False)


@cache
def _empty() -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in DTYPES.items()})
