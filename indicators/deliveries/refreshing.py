"""Refreshing: a source is fetched and judged, and what it says is handed in, stopped, or left as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from indicators import observations as obs
from indicators import permissions, settings, swedish
from indicators.batches import BatchKind, BatchState, Delivery, Finding
from indicators.deliveries import fetch_words, previewing
from indicators.deliveries.answers import Judged, judge, judge_again
from indicators.deliveries.clock import Ticks, going_on
from indicators.deliveries.guarding import Revised, Stop
from indicators.deliveries.results import Preview
from indicators.errors import InputError, LagesbildError, SourceError, StaleError, StoreError
from indicators.ingest import sources
from indicators.model import Registry, Source, source_variable
from indicators.permissions import Action, Person
from indicators.store import FetchOutcome, FetchRow, Store
from indicators.store.fetches import AUTOMATIC, CUT_SHORT, Ended

if TYPE_CHECKING:
    from indicators.ingest.sources import Probed
    from indicators.store.gathering import Answer

PATIENCE: Final = 600
"""Seconds that judging and writing may take beyond the source's own limit before the lock is lost."""
MOST_FINDINGS: Final = 50
"""Faults of an answer that are kept."""
MEANWHILE: Final = (
    "De siffror som svaret jämfördes med ändrades medan det bedömdes, två gånger i rad. Inget av svaret används. "
    "Källan hämtas igen av sig själv, eller när någon hämtar den."
)
_DECIDED: Final = (BatchState.RETURNED, BatchState.UNDONE)
_QUIET: Final = (FetchOutcome.FAILED, FetchOutcome.UNCHANGED)


@dataclass(frozen=True, kw_only=True, eq=False)
class Refreshed:
    """What came of fetching a source, or would come of it."""

    source: Source
    outcome: FetchOutcome
    message: str
    read: int = 0
    """Rows in the answer."""
    preview: Preview | None = None
    """None where nothing could be read."""
    stops: tuple[Stop, ...] = ()
    revised: Revised | None = None
    findings: tuple[Finding, ...] = ()
    fetch: FetchRow | None = None
    """None for a dry run."""


def refresh(
    name: str, *, store: Store, registry: Registry, person: Person, at: datetime, dry_run: bool = False
) -> Refreshed:
    """Fetch a source for somebody; a dry run shows what would come of it and keeps nothing."""
    permissions.must_manage_sources(person)
    source, address = declared(registry, name), _address(name)
    if dry_run:
        return _tried(source, address, store=store, registry=registry, at=at)
    return fetched(source, address, store=store, registry=registry, by=person.name, at=at)


def fetched(
    source: Source,
    address: str,
    *,
    store: Store,
    registry: Registry,
    by: str,
    at: datetime,
    is_scheduled: bool = False,
    ticks: Ticks = monotonic,
) -> Refreshed:
    """Fetch a source, with everything that comes of it kept in one transaction."""
    now = going_on(at, ticks)
    seconds = source.limits.seconds + PATIENCE
    number, token = store.begin_fetch(source.name, by=by, at=at, is_scheduled=is_scheduled, seconds=seconds)
    keep = partial(_kept, source, store=store, number=number, token=token, at=at, now=now, is_scheduled=is_scheduled)
    with _concluded(store, number, token, now):
        try:
            judged = judge(source, address, store=store, registry=registry, at=at)
            return _kept_in_time(source, judged, keep, store=store, registry=registry)
        except LagesbildError as fault:
            message = MEANWHILE if isinstance(fault, StaleError) else str(fault)
            row = store.conclude_fetch(number, token, Ended(outcome=FetchOutcome.FAILED, message=message), at=now())
            return Refreshed(source=source, outcome=row.outcome, message=row.message, fetch=row)


def probe(name: str, *, registry: Registry, person: Person, at: datetime) -> Probed:
    """Whether a source answers, and what it has; nothing is kept."""
    permissions.must_manage_sources(person)
    return sources.probe(declared(registry, name), _address(name), at=at)


def held_back(store: Store, registry: Registry, number: int, *, person: Person) -> Preview | None:
    """What a stopped fetch would change, for those who decide about it or review; None where it holds no values."""
    if not permissions.may(person.role, Action.APPROVE):
        permissions.must_manage_sources(person)
    batch = store.fetch(number).batch
    if batch is None:
        return None
    return previewing.of(store.pending(batch), store=store, registry=registry, ends=store.ends_of(batch))


def let_through(store: Store, number: int, *, person: Person, at: datetime, reason: str) -> int | None:
    """Hand in what a stopped fetch holds; the reason stands by every value that stopped it."""
    permissions.must_manage_sources(person)
    keys = {key for stop in store.fetch(number).stops for key in stop["keys"]}
    return store.let_through(number, reason=reason, reasons=dict.fromkeys(keys, reason), by=person.name, at=at)


def dismiss(store: Store, number: int, *, person: Person, at: datetime, reason: str) -> None:
    """Put aside what a stopped fetch holds."""
    permissions.must_manage_sources(person)
    store.dismiss_fetch(number, reason=reason, by=person.name, at=at)


def declared(registry: Registry, name: str) -> Source:
    """The source of a name."""
    if name not in registry.sources:
        known = swedish.listing(list(registry.sources)) or "inga"
        raise InputError(f"Källan {name[:60]} finns inte i registret. De som finns: {known}.")
    return registry.sources[name]


def _address(name: str) -> str:
    address = settings.source_address(name)
    if not address:
        raise SourceError(
            f"Källan {name} har ingen adress angiven. Be den som sköter servern ange {source_variable(name)}."
        )
    return address


