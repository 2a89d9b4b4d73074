"""From the rows of a source to entries: keys in the register's words, figures with their kinds, statuses said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators.batches import Finding
from indicators.ingest import entries as e
from indicators.ingest.mapping.layout import plain
from indicators.ingest.sources import notes
from indicators.ingest.sources.figures import Figures
from indicators.ingest.sources.records import STATUS, Records
from indicators.ingest.sources.wire import DATE
from indicators.model import Source

_FIELDS: Final = (e.VALUE, e.NUMERATOR, e.DENOMINATOR)
_YEAR_ENDS: Final = ("-01-01", "-12-31")


def entries(records: Records, source: Source) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """One entry for each row, and what the checks cannot know of; a column that is lacking is refused."""
    if fault := records.absent(source.mapping.columns):
        raise fault
    reading = _Reading(records, source)
    table = reading.table()
    return table, tuple(reading.findings)


class _Reading:
    """One answer while it is read."""

    def __init__(self, records: Records, source: Source) -> None:
        self._records, self._source, self._mapping = records, source, source.mapping
        self.findings: list[Finding] = []

    def table(self) -> pd.DataFrame:
        size, records = len(self._records.rows), self._records
        made: dict[str, Any] = {e.SHEET: [self._records.sheet] * size, e.ROW: np.asarray(records.lines, dtype="int64")}
        mapping = self._mapping
        made |= self._key(e.INDICATOR, mapping.indicator, mapping.indicator_column)
        made |= self._key(e.GEOGRAPHY, mapping.geography, mapping.geography_column)
        made |= self._key(e.PERIOD, "", mapping.period)
        made |= self._breakdown()
        made |= self._figures()
        self._tell_unused()
        fields = (*self._fields, e.STATUS)
        return pd.DataFrame({name: pd.Series(made[name], dtype=_kind(name)) for name in e.columns(fields)})

    @property
    def _fields(self) -> tuple[str, ...]:
        return tuple(field for field in _FIELDS if getattr(self._mapping, field))

    def _key(self, key: str, fixed: str, column: str) -> dict[str, Any]:
        """A key with the place it was read from; one that is the same for all rows has none."""
        size = len(self._records.rows)
        if not column:
            return {key: [fixed] * size, e.place(key): [""] * size}
        texts = self._records.texts(column)
        if key == e.PERIOD:
            texts = tuple(_period(text, kind) for text, kind in zip(texts, self._records.kinds_of(column), strict=True))
        recode = self._recode(column)
        said = _each(texts, lambda text: recode.get(plain(text), text))
        return {key: said, e.place(key): self._records.cells(column)}

    def _breakdown(self) -> dict[str, Any]:
        """`dimension=category`, joined in alphabetical order; the total is empty."""
        size = len(self._records.rows)
        dimensions = sorted(self._mapping.breakdown.items())
        parts = [self._categories(dimension, column) for dimension, column in dimensions]
        joined = ["|".join(filter(None, row)) for row in zip(*parts, strict=True)] if parts else [""] * size
        cells = self._records.cells(dimensions[0][1]) if dimensions else [""] * size
        return {e.BREAKDOWN: joined, e.place(e.BREAKDOWN): cells}

    def _categories(self, dimension: str, column: str) -> list[str]:
        """The categories of a dimension; a code that nobody has translated is told of, and never means the total."""
        recode, texts = self._recode(column), self._records.texts(column)
        unknown = {text or "" for text in set(texts) if (recode or not text) and plain(text or "") not in recode}
        if unknown:
            self.findings.append(notes.unknown_codes(column, self._first(column, unknown)))

        def said(text: str) -> str:
            category = "?" if not text and text in unknown else recode.get(plain(text), text.strip())
            return f"{dimension}={category}" if category else ""

        return _each(texts, said)

    def _figures(self) -> dict[str, Any]:
        status = self._mapping.status or (STATUS if self._records.at(STATUS) >= 0 else "")
        figures = Figures(self._records, self._fields, self._mapping, status=status, factor=self._source.factor)
        made = figures.columns(self._recode(status) if status else {})
        for unsaid, is_without in ((figures.unsaid_without, True), (figures.unsaid_with, False)):
            if unsaid:
                found = self._first(figures.status, unsaid)
                self.findings.append(notes.unknown_statuses(figures.status, found, is_without_figure=is_without))
        return made

    def _recode(self, column: str) -> dict[str, str]:
        return {plain(text): said for text, said in self._source.recode.get(column, {}).items()}

    def _first(self, column: str, texts: set[str]) -> list[notes.Coded]:
        """Where each of some texts of a column stands first, in the order of the answer."""
        found: dict[str, str] = {}
        for text, cell in zip(self._records.texts(column), self._records.cells(column), strict=True):
            if (text or "") in texts:
                found.setdefault(text or "", cell)
        return list(found.items())

    def _tell_unused(self) -> None:
        records, used = self._records, {self._records.at(name) for name in self._mapping.columns}
        unused = [
            name
            for at, name in enumerate(records.columns)
            if at not in used and name in records.named and _varies(records.texts(name)) and not _is_status(name)
        ]
        if unused:
            self.findings.append(notes.unused_columns(unused))


def _each(texts: Sequence[str | None], said: Callable[[str], str]) -> list[str]:
    """What is said of each text, asked once for each that differs."""
    known = {text: said(text or "") for text in set(texts)}
    return [known[text] for text in texts]


def _period(text: str | None, kind: str) -> str | None:
    """A day of a database without its time, and as the year where it is the first or the last day of one."""
    if kind != DATE or text is None:
        return text
    day = text[:10]
    return day[:4] if day.endswith(_YEAR_ENDS) else day


def _varies(texts: Sequence[str | None]) -> bool:
    return len(set(texts)) > 1


def _is_status(name: str) -> bool:
    return name == STATUS or name.endswith(f" {STATUS}")


def _kind(name: str) -> str:
    return "int64" if name == e.ROW else "float64" if name.endswith("_number") else "object"
