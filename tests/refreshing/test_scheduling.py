"""When sources are fetched: by the register's interval, later after each failure, and never twice at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indicators.deliveries import scheduling
from indicators.model import Interval, Registry
from indicators.store import FetchOutcome, Store
from indicators.store.fetches import Ended
from tests.refreshing.sources import AT, VALUES, a_register, a_source, day, put, refresh


@pytest.fixture(autouse=True)
def address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_SOURCE_ENKATEN", "sqlite:///finns-inte.db")


def came(store: Store, outcome: FetchOutcome, *, at: datetime = AT) -> None:
    """One fetch of the source that came to something."""
    number, token = store.begin_fetch("enkaten", by="schemat", at=at, is_scheduled=True, seconds=60)
    store.conclude_fetch(number, token, Ended(outcome=outcome, message=""), at=at)


def due(store: Store, every: Interval, at: datetime) -> bool:
    return scheduling.state(store, a_source(every=every)).is_due(at)


def test_a_source_that_was_never_fetched_is_due(store: Store) -> None:
    assert due(store, Interval.YEAR, AT)


def test_a_source_without_address_is_never_due(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAGESBILD_SOURCE_ENKATEN")
    state = scheduling.state(store, a_source())
    assert (state.has_address, state.next, state.is_due(AT)) == (False, None, False)


@pytest.mark.parametrize(
    ("every", "last", "not_yet", "then"),
    [
        (Interval.DAY, (2020, 12, 1), (2020, 12, 1), (2020, 12, 2)),
        (Interval.WEEK, (2020, 12, 1), (2020, 12, 7), (2020, 12, 8)),
        (Interval.MONTH, (2020, 1, 31), (2020, 2, 28), (2020, 2, 29)),
        (Interval.MONTH, (2020, 12, 15), (2021, 1, 14), (2021, 1, 15)),
        (Interval.YEAR, (2020, 2, 29), (2021, 2, 27), (2021, 2, 28)),
    ],
)
@pytest.mark.parametrize("outcome", [FetchOutcome.UNCHANGED, FetchOutcome.WAITING, FetchOutcome.STOPPED])
def test_a_source_is_due_by_the_day_so_that_a_nightly_run_never_misses_one(
    store: Store,
    every: Interval,
    last: tuple[int, int, int],
    not_yet: tuple[int, int, int],
    then: tuple[int, int, int],
    outcome: FetchOutcome,
) -> None:
    came(store, outcome, at=datetime(*last, 3, 0, 5, tzinfo=UTC))
    assert not due(store, every, datetime(*not_yet, 22, tzinfo=UTC))
    assert due(store, every, datetime(*then, 3, 0, 0, tzinfo=UTC))


@pytest.mark.parametrize(("failures", "hours"), [(1, 1), (2, 2), (3, 4), (5, 16), (6, 24), (60, 24)])
def test_each_failure_doubles_the_pause_up_to_a_day(failures: int, hours: int) -> None:
    assert scheduling.pause(failures) == hours


def test_a_failure_is_tried_again_before_the_interval_is_over(store: Store) -> None:
    came(store, FetchOutcome.UNCHANGED)
    for number in range(2):
        came(store, FetchOutcome.FAILED, at=day(7) + timedelta(hours=number))
    state = scheduling.state(store, a_source())
    assert (state.failures, state.answered is not None) == (2, True)
    assert not state.is_due(day(7) + timedelta(hours=2))
    assert state.is_due(day(7) + timedelta(hours=3))


def test_what_is_due_is_fetched_and_logged_and_then_not_due(store: Store, registry: Registry, figures: Path) -> None:
    done = scheduling.refresh_due(store, registry, at=AT)
    assert [each.outcome for each in done] == [FetchOutcome.WAITING]
    assert store.fetches()[0].is_scheduled
    assert scheduling.refresh_due(store, registry, at=AT) == []
    run = [row for row in store.log() if row.action == "refresh_due"]
    assert [(row.actor, row.detail) for row in run] == [("schemat", "1 hämtade: 1 väntar på granskning")]


def test_one_source_that_fails_does_not_keep_the_others_from_being_fetched(
    store: Store, figures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGESBILD_SOURCE_TRASIG", "sqlite:///finns-inte.db")
    both = a_register(a_source(name="trasig"), a_source())
    done = scheduling.refresh_due(store, both, at=AT)
    assert [each.outcome for each in done] == [FetchOutcome.FAILED, FetchOutcome.WAITING]
    assert {row.source: row.outcome for row in store.fetches()} == {
        "trasig": FetchOutcome.FAILED,
        "enkaten": FetchOutcome.WAITING,
    }


def test_the_state_tells_of_what_is_stopped_waits_and_runs(store: Store, registry: Registry, figures: Path) -> None:
    refresh(store, registry)
    state = scheduling.state(store, registry.sources["enkaten"])
    assert state.waiting is not None
    assert state.last == state.answered == state.history[0]
    put(figures, {key: 100 * value if key[1] == 2019 else value for key, value in VALUES.items()})
    refresh(store, registry, at=day(1))
    state = scheduling.state(store, registry.sources["enkaten"])
    assert state.stopped is not None
    assert state.waiting is None
    store.begin_fetch("enkaten", by="Siv", at=day(2), is_scheduled=False, seconds=60)
    state = scheduling.state(store, registry.sources["enkaten"])
    assert state.is_running
    assert not state.is_due(day(60))


def test_every_source_is_told_in_the_register_s_order(store: Store) -> None:
    two = a_register(a_source(name="b"), a_source(name="a"))
    assert [state.source.name for state in scheduling.states(store, two)] == ["b", "a"]
    assert scheduling.states(store, replace(two, sources={})) == []
