"""Plain numbers in a text that its figures no longer bear out; bound fields cannot go stale and are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from indicators import swedish
from indicators.model import Indicator, Progress
from indicators.texts import figures

_FIGURE: Final = r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_NUMBER: Final = re.compile(rf"(?<![\w,.\u00b7])(?:{_FIGURE})(?![\d,]*\d|\w)")
_ABOUT: Final = re.compile(r"(?:drygt|knappt|nästan|närmare|ungefär|omkring|cirka|ca|runt|över|under) $")
_NOW: Final = re.compile(r"(?:(?<!\w)är|ligger på|uppgår till)(?: nu| i dag)? $")
_GOAL: Final = re.compile(r"(?<!\w)mål\w*(?: (?:är|på|om|var))?(?: (?:minst|högst))? $")
_OF_GOAL: Final = re.compile(r"(?<!\w)(?:mål\w*|borde|bör|ska|skulle|kräv\w*|behöv\w*|når?|nås)(?!\w)")
_OF_MARGIN: Final = re.compile(r"marginal|mellan|intervall|osäkerhet|gräns|plus eller minus|±|lägst")
_RANGE: Final = re.compile(r"\d[\d ,]* ?\u2013 ?\d")
_NAMES: Final = re.compile(
    r"(?<!\w)(?:(?P<goal>mål\w*|borde|bör|ska|skulle|krävs|kräver|behövs|behöver)|(?P<margin>\w*marginal\w*|\w*gräns\w*)"
    r"|(?P<start>utgångs\w+|basår\w*)|(?P<value>värdet|utfallet|andelen|antalet|nivån|siffran|talet|resultatet))(?!\w)"
)
"""What a number after `är` is said to be; the last one before it tells."""
_JOINED: Final = re.compile(rf" ?(?:till|och|mot|eller|\u2013) ?(?:{_FIGURE})")
_POINTS: Final = " procentenhet"

Told = tuple[str, bool, str, str]
"""The words, whether it is a fault (a number never is), why, and what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A number in a text, and whether it is a value or a difference in the indicator's unit."""

    words: str
    size: Decimal
    decimals: int
    is_difference: bool
    is_rough: bool
    is_now: bool
    """Said of what is: `är 18 procent`."""
    said_to_be: str
    """`goal`, `margin`, `start` or `value`: what the last such word before it names; else empty."""

    def is_of(self, value: float) -> bool:
        """Whether the number prints the value."""
        if self.is_rough:
            return abs(self.size - Decimal(str(value))) <= max(Decimal(1), abs(self.size) / 20)
        return abs(swedish.rounded(value, self.decimals)) == self.size


def untrue(
    blank: str, sentence: str, progress: Progress, indicator: Indicator, *, values: Mapping[int, float], years: set[int]
) -> Iterator[Told]:
    """The numbers in an indicator's unit that are an earlier value, or none that is known; `years` are named."""
    told = {year: value for year, value in values.items() if year <= progress.year}
    named = {told[year] for year in years if year in told}
    for number in _numbers(blank, sentence, indicator):
        known = (
            _apart(_ends(progress) | set(told.values()))
            if number.is_difference
            else named | _bearing(number, blank, progress)
        )
        if any(number.is_of(value) for value in known):
            continue
        before = {**told, **_baseline(progress)}
        earlier = [year for year, value in before.items() if not number.is_difference and number.is_of(value)]
        yield number.words, False, *_why(number, earlier, progress, indicator)


def unheld(blank: str, sentence: str, indicator: Indicator) -> Iterator[Told]:
    """The numbers of an indicator in a place that has no result to hold them against."""
    why = f"”{indicator.short_name}” är inte känt för platsen, så talet går inte att kontrollera."
    for number in _numbers(blank, sentence, indicator):
        yield number.words, False, why, "Skriv var siffran kommer ifrån."


def _baseline(progress: Progress) -> dict[int, float]:
    known = progress.baseline is not None and progress.baseline_year is not None
    return {progress.baseline_year or 0: progress.baseline or 0.0} if known else {}


def _why(number: _Number, earlier: Sequence[int], progress: Progress, indicator: Indicator) -> tuple[str, str]:
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


def _bearing(number: _Number, sentence: str, progress: Progress) -> set[float]:
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


def _apart(values: set[float]) -> set[float]:
    return {abs(one - other) for one, other in combinations(sorted(values), 2)} | {0.0}


def _numbers(blank: str, sentence: str, indicator: Indicator) -> Iterator[_Number]:
    for found in _NUMBER.finditer(blank):
        figure, after = found.group().replace(" ", ""), blank[found.end() :]
        joined = _JOINED.match(after)
        units = [after, after[joined.end() :]] if joined else [after]
        is_difference = indicator.unit == "%" and any(text.startswith(_POINTS) for text in units)
        if not is_difference and not any(_has_unit(text, indicator) for text in units):
            continue
        if len(figure) == 4 and figure[:2] in ("19", "20") and not _has_unit(after, indicator):
            continue
        before = blank[: found.start()]
        names = [name.lastgroup or "" for name in _NAMES.finditer(before)]
        yield _Number(
            words=sentence[found.start() : found.end()],
            size=Decimal(figure.replace(",", ".")),
            decimals=len(figure.partition(",")[2]),
            is_difference=is_difference,
            is_now=_NOW.search(before) is not None or _GOAL.search(before) is not None,
            said_to_be=names[-1] if names else "",
            is_rough=_ABOUT.search(before) is not None,
        )


def _has_unit(after: str, indicator: Indicator) -> bool:
    """Whether the unit of the indicator follows; a measure without a unit has none to know a value by."""
    if indicator.unit == "%":
        return re.match(r" ?%| procent(?!enh)", after) is not None
    words = (indicator.sentence.unit or indicator.unit).replace("\u00a0", " ").split()
    return bool(words) and after.startswith(f" {' '.join(words[:2]).lower()}")
