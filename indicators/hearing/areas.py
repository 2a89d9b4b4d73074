"""One slide for each strategic area: the headline indicator's way, the districts, the gaps, and what lies behind."""

from __future__ import annotations

from indicators import swedish
from indicators.hearing import opening, panels
from indicators.hearing import slide_parts as parts
from indicators.hearing.slide_parts import Making
from indicators.hearing.slides import Absent, Panel, Slide, SlideKind
from indicators.model import Assessment, GeographyLevel, Indicator, Progress
from indicators.texts import reasons as why_not
from indicators.texts import titles
from indicators.texts.facts import facts, facts_line, source_line


def area_slide(making: Making, number: int) -> Slide:
    """The area's slide; its place among the slides is given afterwards."""
    area, indicator, progress = making.registry.area(number), making.headline(number), making.told(number)
    drawn = _panels(making, number, indicator, progress)
    is_demo = any(panel.is_demo for panel in drawn)
    key = f"omrade-{number}"
    title = _title(making, indicator, progress)
    return Slide(
        number=0,
        key=key,
        kind=SlideKind.AREA,
        name=area.short_name,
        kicker=f"Strategiskt område {number}{swedish.NBSP} {area.short_name}",
        title=title,
        assessment=progress.assessment if progress is not None else Assessment.NOT_ASSESSED,
        panels=drawn,
        comment=making.comments.get(key, parts.missing_comment()),
        others=opening.others(making, number),
        by_district=opening.by_district(making, number),
        source=_source(drawn),
        footer=parts.footer(making, is_demo=is_demo),
        notes=parts.notes(
            making,
            say=_say(title, indicator, progress),
            source=source_line(progress, indicator)
            if progress is not None and indicator is not None
            else _source(drawn),
            method=" ".join([_method(making, indicator, progress), *_by_district(making, number)]),
        ),
        is_demo=is_demo,
        indicators=tuple(dict.fromkeys([*([indicator.id] if indicator else []), *_second(making, number)])),
    )


def _title(making: Making, indicator: Indicator | None, progress: Progress | None) -> str:
    if indicator is None:
        return "Området har ingen huvudindikator, så det går inte att säga om målet nås"
    if progress is None:
        subject = swedish.tight(indicator.sentence.subject)
        return swedish.sentence_case(f"{subject} följs inte för hela staden och har inte bedömts")
    return titles.title(progress, indicator, making.registry.geographies[progress.geography])


def _panels(making: Making, number: int, indicator: Indicator | None, progress: Progress | None) -> tuple[Panel, ...]:
    if indicator is None or progress is None:
        why = "Ingen indikator med värde för hela staden är vald som huvudindikator."
        first: Panel = Absent(head="Staden mot målet", subtitle="", alt=why, source="", is_demo=False, why=why)
    else:
        first = panels.trend(making.seen, progress, indicator)
    second = next((making.registry.indicators[key] for key in _second(making, number)), None)
    if second is None:
        why = "Ingen av områdets indikatorer följs per stadsdel."
        return (
            first,
            Absent(head="Stadsdelarna", subtitle="", alt=why, source="", is_demo=False, why=why),
            *([panels.gaps(making.seen, indicator, in_districts=None)] if indicator is not None else []),
        )
    third = indicator if indicator is not None and "kon" in indicator.breakdowns else second
    return (
        first,
        panels.dots(making.seen, second),
        panels.gaps(
            making.seen, third, in_districts=panels.equality_of(making.seen, second) if third is second else None
        ),
    )


def _second(making: Making, number: int) -> list[str]:
    """The indicators that the districts may be shown by: the headline indicator, else a real one first."""
    chosen = making.headline(number)
    told = [i for i in making.registry.of_area(number) if GeographyLevel.DISTRICT in i.levels]
    ranked = sorted(told, key=lambda i: (chosen is None or i.id != chosen.id, i.is_demo))
    return [i.id for i in ranked][:1]


def _source(drawn: tuple[Panel, ...]) -> str:
    """Every drawing's source and what must be known to read it, each once."""
    said = dict.fromkeys(panel.source for panel in drawn if panel.source)
    told = [text for text in said if not any(text != other and other.startswith(text) for other in said)]
    return " ".join([*told, "Värdeaxlarna börjar inte alltid på noll."])


def _say(title: str, indicator: Indicator | None, progress: Progress | None) -> str:
    if indicator is None or progress is None:
        return f"{title}."
    return f"{title}. {facts_line(progress, indicator).text}".replace("  ", " ")


def _by_district(making: Making, number: int) -> list[str]:
    """What the city has no figure of, by name."""
    told = opening.by_district(making, number)
    return [f"Följs bara per stadsdel och står i bilagan: {swedish.listing(told)}."] if told else []


def _method(making: Making, indicator: Indicator | None, progress: Progress | None) -> str:
    if indicator is None or progress is None:
        return "Utan värde för hela staden finns inget att bedöma."
    said = [why_not.why(progress, indicator, making.seen.before(progress))]
    said += [f"{fact.label}: {fact.value} ({fact.sub})." for fact in facts(progress, indicator) if fact.sub]
    return " ".join(part for part in said if part)
