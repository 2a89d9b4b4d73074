"""`events.toml` and `demo-events.toml`: what happened when, field by field, and whom it concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from indicators import periods
from indicators.errors import InputError
from indicators.model import Event, EventKind
from indicators.registry import examples
from indicators.registry.documents import DEMO_EVENTS, EVENTS, is_demo
from indicators.registry.entry import Entry, shown
from indicators.registry.names import KEBAB

MOST: Final = 500
TITLE: Final = 90
TEXT: Final = 1_000
SOURCE: Final = 300
"""Longest title, text and source, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvent:
    """An event as read, with its entry: fields in `entry.broken` hold placeholders."""

    event: Event
    entry: Entry


def read(file: str, table: Mapping[str, object], faults: list[str]) -> tuple[ReadEvent, ...]:
    """The file's events, with placeholders where the faults say so."""
    head = Entry(f"{file}: filen", table, faults, examples=examples.EVENT_FILE)
    entries = head.inners("event", most=MOST) if head.has("event") else ()
    head.close()
    return tuple(_read(file, entry, number) for number, entry in enumerate(entries, start=1))


def check(
    happened: Iterable[ReadEvent],
    *,
    indicators: Collection[str] | None,
    strategic_areas: Collection[int] | None,
    geographies: Collection[str] | None,
) -> None:
    """Note events that share an id or point at what the register does not have; None where that could not be read."""
    seen: set[str] = set()
    for each in happened:
        event, entry = each.event, each.entry
        if event.id in seen and "id" not in entry.broken:
            entry.fault("id står på två händelser. Ge den ena ett eget id, eller ta bort en av posterna.")
        seen.add(event.id)
        for what in _contradictions(event):
            entry.fault(what)
        for field, pointed, known, where in (
            ("indicators", event.indicators, indicators, "registret"),
            ("strategic_areas", event.strategic_areas, strategic_areas, "programme.toml"),
            ("geographies", event.geographies, geographies, "geographies.toml"),
        ):
            _check_known(entry, field, pointed, known, where)


def in_order(happened: Iterable[Event]) -> tuple[Event, ...]:
    """Events by the day they began; those of a whole month or year before its days."""
    return tuple(sorted(happened, key=lambda event: (event.date, event.id)))


def _read(file: str, unnamed: Entry, number: int) -> ReadEvent:
    entry = unnamed.renamed(unnamed.named("id") or f"händelse {number}", examples.EVENT)
    event = Event(
        id=_id(entry, in_demo_file=is_demo(file)),
        date=_date(entry, "date"),
        ends=_date(entry, "ends") if entry.has("ends") else None,
        kind=entry.choice("kind", EventKind),
        title=entry.text("title", longest=TITLE),
        text=entry.text("text", longest=TEXT),
        indicators=_listed(entry, "indicators"),
        strategic_areas=_numbers(entry),
        geographies=_listed(entry, "geographies"),
        source=entry.text("source", longest=SOURCE),
    )
    entry.close()
    if event.ends and not entry.broken & {"date", "ends"}:
        _check_end(entry, event)
    return ReadEvent(event=event, entry=entry)


def _id(entry: Entry, *, in_demo_file: bool) -> str:
    name = entry.text("id", longest=80)
    if "id" in entry.broken:
        return name
    if not KEBAB.fullmatch(name):
        entry.wrong(
            "id", f"ska vara små bokstäver a–z, siffror och bindestreck men är {shown(name)}. Byt å, ä, ö mot a, a, o."
        )
    elif name.startswith("demo-") and not in_demo_file:
        entry.wrong("id", f"börjar med demo- i en fil med riktiga händelser. Flytta posten till {DEMO_EVENTS}.")
    elif in_demo_file and not name.startswith("demo-"):
        entry.wrong(
            "id", f"saknar demo- i filen med påhittade händelser. Skriv demo-{name} eller flytta till {EVENTS}."
        )
    return name


def _date(entry: Entry, field: str) -> str:
    told = entry.text(field, longest=40)
    if field in entry.broken:
        return str(periods.EARLIEST)
    try:
        periods.days_of(told)
    except InputError as wrong:
        entry.wrong(field, f"går inte att läsa: {wrong}")
        return str(periods.EARLIEST)
    return told


def _listed(entry: Entry, field: str) -> tuple[str, ...]:
    return entry.texts(field, may_be_empty=True) if entry.has(field) else ()


def _numbers(entry: Entry) -> tuple[int, ...]:
    if not entry.has("strategic_areas"):
        return ()
    numbers = entry.wholes("strategic_areas", least=1, most=99)
    if len(set(numbers)) < len(numbers):
        entry.wrong("strategic_areas", "har samma nummer två gånger. Ta bort det ena.")
    return numbers


def _check_end(entry: Entry, event: Event) -> None:
    if periods.days_of(event.ends or event.date)[1] < periods.days_of(event.date)[0]:
        entry.fault(f"slutar {event.ends} men börjar {event.date}. Byt plats på date och ends.")


def _contradictions(event: Event) -> Iterator[str]:
    """A real event stays when the made-up indicators are removed, so it may not point at them."""
    made_up = [each for each in event.indicators if each.startswith("demo-")]
    if made_up and not event.is_demo:
        yield (
            f"händelsen är riktig men pekar på den påhittade indikatorn {made_up[0]}. "
            f"Ta bort den ur indicators, eller flytta händelsen till {DEMO_EVENTS} med demo- i id."
        )


def _check_known(
    entry: Entry, field: str, pointed: Iterable[object], known: Collection[object] | None, where: str
) -> None:
    if known is None or field in entry.broken:
        return
    for each in pointed:
        if each not in known:
            entry.fault(f"{field} har {shown(each)}, som inte finns i {where}. Rätta eller ta bort det.")
