"""`hearing issue`, `hearing files` and `hearing compare`: a hearing given out, fetched, checked and compared."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators import swedish
from indicators.errors import InputError
from indicators.model import UserRole
from indicators.settings import Settings
from indicators.terminal.people import acting

if TYPE_CHECKING:
    from indicators.editions import Difference
    from indicators.model import Registry
    from indicators.store import EditionRow, Store
    from indicators.terminal.swedish_parser import SwedishParser

OK, FAULTS = 0, 1
COLUMNS = ("indicator", "geography", "what", "before", "after", "cause")
"""What `hearing compare --json` tells of each difference."""


def add(group: Any, command: Callable[..., SwedishParser]) -> None:
    """Declare the commands."""
    made = command("issue", issue, "lås siffror, register och texter, gör filerna och ge ut hearingen", group)
    made.add_argument("name", metavar="NAMN", help="hearingens namn, till exempel ”Hearing 2020”")
    made.add_argument("--date", required=True, type=day, metavar="DAG", help="dagen för hearingen, 2020-10-13")
    made.add_argument("--by", required=True, metavar="NAMN", help="vem som ger ut")
    made.add_argument("--year", type=int, metavar="ÅR", help="läge per år; annars det senaste, i en rättelse som förra")
    made.add_argument("--areas", type=areas, default=(), metavar="1,3,7", help="områdena i ordning; annars alla")
    made.add_argument(
        "--headline",
        type=headline,
        action="append",
        default=[],
        metavar="5=INDIKATOR",
        help="indikatorn som talar för ett område i stället för registrets; en gång för varje område",
    )
    made.add_argument("--compare", default="", metavar="NAMN", help="den tidigare hearing som den jämförs med")
    made.add_argument("--reason", default="", metavar="TEXT", help="varför, när det är en rättelse")
    made.add_argument("--release-on", type=day, metavar="DAG", help="dagen då fler än utvecklingsledaren får se den")
    kept = command("files", files, "skriv en utgåvas filer, eller pröva om de blir desamma gjorda på nytt", group)
    kept.add_argument("name", metavar="NAMN")
    kept.add_argument("-o", "--output", type=Path, metavar="MAPP", help="mapp att skriva i")
    kept.add_argument("--version", type=int, metavar="NUMMER", help="vilken version; annars den sista")
    kept.add_argument(
        "--check", action="store_true", help="gör filerna på nytt och jämför; 1 om innehållet är ett annat"
    )
    kept.add_argument("--by", metavar="NAMN", help="vem som läser; behövs innan utgåvan är släppt")
    held = command("compare", compare, "vad som skiljer två utgåvor, eller en utgåva och dagens läge", group)
    held.add_argument("one", metavar="UTGÅVA", help="till exempel ”Hearing 2019” eller ”Hearing 2019, version 1”")
    held.add_argument("other", metavar="ANNAN", help="en senare utgåva, eller ordet idag")
    held.add_argument("--by", metavar="NAMN", help="vem som läser; behövs innan utgåvan är släppt")
    held.add_argument("--json", action="store_true", help="för andra program")


def issue(chosen: argparse.Namespace, settings: Settings) -> int:
    """Freeze, make and keep an edition; each file is told of as it is made."""
    from indicators import editions, permissions, situation
    from indicators.hearing.checks import Weight
    from indicators.terminal import progress_bar

    store, registry = _opened(settings)
    person = acting(store, chosen.by, UserRole.LEAD)
    permissions.must_issue_hearing(person)
    if chosen.year is not None:
        situation.must_be_viewpoint(store, registry, chosen.year)
    corrected = editions.latest(store, chosen.name)
    year = chosen.year or (corrected.year if corrected else situation.default_viewpoint(store, registry))
    selection = editions.chosen(
        store,
        chosen.name,
        held=chosen.date,
        year=year,
        areas=chosen.areas,
        headlines=dict(chosen.headline),
        compared=chosen.compare,
    )
    report, steps = progress_bar.on_terminal(), iter(range(len(editions.KINDS)))
    edition = editions.issue(
        store,
        selection,
        name=chosen.name,
        by=person,
        at=settings.now(),
        reason=chosen.reason,
        release_on=chosen.release_on,
        told=lambda what: report(next(steps), len(editions.KINDS), what),
    )
    report(len(editions.KINDS), len(editions.KINDS), "klart")
    print(f"Utgiven: {editions.told(edition)}, läge per {edition.year}, dataversion {edition.data_version}.")
    if corrected is not None:
        print(f"Val som inte är angivna är desamma som i {editions.told(corrected)}.")
    if selection.questions:
        print(f"Frågorna att avgöra är de sparade: {len(selection.questions)}.")
    for check in editions.looked_at_then(edition):
        if check.weight is Weight.ANSWERED:
            print(f"Besvarat: {check.text}")
    for file in edition.files:
        print(f"{file.file_name}  {swedish.number(file.size)} byte  {file.sha256}")
    return OK


def files(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write an edition's kept files, and say whether they come out the same when made again."""
    from indicators import editions

    if chosen.output is None and not chosen.check:
        raise InputError("Ange en mapp att skriva i med -o MAPP, eller --check för att bara pröva.")
    store, _ = _opened(settings)
    wanted = chosen.name if chosen.version is None else f"{chosen.name}, version {chosen.version}"
    edition = _read(store, wanted, chosen.by, settings)
    if chosen.output is not None:
        _write(store, edition, chosen.output)
        print(f"{len(edition.files)} filer i {chosen.output}, {editions.told(edition)}.")
    return _check(store, edition) if chosen.check else OK


