"""What an indicator may not say at the same time: each rule gives its faults, and reads only the fields it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from indicators.model import (
    Baseline,
    GapMeasure,
    GeographyLevel,
    Good,
    Indicator,
    IndicatorRole,
    MeasureKind,
    Target,
    TargetKind,
    TargetSense,
)

SHARES: Final = (MeasureKind.SHARE, MeasureKind.REGISTER_SHARE)
UNMULTIPLIED: Final = (MeasureKind.MEAN, MeasureKind.STATE)
_NUMBER_IN_UNIT: Final = re.compile(r"\bper (\d[\d \u00a0\u202f]*)")


def of(indicator: Indicator, *, broken: set[str]) -> Iterator[str]:
    """The contradictions in an indicator, leaving out rules on fields that could not be read."""
    for fields, rule in _RULES.items():
        if not broken & set(fields):
            yield from rule(indicator)


def _baseline_year(indicator: Indicator) -> Iterator[str]:
    """The baseline is a year of the series."""
    if indicator.baseline:
        yield from _outside(indicator, "baseline", indicator.baseline.year)


def _break_years(indicator: Indicator) -> Iterator[str]:
    """The breaks are years of the series."""
    for each in indicator.breaks:
        yield from _outside(indicator, "breaks", each.year)


def _breaks(indicator: Indicator) -> Iterator[str]:
    """No year breaks twice, and a target can be followed for at least one year after its baseline.

    A break later than that is no contradiction: from then on the indicator is not assessed, and the page says why.
    Refusing it would teach editors to hide breaks.
    """
    years = [each.year for each in indicator.breaks]
    for year in sorted({year for year in years if years.count(year) > 1}):
        yield f"breaks har {year} två gånger. Slå ihop posterna till en."
    if indicator.baseline and indicator.target and indicator.baseline.year + 1 in years:
        year = indicator.baseline.year + 1
        yield (
            f"serien bryts {year}, året efter utgångsläget {indicator.baseline.year}, så målet kan aldrig följas. "
            f"Välj ett utgångsläge från {year} eller ta bort målet."
        )


def _context(indicator: Indicator) -> Iterator[str]:
    """Context is background: it is not assessed, so it has no target and heads no area."""
    if indicator.role is IndicatorRole.CONTEXT and indicator.target:
        yield "en kontextindikator bedöms inte och kan inte ha mål. Ta bort target eller ändra role."
    if indicator.role is IndicatorRole.CONTEXT and indicator.headline is not None:
        yield "en kontextindikator bedöms inte och kan inte vara huvudindikator. Ta bort headline eller ändra role."


def _multiplier(indicator: Indicator) -> Iterator[str]:
    """The multiplier fits the kind of measure and the unit."""
    kind, multiplier, unit = indicator.kind, indicator.multiplier, indicator.unit
    if multiplier <= 0:
        yield "multiplier ska vara större än noll. Skriv 100 för procent, 100000 för per 100 000, annars 1."
    elif kind in SHARES and (multiplier != 100 or unit != "%"):
        yield f'en andel räknas i procent. Skriv unit = "%" och multiplier = 100 (nu "{unit}" och {multiplier:g}).'
    elif kind is MeasureKind.RATE and multiplier != _number_in(unit):
        yield f'enheten "{unit}" stämmer inte med multiplier {multiplier:g}. Skriv så att talen är lika.'
    elif kind in UNMULTIPLIED and multiplier != 1:
        yield f"kind = {kind} räknas inte upp. Skriv multiplier = 1."


def _baseline(indicator: Indicator) -> Iterator[str]:
    """The baseline's value is one that the measure can take."""
    if indicator.baseline and indicator.baseline.value is not None:
        yield from _possible("baseline", indicator, indicator.baseline.value)


def _target(indicator: Indicator) -> Iterator[str]:
    """The target says what its kind needs, lies after the baseline, and on the good side of it."""
    target, baseline = indicator.target, indicator.baseline
    if target is None or indicator.role is IndicatorRole.CONTEXT:
        return
    yield from _needs(target)
    if target.kind is TargetKind.QUALITATIVE:
        return
    if indicator.good is Good.NONE:
        yield 'målet säger inte vilket håll som är bra. Skriv good = "high" eller "low", eller ta bort target.'
    if baseline is None:
        yield "target kräver ett utgångsläge. Lägg till baseline = { year = 2014, value = … }."
        return
    if target.year <= baseline.year:
        yield f"målåret {target.year} ligger inte efter utgångsläget {baseline.year}. Rätta något av åren."
    yield from _sense(indicator.good, target)
    yield from _side(indicator, target, baseline)


def _needs(target: Target) -> Iterator[str]:
    """The fields that a kind of target must have and those that mean nothing in it."""
    is_number = target.kind in (TargetKind.LEVEL, TargetKind.CHANGE)
    if is_number and target.value is None:
        yield f"target.value saknas. Ett mål av slaget {target.kind} behöver ett tal: value = 90."
    if target.kind is TargetKind.LEVEL and target.sense is None:
        yield 'target.sense saknas. Skriv sense = "minst" eller sense = "högst".'
    if not is_number and target.value is not None:
        yield f"target.value hör inte till ett mål av slaget {target.kind}. Ta bort value eller ändra kind."
    if target.kind is TargetKind.QUALITATIVE and not target.wording:
        yield 'target.wording saknas. Skriv målet i ord: wording = "…".'
    if target.tolerance and target.kind is not TargetKind.KEEP:
        yield f"target.tolerance hör bara till mål av slaget keep, inte {target.kind}. Ta bort tolerance."
    if target.tolerance < 0:
        yield "target.tolerance är negativ. Skriv avståndet utan minustecken."


