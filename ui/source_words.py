"""How it stands with a source: a word, an icon and a sentence; colour is kept for assessments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Final

from indicators import swedish
from indicators.charts.icons import as_data_uri
from indicators.charts.theme import INK, TEXT_2
from indicators.deliveries.scheduling import SourceState
from indicators.model import Interval, Source, SourceKind
from indicators.store import FetchOutcome, FetchRow


class Mark(StrEnum):
    """How it stands, as drawn."""

    GOOD = "good"
    WAITING = "waiting"
    STOPPED = "stopped"
    FAILED = "failed"
    RUNNING = "running"
    NEVER = "never"
    NO_ADDRESS = "no_address"


WORDS: Final[Mapping[Mark, str]] = {
    Mark.GOOD: "Hämtad",
    Mark.WAITING: "Väntar på granskning",
    Mark.STOPPED: "Stoppad",
    Mark.FAILED: "Gick inte att hämta",
    Mark.RUNNING: "Hämtas nu",
    Mark.NEVER: "Inte hämtad än",
    Mark.NO_ADDRESS: "Ingen adress angiven",
}
OUTCOMES: Final[Mapping[FetchOutcome, tuple[Mark, str]]] = {
    FetchOutcome.RUNNING: (Mark.RUNNING, "Pågår"),
    FetchOutcome.UNCHANGED: (Mark.GOOD, "Inget nytt"),
    FetchOutcome.WAITING: (Mark.WAITING, "Lämnad till granskning"),
    FetchOutcome.APPROVED: (Mark.GOOD, "Godkänd automatiskt"),
    FetchOutcome.STOPPED: (Mark.STOPPED, "Stoppad"),
    FetchOutcome.FAILED: (Mark.FAILED, "Misslyckades"),
}
EVERY: Final[Mapping[Interval, str]] = {
    Interval.DAY: "varje dag",
    Interval.WEEK: "varje vecka",
    Interval.MONTH: "varje månad",
    Interval.YEAR: "varje år",
}
KINDS: Final[Mapping[SourceKind, str]] = {
    SourceKind.DATABASE: "Databas",
    SourceKind.PXWEB: "Statistikdatabas (PxWeb)",
    SourceKind.KOLADA: "Kolada",
    SourceKind.FILE: "Fil på en adress",
}

_RING: Final = '<circle cx="8" cy="8" r="6.5" fill="none" stroke="{c}" stroke-width="1.6"/>'
_STOP: Final = (
    '<path d="M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z" fill="{c}"/>'
    '<path d="M7.1 4h1.8v5H7.1zM7.1 10.4h1.8v1.8H7.1z" fill="#FFF"/>'
)
_TURNS: Final = '<path d="M13.5 8A5.5 5.5 0 1 1 8 2.5M8 .6l2.6 1.9L8 4.6" fill="none" stroke="{c}" stroke-width="1.8"/>'
_DRAWINGS: Final[Mapping[Mark, tuple[str, str]]] = {
    Mark.GOOD: (INK, '<path d="M2.5 8.5l3.6 3.8 7.4-8.4" fill="none" stroke="{c}" stroke-width="2.2"/>'),
    Mark.WAITING: (INK, _RING + '<path d="M8 4.2v4.2h3.2" fill="none" stroke="{c}" stroke-width="1.6"/>'),
    Mark.STOPPED: (INK, _STOP),
    Mark.FAILED: (INK, '<path d="M3.5 3.5l9 9m0-9l-9 9" fill="none" stroke="{c}" stroke-width="2.2"/>'),
    Mark.RUNNING: (INK, _TURNS),
    Mark.NEVER: (TEXT_2, _RING),
    Mark.NO_ADDRESS: (TEXT_2, '<path d="M3 7.3h10v1.4H3z" fill="{c}"/>'),
}


def mark(state: SourceState) -> Mark:
    """What matters most about a source."""
    if state.is_running:
        return Mark.RUNNING
    if state.stopped is not None:
        return Mark.STOPPED
    if state.failures and state.has_address:
        return Mark.FAILED
    if state.waiting is not None:
        return Mark.WAITING
    if not state.has_address:
        return Mark.NO_ADDRESS
    return Mark.GOOD if state.answered else Mark.NEVER


@cache
def icon(shown: Mark) -> str:
    """The drawing of a mark, as decoration beside its word."""
    colour, drawn = _DRAWINGS[shown]
    body = drawn.replace("{c}", colour)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">{body}</svg>'
    return f'<img class="lb-standing" src="{as_data_uri(svg)}" width="16" height="16" alt="">'


def title(states: Sequence[SourceState]) -> str:
    """What the reader must know first, in a sentence."""
    marks = [mark(state) for state in states]
    for asked, one, many in (
        (Mark.STOPPED, "källa är stoppad och väntar på ett beslut", "källor är stoppade och väntar på beslut"),
        (Mark.FAILED, "källa gick inte att hämta", "källor gick inte att hämta"),
    ):
        if count := marks.count(asked):
            return swedish.sentence_case(swedish.counted(count, one, many))
    if not any(state.has_address for state in states):
        return "Ingen källa har någon adress än"
    if marks.count(Mark.NEVER):
        count = marks.count(Mark.NEVER)
        return swedish.sentence_case(swedish.counted(count, "källa har inte hämtats än", "källor har inte hämtats än"))
    return "Allt som har en adress är hämtat som det ska"


def when(moment: datetime, today: date) -> str:
    """`i dag kl. 13.00`, `i går kl. 02.17`, else the date."""
    there = swedish.local(moment)
    days = (today - there.date()).days
    near = {0: "i dag", 1: "i går", -1: "i morgon"}.get(days)
    if near is None:
        return swedish.date(there.date())
    return near if days < 0 and there.hour == there.minute == 0 else f"{near} kl. {there:%H.%M}"


def next_time(state: SourceState, *, now: datetime) -> str:
    """When it is fetched by itself next."""
    if not state.has_address:
        return "hämtas inte"
    if state.is_running:
        return "pågår"
    if state.next is None or state.next <= now:
        return "nästa gång schemat går"
    return when(state.next, swedish.local(now).date())


def age(state: SourceState, today: date) -> str:
    """How old what is known of the source is: days since it last answered."""
    if state.answered is None:
        return swedish.NOTHING
    days = (today - swedish.local(state.answered.started_at).date()).days
    return "i dag" if days <= 0 else swedish.counted(days, "dag", "dagar")


def limits(source: Source) -> str:
    """What stops a fetch, in words."""
    guard = source.guard
    ratio = swedish.plain(guard.largest_ratio, 2)
    which = f"värden äldre än de {swedish.count_word(guard.revised_years)} senaste åren ändras"
    which = {0: "något värde som står ändras", 1: "värden äldre än det senaste året ändras"}.get(
        guard.revised_years, which
    )
    share = swedish.with_unit(100 * guard.revised_share, "%")
    gone = f"mer än {swedish.with_unit(100 * guard.may_vanish, '%')} av värdena" if guard.may_vanish else "något värde"
    return (
        f"Ett värde blir {ratio} gånger större eller mindre; titel, enhet eller definition ändras; {which}; "
        f"mer än {share} av värdena ändras på en gång; {gone} försvinner."
    )


def decided(row: FetchRow) -> str:
    """What somebody decided about a stopped fetch; empty where nobody has."""
    if row.decided_at is None or not row.reason:
        return ""
    who = f"{row.decided_by}: " if row.decided_by and row.decided_by not in row.message else ""
    return f"{who}{row.reason}"
