"""Where a value comes from, with everything left out that would give a hidden number away."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from indicators import observations as obs
from indicators import situation
from indicators.ingest import excerpt
from indicators.model import TOTAL, ObservationStatus, Registry
from indicators.store import Store
from indicators.store.records import Earlier, Trace

UNSHOWN: Final = "…"
"""Stands for a cell that is not shown: its row is hidden, or nothing is known of it."""


def origin(
    store: Store,
    registry: Registry,
    *,
    indicator: str,
    geography: str,
    year: int,
    breakdown: str = TOTAL,
    version: int | None = None,
) -> Trace:
    """The batch, file, cell and people behind one value, and the values that stood there before."""
    found = store.trace(indicator, geography, year, breakdown, version=version)
    row = _row(situation.hidden(store, registry, indicators=[indicator], version=version), found)
    if row.empty or _is_hidden(row):
        hidden = replace(found, raw="", lower=None, upper=None, value=None, numerator=None, denominator=None)
        past = tuple(_unsaid(e) for e in found.history)
        note = "" if row.empty else str(row[obs.NOTE].iloc[0])
        return replace(hidden, status=ObservationStatus.SUPPRESSED, note=note, history=past)
    return replace(found, history=tuple(_past(e, found, store, registry) for e in found.history))


def cell(store: Store, registry: Registry, trace: Trace, *, version: int | None = None) -> excerpt.Excerpt | None:
    """The rows of the received file around a traced cell; rows that hold no visible value of the indicator are blanked.

    None where the file is not a text file or the value itself is hidden.
    """
    if trace.sheet or not trace.cell or trace.value is None:
        return None
    try:
        found = excerpt.around(store.file_content(trace.sha256), trace.cell)
    except UnicodeDecodeError:
        return None
    if found is None:
        return None
    shown = _visible_rows(situation.hidden(store, registry, indicators=[trace.indicator], version=version), trace.batch)
    rows = tuple((n, texts if n in shown else (UNSHOWN,) * len(texts)) for n, texts in found.rows)
    return replace(found, rows=rows)


def _visible_rows(rows: pd.DataFrame, batch: int) -> frozenset[int]:
    """Line numbers in a batch's file whose values are all visible."""
    own = rows[(rows[obs.BATCH] == batch) & (rows[obs.SHEET] == "")]
    lines = own[obs.CELL].str.extract(r"(\d+)$", expand=False).fillna("0").astype("int64")
    is_hidden = own[obs.STATUS] == ObservationStatus.SUPPRESSED
    return frozenset(lines[~is_hidden].tolist()) - frozenset(lines[is_hidden].tolist())


def _past(earlier: Earlier, now: Trace, store: Store, registry: Registry) -> Earlier:
    """An earlier value, hidden where today's rules hid it in the last data version that it stood in."""
    rows = situation.hidden(store, registry, indicators=[now.indicator], version=earlier.ended_by - 1)
    told = _row(rows, now)
    return _unsaid(earlier) if told.empty or _is_hidden(told) else earlier


def _row(rows: pd.DataFrame, of: Trace) -> pd.DataFrame:
    return rows[
        (rows[obs.GEOGRAPHY] == of.geography) & (rows[obs.YEAR] == of.year) & (rows[obs.BREAKDOWN] == of.breakdown)
    ]


def _is_hidden(row: pd.DataFrame) -> bool:
    return bool(row[obs.STATUS].iloc[0] == ObservationStatus.SUPPRESSED)


def _unsaid(earlier: Earlier) -> Earlier:
    return replace(earlier, value=None, numerator=None, denominator=None, status=ObservationStatus.SUPPRESSED)
