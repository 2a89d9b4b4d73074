"""Each method at work on the register's own figures: one computed sentence per question of Så här räknar vi."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.measures import comparison, composite, count_trend, equity, multiplicity, rank_trend
from indicators.measures.arranged import turn
from indicators.model import (
    TOTAL,
    Assessment,
    Geography,
    GeographyLevel,
    Good,
    Indicator,
    MeasureKind,
    ObservationStatus,
    Progress,
    TargetKind,
)
from indicators.situation import Situation
from indicators.texts import figures, words

NONE: Final = "Registret har ingen serie som metoden går att visa på vid det här läget."

_GOOD_SIDES: Final = ((comparison.Standing.MUCH_BETTER, "bättre"), (comparison.Standing.MUCH_WORSE, "sämre"))
_PLAIN_SIDES: Final = ((comparison.Standing.MUCH_HIGHER, "högre"), (comparison.Standing.MUCH_LOWER, "lägre"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """One indicator counted in every district over the years, as arrays."""

    indicator: Indicator
    places: tuple[Geography, ...]
    years: np.ndarray
    counts: np.ndarray
    """Districts x years."""
    bases: np.ndarray

    @property
    def epoch(self) -> np.ndarray:
        """The number of breaks in the series up to each year."""
        breaks = np.array([each.year for each in self.indicator.breaks], dtype=np.int64)
        return np.asarray((self.years[:, None] >= breaks).sum(axis=1))


def examples(seen: Situation) -> dict[str, str]:
    """A sentence for each question, by the question's key; computed from what the situation holds."""
    return {key: answer(seen) for key, answer in _ANSWERS.items()}


def _how_common(seen: Situation) -> str:
    rates = _rates(seen)
    if rates is None:
        return NONE
    place = rates.places[0]
    row = _latest(seen, rates.indicator, place.code)
    if row is None:
        return NONE
    value = swedish.with_unit(row[obs.VALUE], rates.indicator.unit, rates.indicator.decimals)
    between = swedish.interval(row[obs.LOWER], row[obs.UPPER], decimals=rates.indicator.decimals)
    count = swedish.number(row[obs.NUMERATOR])
    return (
        f"{rates.indicator.short_name}, {place.name} {row[obs.YEAR]}: {count} anmälningar är {value}, "
        f"felmarginal {between}."
    )


def _ages(seen: Situation) -> str:
    by_age = [i for i in seen.registry.indicators.values() if "alder" in i.breakdowns]
    if by_age:
        return (
            f"{swedish.sentence_case(swedish.counted(len(by_age), 'indikator', 'indikatorer'))} är uppdelade på ålder."
        )
    return "Ingen indikator i registret är uppdelad på ålder, så ingen siffra på sidorna är åldersstandardiserad."


def _against_the_city(seen: Situation) -> str:
    rates = _rates(seen)
    if rates is None:
        return NONE
    x, n = rates.counts[:, -1], rates.bases[:, -1]
    city = _city(seen, rates)
    all_x, all_n = city or (float(x.sum()), float(n.sum()))
    found = comparison.rate_against_city(
        x,
        n,
        all_x,
        all_n,
        multiplier=rates.indicator.multiplier,
        good=turn(rates.indicator),
        unit=rates.indicator.unit,
    )
    value = x / n * rates.indicator.multiplier
    overall = multiplicity.overall_test(value, (found.upper - found.lower) / 3.919928, unit=rates.indicator.unit)
    differ = overall.verdict.item() == multiplicity.Apart.DIFFER
    together = "stadsdelarna skiljer sig åt" if differ else "stadsdelarna går inte att skilja åt"
    against = "staden" if city else "de tio stadsdelarna tillsammans"
    return (
        f"{rates.indicator.short_name} {rates.years[-1]}: det samlade testet säger att {together}. "
        f"Mot {against} ligger {_sides(found.standing, rates.indicator.good)}, med 99,8 procents säkerhet."
    )


def _city(seen: Situation, rates: Rates) -> tuple[float, float] | None:
    """Events and population of the whole city in the latest year of the districts; None where it has no such value."""
    rows = _total(seen.estimates, rates.indicator.id)
    row = rows[(rows[obs.GEOGRAPHY] == seen.registry.city_code) & (rows[obs.YEAR] == rates.years[-1])]
    if row.empty or row[[obs.NUMERATOR, obs.DENOMINATOR]].isna().any(axis=None):
        return None
    return float(row[obs.NUMERATOR].iloc[0]), float(row[obs.DENOMINATOR].iloc[0])


