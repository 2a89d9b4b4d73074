"""A source's answer, read and checked as an uploaded file is, and judged against what stands; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd

from indicators import observations as obs
from indicators import permissions
from indicators.batches import BatchState, Finding, Severity
from indicators.deliveries import guarding, previewing, shifts
from indicators.deliveries.guarding import Revised, Stop
from indicators.deliveries.results import Preview
from indicators.ingest import checks, entries, sources
from indicators.model import Registry, Source, SourceKind
from indicators.store import FetchOutcome, Store
from indicators.store.fetches import AUTOMATIC, BY_SOURCE

if TYPE_CHECKING:
    from indicators.ingest.sources import Fetched


@dataclass(frozen=True, kw_only=True, eq=False)
class Judged:
    """An answer held against the register and against what stands."""

    fetched: Fetched
    rows: pd.DataFrame
    """Observations of the rows without fault."""
    findings: tuple[Finding, ...]
    ends: pd.DataFrame | None
    """What the answer ends."""
    preview: Preview
    stops: tuple[Stop, ...]
    revised: Revised
    asks: str
    """Why a person must approve; empty where none need to."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What makes the answer useless."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def outcome(self) -> FetchOutcome:
        """What comes of it."""
        if self.errors:
            return FetchOutcome.FAILED
        if self.stops:
            return FetchOutcome.STOPPED
        if self.preview.is_empty:
            return FetchOutcome.UNCHANGED
        return FetchOutcome.WAITING if self.asks else FetchOutcome.APPROVED


def judge(source: Source, address: str, *, store: Store, registry: Registry, at: datetime) -> Judged:
    """The answer of a source; a LagesbildError where there is none."""
    got = sources.fetch(source, address, registry=registry, at=at, layout=_layout(source, store))
    return judge_again(source, got, store=store, registry=registry)


def judge_again(source: Source, got: Fetched, *, store: Store, registry: Registry) -> Judged:
    """What was fetched, held against what stands now."""
    standing = store.observations(indicators=_about(source, got, store, registry))
    checked = checks.check(got.table, registry, scope=got.scope, standing=standing, marks=got.marks, **got.unseen)
    rows = checked.observations
    gone = _gone(source, rows, standing, store)
    ends = gone if source.is_full and len(gone) else None
    raw = store.compare(rows, ends=ends)
    known = store.source_identity(source.name)
    found = guarding.stops(raw, standing, gone, source=source, registry=registry, identity=got.identity, earlier=known)
    findings = (*got.findings, *checked.findings)
    faulty = any(each.severity is Severity.ERROR for each in findings)
    judged = Judged(
        fetched=got,
        rows=rows,
        findings=findings,
        ends=ends,
        preview=previewing.of(rows, store=store, registry=registry, ends=ends),
        stops=() if faulty else found,  # what is useless is not suspicious too
        revised=guarding.revised(raw, registry),
        asks="",
    )
    return replace(judged, asks=_asks(source, judged, raw, standing, store))


def _layout(source: Source, store: Store) -> str:
    """The document of the saved mapping that a file's source names; one that stands in the register is its own."""
    is_named = source.kind is SourceKind.FILE and source.layout and not any(mark in source.layout for mark in "={\n")
    return store.mapping(source.layout).document if is_named else ""


def _about(source: Source, got: Fetched, store: Store, registry: Registry) -> list[str]:
    """The indicators that an answer is about: those it names, and those that the source has given before."""
    named = set(got.table[entries.INDICATOR])
    if not any(code in named for code in registry.indicators):  # by their names, not their ids
        return list(registry.indicators)
    own = set() if source.mapping.indicator else store.fetched_indicators(source.name)
    return [code for code in registry.indicators if code in named | own]


def _gone(source: Source, rows: pd.DataFrame, standing: pd.DataFrame, store: Store) -> pd.DataFrame:
    """What stands in the answer's scope and is not in it.

    From its first year on a source answers for all that it has handed in itself, a full one also for whatever else
    stands for the indicators and places that it names.
    """
    if rows.empty:
        return standing.iloc[:0]
    is_meant = standing[obs.BATCH].isin([batch.id for batch in store.fetched_batches(source.name)]).to_numpy()
    if source.is_full:
        is_meant = is_meant | _is_among(standing, rows, [obs.INDICATOR, obs.GEOGRAPHY])
    is_asked = (standing[obs.YEAR] >= source.from_year).to_numpy() & standing[obs.VALUE].notna().to_numpy()
    scope = standing[is_meant & is_asked]
    return scope[~_is_among(scope, rows, list(obs.KEY))].reset_index(drop=True)


def _is_among(standing: pd.DataFrame, rows: pd.DataFrame, columns: list[str]) -> pd.Series[bool]:
    """Which rows that stand share some columns with one of the answer's."""
    both = standing[columns].merge(rows[columns].drop_duplicates(), on=columns, how="left", indicator="found")
    return (both["found"] == "both").to_numpy()  # type: ignore[return-value]


def _asks(source: Source, judged: Judged, raw: pd.DataFrame, standing: pd.DataFrame, store: Store) -> str:
    """Why a person must approve; empty where the register allows it without and nothing is suspicious."""
    if not source.is_automatic:
        return "registret kräver att en person godkänner"
    if not _is_known(store, source):
        return "källans första hämtning godkänns av en person"
    if _last_decision(store, source) not in (None, BatchState.APPROVED):
        return "den förra hämtningen återlämnades eller ångrades"
    return next((why for why, is_so in _doubts(judged, raw, standing).items() if is_so), "")


def _doubts(judged: Judged, raw: pd.DataFrame, standing: pd.DataFrame) -> dict[str, bool]:
    """What a person must look at, though it does not stop the fetch."""
    lost = "några värden har fått eller förlorat antal, bas eller gränser, eller bytt status eller tecken"
    return {
        "några värden ligger längre från förra året än slumpen brukar ge": bool(judged.preview.deviations),
        lost: bool(shifts.is_odd(raw).any()),
        "några värden saknas": bool(shifts.is_without_value(raw).any()),
        "några nya värden gäller äldre år, eller något som inte stod förut": bool(shifts.is_late(raw, standing).any()),
        "några värden ska avslutas": bool(judged.preview.ended),
        "kontrollerna har frågor om några värden": any(
            finding.severity is Severity.WARNING for finding in judged.findings
        ),
    }


def _is_known(store: Store, source: Source) -> bool:
    """Whether a person has ever approved anything from the source, whatever has waited and been replaced since."""
    approved = (batch.approved_by for batch in store.fetched_batches(source.name))
    return any(by and not permissions.is_same_person(by, AUTOMATIC) for by in approved)


def _last_decision(store: Store, source: Source) -> BatchState | None:
    """What was last decided about what the source has handed in; a newer answer in its place is no decision."""
    by_itself = f"{BY_SOURCE}{source.name}"
    decided = [
        batch.state
        for batch in store.fetched_batches(source.name)
        if batch.decided_by and not permissions.is_same_person(batch.decided_by, by_itself)
    ]
    return decided[-1] if decided else None
