"""When each source is to be fetched, and fetching those that are due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from typing import Final
from zoneinfo import ZoneInfo

from indicators import settings, swedish
from indicators.batches import BatchState
from indicators.deliveries import refreshing
from indicators.deliveries.clock import Ticks, going_on
from indicators.deliveries.refreshing import Refreshed
from indicators.errors import BusyError, LagesbildError
from indicators.model import Interval, Registry, Source
from indicators.store import BatchRow, FetchOutcome, FetchRow, Store
from indicators.store.fetches import WORDS

SCHEDULE: Final = "schemat"
"""Who fetches what is due."""
LONGEST_PAUSE: Final = 24
"""Hours between attempts at most, however many have failed."""
CUT_SHORT: Final = "; sedan avbruten"
"""Ends the log's line about a run that did not come to the last source."""
MOST_SEEN: Final = 50
"""Fetches of a source that are looked at."""

_DAYS: Final = {Interval.DAY: 1, Interval.WEEK: 7}
_MONTHS: Final = {Interval.MONTH: 1, Interval.YEAR: 12}
_ZONE: Final = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How it stands with one source."""

    source: Source
    has_address: bool
    last: FetchRow | None
    """The latest fetch that is done."""
    answered: FetchRow | None
    """The latest fetch that gave an answer, whatever came of it."""
    failures: int
    """How many fetches in a row have failed since then."""
    next: datetime | None
    """When it is due; None where it has no address."""
    is_running: bool
    stopped: FetchRow | None
    """A stopped fetch that nobody has decided about."""
    waiting: BatchRow | None
    """What it has handed in and nobody has reviewed."""
    history: tuple[FetchRow, ...]
    """The newest first."""

    def is_due(self, now: datetime) -> bool:
        """Whether it should be fetched now."""
        return self.next is not None and self.next <= now and not self.is_running


def states(store: Store, registry: Registry) -> list[SourceState]:
    """How it stands with every source, in the register's order."""
    return [state(store, source) for source in registry.sources.values()]


def state(store: Store, source: Source) -> SourceState:
    """How it stands with a source."""
    rows = store.fetches(source.name, latest=MOST_SEEN)
    running = store.fetching()
    done = [row for row in rows if row.outcome is not FetchOutcome.RUNNING]
    answered = next((row for row in done if row.outcome is not FetchOutcome.FAILED), None)
    failures = done.index(answered) if answered else len(done)
    has_address = bool(settings.source_address(source.name))
    waiting = store.fetched_batches(source.name, [BatchState.HANDED_IN])
    undecided = [row for row in done if row.outcome is FetchOutcome.STOPPED and row.decided_at is None]
    return SourceState(
        source=source,
        has_address=has_address,
        last=done[0] if done else None,
        answered=answered,
        failures=failures,
        next=_next(source, done, answered, failures) if has_address else None,
        is_running=running is not None and any(row.outcome is FetchOutcome.RUNNING for row in rows[:1]),
        stopped=undecided[0] if undecided else None,
        waiting=waiting[-1] if waiting else None,
        history=tuple(done),
    )


def pause(failures: int) -> int:
    """Hours to wait after so many failures in a row: one, two, four … at most a day."""
    return int(min(2 ** min(failures - 1, 10), LONGEST_PAUSE))


def refresh_due(
    store: Store,
    registry: Registry,
    *,
    at: datetime,
    told: Callable[[Refreshed], None] = lambda _: None,
    ticks: Ticks = monotonic,
) -> list[Refreshed]:
    """Fetch every source that is due, one after another; what each came to is told as it is done.

    What goes wrong with one source keeps no other from being fetched, and the log tells what was done however it ends;
    a BusyError where another run has begun meanwhile.
    """
    now = going_on(at, ticks)
    done: list[Refreshed] = []
    is_whole = False
    try:
        for source in registry.sources.values():
            if state(store, source).is_due(now()):  # asked anew: another run may have fetched it meanwhile
                done.append(_came(source, store=store, registry=registry, at=now(), ticks=ticks))
                told(done[-1])
        is_whole = True
    finally:
        if done:
            store.log_run(by=SCHEDULE, at=now(), detail=_summary(done) + ("" if is_whole else CUT_SHORT))
    return done


def _came(source: Source, *, store: Store, registry: Registry, at: datetime, ticks: Ticks) -> Refreshed:
    address = settings.source_address(source.name)
    try:
        return refreshing.fetched(
            source, address, store=store, registry=registry, by=SCHEDULE, at=at, is_scheduled=True, ticks=ticks
        )
    except BusyError:
        raise
    except LagesbildError as fault:
        return Refreshed(source=source, outcome=FetchOutcome.FAILED, message=str(fault))


def _next(source: Source, done: Sequence[FetchRow], answered: FetchRow | None, failures: int) -> datetime:
    """The start of a day some time after the last answer; after failures, some hours after the latest."""
    if failures and done[0].started_at:
        return done[0].started_at + timedelta(hours=pause(failures))
    if answered is None:
        return datetime.min.replace(tzinfo=UTC)
    day = _later(swedish.local(answered.started_at).date(), source.every)
    return datetime.combine(day, time(), tzinfo=_ZONE).astimezone(UTC)


def _later(day: date, every: Interval) -> date:
    """The same day a week, a month or a year later; the last of the month where it has no such day."""
    if every in _DAYS:
        return day + timedelta(days=_DAYS[every])
    months = day.year * 12 + day.month - 1 + _MONTHS[every]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _summary(done: Sequence[Refreshed]) -> str:
    """`4 hämtade: 2 inget nytt, 1 stoppad, 1 misslyckades`."""
    counts = {outcome: sum(each.outcome is outcome for each in done) for outcome in WORDS}
    told = ", ".join(f"{count} {WORDS[outcome]}" for outcome, count in counts.items() if count)
    return f"{swedish.number(len(done))} hämtade: {told}"
