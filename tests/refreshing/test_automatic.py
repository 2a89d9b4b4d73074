"""What the register may approve without a person: only a later answer in which nothing at all is suspicious."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from indicators.deliveries import answers, scheduling
from indicators.deliveries.refreshing import Refreshed
from indicators.model import MeasureKind, Registry, SourceGuard, SourceMapping
from indicators.store import FetchOutcome, Store
from tests.builders import INDICATOR_ID, a_registry, an_indicator
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


def counted() -> Registry:
    """A register whose source gives counts and bases, approved without a person."""
    mapping = SourceMapping(
        indicator=INDICATOR_ID, geography_column="plats", period="ar", numerator="antal", denominator="bas"
    )
    source = a_source(query="select plats, ar, antal, bas from fall", mapping=mapping, is_automatic=True)
    rate = an_indicator(kind=MeasureKind.RATE, breakdowns=(), multiplier=1_000.0, unit="per 1 000")
    return replace(a_registry(rate), sources={"enkaten": source})


def put_counts(path: Path, counts: Mapping[int, tuple[float, float | None]]) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table if not exists fall (plats text, ar integer, antal real, bas real)")
        other.execute("delete from fall")
        rows = [("131", year, *each) for year, each in counts.items()]
        other.executemany("insert into fall values (?, ?, ?, ?)", rows)
        other.commit()


def test_counts_and_bases_that_change_under_the_same_values_are_not_approved_by_themselves(
    store: Store, figures: Path
) -> None:
    counts: dict[int, tuple[float, float | None]] = dict.fromkeys(range(2014, 2020), (50.0, 5000.0))
    put_counts(figures, counts)
    stand(store, counted())
    for number, factor in enumerate((100, 0.02, 7), start=1):
        put_counts(figures, dict.fromkeys(counts, (50.0 * factor, 5000.0 * factor)))
        assert refresh(store, counted(), at=day(number)).outcome is FetchOutcome.STOPPED
    put_counts(figures, {**counts, 2019: (51.0, 5_100.0)})
    came = refresh(store, counted(), at=day(7))
    assert came.outcome is FetchOutcome.APPROVED
    assert "Under ett oförändrat värde har källan ändrat antal, bas" in came.message
    assert "som mest med 2,0\N{NO-BREAK SPACE}%" in came.message


def test_a_value_that_becomes_nothing_is_stopped_in_any_unit(store: Store, registry: Registry, figures: Path) -> None:
    low = dict.fromkeys(VALUES, 15.0)
    put(figures, low)
    stand(store, registry)
    for number, key in enumerate([(131, 2019), (131, 2020)], start=1):
        put(figures, {**low, key: 0.0})
        assert refresh(store, registry, at=day(number)).outcome is FetchOutcome.STOPPED


def test_what_is_missing_or_comes_late_is_approved_by_a_person(store: Store, figures: Path) -> None:
    registry = a_register(a_source(is_automatic=True, guard=SourceGuard(may_vanish=0.3)))
    stand(store, registry)
    for said, why in (({(131, 2019): None}, "några värden saknas"), ({(131, 2013): 61.0}, "äldre år")):
        put(figures, {**VALUES, **said})
        came = refresh(store, registry, at=day(7))
        assert came.outcome is FetchOutcome.WAITING
        assert why in came.message


def test_a_part_of_a_year_is_never_approved_by_itself_unless_the_register_says_what_it_is(
    store: Store, registry: Registry, figures: Path
) -> None:
    stand(store, registry)
    with closing(sqlite3.connect(figures)) as other:
        other.execute("insert into varden values ('131', '2020K1', 61.0)")
        other.commit()
    came = refresh(store, registry, at=day(7))
    assert (came.outcome, [each.code for each in came.findings]) == (FetchOutcome.WAITING, ["part-of-year"])
    said = a_register(a_source(is_automatic=True, recode={"ar": {"2020K1": "2020"}}))
    assert answers.judge(said.sources["enkaten"], f"sqlite:///{figures}", store=store, registry=said, at=AT).asks == ""
