"""The numbers that the cells of one field hold; a cell that is no number is a finding, never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from indicators.ingest import entries as e
from indicators.ingest.checks import asked, statuses
from indicators.ingest.checks.columns import Bools, Columns, Floats, Objects, codes, filled
from indicators.ingest.checks.found import Found
from indicators.ingest.checks.keys import Keys
from indicators.ingest.checks.scope import FRACTION, ZERO, Scope
from indicators.ingest.numbers import LARGEST, Fault, Reading, read_number, written
from indicators.ingest.workbook.book import CellKind
from indicators.model import Indicator
from indicators.periods import EARLIEST, LATEST

_FIXED: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Parts of a number format that are shown as they stand: a per cent sign there multiplies nothing."""
_CELL_FAULTS: Final = {
    CellKind.ERROR: "error-cell",
    CellKind.UNCALCULATED: "uncalculated-formula",
    CellKind.BOOLEAN: "boolean",
}
_TEXT_FAULTS: Final = {
    Fault.DASH: "dash",
    Fault.GROUPED: "grouped-number",
    Fault.FOOTNOTE: "footnote",
    Fault.BOUND: "bound-for-number",
    Fault.PERCENT: "percent-sign",
    Fault.TOO_LARGE: "too-large",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Figures:
    """One field of every entry as numbers."""

    field: str
    number: Floats
    """NaN where nothing stands, a mark stands, or there is a finding."""
    mark: Objects
    """What a mark in the cell stands for: a status, else empty."""
    is_given: Bools
    """Where a number or a faulty text stands, marks left out."""
    is_rescaled: Bools
    """Where a per cent format was read as per cent."""


class Reader:
    """Reads the fields of one file."""

    def __init__(self, columns: Columns, keys: Keys, scope: Scope, marks: Mapping[str, str], found: Found) -> None:
        """Keep what the reading depends on."""
        self._columns, self._keys, self._scope, self._found = columns, keys, scope, found
        self._marks = {mark.strip(): meaning for mark, meaning in marks.items()}
        self._read: dict[tuple[str, str, int], Reading] = {}

    def figures(self, field: str) -> Figures:
        """The numbers of a field, percentages as 0–100 and figures in the register's unit."""
        columns, is_given = self._columns, self._columns.is_given(field)
        mark = filled(columns.size, "")
        if not is_given.any() and "" not in self._marks:
            nothing = np.zeros(columns.size, dtype=np.bool_)
            number = np.full(columns.size, np.nan)
            return Figures(field=field, number=number, mark=mark, is_given=is_given, is_rescaled=nothing)
        stated = columns.number(field)
        is_number = is_given & np.asarray(columns.kind(field) == CellKind.NUMBER) & ~np.isnan(stated)
        is_huge = is_number & (np.abs(stated) >= LARGEST)
        for at in np.flatnonzero(is_huge):
            self._add("too-large", int(at), field)
        number = np.where(is_number & ~is_huge, stated, np.nan)
        if "" in self._marks and field in (e.VALUE, e.NUMERATOR):
            mark[~is_given & (columns.cell(field) != "")] = self._marks[""]
        is_signed = np.zeros(columns.size, dtype=np.bool_)
        for at in np.flatnonzero(is_given & ~is_number):
            number[at], mark[at] = self._read_cell(int(at), field)
            is_signed[at] = columns.raw(field)[at].rstrip().endswith("%")
        is_mark = np.asarray(mark != "", dtype=np.bool_)
        number, is_rescaled = self._scaled(field, number, is_number, is_signed)
        is_given = is_given & ~is_mark
        return Figures(field=field, number=number, mark=mark, is_given=is_given, is_rescaled=is_rescaled)

    def _read_cell(self, at: int, field: str) -> tuple[float, str]:
        """The number or the mark in a cell that is not plainly a number."""
        raw, kind = str(self._columns.raw(field)[at]), str(self._columns.kind(field)[at])
        meaning = self._marks.get(raw.strip(), "")
        if meaning == ZERO:
            return 0.0, ""
        if meaning:
            return np.nan, meaning
        if kind in _CELL_FAULTS:
            self._add(_CELL_FAULTS[CellKind(kind)], at, field)
            return np.nan, ""
        if kind == CellKind.DATE:
            serial = self._columns.number(field)[at]
            meant = written(serial) if EARLIEST <= serial <= LATEST else ""
            self._add("date-for-number", at, field, meant=meant)
            return np.nan, ""
        return self._read_text(raw, at, field), ""

    def _read_text(self, raw: str, at: int, field: str) -> float:
        indicator = self._indicator(at)
        unit = "%" if indicator is not None and asked.is_percent(indicator, field) else ""
        decimals = indicator.decimals if indicator is not None and not asked.is_count(indicator, field) else 0
        key = (raw, unit, decimals)
        read = self._read.get(key)
        if read is None:
            read = self._read[key] = read_number(raw, unit=unit, decimals=decimals)
        if read.value is not None:
            return read.value
        meant = "" if read.meant is None else written(read.meant)
        if read.fault is Fault.TWO_WAYS:
            self._add("ambiguous-decimal" if unit or decimals else "ambiguous-number", at, field, meant=meant)
        elif read.fault is Fault.TEXT and (reason := statuses.word(raw)):
            self._add("reason-for-number", at, field, meant=reason)
        else:
            self._add(_TEXT_FAULTS.get(read.fault or Fault.TEXT, "text-for-number"), at, field, meant=meant)
        return float("nan")

    def _scaled(self, field: str, number: Floats, is_number: Bools, is_signed: Bools) -> tuple[Floats, Bools]:
        is_percent = self._keys.per_indicator(lambda i: asked.is_percent(i, field), otherwise=False)
        known = self._keys.per_indicator(lambda _: True, otherwise=False)
        formatted = is_number & known & self._has_percent_format(field)
        for at in np.flatnonzero(formatted & ~is_percent):
            self._add("percent-sign", int(at), field)
        number = np.where(formatted & ~is_percent, np.nan, number)
        # 74,3 in a cell with a per cent format is shown as 7430 %: it is read so, and found to be above 100.
        is_share = formatted & is_percent
        if self._scope.percent == FRACTION:
            is_share = is_share | (is_percent & ~is_signed)
        number = np.where(is_share, np.round(number * 100.0, 10), number)
        if self._scope.factor != 1.0 and field != e.DENOMINATOR:
            number = np.where(is_percent, number, number * self._scope.factor)
        is_noted = formatted & is_percent & (self._scope.percent != FRACTION)
        return number, np.asarray(is_noted, dtype=np.bool_)

    def _has_percent_format(self, field: str) -> Bools:
        numbers, formats = codes(self._columns.format(field))
        return np.array([*("%" in _FIXED.sub("", text) for text in formats), False], dtype=np.bool_)[numbers]

    def _indicator(self, at: int) -> Indicator | None:
        return self._keys.indicators[int(self._keys.codes[at])]

    def _add(self, code: str, at: int, field: str, *, meant: str = "") -> None:
        indicator = self._indicator(at)
        self._found.add(
            code,
            at,
            field,
            meant=meant,
            number=asked.expected(indicator, field),
            unit=indicator.unit if indicator else "",
            status=str(self._columns.cell(e.STATUS)[at]) or "kolumnen Status",
        )