def _sides(standing: np.ndarray, good: Good) -> str:
    """How many districts lie clearly on each side: better and worse, or higher and lower where neither is wished."""
    said = standing.tolist()
    sides = _PLAIN_SIDES if good is Good.NONE else _GOOD_SIDES
    counts = [f"{swedish.count_word(said.count(side))} säkerställt {word}" for side, word in sides]
    return swedish.listing(counts)


def _by_month(seen: Situation) -> str:
    monthly = [i for i in seen.registry.indicators.values() if "månad" in i.frequency or "kvartal" in i.frequency]
    if monthly:
        return (
            f"{swedish.sentence_case(swedish.counted(len(monthly), 'indikator', 'indikatorer'))} mäts "
            f"oftare än en gång om året."
        )
    return "Ingen indikator i registret mäts oftare än en gång om året, och på årsvärden ritas inga styrdiagram."


def _trend(seen: Situation) -> str:
    rates = _rates(seen)
    if rates is None or len(rates.years) < 5:
        return NONE
    years, epoch, good = rates.years, rates.epoch, turn(rates.indicator)
    yearly = count_trend.count_trend(rates.counts[0], rates.bases[0], years=years, epoch=epoch, good=good)
    if yearly.reason.flat[0] is not None:
        return NONE
    low, middle, high = ((float(v.flat[0]) - 1) * 100 for v in (yearly.lower, yearly.value, yearly.upper))
    values = rates.counts[0] / rates.bases[0] * rates.indicator.multiplier
    by_rank = rank_trend.rank_trend(values, years=years, epoch=epoch, good=good, unit=rates.indicator.unit)
    if by_rank.reason.flat[0] is not None:
        return NONE
    where = f"{rates.indicator.short_name}, {rates.places[0].name} {years[0]}–{years[-1]}"
    p = figures.p_value(float(by_rank.p.flat[0]))
    pace = f"{swedish.signed(middle, 1)} procent per år ({swedish.signed_interval(low, high, 1)})"
    return f"{where}: {pace}. Rangtestet, som inte litar på felmarginalen, ger {p}."


def _since_the_start(seen: Situation) -> str:
    progress = _first(seen, lambda p: p.change is not None and p.change.lower is not None)
    if progress is None or progress.change is None or progress.change.difference is None:
        return NONE
    indicator, change = seen.registry.indicators[progress.indicator], progress.change
    told = swedish.difference(change.difference or 0.0, indicator.unit, max(1, indicator.decimals), sign=True)
    between = swedish.signed_interval(change.lower or 0.0, change.upper or 0.0, max(1, indicator.decimals))
    return (
        f"{_named(indicator)}: skillnaden {change.from_year}–{change.to_year} är {told} ({between}): "
        f"{words.CHANGES[change.verdict]}."
    )


def _where_we_should_be(seen: Situation) -> str:
    progress = _first(seen, lambda p: p.required is not None and p.value.value is not None)
    if progress is None:
        return NONE
    indicator = seen.registry.indicators[progress.indicator]
    shown = figures.printed(progress, indicator)
    return (
        f"{_named(indicator)}: från {shown.baseline} år {progress.baseline_year} mot {shown.target} år "
        f"{progress.target_year} borde värdet "
        f"vara {shown.required} år {progress.value_year}. Det är {shown.value}."
    )


def _on_our_way(seen: Situation) -> str:
    progress = _first(seen, lambda p: p.slope_lower is not None and p.chance is not None) or _first(
        seen, lambda p: p.slope_lower is not None
    )
    if progress is None or progress.slope_lower is None or progress.slope_upper is None:
        return NONE
    indicator = seen.registry.indicators[progress.indicator]
    decimals = figures.pace_decimals(progress, indicator)
    pace = swedish.signed_interval(progress.slope_lower, progress.slope_upper, decimals)
    chance = "" if progress.chance is None else f" och chansen att nå målet {words.chance_percent(progress.chance)}"
    return f"{_named(indicator)}: takten per år är {pace}{chance}. Bedömningen är ”{words.lower(progress)}”."


def _fragile(seen: Situation) -> str:
    told = [p for p in seen.for_city() if p.assessment is not Assessment.NOT_ASSESSED]
    fragile = sum(p.is_fragile for p in told)
    return (
        f"Läge per {seen.year}: {swedish.count_word(fragile)} av {swedish.count_word(len(told))} "
        f"bedömningar för staden "
        "hade blivit en annan med ett annat basår eller utan ett av åren."
    )


