"""`sources.toml`: what is fetched by itself, how it is read, and what must stop it; never where it lies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from indicators.model import (
    Geography,
    Indicator,
    Interval,
    Source,
    SourceGuard,
    SourceKind,
    SourceLimits,
    SourceMapping,
    source_variable,
)
from indicators.registry import examples
from indicators.registry.documents import SOURCES
from indicators.registry.entry import Entry, shown
from indicators.registry.programme import EARLIEST, LATEST

MOST_SOURCES: Final = 50
LONGEST_QUERY: Final = 20_000
VERSIONS: Final[Mapping[SourceKind, tuple[int, int]]] = {SourceKind.PXWEB: (1, 2), SourceKind.KOLADA: (2, 3)}
"""The interfaces that a service of the kind may speak; the later one where nothing is said."""
KOLADA: Final = ("kpi", "municipality", "gender")

_OF_KIND: Final[Mapping[str, tuple[SourceKind, ...]]] = {
    "query": (SourceKind.DATABASE,),
    "table": (SourceKind.PXWEB, SourceKind.FILE),
    "api": (SourceKind.PXWEB, SourceKind.KOLADA),
    "selection": (SourceKind.PXWEB, SourceKind.KOLADA),
    "layout": (SourceKind.FILE,),
}
"""Fields that only some kinds have."""
_NEEDED: Final[Mapping[SourceKind, tuple[str, ...]]] = {
    SourceKind.DATABASE: ("query",),
    SourceKind.PXWEB: ("table", "selection"),
    SourceKind.KOLADA: ("selection",),
}
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WITH_USER: Final = re.compile(r"[a-z][a-z0-9+.-]*://[^\s\"'/]*@", re.IGNORECASE)
_PASSWORD: Final = re.compile(r"\b(password|passwd|pwd|lösenord|losenord|api_?key|token)\b\"?\s*[=:]", re.IGNORECASE)
_ADDRESS_FIELD: Final = re.compile(r"^\s*(address|adress|url|host|server|dsn|connection)\s*=", re.IGNORECASE)
_MAY_LINK: Final = re.compile(r"^\s*(#|licence\s*=|publisher\s*=)")
_SELECT: Final = re.compile(r"\s*(select|with)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A source as read, with its entry: fields in `entry.broken` hold placeholders."""

    source: Source
    entry: Entry


def read(table: Mapping[str, object], content: bytes, faults: list[str]) -> tuple[Declared, ...]:
    """The sources of the file, with placeholders where the faults say so."""
    _refuse_secrets(content.decode("utf-8-sig"), faults)
    head = Entry(f"{SOURCES}: filen", table, faults, examples=examples.SOURCES_FILE)
    entries = head.inners("source", most=MOST_SOURCES) if head.has("source") else ()
    head.close()
    declared = tuple(_declared(entry, number) for number, entry in enumerate(entries, start=1))
    _check_names(declared)
    return declared


def check(declared: Declared, indicators: Mapping[str, Indicator], geographies: Mapping[str, Geography]) -> None:
    """Note where a source names an indicator, a place or a breakdown that the register does not have."""
    if declared.entry.broken & {"mapping", "recode"}:
        return
    source, entry = declared.source, declared.entry
    named = _targets(source, source.mapping.indicator, source.mapping.indicator_column)
    places = _targets(source, source.mapping.geography, source.mapping.geography_column)
    for unknown in [name for name in named if name not in indicators]:
        entry.fault(f"indikatorn {shown(unknown)} finns inte i registret. Rätta id, eller lägg till indikatorn först.")
    for made_up in [name for name in named if name in indicators and indicators[name].is_demo]:
        entry.fault(f"indikatorn {shown(made_up)} är påhittad för demonstration. Välj en riktig indikator.")
    for unknown in [code for code in places if geographies and code not in geographies]:
        entry.fault(f"platsen {shown(unknown)} finns inte i geographies.toml. Rätta koden, eller lägg till platsen.")
    known = [indicators[name] for name in named if name in indicators]
    _check_levels(entry, known, [geographies[code] for code in places if code in geographies])
    if known or not named:
        _check_breakdowns(entry, source, known or list(indicators.values()))


def _refuse_secrets(text: str, faults: list[str]) -> None:
    """Addresses and passwords stay outside the register, which is exported, shown and kept for ever."""
    for number, line in enumerate(text.split("\n"), start=1):
        is_address = _ADDRESS.search(line) and not _MAY_LINK.match(line)
        if is_address or _WITH_USER.search(line) or _PASSWORD.search(line) or _ADDRESS_FIELD.match(line):
            faults.append(
                f"{SOURCES}: rad {number}: där står en adress eller ett lösenord. Ta bort raden, byt lösenordet om det "
                f"har sparats, och lägg adressen i miljövariabeln {source_variable('namn')} "
                "eller under [connections.namn] i serverns secrets.toml."
            )


