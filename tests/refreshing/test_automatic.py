"""What the register may approve without a person: only a later answer in which nothing at all is suspicious."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.deliveries import scheduling
from indicators.deliveries.refreshing import Refreshed
from indicators.model import Registry
from indicators.store import FetchOutcome, Store
from tests.refreshing.sources import AT, VALUES, a_register, a_source, day, put, refresh, stand


@pytest.fixture
def registry() -> Registry:
    """A register whose source is approved without a person where nothing is suspicious."""
    return a_register(a_source(is_automatic=True))


def scheduled(store: Store, registry: Registry, *, at: int) -> Refreshed:
    """What the schedule's fetch of the one source came to, some days after the first."""
    (came,) = scheduling.refresh_due(store, registry, at=day(at))
    return came


def test_first_figures_that_nobody_reviewed_are_not_approved_by_the_next_fetch(
    store: Store, registry: Registry, figures: Path
) -> None:
    assert scheduled(store, registry, at=0).outcome is FetchOutcome.WAITING
    for week in (1, 2):
        put(figures, {**VALUES, (131, 2019): VALUES[131, 2019] + week})
        came = scheduled(store, registry, at=7 * week)
        assert came.outcome is FetchOutcome.WAITING
        assert "första hämtning godkänns av en person" in came.message
    assert store.observations().empty


def test_after_a_person_has_approved_once_a_clean_answer_is_approved(
    store: Store, registry: Registry, figures: Path
) -> None:
    scheduled(store, registry, at=0)
    put(figures, {**VALUES, (131, 2019): VALUES[131, 2019] + 1})
    stand(store, registry, at=AT)
    put(figures, {**VALUES, (131, 2020): 61.0})
    assert refresh(store, registry, at=day(7)).outcome is FetchOutcome.APPROVED
