"""The same figure on more than one row."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from indicators.ingest.checks.columns import Integers, Objects, codes
from indicators.ingest.checks.found import Found
from indicators.ingest.checks.rows import Rows


def judge(rows: Rows, found: Found) -> None:
    """A finding for every row of a key that stands on more than one."""
    keys = rows.keys
    chosen = np.flatnonzero(keys.is_known & ~rows.is_skipped)
    key = combined([keys.indicator[chosen], keys.geography[chosen], keys.breakdown[chosen]], keys.year[chosen])
    again = pd.Series(key).duplicated(keep=False).to_numpy()
    same: dict[int, list[int]] = {}
    for at, number in zip(chosen[again].tolist(), key[again].tolist(), strict=True):
        same.setdefault(number, []).append(at)
    for places in same.values():
        for number, at in enumerate(places):
            found.add("duplicate", at, rows.asked_field(at), other=_address(rows, at, places[0 if number else 1]))


def combined(texts: Iterable[Objects], year: Integers) -> Integers:
    """One number for each combination of texts and year."""
    key = np.asarray(year, dtype=np.int64)
    for entries in texts:
        numbers, different = codes(entries)
        key = key * (len(different) + 1) + numbers
    return key


def _address(rows: Rows, at: int, other: int) -> str:
    sheet, cell = rows.columns.sheet[other], rows.columns.cell(rows.asked_field(other))[other]
    return str(cell) if sheet == rows.columns.sheet[at] else f"{sheet} {cell}"
