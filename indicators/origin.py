"""Where a value comes from, with everything left out that would give a hidden number away."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from indicators import observations as obs
from indicators.batches import BatchKind
from indicators.errors import FileError
from indicators.hiding import Hiding
from indicators.ingest import excerpt, workbook
from indicators.model import TOTAL, ObservationStatus, Registry
from indicators.store import Store
from indicators.store.records import Earlier, Trace


def origin(
    store: Store,
    registry: Registry,
    *,
    indicator: str,
    geography: str,
    year: int,
    breakdown: str = TOTAL,
    version: int | None = None,
    hiding: Hiding | None = None,
) -> Trace:
    """The batch, file, cell and people behind one value, and the values that stood there before."""
    found = store.trace(indicator, geography, year, breakdown, version=version)
    known = hiding or Hiding()
    row = _row(store, registry, found, version=store.version() if version is None else version, hiding=known)
    if row.empty or _is_hidden(row):
        hidden = replace(found, raw="", lower=None, upper=None, value=None, numerator=None, denominator=None)
        past = tuple(_unsaid(e) for e in found.history)
        note = "" if row.empty else str(row[obs.NOTE].iloc[0])
        return replace(hidden, status=ObservationStatus.SUPPRESSED, note=note, history=past)
    return replace(found, history=tuple(_past(e, found, store, registry, known) for e in found.history))


def cell(
    store: Store, registry: Registry, trace: Trace, *, version: int | None = None, hiding: Hiding | None = None
) -> excerpt.Excerpt | None:
    """The rows of the received file around a traced cell; rows that hold no visible value of the indicator are blanked.

    None where the value itself is hidden or the file can no longer be read.
    """
    if not trace.cell or trace.value is None:
        return None
    found = _excerpt(store.file_content(trace.sha256), trace)
    if found is None:
        return None
    at = store.version() if version is None else version
    rows = (hiding or Hiding()).rows(store, registry, indicators=[trace.indicator], version=at, with_origin=True)
    shown = _visible_rows(rows, trace.batch, trace.sheet)
    told = tuple((n, texts if n in shown else (excerpt.UNSHOWN,) * len(texts)) for n, texts in found.rows)
    return replace(found, rows=told)


_OURS: Final = (BatchKind.REFERENCE, BatchKind.DEMO)
"""Files that the product ships: a row of theirs holds one figure. Of others only words and the figure are told."""


def _excerpt(content: bytes, trace: Trace) -> excerpt.Excerpt | None:
    if not excerpt.is_address(trace.cell):
        return None
    try:
        if trace.kind in _OURS and not trace.sheet:
            return excerpt.around(content, trace.cell)
        sheet = workbook.read(content, trace.file).sheet(trace.sheet)
    except (UnicodeDecodeError, FileError):
        return None
    return None if sheet is None else excerpt.on_sheet(sheet, trace.cell)


def _visible_rows(rows: pd.DataFrame, batch: int, sheet: str) -> frozenset[int]:
    """Line numbers on a sheet of a batch's file whose values are all visible."""
    own = rows[(rows[obs.BATCH] == batch) & (rows[obs.SHEET] == sheet)]
    lines = own[obs.CELL].str.extract(r"(\d+)$", expand=False).fillna("0").astype("int64")
    is_hidden = own[obs.STATUS] == ObservationStatus.SUPPRESSED
    return frozenset(lines[~is_hidden].tolist()) - frozenset(lines[is_hidden].tolist())


def _past(earlier: Earlier, now: Trace, store: Store, registry: Registry, hiding: Hiding) -> Earlier:
    """An earlier value, hidden where today's rules hid it in the last data version that it stood in."""
    told = _row(store, registry, now, version=earlier.ended_by - 1, hiding=hiding)
    return _unsaid(earlier) if told.empty or _is_hidden(told) else earlier


def _row(store: Store, registry: Registry, of: Trace, *, version: int, hiding: Hiding) -> pd.DataFrame:
    """The traced row as anyone may see it."""
    rows = hiding.rows(
        store,
        registry,
        indicators=[of.indicator],
        version=version,
        geographies=[of.geography],
        breakdowns=[of.breakdown],
        with_origin=True,
    )
    return rows[rows[obs.YEAR] == of.year]


def _is_hidden(row: pd.DataFrame) -> bool:
    return bool(row[obs.STATUS].iloc[0] == ObservationStatus.SUPPRESSED)


def _unsaid(earlier: Earlier) -> Earlier:
    return replace(earlier, value=None, numerator=None, denominator=None, status=ObservationStatus.SUPPRESSED)
