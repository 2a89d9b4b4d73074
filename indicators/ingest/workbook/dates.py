"""From a serial number to the date that a cell shows, in both of Excel's calendars."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

_DAY: Final = 86_400
_BEFORE_1900: Final = datetime(1899, 12, 31)
_BEFORE_1904: Final = datetime(1904, 1, 1)
_LEAP_BUG: Final = 60
"""Serial number of 29 February 1900, a day that Excel has and the calendar has not."""
_LAST: Final = 2_958_465


@lru_cache(maxsize=5_000)
def iso(serial: float, *, is_1904: bool, is_time: bool) -> str:
    """`2015-03-01`, `2015-03-01T12:30:00` or, for a time of day, `12:30:00`; empty where no date is shown."""
    if not 0 <= serial <= _LAST:
        return ""
    days, seconds = divmod(round(serial * _DAY), _DAY)
    if is_time and days == 0:
        return str(timedelta(seconds=seconds)).zfill(8)
    if not is_1904 and days == _LEAP_BUG:
        day = "1900-02-29"
    elif not is_1904 and days == 0:
        day = "1900-01-00"
    else:
        day = _day(days, is_1904=is_1904)
    return f"{day}T{str(timedelta(seconds=seconds)).zfill(8)}" if seconds else day


def serial(text: str) -> float:
    """The serial number (calendar of 1900) of a date written in ISO form; raises ValueError for another text."""
    moment = datetime.fromisoformat(text).replace(tzinfo=None)
    passed = moment - _BEFORE_1900
    days = passed.days + (moment.date() > date(1900, 2, 28))
    return days + passed.seconds / _DAY


def _day(days: int, *, is_1904: bool) -> str:
    start = _BEFORE_1904 if is_1904 else _BEFORE_1900
    return (start + timedelta(days=days - (not is_1904 and days > _LEAP_BUG))).date().isoformat()