def _tried(source: Source, address: str, *, store: Store, registry: Registry, at: datetime) -> Refreshed:
    try:
        judged = judge(source, address, store=store, registry=registry, at=at)
    except LagesbildError as fault:
        return Refreshed(source=source, outcome=FetchOutcome.FAILED, message=str(fault))
    return _told(source, judged, judged.outcome, fetch_words.message(judged, judged.outcome), None)


def _kept_in_time(
    source: Source, judged: Judged, keep: Callable[[Judged], Refreshed], *, store: Store, registry: Registry
) -> Refreshed:
    """What came of an answer, judged once more where something else was approved while it was judged."""
    try:
        return keep(judged)
    except StaleError:
        return keep(judge_again(source, judged.fetched, store=store, registry=registry))


def _kept(
    source: Source,
    judged: Judged,
    *,
    store: Store,
    number: int,
    token: str,
    at: datetime,
    now: Callable[[], datetime],
    is_scheduled: bool,
) -> Refreshed:
    """What came of an answer, kept; a StaleError where something else has been approved since it was judged."""
    ended = _ended(source, judged, store, is_scheduled=is_scheduled)
    answer = _answer(source, judged, at) if _is_to_hand_in(judged, ended) else None
    row = store.conclude_fetch(number, token, ended, at=now(), content=judged.fetched.content, answer=answer)
    return _told(source, judged, row.outcome, row.message, row)


def _ended(source: Source, judged: Judged, store: Store, *, is_scheduled: bool) -> Ended:
    """What the fetch comes to, the batch left out that is yet to be handed in."""
    got, counts = judged.fetched, judged.preview
    outcome, batch = _as_before(source, judged, store, is_scheduled=is_scheduled)
    told = fetch_words.message(judged, outcome) if batch is None else fetch_words.message_again(judged, outcome, batch)
    return Ended(
        outcome=outcome,
        message=told,
        asked=got.asked,
        file_name=got.file_name,
        sha256=got.sha256,
        batch=batch,
        read=got.rows_read,
        new=counts.new,
        changed=counts.changed,
        unchanged=counts.unchanged,
        ended=counts.ended,
        identity=got.identity,
        stops=[stop.document() for stop in judged.stops],
        findings=[_document(finding) for finding in judged.findings[:MOST_FINDINGS]],
    )


def _as_before(source: Source, judged: Judged, store: Store, *, is_scheduled: bool) -> tuple[FetchOutcome, int | None]:
    """The outcome, and the batch that holds the same answer already.

    What waits or is stopped is not handed in twice. What a person has put aside comes back only when a person asks.
    """
    same = None if judged.outcome in _QUIET else store.same_answer(source.name, judged.fetched.sha256)
    if same is not None and same.state is BatchState.STOPPED and judged.stops:
        return FetchOutcome.STOPPED, same.id
    if same is not None and same.state is BatchState.HANDED_IN:
        return FetchOutcome.WAITING, same.id
    if same is not None and is_scheduled and same.state in _DECIDED:
        return FetchOutcome.UNCHANGED, same.id
    return judged.outcome, None


def _is_to_hand_in(judged: Judged, ended: Ended) -> bool:
    """Whether there is a batch to make; where only what the source calls itself has changed there is none."""
    return ended.batch is None and ended.outcome not in _QUIET and not judged.preview.is_empty


def _answer(source: Source, judged: Judged, at: datetime) -> Answer:
    from indicators.store import staging
    from indicators.store.gathering import Answer

    rows, got = judged.rows, judged.fetched
    delivery = Delivery(
        kind=BatchKind.SOURCE,
        title=source.title,
        source=source.publisher,
        licence=source.licence,
        file_name=got.file_name,
        content=got.content,
        rows=rows,
        provenance=fetch_words.provenance(source, judged, at),
    )
    return Answer(
        delivery=delivery,
        rows=staging.sound(rows),
        seen=judged.preview.fingerprint,
        geographies=tuple(dict.fromkeys(rows[obs.GEOGRAPHY])),
        years=tuple(sorted(set(rows[obs.YEAR].tolist()))),
        ends=judged.ends,
        note=" ".join([*(stop.text for stop in judged.stops), fetch_words.revisions(judged.revised)]).strip(),
        findings=judged.findings,
        approved_by=AUTOMATIC if judged.outcome is FetchOutcome.APPROVED else "",
    )


def _document(finding: Finding) -> dict[str, Any]:
    named = ("code", "sheet", "cell", "value", "message", "expected", "advice")
    return {"severity": str(finding.severity), **{name: getattr(finding, name) for name in named}}


def _told(source: Source, judged: Judged, outcome: FetchOutcome, message: str, row: FetchRow | None) -> Refreshed:
    return Refreshed(
        source=source,
        outcome=outcome,
        message=message,
        read=judged.fetched.rows_read,
        preview=judged.preview,
        stops=judged.stops,
        revised=judged.revised,
        findings=judged.findings,
        fetch=row,
    )


@contextmanager
def _concluded(store: Store, number: int, token: str, now: Callable[[], datetime]) -> Iterator[None]:
    """Lets go of the lock and says that the fetch was cut short, whatever goes wrong."""
    try:
        yield
    except BaseException:
        with suppress(StoreError):  # the lock is gone: whoever took it has told already
            store.conclude_fetch(number, token, Ended(outcome=FetchOutcome.FAILED, message=CUT_SHORT), at=now())
        raise
