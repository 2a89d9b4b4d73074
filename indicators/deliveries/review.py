"""Handing in and reviewing: who may, and what each step demands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from indicators import permissions
from indicators.batches import BatchKind, BatchState, Delivery, Finding
from indicators.deliveries import previewing, rights
from indicators.deliveries.results import Deviation, Preview, Received
from indicators.errors import AccessError, InputError
from indicators.model import Registry
from indicators.permissions import Person
from indicators.store import Store, VersionKind
from indicators.store.records import AppendResult, BatchRow, Comment


@dataclass(frozen=True, kw_only=True, eq=False)
class Review:
    """One delivery as its reviewer, and its uploader, sees it."""

    batch: BatchRow
    preview: Preview
    """What it would change; of a decided delivery, what it changed, or would have changed when it was decided."""
    reasons: Mapping[str, str]
    comments: Mapping[str, str]
    """What the file's own column Kommentar says, by `Deviation.key`."""
    findings: tuple[Finding, ...]
    thread: tuple[Comment, ...]

    @property
    def told(self) -> dict[str, str]:
        """What the uploader says of a row, by `Deviation.key`: the reason, and the file's comment where it differs."""
        both = {key: (self.reasons.get(key, "").strip(), said.strip()) for key, said in self.comments.items()}
        other = {key: reason for key, reason in self.reasons.items() if key not in both}
        return other | {
            key: said if reason in ("", said) else f"{reason} Kommentar i filen: {said}" if said else reason
            for key, (reason, said) in both.items()
        }


def preview(received: Received, *, store: Store, registry: Registry, person: Person, ends: bool = False) -> Preview:
    """What a file would change if it were approved now; nothing is kept."""
    return previewing.of(
        received.rows,
        store=store,
        registry=registry,
        ends=previewing.absent(received.rows, store) if ends else None,
        comments=received.comments,
        own=own_batches(store, person),
    )


def absent(received: Received, store: Store) -> int:
    """How many stored values of the same indicators, places and years a foreign file lacks; a template lacks none."""
    return 0 if received.template is not None or received.errors else len(previewing.absent(received.rows, store))


def hand_in(
    received: Received,
    seen: Preview,
    *,
    store: Store,
    registry: Registry,
    person: Person,
    at: datetime,
    note: str = "",
    reasons: Mapping[str, str] | None = None,
    ends: bool = False,
    follows: int | None = None,
    draft: bool = False,
) -> int:
    """The number of the delivery, which now waits for review, or is kept as the uploader's own draft.

    Refused with a fault left in the file, or, unless it is a draft, with a jump that nobody has explained.
    """
    _must_be_ready(received, seen, reasons or {}, draft=draft)
    for code in received.geographies:
        rights.must_upload_for(person, code, registry)
    return store.hand_in(
        _delivery(received, registry),
        geographies=received.geographies,
        years=received.years,
        by=person.name,
        at=at,
        seen=seen.fingerprint,
        note=note,
        reasons=given(seen, reasons or {}),
        comments=received.comments,
        findings=received.findings,
        ends=previewing.absent(received.rows, store) if ends else None,
        draft=draft,
        replaces=follows,
        template=received.template.number if received.template else "",
        mapping=received.mapping,
    )


def review(store: Store, registry: Registry, batch: int, *, person: Person) -> Review:
    """A delivery with what it would change, its reasons and what has been said about it."""
    found = store.batch(batch)
    _must_see(found, person)
    comments = store.comments(batch)
    return Review(
        batch=found,
        preview=previewing.of(
            store.pending(batch),
            store=store,
            registry=registry,
            ends=store.ends_of(batch),
            comments=comments,
            own=own_batches(store, person),
            version=_before(store, found),
        ),
        reasons=store.reasons(batch),
        comments=comments,
        findings=store.findings(batch),
        thread=tuple(store.thread(batch)),
    )


def approve(store: Store, batch: int, *, person: Person, at: datetime, seen: str) -> AppendResult:
    """Let a delivery stand, if what it changes is still what was seen (the preview's fingerprint)."""
    must_review(store, store.batch(batch), person)
    return store.approve(batch, by=person.name, at=at, seen=seen)


def give_back(store: Store, batch: int, *, person: Person, at: datetime, comment: str) -> None:
    """Return a delivery with what must be put right."""
    must_review(store, store.batch(batch), person)
    store.give_back(batch, by=person.name, at=at, comment=comment)


def withdraw(store: Store, batch: int, *, person: Person, at: datetime) -> None:
    """Take one's own delivery back before anybody has decided on it."""
    permissions.must_withdraw(person, store.batch(batch).handed_in_by)
    store.withdraw(batch, by=person.name, at=at)


def undo(store: Store, batch: int, *, person: Person, at: datetime, reason: str) -> int:
    """Take back an approved delivery: a new data version that restores exactly what stood before it."""
    found = store.batch(batch)
    permissions.must_undo(person, found.handed_in_by, found.state)
    return store.undo(batch, by=person.name, at=at, reason=reason)


def say(store: Store, batch: int, *, person: Person, at: datetime, text: str) -> None:
    """Add a comment to a delivery's thread; its uploader and those who review may."""
    _must_see(store.batch(batch), person)
    store.comment(batch, by=person.name, at=at, text=text)


