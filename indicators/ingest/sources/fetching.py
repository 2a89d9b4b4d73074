"""Fetch a source: what was received, byte for byte, and the entries it becomes; nothing is stored here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from indicators.batches import Finding
from indicators.ingest.checks import MARKS, Scope
from indicators.ingest.sources import entering, job, layouts, process
from indicators.ingest.sources import records as rows
from indicators.ingest.sources.records import Records
from indicators.ingest.sources.refusals import refusal
from indicators.model import Registry, Source, SourceKind

if TYPE_CHECKING:
    import pandas as pd

_ENDING: Final = {SourceKind.DATABASE: "csv", SourceKind.PXWEB: "json", SourceKind.KOLADA: "json"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Fetched:
    """What a source gave."""

    content: bytes
    """What was received, byte for byte; of a database the rows as comma-separated text in an order of their own, of
    several answers a JSON list of them."""
    file_name: str
    table: pd.DataFrame
    """As `indicators.ingest.entries` lays out; a figure's place is a cell of the file, or a pointer into the answer
    (RFC 6901)."""
    findings: tuple[Finding, ...]
    """What the checks cannot know of: codes and statuses that nobody has translated, columns that nobody reads."""
    identity: Mapping[str, str]
    """Title, unit, definition, notes … as the source itself says them; of several key figures as `N00945.title`.
    `updated` changes with every release, the others should not."""
    rows_read: int
    asked: str
    """The query, or the address and selection, without user, password and what follows a question mark."""
    scope: Scope
    """What the entries are to be held against."""
    marks: Mapping[str, str] = field(default_factory=lambda: MARKS)
    unseen: Mapping[str, Any] = field(default_factory=dict)
    """What a reader of a workbook does not see, as `checks.check` takes it."""

    @property
    def sha256(self) -> str:
        """The fingerprint of what was received."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, kw_only=True, eq=False)
class Probed:
    """What a short question to a source showed."""

    columns: tuple[str, ...]
    absent: tuple[str, ...]
    """Columns that the register reads and the source has not."""
    identity: Mapping[str, str]
    asked: str


def fetch(source: Source, address: str, *, registry: Registry, at: datetime, layout: str = "") -> Fetched:
    """Everything that a source has for the years asked for; SourceError where it cannot be had.

    `layout` is the document of the saved mapping that a file's source names.
    """
    answer = process.run(job.of(source, _said(address), to_year=at.year))
    if source.kind is SourceKind.FILE:
        return _file(source, answer, registry, at, layout)
    received = Records(columns=answer.columns, rows=answer.rows, kinds=answer.kinds)
    if source.kind is SourceKind.DATABASE:
        received = rows.in_order(received)
    if not received.rows:
        raise refusal("source-empty")
    table, findings = entering.entries(received, source)
    return Fetched(
        content=bytes(answer.content) or rows.document(received),
        file_name=f"{source.name}-{at:%Y-%m-%d}.{_ENDING[source.kind]}",
        table=table,
        findings=findings,
        identity=answer.identity,
        rows_read=len(received.rows),
        asked=answer.asked,
        scope=Scope(year=at.year),
    )


def probe(source: Source, address: str, *, at: datetime) -> Probed:
    """Whether a source answers and has the columns that the register reads; raises SourceError where it does not."""
    answer = process.run(job.of(source, _said(address), to_year=at.year, is_probe=True))
    seen = Records(columns=answer.columns, rows=(), kinds=())
    absent = tuple(name for name in source.mapping.columns if answer.columns and seen.at(name) < 0)
    return Probed(columns=seen.named, absent=absent, identity=answer.identity, asked=answer.asked)


def _said(address: str) -> str:
    if not address.strip():
        raise refusal("source-address", what="ingen adress är angiven")
    return address.strip()


def _file(source: Source, answer: process.Answer, registry: Registry, at: datetime, layout: str) -> Fetched:
    read = layouts.read(source, bytes(answer.content), registry, layout=layout, year=at.year)
    name = answer.identity.pop("file_name", source.name)
    return Fetched(
        content=bytes(answer.content),
        file_name=name,
        table=read.table,
        findings=tuple(read.findings),
        identity=answer.identity,
        rows_read=len(read.table),
        asked=answer.asked,
        scope=read.scope,
        marks=read.marks,
        unseen=read.unseen,
    )
