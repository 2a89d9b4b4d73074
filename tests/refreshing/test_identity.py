"""What a source says of itself is remembered only from what a person accepted, or what was judged unsuspicious."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from indicators import deliveries
from indicators.deliveries import refreshing
from indicators.deliveries.guarding import Suspicion
from indicators.deliveries.refreshing import Refreshed
from indicators.model import Registry
from indicators.store import FetchOutcome, Store
from tests.refreshing.answers import as_answered
from tests.refreshing.sources import AT, BO, SIV, a_register, day
from tests.refreshing.test_kolada import KPI, a_kolada
from tests.servers import services as served
from tests.servers.services import Services, services

Described = Callable[[Callable[[dict[str, Any]], None]], None]
"""Makes the service say something else of its key figures."""


@pytest.fixture
def kolada(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    with services() as server:
        monkeypatch.setenv("LAGESBILD_SOURCE_KOLADA", f"{server.address}/v3")
        server.kolada = as_answered("2024-12-12", KPI)
        yield server


@pytest.fixture
def registry() -> Registry:
    return a_register(a_kolada())


@pytest.fixture
def described(monkeypatch: pytest.MonkeyPatch) -> Described:
    real = served.document

    def described(change: Callable[[dict[str, Any]], None]) -> None:
        def changed(name: str) -> Any:
            told = real(name)
            if name == "kolada-kpi-metadata.json":
                change(told)
            return told

        monkeypatch.setattr(served, "document", changed)

    return described


@pytest.fixture
def standing(store: Store, registry: Registry, kolada: Services) -> Store:
    first = fetch(store, registry, at=0)
    assert first.fetch is not None
    assert first.preview is not None
    store.approve(first.fetch.batch or 0, by=BO.name, at=AT, seen=first.preview.fingerprint)
    return store


def fetch(store: Store, registry: Registry, *, at: int) -> Refreshed:
    return refreshing.refresh("kolada", store=store, registry=registry, person=SIV, at=day(at))


def scheduled(store: Store, registry: Registry, kolada: Services, *, at: int) -> Refreshed:
    given: dict[str, Any] = {"store": store, "registry": registry, "by": "schemat", "at": day(at)}
    return refreshing.fetched(a_kolada(), f"{kolada.address}/v3", is_scheduled=True, **given)


def another(told: dict[str, Any]) -> None:
    for row in told["values"]:
        row["description"] += " Medelvärde av tre år."


def silent(told: dict[str, Any]) -> None:
    told["values"] = []


def revise(kolada: Services, factor: float) -> None:
    """Make the latest figures a little larger than the service first said."""
    kolada.kolada = as_answered("2024-12-12", KPI)
    for row in kolada.kolada:
        if row["period"] == 2019:
            row["values"] = [{**each, "value": each["value"] and each["value"] * factor} for each in row["values"]]


def suspicions(came: Refreshed) -> list[Suspicion]:
    return [stop.suspicion for stop in came.stops]


@pytest.mark.parametrize("is_revised", [True, False])
def test_a_definition_that_was_dismissed_stops_the_next_answer_too(
    standing: Store, registry: Registry, kolada: Services, described: Described, *, is_revised: bool
) -> None:
    described(another)
    revise(kolada, 1.01 if is_revised else 1.0)
    came = fetch(standing, registry, at=7)
    assert suspicions(came) == [Suspicion.IDENTITY]
    assert came.fetch is not None
    refreshing.dismiss(standing, came.fetch.id, person=SIV, at=day(7), reason="Fel definition.")
    scheduled(standing, registry, kolada, at=14)  # the same answer, which is not handed in again
    revise(kolada, 1.02)
    assert suspicions(scheduled(standing, registry, kolada, at=21)) == [Suspicion.IDENTITY]


def test_a_definition_that_was_let_through_is_right_only_once_the_batch_is_approved(
    standing: Store, registry: Registry, kolada: Services, described: Described
) -> None:
    described(another)
    revise(kolada, 1.01)
    for number, is_returned in enumerate((True, False), start=1):
        came = fetch(standing, registry, at=7 * number)
        assert suspicions(came) == [Suspicion.IDENTITY]
        assert came.fetch is not None
        batch = refreshing.let_through(standing, came.fetch.id, person=SIV, at=day(7), reason="Bara förtydligat.")
        assert batch is not None
        if is_returned:
            deliveries.give_back(standing, batch, person=BO, at=day(7), comment="Nej, en annan definition.")
            revise(kolada, 1.02)
        else:
            assert came.preview is not None
            deliveries.approve(standing, batch, person=BO, at=day(7), seen=came.preview.fingerprint)
    revise(kolada, 1.03)
    assert scheduled(standing, registry, kolada, at=21).outcome is FetchOutcome.WAITING


def test_a_source_that_no_longer_says_what_it_is_stops_and_what_it_said_is_remembered(
    standing: Store, registry: Registry, kolada: Services, described: Described
) -> None:
    described(silent)
    came = fetch(standing, registry, at=7)
    assert (came.outcome, set(suspicions(came))) == (FetchOutcome.STOPPED, {Suspicion.IDENTITY})
    assert "Källan anger inte längre definition" in came.message
    described(another)
    assert [stop.text for stop in fetch(standing, registry, at=14).stops] == [
        "Källan har ändrat definition under samma id."
    ]


def test_a_silence_that_a_person_lets_through_is_what_is_known(
    standing: Store, registry: Registry, kolada: Services, described: Described
) -> None:
    described(silent)
    came = fetch(standing, registry, at=7)
    assert came.fetch is not None
    refreshing.let_through(standing, came.fetch.id, person=SIV, at=day(7), reason="Tjänsten har slutat beskriva.")
    assert fetch(standing, registry, at=14).outcome is FetchOutcome.UNCHANGED
