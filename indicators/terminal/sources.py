"""Sources from the terminal: `sources`, `source test` and `source refresh`, by name or all that are due."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from indicators import swedish
from indicators.errors import BusyError, InputError
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.terminal.people import acting

if TYPE_CHECKING:
    from indicators.deliveries.refreshing import Refreshed
    from indicators.deliveries.scheduling import SourceState
    from indicators.model import Registry
    from indicators.store import FetchOutcome, FetchRow, Store

OK, FAULTS = 0, 1
MOST_TOLD = 10
"""Faults of an answer, and values that stop it, told one by one."""
TERMINAL = "terminalen"
"""Who tries without changing anything, where nobody is named."""


def listed(chosen: argparse.Namespace, settings: Settings) -> int:
    """Tell how it stands with every source."""
    from indicators.deliveries import scheduling

    store, registry = _opened(settings)
    states = scheduling.states(store, registry)
    if chosen.json:
        print(json.dumps([_state(each, settings) for each in states], ensure_ascii=False, indent=2))
        return OK
    for each in states:
        print("\n".join(_lines(each, settings)))
    if not states:
        print("Registret har inga källor. De beskrivs i sources.toml; se docs/sources.md.")
    return OK


def test(chosen: argparse.Namespace, settings: Settings) -> int:
    """Tell whether a source answers and has the columns that the register reads."""
    from indicators.deliveries import refreshing

    store, registry = _opened(settings)
    person = _person(store, chosen.by)
    found = refreshing.probe(chosen.name, registry=registry, person=person, at=settings.now())
    print(f"Källan {chosen.name} svarar.")
    print(f"Kolumner: {', '.join(found.columns) or 'okända innan något hämtas'}")
    for name, text in found.identity.items():
        print(f"{name}: {swedish.shortened(' '.join(text.split()), 200)}")
    if found.absent:
        print(f"Saknas: {', '.join(found.absent)}. Rätta mapping i registret, eller frågan.", file=sys.stderr)
    return FAULTS if found.absent else OK


def refresh(chosen: argparse.Namespace, settings: Settings) -> int:
    """Fetch a source, or every one that is due; 1 where something failed, was stopped or was already going on."""
    if chosen.due == bool(chosen.name):
        raise InputError("Ange en källa vid namn, eller --due för alla som är på tur. Se --help.")
    if chosen.due and chosen.dry_run:
        raise InputError("--dry-run prövar en källa i taget. Ange dess namn i stället för --due.")
    from indicators.hiding import Hiding

    store, registry = _opened(settings)
    try:
        with Hiding(settings.masks).following(store, registry):
            done = _due(store, registry, chosen, settings) if chosen.due else [_one(store, registry, chosen, settings)]
    except BusyError as busy:
        print(busy, file=sys.stderr)
        return FAULTS
    if chosen.json:
        told = [_refreshed(each) for each in done]
        print(json.dumps(told if chosen.due else told[0], ensure_ascii=False, indent=2))
    return FAULTS if any(each.outcome in ("stopped", "failed") for each in done) else OK


def _due(store: Store, registry: Registry, chosen: argparse.Namespace, settings: Settings) -> list[Refreshed]:
    from indicators.deliveries import scheduling

    done = scheduling.refresh_due(
        store,
        registry,
        at=settings.now(),
        told=lambda came: None if chosen.json else _tell(came, registry, is_tried=False),
    )
    if not done and not chosen.json:
        print("Ingen källa är på tur.")
    return done


def _one(store: Store, registry: Registry, chosen: argparse.Namespace, settings: Settings) -> Refreshed:
    from indicators.deliveries import refreshing

    if chosen.by is None and not chosen.dry_run:
        raise InputError("Ange vem som hämtar med --by NAMN, eller pröva utan att spara med --dry-run.")
    person, at = _person(store, chosen.by), settings.now()
    came = refreshing.refresh(chosen.name, store=store, registry=registry, person=person, at=at, dry_run=chosen.dry_run)
    if not chosen.json:
        _tell(came, registry, is_tried=chosen.dry_run)
    return came


def _person(store: Store, name: str | None) -> Person:
    if name is None:
        return Person(name=TERMINAL, role=UserRole.ADMINISTRATOR)
    return acting(store, name, UserRole.ADMINISTRATOR)


def _tell(came: Refreshed, registry: Registry, *, is_tried: bool) -> None:
    from indicators.terminal import delivered

    out = sys.stderr if came.outcome in ("stopped", "failed") else sys.stdout
    told = _outcome(came.outcome, "" if came.stops else came.message)
    print(f"{came.source.name}: {told}", file=out)
    for stop in came.stops:
        print(f"  Stoppar: {stop.text}", file=out)
        if stop.before:
            print(
                f"    förut: {swedish.shortened(stop.before, 200)}\n    nu:    {swedish.shortened(stop.after, 200)}",
                file=out,
            )
        for line in _values(stop.keys, registry):
            print(f"    {line}", file=out)
    if came.outcome == "failed":
        faults = [each for each in came.findings if each.severity == "error"]
        for line in delivered.finding_lines(faults[:MOST_TOLD]):
            print(f"  {line}", file=out)
    if came.fetch is not None and came.fetch.batch is not None:
        print(f"  Leverans {came.fetch.batch}.", file=out)
    if is_tried:
        print("  Det var ett prov. Inget är sparat.", file=out)


def _outcome(outcome: FetchOutcome, message: str) -> str:
    """What came of a fetch in a word and a sentence; the word alone where the sentence begins with it."""
    from indicators.store.fetches import WORDS
    from indicators.texts import words

    word = WORDS[outcome]
    if message.casefold().startswith(word):
        return words.swedish_lower(message)
    return f"{word}. {message}".rstrip()


def _values(keys: Sequence[str], registry: Registry) -> list[str]:
    """Values by the names of indicator, group, geography and year, as the page tells them."""
    told = [_value(key, registry) for key in keys[:MOST_TOLD]]
    return [*told, f"och {swedish.number(len(keys) - MOST_TOLD)} till"] if len(keys) > MOST_TOLD else told


def _value(key: str, registry: Registry) -> str:
    from indicators.texts import words

    code, place, year, breakdown = key.split("|", 3)
    indicator, geography = registry.indicators.get(code), registry.geographies.get(place)
    name = code if indicator is None else indicator.short_name
    told = (name, words.part(breakdown), place if geography is None else geography.name, year)
    return ", ".join(part for part in told if part)


def _lines(state: SourceState, settings: Settings) -> list[str]:
    told = [f"{state.source.name}: {state.source.title}"]
    if state.last is None:
        told.append("  Aldrig hämtad.")
    else:
        told.append(f"  Senast {_when(state.last)}: {_outcome(state.last.outcome, state.last.message)}")
    if state.is_running:
        told.append("  Hämtas just nu.")
    if state.stopped is not None:
        told.append(f"  Stoppad, hämtning {state.stopped.id}: avgör på sidan Datakällor.")
    if not state.has_address:
        told.append("  Ingen adress angiven.")
    elif state.is_due(settings.now()):
        told.append("  På tur nu.")
    elif state.next is not None and not state.is_running:
        told.append(f"  Nästa gång {swedish.moment(swedish.local(state.next))}.")
    return told


def _state(state: SourceState, settings: Settings) -> dict[str, Any]:
    return {
        "name": state.source.name,
        "kind": str(state.source.kind),
        "title": state.source.title,
        "publisher": state.source.publisher,
        "every": str(state.source.every),
        "automatic": state.source.is_automatic,
        "has_address": state.has_address,
        "running": state.is_running,
        "failures": state.failures,
        "due": state.is_due(settings.now()),
        "next": max(state.next, settings.now()).isoformat() if state.next else None,
        "last": _fetch(state.last),
        "answered_at": state.answered.started_at.isoformat() if state.answered else None,
        "stopped": state.stopped.id if state.stopped else None,
        "waiting": state.waiting.id if state.waiting else None,
    }


def _fetch(row: FetchRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "id": row.id,
        "started_at": row.started_at.isoformat(),
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
        "by": row.actor,
        "outcome": str(row.outcome),
        "message": row.message,
        "batch": row.batch,
        "sha256": row.sha256 or None,
        "asked": row.asked,
    }


def _refreshed(came: Refreshed) -> dict[str, Any]:
    from indicators.terminal import delivered

    preview, row = came.preview, came.fetch
    counts = {name: getattr(preview, name) if preview else 0 for name in ("new", "changed", "unchanged", "ended")}
    return {
        "source": came.source.name,
        "outcome": str(came.outcome),
        "message": came.message,
        "fetch": row.id if row else None,
        "batch": row.batch if row else None,
        "sha256": (row.sha256 or None) if row else None,
        "read": came.read,
        **counts,
        "revised": came.revised.count + came.revised.beneath if came.revised else 0,
        "stops": [stop.document() for stop in came.stops],
        "findings": [delivered.finding(each) for each in came.findings],
    }


def _when(row: FetchRow) -> str:
    return swedish.moment(swedish.local(row.started_at))


def _opened(settings: Settings) -> tuple[Store, Registry]:
    from indicators.terminal import commands

    store = commands.opened(settings)
    return store, commands.register(store)
