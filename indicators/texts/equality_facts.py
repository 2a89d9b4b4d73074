"""The three facts of the equal city: the level, the absolute and the relative gap, each with its verdict."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from indicators import swedish
from indicators.districts.equality import Equality, Standing
from indicators.measures.closing import GapChange
from indicators.measures.equity.results import GapOverTime, YearlyGap
from indicators.model import Change, GapMeasure, Good, Indicator, Reason
from indicators.swedish import NOTHING
from indicators.texts import figures, gap_target, words

GAPS: Final = {
    GapChange.CLOSING: "Säkerställt mindre",
    GapChange.WIDENING: "Säkerställt större",
    GapChange.NOT_SHOWN: "Går inte att avgöra",
}
TAKEN_BACK: Final = "minskningen kan bero på hur ändarna valdes"
"""Why a gap whose interval misses zero is not said to close."""


class Tone(StrEnum):
    """How a verdict stands out."""

    GOOD = "good"
    BAD = "bad"
    PLAIN = "plain"
    UNKNOWN = "unknown"


LEVEL_TONES: Final = {
    Change.IMPROVED: Tone.GOOD,
    Change.WORSENED: Tone.BAD,
    Change.RISEN: Tone.PLAIN,
    Change.FALLEN: Tone.PLAIN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One of the three facts: a label, then and now, a verdict and what it was judged on."""

    label: str
    figure: str
    verdict: str
    tone: Tone
    sub: str


def facts(told: Equality) -> tuple[Told, ...]:
    """The level, the absolute and the relative gap, side by side."""
    return _level(told), _distance(told), _ratio(told)


def reason(told: Equality) -> str:
    """Why the gap is not assessed, with place and year where there are such."""
    year = told.gap.baseline_year
    if told.absent:
        names = swedish.listing(told.absent)
        hidden = told.reason is Reason.SUPPRESSED
        return f"{names} {year} är dolt av sekretesskäl" if hidden else f"underlag saknas {year} för {names}"
    if told.reason is Reason.TOO_FEW:
        points = told.gap.absolute.points
        return "bara ett år är mätt" if points == 1 else f"bara {swedish.count_word(points)} år är mätta"
    return {
        Reason.NOT_COMPARABLE: "mätningen har gjorts om",
        Reason.NOT_DEFINED: "mätningen har ingen felmarginal",
        Reason.SUPPRESSED: "små tal är dolda",
    }.get(told.reason or Reason.MISSING, "underlag saknas")


def distances(told: Equality) -> tuple[str, str]:
    """The gap then and now as tables print it."""
    then, now = told.gap.at_baseline, told.gap.now
    if not told.has_ends or then is None or now is None or then.distance is None or now.distance is None:
        return NOTHING, NOTHING
    first, last = distance(then, told), distance(now, told)
    return (first, NOTHING) if then.year == now.year else (first, last)


def distance(year: YearlyGap, told: Equality) -> str:
    """The gap of a year as printed: between its two ends as they are printed; the dash without both."""
    apart = distance_shown(year, told)
    return NOTHING if apart is None else swedish.number(apart, distance_decimals(told))


def distance_shown(year: YearlyGap, told: Equality) -> float | None:
    """How far apart a year's two ends are as they are printed; None without both."""
    best, worst = year.best.value, year.worst.value
    if best is None or worst is None:
        return None
    return abs(swedish.apart(best, worst, distance_decimals(told)))


def distance_decimals(told: Equality) -> int:
    """Decimals of ends and distances alike: those of the indicator, or one more where then and now would lie."""
    years = [year for year in (told.gap.at_baseline, told.gap.now) if year is not None]
    ends = [(year.best.value, year.worst.value) for year in dict.fromkeys(years)]
    pairs = [(best, worst) for best, worst in ends if best is not None and worst is not None]
    return swedish.decimals_apart(pairs, told.indicator.decimals)


def ratios(told: Equality) -> tuple[str, str]:
    """The ratio then and now as tables print it; alike with one decimal where two do not tell them apart."""
    then, now = told.gap.at_baseline, told.gap.now
    if not told.has_ends or then is None or now is None or then.times is None or now.times is None:
        return NOTHING, NOTHING
    values = [then.times, now.times]
    decimals = 1 if swedish.print_alike(values, 2) else swedish.honest_decimals(values, 1)
    first, last = (swedish.number(value, decimals) for value in values)
    return (first, NOTHING) if then.year == now.year else (first, last)


def level_word(told: Equality) -> str:
    """What is shown of the city's level: two years without margin are not tested, but a line through many may be."""
    city, verdict = told.gap.city, told.gap.level_change
    reason = city.change.reason if city and city.change else None
    if city is None or city.slope_lower is None:
        return words.changed(verdict, reason)
    is_line_alone = reason is Reason.NOT_DEFINED and verdict is Change.NOT_SHOWN
    return "ingen säkerställd riktning" if is_line_alone else words.CHANGES[verdict]


