"""Why an assessment is what it is: exactly what was tested, what it would take to know, and how it stood a year ago."""

from __future__ import annotations

from dataclasses import dataclass

from indicators import known_faults, swedish
from indicators.model import (
    AnotherTelling,
    Assessment,
    Change,
    Good,
    Indicator,
    MeasureKind,
    Progress,
    Reason,
    TargetKind,
)
from indicators.texts import figures, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The line under a chip about the year before, and whether the assessment has changed since."""

    text: str
    changed: bool


def why(progress: Progress, indicator: Indicator, before: Progress | None = None) -> str:
    """The line beside the chip: what was tested and what came out, in whole sentences."""
    said = [_tested(progress, indicator), _near(progress), _slipped(progress), _moved(progress, indicator)]
    if progress.is_fragile:
        said.append(_fragile(progress))
    if progress.is_preliminary:
        said.append(f"Värdet för {progress.value_year} är preliminärt.")
    if before is not None:
        said.append(_a_year_ago(progress, before))
    return " ".join(sentence for sentence in said if sentence)


def what_it_takes(progress: Progress, indicator: Indicator) -> str:
    """What more it would take to know, for an assessment that cannot be told; else an empty string."""
    if progress.assessment is not Assessment.UNCERTAIN:
        return ""
    known = progress.to_know
    if known is None or (known.further_years is None and known.times_the_answers is None):
        return "Det kan inte avgöras med denna mätning."
    ways = []
    if known.further_years is not None:
        ways.append(f"{swedish.count_word(known.further_years, 'ett')} år till med samma takt")
    if known.times_the_answers is not None and indicator.kind in (MeasureKind.SHARE, MeasureKind.MEAN):
        ways.append(f"{_times(known.times_the_answers)} gånger så många svar varje år")
    if not ways:
        return "Det kan inte avgöras med denna mätning."
    then = "" if known.would_be is None else f"; bedömningen blir då {quoted(known.would_be)}"
    return f"{swedish.sentence_case(' eller '.join(ways))} skulle räcka för att veta{then}."


def earlier(progress: Progress, before: Progress | None) -> Earlier:
    """`2017: samma bedömning`, or what it was; empty where there was nothing to see."""
    if before is None:
        return Earlier(text="", changed=False)
    if before.assessment is progress.assessment:
        return Earlier(text=f"{before.year}: samma bedömning", changed=False)
    return Earlier(text=f"{before.year}: {words.lower(before)}", changed=True)


def other_endings(progress: Progress) -> list[AnotherTelling]:
    """The tellings that end otherwise; one that cannot be assessed says nothing."""
    same = (progress.assessment, Assessment.NOT_ASSESSED)
    return [telling for telling in progress.other_tellings if telling.assessment not in same]


def fragile_in_short(progress: Progress) -> str:
    """Under a chip: `Känslig: med basår 2013 går den inte att avgöra`; an empty string where nothing hangs on it."""
    if not progress.is_fragile:
        return ""
    others = other_endings(progress)
    if not others:
        return "Känslig: ett annat basår ger en annan bedömning"
    first = next((t for t in others if t.baseline_year is not None), others[-1])
    how = f"utan {first.without_year}" if first.baseline_year is None else f"med basår {first.baseline_year}"
    is_open = first.assessment is Assessment.UNCERTAIN
    then = "går den inte att avgöra" if is_open else f"blir den {words.CHIP[first.assessment]}"
    return f"Känslig: {how} {then}"


def quoted(assessment: Assessment) -> str:
    """The word of an assessment inside a sentence about another one."""
    return f"”{words.CHIP[assessment]}”"


def _tested(progress: Progress, indicator: Indicator) -> str:
    target = indicator.target
    has_number = target is None or target.kind in (TargetKind.LEVEL, TargetKind.CHANGE)
    if target is not None and not has_number and progress.reason in (None, Reason.NO_TARGET):
        return _kept(progress) if target.kind is TargetKind.KEEP else _without_number(progress, target.kind)
    if progress.assessment is Assessment.NOT_ASSESSED:
        return _unassessed(progress, indicator)
    if progress.assessment is Assessment.UNCERTAIN:
        return f"{_untold(progress, indicator)} {what_it_takes(progress, indicator)}"
    return {
        Assessment.REACHED: _cleared(progress),
        Assessment.MISSED: f"Värdet för {progress.value_year} når inte målet{_margin(progress)}.",
        Assessment.ON_TRACK: f"{_swings(progress, indicator)}Förbättringen är säkerställd och målet är inom räckhåll.",
        Assessment.BEHIND: "Med hittillsvarande takt nås målet troligen inte.",
        Assessment.WORSENING: f"{_swings(progress, indicator)}Försämringen är säkerställd.",
    }[progress.assessment]


def _swings(progress: Progress, indicator: Indicator) -> str:
    """Without sampling error the years' own swings are what the slope was tested against."""
    if figures.has_sampling(progress, indicator) or progress.slope is None:
        return ""
    moved = "Ökningen" if progress.slope > 0 else "Nedgången"
    return f"{moved} är större än de vanliga svängningarna mellan åren. "


def _untold(progress: Progress, indicator: Indicator) -> str:
    if progress.slope_lower is None or progress.slope_upper is None:
        return "Åren ger ingen felmarginal att pröva takten mot."
    if figures.slope_is_sure(progress):
        return "Förbättringen är säkerställd, men det går inte att avgöra om målet nås."
    if figures.has_sampling(progress, indicator):
        return "Felmarginalen är så stor att takten inte går att skilja från ingen förändring."
    subject = "Andelen" if indicator.unit == "%" else "Talet"
    return f"{subject} svänger så mycket mellan åren att takten inte går att skilja från ingen förändring."


