"""The figures of a source's rows, and what a status or nothing at all in place of one means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from indicators.ingest import entries as e
from indicators.ingest.checks import statuses
from indicators.ingest.checks.scope import MARKS, ZERO
from indicators.ingest.mapping.layout import plain
from indicators.ingest.numbers import read_number
from indicators.ingest.sources.records import STATUS, Records
from indicators.ingest.sources.wire import BOOLEAN, DATE, NOTHING, NUMBER, PERCENT
from indicators.ingest.workbook.book import CellKind
from indicators.model import ObservationStatus, SourceMapping
from indicators.observations import HAS_VALUE

_KINDS: Final = {
    NUMBER: CellKind.NUMBER,
    PERCENT: CellKind.NUMBER,
    BOOLEAN: CellKind.BOOLEAN,
    DATE: CellKind.DATE,
    NOTHING: "",
}
_DIGITS: Final = 10
"""Decimals that a multiplied figure keeps, so that 0.743 times 100 is 74.3."""
_SAID: Final = {
    **{str(status): status for status in ObservationStatus},
    **{mark: ObservationStatus(meaning) for mark, meaning in MARKS.items()},
    **{plain(word): status for word, status in statuses.STATUSES.items()},
    "privacy": ObservationStatus.SUPPRESSED,
    "": ObservationStatus.FINAL,
}
"""Statuses whose meaning is known: ours in code and list, the marks of Swedish statistics, Kolada's two."""
_WORDS: Final = {
    ObservationStatus.PRELIMINARY: statuses.PRELIMINARY,
    ObservationStatus.MISSING: statuses.MISSING,
    ObservationStatus.SUPPRESSED: statuses.SUPPRESSED,
    ObservationStatus.NOT_APPLICABLE: statuses.NOT_APPLICABLE,
    ObservationStatus.FINAL: "",
}
Said = tuple[str, str, str, float]
"""The word of a status, and raw text, kind and number of what stands in the place of a figure."""
_DASH: Final = "-"
_AS_PERCENT: Final = "0.0%"


class Figures:
    """The figures of one answer while they are read."""

    def __init__(
        self, records: Records, fields: Sequence[str], mapping: SourceMapping, *, status: str, factor: float
    ) -> None:
        """Keep where each field stands; the first of them is the one that a status is about."""
        self._records, self._factor = records, factor
        self._column = {field: str(getattr(mapping, field)) for field in fields}
        asked = self._column[fields[0]]
        own = f"{asked} {STATUS}"
        self.status = own if records.at(own) >= 0 and status in ("", STATUS) else status
        self._asked = fields[0]
        self.unsaid_without: set[str] = set()
        self.unsaid_with: set[str] = set()

    def columns(self, recode: Mapping[str, str]) -> dict[str, Any]:
        """The parts of every field as the table of entries has them, the word of the status among them."""
        made: dict[str, Any] = {}
        for field in self._column:
            made |= self._field(field)
        return made | self._statuses(made, recode)

    def _field(self, field: str) -> dict[str, Any]:
        records, column = self._records, self._column[field]
        texts, letters = records.texts(column), records.kinds_of(column)
        raw = [text or "" for text in texts]
        kind = [
            str(_KINDS.get(letter, CellKind.TEXT)) if text else "" for text, letter in zip(raw, letters, strict=True)
        ]
        number = _numbers(raw, kind)
        if self._factor != 1.0 and field != e.DENOMINATOR:
            self._multiply(raw, kind, number)
        return {
            e.part(field, "cell"): records.cells(column),
            e.part(field, "raw"): raw,
            e.part(field, "kind"): kind,
            e.part(field, "number"): number.astype("float64"),
            e.part(field, "format"): [_AS_PERCENT if letter == PERCENT else "" for letter in letters],
        }

    def _multiply(self, raw: list[str], kind: list[str], number: Any) -> None:
        """Multiply numbers, and texts that can only be read as one; the raw text stays the source's own."""
        for at in (at for at, each in enumerate(kind) if each == CellKind.TEXT):
            read = read_number(raw[at]).value
            if read is not None:
                number[at], kind[at] = read, str(CellKind.NUMBER)
        number[:] = np.round(number * self._factor, _DIGITS)

    def _statuses(self, made: dict[str, Any], recode: Mapping[str, str]) -> dict[str, Any]:
        """The word for each row, and in the rows without figure what stands there in its place."""
        size, letters = len(self._records.rows), self._records.kinds_of(self._column[self._asked])
        texts = self._records.texts(self.status) if self.status else (None,) * size
        pairs = [(text or "", letter == NOTHING) for text, letter in zip(texts, letters, strict=True)]
        said = {pair: self._said(*pair, recode) for pair in set(pairs)}
        raw, kind, number = (made[e.part(self._asked, part)] for part in ("raw", "kind", "number"))
        for at in (at for at, pair in enumerate(pairs) if pair[1]):
            _, raw[at], kind[at], number[at] = said[pairs[at]]
        words = [said[pair][0] for pair in pairs]
        kinds = [str(CellKind.TEXT) if word else "" for word in words]
        cells = self._records.cells(self.status) if self.status else [""] * size
        parts = (cells, words, kinds, np.full(size, np.nan), [""] * size)
        return dict(zip((e.part(e.STATUS, part) for part in e.PARTS), parts, strict=True))

    def _said(self, text: str, is_nothing: bool, recode: Mapping[str, str]) -> Said:
        """What a status means, with and without a figure; a dash and an unknown one are never guessed at."""
        code = plain(text)
        meaning = recode.get(code, "")
        if is_nothing and meaning == ZERO:
            return "", text, str(CellKind.NUMBER), 0.0
        if is_nothing and not meaning and code == _DASH:
            return "", text, str(CellKind.TEXT), np.nan
        known = _SAID.get(meaning or code)
        if known is None:
            (self.unsaid_without if is_nothing else self.unsaid_with).add(text)
            known = ObservationStatus.FINAL
        if not is_nothing:
            return _WORDS[known], "", "", np.nan
        raw = text if code in MARKS else ""
        word = statuses.MISSING if known in HAS_VALUE else _WORDS[known]
        return word, raw, str(CellKind.TEXT) if raw else "", np.nan


def _numbers(raw: Sequence[str], kind: Sequence[str]) -> Any:
    """The numbers of the texts that are numbers; NaN for the others."""
    plain_texts = [text if each == CellKind.NUMBER else "nan" for text, each in zip(raw, kind, strict=True)]
    try:
        return np.array(plain_texts, dtype=object).astype("float64")
    except ValueError:
        return np.array([_number(text) for text in plain_texts])


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
