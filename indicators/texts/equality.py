"""The equal city in sentences: level and gap together, the three facts, which end moved, and the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from indicators import swedish
from indicators.districts.equality import Equality, Standing
from indicators.districts.equality_known import VISITED
from indicators.measures.closing import GapChange
from indicators.measures.equity.results import End, LevelAndGap
from indicators.model import Change, Geography, Good
from indicators.swedish import NOTHING
from indicators.texts import crime, words
from indicators.texts.equality_facts import (
    GAPS,
    LEVEL_TONES,
    Told,
    Tone,
    distance,
    distance_decimals,
    distance_shown,
    distances,
    facts,
    level_word,
    ratios,
    reason,
)
from indicators.texts.facts import Statement

__all__ = [
    "BETWEEN",
    "GAPS",
    "STANDINGS",
    "VERDICTS",
    "Told",
    "Tone",
    "distance",
    "distance_decimals",
    "distance_shown",
    "distances",
    "ends",
    "facts",
    "fold",
    "group_lines",
    "group_name",
    "in_brief",
    "in_short",
    "level_verb",
    "moved",
    "notes",
    "ratios",
    "reason",
    "summary_notes",
    "summary_title",
    "title",
    "which_ends",
]

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
_OF_THE: Final = {Standing.CLOSING: "minskar", Standing.WIDENING: "ökar"}
BETWEEN: Final = "skillnaden mellan stadsdelarna"
_MOVED: Final = {GapChange.CLOSING: "har minskat", GapChange.WIDENING: "har ökat"}
_TOGETHER: Final = (LevelAndGap.BETTER_MORE_EQUAL, LevelAndGap.WORSE_LESS_EQUAL)


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
    if told.gap.relative.verdict is GapChange.NOT_SHOWN:
        gap = f"{gap} som avstånd men inte säkert som kvot"
    verdict = VERDICTS.get(told.gap.verdict)
    joining = "och" if verdict is None or told.gap.verdict in _TOGETHER else "men"
    said = f"{subject} {level}, {joining} {BETWEEN} {gap}"
    return f"{verdict}: {said}" if verdict else swedish.sentence_case(said)


def level_verb(told: Equality) -> str:
    """`har ökat`, `har minskat`, or nothing where no change of the level is shown."""
    rising = {Change.RISEN: True, Change.FALLEN: False}
    if told.indicator.good is not Good.NONE:
        rising |= {Change.IMPROVED: told.indicator.good is Good.HIGH, Change.WORSENED: told.indicator.good is Good.LOW}
    if told.gap.level_change not in rising:
        return ""
    return told.indicator.sentence.rises if rising[told.gap.level_change] else told.indicator.sentence.falls


def moved(told: Equality) -> Statement | None:
    """Which of the two ends moved most; None where there are not two years."""
    ends = [e for e in (told.gap.worst, told.gap.best) if e is not None and e.moved is not None]
    if len(ends) < 2 or told.gap.baseline_year == told.gap.value_year:
        return None
    most, other = sorted(ends, key=lambda e: -abs(e.moved or 0.0))
    steps = [_step(end, distance_decimals(told)) for end in (most, other)]
    if steps[0] == steps[1]:
        nearly = "" if most.moved == other.moved else "nästan "
        return Statement(
            strong=f"Båda ändarna har rört sig {nearly}lika mycket:", after=f" {steps[0]} sedan {_since(told)}."
        )
    after = f" {steps[0]} sedan {_since(told)}, mot {steps[1]} i {other.name}."
    return Statement(strong=f"Mest har {most.name} rört sig:", after=after)


def notes(told: Equality) -> tuple[str, ...]:
    """What the reader must know about these ends and this gap; only what is true of it."""
    gap = told.gap
    too_low = "" if gap.is_level_summed else " Hela stadens nivå har det med."
    said = [f"{name} ingår inte: {fault.why}.{too_low}" for name, fault in zip(told.left_out, told.faults, strict=True)]
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
    """In how many indicators the gap is closing, widening, unknown and not assessed, and how many are made up."""
    closing = swedish.counted(len(counts[Standing.CLOSING]), "indikator", "indikatorer")
    widening, unknown = (swedish.count_word(len(counts[s])) for s in (Standing.WIDENING, Standing.CANNOT_TELL))
    left = len(counts[Standing.NOT_ASSESSED])
    said = f"Avståndet mellan stadsdelarna minskar för {closing}, ökar för {widening}"
    if left:
        said += f", går inte att avgöra för {unknown} och är inte bedömt för {swedish.count_word(left)}"
    else:
        said += f" och går inte att avgöra för {unknown}"
    every = [e for found in counts.values() for e in found]
    made_up = sum(e.indicator.is_demo for e in every)
    return f"{said}; {_of_all(made_up, len(every))}" if made_up else said


def in_brief(counts: Mapping[Standing, Sequence[Equality]]) -> Statement:
    """The same as the first line of the page, before the chosen indicator's own figures."""
    said = words.swedish_lower(summary_title(counts))
    return Statement(strong=f"Alla {sum(map(len, counts.values()))} indikatorer:", after=f" {said}.")


