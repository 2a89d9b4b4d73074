"""An indicator file: its strategic area, indicators and measurement gaps, field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from indicators.model import (
    Baseline,
    Break,
    Decision,
    GapMeasure,
    GapTarget,
    GeographyLevel,
    Good,
    Indicator,
    IndicatorRole,
    MeasureKind,
    MeasurementGap,
    SentenceParts,
    Suppression,
    Target,
    TargetKind,
    TargetSense,
)
from indicators.registry import examples
from indicators.registry.documents import is_demo
from indicators.registry.entry import Entry, shown
from indicators.registry.names import KEBAB
from indicators.registry.programme import EARLIEST, LATEST

MOST_ENTRIES: Final = 500
MOST_BREAKS: Final = 20
SHORT_NAME: Final = 40
MOST_DECIMALS: Final = 4
STATUSES: Final = {"beslutat": False, "förslag": True}
"""Words for whether a target is decided, and whether that makes it a proposal."""

_YEAR: Final = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An indicator as read, with its entry: fields in `entry.broken` hold placeholders."""

    indicator: Indicator
    entry: Entry
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFile:
    """What one indicator file holds."""

    head: Entry
    strategic_area: int
    indicators: tuple[Read, ...]
    gaps: tuple[tuple[MeasurementGap, Entry], ...]


def read(file: str, table: Mapping[str, object], faults: list[str]) -> IndicatorFile:
    """The file's content, with placeholders where the faults say so."""
    head = Entry(f"{file}: filen", table, faults, examples=examples.INDICATOR_FILE)
    strategic_area = head.whole("strategic_area", least=1, most=99)
    indicators = head.inners("indicator", most=MOST_ENTRIES) if head.has("indicator") else ()
    gaps = head.inners("gap", most=MOST_ENTRIES) if head.has("gap") else ()
    head.close()
    if not head.has("indicator") and not head.has("gap"):
        head.fault("har varken indikator eller mätlucka. Lägg till [[indicator]] eller [[gap]], eller ta bort filen.")
    return IndicatorFile(
        head=head,
        strategic_area=strategic_area,
        indicators=tuple(_read(file, e, n, strategic_area) for n, e in enumerate(indicators, start=1)),
        gaps=tuple(_gap(e.renamed(f"mätlucka {n}", examples.GAP), strategic_area) for n, e in enumerate(gaps, start=1)),
    )


def _read(file: str, unnamed: Entry, number: int, strategic_area: int) -> Read:
    entry = unnamed.renamed(unnamed.named("id") or f"indikator {number}", examples.INDICATOR)
    indicator = _indicator(entry, strategic_area, in_demo_file=is_demo(file))
    entry.close()
    return Read(indicator=indicator, entry=entry, file=file)


def _indicator(entry: Entry, strategic_area: int, *, in_demo_file: bool) -> Indicator:
    years = _years(entry)
    return Indicator(
        id=_id(entry, in_demo_file=in_demo_file),
        strategic_area=strategic_area,
        name=entry.text("name", longest=200),
        short_name=entry.text("short_name", longest=SHORT_NAME),
        question=entry.text("question", longest=300),
        role=entry.choice("role", IndicatorRole),
        headline=entry.whole("headline", least=1, most=99) if entry.has("headline") else None,
        kind=entry.choice("kind", MeasureKind),
        unit=entry.text("unit", longest=60),
        multiplier=entry.number("multiplier"),
        decimals=entry.whole("decimals", least=0, most=MOST_DECIMALS),
        good=entry.choice("good", Good),
        population=entry.text("population", longest=300),
        source=entry.text("source", longest=300),
        levels=entry.choices("levels", GeographyLevel),
        breakdowns=_breakdowns(entry),
        frequency=entry.text("frequency", longest=80),
        first_year=years[0],
        last_year=years[1] if len(years) > 1 else None,
        baseline=_baseline(entry),
        target=_target(entry),
        breaks=_breaks(entry),
        suppression=_suppression(entry),
        definition=entry.text("definition"),
        does_not_say=entry.texts("does_not_say"),
        sentence=_sentence(entry),
        gap_target=_gap_target(entry),
    )


def _id(entry: Entry, *, in_demo_file: bool) -> str:
    """The id, kebab-case; made-up indicators have ids and files of their own, which can be left out."""
    name = entry.text("id", longest=80)
    if "id" in entry.broken:
        return name
    if not KEBAB.fullmatch(name):
        entry.wrong(
            "id", f"ska vara små bokstäver a–z, siffror och bindestreck men är {shown(name)}. Byt å, ä, ö mot a, a, o."
        )
    elif name.startswith("demo-") and not in_demo_file:
        entry.wrong("id", "börjar med demo- i en fil med riktiga indikatorer. Flytta posten till en fil demo-….toml.")
    elif in_demo_file and not name.startswith("demo-"):
        entry.wrong("id", f"saknar demo- i en fil med påhittade indikatorer. Skriv demo-{name} eller flytta posten.")
    return name