def received_file(store: Store, batch: int, *, person: Person) -> tuple[str, bytes]:
    """The name and the untouched content of a delivery's file; only for its uploader and those who review."""
    found = store.batch(batch)
    _must_see(found, person)
    return found.file_name, store.file_content(found.sha256)


def queue(store: Store, person: Person) -> list[BatchRow]:
    """Deliveries that wait for review, the oldest first; one's own are left out."""
    waiting = store.batches([BatchState.HANDED_IN])
    return [b for b in waiting if _may_review(store, b, person)]


def must_review(store: Store, batch: BatchRow, person: Person) -> None:
    """Refuse somebody who may not approve or return a delivery."""
    permissions.must_review(person, batch.handed_in_by, _fetched_by(store, batch))


def decided(store: Store) -> list[BatchRow]:
    """Deliveries that have been handed in and decided on, the latest decision first."""
    states = [BatchState.APPROVED, BatchState.RETURNED, BatchState.UNDONE]
    found = [b for b in store.batches(states) if b.kind in (BatchKind.UPLOAD, BatchKind.SOURCE)]
    return sorted(found, key=lambda b: (b.decided_at or b.handed_in_at, b.id), reverse=True)


def mine(store: Store, person: Person) -> list[BatchRow]:
    """What a person has handed in, the latest first; drafts left out."""
    states = [state for state in BatchState if state is not BatchState.DRAFT]
    return [
        b
        for b in reversed(store.batches(states))
        if b.kind is BatchKind.UPLOAD and permissions.is_same_person(b.handed_in_by, person.name)
    ]


def own_batches(store: Store, person: Person) -> list[int]:
    """The numbers of what a person has handed in: those figures the person may see though others may not."""
    return [b.id for b in mine(store, person)]


def given(seen: Preview, reasons: Mapping[str, str]) -> dict[str, str]:
    """The reasons in words: those that somebody wrote, else what the row's own comment says."""
    told = {d.key: (reasons.get(d.key) or d.comment).strip() for d in seen.deviations}
    return {key: text for key, text in told.items() if text}


def unexplained(seen: Preview, reasons: Mapping[str, str]) -> tuple[Deviation, ...]:
    """The deviations without a reason, jumps and others."""
    told = given(seen, reasons)
    return tuple(d for d in seen.deviations if d.key not in told)


def _may_review(store: Store, batch: BatchRow, person: Person) -> bool:
    by = _fetched_by(store, batch)
    return permissions.may_review(person.role, name=person.name, handed_in_by=batch.handed_in_by, fetched_by=by)


def _fetched_by(store: Store, batch: BatchRow) -> tuple[str, ...]:
    return store.fetched_by(batch.id) if batch.kind is BatchKind.SOURCE else ()


def _must_be_ready(received: Received, seen: Preview, reasons: Mapping[str, str], *, draft: bool) -> None:
    if received.errors:
        count = len(received.errors)
        told = "1 cell är fel. Rätta den" if count == 1 else f"{count} celler är fel. Rätta dem"
        raise InputError(f"{told} och läs in filen igen. Inget är inlämnat.")
    if not draft:
        _must_be_explained(seen, reasons)


def _must_be_explained(seen: Preview, reasons: Mapping[str, str]) -> None:
    jumps = [d for d in unexplained(seen, reasons) if d.is_jump]
    if jumps:
        cells = ", ".join(f"{d.sheet} {d.cell}".strip() for d in jumps[:5])
        raise InputError(
            f"Värden som är tio gånger större eller mindre än förut måste förklaras: {cells}. Inget är inlämnat."
        )


def _delivery(received: Received, registry: Registry) -> Delivery:
    places = [registry.geographies[code].name for code in received.geographies if code in registry.geographies]
    years = (
        "–".join(str(year) for year in dict.fromkeys((received.years[0], received.years[-1]))) if received.years else ""
    )
    whose = places[0] if len(places) == 1 else registry.city
    return Delivery(
        kind=BatchKind.UPLOAD,
        title=f"{whose} {years}".strip(),
        source=f"Göteborgs Stad, {whose}" if whose != registry.city else f"{registry.city}s Stad",
        licence="",
        file_name=received.file_name,
        content=received.content,
        rows=received.rows,
        provenance="Uppladdad på sidan Lämna uppgifter eller med load.",
    )


def _must_see(batch: BatchRow, person: Person) -> None:
    """Refuse somebody who neither handed the delivery in nor reviews; a draft is its owner's alone."""
    if permissions.is_same_person(batch.handed_in_by, person.name):
        return
    if batch.state is BatchState.DRAFT:
        raise AccessError(f"Leverans {batch.id} är ett utkast som bara den som laddade upp filen ser.")
    permissions.must_review(person, batch.handed_in_by)


def _before(store: Store, batch: BatchRow) -> int | None:
    """The data version that a decided delivery was compared with; None while it waits."""
    if batch.state is BatchState.HANDED_IN or batch.state is BatchState.DRAFT:
        return None
    approved = [v.id for v in store.versions() if v.batch == batch.id and v.kind is VersionKind.APPROVE]
    return approved[0] - 1 if approved else store.version_at(batch.decided_at or batch.handed_in_at)
