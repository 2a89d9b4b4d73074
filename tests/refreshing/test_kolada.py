"""The real case: key figure U07417 changed its meaning between two fetches, under the same id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from indicators.deliveries import refreshing
from indicators.deliveries.guarding import Suspicion
from indicators.deliveries.refreshing import Refreshed
from indicators.model import Registry, Source, SourceGuard, SourceKind, SourceMapping
from indicators.store import FetchOutcome, Store
from tests.builders import INDICATOR_ID
from tests.refreshing.answers import as_answered
from tests.refreshing.sources import AT, SIV, a_register, a_source, day
from tests.servers.services import Services, services

KPI = "U07417"


@pytest.fixture
def kolada(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    with services() as server:
        monkeypatch.setenv("LAGESBILD_SOURCE_KOLADA", f"{server.address}/v3")
        yield server


def a_kolada() -> Source:
    mapping = SourceMapping(
        indicator=INDICATOR_ID, geography_column="municipality", period="period", value="value", status="status"
    )
    return a_source(
        name="kolada",
        kind=SourceKind.KOLADA,
        api=3,
        query="",
        selection={"kpi": (KPI,), "municipality": ("1480",), "gender": ("T",)},
        mapping=mapping,
        guard=SourceGuard(revised_years=100, revised_share=1),
    )


def fetch(store: Store, registry: Registry, *, at: int = 0) -> Refreshed:
    return refreshing.refresh("kolada", store=store, registry=registry, person=SIV, at=day(at))


def test_the_key_figure_that_changed_unit_under_its_id_is_stopped(store: Store, kolada: Services) -> None:
    registry = a_register(a_kolada())
    kolada.kolada = as_answered("2023-03-28", KPI)
    first = fetch(store, registry)
    assert first.fetch is not None
    assert first.preview is not None
    assert first.outcome is FetchOutcome.WAITING
    store.approve(first.fetch.batch or 0, by="Bo", at=AT, seen=first.preview.fingerprint)
    good = store.observations()
    kolada.kolada = as_answered("2024-12-12", KPI)
    second = fetch(store, registry, at=7)
    assert second.outcome is FetchOutcome.STOPPED
    jump = next(stop for stop in second.stops if stop.suspicion is Suspicion.JUMP)
    assert "enheten eller definitionen har ändrats hos källan" in jump.text
    assert store.observations().equals(good)
    assert second.preview is not None
    same_year = second.preview.difference.set_index("year").loc[2015]
    assert 90 < same_year["after_value"] / same_year["before_value"] < 110


def test_a_definition_that_changes_without_the_figures_is_stopped_and_accepted_by_a_person(
    store: Store, kolada: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = a_register(a_kolada())
    kolada.kolada = as_answered("2024-12-12", KPI)
    first = fetch(store, registry)
    assert first.fetch is not None
    assert first.preview is not None
    store.approve(first.fetch.batch or 0, by="Bo", at=AT, seen=first.preview.fingerprint)
    from tests.servers import services as module

    real = module.document

    def renamed(name: str) -> Any:
        told = real(name)
        if name == "kolada-kpi-metadata.json":
            for row in told["values"]:
                row["description"] += " Medelvärde av tre år."
        return told

    monkeypatch.setattr(module, "document", renamed)
    second = fetch(store, registry, at=7)
    assert (second.outcome, [stop.suspicion for stop in second.stops]) == (
        FetchOutcome.STOPPED,
        [Suspicion.IDENTITY],
    )
    assert second.fetch is not None
    assert second.fetch.batch is None
    assert second.stops[0].after.endswith("Medelvärde av tre år.")
    assert (
        refreshing.let_through(store, second.fetch.id, person=SIV, at=day(7), reason="Bara ett förtydligande.") is None
    )
    assert fetch(store, registry, at=14).outcome is FetchOutcome.UNCHANGED