def _sense(good: Good, target: Target) -> Iterator[str]:
    """A floor where high is good, a ceiling where low is good."""
    fitting = {Good.HIGH: TargetSense.AT_LEAST, Good.LOW: TargetSense.AT_MOST}.get(good)
    if fitting and target.sense and target.sense is not fitting:
        yield f'"{target.sense}" går emot good = "{good}". Skriv sense = "{fitting}" eller ändra good.'


def _side(indicator: Indicator, target: Target, baseline: Baseline) -> Iterator[str]:
    """A target asks for more of what is good, or at least for no less."""
    if target.value is None or indicator.good is Good.NONE:
        return
    upward = 1 if indicator.good is Good.HIGH else -1
    if target.kind is TargetKind.CHANGE:
        yield from _change(indicator.good, target.value * upward, target.value, baseline)
    elif target.kind is TargetKind.LEVEL:
        yield from _possible("target", indicator, target.value)
        if baseline.value is not None and (target.value - baseline.value) * upward < 0:
            yield (
                f"målvärdet {target.value:g} ligger på fel sida om utgångsvärdet {baseline.value:g} "
                f'när good = "{indicator.good}". Rätta value, baseline eller good.'
            )


def _gap_target(indicator: Indicator) -> Iterator[str]:
    """The target for the gap is a ceiling that a gap can be under, for districts that the indicator is followed in."""
    target, baseline = indicator.gap_target, indicator.baseline
    if target is None:
        return
    if indicator.role is IndicatorRole.CONTEXT:
        yield "en kontextindikator bedöms inte och kan inte ha mål för avståndet. Ta bort gap_target eller ändra role."
    if GeographyLevel.DISTRICT not in indicator.levels:
        yield "gap_target gäller stadsdelar, men levels har inte sdn. Lägg till sdn eller ta bort gap_target."
    if target.sense is not TargetSense.AT_MOST:
        yield 'gap_target.sense ska vara "högst": ett mål för avståndet är ett tak. Skriv sense = "högst".'
    if baseline is None:
        yield "gap_target kräver ett utgångsläge. Lägg till baseline = { year = 2014 }."
    elif target.year <= baseline.year:
        yield f"gap_target har målåret {target.year}, som inte ligger efter utgångsläget {baseline.year}. Rätta året."
    yield from _possible_gap(indicator, target.measure, target.value)


def _possible_gap(indicator: Indicator, measure: GapMeasure, value: float) -> Iterator[str]:
    """Whether a gap can be as small, or as large, as the target says."""
    if measure is GapMeasure.RATIO and value < 1:
        yield f"gap_target.value är {value:g}, men kvoten mellan två stadsdelar är minst 1. Skriv till exempel 1.5."
    elif measure is GapMeasure.DIFFERENCE and value < 0:
        yield f"gap_target.value är {value:g}, men ett avstånd är aldrig negativt. Skriv det utan minustecken."
    elif measure is GapMeasure.DIFFERENCE and indicator.kind in SHARES and value > 100:
        yield f"gap_target.value är {value:g}, men andelar skiljer sig högst 100 procentenheter. Rätta talet."


def _outside(indicator: Indicator, field: str, year: int) -> Iterator[str]:
    first, last = indicator.first_year, indicator.last_year
    if year < first or (last is not None and year > last):
        span = f"serien ({first}–{'' if last is None else last})"
        yield f"{field} har {year}, som ligger utanför {span}. Rätta året eller years."


def _change(good: Good, improvement: float, value: float, baseline: Baseline) -> Iterator[str]:
    if improvement < 0:
        yield f'förändringen {value:g} procent går emot good = "{good}". Byt tecken på value eller ändra good.'
    if improvement == 0:
        yield 'förändringen är noll. Skriv kind = "keep" för ett mål att behålla läget.'
    if value < -100:
        yield f"förändringen {value:g} procent är större än hela värdet. Skriv högst -100."
    if baseline.value == 0:
        yield 'utgångsvärdet är noll, och en förändring i procent av noll finns inte. Skriv kind = "level".'


def _possible(field: str, indicator: Indicator, value: float) -> Iterator[str]:
    """Whether a value lies within what shares and rates can be."""
    if indicator.kind in SHARES and not 0 <= value <= 100:
        yield f"{field}.value är {value:g}, men en andel ligger mellan 0 och 100 procent. Rätta talet."
    elif indicator.kind is MeasureKind.RATE and value < 0:
        yield f"{field}.value är {value:g}, men ett antal per invånare är aldrig negativt. Rätta talet."


def _number_in(unit: str) -> float:
    """The number of people a rate is counted per: 100 000 in `per 100 000 invånare`, 1 in `per person`, 0 elsewhere."""
    if found := _NUMBER_IN_UNIT.search(unit):
        return float(re.sub(r"\D", "", found[1]))
    return 1.0 if "per " in unit else 0.0


_RULES: Final[dict[tuple[str, ...], Callable[[Indicator], Iterator[str]]]] = {
    ("years", "baseline"): _baseline_year,
    ("years", "breaks"): _break_years,
    ("baseline", "target", "breaks"): _breaks,
    ("role", "headline", "target"): _context,
    ("kind", "multiplier", "unit"): _multiplier,
    ("kind", "baseline"): _baseline,
    ("role", "kind", "good", "baseline", "target"): _target,
    ("role", "kind", "levels", "baseline", "gap_target"): _gap_target,
}
