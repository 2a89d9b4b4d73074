"""The plain numbers that a sentence tells of an indicator: size, whether a value or a difference, and of which year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indicators import swedish
from indicators.model import Indicator

FIGURE: Final = r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_NUMBER: Final = re.compile(rf"(?<![\w,.\u00b7])(?:{FIGURE})(?![\d,]*\d|\w)")
_ABOUT: Final = re.compile(r"(?:drygt|knappt|nästan|närmare|ungefär|omkring|cirka|ca|runt|över|under) $")
_NOW: Final = re.compile(r"(?:(?<!\w)är|ligger på|uppgår till)(?: nu| i dag)? $")
_GOAL: Final = re.compile(r"(?<!\w)mål\w*(?: (?:är|på|om|var))?(?: (?:minst|högst))? $")
_NAMES: Final = re.compile(
    r"(?<!\w)(?:(?P<goal>mål\w*|borde|bör|ska|skulle|krävs|kräver|behövs|behöver)|(?P<margin>\w*marginal\w*|\w*gräns\w*)"
    r"|(?P<start>utgångs\w+|basår\w*)|(?P<value>värdet|utfallet|andelen|antalet|nivån|siffran|talet|resultatet))(?!\w)"
)
"""What a number after `är` is said to be; the last one before it tells."""
_JOINED: Final = re.compile(rf" ?(?:till|och|mot|eller|\u2013) ?(?:{FIGURE})")
_POINTS: Final = " procentenhet"
_A_YEAR: Final = r"(?:19|20)\d\d(?!\d|,\d)"
_AFTER: Final = re.compile(
    rf" \(?(?:(?:år|i|under|för|redan|våren|hösten|mätningen|enkäten|läsåret) ){{0,3}}(?P<year>{_A_YEAR})"
    rf"(?! ?[\u2013-] ?\d| (?:och|respektive|till) {_A_YEAR})"
)
"""`18,4 procent 2014`, `18,4 procent (2014)`, but neither `mellan 2014 och 2019` nor `2014 och 2019`."""
_BEFORE: Final = re.compile(rf"(?<![\w,.\u2013-])(?P<year>{_A_YEAR})(?P<between>[^\d,;:]*)$")
"""`2014 var andelen 18,4 procent`."""
_SINCE: Final = re.compile(
    r"(?:sedan|från|än|mot|med|till|\d{4} och|efter|före|innan|kring|mellan|för"
    r"|utgångsåret|basåret|målåret|målet)(?: år)? $"
)
"""Before a year that a number is not of."""
_LINKS: Final = re.compile(r"(?<!\w)(?:och|men|medan|mot|än|jämfört|sedan|då|nu)(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
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
    year: int | None
    """The year that stands beside it and that it is said of; None where none does."""

    def is_of(self, value: float) -> bool:
        """Whether the number prints the value."""
        if self.is_rough:
            return abs(self.size - Decimal(str(value))) <= max(Decimal(1), abs(self.size) / 20)
        return abs(swedish.rounded(value, self.decimals)) == self.size


def numbers(blank: str, sentence: str, indicator: Indicator) -> Iterator[Number]:
    """The numbers of a sentence (`blank` in small letters without quotes and fields) in an indicator's unit."""
    taken = 0
    for found in _NUMBER.finditer(blank):
        figure, after = found.group().replace(" ", ""), blank[found.end() :]
        joined = _JOINED.match(after)
        units = [after, after[joined.end() :]] if joined else [after]
        is_difference = indicator.unit == "%" and any(text.startswith(_POINTS) for text in units)
        if not is_difference and not any(_unit(text, indicator) for text in units):
            continue
        if len(figure) == 4 and figure[:2] in ("19", "20") and not _unit(after, indicator):
            continue
        before = blank[: found.start()]
        names = [name.lastgroup or "" for name in _NAMES.finditer(before)]
        year, past = _own_year(before[taken:], after, indicator)
        taken = found.end() + past if past else taken
        yield Number(
            words=sentence[found.start() : found.end()],
            size=Decimal(figure.replace(",", ".")),
            decimals=len(figure.partition(",")[2]),
            is_difference=is_difference,
            is_now=_NOW.search(before) is not None or _GOAL.search(before) is not None,
            said_to_be=names[-1] if names else "",
            is_rough=_ABOUT.search(before) is not None,
            year=year,
        )


def _own_year(before: str, after: str, indicator: Indicator) -> tuple[int | None, int]:
    """The year beside a number, and how far after the number it ends; 0 where it stands before it, or there is none."""
    unit = _unit(after, indicator)
    if unit and (found := _AFTER.match(after[len(unit) :])):
        return int(found["year"]), len(unit) + found.end()
    found = _BEFORE.search(before)
    if found is None or _LINKS.search(found["between"]) or _SINCE.search(before[: found.start()]):
        return None, 0
    return int(found["year"]), 0


def _unit(after: str, indicator: Indicator) -> str:
    """The indicator's unit where it follows; a measure without a unit has none to know a value by."""
    if indicator.unit == "%":
        found = re.match(r" ?%| procent(?!enh)", after)
        return found.group() if found else ""
    words = (indicator.sentence.unit or indicator.unit).replace("\u00a0", " ").lower().split()
    tellings = (" ".join(words[:count]) for count in range(len(words), min(len(words), 2) - 1, -1) if count)
    return next((f" {told}" for told in tellings if after.startswith(f" {told}")), "")
