"""The slide on the equal city: gaps between districts then and now, each with chance and level."""

from __future__ import annotations

from typing import Final

from indicators import swedish
from indicators.districts import equality as equalities
from indicators.districts.equality import Equality, Standing
from indicators.hearing import panels
from indicators.hearing import slide_parts as parts
from indicators.hearing.slide_parts import Making
from indicators.hearing.slides import Absent, Gaps, Panel, Slide, SlideKind
from indicators.texts import equality, words
from indicators.texts.alts import LONGEST

MOST: Final = 6
"""Gaps on the slide; the appendix has all of them."""
READING: Final = (
    "Avståndet mellan de två stadsdelar som hade sämst och bäst värde det första året, alltid samma två. "
    "Läs det alltid med nivån, och med vad slumpen ensam skulle ge."
)
NOTHING_FOLLOWED: Final = "Ingen av indikatorerna följs per stadsdel, så inget avstånd mellan stadsdelar går att visa"
_NO_FLOOR: Final = "{names} ritas inte: utan felmarginal går det inte att säga vad slumpen ger."
_NAMED: Final = 2
"""Gaps that are named where they are not drawn; more are counted."""
_ORDER: Final = (Standing.WIDENING, Standing.CLOSING, Standing.CANNOT_TELL, Standing.NOT_ASSESSED)


def equal(making: Making) -> Slide:
    """In how many indicators the gap closes, widens or cannot be told, and those that say most."""
    told = [e for e in equalities.of_every_indicator(making.seen) if e.indicator.strategic_area in making.areas]
    counts = equalities.counted(told)
    title = equality.summary_title(counts) if told else NOTHING_FOLLOWED
    shown = _chosen(making, told)
    is_demo = any(e.indicator.is_demo for e in told)  # the title counts them all
    left = len(told) - len(shown)
    rest = f" {left} till står i bilagan." if left else ""
    rest += _without_floor(told)
    return Slide(
        number=4,
        key="jamlik",
        kind=SlideKind.EQUAL,
        name="Jämlik stad",
        kicker="Jämlik stad",
        title=title,
        assessment=None,
        panels=(_panel(shown, title),),
        comment=None,
        others=(),
        source=f"{READING}{rest}",
        footer=parts.footer(making, is_demo=is_demo),
        notes=parts.notes(
            making,
            say=f"{title}.",
            source="Varje indikators källa står på områdets bild och i bilagan.",
            method=" ".join(equality.summary_notes(counts)),
        ),
        is_demo=is_demo,
        indicators=tuple(e.indicator.id for e in shown),
    )


def _without_floor(told: list[Equality]) -> str:
    """Which gaps are not drawn since nothing is known of what chance would give; empty where all are."""
    silent = [e.indicator.short_name for e in told if panels.lacks_floor(e)]
    if not silent:
        return ""
    many = f"{swedish.count_word(len(silent))} av dem"
    names = swedish.listing([f"”{name}”" for name in silent]) if len(silent) <= _NAMED else many
    return f" {_NO_FLOOR.format(names=swedish.sentence_case(names))}"


def _chosen(making: Making, told: list[Equality]) -> list[Equality]:
    """Those that can be drawn: what is certain first, then headline indicators, real ones before made-up ones."""
    headlines = {chosen.id for number in making.areas if (chosen := making.headline(number))}
    drawable = [e for e in told if panels.of_districts(e)]
    ranked = sorted(
        drawable,
        key=lambda e: (
            _ORDER.index(e.standing),
            e.indicator.is_demo,
            e.indicator.id not in headlines,
            making.areas.index(e.indicator.strategic_area),
        ),
    )
    return sorted(ranked[:MOST], key=lambda e: (_ORDER.index(e.standing), e.indicator.is_demo))


def _panel(shown: list[Equality], title: str) -> Panel:
    drawn = [pair for told in shown for pair in panels.of_districts(told)]
    if not drawn:
        why = "Ingen indikator har två stadsdelar att följa över tid."
        return Absent(head="", subtitle="", alt=f"{title}. {why}", source="", is_demo=False, why=why)
    said = [f"{g.named}: avstånd {g.then.gap} → {g.now.gap}, {words.swedish_lower(g.verdict)}" for g, _ in drawn]
    return Gaps(
        head="",
        subtitle=READING,
        alt=swedish.shortened(f"Parvisa punkter: {title}. " + "; ".join(said) + ".", LONGEST),
        source="",
        is_demo=any(gap.is_demo for gap, _ in drawn),
        gaps=tuple(gap for gap, _ in drawn),
        scales=tuple(level for _, level in drawn),
    )
