"""Rows as a source gave them: named columns of texts, the kind of each, and where each stood."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from openpyxl.utils import get_column_letter

from indicators.errors import SourceError
from indicators.ingest.sources import limits
from indicators.ingest.sources.refusals import refusal

PLACE = "@"
"""Begins the name of a column that tells where the figure of the column with the rest of the name stood."""
STATUS = "status"
"""The column of a figure's status; of a figure of its own name, `NAME status`."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Records:
    """An answer as a table."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str | None]]
    kinds: Sequence[str] = field(repr=False)
    """A letter for each field of each row, as `wire` has them."""
    numbers: Sequence[int] = ()
    """The number of each row in the file; empty where they follow each other from the one below the heading."""
    sheet: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that a reader may know of."""
        return tuple(name for name in self.columns if not name.startswith(PLACE))

    @cached_property
    def _by_column(self) -> list[tuple[str | None, ...]]:
        return list(zip(*self.rows, strict=True)) if self.rows else [()] * len(self.columns)

    @cached_property
    def _kinds_by_column(self) -> list[tuple[str, ...]]:
        return list(zip(*self.kinds, strict=True)) if self.rows else [()] * len(self.columns)

    def at(self, name: str) -> int:
        """The number of a column, capitals alike where only one can be meant; -1 where there is none."""
        if name in self.columns:
            return self.columns.index(name)
        alike = [at for at, each in enumerate(self.columns) if each.casefold() == name.casefold()]
        return alike[0] if len(alike) == 1 else -1

    def texts(self, name: str) -> tuple[str | None, ...]:
        """The texts of a column; None where the source has nothing."""
        return self._by_column[self.at(name)]

    def kinds_of(self, name: str) -> tuple[str, ...]:
        """The letters of a column."""
        return self._kinds_by_column[self.at(name)]

    def cells(self, name: str) -> list[str]:
        """Where each figure or key of a column stood: a pointer into the answer, else an address in the file."""
        told = self.at(f"{PLACE}{name}")
        if told >= 0:
            return [text or "" for text in self._by_column[told]]
        if any(column.startswith(PLACE) for column in self.columns):
            return [""] * len(self.rows)
        letter = get_column_letter(self.at(name) + 1)
        return [f"{letter}{number}" for number in self.lines]

    @property
    def lines(self) -> Sequence[int]:
        """The number of each row."""
        return self.numbers or range(2, len(self.rows) + 2)

    def absent(self, names: Sequence[str]) -> SourceError | None:
        """The refusal for columns that are read but not there."""
        lacking = [name for name in names if self.at(name) < 0]
        if not lacking:
            return None
        others = ", ".join(self.named[: limits.NAMES]) or "inga kolumner"
        return refusal("source-absent", names=", ".join(lacking[: limits.NAMES]), others=others)


def in_order(records: Records) -> Records:
    """The same rows in an order of their own, so that the same figures make the same file however they came."""
    order = sorted(range(len(records.rows)), key=lambda at: [text or "" for text in records.rows[at]])
    return Records(
        columns=records.columns,
        rows=[records.rows[at] for at in order],
        kinds=[records.kinds[at] for at in order],
    )


def document(records: Records) -> bytes:
    """The rows as a comma-separated text in UTF-8; an empty text is quoted, nothing at all is not."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(records.columns)
    if any("" in row for row in records.rows):
        out.writelines(_line(row) for row in records.rows)
    else:
        writer.writerows(records.rows)
    return out.getvalue().encode("utf-8", "replace")


def _line(row: Sequence[str | None]) -> str:
    return ",".join("" if text is None else _field(text) for text in row) + "\n"


def _field(text: str) -> str:
    plain = text and not any(mark in text for mark in ',"\r\n')
    return text if plain else '"' + text.replace('"', '""') + '"'
