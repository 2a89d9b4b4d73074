"""Numbers, dates, lists and order in Swedish: the only formatter, used by page, slide, report and file alike."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import combinations
from typing import Final, Protocol
from zoneinfo import ZoneInfo

NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
DASH: Final = "\u2013"
NOTHING: Final = DASH
"""What a table shows for a missing value; the reason stands beside it."""

MONTHS: Final = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_SMALL: Final = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_AFTER_Z: Final = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})
_HALF: Final = re.compile(rf"{MINUS}?\d[\d,{NBSP}]*$")
_GOES_ON: Final = re.compile(rf"[,{NBSP}]?\d")
"""What ends where a number is cut, and what follows there."""
_DIGIT_GAP: Final = re.compile(r"(?<=\d) (?=\d)")


class Gender(StrEnum):
    """The two genders of Swedish nouns."""

    COMMON = "en"
    NEUTER = "ett"


class _Sentence(Protocol):
    @property
    def unit(self) -> str: ...


class Measured(Protocol):
    """What is needed of an indicator to print its values: unit, decimals and the unit in running text."""

    @property
    def unit(self) -> str:
        """What stands after a number in charts and tables."""

    @property
    def decimals(self) -> int:
        """Decimals that belong to the measure."""

    @property
    def sentence(self) -> _Sentence:
        """Pieces of running text."""


def rounded(value: float, decimals: int) -> Decimal:
    """The value rounded half up (away from zero), read as the decimal number it was written as."""
    return _half_up(_exact(value), decimals)


def number(value: float, decimals: int = 0) -> str:
    """`12,4`, `1 234 567` with U+00A0, `−3,2` with U+2212; never a negative zero."""
    return f"{rounded(value, decimals):,f}".replace(",", NBSP).replace(".", ",").replace("-", MINUS)


def number_or_dash(value: float | None, decimals: int = 0) -> str:
    """The number, or the dash that stands for a missing value in a table."""
    return NOTHING if value is None or value != value else number(value, decimals)


def plain(value: float, decimals: int) -> str:
    """A decided value without needless zeros: `90` for 90.0, `76,5` for 76.5; rounded where it has more decimals."""
    exponent = _exact(value).normalize().as_tuple().exponent
    needed = max(0, -exponent) if isinstance(exponent, int) else 0
    return number(value, min(needed, decimals) if needed <= decimals else decimals)


def counted_number(value: float, decimals: int, usual: int) -> str:
    """The number; one that is usually printed whole stays so where it is, whatever it stands beside needs."""
    return number(value, decimals) if usual else plain(value, decimals)


def signed(value: float, decimals: int = 0) -> str:
    """A change with its sign: `+2,1`, `−3,2`, and `±0` for a change that rounds to nothing."""
    change = rounded(value, decimals)
    if not change:
        return "±0"
    return number(value, decimals) if change < 0 else f"+{number(value, decimals)}"


def joined(figure: str, unit: str) -> str:
    """A printed figure with its unit, as in tables and charts: `76,3 %`, `183 per 100 000`, or the figure alone."""
    if unit == "%":
        return f"{figure}{NBSP}%"
    return f"{figure} {tight(unit)}" if unit else figure


def with_unit(value: float, unit: str, decimals: int = 0) -> str:
    """The value with its unit as tables and charts print it: `76,3 %` with U+00A0."""
    return joined(number(value, decimals), unit)


def label(value: float, unit: str, decimals: int = 0) -> str:
    """The value as a chart label: the per cent sign stays, longer units stand in the subtitle instead."""
    return joined(number(value, decimals), "%" if unit == "%" else "")


def running(value: float, indicator: Measured, *, decimals: int | None = None) -> str:
    """The value in running text: `76 procent`, `840 per 100 000 invånare`."""
    return in_words(number(value, indicator.decimals if decimals is None else decimals), indicator)


def in_words(figure: str, indicator: Measured) -> str:
    """A printed figure followed by the unit as it reads in running text."""
    unit = tight(indicator.sentence.unit) or ("procent" if indicator.unit == "%" else "")
    return f"{figure} {unit}" if unit else figure


def difference(value: float, unit: str, decimals: int = 0, *, sign: bool = False) -> str:
    """A difference of two values: `4 procentenheter`, `1 procentenhet`, `0,5 procentenheter`, `−118 per 100 000`."""
    figure = signed(value, decimals) if sign else number(value, decimals)
    if unit != "%":
        return joined(figure, unit)
    return f"{figure} {'procentenhet' if abs(rounded(value, decimals)) == 1 else 'procentenheter'}"


def interval(lower: float, upper: float, unit: str = "", decimals: int = 0) -> str:
    """An interval of values: `74–78 %`; with a negative end the word replaces the dash."""
    low, high = number(lower, decimals), number(upper, decimals)
    between = " till " if low.startswith(MINUS) or high.startswith(MINUS) else DASH
    return joined(f"{low}{between}{high}", unit)


def signed_interval(lower: float, upper: float, decimals: int = 0) -> str:
    """An interval of changes: `−1 551 till +1 345`."""
    return f"{signed(lower, decimals)} till {signed(upper, decimals)}"


def with_margin(value: float, margin: float, unit: str = "", decimals: int = 0, *, margin_decimals: int = 1) -> str:
    """A value and its margin: `76 % (±1,8)`."""
    return f"{with_unit(value, unit, decimals)} (±{number(margin, margin_decimals)})"


def honest_decimals(values: Iterable[float], decimals: int) -> int:
    """Decimals needed for values printed together: one more where different values would print alike.

    Where one more is not enough, `print_alike` tells, and the text must say so in words.
    """
    return decimals + 1 if print_alike(values, decimals) else decimals


def apart(first: float, second: float, decimals: int) -> float:
    """The second minus the first as they are printed, so that a reader who subtracts finds what stands there."""
    return float(rounded(second, decimals) - rounded(first, decimals))


def decimals_apart(pairs: Iterable[tuple[float, float]], decimals: int) -> int:
    """Decimals for pairs of values that stand with how far `apart` they are: one more where the printed would lie.

    It lies where two values that differ print alike, in a pair or from one pair to the next, where their difference
    strays more than 0.75 of the last digit from the true one, or where the printed differences of two pairs do not
    tell which of them is the wider. With one more the difference strays less than a tenth of what is usually shown.
    """
    told = list(pairs)
    seen = [(_exact(first), _exact(second)) for first, second in told]
    is_alike = any(print_alike(ends, decimals) for ends in zip(*told, strict=True))
    return decimals + 1 if is_alike or not _hold_apart(seen, decimals) else decimals


def print_alike(values: Iterable[float], decimals: int) -> bool:
    """Whether two different values would print alike."""
    pairs = combinations(values, 2)
    return any(_exact(a) != _exact(b) and rounded(a, decimals) == rounded(b, decimals) for a, b in pairs)


def together(values: Sequence[float], decimals: int) -> list[str]:
    """Values that stand in one sentence or row, printed with decimals enough not to lie."""
    needed = honest_decimals(values, decimals)
    return [number(value, needed) for value in values]


def date(day: datetime.date) -> str:
    """`17 oktober 2017`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month(day: datetime.date) -> str:
    """`oktober 2017`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def local(when: datetime.datetime) -> datetime.datetime:
    """A time as clocks in Gothenburg show it, whatever the server's own zone."""
    return when.astimezone(ZoneInfo("Europe/Stockholm"))


