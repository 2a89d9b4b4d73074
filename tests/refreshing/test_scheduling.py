"""When sources are fetched: by the register's interval, later after each failure, and never twice at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from indicators.deliveries import refreshing, scheduling
from indicators.deliveries.refreshing import Refreshed
from indicators.errors import BusyError
from indicators.model import Interval, Registry, Source
from indicators.store import FetchOutcome, Store, schema
from indicators.store.fetches import Ended
from tests.builders import observed
from tests.refreshing.sources import AT, VALUES, a_register, a_source, day, put, refresh
from tests.store.deliveries import append


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


@pytest.fixture
def both(figures: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """Two sources of which each has one of the districts."""
    monkeypatch.setenv("LAGESBILD_SOURCE_ANDRA", f"sqlite:///{figures}")
    select = "select plats, ar, varde from varden where ar >= :from_year and plats = '{}'"
    return a_register(a_source(query=select.format(131)), a_source(name="andra", query=select.format(132)))


def approved_meanwhile(monkeypatch: pytest.MonkeyPatch, store: Store, *names: str) -> None:
    """Let somebody else approve figures of the first source's each time it has been judged."""

    def then(judge: Callable[..., object], value: float) -> Callable[..., object]:
        def judged(source: Source, *given: object, **named: object) -> object:
            came = judge(source, *given, **named)
            if source.name == "enkaten":
                append(store, observed("131", {2019: value}))
            return came

        return judged

    for number, name in enumerate(names):
        monkeypatch.setattr(refreshing, name, then(getattr(refreshing, name), 58.0 + number))


@pytest.mark.parametrize("is_twice", [False, True])
def test_what_is_approved_while_an_answer_is_judged_makes_it_be_judged_again(
    store: Store, both: Registry, monkeypatch: pytest.MonkeyPatch, *, is_twice: bool
) -> None:
    approved_meanwhile(monkeypatch, store, "judge", *(["judge_again"] if is_twice else []))
    first, second = scheduling.refresh_due(store, both, at=AT)
    assert second.outcome is FetchOutcome.WAITING
    row = next(row for row in store.fetches() if row.source == "enkaten")
    if is_twice:
        assert (first.outcome, row.message, row.batch) == (FetchOutcome.FAILED, refreshing.MEANWHILE, None)
    else:
        assert first.preview is not None
        assert (first.outcome, first.preview.new, first.preview.changed) == (FetchOutcome.STOPPED, 5, 1)
    counted = f"2 hämtade: 1 väntar på granskning, 1 {'misslyckades' if is_twice else 'stoppad'}"
    assert [line.detail for line in store.log() if line.action == "refresh_due"] == [counted]


def test_a_run_that_another_one_cuts_short_is_logged_with_what_it_did(store: Store, both: Registry) -> None:
    def begins(_: Refreshed) -> None:
        store.begin_fetch("annan", by="Siv", at=AT, is_scheduled=False, seconds=60)

    with pytest.raises(BusyError, match="pågår redan"):
        scheduling.refresh_due(store, both, at=AT, told=begins, ticks=count(0, 60).__next__)
    (run,) = [line for line in store.log() if line.action == "refresh_due"]
    assert run.detail == "1 hämtade: 1 väntar på granskning; sedan avbruten"
    assert run.at > store.fetches("enkaten")[0].ended_at  # type: ignore[operator]


def test_each_source_of_a_run_is_told_to_begin_and_end_when_it_did(store: Store, both: Registry) -> None:
    done = scheduling.refresh_due(store, both, at=AT, ticks=count(0, 60).__next__)
    times = [time for each in done if each.fetch for time in (each.fetch.started_at, each.fetch.ended_at)]
    assert len(times) == 4
    assert times == sorted(set(times))
    assert times[0] > AT


def test_a_fetch_that_loses_its_lock_keeps_no_other_source_from_being_fetched(
    store: Store, both: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = refreshing.judge

    def loses(source: Source, *given: Any, **named: Any) -> object:
        if source.name == "enkaten":
            with store.writing() as connection:
                connection.execute(sa.delete(schema.lock))
        return real(source, *given, **named)

    monkeypatch.setattr(refreshing, "judge", loses)
    first, second = scheduling.refresh_due(store, both, at=AT)
    assert (first.outcome, second.outcome) == (FetchOutcome.FAILED, FetchOutcome.WAITING)
    assert "en annan har tagit vid" in first.message


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
