"""A sound file that waits for its uploader, seen by nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators import deliveries
from indicators.deliveries import Preview, Received
from indicators.errors import AccessError, LagesbildError
from indicators.model import Registry
from indicators.store import Store
from tests.deliveries.files import ANNA, AT, BO

EVA = replace(ANNA, name="Eva")


@pytest.fixture
def draft(desk: Store, known: Registry, received: Received, seen: Preview) -> int:
    return deliveries.keep_draft(
        received, seen, store=desk, registry=known, person=ANNA, at=AT, reasons={d.key: "ja" for d in seen.deviations}
    )


def test_a_draft_opens_as_it_was_left(desk: Store, known: Registry, draft: int, seen: Preview) -> None:
    opened = deliveries.open_draft(desk, known, ANNA)
    assert opened is not None
    received, preview, reasons = opened
    assert received.file_name == "angered-2020.xlsx"
    assert preview.fingerprint == seen.fingerprint
    assert reasons == {d.key: "ja" for d in seen.deviations}


def test_nobody_else_sees_a_draft(desk: Store, known: Registry, draft: int) -> None:
    assert deliveries.draft(desk, EVA) is None
    assert deliveries.queue(desk, BO) == []
    assert deliveries.mine(desk, ANNA) == []
    for person in (EVA, BO):
        with pytest.raises(AccessError):
            deliveries.review(desk, known, draft, person=person)


def test_a_draft_that_is_handed_in_is_no_draft_any_more(
    desk: Store, known: Registry, draft: int, received: Received, seen: Preview
) -> None:
    number = deliveries.hand_in(received, seen, store=desk, registry=known, person=ANNA, at=AT)
    assert deliveries.draft(desk, ANNA) is None
    assert [b.id for b in deliveries.queue(desk, BO)] == [number]


def test_a_discarded_draft_leaves_nothing(desk: Store, draft: int, store: Store) -> None:
    deliveries.discard_draft(desk, draft, person=ANNA, at=AT)
    assert deliveries.draft(desk, ANNA) is None
    assert len(desk.batches()) == len(store.batches())


def test_only_its_owner_discards_a_draft(desk: Store, draft: int) -> None:
    with pytest.raises(LagesbildError):
        deliveries.discard_draft(desk, draft, person=EVA, at=AT)
    assert deliveries.draft(desk, ANNA) is not None
