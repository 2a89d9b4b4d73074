"""The source hands in and a person approves: never the one who fetched, or who let a stopped fetch through."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators import deliveries
from indicators.deliveries import refreshing, scheduling
from indicators.errors import AccessError, StoreError
from indicators.model import Registry, UserRole
from indicators.permissions import Person
from indicators.store import Store
from tests.refreshing.sources import AT, BO, VALUES, day, put, refresh, stand

SIV = Person(name=" siv", role=UserRole.APPROVER)
"""The administrator of the fetches, who has become an approver since."""
EVA = Person(name="Eva", role=UserRole.ADMINISTRATOR)


def _waiting(store: Store) -> list[int]:
    return [batch.id for batch in deliveries.queue(store, SIV)]


def test_whoever_fetched_neither_approves_nor_returns(store: Store, registry: Registry, figures: Path) -> None:
    came = refresh(store, registry)
    assert came.fetch is not None
    assert came.preview is not None
    batch, seen = came.fetch.batch, came.preview.fingerprint
    assert batch is not None
    assert _waiting(store) == []
    with pytest.raises(AccessError, match="En annan person granskar"):
        deliveries.approve(store, batch, person=SIV, at=AT, seen=seen)
    with pytest.raises(AccessError, match="En annan person granskar"):
        deliveries.give_back(store, batch, person=SIV, at=AT, comment="Nej.")
    with pytest.raises(StoreError, match="En annan person granskar"):  # the store itself, whatever the code above does
        store.approve(batch, by="SIV", at=AT, seen=seen)
    assert deliveries.approve(store, batch, person=BO, at=AT, seen=seen).new == 12


def test_what_the_schedule_fetched_is_anybodys_to_review(store: Store, registry: Registry, figures: Path) -> None:
    scheduling.refresh_due(store, registry, at=AT)
    waiting = _waiting(store)
    assert len(waiting) == 1
    refresh(store, registry)  # the same answer again: nothing of the one who asks
    assert _waiting(store) == waiting


def test_whoever_let_a_stopped_fetch_through_does_not_approve_it(
    store: Store, registry: Registry, figures: Path
) -> None:
    stand(store, registry)
    put(figures, {key: value * 100 for key, value in VALUES.items()})
    (came,) = scheduling.refresh_due(store, registry, at=day(8))
    assert came.fetch is not None
    refreshing.let_through(store, came.fetch.id, person=EVA, at=day(8), reason="Ny enhet.")
    eva = Person(name="Eva", role=UserRole.LEAD)
    assert (len(_waiting(store)), deliveries.queue(store, eva)) == (1, [])
