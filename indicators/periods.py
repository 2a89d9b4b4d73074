"""Periods as people write them, and the year that each belongs to."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final

from indicators.errors import InputError

EARLIEST: Final = 1900
LATEST: Final = 2100

_YEAR: Final = re.compile(r"(\d{4})", re.ASCII)
_SPAN: Final = re.compile(r"(?:läsåret |läsår )?(\d{4}) ?[/–-] ?(\d{4}|\d{2})", re.ASCII)
_PART_OF_YEAR: Final = re.compile(
    r"(?:(?:ht|vt|hösten|våren|höstterminen|vårterminen) ?(?P<term>\d{4}))"
    r"|(?:(?P<part>\d{4}) ?(?:(?:k|kv|kvartal|q) ?[1-4]|m(?:0[1-9]|1[0-2])|ht|vt))"
    r"|(?:(?P<date>\d{4})-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])))"
    r"|(?:(?:[1-3]?\d )?(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
    r" (?P<month>\d{4}))",
    re.ASCII,
)

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_HOW_TO_DATE: Final = "Skriv ett år (2015), en månad (2015-06) eller en dag (2015-06-01)."


def year_of(period: str) -> int:
    """The year a period belongs to: 2017 for `2017`, `2016/17`, `2016–2017`, `HT 2017` and `17 oktober 2017`."""
    return years_of(period)[1]


def years_of(period: str) -> tuple[int, int]:
    """The first and the last year that a period touches."""
    text = " ".join(period.split()).casefold()
    if found := _YEAR.fullmatch(text):
        first = last = int(found[1])
    elif found := _SPAN.fullmatch(text):
        first, last = int(found[1]), _later(found[1], found[2])
    elif found := _PART_OF_YEAR.fullmatch(text):
        first = last = int(next(year for year in found.groups() if year))
    else:
        raise _not_understood(period)
    if not EARLIEST <= first <= last <= LATEST or last - first > 10:
        raise _not_understood(period)
    return first, last


def is_part_of_year(period: str) -> bool:
    """Whether a period is a term, quarter, month or day, but for the day that a year begins or ends with."""
    text = " ".join(period.split()).casefold()
    is_whole = text.endswith(("-01-01", "-12-31")) or text.startswith(("1 januari ", "31 december "))
    return _PART_OF_YEAR.fullmatch(text) is not None and not is_whole


def days_of(date: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a date means: `2015-06` is 1–30 June 2015, `2015` the whole year."""
    found = _DATE.fullmatch(date)
    if found and EARLIEST <= int(found[1]) <= LATEST:
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            first = datetime.date(year or 0, month or 1, day or 1)
        except ValueError:
            raise InputError(f'"{date}" finns inte i almanackan. {_HOW_TO_DATE}') from None
        last_month = month or 12
        return first, first.replace(month=last_month, day=day or calendar.monthrange(first.year, last_month)[1])
    shown = " ".join(date.split())[:40]
    raise InputError(f'"{shown}" är inte ett datum. {_HOW_TO_DATE}')


def school_year(year: int) -> str:
    """The school year that ends in a year: `2016/17` for 2017."""
    return f"{year - 1}/{year % 100:02d}"


def overlap(one: str, other: str) -> bool:
    """Whether two pooled periods share a year, so that they must not be tested against each other."""
    (first, last), (other_first, other_last) = years_of(one), years_of(other)
    return first <= other_last and other_first <= last


def _later(first: str, last: str) -> int:
    """The later year of a span, written in full or with its last two digits (1999/00 ends in 2000)."""
    if len(last) == 4:
        return int(last)
    year = int(first[:2] + last)
    return year if year > int(first) else year + 100


def _not_understood(period: str) -> InputError:
    shown = " ".join(period.split())[:40]
    return InputError(f'"{shown}" är inte en period. Skriv till exempel 2017, 2016/17 eller 2016–2017.')