def moment(when: datetime.datetime) -> str:
    """`2 april 2020 kl. 14.05`."""
    return f"{date(when)} kl. {when:%H.%M}"


def listing(words: Sequence[str]) -> str:
    """`Angered, Lundby och Centrum`."""
    return " och ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def count_word(count: int, gender: Gender | str = Gender.COMMON) -> str:
    """Zero to twelve in words (`ingen` or `inget`, `en` or `ett`, `två` …), more in digits."""
    if count == 0:
        return "inget" if gender == Gender.NEUTER else "ingen"
    if count == 1:
        return str(gender)
    return _SMALL[count - 2] if 2 <= count <= 12 else number(count)


def counted(count: int, one: str, many: str, gender: Gender | str = Gender.COMMON) -> str:
    """A count in words with its noun: `en indikator`, `två indikatorer`, `inget område`."""
    return f"{count_word(count, gender)} {one if count <= 1 else many}"


def sentence_case(text: str) -> str:
    """The text with its first letter as a capital and the rest untouched."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """The text with a full stop, where it does not end a sentence of its own."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning with `…` where it is longer than it may be; a number is never cut in two."""
    if len(text) <= longest:
        return text
    kept, rest = text[: longest - 1], text[longest - 1 :]
    kept = _HALF.sub("", kept) if _GOES_ON.match(rest) else kept
    return f"{kept.rstrip()}…"


def sort_key(text: str) -> tuple[str, str]:
    """Key for Swedish alphabetical order: å, ä, ö last, other accents as their letter."""
    known = text.casefold().translate(_AFTER_Z)
    letters = "".join(c for c in unicodedata.normalize("NFD", known) if not unicodedata.combining(c))
    return letters, text


def tight(text: str) -> str:
    """The text with thousands held together: `per 100 000` with U+00A0 inside the number."""
    return _DIGIT_GAP.sub(NBSP, text)


def _half_up(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def _exact(value: float) -> Decimal:
    """The decimal number a float stands for; fifteen digits, so that 28.499999999999996 is the 28.5 it came from."""
    exact = Decimal(f"{value:.15g}")
    if not exact.is_finite():
        raise ValueError(f"value: {value} cannot be printed")
    return exact


def _hold_apart(pairs: Sequence[tuple[Decimal, Decimal]], decimals: int) -> bool:
    """Whether every printed difference is near the true one, and no two of them tell the wrong order."""
    true = [_half_up(abs(second - first), decimals + 6) for first, second in pairs]  # less is no difference but noise
    shown = [abs(_half_up(second, decimals) - _half_up(first, decimals)) for first, second in pairs]
    most = Decimal("0.75").scaleb(-decimals)
    if any(abs(s - t) > most or (t and not s) for s, t in zip(shown, true, strict=True)):
        return False
    both = combinations(zip(shown, true, strict=True), 2)
    return all(one[0].compare(other[0]) == one[1].compare(other[1]) for one, other in both)
