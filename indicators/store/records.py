"""What the store answers with: batches, versions, the outcome of a delivery, and the origin of a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from indicators.batches import BatchKind, BatchState
from indicators.model import ObservationStatus


class VersionKind(StrEnum):
    """What made a new data version."""

    APPROVE = "approve"
    UNDO = "undo"
    END_DEMO = "end_demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendResult:
    """What a delivery changed; where it changed nothing there is no batch and the version is the one before."""

    batch: int | None
    version: int
    new: int
    changed: int
    unchanged: int
    ended: int
    """Rows that ended without a row in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One data version: when it came, who made it, and by which act on which batch."""

    id: int
    at: datetime
    actor: str
    kind: VersionKind
    batch: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One delivery as the store keeps it."""

    id: int
    kind: BatchKind
    state: BatchState
    title: str
    source: str
    licence: str
    provenance: str
    file_name: str
    sha256: str
    handed_in_by: str
    handed_in_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    comment: str
    new: int
    changed: int
    unchanged: int
    ended: int
    geographies: tuple[str, ...] = ()
    """Codes that a handed-in file holds figures for; empty for what the product ships."""
    years: tuple[int, ...] = ()
    template: str = ""
    """The number of the template it was made from."""
    mapping: str = ""
    """The name of the mapping it was read with."""
    returned_of: int | None = None
    """The earlier attempt that this one follows."""
    decided_by: str | None = None
    """Who brought it to its present state; None for one that waits."""
    decided_at: datetime | None = None


class CommentKind(StrEnum):
    """What a line in a batch's thread is about."""

    HAND_IN = "hand_in"
    """The text is the uploader's message."""
    APPROVE = "approve"
    RETURN = "return"
    """The text is what must be put right."""
    WITHDRAW = "withdraw"
    UNDO = "undo"
    """The text is the reason."""
    COMMENT = "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One thing done to a batch or said about it."""

    at: datetime
    actor: str
    kind: CommentKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingRow:
    """A saved mapping: how a foreign layout is read."""

    name: str
    document: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisRow:
    """What somebody wrote about a subject, as of a viewpoint."""

    id: int
    """Rises with every text of the store: the texts of a moment are those up to a number."""
    subject: str
    """`brott`, `brott/133`, `indikator/ID`, `omrade/7`, `stadsdel/131`."""
    viewpoint: int
    """The year whose state the text is about."""
    text: str
    """Empty where the text before it was taken away."""
    author: str
    at: datetime
    follows: int | None
    """The text that this one took the place of; None for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One thing that somebody did."""

    at: datetime
    actor: str
    action: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A value that stood here before, and which version put an end to it."""

    version: int
    at: datetime
    period: str
    value: float | None
    numerator: float | None
    denominator: float | None
    status: ObservationStatus
    batch: int
    ended_by: int
    """The data version from which the value no longer stands."""
    ended_at: datetime
    ended_by_actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where one value comes from: batch, file, cell, and the people who handed it in and approved it."""

    indicator: str
    geography: str
    year: int
    period: str
    breakdown: str
    value: float | None
    numerator: float | None
    denominator: float | None
    lower: float | None
    upper: float | None
    status: ObservationStatus
    is_demo: bool
    base_estimated: bool
    batch: int
    version: int
    """The data version from which the value stands."""
    kind: BatchKind
    title: str
    file: str
    sha256: str
    sheet: str
    cell: str
    raw: str
    """The text as it stood in the cell; not hidden, so pages ask `disclosure` first."""
    note: str
    source: str
    licence: str
    provenance: str
    handed_in_by: str
    handed_in_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    history: tuple[Earlier, ...]
    """Values that stood here before, the newest first."""
