"""Deliveries that the register, or the removal of what is made up, overtakes on their way."""

from __future__ import annotations

import pytest

from indicators import deliveries, preparation, registry
from indicators import observations as obs
from indicators.batches import BatchState
from indicators.deliveries import Preview
from indicators.errors import StoreError
from indicators.model import Registry
from indicators.store import Store, faults
from tests.deliveries.files import ANNA, AT, BO


def test_a_delivery_does_not_bring_back_what_is_made_up(desk: Store, batch: int) -> None:
    preparation.remove_demo(desk, by="Ada", at=AT)
    now = registry.load(desk.register_documents())
    told = deliveries.review(desk, now, batch, person=BO).preview
    with pytest.raises(StoreError, match="inte längre finns i registret"):
        deliveries.approve(desk, batch, person=BO, at=AT, seen=told.fingerprint)
    assert not desk.observations()[obs.IS_DEMO].any()
    deliveries.give_back(desk, batch, person=BO, at=AT, comment="Ny mall behövs.")
    assert desk.batch(batch).state is BatchState.RETURNED
    assert faults.faults(desk, now) == []


def test_an_indicator_removed_since_the_hand_in_stops_the_approval(
    desk: Store, known: Registry, batch: int, seen: Preview
) -> None:
    documents = desk.register_documents()
    name = next(n for n, content in documents.items() if b'id = "anmalda-ran"' in content)
    gone = {**documents, name: documents[name].replace(b'id = "anmalda-ran"', b'id = "anmalda-ran-med-mera"')}
    desk.save_register(gone, by="Lo", at=AT, registry=registry.load(gone))
    with pytest.raises(StoreError, match="uppgifter om anmalda-ran, som inte längre finns"):
        deliveries.approve(desk, batch, person=BO, at=AT, seen=seen.fingerprint)
    assert desk.batch(batch).state is BatchState.HANDED_IN
    desk.save_register(documents, by="Lo", at=AT, registry=known)
    assert deliveries.approve(desk, batch, person=BO, at=AT, seen=seen.fingerprint).batch == batch


def test_what_is_left_after_the_removal_can_be_undone(desk: Store, batch: int, seen: Preview) -> None:
    before = desk.observations()
    deliveries.approve(desk, batch, person=BO, at=AT, seen=seen.fingerprint)
    preparation.remove_demo(desk, by="Ada", at=AT)
    deliveries.undo(desk, batch, person=BO, at=AT, reason="Fel fil.")
    real = before[~before[obs.IS_DEMO]].sort_values(list(obs.KEY), ignore_index=True)
    now = desk.observations().sort_values(list(obs.KEY), ignore_index=True)
    assert now.equals(real)
    assert ANNA.name not in set(desk.sources()["handed_in_by"])
