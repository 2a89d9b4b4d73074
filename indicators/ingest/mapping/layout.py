"""How a foreign table is laid out: where its keys, figures and marks stand, as a person has pointed them out."""

from __future__ import annotations

from collections import abc
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from indicators.ingest import entries
from indicators.model import ObservationStatus

EVERY_SHEET: Final = "*"
ZERO: Final = "zero"
"""What a mark may stand for besides a status: the dash that Statistics Sweden writes for nothing to count."""
MEANINGS: Final = (
    str(ObservationStatus.MISSING),
    str(ObservationStatus.SUPPRESSED),
    str(ObservationStatus.NOT_APPLICABLE),
    ZERO,
)
FIGURES: Final = (entries.VALUE, entries.NUMERATOR, entries.DENOMINATOR, entries.LOWER, entries.UPPER)


class Place(StrEnum):
    """Where a key is read; the word is also the field's name in the document."""

    COLUMN = "column"
    """In a column of the row: `at` is its letters."""
    HEADING = "heading"
    """Over the figure: `at` is a header row's number, or several joined by `+`."""
    SHEET = "sheet"
    """The sheet's name."""
    CELL = "cell"
    """In one cell of the sheet, such as `A4`."""
    FIXED = "fixed"
    """Not in the file: `at` is the text itself; empty means that nobody has said it yet."""


class Others(StrEnum):
    """What happens to rows and columns with a key that is neither translated nor known to the register."""

    KEEP = "keep"
    """They are read, and the checks say what is wrong."""
    SKIP = "skip"
    """They are left out, and counted in one finding."""


class Percent(StrEnum):
    """How the file writes a share."""

    AS_WRITTEN = "as_written"
    FRACTION = "fraction"
    """0.125 stands for 12.5 per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a key stands and how its texts are translated."""

    place: Place
    at: str = ""
    fill: bool = False
    """A blank cell is as the one above (column) or to the left (heading); merged cells are so always."""
    others: Others = Others.KEEP
    recode: abc.Mapping[str, str] = field(default_factory=dict)
    """The file's text to the register's, capitals and kinds of blanks alike; of a breakdown '' is the total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Columns that hold one field. The first in a mapping decide how many entries a row gives.

    The others have as many columns, taken pairwise, or a single one that goes for the whole row.
    """

    field: str
    """One of `entries.FIELDS`."""
    columns: str
    """`F`, `F:O`, `B, D, F` or `F:` (every column to the right that has a heading)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Rows to read, by the text of a column; `*` in a text stands for anything."""

    column: str
    keep: tuple[str, ...] = ()
    """Only rows with one of these; empty means any."""
    drop: tuple[str, ...] = ()
    """Never rows with one of these."""
    fill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A foreign layout; wide or long is only a matter of whether keys stand over the figures or in the row."""

    indicator: Source
    geography: Source
    period: Source
    values: tuple[Values, ...]
    breakdown: abc.Mapping[str, Source] = field(default_factory=dict)
    """By dimension, such as `kon`; none means that every figure is for everybody."""
    sheets: tuple[str, ...] = (EVERY_SHEET,)
    """Names, with `*` for anything; a pattern takes visible sheets whose headings fit, a name must be there."""
    header_rows: tuple[int, ...] = ()
    first_row: int = 0
    """Where the figures begin; 0 is right below the header."""
    last_row: int = 0
    """Where they end; 0 is the end of the sheet."""
    stop: str = ""
    """Reading ends before the first row whose first filled cell is this text; `*` stands for anything."""
    filters: tuple[Filter, ...] = ()
    marks: abc.Mapping[str, str] = field(default_factory=dict)
    """What a mark stands for, one of `MEANINGS`; one that is not said is never guessed."""
    skip_empty: bool = False
    """Empty cells in rows with figures give no entry; otherwise the checks ask why they are empty."""
    percent: Percent = Percent.AS_WRITTEN
    factor: float = 1.0
    """What values are multiplied by to get the register's unit."""
    headings: abc.Mapping[str, str] = field(default_factory=dict)
    """The headings over the columns used, by letters: the fingerprint by which the layout is known again."""

    @property
    def begins(self) -> int:
        """The first row with figures."""
        return self.first_row or max(self.header_rows, default=0) + 1

    @property
    def keys(self) -> dict[str, Source]:
        """Every key's source: indicator, geography and period by name, breakdowns as `breakdown.kon`."""
        parts = {f"{entries.BREAKDOWN}.{dimension}": source for dimension, source in self.breakdown.items()}
        return {
            entries.INDICATOR: self.indicator,
            entries.GEOGRAPHY: self.geography,
            entries.PERIOD: self.period,
            **parts,
        }

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the table of entries gets, in the usual order."""
        has = {values.field for values in self.values}
        return tuple(name for name in entries.FIELDS if name in has)


def plain(text: str) -> str:
    """A text for comparing: blanks of any kind made single, capitals made small."""
    return " ".join(text.split()).casefold()


def fits(text: str, pattern: str) -> bool:
    """Whether a text is what a pattern says, where `*` stands for anything."""
    said, pieces = plain(text), [piece.casefold() for piece in " ".join(pattern.split()).split("*")]
    if len(pieces) == 1:
        return said == pieces[0]
    if not said.startswith(pieces[0]) or not said.endswith(pieces[-1]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        found = said.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return at <= len(said) - len(pieces[-1])