def _years(entry: Entry) -> tuple[int, ...]:
    years = entry.wholes("years", least=EARLIEST, most=LATEST)
    if len(years) not in (1, 2):
        entry.wrong(
            "years", "ska vara [första, sista], eller [första] för en serie som fortsätter. Ta bort övriga årtal."
        )
        return (EARLIEST,)
    if len(years) == 2 and years[1] < years[0]:
        entry.wrong("years", f"slutar {years[1]} men börjar {years[0]}. Byt plats på åren.")
    return years


def _breakdowns(entry: Entry) -> tuple[str, ...]:
    breakdowns = entry.texts("breakdowns", may_be_empty=True)
    for name in breakdowns:
        if name and not KEBAB.fullmatch(name):
            entry.wrong("breakdowns", f"har {shown(name)}. Skriv med små bokstäver a–z, till exempel kon eller alder.")
    return breakdowns


def _baseline(entry: Entry) -> Baseline | None:
    table = entry.inner("baseline") if entry.has("baseline") else None
    if table is None:
        return None
    baseline = Baseline(
        year=table.whole("year", least=EARLIEST, most=LATEST),
        value=table.number("value") if table.has("value") else None,
    )
    table.close()
    return baseline


def _target(entry: Entry) -> Target | None:
    table = entry.inner("target") if entry.has("target") else None
    if table is None:
        return None
    target = Target(
        kind=table.choice("kind", TargetKind),
        year=table.whole("year", least=EARLIEST, most=LATEST),
        sense=table.choice("sense", TargetSense) if table.has("sense") else None,
        value=table.number("value") if table.has("value") else None,
        tolerance=table.number("tolerance") if table.has("tolerance") else 0.0,
        decision=_decision(table),
        wording=table.text("wording", longest=300) if table.has("wording") else "",
    )
    table.close()
    return target


def _gap_target(entry: Entry) -> GapTarget | None:
    table = entry.inner("gap_target") if entry.has("gap_target") else None
    if table is None:
        return None
    target = GapTarget(
        measure=table.choice("measure", GapMeasure),
        sense=table.choice("sense", TargetSense),
        value=table.number("value"),
        year=table.whole("year", least=EARLIEST, most=LATEST),
        decision=_decision(table),
    )
    table.close()
    return target


def _decision(target: Entry) -> Decision:
    table = target.inner("decision")
    if table is None:
        return Decision(by="", date="", document="", is_proposal=True)
    decision = Decision(
        by=table.text("by", longest=120),
        date=table.text("date", longest=40),
        document=table.text("document", longest=200),
        is_proposal=STATUSES.get(table.word("status", STATUSES), True),
    )
    table.close()
    if "date" not in table.broken and not _YEAR.search(decision.date):
        table.wrong("date", f"saknar årtal: {shown(decision.date)}. Skriv till exempel 2014-11-13 eller 2014.")
    return decision


def _breaks(entry: Entry) -> tuple[Break, ...]:
    breaks = []
    for table in entry.inners("breaks", most=MOST_BREAKS):
        breaks.append(
            Break(year=table.whole("year", least=EARLIEST, most=LATEST), what=table.text("what", longest=300))
        )
        table.close()
    return tuple(sorted(breaks, key=lambda each: each.year))


def _suppression(entry: Entry) -> Suppression:
    table = entry.inner("suppression")
    if table is None:
        return Suppression(counts_below=0, base_below=0)
    suppression = Suppression(
        counts_below=table.whole("counts_below", least=0, most=1000),
        base_below=table.whole("base_below", least=0, most=100_000),
    )
    table.close()
    return suppression


def _sentence(entry: Entry) -> SentenceParts:
    table = entry.inner("sentence")
    if table is None:
        return SentenceParts(subject="", unit="")
    sentence = SentenceParts(
        subject=table.text("subject", longest=200),
        rises=table.text("rises", longest=60),
        falls=table.text("falls", longest=60),
        unit=table.text("unit", longest=80, may_be_empty=True),
    )
    table.close()
    return sentence


def _gap(entry: Entry, strategic_area: int) -> tuple[MeasurementGap, Entry]:
    gap = MeasurementGap(
        strategic_area=strategic_area,
        subject=entry.text("subject", longest=200),
        role=entry.choice("role", IndicatorRole),
        level=entry.choice("level", GeographyLevel),
        why=entry.text("why", longest=500),
        proxy=entry.text("proxy", longest=300, may_be_empty=True) if entry.has("proxy") else "",
    )
    entry.close()
    return gap, entry
