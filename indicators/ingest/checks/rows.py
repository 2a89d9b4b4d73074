"""What each entry comes to when its cells are read together: value, base, status, or what is lacking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from indicators import observations as obs
from indicators.ingest import entries as e
from indicators.ingest.checks import asked, statuses
from indicators.ingest.checks.columns import Bools, Columns, Floats, Objects
from indicators.ingest.checks.figures import Figures
from indicators.ingest.checks.found import Found
from indicators.ingest.checks.history import History
from indicators.ingest.checks.keys import Keys
from indicators.ingest.checks.scope import Scope
from indicators.ingest.numbers import written
from indicators.model import MeasureKind, ObservationStatus

_REASONS: Final = [word for word, status in statuses.STATUSES.items() if status not in obs.HAS_VALUE]
_SLACK: Final = 1e-9


@dataclass(kw_only=True, eq=False)
class Rows:
    """The entries of one file as they are put together."""

    columns: Columns
    keys: Keys
    figures: Mapping[str, Figures]
    number: dict[str, Floats]
    """By field, without what cannot be."""
    word: Objects
    """The word in the status cell."""
    is_skipped: Bools
    """In a sheet that nobody has filled in."""

    def __post_init__(self) -> None:
        """Work out which figure was asked for and what the status is."""
        has_number, has_value = self.is_given(e.NUMERATOR), self.is_given(e.VALUE)
        counted = self.keys.per_indicator(lambda i: i.kind in asked.COUNTED, otherwise=False)
        cells, values = self.columns.cell(e.NUMERATOR) != "", self.columns.cell(e.VALUE) != ""
        is_open = ~has_value & ~has_number & cells & (counted | ~values)
        self.asks_number: Bools = np.asarray((has_number & ~has_value) | is_open, dtype=np.bool_)
        mark = np.where(self.figures[e.VALUE].mark != "", self.figures[e.VALUE].mark, self.figures[e.NUMERATOR].mark)
        self.is_given_figure: Bools = has_number | has_value
        is_reason = np.isin(self.word, _REASONS)
        is_marked = (mark != "") & (self.word == "") & ~self.columns.is_given(e.STATUS) & ~self.is_given_figure
        self.is_without: Bools = np.asarray(is_reason | is_marked, dtype=np.bool_)
        said = np.array([*(str(status) for status in statuses.STATUSES.values())], dtype=object)
        self.status: Objects = np.full(self.columns.size, str(ObservationStatus.FINAL), dtype=object)
        for place, word in enumerate(statuses.STATUSES):
            self.status[self.word == word] = said[place]
        self.status[is_marked] = mark[is_marked]

    def is_given(self, field: str) -> Bools:
        """Where a figure stands, faulty ones included."""
        return self.figures[field].is_given

    def asked_field(self, at: int) -> str:
        """The field of the figure asked for in one entry."""
        return e.NUMERATOR if self.asks_number[at] else e.VALUE


def judge(rows: Rows, history: History, scope: Scope, found: Found) -> Bools:
    """Hold the cells of each entry against each other, fill in the base and the value; tells where a base stood."""
    _status_against_figure(rows, found)
    _not_asked_for(rows, found)
    _missing_value(rows, found)
    taken = _bases(rows, history, scope, found)
    _values(rows, found)
    _limits(rows, found)
    return taken


def _status_against_figure(rows: Rows, found: Found) -> None:
    for at in np.flatnonzero(rows.is_without & rows.is_given_figure):
        field = e.VALUE if rows.is_given(e.VALUE)[at] else e.NUMERATOR
        found.add("value-despite-reason", int(at), field, status=rows.columns.cell(e.STATUS)[at])


def _not_asked_for(rows: Rows, found: Found) -> None:
    counts = rows.keys.per_indicator(lambda i: i.kind in asked.WITH_COUNTS, otherwise=True)
    for at in np.flatnonzero(rows.is_given(e.NUMERATOR) & ~counts):
        indicator = rows.keys.indicators[rows.keys.codes[at]]
        found.add("not-asked-for", int(at), e.NUMERATOR, unit=indicator.unit if indicator else "")


def _missing_value(rows: Rows, found: Found) -> None:
    is_unsaid = rows.columns.is_given(e.STATUS) & (rows.word == "")
    lacking = ~rows.is_given_figure & ~rows.is_without & ~is_unsaid & ~rows.is_skipped
    for at in np.flatnonzero(lacking & (rows.keys.indicator != "")):
        field, indicator = rows.asked_field(int(at)), rows.keys.indicators[rows.keys.codes[at]]
        is_count = indicator is not None and asked.is_count(indicator, field)
        code = "missing-count" if is_count else "missing-value"
        found.add(code, int(at), field, status=rows.columns.cell(e.STATUS)[at])


def _bases(rows: Rows, history: History, scope: Scope, found: Found) -> Bools:
    """Fill in the base that stands where the file has no cell for it; a finding where one is lacking."""
    keys, columns = rows.keys, rows.columns
    has_cell = columns.cell(e.DENOMINATOR) != ""
    is_correction = scope.is_template & (scope.year is not None) & (keys.year != (scope.year or 0))
    may_take = rows.is_given_figure & ~rows.is_given(e.DENOMINATOR) & (~has_cell | is_correction)
    taken = np.zeros(columns.size, dtype=np.bool_)
    if may_take.any():
        stood = history.number(obs.DENOMINATOR)
        taken = np.asarray(may_take & ~np.isnan(stood), dtype=np.bool_)
        rows.number[e.DENOMINATOR] = np.where(taken, stood, rows.number[e.DENOMINATOR])
    always = keys.per_indicator(lambda i: i.kind in (MeasureKind.RATE, MeasureKind.SHARE), otherwise=False)
    usual = keys.per_indicator(lambda i: i.kind in _MAY_HAVE_BASE and i.id in history.with_base, otherwise=False)
    part = rows.is_given(e.NUMERATOR) & keys.per_indicator(lambda i: i.kind in asked.WITH_COUNTS, otherwise=False)
    published = rows.is_given(e.LOWER) & rows.is_given(e.UPPER) & ~part
    lacking = rows.is_given_figure & ~rows.is_given(e.DENOMINATOR) & ~taken & ~rows.is_without & ~published
    answers = keys.per_indicator(lambda i: i.kind in (MeasureKind.SHARE, MeasureKind.MEAN), otherwise=False)
    for at in np.flatnonzero(lacking & (always | usual | part)):
        field = e.DENOMINATOR if has_cell[at] else rows.asked_field(int(at))
        found.add("missing-answers" if answers[at] else "missing-base", int(at), field)
    return taken


_MAY_HAVE_BASE: Final = (MeasureKind.REGISTER_SHARE, MeasureKind.MEAN)
"""Kinds that come with a base where earlier values do."""


def _values(rows: Rows, found: Found) -> None:
    """The value from numerator and base where only they are given, and a finding where the three contradict."""
    keys, number, base = rows.keys, rows.number[e.NUMERATOR], rows.number[e.DENOMINATOR]
    share = keys.per_indicator(lambda i: i.kind in asked.SHARES, otherwise=False)
    multiplier = keys.per_indicator(lambda i: i.multiplier, otherwise=1.0)
    counts = keys.per_indicator(lambda i: i.kind in asked.WITH_COUNTS, otherwise=False)
    for at in np.flatnonzero(share & (number > base)):
        words = {"part": written(number[at]), "whole": written(base[at])}
        found.add("part-above-whole", int(at), e.NUMERATOR, **words)
    possible = counts & (base > 0) & ~np.isnan(number)
    computed = np.divide(number, base, out=np.full(len(base), np.nan), where=possible) * multiplier
    given = rows.number[e.VALUE]
    slack = 0.6 * 10.0 ** -keys.per_indicator(lambda i: i.decimals, otherwise=0)
    for at in np.flatnonzero(np.abs(given - computed) > slack):
        meant = written(round(float(computed[at]), 4))
        found.add("value-against-counts", int(at), e.VALUE, meant=meant)
    rows.number[e.VALUE] = np.where(rows.is_given(e.VALUE), given, computed)


def _limits(rows: Rows, found: Found) -> None:
    lower, value, upper = (rows.number[field] for field in (e.LOWER, e.VALUE, e.UPPER))
    some = (rows.is_given(e.LOWER) | rows.is_given(e.UPPER)) & rows.is_given_figure & ~rows.is_without
    both = rows.is_given(e.LOWER) & rows.is_given(e.UPPER)
    wrong = some & (~both | (lower > value + _SLACK) | (value > upper + _SLACK) | (lower > upper))
    for at in np.flatnonzero(wrong):
        found.add("limits", int(at), e.LOWER if rows.is_given(e.LOWER)[at] else e.UPPER)
