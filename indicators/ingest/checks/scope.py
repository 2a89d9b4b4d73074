"""What a file is held against, and what the checks make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from indicators.batches import Finding
from indicators.model import ObservationStatus

if TYPE_CHECKING:
    import pandas as pd

ZERO: Final = "zero"
"""What a mark may stand for besides a status without value: the number 0."""

MARKS: Final[Mapping[str, str]] = {
    "..": str(ObservationStatus.MISSING),
    ".": str(ObservationStatus.NOT_APPLICABLE),
}
"""Marks in the cell of a figure, by the convention of Swedish statistics; a dash must be said by a mapping."""

AS_WRITTEN: Final = "as_written"
FRACTION: Final = "fraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a file may hold, and how its figures are written."""

    geographies: frozenset[str] | None = None
    """The codes that it may be about; None: any."""
    year: int | None = None
    """Of a template: its year (and the one before). Else the last year that may be handed in; None: any."""
    is_template: bool = False
    percent: str = AS_WRITTEN
    """`fraction` where the whole file writes 0,743 for 74,3 per cent."""
    factor: float = 1.0
    """What figures (not bases, not percentages) are multiplied by: 1 000 where they stand in thousands."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Checked:
    """What a file says, with everything that was found in it."""

    observations: pd.DataFrame
    """Of the rows without fault, in the file's order; batch 0."""
    findings: tuple[Finding, ...]
    """In the file's order: sheet, row, column."""
    filled: int
    """Cells for figures, bases and statuses that somebody has filled in."""
    comments: Mapping[str, str]
    """What the rows' comment column says, by `indicator|geography|year|breakdown`."""


def key(indicator: str, geography: str, year: int, breakdown: str) -> str:
    """What a comment or a reason for one figure is kept under."""
    return f"{indicator}|{geography}|{year}|{breakdown}"
