"""The slide on what has happened since last time, told as the share of the way from baseline to target."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from indicators import observations as obs
from indicators import swedish
from indicators.charts import theme
from indicators.hearing import panels
from indicators.hearing import slide_parts as parts
from indicators.hearing.slide_parts import Making
from indicators.hearing.slides import Absent, Panel, Slide, SlideKind, Way, Ways
from indicators.measures import overview
from indicators.model import Baseline, Change, Good, Indicator, Progress, Reason
from indicators.texts import figures, words
from indicators.texts.alts import LONGEST

BETTER: Final = "Säkerställt bättre"
WORSE: Final = "Säkerställt sämre"
SAME: Final = "Ingen säkerställd skillnad"
NOT_COMPARABLE: Final = "Går inte att jämföra"
NOT_NEW: Final = "Ingen ny mätning"
GROUPS: Final = (BETTER, WORSE, SAME, NOT_COMPARABLE, NOT_NEW)
COMPARED: Final = (BETTER, WORSE, SAME)
_WHY: Final = {
    Reason.NOT_DEFINED: "felmarginal saknas",
    Reason.NOT_COMPARABLE: "mätningen har gjorts om",
}
FARTHEST: Final = 2.0
"""Shares of the way drawn at most; farther ones stand at the edge with their figure."""
_MOVED: Final = {BETTER: "förbättring", WORSE: "försämring"}
NO_NEW: Final = "Ingen huvudindikator har en ny mätning som går att jämföra med förra"
THEN: Final = "Förra värdet är det som visades då."
YEAR_BEFORE: Final = "Förra värdet är läget året före, räknat på dagens uppgifter."
TESTED: Final = "Om skillnaden är säkerställd prövas på dagens uppgifter (M12)."
READING: Final = (
    "Andel av vägen från utgångsläget till målet. Till vänster om noll: bort från målet. "
    "Säkerställt betyder att skillnaden mellan de två mätningarna är större än slumpen (95 procent)."
)


def since(making: Making) -> Slide:
    """Every chosen area's headline indicator last time and now, grouped by what is certain."""
    ways = tuple(way for number in making.areas if (way := _way(making, number)) is not None)
    ordered = tuple(sorted(ways, key=lambda way: (GROUPS.index(way.group), way.why)))
    is_demo = any(way.is_demo for way in ways)
    title = headline(ordered, making.before_name)
    return Slide(
        number=3,
        key="sedan",
        kind=SlideKind.SINCE,
        name="Sedan förra hearingen" if making.selection.compared else "Sedan året före",
        kicker=f"Sedan {making.before_name}" if making.before_name else "Sedan förra gången",
        title=title,
        assessment=None,
        panels=(_panel(making, ordered, title, is_demo=is_demo),),
        comment=None,
        others=(),
        source=READING,
        footer=parts.footer(making, is_demo=is_demo),
        notes=parts.notes(
            making,
            say=f"{title}.",
            source="Varje indikators källa står på områdets bild och i bilagan.",
            method=f"{THEN if making.selection.compared else YEAR_BEFORE} {TESTED}" + _unlike(ordered),
        ),
        is_demo=is_demo,
    )


def _way(making: Making, number: int) -> Way | None:
    indicator, now = making.headline(number), making.told(number)
    if indicator is None:
        return None
    before = None if making.before is None else making.before.city(indicator.id)
    shares = (_share(before), _share(now))
    group, why = _group(making, indicator, before, now)
    return Way(
        area=making.registry.area(number).short_name,
        indicator=indicator.short_name,
        before=shares[0],
        now=shares[1],
        shown=_shown(indicator, before, now),
        group=group,
        why=why,
        is_demo=indicator.is_demo,
    )


def _group(making: Making, indicator: Indicator, before: Progress | None, now: Progress | None) -> tuple[str, str]:
    """What the comparison of the two values says, on today's data (M12), and why they cannot be compared."""
    if before is None or now is None or before.value_year is None or now.value_year is None:
        return NOT_COMPARABLE, words.REASONS[Reason.MISSING]
    if before.value_year >= now.value_year:
        return NOT_NEW, ""
    if indicator.good is Good.NONE:
        return NOT_COMPARABLE, words.DIRECTIONS[Good.NONE]
    asked = replace(indicator, baseline=Baseline(year=before.value_year))
    rows = making.seen.observations
    rows = rows[(rows[obs.INDICATOR] == indicator.id) & (rows[obs.GEOGRAPHY] == now.geography)]
    chosen = replace(making.registry, indicators={indicator.id: asked})
    found = overview.progress(rows, chosen, year=making.seen.year).get((indicator.id, now.geography))
    change = None if found is None else found.change
    if change is None or change.from_year != before.value_year:
        return NOT_COMPARABLE, words.REASONS[Reason.MISSING]
    if change.reason is not None:
        return NOT_COMPARABLE, _WHY.get(change.reason, words.REASONS[change.reason])
    return {Change.IMPROVED: BETTER, Change.WORSENED: WORSE}.get(change.verdict, SAME), ""


