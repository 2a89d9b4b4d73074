"""Observations with the interval that their kind of measure allows (methods, section 8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.errors import MeasureError
from indicators.measures import estimates as m
from indicators.measures.arguments import LARGEST, observed
from indicators.measures.distributions import Bools, Floats, Integers, Objects, is_none, numbers
from indicators.model import Indicator, MeasureKind, ObservationStatus, Reason, Registry

N: Final = "n"
COUNT: Final = "count"
METHOD: Final = "method"
REASON: Final = "reason"
NOTES: Final = "notes"

ESTIMATED_DENOMINATOR: Final = "estimated_denominator"
NO_SAMPLING: Final = "no_sampling"
PUBLISHED: Final = "published_interval"
REFUSED: Final = "refused_interval"
NO_INTERVAL: Final = "no_interval"
_MARKS: Final = (
    m.FEW_CASES,
    m.WEIGHTED_COUNTS,
    m.UNCERTAIN_BASE,
    ESTIMATED_DENOMINATOR,
    NO_SAMPLING,
    PUBLISHED,
    NO_INTERVAL,
    m.WEIGHTS_IGNORED,
    REFUSED,
)
_SMALLEST: Final = 1e-12
"""A figure nearer zero than this, but not zero, is no measurement; far above what the measures refuse."""
_TUPLES: Final = np.empty(2 ** len(_MARKS), dtype=object)
for _code in range(len(_TUPLES)):
    _TUPLES[_code] = tuple(mark for place, mark in enumerate(_MARKS) if _code >> place & 1)

_SHARES: Final = (MeasureKind.SHARE, MeasureKind.REGISTER_SHARE)
_METHODS: Final = {
    MeasureKind.RATE: "M01",
    MeasureKind.SHARE: "M02",
    MeasureKind.REGISTER_SHARE: "M02",
    MeasureKind.MEAN: "M03",
}
_REASONS: Final = {
    ObservationStatus.MISSING: Reason.MISSING,
    ObservationStatus.SUPPRESSED: Reason.SUPPRESSED,
    ObservationStatus.NOT_APPLICABLE: Reason.NOT_DEFINED,
}


def estimates(observations: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """The observations with value, lower, upper, n, method, reason and notes; limits that the source published stand.

    Published limits that do not enclose their value are not used, and the row is marked `refused_interval`.
    `count` is the number of events or persons behind value and base, for two-sample tests. Rows of indicators that the
    register does not know are left out. A row that contradicts itself, or has a figure of a size that no measurement
    has, loses its value with the reason `not_defined`.
    """
    observed("observations", observations)
    known = observations[obs.INDICATOR].isin(registry.indicators.keys()).to_numpy()
    rows = observations if known.all() else observations[known]
    row = _Rows(rows, registry)
    columns: dict[str, Any] = {
        obs.VALUE: row.value,
        obs.LOWER: row.lower,
        obs.UPPER: row.upper,
        N: row.n,
        COUNT: np.where(row.marked[PUBLISHED], np.nan, row.count),
        METHOD: _objects(row.per_indicator(lambda i: _METHODS.get(i.kind, "")), rows),
        REASON: _objects(row.reason, rows),
        NOTES: _objects(row.notes(), rows),
    }
    return rows.assign(**columns)


class _Rows:
    """Columns of a table of observations as arrays, filled in kind by kind."""

    def __init__(self, rows: pd.DataFrame, registry: Registry) -> None:
        codes, names = pd.factorize(rows[obs.INDICATOR].to_numpy(dtype=object))
        self._codes = codes
        self._indicators = [registry.indicators[name] for name in names]
        self.kind = self.per_indicator(lambda i: i.kind)
        self.multiplier = self.per_indicator(lambda i: i.multiplier).astype(np.float64)
        self.value, self.n, numerator = (_floats(rows, c) for c in (obs.VALUE, obs.DENOMINATOR, obs.NUMERATOR))
        with np.errstate(over="ignore"):  # `_refuse` takes away what no measurement can be
            self.count = np.where(np.isnan(numerator), self.value * self.n / self.multiplier, numerator)
        self.lower, self.upper = (np.full(len(rows), np.nan) for _ in range(2))
        self.reason = self._status_reasons(rows)
        self.marked: dict[str, Bools] = {mark: np.zeros(len(rows), dtype=np.bool_) for mark in _MARKS}
        self.marked[ESTIMATED_DENOMINATOR] = rows[obs.BASE_ESTIMATED].to_numpy(dtype=np.bool_) & np.isfinite(self.n)
        self._refuse()
        self._few_answers()
        published = self._publish(_floats(rows, obs.LOWER), _floats(rows, obs.UPPER))
        countable = np.isfinite(self.value) & np.isfinite(self.count) & (self.n > 0) & ~published
        self._fill(np.flatnonzero(countable & (self.kind == MeasureKind.RATE)), m.rate_interval)
        self._fill(np.flatnonzero(countable & np.isin(self.kind, _SHARES)), m.share_interval)
        self.marked[NO_SAMPLING] = countable & (self.kind == MeasureKind.REGISTER_SHARE)
        self.marked[NO_INTERVAL] = np.isfinite(self.value) & ~np.isfinite(self.lower)

    def per_indicator(self, what: Callable[[Indicator], object]) -> Objects:
        """One answer about its indicator for each row."""
        answers = np.empty(len(self._indicators), dtype=object)
        for place, indicator in enumerate(self._indicators):
            answers[place] = what(indicator)
        return answers[self._codes]

    def notes(self) -> Objects:
        """The marks of each row as a tuple."""
        code: Integers = sum(
            (self.marked[mark].astype(np.int64) << place for place, mark in enumerate(_MARKS)),
            np.zeros(len(self.n), dtype=np.int64),
        )
        return _TUPLES[code]

    def _status_reasons(self, rows: pd.DataFrame) -> Objects:
        codes, statuses = pd.factorize(rows[obs.STATUS].to_numpy(dtype=object))
        if unknown := [str(status) for status in statuses if status not in set(ObservationStatus)]:
            raise MeasureError(f"status: {', '.join(unknown)}")
        told = np.array([_REASONS.get(ObservationStatus(status)) for status in statuses] or [None], dtype=object)
        reason: Objects = told[codes] if len(codes) else np.empty(0, dtype=object)
        is_told = ~is_none(told)[codes] if len(codes) else np.zeros(0, dtype=np.bool_)
        self.value[is_told] = np.nan
        reason[~is_told & np.isnan(self.value)] = Reason.MISSING
        reason[np.isnan(self.value) & (self.n == 0)] = Reason.ZERO_DENOMINATOR
        return reason

    def _refuse(self) -> None:
        counted = self.kind == MeasureKind.RATE
        share = np.isin(self.kind, _SHARES)
        wrong = (counted | share) & ((self.count < 0) | (self.n < 0) | np.isinf(self.count) | np.isinf(self.n))
        wrong |= share & (self.count > self.n * (1 + 1e-9)) & (self.n > 0)
        impossible = _impossible(self.value, self.n, self.count)
        self._without((wrong | impossible) & ~np.isnan(self.value), Reason.NOT_DEFINED)
        self.n[impossible], self.count[impossible] = np.nan, np.nan
        self._without(counted & (self.n == 0) & np.isfinite(self.value), Reason.ZERO_DENOMINATOR)

    def _few_answers(self) -> None:
        survey = (self.kind == MeasureKind.SHARE) & np.isfinite(self.value)
        least = self.per_indicator(lambda i: max(i.suppression.base_below, m.LEAST_BASE)).astype(np.float64)
        self._without(survey & (self.n < least), Reason.TOO_FEW)
        self.marked[m.UNCERTAIN_BASE] = survey & (self.n >= least) & (self.n < m.CERTAIN_BASE)

    def _without(self, where: Bools, why: Reason) -> None:
        self.value[where] = np.nan
        self.reason[where] = why

    def _publish(self, lower: Floats, upper: Floats) -> Bools:
        """Where the source's own limits stand; those that do not enclose the value are none, and marked."""
        given = np.isfinite(self.value) & ~np.isnan(lower) & ~np.isnan(upper)
        published = given & (lower <= self.value) & (self.value <= upper) & ~_impossible(lower, upper)
        self.lower[published], self.upper[published] = lower[published], upper[published]
        self.marked[PUBLISHED], self.marked[REFUSED] = published, given & ~published
        return published

    def _fill(self, at: Integers, method: Callable[..., m.Intervals]) -> None:
        count = np.minimum(self.count[at], self.n[at]) if method is m.share_interval else self.count[at]
        filled = method(count, self.n[at], multiplier=self.multiplier[at])
        self.lower[at], self.upper[at] = filled.lower, filled.upper
        for mark, holds in filled.marks.items():
            self.marked[mark][at] |= holds


def _impossible(*figures: Floats) -> Bools:
    """Where one of the figures is of a size that no measurement has."""
    sizes = np.abs(figures)
    return np.asarray(np.any((sizes > LARGEST) | (sizes > 0) & (sizes < _SMALLEST), axis=0), dtype=np.bool_)


def _objects(entries: Objects, rows: pd.DataFrame) -> pd.Series[Any]:
    """A column of objects as they are (pandas would turn our enum members into plain text and None into NaN)."""
    return pd.Series(entries, index=rows.index, dtype=object)


def _floats(rows: pd.DataFrame, column: str) -> Floats:
    return np.array(numbers(column, rows[column]))
