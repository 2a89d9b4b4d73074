"""The year of each entry, and whether figures may be handed in for it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import numpy as np

from indicators import periods
from indicators.errors import InputError
from indicators.ingest import entries as e
from indicators.ingest.checks.columns import Columns, Integers, Objects, codes
from indicators.ingest.checks.found import Found
from indicators.ingest.checks.scope import Scope
from indicators.model import Indicator

_DAY: Final = re.compile(r"(19[0-9]{2})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00)?)?", re.ASCII)
_FIRST_DAY: Final = date(1899, 12, 30)
"""Day 0 of the serial numbers that spreadsheets keep dates as."""


def years(columns: Columns, found: Found) -> tuple[Integers, Objects]:
    """The year that each entry's period belongs to, 0 where it cannot be read, and the period as a reader writes it."""
    numbers, texts = codes(columns.text(e.PERIOD))
    read = [_read(text) for text in texts]
    for at in np.flatnonzero(np.array([not year for year, _, _ in read], dtype=np.bool_)[numbers]):
        meant = read[numbers[at]][2]
        found.add("year-as-date" if meant else "unknown-period", int(at), e.PERIOD, meant=meant)
    is_part = [bool(year) and periods.is_part_of_year(text) for year, text, _ in read]
    for at in np.flatnonzero(np.array(is_part, dtype=np.bool_)[numbers]):
        found.add("part-of-year", int(at), e.PERIOD, meant=str(read[numbers[at]][0]))
    year_of = np.array([year for year, _, _ in read], dtype=np.int64)
    written = np.array([period for _, period, _ in read], dtype=object)
    return year_of[numbers], written[numbers]


def judge(
    year: Integers,
    numbers: Integers,
    indicators: tuple[Indicator | None, ...],
    scope: Scope,
    found: Found,
) -> None:
    """A finding for each year that is not the template's, lies ahead, or lies outside the indicator's series."""
    first = np.array([i.first_year if i else 0 for i in indicators])[numbers]
    last = np.array([i.last_year or periods.LATEST if i else periods.LATEST for i in indicators])[numbers]
    known, latest = year > 0, scope.year or periods.LATEST
    is_other = known & scope.is_template & (scope.year is not None) & ~np.isin(year, (latest - 1, latest))
    is_ahead = known & ~is_other & (year > latest)
    is_outside = known & ~is_other & ~is_ahead & ((year < first) | (year > last))
    for at in np.flatnonzero(is_other):
        found.add("other-year", int(at), e.PERIOD, years=f"{latest - 1} eller {latest}")
    for at in np.flatnonzero(is_ahead):
        found.add("future-year", int(at), e.PERIOD, latest=latest)
    for at in np.flatnonzero(is_outside):
        ends = "" if last[at] == periods.LATEST else last[at]
        found.add("outside-series", int(at), e.PERIOD, span=f"{first[at]}–{ends}" if ends else f"från {first[at]}")


def _read(text: str) -> tuple[int, str, str]:
    """Year, period in words, and the year that was meant where a date format hides it."""
    plain = " ".join(text[:40].split())
    if meant := _hidden_year(plain):
        return 0, plain, str(meant)
    try:
        return periods.year_of(plain), plain, ""
    except InputError:
        return 0, plain, ""


def _hidden_year(text: str) -> int | None:
    """2015 for `1905-07-07`: the day whose serial number is the year."""
    found = _DAY.fullmatch(text)
    try:
        serial = (date(*(int(part) for part in found.groups())) - _FIRST_DAY).days if found else 0
    except ValueError:
        return None
    return serial if periods.EARLIEST <= serial <= periods.LATEST else None
