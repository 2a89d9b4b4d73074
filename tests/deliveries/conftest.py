"""A store of the test's own, with what the product ships."""

from __future__ import annotations

import pytest

from indicators import deliveries
from indicators.deliveries import Preview, Received
from indicators.model import Registry
from indicators.settings import Settings
from indicators.store import Store
from tests.deliveries.files import ANNA, AT, a_template, filled_in_full


@pytest.fixture
def desk(own: Settings) -> Store:
    return Store.open(own)


@pytest.fixture(scope="session")
def known(register: Registry) -> Registry:
    """The register that the desk begins with."""
    return register


@pytest.fixture(scope="session")
def blank(store: Store, known: Registry) -> bytes:
    """Angered's template for 2020, as the desk would give it out at first."""
    return a_template(store, known)


@pytest.fixture(scope="session")
def full(store: Store, blank: bytes) -> bytes:
    """The same, filled in without fault."""
    return filled_in_full(blank, store)


@pytest.fixture(scope="session")
def received(store: Store, known: Registry, full: bytes) -> Received:
    """What the desk would read in it at first; reading keeps nothing."""
    return deliveries.receive(full, "angered-2020.xlsx", store=store, registry=known, person=ANNA, at=AT)


@pytest.fixture(scope="session")
def seen(store: Store, known: Registry, received: Received) -> Preview:
    """What it would change there."""
    return deliveries.preview(received, store=store, registry=known, person=ANNA)


@pytest.fixture
def batch(desk: Store, known: Registry, received: Received, seen: Preview) -> int:
    """The number of the delivery, handed in and waiting."""
    reasons = {d.key: "kontrollerat mot källan" for d in seen.deviations}
    return deliveries.hand_in(received, seen, store=desk, registry=known, person=ANNA, at=AT, reasons=reasons)