def _level(told: Equality) -> Told:
    city, change = told.gap.city, told.gap.level_change
    label = "Nivån i stadsdelarna tillsammans" if told.gap.is_level_summed else "Nivån i hela staden"
    if city is None or city.value.value is None or city.baseline is None:
        return Told(label=label, figure=NOTHING, verdict="", tone=Tone.UNKNOWN, sub="Underlag saknas.")
    first, last = (figures.figure(v, city, told.indicator) for v in (city.baseline, city.value.value))
    is_one = city.baseline_year == city.value_year
    unit = "%" if told.indicator.unit == "%" else ""
    about = f"{told.indicator.short_name}{_unit(told.indicator)}, {city.baseline_year}–{city.value_year}."
    pace = ""
    if city.slope is not None and city.slope_lower is not None and city.slope_upper is not None:
        near = figures.pace_decimals(city, told.indicator)
        paced = _a_year(city.slope, city.value.value - city.baseline)
        pace = f" {swedish.signed(city.slope, near)} {paced} ({_between(city.slope_lower, city.slope_upper, near)})."
    return Told(
        label=label,
        figure=swedish.joined(last if is_one else f"{first} → {last}", unit),
        verdict="" if is_one else swedish.sentence_case(level_word(told)),
        tone=LEVEL_TONES.get(change, Tone.UNKNOWN),
        sub=f"{told.indicator.short_name}{_unit(told.indicator)}, {city.value_year}." if is_one else about + pace,
    )


def _distance(told: Equality) -> Told:
    first, last = distances(told)
    unit = "Procentenheter" if told.indicator.unit == "%" else swedish.sentence_case(swedish.tight(told.indicator.unit))
    who = f"{told.gap.worst.name} mot {told.gap.best.name}" if told.gap.worst and told.gap.best else ""
    sub = ". ".join(part for part in (unit, who) if part and told.has_ends)
    over = told.gap.absolute
    return Told(
        label="Avståndet",
        figure=first if NOTHING in (first, last) else f"{first} → {last}",
        verdict=_gap_word(told, over),
        tone=_gap_tone(told, over),
        sub=f"{sub}.{_change(over, told)}{gap_target.sub(told.indicator, GapMeasure.DIFFERENCE)}" if sub else "",
    )


def _ratio(told: Equality) -> Told:
    first, last = ratios(told)
    over = told.gap.relative
    is_same = first == last
    figure = first if NOTHING in (first, last) or is_same else f"{first} → {last}"
    how = "Det högre värdet delat med det lägre." + (f" Nästan densamma som {over.from_year}." if is_same else "")
    return Told(
        label="Kvoten",
        figure=figure if figure == NOTHING else f"{figure} gånger",
        verdict=_gap_word(told, over),
        tone=_gap_tone(told, over),
        sub=""
        if figure == NOTHING
        else how
        + _percent_change(over, _moved(told, is_ratio=True))
        + gap_target.sub(told.indicator, GapMeasure.RATIO),
    )


def _gap_word(told: Equality, over: GapOverTime) -> str:
    if told.standing is Standing.NOT_ASSESSED:
        return f"Inte bedömd: {reason(told)}"
    return f"{GAPS[over.verdict]}: {TAKEN_BACK}" if over.is_taken_back else GAPS[over.verdict]


def _gap_tone(told: Equality, over: GapOverTime) -> Tone:
    if told.standing is Standing.NOT_ASSESSED or over.verdict is GapChange.NOT_SHOWN:
        return Tone.UNKNOWN
    if told.indicator.good is Good.NONE:
        return Tone.PLAIN
    return Tone.GOOD if over.verdict is GapChange.CLOSING else Tone.BAD


def _change(over: GapOverTime, told: Equality) -> str:
    """` −65 om året (−174 till +45).`, or since the first of two years."""
    change, usual = over.change, told.indicator.decimals
    if change.value is None or change.lower is None or change.upper is None:
        return ""
    if not over.is_per_year:
        since = f"sedan {over.from_year}"
        return _signed(_grown(told), change.lower, change.upper, distance_decimals(told), since)
    near = usual if max(abs(change.lower), abs(change.upper)) >= 10 else max(1, usual)
    return _signed(change.value, change.lower, change.upper, near, _a_year(change.value, _moved(told)))


def _percent_change(over: GapOverTime, moved: float) -> str:
    """The same of a ratio, as per cent: b on the logarithm is e^b - 1."""
    change = over.change
    if change.value is None or change.lower is None or change.upper is None:
        return ""
    value, low, high = (100.0 * math.expm1(v) for v in (change.value, change.lower, change.upper))
    when = _a_year(value, moved) if over.is_per_year else f"sedan {over.from_year}"
    return f" {swedish.signed(value, 1)} procent {when} ({_between(low, high, 1)})."


def _signed(value: float, low: float, high: float, decimals: int, when: str) -> str:
    return f" {swedish.signed(value, decimals)} {when} ({_between(low, high, decimals)})."


def _grown(told: Equality) -> float:
    """How much the gap has grown between the first and the latest year, as the two are printed."""
    years = [year for year in (told.gap.at_baseline, told.gap.now) if year is not None]
    first, last = (distance_shown(year, told) or 0.0 for year in (years[0], years[-1]))
    return swedish.apart(first, last, distance_decimals(told))


def _a_year(slope: float, moved: float) -> str:
    """`om året`, said to be the slope over all years where the two ends alone went the other way."""
    return "om året i lutning över alla år" if slope * moved < 0 else "om året"


def _moved(told: Equality, *, is_ratio: bool = False) -> float:
    """How the gap has moved between the first and the latest year alone."""
    then, now = told.gap.at_baseline, told.gap.now
    if then is None or now is None:
        return 0.0
    first, last = (then.times, now.times) if is_ratio else (then.distance, now.distance)
    return 0.0 if first is None or last is None else last - first


def _between(low: float, high: float, decimals: int) -> str:
    return swedish.signed_interval(low, high, decimals)


def _unit(indicator: Indicator) -> str:
    return "" if indicator.unit in ("%", "") else f", {swedish.tight(indicator.unit)}"
