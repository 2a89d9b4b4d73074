"""The last slides: the questions to settle, what the figures rest on, and how assessments are made."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from indicators import observations as obs
from indicators import swedish
from indicators.hearing import slide_parts as parts
from indicators.hearing.slide_parts import Making
from indicators.hearing.slides import Cell, Points, Slide, SlideKind, Table
from indicators.model import Assessment, Geography, GeographyLevel, Indicator, ObservationStatus, Progress
from indicators.texts import words
from indicators.texts.alts import LONGEST

MOST_QUESTIONS: Final = 5
MOST_NAMED: Final = 3
"""Breaks, and hidden values, named on the slide; the notes name all of them."""
_GRAVITY: Final = (
    Assessment.WORSENING,
    Assessment.MISSED,
    Assessment.BEHIND,
    Assessment.NOT_ASSESSED,
    Assessment.UNCERTAIN,
)
_ASKED: Final = {
    Assessment.WORSENING: "{name} går åt fel håll. Vad ska göras, av vem och till när?",
    Assessment.MISSED: "{name}: målet nåddes inte. Vad ska gälla efter programtiden?",
    Assessment.BEHIND: "{name} når troligen inte målet i den takten. Ska insatserna ändras?",
    Assessment.NOT_ASSESSED: "{name} är inte bedömd: {reason}. Vem tar fram det som fattas?",
    Assessment.UNCERTAIN: "{name} går inte att avgöra. Räcker underlaget, eller ska fler mätas?",
}
PROPOSALS: Final = "Målvärdena är förslag för {count} av {whole} huvudindikatorer. Vilka ska gälla, och vem beslutar?"
PROPOSAL: Final = "Målvärdet för huvudindikatorn är ett förslag. Vad ska gälla, och vem beslutar?"
"""The same where one area alone is chosen."""
UNDECIDED: Final = "Går inte att avgöra: slumpen i mätningen räcker för att förklara det vi ser. Det är ett fullt svar."
METHOD: Final = (
    "Målet är nått: målårets värde når målet, eller så ligger värdet redan före målåret mer än slumpen förbi målet.",
    "Målet nåddes inte: målårets värde når inte målet. Värdet ensamt avgör; ”inom felmarginalen” står där den rymmer "
    "målet.",
    "På väg: förbättringen är säkerställd och målet är inom räckhåll.",
    "Inte i takt: med hittillsvarande takt nås målet troligen inte.",
    "Åt fel håll: en säkerställd förändring bort från målet.",
    UNDECIDED,
    "Inte bedömd: mål, utgångsläge eller tillräckligt många mätningar saknas.",
    "Små tal är dolda överallt, också i skillnader och summor. Saknat är aldrig noll.",
    "Siffrorna säger vad som har hänt, inte varför. Det som står under ”Bakom kurvan” har en människa skrivit.",
)


LEGEND: Final = (
    "Rosa: mindre än hälften finns. Grått: något fattas eller är dolt. Vitt: allt finns. –: inget följs per stadsdel."
)
SOURCE: Final = "Registret och de godkända leveranserna."


def questions(making: Making) -> Slide:
    """The questions that the assessments raise, or those that the lead has written."""
    asked = making.selection.questions or tuple(_asked(making))
    count = len(asked)
    title = f"{swedish.sentence_case(swedish.counted(count, 'fråga', 'frågor'))} att avgöra" if asked else NO_QUESTION
    panel = Points(
        head="",
        subtitle="",
        alt=swedish.shortened(f"Lista: {' '.join(asked) or title}", LONGEST),
        source="",
        is_demo=False,
        sentences=asked,
    )
    return closing(
        making, SlideKind.QUESTIONS, "fragor", "Frågor att avgöra", title, panel, say=" ".join(asked) or title
    )


NO_QUESTION: Final = "Bedömningarna ger ingen fråga att avgöra"


def coverage(making: Making) -> Slide:
    """How much of what should exist does: areas by districts, indicators with a value of those that are followed."""
    cells = {(n, g.code): _covered(making, n, g.code) for n in making.areas for g in _districts(making)}
    have, whole = (sum(pair[i] for pair in cells.values()) for i in (0, 1))
    percent = swedish.number(100 * have / whole) if whole else ""
    title = (
        f"Av det som följs per stadsdel har {percent} procent ett värde för {making.seen.year}"
        if whole
        else "Ingen indikator följs i stadsdelarna"
    )
    panel = Table(
        head="",
        subtitle=_what_is_counted(making, have),
        alt=f"Tabell: {title}. {have} av {whole} värden finns.",
        source="",
        is_demo=any(p.is_demo for p in _valued(making)),
        columns=("Strategiskt område", *(g.name for g in _districts(making))),
        rows=tuple(
            (
                Cell(text=making.registry.area(n).short_name),
                *(_cell(cells[n, g.code]) for g in _districts(making)),
            )
            for n in making.areas
        ),
    )
    say = f"{title}. Saknade värden är aldrig räknade som noll."
    made = closing(making, SlideKind.COVERAGE, "underlag", "Underlag", title, panel, say=say)
    notes = replace(made.notes, method=" ".join([made.notes.method, *_limits(making)]))
    return replace(made, source=" ".join(_limits(making, most=MOST_NAMED)), notes=notes)


def method(making: Making) -> Slide:
    """What each assessment means, in one sentence each."""
    title = "Så avgör vi om en indikator är på väg mot målet"
    panel = Points(head="", subtitle="", alt=f"Lista: {title}.", source="", is_demo=False, sentences=METHOD)
    return closing(making, SlideKind.METHOD, "metod", "Så räknar vi", title, panel, say=title + ".")


def closing(
    making: Making,
    kind: SlideKind,
    key: str,
    name: str,
    title: str,
    panel: Points | Table,
    *,
    say: str,
    source: str = SOURCE,
    method: str = UNDECIDED,
) -> Slide:
    """A slide after the areas: one list or one table, without assessment."""
    is_demo = panel.is_demo or any(p.is_demo for p in making.headlines)
    return Slide(
        number=0,
        key=key,
        kind=kind,
        name=name,
        kicker=name,
        title=title,
        assessment=None,
        panels=(panel,),
        comment=None,
        others=(),
        source="",
        footer=parts.footer(making, is_demo=is_demo),
        notes=parts.notes(making, say=say, source=source, method=method),
        is_demo=is_demo,
    )


def _asked(making: Making) -> list[str]:
    """The gravest assessments as questions; the last one asks about targets that nobody has decided."""
    told = [(making.headline(number), making.told(number)) for number in making.areas]
    graded = [(i, p) for i, p in told if i is not None and p is not None and p.assessment in _GRAVITY]
    graded.sort(key=lambda each: _GRAVITY.index(each[1].assessment))
    proposals = [i for i, _ in told if i is not None and _is_proposed(i)]
    counts = {"count": swedish.count_word(len(proposals)), "whole": swedish.count_word(len(told))}
    last = [PROPOSALS.format(**counts) if len(told) > 1 else PROPOSAL]
    room = MOST_QUESTIONS - bool(proposals)
    return [_question(i, p) for i, p in graded[:room]] + (last if proposals else [])


def _question(indicator: Indicator, progress: Progress) -> str:
    return _ASKED[progress.assessment].format(name=indicator.short_name, reason=words.reason(progress))


def _is_proposed(indicator: Indicator) -> bool:
    return indicator.target is not None and indicator.target.decision.is_proposal


def _districts(making: Making) -> tuple[Geography, ...]:
    return making.registry.on_level(GeographyLevel.DISTRICT)


def _what_is_counted(making: Making, have: int) -> str:
    """What the table counts, how much of it is made up, and what its grounds mean."""
    made_up = sum(p.is_demo for p in _valued(making))
    told = f"Indikatorer med värde för {making.seen.year} av dem som följs per stadsdel, vem som än lämnar siffrorna. "
    told += f"Av {swedish.number(have)} värden är {swedish.number(made_up)} påhittade. " if made_up else ""
    return told + LEGEND


def _limits(making: Making, *, most: int | None = None) -> list[str]:
    """Breaks since the programme's baseline, and what small numbers hide in the viewpoint's year; `most` of each."""
    first, last = making.registry.baseline_year, making.seen.year
    followed = [i for number in making.areas for i in making.registry.of_area(number) if i.is_assessed]
    breaks = [f"{i.short_name} ({b.year})" for i in followed for b in i.breaks if first < b.year <= last]
    hidden = [
        f"{i.short_name} i {place.name}"
        for number in making.areas
        for i in _followed(making, number)
        for place in _districts(making)
        if _is_hidden(making, i.id, place.code)
    ]
    told = (("Brott i serien", breaks), ("Dolt, för få svar eller för små tal", hidden))
    return [f"{what}: {_few(names, most)}." for what, names in told if names]


def _few(names: list[str], most: int | None) -> str:
    """The names, or the first of them and how many more there are."""
    if most is None or len(names) <= most:
        return swedish.listing(names)
    return f"{', '.join(names[:most])} och {len(names) - most} till, se anteckningarna"


def _is_hidden(making: Making, indicator: str, place: str) -> bool:
    rows = making.seen.series(indicator, place)
    at = rows.loc[rows[obs.YEAR] == making.seen.year, obs.STATUS]
    return bool((at == str(ObservationStatus.SUPPRESSED)).any())


def _valued(making: Making) -> list[Progress]:
    """The values of the viewpoint's year that the table counts."""
    places = {g.code for g in _districts(making)}
    followed = {i.id for number in making.areas for i in _followed(making, number)}
    return [
        p
        for (name, place), p in making.seen.progress.items()
        if name in followed and place in places and p.value_year == making.seen.year
    ]


def _followed(making: Making, area: int) -> list[Indicator]:
    return [i for i in making.registry.of_area(area) if GeographyLevel.DISTRICT in i.levels]


def _covered(making: Making, area: int, district: str) -> tuple[int, int]:
    """Indicators of the area with a value for the viewpoint's year in a district, and those that are followed there."""
    followed = _followed(making, area)
    told = [making.seen.progress.get((i.id, district)) for i in followed]
    return sum(p is not None and p.value_year == making.seen.year for p in told), len(followed)


def _cell(found: tuple[int, int]) -> Cell:
    have, whole = found
    return Cell(text=f"{have} av {whole}" if whole else swedish.NOTHING, number=have / whole if whole else None)
