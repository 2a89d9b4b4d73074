"""The commands: what each one takes, does and prints."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.errors import InputError, LagesbildError, RegistryError
from indicators.model import GeographyLevel, UserRole
from indicators.settings import Settings
from indicators.terminal.swedish_parser import SwedishParser

if TYPE_CHECKING:
    from indicators.model import Registry
    from indicators.situation import Situation
    from indicators.store import Store

OK, FAULTS, WRONG_USE = 0, 1, 2
LEVELS = tuple(map(str, GeographyLevel))
Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str]) -> int:
    """Run one command; 0 success, 1 the input has faults, 2 wrong use."""
    chosen = _parser().parse_args(arguments)
    command: Command = chosen.command
    try:
        return command(chosen, Settings.from_environment())
    except InputError as wrong:
        print(wrong, file=sys.stderr)
        return WRONG_USE
    except RegistryError as wrong:
        print(f"Registret har {len(wrong.faults)} fel. Inget är sparat.", file=sys.stderr)
        print(wrong, file=sys.stderr)
        return FAULTS
    except LagesbildError as wrong:
        print(wrong, file=sys.stderr)
        return FAULTS
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except OSError as fault:
        from indicators.terminal import writing

        print(f"{fault.filename or 'Filen'} går inte att läsa eller skriva: {writing.why(fault)}.", file=sys.stderr)
        return FAULTS


def _parser() -> SwedishParser:
    from indicators.terminal import exporting

    parser = SwedishParser(prog="python -m indicators", description="Lägesbild 2020 i terminalen.")
    commands = parser.add_subparsers(title="kommandon", metavar="KOMMANDO", required=True, parser_class=SwedishParser)

    def add(name: str, command: Command, told: str, under: Any = commands) -> SwedishParser:
        made: SwedishParser = under.add_parser(name, help=told, description=told[0].upper() + told[1:] + ".")
        made.set_defaults(command=command)
        return made

    init = add("init", _init, "skapa eller uppgradera databasen och läs in det som följer med")
    init.add_argument("--empty", action="store_true", help="utan register, verkliga siffror och demonstrationsdata")
    check = add("check", _check, "hänger register, databas och filer ihop? Räknar upp alla fel")
    check.add_argument("folder", nargs="?", type=Path, metavar="MAPP", help="pröva ett register i en mapp i stället")
    status = add("status", _status, "bedömningarna som på sidorna")
    status.add_argument("--year", type=int, metavar="ÅR", help="läge per år; annars det senaste")
    status.add_argument("--geography", metavar="KOD", help="bara en geografi, till exempel 1480 eller 135")
    status.add_argument("--indicator", metavar="ID", help="bara en indikator")
    status.add_argument("--as-of", metavar="TID", help="som det såg ut då: 2026-11-22 eller 2026-11-22T14:30")
    status.add_argument("--gaps", action="store_true", help="skillnaderna mellan stadsdelar och mellan kvinnor och män")
    status.add_argument("--json", action="store_true", help="för andra program")
    trace = add("trace", _trace, "varifrån ett värde kommer")
    trace.add_argument("indicator", metavar="INDIKATOR")
    trace.add_argument("geography", metavar="GEOGRAFI")
    trace.add_argument("period", metavar="PERIOD")
    trace.add_argument("--breakdown", default="", metavar="k=v", help="till exempel kon=kvinna")
    trace.add_argument("--json", action="store_true", help="för andra program")
    divided = add("crosswalk", _crosswalk, "hur mycket av varje plats som ligger i vilken, vägt med folkmängd")
    for name, kept in (("FRÅN", "origin_level"), ("TILL", "target_level")):
        divided.add_argument(kept, metavar=name, choices=LEVELS, help=f"nivå: {', '.join(LEVELS)}")
    divided.add_argument("--json", action="store_true", help="för andra program")
    _add_deliveries(add)
    exporting.add(add)
    documents = add("register", _no_command, "registret som TOML-filer")
    parts = documents.add_subparsers(title="kommandon", metavar="KOMMANDO", required=True, parser_class=SwedishParser)
    out = add("export", _register_export, "skriv registrets filer till en mapp", parts)
    out.add_argument("folder", type=Path, metavar="MAPP")
    into = add("import", _register_import, "läs in registrets filer från en mapp som en ny revision", parts)
    into.add_argument("folder", type=Path, metavar="MAPP")
    into.add_argument("--by", required=True, metavar="NAMN", help="vem som ändrar")
    demo = add("demo", _no_command, "demonstrationsdata")
    parts = demo.add_subparsers(title="kommandon", metavar="KOMMANDO", required=True, parser_class=SwedishParser)
    for name, command, told in (
        ("remove", _demo_remove, "ta bort alla påhittade värden och indikatorer"),
        ("restore", _demo_restore, "lägg tillbaka demonstrationsdata"),
    ):
        add(name, command, told, parts).add_argument("--by", required=True, metavar="NAMN", help="vem som gör det")
    _add_directory(add)
    _add_sources(add)
    _add_hearings(add)
    _add_safekeeping(add)
    return parser


def _add_deliveries(add: Callable[[str, Command, str], SwedishParser]) -> None:
    from indicators.terminal import handing_in

    template = add("template", handing_in.template, "den förifyllda arbetsboken för en plats och ett år")
    template.add_argument("--geography", required=True, metavar="KOD", help="till exempel 131")
    template.add_argument("--period", required=True, type=int, metavar="ÅR", help="året som uppgifterna gäller")
    template.add_argument("-o", "--output", required=True, type=Path, metavar="FIL", help="arbetsboken som skrivs")
    template.add_argument("--by", metavar="NAMN", help="vem som hämtar den; egna dolda värden visas då")
    load = add("load", handing_in.load, "läs in en fil, kontrollera den och lämna in den till granskning")
    load.add_argument("file", type=Path, metavar="FIL")
    load.add_argument("--by", required=True, metavar="NAMN", help="vem som lämnar")
    load.add_argument("--for", dest="geography", metavar="KOD", help="platsen som filen gäller, till exempel 131")
    load.add_argument("--mapping", metavar="NAMN", help="en sparad uppställning, för andra filer än vår mall")
    load.add_argument("--reason", action="append", default=[], metavar="BLAD!CELL=TEXT", help="förklara ett hopp")
    load.add_argument("--ends", action="store_true", help="ta bort sparade värden som filen borde ha men inte har")
    load.add_argument("--dry-run", action="store_true", help="läs och kontrollera, men spara inget")
    load.add_argument("--marked", type=Path, metavar="FIL", help="skriv filen märkt här, om något ska rättas")
    load.add_argument("--json", action="store_true", help="för andra program")
    for name, command, told in (
        ("approve", handing_in.approve, "godkänn en leverans, så att siffrorna gäller"),
        ("return", handing_in.give_back, "återlämna en leverans med vad som ska rättas"),
        ("undo", handing_in.undo, "ångra en godkänd leverans, eller ta tillbaka en som väntar"),
    ):
        made = add(name, command, told)
        made.add_argument("batch", type=int, metavar="NUMMER", help="leveransens nummer")
        made.add_argument("--by", required=True, metavar="NAMN", help="vem som gör det")
        if name != "approve":
            said = {"return": "vad som ska rättas", "undo": "varför"}[name]
            made.add_argument("--comment", required=name == "return", default="", metavar="TEXT", help=said)


def _add_directory(add: Callable[..., SwedishParser]) -> None:
    from indicators.terminal import mappings, people

    def group(name: str, told: str) -> Any:
        made = add(name, _no_command, told)
        return made.add_subparsers(title="kommandon", metavar="KOMMANDO", required=True, parser_class=SwedishParser)

    parts = group("people", "vem som får göra vad")
    add("list", people.listed, "alla som står i listan, med roll och stadsdel", parts)
    put = add("set", people.put, "lägg till någon, eller ändra roll och stadsdel", parts)
    put.add_argument("name", metavar="NAMN")
    put.add_argument("--role", required=True, choices=[str(role) for role in UserRole], help="vad personen får göra")
    put.add_argument("--geography", metavar="KOD", help="uppladdarens stadsdel, till exempel 131")
    away = add("remove", people.remove, "ta bort någon; det som personen har gjort står kvar", parts)
    away.add_argument("name", metavar="NAMN")
    parts = group("mapping", "läskartor: hur andras filer läses")
    add("list", mappings.listed, "alla sparade läskartor", parts)
    show = add("show", mappings.show, "skriv ut en läskarta som TOML", parts)
    show.add_argument("name", metavar="NAMN")
    save = add("save", mappings.save, "spara en läskarta ur en fil (TOML eller JSON) under ett namn", parts)
    save.add_argument("name", metavar="NAMN")
    save.add_argument("file", type=Path, metavar="FIL")
    gone = add("remove", mappings.remove, "ta bort en läskarta; leveranser som lästs med den står kvar", parts)
    gone.add_argument("name", metavar="NAMN")
    for made in (put, away, save, gone):
        made.add_argument("--by", required=True, metavar="NAMN", help="vem som gör det")


def _add_sources(add: Callable[..., SwedishParser]) -> None:
    from indicators.terminal import sources

    every = add("sources", sources.listed, "källorna som hämtas av sig själva, och hur det går")
    every.add_argument("--json", action="store_true", help="för andra program")
    parts = add("source", _no_command, "pröva eller hämta en källa").add_subparsers(
        title="kommandon", metavar="KOMMANDO", required=True, parser_class=SwedishParser
    )
    test = add("test", sources.test, "svarar källan, och har den kolumnerna som registret läser?", parts)
    test.add_argument("name", metavar="NAMN", help="källans namn i registret")
    test.add_argument("--by", metavar="NAMN", help="vem som prövar")
    told = "hämta en källa, eller alla som är på tur; 1 om något stoppades eller inte gick att hämta"
    refresh = add("refresh", sources.refresh, told, parts)
    refresh.add_argument("name", nargs="?", metavar="NAMN", help="källans namn i registret")
    refresh.add_argument(
        "--due", action="store_true", help="alla källor som är på tur, för cron eller en systemd-timer"
    )
    refresh.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras, men spara inget")
    refresh.add_argument("--by", metavar="NAMN", help="vem som hämtar")
    refresh.add_argument("--json", action="store_true", help="för andra program")


def _add_hearings(add: Callable[..., SwedishParser]) -> None:
    from indicators.terminal import hearing_template, hearings

    group = add("hearing", _no_command, "ge ut en hearing, hämta dess filer, jämför utgåvor")
    parts = group.add_subparsers(title="kommandon", metavar="KOMMANDO", required=True, parser_class=SwedishParser)
    hearings.add(parts, add)
    hearing_template.add(parts, add)


def _add_safekeeping(add: Callable[[str, Command, str], SwedishParser]) -> None:
    from indicators.terminal import safekeeping

    backup = add("backup", safekeeping.backup, "säkerhetskopiera allt, mottagna filer också, till en fil")
    backup.add_argument("file", type=Path, metavar="FIL", help="filen som skrivs; den får inte finnas")
    restore = add("restore", safekeeping.restore, "lägg tillbaka en säkerhetskopia, helt eller inte alls")
    restore.add_argument("file", type=Path, metavar="FIL", help="en fil från backup, från vilken databas som helst")
    restore.add_argument("--replace", action="store_true", help="ersätt det som finns; annars måste databasen vara tom")
    restore.add_argument("--by", required=True, metavar="NAMN", help="vem som gör det")
    move = add("move", safekeeping.move, "flytta allt till en annan databas, jämfört rad för rad")
    move.add_argument(
        "address", metavar="ADRESS", help="tom databas, till exempel postgresql://användare@server/databas"
    )


def _no_command(_chosen: argparse.Namespace, _settings: Settings) -> int:
    return WRONG_USE


def _init(chosen: argparse.Namespace, settings: Settings) -> int:
    from indicators import preparation
    from indicators.terminal import progress_bar

    done = preparation.prepare(settings, empty=chosen.empty, at=settings.now(), report=progress_bar.on_terminal())
    for title in done.loaded:
        print(f"Inläst: {title}")
    print(f"Databasen är klar: dataversion {done.version}, registerrevision {done.revision}.")
    return OK


def _check(chosen: argparse.Namespace, settings: Settings) -> int:
    from indicators import registry

    if chosen.folder is not None:
        registry.load(registry.read_folder(chosen.folder))
        print("Registret har inga fel.")
        return OK
    from indicators import preparation
    from indicators.store import faults

    store = opened(settings)
    found = faults.faults(store, register(store))
    if preparation.is_unfinished(store):
        found.insert(0, "Den första laddningen blev inte färdig. Kör python -m indicators init igen.")
    for fault in found:
        print(fault)
    print(f"{len(found)} fel." if found else "Register, databas och filer hänger ihop. Inga fel.")
    return FAULTS if found else OK


def _status(chosen: argparse.Namespace, settings: Settings) -> int:
    from indicators import situation
    from indicators.terminal import plain, shapes

    store = opened(settings)
    version, revision = state_at(store, chosen.as_of)
    current = register(store, revision)
    _must_be_known(chosen.indicator, current.indicators, "Indikatorn", "status")
    _must_be_known(chosen.geography, current.geographies, "Geografin", "status")
    if chosen.year is not None:
        situation.must_be_viewpoint(store, current, chosen.year)
    year = chosen.year or situation.default_viewpoint(store, current, version=version)
    seen = situation.situation(
        store,
        current,
        year=year,
        version=version,
        indicators=None if chosen.indicator is None else [chosen.indicator],
        levels=None if chosen.geography is None or chosen.gaps else [current.geographies[chosen.geography].level],
    )
    if chosen.gaps:
        return _gaps(chosen, seen)
    told = [p for p in seen.progress.values() if chosen.geography in (None, p.geography)]
    if chosen.json:
        print(json.dumps([shapes.status_row(p, current) for p in told], ensure_ascii=False, indent=1, allow_nan=False))
        return OK
    for p in told:
        print(plain.status_line(p, current))
    print(f"Läge per {year}, dataversion {seen.version}: {len(told)} bedömningar.")
    return OK


def _gaps(chosen: argparse.Namespace, seen: Situation) -> int:
    """The gaps that slides and pages tell of, with what chance alone would give."""
    from indicators import swedish
    from indicators.terminal import gaps

    told = [row for row in gaps.rows(seen) if chosen.indicator in (None, row["indicator"])]
    if chosen.json:
        print(json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False))
        return OK
    for row in told:
        print(gaps.line(row, seen.registry))
    print(f"Läge per {seen.year}, dataversion {seen.version}: {swedish.counted(len(told), 'skillnad', 'skillnader')}.")
    return OK


def _trace(chosen: argparse.Namespace, settings: Settings) -> int:
    from indicators import origin, periods
    from indicators.terminal import plain, shapes

    store = opened(settings)
    current = register(store)
    _must_be_known(chosen.indicator, current.indicators, "Indikatorn", "status")
    _must_be_known(chosen.geography, current.geographies, "Geografin", "status")
    found = origin.origin(
        store,
        current,
        indicator=chosen.indicator,
        geography=chosen.geography,
        year=periods.year_of(chosen.period),
        breakdown=chosen.breakdown,
    )
    if chosen.json:
        print(json.dumps(shapes.trace(found), ensure_ascii=False, indent=1, allow_nan=False))
        return OK
    for line in plain.trace_lines(found, current):
        print(line)
    return OK


def _crosswalk(chosen: argparse.Namespace, settings: Settings) -> int:
    from indicators.terminal import divisions

    return divisions.told(chosen, register(opened(settings)))


def _register_export(chosen: argparse.Namespace, settings: Settings) -> int:
    from indicators import registry

    documents = opened(settings).register_documents()
    registry.write_folder(documents, chosen.folder)
    print(f"{len(documents)} filer skrivna i {chosen.folder}.")
    return OK


def _register_import(chosen: argparse.Namespace, settings: Settings) -> int:
    from indicators import permissions, registry
    from indicators.terminal import register_changes
    from indicators.terminal.people import acting

    store = opened(settings)
    by = acting(store, chosen.by, UserRole.LEAD)
    permissions.must_edit_register(by)
    documents = registry.read_folder(chosen.folder)
    loaded = registry.load(documents)
    before, kept = store.register_revision(), store.register_documents()
    if kept != documents:
        for line in register_changes.lines(_readable(kept), loaded):
            print(line)
    after = store.save_register(documents, by=by.name, at=settings.now(), registry=loaded)
    print("Registret är oförändrat." if after == before else f"Registret är sparat som revision {after}.")
    return OK


def _readable(documents: Mapping[str, bytes]) -> Registry | None:
    """The register as it stood; None where there was none, or one that this program no longer reads."""
    from indicators import registry

    try:
        return registry.load(documents) if documents else None
    except RegistryError:
        print("Det gamla registret går inte att läsa; allt i det nya räknas som tillkommet.")
        return None


def _demo_remove(chosen: argparse.Namespace, settings: Settings) -> int:
    from indicators import preparation

    store = opened(settings)
    version = preparation.remove_demo(store, by=_on_demo(store, chosen.by), at=settings.now())
    print(f"Alla påhittade värden och indikatorer är borttagna. Dataversion {version}.")
    return OK


def _demo_restore(chosen: argparse.Namespace, settings: Settings) -> int:
    from indicators import preparation
    from indicators.terminal import progress_bar

    store = opened(settings)
    by = _on_demo(store, chosen.by)
    version = preparation.restore_demo(store, by=by, at=settings.now(), report=progress_bar.on_terminal())
    print(f"Demonstrationsdata är tillbaka. Dataversion {version}.")
    return OK


def _on_demo(store: Store, name: str) -> str:
    """The name of somebody who may remove and put back what is made up; refused otherwise."""
    from indicators import permissions
    from indicators.terminal.people import acting

    person = acting(store, name, UserRole.LEAD)
    permissions.must_remove_demo(person)
    return person.name


def opened(settings: Settings) -> Store:
    """The store that the settings point to."""
    from indicators.store import Store

    return Store.open(settings)


def state_at(store: Store, text: str | None) -> tuple[int | None, int | None]:
    """The data version and register revision that stood at a time as it is written; None for the newest."""
    from indicators import swedish

    if text is None:
        return None, None
    when = _moment(text)
    version = store.version_at(when)
    if version == 0 and (made := store.versions()):
        first = swedish.moment(swedish.local(made[0].at))
        raise InputError(f"Det finns inget från {text}: den första dataversionen kom {first}.")
    return version, store.register_revision_at(when)


def register(store: Store, revision: int | None = None) -> Registry:
    """The register that the store holds."""
    from indicators import registry

    documents = store.register_documents(revision)
    if not documents:
        raise InputError(
            "Databasen har inget register. Kör python -m indicators init, "
            "eller läs in ett eget med python -m indicators register import MAPP --by NAMN."
        )
    return registry.load(documents)


def _must_be_known(chosen: str | None, known: Any, what: str, where: str) -> None:
    if chosen is not None and chosen not in known:
        raise InputError(f"{what} {chosen} finns inte i registret. Se python -m indicators {where}.")


def _moment(text: str) -> datetime:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"Tiden {text} går inte att läsa. Skriv 2026-11-22 eller 2026-11-22T14:30.") from None
    if len(text) <= len("2026-11-22"):
        when = datetime.combine(when.date(), time.max)
    return when if when.tzinfo else when.replace(tzinfo=UTC)
