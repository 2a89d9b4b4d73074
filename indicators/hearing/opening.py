"""The first slides: the title and the ten areas at a glance."""

from __future__ import annotations

from typing import Final

from indicators import swedish
from indicators.hearing import slide_parts as parts
from indicators.hearing.slide_parts import Making
from indicators.hearing.slides import Cell, Slide, SlideKind, Table
from indicators.model import Assessment, Indicator, Progress
from indicators.situation import ORDER, count
from indicators.texts import figures, titles, words

COLUMNS: Final = ("", "Strategiskt område", "Huvudindikator", "Utgångsläge", "Senast", "Mål", "Bedömning", "Övriga")
READING: Final = (
    "Bedömningen gäller huvudindikatorn; ett område bedöms aldrig som helhet. Utgångsläge och senaste värde med år."
)


def title_slide(making: Making) -> Slide:
    """The programme, the day, and one icon for each area's headline indicator."""
    registry, told = making.registry, making.headlines
    is_demo = any(p.is_demo for p in told)
    names = [(making.told(number), registry.area(number).short_name) for number in making.areas]
    table = Table(
        head="Huvudindikatorerna",
        subtitle=f"En för varje strategiskt område, läge per {making.seen.year}",
        alt="Bedömningar: " + "; ".join(f"{name}: {words.swedish_lower(parts.chip(p))}" for p, name in names) + ".",
        source="",
        is_demo=is_demo,
        columns=("Område", "Bedömning"),
        rows=tuple((Cell(text=name), Cell(text=parts.chip(p), assessment=_assessment(p))) for p, name in names),
    )
    say = f"Vi visar läget per {making.seen.year}, så långt siffrorna räcker, och säger när det inte går att avgöra."
    return Slide(
        number=1,
        key="titel",
        kind=SlideKind.TITLE,
        name="Titelbild",
        kicker=f"{registry.city}s Stad · {registry.programme}",
        title=f"Trygghet och brottsförebyggande arbete i {registry.city}: läget {making.seen.year}",
        assessment=None,
        panels=(table,),
        comment=None,
        others=(),
        source="",
        footer=parts.footer(making, is_demo=is_demo),
        notes=parts.notes(making, say=say, source="Källor står på varje bild.", method=READING),
        is_demo=is_demo,
    )


def glance(making: Making) -> Slide:
    """All chosen areas as rows: headline indicator, then, now, target, assessment, the others."""
    told = making.headlines
    is_demo = any(p.is_demo for p in told)
    chosen = [number for number in making.areas if making.headline(number) is not None]
    unseen = len(chosen) - len(told)
    title = titles.front_title(told, year=making.seen.year, target_year=making.registry.target_year, unseen=unseen)
    return Slide(
        number=2,
        key="korthet",
        kind=SlideKind.GLANCE,
        name="Områdena i korthet",
        kicker="Områdena i korthet",
        title=title,
        assessment=None,
        panels=(_table(making, is_demo=is_demo),),
        comment=None,
        others=(),
        source=READING,
        footer=parts.footer(making, is_demo=is_demo),
        notes=parts.notes(
            making,
            say=f"{title}. " + _counted(told, unseen),
            source="Varje indikators källa står på områdets bild och i bilagan.",
            method="Bedömningen väger målbanan mot felmarginalen. Den säger ”går inte att avgöra” när slumpen räcker.",
        ),
        is_demo=is_demo,
        indicators=tuple(p.indicator for p in told),
    )


def others(making: Making, area: int) -> tuple[tuple[Assessment, int], ...]:
    """How many of the area's other indicators have each assessment, in the common order."""
    chosen = making.headline(area)
    told = [p for p in making.seen.for_city(area) if chosen is None or p.indicator != chosen.id]
    return tuple((a, n) for a, n in count(told).items() if n)


def by_district(making: Making, area: int) -> tuple[str, ...]:
    """Short names of the area's other assessed indicators that are followed per district only."""
    chosen = making.headline(area)
    return tuple(i.short_name for i in making.seen.by_district_only(area) if chosen is None or i.id != chosen.id)


def others_in_words(found: tuple[tuple[Assessment, int], ...]) -> str:
    """`1 på väg, 2 går inte att avgöra`, or the dash."""
    return ", ".join(f"{n} {words.counted(a, n)}" for a, n in found) or swedish.NOTHING


def _table(making: Making, *, is_demo: bool) -> Table:
    rows = tuple(_row(making, number) for number in making.areas)
    said = [f"{row[1].text}: {words.swedish_lower(row[6].text)}" for row in rows]
    return Table(
        head="",
        subtitle=READING,
        alt=f"Tabell med {len(rows)} områden. " + "; ".join(said) + ".",
        source="",
        is_demo=is_demo,
        columns=COLUMNS,
        rows=rows,
    )


def _row(making: Making, number: int) -> tuple[Cell, ...]:
    area, indicator, progress = making.registry.area(number), making.headline(number), making.told(number)
    rest = others_in_words(others(making, number))
    if indicator is None or progress is None:
        name = "ingen vald" if indicator is None else f"{indicator.short_name}, följs inte för hela staden"
        nothing = Cell(text=swedish.NOTHING)
        verdict = Cell(text=parts.chip(None), assessment=Assessment.NOT_ASSESSED)
        cells = (Cell(text=name), nothing, nothing, nothing, verdict, Cell(text=rest))
        return (Cell(text=str(number)), Cell(text=area.short_name), *cells)
    return (
        Cell(text=str(number)),
        Cell(text=area.short_name),
        Cell(text=f"{indicator.short_name}, {words.MADE_UP}" if indicator.is_demo else indicator.short_name),
        _baseline(progress, indicator),
        _latest(progress, indicator),
        Cell(text=figures.target(progress, indicator), number=progress.target),
        Cell(text=_verdict(progress), assessment=progress.assessment),
        Cell(text=rest),
    )


def _baseline(progress: Progress, indicator: Indicator) -> Cell:
    shown = figures.printed(progress, indicator).baseline
    if not shown or figures.starts_now(progress):
        return Cell(text=swedish.NOTHING)
    return Cell(text=f"{_unit(shown, indicator)} ({progress.baseline_year})", number=progress.baseline)


def _latest(progress: Progress, indicator: Indicator) -> Cell:
    shown = figures.printed(progress, indicator).value
    if not shown:
        return Cell(text=swedish.NOTHING)
    return Cell(text=f"{_unit(shown, indicator)} ({progress.value_year})", number=progress.value.value)


def _verdict(progress: Progress) -> str:
    """The assessment; one made by the target year's value alone says where the margin holds the target (M16)."""
    is_decided = progress.assessment in (Assessment.REACHED, Assessment.MISSED)
    return parts.chip(progress) + (titles.WITHIN if is_decided and progress.within_margin else "")


def _unit(figure: str, indicator: Indicator) -> str:
    return swedish.joined(figure, "%" if indicator.unit == "%" else "")


def _counted(told: list[Progress], unseen: int) -> str:
    found = count(told)
    found[Assessment.NOT_ASSESSED] += unseen
    said = [f"{found[a]} {words.counted(a, found[a])}" for a in ORDER if found[a]]
    return f"Räknat på huvudindikatorerna: {swedish.listing(said)}." if said else "Ingen huvudindikator är vald."


def _assessment(progress: Progress | None) -> Assessment:
    return Assessment.NOT_ASSESSED if progress is None else progress.assessment
