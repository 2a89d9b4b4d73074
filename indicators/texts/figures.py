"""Numbers of one result as the reader meets them, printed together so that they do not lie."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indicators import swedish
from indicators.model import (
    Geography,
    GeographyLevel,
    Good,
    Indicator,
    MeasureKind,
    Progress,
    Target,
    TargetKind,
    TargetSense,
)

SMALLEST_P: Final = 0.001
"""Below this no p-value is printed as a number: so far out the shape of the tail is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Value, baseline, required value and target of one result with decimals enough to tell them apart."""

    value: str
    baseline: str
    required: str
    target: str
    are_alike: bool
    """Value and baseline differ but still print alike."""


def printed(progress: Progress, indicator: Indicator) -> Printed:
    """The figures of a result, each an empty string where there is none."""
    shown = (progress.baseline, progress.value.value, progress.target, progress.required)
    decimals = decimals_for(progress, indicator)
    usual = indicator.decimals
    baseline, value, _, required = ("" if v is None else swedish.counted_number(v, decimals, usual) for v in shown)
    ends = [v for v in shown[:2] if v is not None]
    return Printed(
        value=value,
        baseline=baseline,
        required=required,
        target="" if progress.target is None else swedish.plain(progress.target, decimals),
        are_alike=swedish.print_alike(ends, decimals),
    )


def decimals_for(progress: Progress, indicator: Indicator) -> int:
    """The indicator's decimals, or one more where what is told of the result would lie.

    That is where baseline, value and target would not be told apart, or where the value as printed is farther from
    or nearer to the baseline or the required value than it is.
    """
    usual, value = indicator.decimals, progress.value.value
    shown = [v for v in (progress.baseline, value, progress.target) if v is not None]
    pairs = [(v, value) for v in (progress.baseline, progress.required) if v is not None and value is not None]
    return max(swedish.honest_decimals(shown, usual), *(swedish.decimals_apart([pair], usual) for pair in pairs), usual)


def figure(value: float, progress: Progress, indicator: Indicator) -> str:
    """A value of the result's indicator as it is printed beside the others."""
    return swedish.counted_number(value, decimals_for(progress, indicator), indicator.decimals)


def difference_decimals(difference: float, progress: Progress, indicator: Indicator) -> int:
    """Decimals of how far two of the result's values are apart: none where both are printed whole."""
    is_whole = not indicator.decimals and difference == round(difference)
    return 0 if is_whole else decimals_for(progress, indicator)


def change(progress: Progress, indicator: Indicator) -> float | None:
    """The value minus the baseline, as the two are printed."""
    return _apart(progress.baseline, progress, indicator)


def gap(progress: Progress, indicator: Indicator) -> float | None:
    """The value minus the required one, as the two are printed; zero also where they differ less than is printed."""
    return None if progress.gap is None else _apart(progress.required, progress, indicator)


def _apart(start: float | None, progress: Progress, indicator: Indicator) -> float | None:
    value = progress.value.value
    if start is None or value is None:
        return None
    return swedish.apart(start, value, decimals_for(progress, indicator))


def starts_now(progress: Progress) -> bool:
    """Whether the latest value is the baseline itself, so that there is no way behind it to judge."""
    return progress.baseline_year is not None and progress.baseline_year == progress.value_year


def is_over(progress: Progress) -> bool:
    """Whether the value judged is that of the target year, so that the target is reached or missed for good."""
    return progress.target_year is not None and (progress.value_year or 0) >= progress.target_year


def started_there(progress: Progress, indicator: Indicator) -> bool:
    """Whether the baseline was already at the target or beyond."""
    if progress.baseline is None or progress.target is None:
        return False
    beyond = progress.baseline - progress.target
    return beyond <= 0 if indicator.good is Good.LOW else beyond >= 0


def value(progress: Progress, indicator: Indicator) -> str:
    """The latest value as tables and facts print it: `81,9 %`, `183 per 100 000`; a dash where there is none."""
    figure = printed(progress, indicator).value
    return swedish.joined(figure, indicator.unit) if figure else swedish.NOTHING


def margin(progress: Progress, indicator: Indicator) -> str:
    """The margin of error of the latest value: `6 030–6 417`, or an empty string where there is none."""
    estimate = progress.value
    if estimate.value is None or estimate.lower is None or estimate.upper is None:
        return ""
    return swedish.interval(estimate.lower, estimate.upper, decimals=decimals_for(progress, indicator))


def sense(target: Target, good: Good) -> str:
    """`minst` or `högst`: as decided, else as the wished direction says."""
    if target.sense is not None:
        return str(target.sense)
    return str(TargetSense.AT_MOST if good is Good.LOW else TargetSense.AT_LEAST)