def compare(chosen: argparse.Namespace, settings: Settings) -> int:
    """Tell every difference with its cause."""
    from indicators import editions
    from indicators.editions import differences, telling

    store, registry = _opened(settings)
    one = _read(store, chosen.one, chosen.by, settings)
    is_today = chosen.other.strip().casefold() == editions.TODAY
    other = None if is_today else _read(store, chosen.other, chosen.by, settings)
    found = editions.compare(store, one, other)
    if chosen.json:
        told = [{name: getattr(each, name) for name in COLUMNS} for each in found]
        print(json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False))
        return OK
    registries = (registry, _register(store, one.register_revision))
    behind = [each for each in found if not each.slide]
    for cause in differences.Cause:
        lines = [telling.line(each, registries) for each in behind if each.cause is cause]
        if lines:
            print("\n  ".join([f"{swedish.sentence_case(differences.SWEDISH[cause])} ({len(lines)})", *lines]))
    _tell_slides(found)
    against = "dagens läge" if other is None else editions.told(other)
    count = f"{len(behind)} skillnader" if len(behind) != 1 else "1 skillnad"
    same = "Ingen skillnad i underlag, val eller texter" if found else "Ingen skillnad"
    print(f"{count if behind else same} mellan {editions.told(one)} och {against}.")
    return OK


def _tell_slides(found: list[Difference]) -> None:
    """One line for each slide that says something else: in how many places, and why; --json has them all."""
    from indicators.editions import differences, telling

    keys = list(dict.fromkeys(each.slide for each in found if each.slide))
    if keys:
        print(f"Bilder som säger något annat ({len(keys)}); --json visar varje ställe")
    for key in keys:
        told = [each for each in found if each.slide == key]
        causes = swedish.listing([differences.SWEDISH[c] for c in dict.fromkeys(each.cause for each in told)])
        print(f"  {telling.slide(key)}: {len(told)} {'ställe' if len(told) == 1 else 'ställen'} ({causes})")


def day(text: str) -> date:
    """A day as it is written."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} är ingen dag. Skriv 2020-10-13.") from None


def areas(text: str) -> tuple[int, ...]:
    """Numbers of strategic areas in order."""
    try:
        return tuple(int(number) for number in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} är inga områden. Skriv deras nummer: 1,3,7.") from None


def headline(text: str) -> tuple[int, str]:
    """An area and the indicator that is to speak for it."""
    area, _, name = text.partition("=")
    if not area.strip().isdigit() or not name.strip():
        raise argparse.ArgumentTypeError(f"{text} är inget val. Skriv område och indikator: 5=anmalda-ran.")
    return int(area), name.strip()


def _read(store: Store, text: str, by: str | None, settings: Settings) -> EditionRow:
    """The edition that is named, as far as the one who asks may see it: nobody named reads as a reader."""
    from indicators import editions

    role = UserRole.READER if by is None else acting(store, by, UserRole.LEAD).role
    return editions.find(store, text, role=role, today=swedish.local(settings.now()).date())


def _write(store: Store, edition: EditionRow, folder: Path) -> None:
    """All of the files or none; what is there already stays where it is the same, and is never replaced."""
    from indicators.terminal import writing

    writing.must_be_writable(folder)
    kept = {file.file_name: store.file_content(file.sha256) for file in edition.files}
    new = {name: content for name, content in kept.items() if not _is_there(folder / name, content)}
    if there := [name for name in new if (folder / name).exists()]:
        raise InputError(
            f"I {folder} finns redan {', '.join(there)} med annat innehåll. Inget är skrivet. Välj en annan mapp."
        )
    writing.write(new, folder)


def _is_there(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _check(store: Store, edition: EditionRow) -> int:
    from indicators import editions

    found = editions.checked(store, edition)
    for kind, is_same in found.same_bytes.items():
        print(f"{editions.KINDS[kind]}: {'samma byte' if is_same else 'andra byte'} gjord på nytt.")
    for name, before, now in found.libraries:
        print(f"{name}: {before} då, {now} nu.")
    if found.is_same_content:
        print(f"Samma innehåll: fingeravtryck {found.fingerprint}.")
        return OK
    is_same = found.fingerprint == edition.fingerprint
    told = f"{edition.fingerprint} då, {found.fingerprint} nu"
    print(f"Annat innehåll: fingeravtryck {'detsamma för presentationen' if is_same else told}.")
    for line in found.differences:
        print(f"  {line}")
    return FAULTS


def _register(store: Store, revision: int) -> Registry:
    from indicators.terminal import commands

    return commands.register(store, revision)


def _opened(settings: Settings) -> tuple[Store, Registry]:
    from indicators.terminal import commands

    store = commands.opened(settings)
    return store, commands.register(store)