def headline(ways: tuple[Way, ...], before_name: str) -> str:
    """How many of the headline indicators are certainly better and worse since last time."""
    compared = [way for way in ways if way.group in COMPARED]
    if not before_name or not compared:
        is_old = bool(before_name) and any(way.group == NOT_NEW for way in ways)
        return NO_NEW if is_old else "Det finns ingen tidigare mätning att jämföra huvudindikatorerna med"
    moved = [(sum(way.group == group for way in ways), word) for group, word in _MOVED.items()]
    (first, word), *rest = [each for each in moved if each[0]] or [(0, "förändring")]
    if len(compared) == 1:
        who = "Huvudindikatorn" if len(ways) == 1 else "Den enda jämförbara huvudindikatorn"
        said = f"{who} har {'en' if first else 'ingen'} säkerställd {word}"
    else:
        said = f"{swedish.count_word(first)} av {_of_whom(len(compared), len(ways))} har en säkerställd {word}"
    said += "".join(f" och {swedish.count_word(number)} har en säkerställd {other}" for number, other in rest)
    before = swedish.NBSP.join(before_name.rsplit(" ", 1))  # a year never stands alone on a line
    return swedish.sentence_case(f"{said} sedan {before}")


def _unlike(ways: tuple[Way, ...]) -> str:
    """Which headline indicators cannot be compared, each with why."""
    told = [f"{way.indicator} ({way.why})" for way in ways if way.group == NOT_COMPARABLE and way.why]
    return f" Går inte att jämföra: {swedish.listing(told)}." if told else ""


def _of_whom(compared: int, ways: int) -> str:
    """`tio huvudindikatorer`; only those that can be compared where not all can."""
    able = " jämförbara" if compared < ways else ""
    return f"{swedish.count_word(compared)}{able} huvudindikatorer"


def _panel(making: Making, ways: tuple[Way, ...], title: str, *, is_demo: bool) -> Panel:
    told = [way for way in ways if way.now is not None]
    if not told:
        return Absent(head="", subtitle="", alt=title, source="", is_demo=is_demo, why="Ingen huvudindikator har mål.")
    due = _due(making)
    known = [share for way in told for share in (way.before, way.now) if share is not None]
    drawn = [max(-FARTHEST, min(FARTHEST, share)) for share in known]
    axis = theme.axis([0.0, 1.0, due, *drawn])
    scale = panels.scale(axis)
    labels = tuple(f"{swedish.number(tick * 100)}{swedish.NBSP}%" for tick in scale.ticks)
    said = [f"{way.area} {way.shown[0]} → {way.shown[1]}, {_told(way)}" for way in told]
    return Ways(
        head="",
        subtitle=READING,
        alt=swedish.shortened(f"Parvisa punkter: {title}. " + "; ".join(said) + ".", LONGEST),
        source="",
        is_demo=is_demo,
        ways=ways,
        due=due,
        due_shown=f"I fas {making.seen.year}: {swedish.number(due * 100)}{swedish.NBSP}%",
        scale=replace(scale, labels=labels),
    )


def _told(way: Way) -> str:
    return f"{way.group.lower()} ({way.why})" if way.why else way.group.lower()


def _due(making: Making) -> float:
    """The share that is due on a straight line at the viewpoint, from the programme's baseline."""
    registry = making.registry
    return (making.seen.year - registry.baseline_year) / (registry.target_year - registry.baseline_year)


def _share(progress: Progress | None) -> float | None:
    return None if progress is None else progress.share_of_total


def _shown(indicator: Indicator, before: Progress | None, now: Progress | None) -> tuple[str, str]:
    """The values then and now in their own unit; with a decimal more where two that differ would print alike."""
    usual = indicator.decimals if now is None else figures.decimals_for(now, indicator)
    then, latest = (None if each is None else each.value.value for each in (before, now))
    known = [value for value in (then, latest) if value is not None]
    decimals = swedish.honest_decimals(known, usual)
    if swedish.print_alike(known, decimals):  # one more does not tell them apart either
        decimals = usual
    return _printed(then, indicator, decimals), _printed(latest, indicator, decimals)


def _printed(value: float | None, indicator: Indicator, decimals: int) -> str:
    if value is None:
        return swedish.NOTHING
    shown = swedish.counted_number(value, decimals, indicator.decimals)
    return swedish.joined(shown, "%" if indicator.unit == "%" else "")
