"""Events added, changed, removed and taken back: each act a new revision of the register with who, when and what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from indicators import events as dated
from indicators import periods, permissions, registry, swedish
from indicators.errors import InputError, RegistryError
from indicators.model import Event, EventKind, Registry
from indicators.registry.documents import EVENT_FILES, LONGEST_LINE, MOST_DOTS
from indicators.registry.events import SOURCE, TEXT, TITLE

if TYPE_CHECKING:
    from indicators.permissions import Person
    from indicators.store import Store
    from indicators.store.records import RevisionRow

_LETTERS: Final = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u"})
_LONGEST_ID: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event as somebody has typed it, before anyone knows whether it makes sense."""

    id: str = ""
    """Empty for a new event."""
    date: str = ""
    ends: str = ""
    kind: EventKind = EventKind.HAPPENING
    title: str = ""
    text: str = ""
    indicators: tuple[str, ...] = ()
    strategic_areas: tuple[int, ...] = ()
    geographies: tuple[str, ...] = ()
    source: str = ""
    is_demo: bool = False


def understood(date: str) -> str:
    """How a typed date is understood: `Förstås som oktober 2015.`; nothing where nothing is typed."""
    typed = " ".join(date.split())
    return f"Förstås som {dated.told(_date(typed))}." if typed else ""


def faults(draft: Draft, current: Registry) -> dict[str, str]:
    """What is wrong in each field of a draft, in Swedish; empty where it can be saved."""
    found = {
        "date": _of_date(
            draft.date, "Skriv när det hände: ett år (2015), en månad (2015-06) eller en dag (2015-06-01)."
        ),
        "ends": _of_date(draft.ends, "") or _of_end(draft),
        "title": _of_text(draft.title, "Skriv en rubrik, till exempel Första hearingen.", TITLE),
        "text": _of_text(draft.text, "Skriv vad som hände, utan att säga att kurvan beror på det.", TEXT),
        "source": _of_text(draft.source, "Skriv var det står. En händelse utan källa går inte att lita på.", SOURCE),
        "indicators": _of_indicators(draft, current),
    }
    return {field: fault for field, fault in found.items() if fault}


def event(draft: Draft, current: Registry) -> Event:
    """The event that a draft without faults stands for; a new one gets an id from its title."""
    return Event(
        id=draft.id or _new_id(draft, {e.id for e in current.events}),
        date=_date(_tidy(draft.date)),
        ends=_date(_tidy(draft.ends)) if _tidy(draft.ends) else None,
        kind=draft.kind,
        title=_tidy(draft.title),
        text=_tidy(draft.text),
        indicators=draft.indicators,
        strategic_areas=draft.strategic_areas,
        geographies=draft.geographies,
        source=_tidy(draft.source),
    )


def put(store: Store, told: Event, *, person: Person, at: datetime, seen: int) -> int:
    """Add an event, or replace the one of its id; `seen` is the revision that the person looked at."""

    def step(before: tuple[Event, ...]) -> tuple[Event, ...]:
        return (*(e for e in before if e.id != told.id), told)

    is_new = all(e.id != told.id for e in _loaded(store, seen).events)
    comment = f"Händelse {'tillagd' if is_new else 'ändrad'}: {told.title}"
    return _save(store, step, comment, person=person, at=at, seen=seen)


def remove(store: Store, name: str, *, person: Person, at: datetime, seen: int) -> int:
    """Take an event away."""
    gone = next((e for e in _loaded(store, seen).events if e.id == name), None)
    if gone is None:
        raise InputError("Händelsen finns inte längre. Ladda om sidan.")

    def step(before: tuple[Event, ...]) -> tuple[Event, ...]:
        return tuple(e for e in before if e.id != name)

    return _save(store, step, f"Händelse borttagen: {gone.title}", person=person, at=at, seen=seen)


def history(store: Store) -> list[RevisionRow]:
    """Every revision that changed the events, the newest first."""
    return store.register_changes(EVENT_FILES)


def latest(store: Store) -> RevisionRow | None:
    """The change that can be taken back: the newest, if it changed nothing but events."""
    newest = next(iter(history(store)), None)
    if newest is None or newest.id <= 1:
        return None
    after, before = (store.register_documents(number) for number in (newest.id, newest.id - 1))
    return newest if _others(after) == _others(before) else None


