"""The equal city in sentences: level and gap together, the three facts, which end moved, and the summary."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from indicators import swedish
from indicators.districts.equality import Equality, Standing
from indicators.districts.equality_known import VISITED
from indicators.measures.closing import GapChange
from indicators.measures.equity.results import End, GapOverTime, LevelAndGap
from indicators.model import Change, Estimate, Geography, Good, Indicator, Reason
from indicators.swedish import NOTHING
from indicators.texts import figures, words
from indicators.texts.facts import Statement

VERDICTS: Final = {
    LevelAndGap.BETTER_MORE_EQUAL: "Bättre och mer jämlikt",
    LevelAndGap.BETTER_LESS_EQUAL: "Bättre men mindre jämlikt",
    LevelAndGap.WORSE_MORE_EQUAL: "Sämre men mer jämlikt",
    LevelAndGap.WORSE_LESS_EQUAL: "Sämre och mindre jämlikt",
}
STANDINGS: Final = {
    Standing.CLOSING: "Avståndet minskar",
    Standing.WIDENING: "Avståndet ökar",
    Standing.CANNOT_TELL: "Går inte att avgöra",
    Standing.NOT_ASSESSED: "Inte bedömda",
}
"""Heads of the summary's groups."""
GAPS: Final = {
    GapChange.CLOSING: "Säkerställt mindre",
    GapChange.WIDENING: "Säkerställt större",
    GapChange.NOT_SHOWN: "Går inte att avgöra",
}
BETWEEN: Final = "skillnaden mellan stadsdelarna"
_MOVED: Final = {GapChange.CLOSING: "har minskat", GapChange.WIDENING: "har ökat"}
_TOGETHER: Final = (LevelAndGap.BETTER_MORE_EQUAL, LevelAndGap.WORSE_LESS_EQUAL)


