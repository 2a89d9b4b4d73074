"""A store of the test's own, with what the product ships."""

from __future__ import annotations

import pytest

from indicators import deliveries, registry
from indicators.deliveries import Preview, Received
from indicators.model import Registry
from indicators.settings import Settings
from indicators.store import Store
from tests.deliveries.files import ANNA, AT, a_template, filled_in_full


@pytest.fixture
def desk(own: Settings) -> Store:
    return Store.open(own)


@pytest.fixture
def known(desk: Store) -> Registry:
    return registry.load(desk.register_documents())


@pytest.fixture
def received(desk: Store, known: Registry) -> Received:
    """Angered's template for 2020, filled in without fault."""
    content = filled_in_full(a_template(desk, known), desk)
    return deliveries.receive(content, "angered-2020.xlsx", store=desk, registry=known, person=ANNA, at=AT)


@pytest.fixture
def seen(desk: Store, known: Registry, received: Received) -> Preview:
    return deliveries.preview(received, store=desk, registry=known, person=ANNA)


@pytest.fixture
def batch(desk: Store, known: Registry, received: Received, seen: Preview) -> int:
    """The number of the delivery, handed in and waiting."""
    reasons = {d.key: "kontrollerat mot källan" for d in seen.deviations}
    return deliveries.hand_in(received, seen, store=desk, registry=known, person=ANNA, at=AT, reasons=reasons)
