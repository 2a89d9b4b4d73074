"""Made-up previews, deviations and findings as pages receive them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators import observations as obs
from indicators.batches import Finding, Severity
from indicators.deliveries.results import Deviation, Flip, Preview
from indicators.store import comparing
from tests.builders import INDICATOR_ID


def a_row(what: str = "new", before: float | None = None, after: float | None = 64.2, **changes: Any) -> dict[str, Any]:
    """One row of a difference: a survey share of one district in 2019, read from Enkät!G5."""
    nothing = float("nan")
    row: dict[str, Any] = {
        obs.INDICATOR: INDICATOR_ID,
        obs.GEOGRAPHY: "131",
        obs.YEAR: 2019,
        obs.PERIOD: "2019",
        obs.BREAKDOWN: "",
        "what": what,
        obs.SHEET: "Enkät",
        obs.CELL: "G5",
        obs.RAW: "64,2",
    }
    for side, value in (("before_", before), ("after_", after)):
        stands = side == "after_" or what != "new"
        status = "final" if value is not None else "missing"
        row |= {
            f"{side}{obs.PERIOD}": "2019" if stands else "",
            f"{side}{obs.VALUE}": nothing if value is None else value,
            **{f"{side}{name}": nothing for name in (obs.NUMERATOR, obs.DENOMINATOR, obs.LOWER, obs.UPPER)},
            f"{side}{obs.STATUS}": status if stands else "",
            f"{side}{obs.IS_DEMO}": False,
            f"{side}{obs.BASE_ESTIMATED}": False,
            f"{side}{obs.NOTE}": "",
        }
    return row | {"before_batch": 0 if what == "new" else 1} | changes


def a_difference(*rows: dict[str, Any]) -> pd.DataFrame:
    """The rows as a table of the store's shape."""
    return pd.DataFrame(list(rows), columns=list(comparing.COLUMNS))


def a_preview(*rows: dict[str, Any], **changes: Any) -> Preview:
    """What the rows would change, counted as the product counts."""
    table = a_difference(*rows)
    is_missing = table["after_value"].isna() & (table["what"] != "ended")
    fields: dict[str, Any] = {
        "difference": table,
        **{kind: int(((table["what"] == kind) & ~is_missing).sum()) for kind in ("new", "changed", "unchanged")},
        "missing": int(is_missing.sum()),
        "ended": int((table["what"] == "ended").sum()),
        "flips": (),
        "assessed": 22,
        "deviations": (),
        "year": 2019,
        "version": 3,
        "fingerprint": "f" * 64,
    }
    return Preview(**(fields | changes))


def a_flip(before: Any, after: Any) -> Flip:
    """A changed assessment of the indicator in one district."""
    return Flip(indicator=INDICATOR_ID, geography="131", before=before, after=after)


def a_deviation(**changes: Any) -> Deviation:
    """A count that rose from 68 to 102 where 45 to 91 was to be expected."""
    fields: dict[str, Any] = {
        "key": f"{INDICATOR_ID}|131|2019|",
        "indicator": INDICATOR_ID,
        "geography": "131",
        "year": 2019,
        "breakdown": "",
        "sheet": "Trygg stad",
        "cell": "G14",
        "unit": "antal",
        "decimals": 0,
        "before_year": 2018,
        "before": 68.0,
        "after": 102.0,
        "lower": 45.0,
        "upper": 91.0,
        "history": ((2014, 64.0), (2015, 80.0), (2016, 88.0), (2017, 70.0), (2018, 68.0)),
        "is_jump": False,
        "comment": "",
    }
    return Deviation(**(fields | changes))


def a_finding(**changes: Any) -> Finding:
    """A word where a number should stand."""
    fields: dict[str, Any] = {
        "code": "text-for-number",
        "severity": Severity.ERROR,
        "sheet": "Insatser",
        "cell": "G5",
        "value": "ca 12",
        "message": "Text där det ska stå ett tal",
        "expected": "helt tal, minst 0",
        "advice": "Skriv 12.",
        "indicator": INDICATOR_ID,
        "year": 2019,
    }
    return Finding(**(fields | changes))
