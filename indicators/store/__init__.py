"""The store: deliveries in, observations as of a data version out, register revisions; it never overwrites."""

from __future__ import annotations

from indicators.batches import BatchState
from indicators.store.records import (
    AnalysisRow,
    AppendResult,
    BatchRow,
    Comment,
    CommentKind,
    Earlier,
    EditionFile,
    EditionRow,
    FetchOutcome,
    FetchRow,
    LogRow,
    MappingRow,
    PromiseKind,
    PromiseRow,
    PromiseStatus,
    Trace,
    VersionKind,
    VersionRow,
)
from indicators.store.store import Store
from indicators.store.templates import TemplateStanding

__all__ = [
    "AnalysisRow",
    "AppendResult",
    "BatchRow",
    "BatchState",
    "Comment",
    "CommentKind",
    "Earlier",
    "EditionFile",
    "EditionRow",
    "FetchOutcome",
    "FetchRow",
    "LogRow",
    "MappingRow",
    "PromiseKind",
    "PromiseRow",
    "PromiseStatus",
    "Store",
    "TemplateStanding",
    "Trace",
    "VersionKind",
    "VersionRow",
]
