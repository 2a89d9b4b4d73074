"""Template, load, approve, return and undo: a delivery's way in, from the terminal."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.errors import FileError, InputError
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.terminal.people import acting

if TYPE_CHECKING:
    from indicators.deliveries import Preview, Received
    from indicators.model import Registry
    from indicators.store import Store

OK, FAULTS = 0, 1
LARGEST = 26_214_400
"""Bytes of a file that is read at all; the gate says the same in words."""


def template(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the prefilled workbook of a geography and year."""
    from indicators import deliveries
    from indicators.terminal import writing

    store, registry = _opened(settings)
    person = None if chosen.by is None else acting(store, chosen.by, UserRole.UPLOADER, chosen.geography)
    _, content = deliveries.template(
        store, registry, geography=chosen.geography, year=chosen.period, person=person, at=settings.now()
    )
    writing.write_file(content, chosen.output)
    print(f"Mallen för {registry.geographies[chosen.geography].name} {chosen.period} är skriven: {chosen.output}")
    return OK


def load(chosen: argparse.Namespace, settings: Settings) -> int:
    """Read a file, tell every finding, and hand it in where there is no fault."""
    from indicators import deliveries
    from indicators.terminal import delivered, writing

    store, registry = _opened(settings)
    person = acting(store, chosen.by, UserRole.UPLOADER, chosen.geography)
    try:
        received = deliveries.receive(
            _content(chosen.file),
            chosen.file.name,
            store=store,
            registry=registry,
            person=person,
            at=settings.now(),
            layout=chosen.mapping,
            geography=chosen.geography,
        )
    except FileError as refused:
        if chosen.json:
            print(_json(delivered.refused(chosen.file.name, refused)))
        print(refused, file=sys.stderr)
        return FAULTS
    if chosen.marked is not None and received.errors:
        _, content = deliveries.marked(received)
        writing.write_file(content, chosen.marked)
    if received.errors:
        return _told_faults(received, chosen)
    seen = deliveries.preview(received, store=store, registry=registry, person=person, ends=chosen.ends)
    return _hand_in(received, seen, store, registry, person, chosen, settings)


def approve(chosen: argparse.Namespace, settings: Settings) -> int:
    """Approve a delivery: its figures become a new data version."""
    from indicators import deliveries
    from indicators.hiding import Hiding

    store, registry = _opened(settings)
    person = acting(store, chosen.by, UserRole.APPROVER)
    seen = deliveries.review(store, registry, chosen.batch, person=person).preview
    with Hiding(settings.masks).following(store, registry):
        done = deliveries.approve(store, chosen.batch, person=person, at=settings.now(), seen=seen.fingerprint)
    print(
        f"Leverans {chosen.batch} är godkänd: {done.new} nya, {done.changed} ändrade, {done.ended} borttagna. "
        f"Dataversion {done.version}."
    )
    return OK


def give_back(chosen: argparse.Namespace, settings: Settings) -> int:
    """Return a delivery with a comment."""
    from indicators import deliveries

    store, _ = _opened(settings)
    person = acting(store, chosen.by, UserRole.APPROVER)
    deliveries.give_back(store, chosen.batch, person=person, at=settings.now(), comment=chosen.comment)
    print(f"Leverans {chosen.batch} är återlämnad till {store.batch(chosen.batch).handed_in_by}.")
    return OK


def undo(chosen: argparse.Namespace, settings: Settings) -> int:
    """Take back an approved delivery, or withdraw one's own that waits."""
    from indicators import deliveries
    from indicators.hiding import Hiding

    store, registry = _opened(settings)
    role = deliveries.role_to_undo(store, chosen.batch)
    person, at = acting(store, chosen.by, role), settings.now()
    if role is UserRole.UPLOADER:
        deliveries.withdraw(store, chosen.batch, person=person, at=at)
        print(f"Leverans {chosen.batch} är tillbakatagen innan den granskades.")
        return OK
    with Hiding(settings.masks).following(store, registry):
        version = deliveries.undo(store, chosen.batch, person=person, at=at, reason=chosen.comment)
    print(f"Leverans {chosen.batch} är ångrad. Allt är som före den, i dataversion {version}.")
    return OK


def _hand_in(
    received: Received,
    seen: Preview,
    store: Store,
    registry: Registry,
    person: Person,
    chosen: argparse.Namespace,
    settings: Settings,
) -> int:
    from indicators import deliveries
    from indicators.terminal import delivered

    reasons = _reasons(chosen.reason, seen)
    lacking = [d for d in deliveries.unexplained(seen, reasons) if d.is_jump]
    batch, state = None, "dry_run" if chosen.dry_run else "handed_in"
    if lacking:
        state = "refused"
    elif seen.is_empty:
        state = "unchanged"
    elif not chosen.dry_run:
        batch = deliveries.hand_in(
            received,
            seen,
            store=store,
            registry=registry,
            person=person,
            at=settings.now(),
            reasons=reasons,
            ends=chosen.ends,
        )
    if chosen.json:
        print(_json(delivered.loaded(received, seen, batch=batch, state=state, lacking=lacking)))
    else:
        for line in delivered.loaded_lines(received, seen, registry, batch=batch, state=state, lacking=lacking):
            print(line)
    return FAULTS if lacking else OK


def _told_faults(received: Received, chosen: argparse.Namespace) -> int:
    from indicators.terminal import delivered

    if chosen.json:
        print(_json(delivered.faulty(received)))
        return FAULTS
    for line in delivered.finding_lines(received.findings):
        print(line)
    print(f"{received.file_name}: {_cells(len(received.errors))} att rätta. Inget är sparat.", file=sys.stderr)
    if chosen.marked is not None:
        print(f"Den märkta filen: {chosen.marked}", file=sys.stderr)
    return FAULTS


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} celler"


def _reasons(told: list[str], seen: Preview) -> dict[str, str]:
    """Reasons given as `BLAD!CELL=TEXT`, by the deviation they explain."""
    places = {f"{d.sheet}!{d.cell}" if d.sheet else d.cell: d.key for d in seen.deviations}
    found = {}
    for each in told:
        place, equals, text = each.partition("=")
        if not equals or place not in places:
            known = ", ".join(places) or "ingen"
            raise InputError(
                f'"{each}" är ingen förklaring till en avvikande cell. Skriv BLAD!CELL=TEXT. Avviker: {known}.'
            )
        found[places[place]] = text
    return found


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _opened(settings: Settings) -> tuple[Store, Registry]:
    from indicators.terminal import commands

    store = commands.opened(settings)
    return store, commands.register(store)


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False)