def _declared(unnamed: Entry, number: int) -> Declared:
    entry = unnamed.renamed(unnamed.named("name") or f"källa {number}", examples.SOURCE)
    kind = entry.choice("kind", SourceKind)
    if "kind" not in entry.broken:
        _check_kind(entry, kind)
    source = Source(
        name=_name(entry),
        kind=kind,
        title=entry.text("title", longest=120),
        publisher=entry.text("publisher", longest=120),
        licence=entry.text("licence", longest=120, may_be_empty=True) if entry.has("licence") else "",
        query=_query(entry),
        table=entry.text("table", longest=300) if entry.has("table") else "",
        api=_api(entry, kind),
        selection=_selection(entry, kind),
        mapping=_mapping(entry, kind),
        recode=_recode(entry),
        factor=_factor(entry),
        layout=entry.lines("layout", longest=LONGEST_QUERY) if entry.has("layout") else "",
        is_full=entry.truth("is_full") if entry.has("is_full") else False,
        limits=_limits(entry),
        every=entry.choice("every", Interval),
        from_year=entry.whole("from_year", least=EARLIEST, most=LATEST) if entry.has("from_year") else EARLIEST,
        guard=_guard(entry),
        is_automatic=entry.truth("is_automatic") if entry.has("is_automatic") else False,
    )
    entry.close()
    _check_recode(entry, source)
    return Declared(source=source, entry=entry)


def _name(entry: Entry) -> str:
    name = entry.text("name", longest=40)
    if "name" not in entry.broken and not _NAME.fullmatch(name):
        entry.wrong(
            "name", f"ska vara små bokstäver a–z, siffror och bindestreck men är {shown(name)}. Skriv brottsregister."
        )
    return name


def _check_kind(entry: Entry, kind: SourceKind) -> None:
    for field, kinds in _OF_KIND.items():
        if kind not in kinds and entry.has(field):
            entry.fault(f'fältet {field} hör inte till kind = "{kind}". Ta bort det, eller byt kind.')
    for field in _NEEDED.get(kind, ()):
        if not entry.has(field):
            entry.fault(f"fältet {field} saknas. Lägg till {examples.SOURCE[field]}.")


def _query(entry: Entry) -> str:
    """One question that only reads; the database's own rights are what keeps it so."""
    query = entry.lines("query", longest=LONGEST_QUERY) if entry.has("query") else ""
    if query and "query" not in entry.broken and (not _SELECT.match(query) or ";" in query):
        entry.wrong("query", "ska vara en enda fråga som börjar med select eller with, utan semikolon. Skriv om den.")
    return query


def _api(entry: Entry, kind: SourceKind) -> int:
    least, most = VERSIONS.get(kind, (0, 0))
    return entry.whole("api", least=least, most=most) if entry.has("api") and most else most


def _selection(entry: Entry, kind: SourceKind) -> Mapping[str, tuple[str, ...]]:
    selection = entry.named_lists("selection") if entry.has("selection") else {}
    if kind is SourceKind.KOLADA and selection:
        for name in [name for name in selection if name not in KOLADA]:
            entry.wrong("selection", f"har {shown(name)}. Skriv {', '.join(KOLADA)}.")
        for name in [name for name in KOLADA[:2] if name not in selection]:
            entry.wrong("selection", f'saknar {name}. Lägg till den, till exempel municipality = ["1480"].')
    return selection


def _mapping(entry: Entry, kind: SourceKind) -> SourceMapping:
    if kind is SourceKind.FILE and entry.has("layout"):
        if entry.has("mapping"):
            entry.fault("mapping och layout kan inte stå tillsammans. Ta bort det ena.")
        return SourceMapping()
    table = entry.inner("mapping")
    if table is None:
        return SourceMapping()
    texts = {name: table.text(name, longest=200) for name in _COLUMNS if table.has(name)}
    breakdown = table.named_texts("breakdown") if table.has("breakdown") else {}
    table.close()
    mapping = SourceMapping(breakdown=breakdown, **texts)
    for what in _missing(mapping):
        table.fault(f"mapping {what}")
    return mapping


_COLUMNS: Final = (
    *("indicator", "indicator_column", "geography", "geography_column"),
    *("period", "value", "numerator", "denominator", "status"),
)