def _cleared(progress: Progress) -> str:
    if figures.is_over(progress):
        return f"Värdet för {progress.value_year} når målet{_margin(progress)}."
    if progress.value.lower is None and progress.scatter is None:
        return "Värdet når målet."
    return "Värdet är bättre än målet, även med felmarginalen inräknad."


def _margin(progress: Progress) -> str:
    return ", inom felmarginalen" if progress.within_margin else ""


def _near(progress: Progress) -> str:
    on_the_way = progress.assessment not in (Assessment.REACHED, Assessment.MISSED)
    if not (progress.within_margin and on_the_way):
        return ""
    return f"Mätvärdet når målet{_margin(progress) if progress.points >= words.ENOUGH_POINTS else ''}."


def _slipped(progress: Progress) -> str:
    past, now = progress.reached_year, progress.value_year
    if past is None or now is None or past >= now or progress.within_margin:
        return ""
    if progress.assessment is Assessment.REACHED:
        return ""
    return f"Målet var nått {past}, men är det inte {now}."


def _moved(progress: Progress, indicator: Indicator) -> str:
    if not progress.baseline_moved or indicator.baseline is None:
        return ""
    return f"Värde för {indicator.baseline.year} saknas; utgångsvärdet är från {progress.baseline_year}."


def _fragile(progress: Progress) -> str:
    others = other_endings(progress)
    if not others:
        return ""
    first = next((t for t in others if t.baseline_year is not None), others[-1])
    instead = f"med basår {first.baseline_year} i stället för {progress.baseline_year}"
    how = instead if first.baseline_year is not None else f"utan {first.without_year}"
    return f"Bedömningen är känslig: {how} blir den {quoted(first.assessment)}."


def _a_year_ago(progress: Progress, before: Progress) -> str:
    same = before.assessment is progress.assessment
    if same and progress.assessment is Assessment.NOT_ASSESSED:
        return ""
    return "Samma bedömning som ett år tidigare." if same else f"Ett år tidigare: {words.lower(before)}."


def _unassessed(progress: Progress, indicator: Indicator) -> str:
    if not indicator.is_assessed:
        return "Bakgrund som inte bedöms."
    if progress.reason is Reason.TOO_FEW and progress.value.reason is not Reason.TOO_FEW:
        needed = swedish.count_word(words.ENOUGH_POINTS)
        have = swedish.count_word(progress.points)
        return f"Det behövs minst {needed} jämförbara mätningar sedan basåret; här finns {have}."
    if progress.reason is Reason.SUPPRESSED and progress.value.reason is not Reason.SUPPRESSED:
        return "Värden som bedömningen behöver gäller så få personer att de inte får visas."
    if known_faults.is_faulty(progress.indicator, progress.geography, progress.value_year):
        return "Värdet har ett känt fel och kan inte jämföras."
    return {
        Reason.NO_TARGET: "Ingen har beslutat ett målvärde.",
        Reason.NOT_COMPARABLE: "Mätningen har gjorts om, så att åren före och efter inte går att jämföra.",
        Reason.TOO_FEW: "Svaren är för få för att ge ett värde som går att tolka.",
        Reason.SUPPRESSED: "Värdet gäller så få personer att det inte får visas.",
        Reason.PRELIMINARY: "Värdet är preliminärt och bedöms när det är slutligt.",
    }.get(progress.reason or Reason.MISSING, f"Det finns inget värde till och med {progress.year}.")


def _without_number(progress: Progress, kind: TargetKind) -> str:
    if kind is TargetKind.QUALITATIVE:
        return "Målet har inget tal och följs med en skriven bedömning."
    change, asks = progress.change, "Målet är en riktning, inget tal."
    if change is None:
        return asks
    years = f"mellan {change.from_year} och {change.to_year}"
    if change.reason is Reason.NOT_DEFINED:
        return f"{asks} Utan felmarginal går skillnaden {years} inte att pröva."
    return f"{asks} {words.change(change.verdict, change.reason)} {years}.{_lately(progress)}"


def _lately(progress: Progress) -> str:
    """What the five latest years show, for a goal that is only a direction."""
    if progress.recent_trend is None:
        return ""
    told = {
        Change.IMPROVED: "De fem senaste åren visar en säkerställd förbättring.",
        Change.WORSENED: "De fem senaste åren visar en säkerställd försämring.",
    }
    return f" {told.get(progress.recent_trend, 'De fem senaste åren visar ingen tydlig trend.')}"


def _kept(progress: Progress) -> str:
    since = f"Målet är att behålla nivån från {progress.baseline_year}"
    even = "" if progress.value.lower is None else ", även med felmarginalen inräknad"
    if progress.assessment is Assessment.REACHED:
        return f"{since}. Värdet för {progress.value_year} har inte gått åt fel håll från den."
    return f"{since}. Värdet för {progress.value_year} ligger på fel sida om den{even}."


def _times(times: float) -> str:
    return swedish.number(times, 0 if float(times).is_integer() else 1)


def better(indicator: Indicator, change: float) -> bool:
    """Whether a change is in the wished direction; False where none is wished."""
    return change > 0 if indicator.good is Good.HIGH else change < 0 and indicator.good is Good.LOW
