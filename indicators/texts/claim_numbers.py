"""Plain numbers in a text that its figures no longer bear out; bound fields cannot go stale and are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    now = _standing(progress) | {told[year] for year in years if year in told}
    for number in _numbers(blank, sentence, indicator):
        known = _apart(_ends(progress) | set(told.values())) if number.is_difference else now
        if number.is_now and not number.is_difference and not years:
            known = _standing(replace(progress, baseline=None))
        if any(number.is_of(value) for value in known):
            continue
        before = {**told, **_baseline(progress)}
        earlier = [year for year, value in before.items() if not number.is_difference and number.is_of(value)]
        yield number.words, False, *_why(number, earlier, progress, indicator)


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
    why = f"{number.words} är inget känt värde av ”{indicator.short_name}”; {progress.value_year} är det {value}."
    return why, "Skriv {värde}, {utgångsläge} eller {mål}, så följer talet med."


def _standing(progress: Progress) -> set[float]:
    """What a text may say today without naming a year."""
    margin = {v for v in (progress.value.lower, progress.value.upper) if v is not None}
    return _ends(progress) | margin


def _ends(progress: Progress) -> set[float]:
    """Value, baseline, target and required value: what differences are told between."""
    shown = (progress.value.value, progress.baseline, progress.target, progress.required)
    return {v for v in shown if v is not None}


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
        yield _Number(
            words=sentence[found.start() : found.end()],
            size=Decimal(figure.replace(",", ".")),
            decimals=len(figure.partition(",")[2]),
            is_difference=is_difference,
            is_now=_NOW.search(blank[: found.start()]) is not None,
            is_rough=_ABOUT.search(blank[: found.start()]) is not None,
        )


def _has_unit(after: str, indicator: Indicator) -> bool:
    """Whether the unit of the indicator follows; a measure without a unit has none to know a value by."""
    if indicator.unit == "%":
        return re.match(r" ?%| procent(?!enh)", after) is not None
    words = (indicator.sentence.unit or indicator.unit).replace("\u00a0", " ").split()
    return bool(words) and after.startswith(f" {' '.join(words[:2]).lower()}")