class Tone(StrEnum):
    """How a verdict stands out."""

    GOOD = "good"
    BAD = "bad"
    PLAIN = "plain"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One of the three facts: a label, then and now, a verdict and what it was judged on."""

    label: str
    figure: str
    verdict: str
    tone: Tone
    sub: str


def title(told: Equality) -> str:
    """Level and gap in one sentence, as far as each is known."""
    subject = swedish.tight(told.indicator.sentence.subject)
    level = level_verb(told)
    if told.standing is Standing.NOT_ASSESSED:
        why = f"går inte att bedöma: {reason(told)}"
        if level:
            return swedish.sentence_case(f"{subject} {level}, men om {BETWEEN} har ändrats {why}")
        return f"Om {BETWEEN} i {subject} har ändrats {why}"
    if told.standing is Standing.CANNOT_TELL:
        if level:
            return swedish.sentence_case(f"{subject} {level}, men det går inte att avgöra om {BETWEEN} har ändrats")
        return f"Det går inte att avgöra om {subject} eller {BETWEEN} har ändrats"
    gap = _MOVED[told.gap.gap_change]
    if not level:
        return swedish.sentence_case(f"{BETWEEN} i {subject} {gap}, men om nivån har ändrats går inte att avgöra")
    verdict = VERDICTS.get(told.gap.verdict)
    joining = "och" if verdict is None or told.gap.verdict in _TOGETHER else "men"
    said = f"{subject} {level}, {joining} {BETWEEN} {gap}"
    return f"{verdict}: {said}" if verdict else swedish.sentence_case(said)


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


def level_verb(told: Equality) -> str:
    """`har ökat`, `har minskat`, or nothing where no change of the level is shown."""
    rising = {Change.RISEN: True, Change.FALLEN: False}
    if told.indicator.good is not Good.NONE:
        rising |= {Change.IMPROVED: told.indicator.good is Good.HIGH, Change.WORSENED: told.indicator.good is Good.LOW}
    if told.gap.level_change not in rising:
        return ""
    return told.indicator.sentence.rises if rising[told.gap.level_change] else told.indicator.sentence.falls


def facts(told: Equality) -> tuple[Told, ...]:
    """The level, the absolute and the relative gap, side by side."""
    return _level(told), _distance(told), _ratio(told)


def moved(told: Equality) -> Statement | None:
    """Which of the two ends moved most; None where there are not two years."""
    ends = [e for e in (told.gap.worst, told.gap.best) if e is not None and e.moved is not None]
    if len(ends) < 2 or told.gap.baseline_year == told.gap.value_year:
        return None
    most, other = sorted(ends, key=lambda e: -abs(e.moved or 0.0))
    decimals = swedish.honest_decimals([abs(most.moved or 0.0), abs(other.moved or 0.0)], told.indicator.decimals)
    if most.moved == other.moved:
        same = swedish.signed(most.moved or 0.0, decimals)
        return Statement(strong="Båda ändarna har rört sig lika mycket:", after=f" {same} sedan {_since(told)}.")
    after = f" {_step(most, decimals)} sedan {_since(told)}, mot {_step(other, decimals)} i {other.name}."
    return Statement(strong=f"Mest har {most.name} rört sig:", after=after)


def notes(told: Equality) -> tuple[str, ...]:
    """What the reader must know about these ends and this gap; only what is true of it."""
    gap = told.gap
    said = [f"{name} ingår inte: {fault.why}." for name, fault in zip(told.left_out, told.faults, strict=True)]
    if gap.have_swapped and gap.best and gap.worst:
        now = f"{gap.best.name} ligger {gap.value_year} sämre till än {gap.worst.name}"
        said.append(f"De två ändarna har bytt plats sedan {_since(told)}: {now}.")
    if told.standing is not Standing.NOT_ASSESSED and (gap.absolute.scatter or 1.0) > 1.0:
        said.append(
            "Avståndet svänger mer mellan åren än slumpen i mätningen förklarar; det är inräknat i felmarginalen."
        )
    if told.is_taken_back:
        said.append(
            "Skillnaden har krympt i siffrorna, men det kan bero på hur ändarna valdes: den stadsdel som råkar mäta "
            "sämst ett år mäter oftast bättre nästa."
        )
    if gap.points_apart:
        said.append(
            "Avståndet och kvoten har ändrats åt olika håll, så det går inte att kalla mer eller mindre jämlikt."
        )
    said += _without_value(told)
    if told.counts_events:
        said.append(_where_they_happen(told))
    return tuple(said)


def summary_title(counts: Mapping[Standing, Sequence[Equality]]) -> str:
    """In how many indicators the gap is closing, widening and unknown."""
    closing = swedish.counted(len(counts[Standing.CLOSING]), "indikator", "indikatorer")
    widening, unknown = (swedish.count_word(len(counts[s])) for s in (Standing.WIDENING, Standing.CANNOT_TELL))
    first = f"Avståndet mellan stadsdelarna minskar för {closing}, ökar för {widening}"
    return f"{first} och går inte att avgöra för {unknown}"


def summary_notes(counts: Mapping[Standing, Sequence[Equality]]) -> tuple[str, ...]:
    """What the counts hold, and how far to trust them."""
    every = [e for found in counts.values() for e in found]
    left, made_up = len(counts[Standing.NOT_ASSESSED]), sum(e.indicator.is_demo for e in every)
    said = ["Avståndet mäts mellan de stadsdelar som hade sämst och bäst värde det första året, alltid samma två."]
    if left:
        said.append(f"{swedish.sentence_case(swedish.counted(left, 'indikator', 'indikatorer'))} bedöms inte.")
    if made_up:
        said.append(f"Av alla {len(every)} är {made_up} påhittade för demonstration.")
    said.append("När så många prövas på en gång kan någon enstaka ha hamnat fel av en slump.")
    if any(e.counts_events for e in every):
        said.append("Brottsgrupperna överlappar: en anmälan kan räknas i flera.")
    return tuple(said)


def ends(told: Equality) -> str:
    """`Angered – Centrum`: the worst and the best end, or the dash."""
    gap = told.gap
    return f"{gap.worst.name} – {gap.best.name}" if told.has_ends and gap.worst and gap.best else NOTHING


def distances(told: Equality) -> tuple[str, str]:
    """The gap then and now as tables print it."""
    then, now = told.gap.at_baseline, told.gap.now
    if not told.has_ends or then is None or now is None or then.distance is None or now.distance is None:
        return NOTHING, NOTHING
    decimals = distance_decimals(told)
    first, last = swedish.number(then.distance, decimals), swedish.number(now.distance, decimals)
    return (first, NOTHING) if then.year == now.year else (first, last)


def distance_decimals(told: Equality) -> int:
    """The indicator's decimals, or one more where then, now and the change between them would not agree."""
    then, now = told.gap.at_baseline, told.gap.now
    usual = told.indicator.decimals
    if then is None or now is None or then.distance is None or now.distance is None:
        return usual
    needed = swedish.honest_decimals((then.distance, now.distance), usual)
    if told.gap.absolute.is_per_year or then.year == now.year:
        return needed
    printed = swedish.rounded(now.distance, needed) - swedish.rounded(then.distance, needed)
    return needed + (printed != swedish.rounded(now.distance - then.distance, needed))


