"""Titles: one sentence per result that the picture under it proves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indicators import swedish
from indicators.model import Assessment, Change, Geography, Good, Indicator, Progress, Reason, TargetKind
from indicators.texts import figures, words

UNTOLD = "går inte att bedöma"
WITHIN = ", inom felmarginalen"
SHOWN = (Change.IMPROVED, Change.WORSENED, Change.RISEN, Change.FALLEN)
"""Verdicts of M12 that say that two years differ."""


def title(progress: Progress, indicator: Indicator, geography: Geography) -> str:
    """The sentence title of an indicator in a geography, without mark of demonstration."""
    return swedish.sentence_case(_claim(progress, indicator, figures.subject(indicator, geography)))


def front_title(headlines: Sequence[Progress], *, year: int, target_year: int, unseen: int = 0) -> str:
    """The front page's title: how many headline indicators are on their way, are not, and cannot be told.

    `unseen` have been chosen but are not followed in the whole city: they cannot be told either.
    """
    if not headlines:
        return _unanimous(0, 0, unseen, ("", "", "")) if unseen else "Ingen huvudindikator är vald"
    if all(_waits(p) for p in headlines):
        return f"Läget {year} går inte att bedöma: ingen huvudindikator har fyra mätningar än"
    found = [p.assessment for p in headlines]
    ended = [p.assessment for p in headlines if year >= target_year <= (p.value_year or 0)]
    if {Assessment.REACHED, Assessment.MISSED} & set(ended):
        good, bad = ended.count(Assessment.REACHED), ended.count(Assessment.MISSED)
        left = "är inte avgjord" if len(found) + unseen - good - bad == 1 else "är inte avgjorda"
        return _counted(
            good, bad, len(found) + unseen, ("nådde målet", "nådde inte målet", "nådde inte målet"), left=left
        )
    good = found.count(Assessment.REACHED) + found.count(Assessment.ON_TRACK)
    bad = sum(found.count(a) for a in (Assessment.BEHIND, Assessment.WORSENING, Assessment.MISSED))
    said = ("är på väg eller i mål", "är varken på väg eller i mål", "är det inte")
    return _counted(good, bad, len(found) + unseen, said)


def _counted(good: int, bad: int, total: int, said: tuple[str, str, str], *, left: str = UNTOLD) -> str:
    """The parts that are not zero; `said`: those who are, those who are not, and how the second denies the first."""
    yes, no, denied = said
    unknown = total - good - bad
    if total in (good, bad, unknown):
        return _unanimous(good, bad, total, said)
    parts = [(good, yes), (bad, denied if good else no), (unknown, left)]
    (first, does), *rest = [(count, what) for count, what in parts if count]
    opening = f"{swedish.count_word(first)} av {swedish.count_word(total)} huvudindikatorer {does}"
    others = [f"{swedish.count_word(count)} {what}" for count, what in rest]
    return swedish.sentence_case(swedish.listing([opening, *others]))


def _unanimous(good: int, bad: int, total: int, said: tuple[str, str, str]) -> str:
    every = f"Alla {swedish.count_word(total)} huvudindikatorer" if total > 1 else "Den enda huvudindikatorn"
    none = f"Ingen av {swedish.count_word(total)} huvudindikatorer" if total > 1 else "Den enda huvudindikatorn"
    if good:
        return f"{every} {said[0]}"
    if total == 1:
        return f"{none} {said[1] if bad else 'går inte att bedöma'}"
    return f"{none} {said[0] if bad else 'går att bedöma'}"


def _waits(progress: Progress) -> bool:
    return progress.assessment is Assessment.NOT_ASSESSED and progress.reason in (Reason.TOO_FEW, Reason.MISSING)


def _claim(progress: Progress, indicator: Indicator, subject: str) -> str:
    if progress.value.value is None:
        return _not_assessed(progress, indicator, subject)
    if not indicator.is_assessed:
        return f"{subject} {_then_and_now(progress, indicator)}"
    has_number = indicator.target is not None and indicator.target.kind in (TargetKind.LEVEL, TargetKind.CHANGE)
    if not has_number and indicator.target is not None and progress.reason in (None, Reason.NO_TARGET):
        return _without_number(progress, indicator, subject)
    if progress.assessment is Assessment.NOT_ASSESSED:
        return _not_assessed(progress, indicator, subject)
    if progress.target is None:
        return f"{subject} {_then_and_now(progress, indicator)}"
    return _CLAIMS[progress.assessment](progress, indicator, subject)


def _reached(progress: Progress, indicator: Indicator, subject: str) -> str:
    shown = figures.printed(progress, indicator)
    goal = figures.target_in_words(progress, indicator, with_unit=indicator.unit == "%")
    value = swedish.in_words(shown.value, indicator)
    if figures.is_over(progress):
        return f"{subject} var {value} {progress.value_year} – målet {goal} nåddes{_within(progress)}"
    return f"{subject} är {value} – målet {goal} är nått"


def _missed(progress: Progress, indicator: Indicator, subject: str) -> str:
    value = swedish.in_words(figures.printed(progress, indicator).value, indicator)
    goal = figures.target_in_words(progress, indicator, with_unit=indicator.unit == "%")
    return f"målet {goal} nåddes inte: {subject} var {value} {progress.value_year}{_within(progress)}"


def _within(progress: Progress) -> str:
    """M16, step 2: the value decides, and that its interval holds the target is said whichever way it went."""
    return WITHIN if progress.within_margin else ""


def _on_track(progress: Progress, indicator: Indicator, subject: str) -> str:
    met = progress.gap is not None and (progress.gap <= 0 if indicator.good is Good.LOW else progress.gap >= 0)
    ending = "i takt med målbanan" if met else "och målet är inom räckhåll"
    return f"{subject} {_movement(progress, indicator)}, {ending}"


def _behind(progress: Progress, indicator: Indicator, subject: str) -> str:
    goal = figures.target_in_words(progress, indicator, with_unit=False)
    if not figures.slope_is_sure(progress):
        return f"{subject} {_then_and_now(progress, indicator)}; målet {goal} nås troligen inte"
    return f"{subject} {_movement(progress, indicator)}; med den takten nås målet {goal} troligen inte"


def _worsening(progress: Progress, indicator: Indicator, subject: str) -> str:
    goal = figures.target_in_words(progress, indicator, with_unit=False)
    return f"{subject} {_movement(progress, indicator)}; målet är {goal}"


def _uncertain(progress: Progress, indicator: Indicator, subject: str) -> str:
    change = progress.change
    if progress.within_margin:
        value = swedish.in_words(figures.printed(progress, indicator).value, indicator)
        goal = figures.target_in_words(progress, indicator, with_unit=False)
        return f"{subject} var {value} {progress.value_year}, inom målet {goal}, men om det håller går inte att avgöra"
    if figures.slope_is_sure(progress):
        return f"{subject} {_movement(progress, indicator)}, men det går inte att avgöra om målet nås"
    if change is not None and change.verdict in SHOWN and change.difference:
        side = "högre" if change.difference > 0 else "lägre"
        return f"{subject} är {side} än {change.from_year}, men det går inte att avgöra om målet nås"
    if progress.slope_lower is None:
        return f"{subject} {_doubt(progress, indicator)}"
    value = swedish.in_words(figures.printed(progress, indicator).value, indicator)
    goal = figures.target_in_words(progress, indicator, with_unit=False)
    return f"ingen säkerställd förändring sedan {progress.baseline_year}: {subject} är {value}, målet är {goal}"


def _without_number(progress: Progress, indicator: Indicator, subject: str) -> str:
    """Goals without a number (M18): what was compared, and what the goal asks."""
    change, goal = progress.change, figures.target(progress, indicator)
    kind = None if indicator.target is None else indicator.target.kind
    asks = f"målet är en {goal}"
    if kind is TargetKind.QUALITATIVE:
        asks = "målet följs med en skriven bedömning"
    if kind is TargetKind.KEEP:
        asks = f"målet är att {goal}{_KEPT.get(progress.assessment, '')}"
    if figures.slope_is_sure(progress):
        return f"{subject} {_movement(progress, indicator)}; {asks}"
    if change is not None and change.verdict in SHOWN and change.difference:
        side = "högre" if change.difference > 0 else "lägre"
        shown = figures.printed(progress, indicator)
        now = swedish.in_words(shown.value, indicator)
        return f"{subject} är {side} än {change.from_year}, {now} mot {shown.baseline}; {asks}"
    return f"{subject} {_then_and_now(progress, indicator)}; {asks}"


def _not_assessed(progress: Progress, indicator: Indicator, subject: str) -> str:
    why = words.reason(progress) or words.REASONS[progress.value.reason or Reason.MISSING]
    if progress.value.value is None:
        return f"{subject} har inte bedömts: {why}"
    late = progress.reason is Reason.MISSING and progress.value_year is not None
    why = f"{why} efter {progress.value_year}" if late else why
    value = swedish.in_words(figures.printed(progress, indicator).value, indicator)
    return f"{subject} var {value} {progress.value_year}, men har inte bedömts: {why}"


def _movement(progress: Progress, indicator: Indicator) -> str:
    """`har ökat från 18 till 22 procent sedan 2014`; only for a slope whose interval excludes no change."""
    if not figures.slope_is_sure(progress):
        return _then_and_now(progress, indicator)
    shown, since = figures.printed(progress, indicator), progress.baseline_year
    verb = indicator.sentence.rises if (progress.slope or 0.0) > 0 else indicator.sentence.falls
    value = swedish.in_words(shown.value, indicator)
    if progress.baseline is None or _contradicts(progress) or shown.are_alike:
        return f"{verb} sett över alla år sedan {since} och var {value} {progress.value_year}"
    return f"{verb} från {shown.baseline} till {value} sedan {since}"


def _doubt(progress: Progress, indicator: Indicator) -> str:
    then = _then_and_now(progress, indicator)
    return f"{then}; om {figures.pronoun(indicator)} har ändrats går inte att avgöra"


def _then_and_now(progress: Progress, indicator: Indicator) -> str:
    """`var 22 procent 2018, mot 18 2014`."""
    shown = figures.printed(progress, indicator)
    value = swedish.in_words(shown.value, indicator)
    if not shown.baseline or figures.starts_now(progress):
        return f"var {value} {progress.value_year}"
    if shown.are_alike:
        return f"var i stort sett lika {progress.baseline_year} och {progress.value_year}, {value}"
    return f"var {value} {progress.value_year}, mot {shown.baseline} {progress.baseline_year}"


def _contradicts(progress: Progress) -> bool:
    """Whether the latest value lies on the other side of the baseline than the slope points."""
    if progress.baseline is None or progress.value.value is None or progress.slope is None:
        return False
    return (progress.value.value - progress.baseline) * progress.slope <= 0


_KEPT = {
    Assessment.REACHED: ", och den är behållen",
    Assessment.MISSED: ", och det nåddes inte",
    Assessment.WORSENING: ", och den är inte behållen",
}
_CLAIMS: dict[Assessment, Callable[[Progress, Indicator, str], str]] = {
    Assessment.REACHED: _reached,
    Assessment.MISSED: _missed,
    Assessment.ON_TRACK: _on_track,
    Assessment.BEHIND: _behind,
    Assessment.WORSENING: _worsening,
    Assessment.UNCERTAIN: _uncertain,
}
