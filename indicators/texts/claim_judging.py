"""Whether an assessment bears a wording, and if not whether it contradicts it or only says less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from indicators import swedish
from indicators.model import Assessment, Good, Indicator, Progress
from indicators.texts import figures, titles, words
from indicators.texts.claim_subjects import Aim
from indicators.texts.claim_words import GOALS, ClaimKind

Told = tuple[bool, str, str]
"""Whether it is a fault, why, and what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One wording and how it is said."""

    kind: ClaimKind
    is_negated: bool
    is_hedged: bool
    """With `troligen`, `kan`, `vi tror`."""
    is_open: bool
    """A condition or a wish: nothing is claimed."""
    is_act: bool
    is_sure: bool
    """With `säkerställd`."""
    years: tuple[int, ...]
    """Years that the sentence names."""


_DIRECTIONS: Final = {
    ClaimKind.RISE: 1,
    ClaimKind.FALL: -1,
    ClaimKind.HIGHER: 1,
    ClaimKind.LOWER: -1,
}
_TIMES: Final = {ClaimKind.HALVED: 0.5, ClaimKind.DOUBLED: 2.0}
"""What the value is to be of the baseline, give or take a tenth."""
_GOOD: Final = {ClaimKind.BETTER: 1, ClaimKind.WORSE: -1}
_BAD_END: Final = (Assessment.BEHIND, Assessment.WORSENING, Assessment.MISSED)
_GOING: Final = (Assessment.ON_TRACK, Assessment.REACHED)
_NOT_SHOWN: Final = "Skriv ”ingen säkerställd förändring”."
UNLIKELY: Final = 0.10
"""The chance below which `troligen inte` may be said (M16)."""


def judged(said: Said, progress: Progress, indicator: Indicator) -> Told | None:
    """What is wrong with a wording about a result; None where the assessment bears it."""
    if said.is_open:
        return None
    if said.kind in GOALS:
        is_off = said.kind is ClaimKind.OFF_WAY
        turned = replace(said, kind=ClaimKind.ON_WAY, is_negated=not said.is_negated)
        return _towards_target(turned if is_off else said, progress)
    if _is_other_time(said, progress):
        return False, _other_time(progress), "Säg bara siffrorna för de åren, eller jämför med utgångsläget."
    if said.kind is ClaimKind.TURNED:
        return None if said.is_negated else (False, _all_the_time(progress), _write(progress, indicator))
    if said.kind in _TIMES:
        return _times(said, progress, indicator)
    if said.kind in (ClaimKind.STABLE, ClaimKind.CHANGED):
        return (_stable if said.kind is ClaimKind.STABLE else _changed)(said, progress, indicator)
    direction = _DIRECTIONS.get(said.kind, 0)
    if said.kind in _GOOD:
        if indicator.good is Good.NONE:
            return False, "Ingen har bestämt vilket håll som är bättre.", "Säg om talet är högre eller lägre."
        direction = _GOOD[said.kind] * (1 if indicator.good is Good.HIGH else -1)
    return _moved(said, direction, progress, indicator)


def untested(said: Said, aim: Aim) -> Told | None:
    """What is to be said of a wording that no single result here bears or denies."""
    if said.is_open or (said.kind in GOALS and aim is not Aim.PLACE):
        return None
    if aim is Aim.GAP:
        why = "Om en skillnad mellan stadsdelar eller grupper har ändrats avgörs på sidan Jämlik stad."
        return False, why, "Skriv det som Jämlik stad säger, med nivån bredvid."
    if aim is Aim.PLACE:
        why = "Indikatorn har inget eget resultat för platsen, eller så nämns flera, så det går inte att kontrollera."
        return False, why, "Skriv var uppgiften kommer ifrån, eller en mening om varje plats."
    if aim is Aim.WIDE and said.kind in (*_DIRECTIONS, *_GOOD, *_TIMES, ClaimKind.STABLE):
        why = "Meningen säger inte vilken indikator den bygger på, och ingen siffra mäter allt detta."
        return False, why, "Nämn indikatorn: ”andelen som …”, ”antalet anmälda …”."
    return None


def worded(said: Said) -> Told | None:
    """What is wrong with words about cause, certainty and size, whatever the result is."""
    if said.kind is ClaimKind.CAUSE:
        if said.is_hedged or said.is_open or said.is_act:
            return None
        why = "Siffrorna visar vad som har hänt, inte varför."
        return (
            False,
            why,
            "Skriv det som er bedömning, ”vi tror att …” eller ”det kan bero på …”, och vad ni bygger den på.",
        )
    if said.kind is ClaimKind.CERTAIN:
        if said.is_negated:
            return None
        why = "Ordet lovar mer än någon mätning kan, och ”säkert” kan också betyda ”troligen”."
        return False, why, "Skriv ”säkerställd” om förändringen är det, annars ”det går inte att avgöra”."
    return False, "Storleksord läses olika av olika läsare.", "Skriv talet i stället, till exempel med {förändring}."


def _moved(said: Said, direction: int, progress: Progress, indicator: Indicator) -> Told | None:
    sure, shown = _sure(progress), _shown(progress)
    is_level = said.kind in (ClaimKind.HIGHER, ClaimKind.LOWER)
    bears = direction in ((sure, shown) if is_level else (sure,))
    denies = -direction in (sure, shown) and not bears
    if said.is_negated:
        if bears:
            return True, _fact(progress, indicator), _write(progress, indicator)
        if said.is_sure or denies:
            return None
        return False, _unknown(progress), f"Skriv ”ingen säkerställd {'ökning' if direction > 0 else 'minskning'}”."
    if bears:
        return None
    if denies:
        return True, _fact(progress, indicator), _write(progress, indicator)
    if shown == direction:
        change = "högre" if direction > 0 else "lägre"
        why = f"Talet är säkerställt {change} än {progress.baseline_year}, men takten går inte att skilja från noll."
        return said.is_sure, why, f"Skriv ”är {change} än {progress.baseline_year}”."
    return said.is_sure, _unknown(progress), _write(progress, indicator)


def _times(said: Said, progress: Progress, indicator: Indicator) -> Told | None:
    """`har halverats`, `har fördubblats`: the size and the movement both."""
    value, start, expected = progress.value.value, progress.baseline, _TIMES[said.kind]
    if value is None or not start:
        return None if said.is_negated else (False, _unknown(progress), _write(progress, indicator))
    bears = abs(value / start - expected) <= expected / 10
    if said.is_negated or not bears:
        return (True, _size(progress, indicator), "Skriv {förändring}.") if said.is_negated == bears else None
    direction = 1 if expected > 1 else -1
    return _moved(
        replace(said, kind=ClaimKind.RISE if direction > 0 else ClaimKind.FALL), direction, progress, indicator
    )


def _size(progress: Progress, indicator: Indicator) -> str:
    """Value and baseline, and how much one is of the other."""
    shown = figures.printed(progress, indicator)
    change = 100 * ((progress.value.value or 0.0) / (progress.baseline or 1.0) - 1)
    side = "högre" if change > 0 else "lägre"
    of = f"{swedish.number(abs(change), 0)} procent {side} än {progress.baseline_year}"
    return f"{swedish.sentence_case(figures.noun(indicator))} är {of}: {shown.value} mot {shown.baseline}."


def _stable(said: Said, progress: Progress, indicator: Indicator) -> Told | None:
    """`har stannat av`, `är oförändrad`."""
    if said.is_negated:
        return None
    if _sure(progress) or _shown(progress):
        return True, _fact(progress, indicator), _write(progress, indicator)
    why = "Att ingen förändring är säkerställd betyder inte att inget har ändrats."
    return False, why, _NOT_SHOWN


def _changed(said: Said, progress: Progress, indicator: Indicator) -> Told | None:
    """`har inte ändrats`, `ingen säkerställd förändring`, `en säkerställd förändring`."""
    is_known = bool(_sure(progress) or _shown(progress))
    if is_known:
        return (True, _fact(progress, indicator), _write(progress, indicator)) if said.is_negated else None
    if said.is_negated:
        return None if said.is_sure else _stable(replace(said, is_negated=False), progress, indicator)
    return said.is_sure, _unknown(progress), _NOT_SHOWN


def _towards_target(said: Said, progress: Progress) -> Told | None:
    told = progress.assessment
    fault = f"Bedömningen är ”{words.CHIP[told]}”."
    beyond = f"Bedömningen är ”{words.CHIP[told]}”: mer än så går inte att säga."
    instead = f"Skriv ”{words.LOWER[told]}”" + (f" ({words.reason(progress)})." if words.reason(progress) else ".")
    if told in (Assessment.UNCERTAIN, Assessment.NOT_ASSESSED):
        return False, beyond, instead
    if said.is_negated:
        return _denied(said, progress, fault, instead)
    if told in _BAD_END:
        return True, fault, instead
    if told is Assessment.REACHED or said.kind is ClaimKind.ON_WAY:
        return None
    if said.kind is ClaimKind.REACHED:
        return True, f"{fault} Målet är inte nått än.", instead
    return (False, beyond, instead) if not said.is_hedged else None


def _denied(said: Said, progress: Progress, fault: str, instead: str) -> Told | None:
    """`når inte målet`, `är inte på väg`."""
    told = progress.assessment
    if told is Assessment.REACHED or (told is Assessment.ON_TRACK and said.kind is not ClaimKind.REACHED):
        return True, fault, instead
    if told is Assessment.MISSED or said.kind is not ClaimKind.WILL_REACH:
        return None
    is_unlikely = told is Assessment.BEHIND or (progress.chance is not None and progress.chance < UNLIKELY)
    if is_unlikely and said.is_hedged:
        return None
    if is_unlikely:
        return False, f"{fault} Ingen vet än hur det går.", "Skriv ”når troligen inte målet”."
    return False, f"{fault} Det säger inte att målet är utom räckhåll.", instead


def _is_other_time(said: Said, progress: Progress) -> bool:
    """Whether the sentence names years between which nothing is tested."""
    tested = {progress.baseline_year, progress.value_year, progress.target_year, progress.year}
    return bool(said.years) and not set(said.years) <= tested


def _other_time(progress: Progress) -> str:
    return f"Bedömningen gäller {progress.baseline_year} till {progress.value_year}; andra år är inte prövade."


def _all_the_time(progress: Progress) -> str:
    since, until = progress.baseline_year, progress.value_year
    return f"Bedömningen gäller hela tiden {since} till {until}; om kurvan har vänt är inte prövat."


def _sure(progress: Progress) -> int:
    """1 or -1 where the slope excludes no change, else 0."""
    if not figures.slope_is_sure(progress):
        return 0
    return 1 if (progress.slope or 0.0) > 0 else -1


def _shown(progress: Progress) -> int:
    """1 or -1 where the latest value is shown to differ from the baseline (M12), else 0."""
    change = progress.change
    if change is None or change.verdict not in titles.SHOWN or not change.difference:
        return 0
    return 1 if change.difference > 0 else -1


def _fact(progress: Progress, indicator: Indicator) -> str:
    since = progress.baseline_year
    if sure := _sure(progress):
        verb = indicator.sentence.rises if sure > 0 else indicator.sentence.falls
        return f"{swedish.sentence_case(figures.noun(indicator))} {verb} sedan {since}, och det är säkerställt."
    side = "högre" if _shown(progress) > 0 else "lägre"
    return f"{swedish.sentence_case(figures.noun(indicator))} är säkerställt {side} än {since}."


def _unknown(progress: Progress) -> str:
    if progress.assessment is Assessment.NOT_ASSESSED:
        return f"Indikatorn är inte bedömd: {words.reason(progress)}."
    return f"Någon förändring sedan {progress.baseline_year} är inte säkerställd: takten går inte att skilja från noll."


def _write(progress: Progress, indicator: Indicator) -> str:
    if sure := _sure(progress):
        verb = indicator.sentence.rises if sure > 0 else indicator.sentence.falls
        return f"Skriv ”{verb} sedan {progress.baseline_year}”."
    if shown := _shown(progress):
        return f"Skriv ”är {'högre' if shown > 0 else 'lägre'} än {progress.baseline_year}”."
    if progress.assessment is Assessment.NOT_ASSESSED:
        return "Skriv bara siffrorna, till exempel ”var {värde}, mot {utgångsläge} i utgångsläget”."
    return "Skriv ”det går inte att avgöra om talet har ändrats”, eller bara siffrorna."