def target(progress: Progress, indicator: Indicator) -> str:
    """The target as tables print it: `minst 90 %`, `ökning`, `behålla nivån`; a dash where there is none."""
    decided = indicator.target
    if decided is None or (progress.target is None and decided.kind in (TargetKind.LEVEL, TargetKind.CHANGE)):
        return swedish.NOTHING
    if decided.kind is TargetKind.QUALITATIVE:
        return "skriven bedömning"
    if decided.kind is TargetKind.KEEP:
        return "behålla nivån"
    if decided.kind is TargetKind.DIRECTION:
        return "minskning" if indicator.good is Good.LOW else "ökning"
    figure = swedish.joined(printed(progress, indicator).target, "%" if indicator.unit == "%" else "")
    return f"{sense(decided, indicator.good)} {figure}"


def target_in_words(progress: Progress, indicator: Indicator, *, with_unit: bool = True) -> str:
    """The target in running text: `minst 90 procent`, or `minst 90` where the unit has just been said."""
    if indicator.target is None:
        return ""
    figure = printed(progress, indicator).target
    words = swedish.in_words(figure, indicator) if with_unit else figure
    return f"{sense(indicator.target, indicator.good)} {words}"


def target_origin(indicator: Indicator) -> str:
    """Who set the target: `förslag i registret, inte beslutat` or `beslutat av kommunfullmäktige 2015 (handling)`."""
    if indicator.target is None:
        return "Ingen har beslutat ett målvärde."
    by = indicator.target.decision
    if by.is_proposal:
        return "förslag i registret, inte beslutat"
    return f"beslutat av {by.by} {by.date}" + (f" ({by.document})" if by.document else "")


def target_standing(indicator: Indicator) -> str:
    """Whether the target is decided, for a source line: `förslag, inte beslutat`, or who decided it and when."""
    if indicator.target is not None and indicator.target.decision.is_proposal:
        return "förslag, inte beslutat"
    return target_origin(indicator)


def pace_decimals(progress: Progress, indicator: Indicator) -> int:
    """Decimals for changes per year: enough that the slope and its limits are not printed as nothing or alike."""
    known = [v for v in (progress.slope_lower, progress.slope, progress.slope_upper) if v is not None]
    largest = max((abs(v) for v in (*known, path_pace(progress) or 0.0)), default=0.0)
    usual = indicator.decimals if largest >= 10 else max(1, indicator.decimals)
    return next(d for d in range(usual, usual + 4) if d == usual + 3 or not swedish.print_alike([*known, 0.0], d))


def path_pace(progress: Progress) -> float | None:
    """Change per year on the straight way from baseline to target (M15)."""
    ends = (progress.baseline, progress.target, progress.baseline_year, progress.target_year)
    baseline, goal, start, end = ends
    if baseline is None or goal is None or start is None or end is None or end <= start:
        return None
    return (goal - baseline) / (end - start)


def p_value(p: float) -> str:
    """A p-value with two significant digits: `p = 0,023`, `p = 0,90`; below a thousandth only `p < 0,001`."""
    if p < SMALLEST_P:
        return f"p < {swedish.number(SMALLEST_P, 3)}"
    decimals = 1 - Decimal(p).adjusted()
    carries = swedish.rounded(p, decimals).adjusted() + decimals > 1
    return f"p = {swedish.number(p, decimals - carries)}"


def has_sampling(progress: Progress, indicator: Indicator) -> bool:
    """Whether the value comes from a sample, so that its interval is a margin of error in the usual sense."""
    return progress.value.lower is not None and indicator.kind in (MeasureKind.SHARE, MeasureKind.MEAN)


def slope_is_sure(progress: Progress) -> bool:
    """Whether the slope's interval excludes no change; only then may a text say that something has risen or fallen."""
    if progress.slope_lower is None or progress.slope_upper is None:
        return False
    return progress.slope_lower > 0 or progress.slope_upper < 0


def place(geography: Geography) -> str:
    """Where, after a subject: ` i Majorna-Linné`; nothing for the whole city."""
    if geography.level is GeographyLevel.CITY:
        return ""
    is_group = geography.level is GeographyLevel.SOCIOECONOMIC
    return f" i {geography.name[:1].lower() + geography.name[1:] if is_group else geography.name}"


def subject(indicator: Indicator, geography: Geography) -> str:
    """The phrase a clause about the indicator starts with, place included."""
    words, where = swedish.tight(indicator.sentence.subject), place(geography)
    return f"{words.removesuffix(' i Göteborg')}{where}" if where else words


def pronoun(indicator: Indicator) -> str:
    """`den`, `det` or `de`, as the subject's first noun has it."""
    noun = indicator.sentence.subject.split()[0]
    if noun.endswith(("na", "da")):
        return "de"
    return "det" if noun.endswith("et") else "den"


def noun(indicator: Indicator) -> str:
    """The subject in one word: `andelen`, `antalet`, else `värdet`."""
    first = indicator.sentence.subject.split()[0]
    return first if first.endswith(("elen", "alet", "ndet", "exet")) else "värdet"
