"""What the reviewer's page reads, kept in memory while the delivery and the data stand as they are."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from indicators import deliveries, swedish
from indicators.batches import BatchKind, BatchState
from indicators.deliveries import Review
from indicators.errors import InputError
from indicators.permissions import Person
from indicators.store.records import BatchRow, Comment, CommentKind
from ui import cached, delivery_tables

BATCH = "leverans"
"""The name of the chosen delivery in the address line."""
LIST = "visa"
DECIDED = "granskade"
"""What `visa` says where the reader looks at what is decided."""
REVIEWED = (BatchKind.UPLOAD, BatchKind.SOURCE)
"""Sorts of deliveries that wait for a reviewer."""
MOST_KEPT = 500
"""Lines of queues kept in memory at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """One delivery in the queue: what it is about and what it would change."""

    batch: BatchRow
    about: str
    """`Brott, enkät`, or how many strategic areas."""
    flips: int | None
    """Changed assessments of its own geographies; None while it is not worked out."""


def known(batch: BatchRow, person: Person) -> Glance:
    """What the queue can say of a delivery without working anything out."""
    return _glances().get(_key(batch, person), Glance(batch=batch, about="", flips=None))


def glance(batch: BatchRow, person: Person) -> Glance:
    """What the queue says of a delivery."""
    made = _glance(batch, person)
    kept = _glances()
    if len(kept) > MOST_KEPT:
        kept.clear()
    kept[_key(batch, person)] = made
    return made


def _glance(batch: BatchRow, person: Person) -> Glance:
    registry, preview = cached.registry(), _kept(batch, person).preview
    touched = set(preview.difference["indicator"])
    numbers = {i.strategic_area for i in registry.indicators.values() if i.id in touched}
    names = [area.short_name for area in registry.strategic_areas if area.number in numbers]
    about = ", ".join(names) if 0 < len(names) < 3 else swedish.counted(len(names), "område", "områden", "ett")
    return Glance(batch=batch, about=swedish.sentence_case(about), flips=len(delivery_tables.own_flips(preview)))


def review(batch: BatchRow, person: Person) -> Review:
    """A delivery as its reviewer sees it; what people may still write is read anew."""
    return replace(
        _kept(batch, person),
        reasons=cached.store().reasons(batch.id),
        thread=tuple(cached.store().thread(batch.id)),
    )


def found(text: str, person: Person) -> BatchRow | None:
    """The handed-in delivery that an address asks for; None where there is none to see."""
    if not text.isdecimal() or len(text) > 9:
        return None
    try:
        batch = cached.store().batch(int(text))
    except InputError:
        return None
    is_open = batch.kind in REVIEWED and batch.state not in (BatchState.DRAFT, BatchState.STOPPED)
    if is_open and batch.state is BatchState.HANDED_IN:
        deliveries.must_review(cached.store(), batch, person)
    return batch if is_open else None


def attempt(batch: BatchRow) -> tuple[int, Comment | None]:
    """Which attempt a delivery is, and with what words the one before was returned."""
    number, said, earlier = 1, None, batch.returned_of
    while earlier is not None:
        before = cached.store().batch(earlier)
        if said is None:
            said = next((c for c in reversed(cached.store().thread(before.id)) if c.kind is CommentKind.RETURN), None)
        number, earlier = number + 1, before.returned_of
    return number, said


def _kept(batch: BatchRow, person: Person) -> Review:
    return _review(_key(batch, person), batch.id, person)


def _key(batch: BatchRow, person: Person) -> tuple[object, ...]:
    return cached.key(repr(batch), person.name, person.role)


@st.cache_resource(show_spinner=False)
def _glances() -> dict[tuple[object, ...], Glance]:
    """What the queue says, by what it was worked out from."""
    return {}


@st.cache_resource(show_spinner=False, max_entries=64)
def _review(key: tuple[object, ...], number: int, _person: Person) -> Review:  # noqa: ARG001 the cache's key
    return deliveries.review(cached.store(), cached.registry(), number, person=_person)
