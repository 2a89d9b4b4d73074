"""What a received file comes to: what it says, what it would change, and what must be explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from indicators.batches import Finding, Severity
from indicators.model import Progress

if TYPE_CHECKING:
    import pandas as pd

    from indicators.ingest.workbook.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which template a file was made from."""

    number: str
    """`M-131-2019-3`: geography, year and data version."""
    geography: str
    year: int
    version: int
    """The data version that stood when the template was issued."""
    revision: int
    """The register's revision then."""
    issued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A value that has changed since the template was issued, and that the file would set back."""

    indicator: str
    breakdown: str
    year: int
    then: float | None
    """None: no value then, or one that the uploader may not see."""
    now: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One assessment that the file would change; `before` is None where there is none today."""

    indicator: str
    geography: str
    before: Progress | None
    after: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A new value further from the year before than chance alone would put it (or ten times off)."""

    key: str
    """`indicator|geography|year|breakdown`: what a reason is kept under."""
    indicator: str
    geography: str
    year: int
    breakdown: str
    sheet: str
    cell: str
    unit: str
    """What the two figures are: `antal` for a count, else the indicator's unit."""
    decimals: int
    before_year: int
    before: float
    after: float
    lower: float | None
    """Where the value was to be expected had nothing happened; None: too few earlier values to say."""
    upper: float | None
    history: tuple[tuple[int, float], ...]
    """Earlier years with their figures in the same unit, at most six, oldest first."""
    is_jump: bool
    """Ten times or more up or down: stops until there is a reason."""
    comment: str
    """What the row's comment column says."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Preview:
    """What handing in, or approving, would change; computed the same way for uploader and approver."""

    difference: pd.DataFrame
    """As `indicators.store.comparing.COLUMNS`: one row for each key with `what` new, changed, unchanged or ended."""
    new: int
    changed: int
    unchanged: int
    missing: int
    """Rows without a value but with a reason; counted here and not among new, changed and unchanged."""
    ended: int
    flips: tuple[Flip, ...]
    assessed: int
    """How many assessments the geographies of the file have in all, flips included."""
    deviations: tuple[Deviation, ...]
    year: int
    """The viewpoint of the assessments."""
    version: int
    """The data version it was compared with."""
    fingerprint: str
    """Of the difference: must be the same when approved."""

    @property
    def is_empty(self) -> bool:
        """Whether the file says only what stands already."""
        return bool((self.difference["what"] == "unchanged").all())


@dataclass(frozen=True, kw_only=True, eq=False)
class Received:
    """A file that could be read, before anything of it is kept."""

    file_name: str
    content: bytes
    sha256: str
    at: datetime
    template: Identity | None
    """None for a foreign layout."""
    mapping: str
    """The name of the mapping it was read with; empty for our own template."""
    geographies: tuple[str, ...]
    """The codes it holds figures for."""
    years: tuple[int, ...]
    filled: int
    """Cells that somebody has filled in."""
    findings: tuple[Finding, ...]
    """In the file's order."""
    stale: tuple[Stale, ...]
    rows: pd.DataFrame
    """Observations (batch 0) of the rows without fault; empty of meaning while there is an error."""
    comments: Mapping[str, str] = field(default_factory=dict)
    """The file's own comment for a row, by `Deviation.key`."""
    book: Book | None = None
    """The file as it was read, for marking its cells."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that must be mended before the file can be handed in."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)