def ratios(told: Equality) -> tuple[str, str]:
    """The ratio then and now as tables print it, two decimals."""
    then, now = told.gap.at_baseline, told.gap.now
    if not told.has_ends or then is None or now is None or then.times is None or now.times is None:
        return NOTHING, NOTHING
    first, last = swedish.together([then.times, now.times], 1)
    return (first, NOTHING) if then.year == now.year else (first, last)


def group_name(place: Geography) -> str:
    """`Stora socioekonomiska utmaningar`: a group's name without the words that all of them begin with."""
    return swedish.sentence_case(place.name.removeprefix("Områden med "))


def group_lines(place: Geography) -> tuple[str, ...]:
    """A group's name on a phone, in at most two lines."""
    words_ = group_name(place).replace("ocioekonomiskt ", "").replace("ocioekonomiska ", "")
    told = {"Sblandade områden": "Blandade områden", "Sutmaningar": "Utmaningar"}.get(words_, words_)
    *first, last = told.replace(" s", " ").split()
    return (" ".join(first), last) if first else (last,)


def in_short(told: Equality) -> tuple[str, Tone]:
    """The last column of the summary: both together where both are known, else what is known of the level."""
    verdict = VERDICTS.get(told.gap.verdict)
    if verdict is not None:
        return verdict, Tone.PLAIN
    city, change = told.gap.city, told.gap.level_change
    if city is None or city.value.value is None or city.baseline_year == city.value_year:
        return NOTHING, Tone.UNKNOWN
    return f"Nivån: {words.CHANGES[change]}", _LEVEL_TONES.get(change, Tone.UNKNOWN)


def _level(told: Equality) -> Told:
    city, change = told.gap.city, told.gap.level_change
    label = "Nivån i hela staden"
    if city is None or city.value.value is None or city.baseline is None:
        return Told(label=label, figure=NOTHING, verdict="", tone=Tone.UNKNOWN, sub="Underlag saknas.")
    decimals = figures.decimals_for(city, told.indicator)
    first, last = swedish.number(city.baseline, decimals), swedish.number(city.value.value, decimals)
    is_one = city.baseline_year == city.value_year
    unit = "%" if told.indicator.unit == "%" else ""
    about = f"{told.indicator.short_name}{_unit(told.indicator)}, {city.baseline_year}–{city.value_year}."
    pace = ""
    if city.slope is not None and city.slope_lower is not None and city.slope_upper is not None:
        near = figures.pace_decimals(city, told.indicator)
        pace = f" {swedish.signed(city.slope, near)} om året ({_between(city.slope_lower, city.slope_upper, near)})."
    return Told(
        label=label,
        figure=swedish.joined(last if is_one else f"{first} → {last}", unit),
        verdict="" if is_one else swedish.sentence_case(words.CHANGES[change]),
        tone=_LEVEL_TONES.get(change, Tone.UNKNOWN),
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
        sub=f"{sub}.{_change(over, told)}" if sub else "",
    )


