"""Plain numbers in a text that its figures no longer bear out; bound fields cannot go stale and are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from indicators import swedish
from indicators.model import Indicator, Progress
from indicators.texts import figures
from indicators.texts.plain_numbers import Number, numbers

_OF_GOAL: Final = re.compile(r"(?<!\w)(?:mål\w*|borde|bör|ska|skulle|kräv\w*|behöv\w*|når?|nås)(?!\w)")
_OF_MARGIN: Final = re.compile(r"marginal|mellan|intervall|osäkerhet|gräns|plus eller minus|±|lägst")
_RANGE: Final = re.compile(r"\d[\d ,]* ?\u2013 ?\d")

Told = tuple[str, bool, str, str]
"""The words, whether it is a fault (a number never is), why, and what to write instead."""


def untrue(
    blank: str, sentence: str, progress: Progress, indicator: Indicator, *, values: Mapping[int, float], years: set[int]
) -> Iterator[Told]:
    """The numbers in an indicator's unit that are an earlier value, or none that is known; `years` are named."""
    told = {year: value for year, value in values.items() if year <= progress.year}
    named = {told[year] for year in years if year in told}
    for number in numbers(blank, sentence, indicator):
        if number.is_difference:
            known = _apart(_ends(progress) | set(told.values()), number.decimals)
        elif number.year is not None and not _is_goal(number):
            known = _of_year(number.year, blank, told, progress)
        else:
            known = named | _bearing(number, blank, progress)
        if any(number.is_of(value) for value in known):
            continue
        before = {**_ends_by_year(progress), **told}
        if number.year is not None and not number.is_difference and not _is_goal(number):
            yield number.words, False, *_why_not_then(number, number.year, before, indicator)
            continue
        earlier = [year for year, value in before.items() if not number.is_difference and number.is_of(value)]
        yield number.words, False, *_why(number, earlier, progress, indicator)


def unheld(blank: str, sentence: str, indicator: Indicator) -> Iterator[Told]:
    """The numbers of an indicator in a place that has no result to hold them against."""
    why = f"”{indicator.short_name}” är inte känt för platsen, så talet går inte att kontrollera."
    for number in numbers(blank, sentence, indicator):
        yield number.words, False, why, "Skriv var siffran kommer ifrån."


def _ends_by_year(progress: Progress) -> dict[int, float]:
    """Baseline and latest value by their years."""
    ends = ((progress.baseline_year, progress.baseline), (progress.value_year, progress.value.value))
    return {year: value for year, value in ends if year is not None and value is not None}


def _why(number: Number, earlier: Sequence[int], progress: Progress, indicator: Indicator) -> tuple[str, str]:
    value = figures.value(progress, indicator)
    if number.is_difference:
        why = f"Ingen skillnad mellan de kända värdena av ”{indicator.short_name}” är {number.words}."
        return why, "Skriv {förändring} eller {avstånd}, så följer talet med."
    if earlier:
        why = f"{number.words} var värdet {max(earlier)}; {progress.value_year} är det {value}."
        return why, "Skriv {värde}, så följer talet med, eller nämn året."
    for what, standing in (("målet", progress.target), ("vad värdet borde vara", progress.required)):
        if standing is not None and number.is_of(standing) and not number.is_rough:
            why = f"{number.words} är {what}; {progress.value_year} är värdet {value}."
            return why, "Skriv {värde} eller {mål}, så följer talet med."
    why = f"{number.words} är inget känt värde av ”{indicator.short_name}”; {progress.value_year} är det {value}."
    return why, "Skriv {värde}, {utgångsläge} eller {mål}, så följer talet med."


def _why_not_then(number: Number, year: int, before: Mapping[int, float], indicator: Indicator) -> tuple[str, str]:
    if year not in before:
        why = f"Värdet av ”{indicator.short_name}” {year} är inte känt, så {number.words} går inte att kontrollera."
        return why, "Skriv var siffran kommer ifrån, eller ett år som har ett värde."
    value = swedish.with_unit(before[year], indicator.unit, max(indicator.decimals, number.decimals))
    return f"{number.words} var inte värdet {year}: då var det {value}.", f"Skriv {value}, eller rätta året."


def _is_goal(number: Number) -> bool:
    """Whether a number is said to be the target or what is due, which have a year of their own."""
    return number.said_to_be == "goal"


def _of_year(year: int, sentence: str, told: Mapping[int, float], progress: Progress) -> set[float]:
    """What a number said of a year may be: that year's value, with what else is known of just that year."""
    is_range = _OF_MARGIN.search(sentence) or _RANGE.search(sentence)
    is_goal = _OF_GOAL.search(sentence) is not None
    return _known(
        told.get(year),
        *((progress.baseline,) if year == progress.baseline_year else ()),
        *((progress.value.value,) if year == progress.value_year else ()),
        *((progress.value.lower, progress.value.upper) if year == progress.value_year and is_range else ()),
        *((progress.target,) if year == progress.target_year and is_goal else ()),
        *((progress.required,) if year == progress.year and is_goal else ()),
    )


def _bearing(number: Number, sentence: str, progress: Progress) -> set[float]:
    """The figures that a number may be: beside `värdet är` only the value, beside `målet är` only the target."""
    margin = (progress.value.lower, progress.value.upper)
    if number.said_to_be == "goal" and number.is_now:
        return _known(progress.target, progress.required)
    if number.is_now:
        told = {"margin": margin, "start": (progress.baseline,)}
        return _known(*told.get(number.said_to_be, (progress.value.value,)))
    goal = (progress.target, progress.required) if _OF_GOAL.search(sentence) else ()
    limits = margin if _OF_MARGIN.search(sentence) or _RANGE.search(sentence) else ()
    return _known(progress.value.value, progress.baseline, *goal, *limits)


def _known(*values: float | None) -> set[float]:
    return {value for value in values if value is not None}


def _ends(progress: Progress) -> set[float]:
    """Value, baseline, target and required value: what differences are told between."""
    return _known(progress.value.value, progress.baseline, progress.target, progress.required)


def _apart(values: set[float], decimals: int) -> set[float]:
    """How far apart any two are, and how far as they are printed, which is what slides and pages show."""
    pairs = list(combinations(sorted(values), 2))
    shown = {abs(swedish.apart(one, other, decimals)) for one, other in pairs}
    return {abs(one - other) for one, other in pairs} | shown | {0.0}