def _as_in_europe(seen: Situation) -> str:
    progress = _first(seen, lambda p: p.growth_ratio is not None) or next(
        (p for p in seen.earlier.values() if p.growth_ratio is not None), None
    )
    if progress is None or progress.growth_ratio is None:
        return NONE
    indicator = seen.registry.indicators[progress.indicator]
    return (
        f"{_named(indicator)}, läge per {progress.year}: kvoten är "
        f"{swedish.number(progress.growth_ratio, 2)}; vår bedömning är ”{words.lower(progress)}”."
    )


def _without_a_number(seen: Situation) -> str:
    kinds = (TargetKind.DIRECTION, TargetKind.KEEP, TargetKind.QUALITATIVE)
    counts = [
        sum(i.target is not None and i.target.kind is kind for i in seen.registry.indicators.values()) for kind in kinds
    ]
    names = ("en riktning", "att behålla nivån", "en skriven bedömning")
    told = [f"{swedish.count_word(n, 'ett')} {name}" for n, name in zip(counts, names, strict=True) if n]
    return f"Av registrets mål är {swedish.listing(told)}." if told else NONE


def _landing(seen: Situation) -> str:
    told = sorted([*seen.progress.values(), *seen.earlier.values()], key=lambda p: p.is_demo)
    progress = next((p for p in told if p.landing_lower is not None and p.geography == seen.registry.city_code), None)
    if progress is None or progress.landing is None or progress.chance is None:
        return NONE
    indicator = seen.registry.indicators[progress.indicator]
    decimals = max(1, indicator.decimals)
    at, low, high = (
        swedish.with_unit(v or 0.0, indicator.unit, decimals)
        for v in (progress.landing, progress.landing_lower, progress.landing_upper)
    )
    return (
        f"{_named(indicator)}, läge per {progress.year}: med samma takt blir det {at} år "
        f"{progress.target_year} ({low} till {high}), "
        f"och chansen att nå målet är {words.chance_percent(progress.chance)}. Det förutsätter att takten håller i sig."
    )


def _differences(seen: Situation) -> str:
    level = GeographyLevel.SOCIOECONOMIC
    for indicator in seen.registry.indicators.values():
        if level not in indicator.levels or indicator.is_demo or indicator.first_year > seen.year:
            continue
        found = equity.gap(
            seen.estimates, seen.registry, indicator.id, level, year=seen.year, baseline_year=indicator.first_year
        )
        if found.slopes and found.slopes[-1].slope.value is not None:
            slope = found.slopes[-1]
            told = swedish.difference(abs(slope.slope.value or 0.0), indicator.unit, 1)
            sign = -1.0 if (slope.slope.value or 0.0) < 0 else 1.0
            low, high = sorted((sign * (slope.slope.lower or 0.0), sign * (slope.slope.upper or 0.0)))
            between = swedish.interval(low, high, decimals=1)
            most, least = (swedish.with_unit(v or 0.0, indicator.unit, 1) for v in (slope.most, slope.least))
            return (
                f"{indicator.short_name} {slope.year}: längs alla sex socioekonomiska grupper går "
                f"linjen från {most} till {least}, "
                f"en skillnad på {told} ({between})."
            )
    return NONE


def _closing(seen: Situation) -> str:
    rates = _rates(seen)
    if rates is None:
        return NONE
    start = seen.registry.baseline_year
    found = equity.gap(
        seen.estimates, seen.registry, rates.indicator.id, GeographyLevel.DISTRICT, year=seen.year, baseline_year=start
    )
    now, then = found.now, found.at_baseline
    if (
        now is None
        or then is None
        or now.distance is None
        or then.distance is None
        or not found.worst
        or not found.best
    ):
        return NONE
    said = {
        equity.GapChange.CLOSING: "skillnaden minskar",
        equity.GapChange.WIDENING: "skillnaden ökar",
        equity.GapChange.NOT_SHOWN: "om skillnaden ändras går inte att avgöra",
    }[found.gap_change]
    chance = "" if now.by_chance is None else f" Enbart slumpen skulle ge ungefär {swedish.number(now.by_chance)}."
    return (
        f"{rates.indicator.short_name}, {found.worst.name} mot {found.best.name}: "
        f"{swedish.with_unit(then.distance, rates.indicator.unit)} skiljde år {found.baseline_year} och "
        f"{swedish.number(now.distance)} år {found.value_year}; {said}.{chance}"
    )


