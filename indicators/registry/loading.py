"""Documents become a register, or every fault in all of them is told at once; nothing is half loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from indicators.errors import RegistryError
from indicators.model import Geography, GeographyLevel, Registry
from indicators.registry import contradictions, events, places, programme, reading, sources
from indicators.registry.documents import EVENT_FILES, FOLDER, GEOGRAPHIES, PROGRAMME, SOURCES, tables
from indicators.registry.entry import Entry
from indicators.registry.programme import Programme
from indicators.registry.reading import IndicatorFile, Read

Key = TypeVar("Key")


def load(documents: Mapping[str, bytes]) -> Registry:
    """The register in the documents; a RegistryError with every fault if it cannot be trusted as a whole."""
    faults: list[str] = []
    found = tables(documents, faults)
    plan = programme.read(found[PROGRAMME], faults) if PROGRAMME in found else None
    geographies = places.read(found[GEOGRAPHIES], faults) if GEOGRAPHIES in found else None
    declared = sources.read(found[SOURCES], documents[SOURCES], faults) if SOURCES in found else ()
    files = [reading.read(name, found[name], faults) for name in found if name.startswith(FOLDER)]
    happened = [each for name in EVENT_FILES if name in found for each in events.read(name, found[name], faults)]
    for file in files:
        _check_file(file, plan, geographies)
    _check_together([read for file in files for read in file.indicators])
    known = {read.indicator.id: read.indicator for file in files for read in file.indicators}
    for each in declared:
        sources.check(each, known, geographies or {})
    events.check(
        happened,
        indicators=known if len(files) == sum(name.startswith(FOLDER) for name in documents) else None,
        strategic_areas=plan.numbers if plan else None,
        geographies=geographies,
    )
    if faults or plan is None or geographies is None:
        raise RegistryError(faults)
    return Registry(
        city=plan.city,
        programme=plan.name,
        target_year=plan.target_year,
        baseline_year=plan.baseline_year,
        strategic_areas=plan.strategic_areas,
        geographies=geographies,
        indicators={read.indicator.id: read.indicator for read in _by_area(files)},
        deliver_by=plan.deliver_by,
        sources={each.source.name: each.source for each in declared},
        gaps=tuple(gap for file in sorted(files, key=_area) for gap, _ in file.gaps),
        events=events.in_order(each.event for each in happened),
    )


def _check_file(file: IndicatorFile, plan: Programme | None, geographies: Mapping[str, Geography] | None) -> None:
    known = plan.numbers if plan else frozenset()
    if known and "strategic_area" not in file.head.broken and file.strategic_area not in known:
        numbers = ", ".join(str(number) for number in sorted(known))
        file.head.fault(f"strategic_area {file.strategic_area} finns inte i programmet. Skriv något av {numbers}.")
    levels = {geography.level for geography in geographies.values()} if geographies else set(GeographyLevel)
    for read in file.indicators:
        for what in contradictions.of(read.indicator, broken=read.entry.broken):
            read.entry.fault(what)
        _check_levels(read.entry, "levels", read.indicator.levels, levels)
    for gap, entry in file.gaps:
        _check_levels(entry, "level", (gap.level,), levels)


def _check_levels(entry: Entry, field: str, used: Iterable[GeographyLevel], known: set[GeographyLevel]) -> None:
    for level in used:
        if level not in known:
            entry.fault(
                f"{field} har {level}, men ingen sådan plats finns i {GEOGRAPHIES}. Ta bort nivån eller lägg till."
            )


def _check_together(reads: Iterable[Read]) -> None:
    """No two indicators share an id, nor their place among an area's headline indicators."""
    ids: dict[str, str] = {}
    headlines: dict[tuple[int, int], str] = {}
    for read in reads:
        indicator, entry = read.indicator, read.entry
        if indicator.id and not _is_first(ids, indicator.id, read.file):
            entry.fault(
                f"id finns redan i {ids[indicator.id]}. Ge indikatorn ett eget id, eller ta bort den ena posten."
            )
        if indicator.headline is None or "headline" in entry.broken:
            continue
        place = (indicator.strategic_area, indicator.headline)
        if not _is_first(headlines, place, indicator.id):
            entry.fault(
                f"headline = {indicator.headline} har redan {headlines[place]} i samma område. Välj ett annat nummer."
            )


def _is_first(seen: dict[Key, str], key: Key, who: str) -> bool:
    is_first = key not in seen
    seen.setdefault(key, who)
    return is_first


def _by_area(files: Iterable[IndicatorFile]) -> list[Read]:
    """The indicators in the programme's order; within an area as the files and their entries stand."""
    return [read for file in sorted(files, key=_area) for read in file.indicators]


def _area(file: IndicatorFile) -> int:
    return file.strategic_area