def _missing(mapping: SourceMapping) -> Iterable[str]:
    """What a mapping lacks to say which figure each row holds."""
    if bool(mapping.indicator) == bool(mapping.indicator_column):
        yield "ska ha indicator (ett id för alla rader) eller indicator_column (en kolumn). Skriv det ena."
    if bool(mapping.geography) == bool(mapping.geography_column):
        yield "ska ha geography (en kod för alla rader) eller geography_column (en kolumn). Skriv det ena."
    if not mapping.period:
        yield f"saknar period. Lägg till {examples.SOURCE['mapping.period']}."
    if bool(mapping.numerator) != bool(mapping.denominator):
        yield "har bara det ena av numerator och denominator. Lägg till det andra."
    if not mapping.value and not mapping.numerator:
        yield f"saknar value. Lägg till {examples.SOURCE['mapping.value']}, eller numerator och denominator."


def _recode(entry: Entry) -> Mapping[str, Mapping[str, str]]:
    table = entry.inner("recode") if entry.has("recode") else None
    if table is None:
        return {}
    for name in table.names():
        table.allow(name, examples.SOURCE["recode"])
    return {name: table.named_texts(name, may_be_empty=True) for name in table.names()}


def _check_recode(entry: Entry, source: Source) -> None:
    for name in [name for name in source.recode if name not in source.mapping.columns]:
        entry.fault(f"recode har {shown(name)}, som inte är någon kolumn i mapping. Rätta namnet eller ta bort det.")


def _factor(entry: Entry) -> float:
    factor = entry.number("factor") if entry.has("factor") else 1.0
    if factor == 0:
        entry.wrong("factor", "är 0, så att alla värden blir noll. Skriv till exempel factor = 100.")
    return factor


def _limits(entry: Entry) -> SourceLimits:
    table = entry.inner("limits") if entry.has("limits") else None
    if table is None:
        return SourceLimits()
    most = {"rows": 5_000_000, "seconds": 3_600, "bytes": 500_000_000}
    limits = SourceLimits(**{name: table.whole(name, least=1, most=most[name]) for name in most if table.has(name)})
    table.close()
    return limits


def _guard(entry: Entry) -> SourceGuard:
    table = entry.inner("guard") if entry.has("guard") else None
    if table is None:
        return SourceGuard()
    usual = SourceGuard()
    guard = SourceGuard(
        largest_ratio=_between(table, "largest_ratio", 1.01, 1000, usual.largest_ratio),
        revised_years=table.whole("revised_years", least=0, most=200)
        if table.has("revised_years")
        else usual.revised_years,
        revised_share=_between(table, "revised_share", 0, 1, usual.revised_share),
        may_vanish=_between(table, "may_vanish", 0, 1, usual.may_vanish),
    )
    table.close()
    return guard


def _between(table: Entry, field: str, least: float, most: float, otherwise: float) -> float:
    if not table.has(field):
        return otherwise
    number = table.number(field)
    if field not in table.broken and not least <= number <= most:
        table.wrong(field, f"ska vara mellan {least:g} och {most:g} men är {number:g}. Rätta talet.")
    return number


def _check_names(declared: tuple[Declared, ...]) -> None:
    seen: set[str] = set()
    for each in declared:
        key = source_variable(each.source.name)
        if key in seen and "name" not in each.entry.broken:
            each.entry.fault("name finns redan i filen. Ge källan ett eget namn.")
        seen.add(key)


def _targets(source: Source, fixed: str, column: str) -> list[str]:
    """What the rows can be about, as far as the declaration says; empty where a column is taken as it stands."""
    return [fixed] if fixed else list(dict.fromkeys(source.recode.get(column, {}).values()))


def _check_levels(entry: Entry, indicators: list[Indicator], places: list[Geography]) -> None:
    for indicator in indicators:
        for place in places:
            if place.level not in indicator.levels:
                entry.fault(
                    f"{indicator.id} följs inte för {place.name} ({place.level}). "
                    "Lägg till nivån hos indikatorn, eller välj en annan plats."
                )
                break


def _check_breakdowns(entry: Entry, source: Source, indicators: list[Indicator]) -> None:
    known = {dimension for indicator in indicators for dimension in indicator.breakdowns}
    for dimension in [name for name in source.mapping.breakdown if name not in known]:
        named = ", ".join(sorted(known)) or "ingen"
        entry.fault(
            f"uppdelningen {shown(dimension)} finns inte hos indikatorn. Skriv någon av dem som finns ({named})."
        )
