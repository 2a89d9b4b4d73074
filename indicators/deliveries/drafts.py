"""Drafts: a sound file that its uploader has not handed in yet, kept so that a closed page loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from indicators.batches import BatchState
from indicators.deliveries import receiving, review
from indicators.deliveries.results import Preview, Received
from indicators.model import Registry
from indicators.permissions import Person, is_same_person
from indicators.store import Store
from indicators.store.records import BatchRow


def draft(store: Store, person: Person) -> BatchRow | None:
    """The person's draft, the latest where there are several."""
    own = [b for b in store.batches([BatchState.DRAFT]) if is_same_person(b.handed_in_by, person.name)]
    return max(own, key=lambda batch: batch.id, default=None)


def keep_draft(
    received: Received,
    seen: Preview,
    *,
    store: Store,
    registry: Registry,
    person: Person,
    at: datetime,
    reasons: Mapping[str, str] | None = None,
    note: str = "",
    ends: bool = False,
) -> int:
    """Keep a sound file for its uploader alone; it takes the place of an older draft for the same place."""
    return review.hand_in(
        received,
        seen,
        store=store,
        registry=registry,
        person=person,
        at=at,
        note=note,
        reasons=reasons,
        ends=ends,
        draft=True,
    )


def open_draft(store: Store, registry: Registry, person: Person) -> tuple[Received, Preview, dict[str, str]] | None:
    """The person's draft read again from its kept file, with its preview and reasons; None where there is none."""
    kept = draft(store, person)
    if kept is None:
        return None
    received = receiving.receive(
        store.file_content(kept.sha256),
        kept.file_name,
        store=store,
        registry=registry,
        person=person,
        at=kept.handed_in_at,
        layout=kept.mapping or None,
    )
    ends = bool(len(store.ends_of(kept.id)))
    seen = review.preview(received, store=store, registry=registry, person=person, ends=ends)
    return received, seen, store.reasons(kept.id)


def discard_draft(store: Store, batch: int, *, person: Person, at: datetime) -> None:
    """Take the person's own draft away, its file too."""
    store.discard_draft(batch, by=person.name, at=at)
