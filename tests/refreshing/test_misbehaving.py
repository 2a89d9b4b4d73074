"""A source that misbehaves is told of in a clear sentence, and the last good data stay as they were."""

from __future__ import annotations

import pytest

from indicators.deliveries import refreshing
from indicators.model import Source, SourceGuard, SourceKind, SourceLimits, SourceMapping
from indicators.store import FetchOutcome, Store
from tests.builders import INDICATOR_ID
from tests.ingest.sources.test_misbehaving import SAID
from tests.refreshing.sources import AT, SIV, a_register, a_source, day
from tests.servers.services import Misbehaviour, services

LIMITS = SourceLimits(rows=1_000, seconds=2, bytes=2_000_000)
OF_A_SERVICE = (
    Misbehaviour.HANGS,
    Misbehaviour.HALF,
    Misbehaviour.TEN_GIGABYTES,
    Misbehaviour.BOMB,
    Misbehaviour.HTML,
    Misbehaviour.LATIN,
    Misbehaviour.WRONG_TYPES,
    Misbehaviour.ELSEWHERE,
)
OF_A_FILE = (Misbehaviour.HALF_LINE, Misbehaviour.HALF, Misbehaviour.BOMB, Misbehaviour.HTML, Misbehaviour.ELSEWHERE)


def a_kolada() -> Source:
    mapping = SourceMapping(indicator=INDICATOR_ID, geography_column="municipality", period="period", value="value")
    chosen = {"kpi": ("N15428",), "municipality": ("1480",), "gender": ("T",)}
    fields = {"kind": SourceKind.KOLADA, "api": 3, "query": "", "selection": chosen, "mapping": mapping}
    return a_source(name="enkaten", limits=LIMITS, guard=SourceGuard(revised_years=100, revised_share=1), **fields)


def a_file() -> Source:
    mapping = SourceMapping(indicator=INDICATOR_ID, geography_column="Plats", period="År", value="Andel")
    return a_source(kind=SourceKind.FILE, query="", table="tal.csv", limits=LIMITS, mapping=mapping)


@pytest.mark.parametrize(
    ("source", "misbehaviours"), [(a_kolada(), OF_A_SERVICE), (a_file(), OF_A_FILE)], ids=("service", "file")
)
def test_the_last_good_data_are_untouched(
    store: Store, monkeypatch: pytest.MonkeyPatch, source: Source, misbehaviours: tuple[Misbehaviour, ...]
) -> None:
    with services() as server:
        monkeypatch.setenv("LAGESBILD_SOURCE_ENKATEN", f"{server.address}/v3")
        good = a_register(a_kolada())
        first = refreshing.refresh("enkaten", store=store, registry=good, person=SIV, at=AT)
        assert first.fetch is not None
        assert first.preview is not None
        store.approve(first.fetch.batch or 0, by="Bo", at=AT, seen=first.preview.fingerprint)
        standing, batches = store.observations(), store.batches()
        assert len(standing)
        for number, how in enumerate(misbehaviours, 1):
            server.behave(how)
            came = refreshing.refresh("enkaten", store=store, registry=a_register(source), person=SIV, at=day(number))
            assert came.outcome is FetchOutcome.FAILED, how
            assert came.message
            assert how is Misbehaviour.HTML or SAID[how] in came.message
            assert store.fetching() is None
        assert store.observations().equals(standing)
        assert store.batches() == batches
        server.behave(Misbehaviour.NONE)
        again = refreshing.refresh("enkaten", store=store, registry=good, person=SIV, at=day(20))
        assert again.outcome is FetchOutcome.UNCHANGED