def undo(store: Store, *, person: Person, at: datetime, seen: int) -> int:
    """Put the events back as they stood before the latest change; the rest of the register stays as it is."""
    change = latest(store)
    if change is None:
        raise InputError("Det finns ingen ändring av händelserna att ångra.")
    _must_be_same(store, seen)
    before = store.register_documents(change.id - 1)
    revision = store.register_revision()
    now = store.register_documents(revision)
    documents = _others(now) | {name: before[name] for name in EVENT_FILES if name in before}
    comment = f"Ångrad: {change.comment or f'revision {change.id}'}"
    return _kept(store, documents, comment, person=person, at=at, revision=revision)


def _save(
    store: Store,
    step: Callable[[tuple[Event, ...]], Iterable[Event]],
    comment: str,
    *,
    person: Person,
    at: datetime,
    seen: int,
) -> int:
    permissions.must_edit_register(person)
    _must_be_same(store, seen)
    revision = store.register_revision()
    now = store.register_documents(revision)
    after = sorted(step(registry.load(now).events), key=lambda e: (e.date, e.id))
    return _kept(store, registry.with_events(now, after), comment, person=person, at=at, revision=revision)


def _kept(
    store: Store, documents: Mapping[str, bytes], comment: str, *, person: Person, at: datetime, revision: int
) -> int:
    permissions.must_edit_register(person)
    try:
        loaded = registry.load(documents)
    except RegistryError as fault:
        raise InputError(f"Inget är sparat: {fault.faults[0]}") from fault
    return store.save_register(documents, by=person.name, at=at, registry=loaded, comment=comment, replaces=revision)


def _must_be_same(store: Store, seen: int) -> None:
    """Refuse where somebody has changed the events since; other changes of the register stand in nobody's way."""
    since = [row for row in history(store) if row.id > seen]
    if since:
        when = swedish.moment(swedish.local(since[0].at))
        raise InputError(
            f"{since[0].actor} ändrade händelserna {when}, medan du skrev ({since[0].comment or 'utan kommentar'}). "
            "Inget är sparat, och det du har skrivit står kvar. Se efter i listan, och spara igen om det fortfarande "
            "gäller."
        )


def _loaded(store: Store, revision: int) -> Registry:
    return registry.load(store.register_documents(revision))


def _others(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in documents.items() if name not in EVENT_FILES}


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _date(typed: str) -> str:
    """A typed date as the register writes it; refused with what can be written."""
    periods.days_of(typed)
    return typed


def _of_date(typed: str, lacking: str) -> str:
    if not _tidy(typed):
        return lacking
    try:
        periods.days_of(_tidy(typed))
    except InputError as wrong:
        return str(wrong)
    return ""


def _of_end(draft: Draft) -> str:
    if not _tidy(draft.ends) or _of_date(draft.date, "saknas"):
        return ""
    first, end = periods.days_of(_tidy(draft.date))[0], periods.days_of(_tidy(draft.ends))[1]
    return (
        f"Slutet ligger före början ({dated.told(_tidy(draft.date))}). Byt plats på dem, eller lämna slutet tomt."
        if end < first
        else ""
    )


def _of_text(typed: str, lacking: str, longest: int) -> str:
    text = _tidy(typed)
    if not text:
        return lacking
    if len(text) > longest:
        return f"Texten har {len(text)} tecken; högst {longest} får plats. Korta den."
    if text.count(".") >= MOST_DOTS or len(text) > LONGEST_LINE:
        return f"Texten har fler än {MOST_DOTS - 1} punkter. Korta den."
    if any(not sign.isprintable() for sign in text):
        return "Texten har osynliga styrtecken. Skriv den för hand i stället för att klistra in den."
    return ""


def _of_indicators(draft: Draft, current: Registry) -> str:
    gone = [each for each in draft.indicators if each not in current.indicators]
    if gone:
        return f"Indikatorn {gone[0]} finns inte längre i registret. Ta bort den."
    made_up = [current.indicators[each] for each in draft.indicators if current.indicators[each].is_demo]
    if made_up and not draft.is_demo:
        return (
            f"{made_up[0].short_name} är en påhittad indikator. En riktig händelse kan inte peka på den: "
            "ta bort den, eller kryssa för att händelsen är påhittad."
        )
    return ""


def _new_id(draft: Draft, taken: set[str]) -> str:
    letters = re.sub(r"[^a-z0-9]+", "-", _tidy(draft.title).casefold().translate(_LETTERS)).strip("-")
    start = letters[:_LONGEST_ID].strip("-")
    name = start if start[:1].isalpha() and start[:1].isascii() else f"handelse-{start}".strip("-")
    name = name.removeprefix("demo-") or "handelse"
    whole = f"demo-{name}" if draft.is_demo else name
    numbers = (f"{whole}-{n}" for n in range(2, len(taken) + 3))
    return whole if whole not in taken else next(n for n in numbers if n not in taken)