def _who_made_it(seen: Situation) -> str:
    rates = _rates(seen)
    if rates is None:
        return NONE
    start = seen.registry.baseline_year
    found = equity.gap(
        seen.estimates, seen.registry, rates.indicator.id, GeographyLevel.DISTRICT, year=seen.year, baseline_year=start
    ).change_made
    if found is None or found.change is None or not found.contributions:
        return NONE
    first = found.contributions[0]
    return (
        f"{rates.indicator.short_name} i de tio stadsdelarna tillsammans "
        f"{found.from_year}–{found.to_year}: {swedish.signed(found.change)}. "
        f"Av det står ändrade tal för {swedish.signed(found.by_values or 0.0)} och flyttad befolkning "
        f"för {swedish.signed(found.by_moving or 0.0)}; "
        f"störst del har {first.name}, {swedish.signed(first.change.value or 0.0)}."
    )


def _small_numbers(seen: Situation) -> str:
    hidden = int((seen.observations[obs.STATUS] == ObservationStatus.SUPPRESSED).sum())
    return (
        f"Läge per {seen.year} är {swedish.number(hidden)} av {swedish.number(len(seen.observations))} värden dolda "
        "för staden, stadsdelarna och de socioekonomiska grupperna, uppdelningar oräknade. "
        "De är dolda på sidor, i filer och i varje värdes ursprung."
    )


def _one_figure(seen: Situation) -> str:
    told = seen.for_city()
    counts = composite.assessment_counts([p.assessment for p in told])
    missing = sum(p.assessment is Assessment.NOT_ASSESSED for p in told)
    return (
        f"Läge per {seen.year} räknas {swedish.number(float(np.asarray(counts.n)))} indikatorer för "
        f"staden, de {missing} som inte är bedömda inräknade."
    )


def _rates(seen: Situation) -> Rates | None:
    """The first real indicator counted in all districts in every year since it began, up to the viewpoint."""
    places = seen.registry.on_level(GeographyLevel.DISTRICT)
    for indicator in seen.registry.indicators.values():
        if (
            indicator.kind is not MeasureKind.RATE
            or GeographyLevel.DISTRICT not in indicator.levels
            or indicator.is_demo
        ):
            continue
        rows = _total(seen.estimates, indicator.id)
        wide = {
            name: rows.pivot_table(index=obs.GEOGRAPHY, columns=obs.YEAR, values=name)
            for name in (obs.NUMERATOR, obs.DENOMINATOR)
        }
        codes = [p.code for p in places]
        if set(codes) <= set(wide[obs.NUMERATOR].index):
            x, n = (wide[name].loc[codes] for name in (obs.NUMERATOR, obs.DENOMINATOR))
            if x.notna().all(axis=None) and indicator.is_assessed:
                return Rates(
                    indicator=indicator,
                    places=places,
                    years=x.columns.to_numpy(),
                    counts=x.to_numpy(),
                    bases=n.to_numpy(),
                )
    return None


def _total(estimates: pd.DataFrame, indicator: str) -> pd.DataFrame:
    return estimates[(estimates[obs.INDICATOR] == indicator) & (estimates[obs.BREAKDOWN] == TOTAL)]


def _latest(seen: Situation, indicator: Indicator, code: str) -> dict[Hashable, Any] | None:
    rows = seen.series(indicator.id, code)
    told = rows[rows[obs.VALUE].notna() & rows[obs.LOWER].notna()]
    return None if told.empty else told.iloc[-1].to_dict()


def _named(indicator: Indicator) -> str:
    """The indicator's name, marked where it is made up."""
    return f"{indicator.short_name} ({words.MADE_UP})" if indicator.is_demo else indicator.short_name


def _first(seen: Situation, holds: Callable[[Progress], bool]) -> Progress | None:
    """The first city assessment that has what an example needs; real ones before made-up ones."""
    told = sorted(seen.for_city(), key=lambda p: p.is_demo)
    return next((p for p in told if holds(p)), None)


_ANSWERS: Final[dict[str, Callable[[Situation], str]]] = {
    "hur-vanligt": _how_common,
    "alder": _ages,
    "stadsdel": _against_the_city,
    "manad": _by_month,
    "trend": _trend,
    "sedan-start": _since_the_start,
    "borde-vara": _where_we_should_be,
    "pa-vag": _on_our_way,
    "kanslig": _fragile,
    "utan-tal": _without_a_number,
    "europa": _as_in_europe,
    "landning": _landing,
    "skillnad": _differences,
    "minskar": _closing,
    "vem": _who_made_it,
    "sma-tal": _small_numbers,
    "en-siffra": _one_figure,
}
