"""What the store answers with: batches, versions, the outcome of a delivery, and the origin of a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

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
class RevisionRow:
    """One revision of the register: when it came, who made it, and what was said about it."""

    id: int
    at: datetime
    actor: str
    comment: str


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
    STOP = "stop"
    """A fetch was stopped; the text is why."""
    RELEASE = "release"
    """A stopped fetch was let through; the text is the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One thing done to a batch or said about it."""

    at: datetime
    actor: str
    kind: CommentKind
    text: str


class FetchOutcome(StrEnum):
    """What came of fetching a source."""

    RUNNING = "running"
    """Not done yet, or its process has died."""
    UNCHANGED = "unchanged"
    """The source says what stands already."""
    WAITING = "waiting"
    """Handed in for a person to approve."""
    APPROVED = "approved"
    """Approved without a person, as the register allows."""
    STOPPED = "stopped"
    """Something in it is suspicious; a person must let it through or dismiss it."""
    FAILED = "failed"
    """Nothing could be fetched, or what came could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRow:
    """One time that a source was fetched."""

    id: int
    source: str
    actor: str
    is_scheduled: bool
    started_at: datetime
    ended_at: datetime | None
    outcome: FetchOutcome
    batch: int | None
    message: str
    """What came of it, in Swedish."""
    asked: str
    """The question, without secrets."""
    file_name: str
    sha256: str
    """Of what was received; empty where nothing was."""
    read: int
    """Rows in the answer."""
    new: int
    changed: int
    unchanged: int
    ended: int
    identity: Mapping[str, str]
    """What the source says of itself: title, unit, definition, when it was updated."""
    stops: tuple[Mapping[str, Any], ...]
    """Why it was stopped, as `deliveries.guarding.Stop`."""
    findings: tuple[Mapping[str, Any], ...]
    """The first faults of an answer that could not be read."""
    decided_by: str | None
    decided_at: datetime | None
    reason: str
    """Why somebody let a stopped fetch through, or dismissed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockRow:
    """Work that is being done and that only one process may do at a time."""

    doing: str
    host: str
    process: int
    taken_at: datetime
    until: datetime


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
class EditionFile:
    """One file of an issued edition."""

    kind: str
    """`pptx`, `pdf`, `xlsx` or `html`."""
    file_name: str
    sha256: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What an edition of a hearing holds, apart from its files and who issued it."""

    name: str
    """The hearing's name, the same for its corrections."""
    number: int
    """1, or 2 for the first correction."""
    held: date
    year: int
    """The viewpoint."""
    data_version: int
    register_revision: int
    analyses_until: int
    """The newest analysis text of its day."""
    compared: int | None
    """The edition that it was held against."""
    selection: Mapping[str, Any]
    made_with: Mapping[str, str]
    """Libraries and fonts."""
    reason: str
    """Why a correction was made."""
    fingerprint: str
    """SHA-256 of every text, table cell and chart figure of the presentation."""
    release_on: date | None
    """Before this day only the development lead sees it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow(Issued):
    """An issued edition of a hearing."""

    id: int
    issued_by: str
    issued_at: datetime
    files: tuple[EditionFile, ...]


class PromiseKind(StrEnum):
    """What was noted at a hearing; the value is the word on pages and slides."""

    QUESTION = "fråga"
    PROMISE = "löfte"


class PromiseStatus(StrEnum):
    """How it stands with what was noted; the value is the word on pages and slides."""

    OPEN = "öppen"
    ONGOING = "pågår"
    DONE = "klar"
    DROPPED = "struken"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """A question or promise as it stood after one change."""

    id: int
    first: int
    """The number of the row in which it was noted: the same for as long as it is followed."""
    hearing: str
    """The name of the hearing where it was noted."""
    kind: PromiseKind
    text: str
    owner: str
    """Who answers for it; empty where nobody does."""
    due: date | None
    status: PromiseStatus
    told: str
    """What is said of how it stands."""
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """A card of the chain from situation to follow-up, as it stood after one change."""

    id: int
    first: int
    """The number of its first row: the same through every change."""
    follows: int | None
    kind: str
    strategic_area: int
    geography: str
    """A district's code; empty for the whole city."""
    behind: int | None
    """The first row of the card that it hangs on."""
    document: Mapping[str, Any]
    is_removed: bool
    actor: str
    at: datetime


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