def fold(counts: Mapping[Standing, Sequence[Equality]]) -> str:
    """What the fold holds where no change of the gap is shown."""
    unknown, left = len(counts[Standing.CANNOT_TELL]), len(counts[Standing.NOT_ASSESSED])
    told = [f"{swedish.count_word(unknown)} där det inte går att avgöra"] if unknown else []
    told += [f"{swedish.count_word(left)} som inte är {'bedömd' if left == 1 else 'bedömda'}"] if left else []
    return f"Visa {swedish.listing(told)}"


def _of_all(made_up: int, whole: int) -> str:
    """`tolv av de 28 är påhittade`."""
    if made_up == whole:
        return "alla är påhittade" if whole > 1 else "den är påhittad"
    bent = "påhittad" if made_up == 1 else "påhittade"
    return f"{swedish.count_word(made_up)} av de {swedish.count_word(whole)} är {bent}"


def summary_notes(counts: Mapping[Standing, Sequence[Equality]]) -> tuple[str, ...]:
    """What the counts hold, and how far to trust them."""
    every = [e for found in counts.values() for e in found]
    said = ["Avståndet mäts mellan de stadsdelar som hade sämst och bäst värde det första året, alltid samma två."]
    said.append("När så många prövas på en gång kan någon enstaka ha hamnat fel av en slump.")
    if any(e.counts_events for e in every):
        said.append("Brottsgrupperna överlappar: en anmälan kan räknas i flera.")
    said += [_of_visitors(counts[s], word) for s, word in _OF_THE.items() if _at_visited(counts[s])]
    return tuple(said)


def _at_visited(found: Sequence[Equality]) -> list[Equality]:
    """Those that count events and have the place that many visit as an end."""
    held = [(e, {end.geography for end in (e.gap.worst, e.gap.best) if end}) for e in found]
    return [e for e, ends_ in held if e.counts_events and VISITED in ends_]


def _of_visitors(found: Sequence[Equality], word: str) -> str:
    """In how many of an answer's indicators the place that many visit is an end."""
    at = _at_visited(found)
    count, every = swedish.count_word(len(at)), swedish.count_word(len(found))
    many = f"I {count} av de {every}"
    if len(at) == len(found):
        many = {1: "I den enda", 2: "I båda"}.get(len(found), f"I alla {every}")
    return f"{many} där avståndet {word} är {_visited(at[0])} ena änden; dit kommer många besökare."


def ends(told: Equality) -> str:
    """`Angered – Centrum`: the worst and the best end, or the dash."""
    gap = told.gap
    if not (told.has_ends and gap.worst and gap.best):
        return NOTHING
    return f"{gap.worst.name} – {gap.best.name}{which_ends(told)}"


def which_ends(told: Equality) -> str:
    """What the two ends are where neither is the worst: the highest first; nothing where one is."""
    return " (högst – lägst)" if told.indicator.good is Good.NONE and told.has_ends else ""


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
    return words.level(level_word(told)), LEVEL_TONES.get(change, Tone.UNKNOWN)


def _step(end: End, decimals: int) -> str:
    """How far an end has moved between its two values as they are printed."""
    return swedish.signed(swedish.apart(end.at_baseline.value or 0.0, end.now.value or 0.0, decimals), decimals)


def _since(told: Equality) -> str:
    return str(told.gap.baseline_year)


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
    return f"{where} {crime.ESTIMATED}."


def _visited(told: Equality) -> str:
    return next(e.name for e in (told.gap.worst, told.gap.best) if e and e.geography == VISITED)