def _ratio(told: Equality) -> Told:
    first, last = ratios(told)
    over = told.gap.relative
    figure = first if NOTHING in (first, last) else f"{first} → {last}"
    how = "Det högre värdet delat med det lägre."
    return Told(
        label="Kvoten",
        figure=figure if figure == NOTHING else f"{figure} gånger",
        verdict=_gap_word(told, over),
        tone=_gap_tone(told, over),
        sub="" if figure == NOTHING else f"{how}{_percent_change(over)}",
    )


def _gap_word(told: Equality, over: GapOverTime) -> str:
    if told.standing is Standing.NOT_ASSESSED:
        return f"Inte bedömd: {reason(told)}"
    return GAPS[over.verdict]


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
    near = usual if max(abs(change.lower), abs(change.upper)) >= 10 else max(1, usual)
    return _paced(over, change, near if over.is_per_year else distance_decimals(told))


def _percent_change(over: GapOverTime) -> str:
    """The same of a ratio, as per cent: b on the logarithm is e^b - 1."""
    change = over.change
    if change.value is None or change.lower is None or change.upper is None:
        return ""
    value, low, high = (100.0 * math.expm1(v) for v in (change.value, change.lower, change.upper))
    when = "om året" if over.is_per_year else f"sedan {over.from_year}"
    return f" {swedish.signed(value, 1)} procent {when} ({_between(low, high, 1)})."


def _paced(over: GapOverTime, change: Estimate, decimals: int) -> str:
    value, low, high = change.value or 0.0, change.lower or 0.0, change.upper or 0.0
    when = "om året" if over.is_per_year else f"sedan {over.from_year}"
    return f" {swedish.signed(value, decimals)} {when} ({_between(low, high, decimals)})."


def _between(low: float, high: float, decimals: int) -> str:
    return swedish.signed_interval(low, high, decimals)


def _step(end: End, decimals: int) -> str:
    return swedish.signed(end.moved or 0.0, decimals)


def _since(told: Equality) -> str:
    return str(told.gap.baseline_year)


def _unit(indicator: Indicator) -> str:
    return "" if indicator.unit in ("%", "") else f", {swedish.tight(indicator.unit)}"


def _without_value(told: Equality) -> list[str]:
    """Districts without value in the latest year; they are not ends, but the reader should know."""
    names = {g.geography: g.name for g in (told.gap.worst, told.gap.best) if g}
    count = len([c for c in (*told.gap.missing, *told.gap.suppressed) if c not in names])
    if not count or told.absent or told.gap.value_year is None:
        return []
    where = swedish.counted(count, "stadsdel", "stadsdelar")
    return [f"{swedish.sentence_case(where)} saknar värde {told.gap.value_year}; ändarna har värden båda åren."]


def _where_they_happen(told: Equality) -> str:
    held = [e.geography for e in (told.gap.worst, told.gap.best) if e]
    end = f" {_visited(told)} har många besökare." if VISITED in held else ""
    where = f"Brotten räknas där de sker, inte där den utsatte bor.{end} Brott utan känd stadsdel ingår inte."
    return f"{where} Folkmängden per stadsdel är uppskattad."


def _visited(told: Equality) -> str:
    return next(e.name for e in (told.gap.worst, told.gap.best) if e and e.geography == VISITED)


_LEVEL_TONES: Final = {
    Change.IMPROVED: Tone.GOOD,
    Change.WORSENED: Tone.BAD,
    Change.RISEN: Tone.PLAIN,
    Change.FALLEN: Tone.PLAIN,
}
