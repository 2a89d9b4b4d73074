"""What is said where the baseline year decides: the clearest case, and in how many districts it is so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from indicators import swedish
from indicators.districts.baselines import SLIGHT, Fragile, Telling
from indicators.districts.reported import Reported
from indicators.model import Geography, Indicator
from indicators.texts.crime import label
from indicators.texts.facts import Statement

Names = Mapping[str, Geography]

READING: Final = (
    "Den blå linjen är antalet anmälda per 100 000 invånare, år för år.",
    "De streckade linjerna går från varje tänkbart basår till det senaste året. Procenttalet är förändringen.",
    "Lutar de åt olika håll är det valet av basår som avgör vad som ser ut att ha hänt.",
)
"""How the drawing is read."""

RULE: Final = "Basåret står i registret och byts inte efter vad siffrorna visar."


def heading(case: Fragile, place: Geography) -> str:
    """The message of the drawing."""
    turn = _turn(case)
    what = f"{label(case.indicator)} i {place.name}"
    if turn is None:
        return f"{what}: basåret avgör svaret"
    up, down = turn
    return f"{what}: fler sedan {up}, färre sedan {down}"


def statement(case: Fragile, series: Reported, place: Geography) -> Statement:
    """The counts of the years in question, and the change per inhabitant as told from each."""
    years = [*(t.baseline_year for t in case.tellings if _is_told(t, case)), case.value_year]
    own = series.of(case.geography)
    counts = [(year, at.count) for year in years if (at := own.at(year)) and at.count is not None]
    listed = swedish.listing([f"{swedish.number(count)} år {year}" for year, count in counts])
    told = swedish.listing([_change(t) for t in case.tellings if _is_told(t, case)])
    return Statement(
        before=f"Antalet anmälningar i {place.name} var {listed}. Per invånare innebär det ",
        strong=told,
        after=f". {RULE}",
    )


def spread(cases: Sequence[Fragile], indicator: Indicator, places: Names) -> str:
    """In how many districts the baseline year decides the direction of one offence group."""
    what = label(indicator)
    names, slight = (
        [places[c.geography].name for c in cases if c.is_slight is is_slight] for is_slight in (False, True)
    )
    if not names:
        said = f"{what}: basåret avgör inte riktningen i någon stadsdel"
    else:
        count = swedish.counted(len(names), "stadsdel", "stadsdelar")
        said = f"{what}: basåret avgör riktningen i {count}, {swedish.listing(names)}"
    if not slight:
        return f"{said}."
    size = f"mindre än {swedish.count_word(round(SLIGHT))} procent"
    return f"{said}. I {swedish.listing(slight)} vänder den också, men förändringen är där {size} åt ena hållet."


def alt(case: Fragile, place: Geography) -> str:
    """Text alternative: kind, message, each telling."""
    told = swedish.listing([_change(t) for t in case.tellings])
    return f"Linje per år med streckade linjer till {case.value_year}. {heading(case, place)}: {told}."


def change(telling: Telling) -> str:
    """`+39 %`, as the drawing labels it."""
    return swedish.joined(swedish.signed(telling.change_percent), "%")


def _change(telling: Telling) -> str:
    """`39 procent fler än 2014`."""
    size = swedish.number(abs(telling.change_percent))
    side = "fler" if telling.change_percent > 0 else "färre"
    return f"{size} procent {side} än {telling.baseline_year}"


def _turn(case: Fragile) -> tuple[int, int] | None:
    """The decided year and the one that turns the answer, as (rises from, falls from)."""
    own = next(t for t in case.tellings if t.is_decided)
    other = case.turned
    if other is None:
        return None
    pair = (own.baseline_year, other.baseline_year)
    return pair if own.change_percent > 0 else pair[::-1]


def _is_told(telling: Telling, case: Fragile) -> bool:
    """Whether a telling stands in the sentence: the decided one and the one that turns the answer."""
    return telling.is_decided or telling == case.turned
