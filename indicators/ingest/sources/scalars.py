"""What a database answers with, as text that says the same: numbers with their own digits, days, nothing for NULL."""

from __future__ import annotations

import math
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from indicators.ingest.sources.wire import BOOLEAN, DATE, NOTHING, NUMBER, TEXT

_WHOLE: Final = 1e15
"""A whole number written as a float up to here has all of its digits."""


def told(value: object) -> tuple[str | None, str]:
    """The text of a value and the letter of its kind; an empty text is not NULL."""
    if value is None:
        return None, NOTHING
    if isinstance(value, str):
        return value, TEXT
    if isinstance(value, bool):
        return ("true" if value else "false"), BOOLEAN
    if isinstance(value, int):
        return str(value), NUMBER
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, datetime):
        return _moment(value), DATE
    if isinstance(value, date):
        return value.isoformat(), DATE
    if isinstance(value, bytes | bytearray | memoryview):
        return f"0x{bytes(value)[:40].hex()}", TEXT
    return str(value), TEXT


def _number(value: float | Decimal) -> tuple[str, str]:
    """A number with a point and no exponent; what is infinite or no number is a text, which the checks refuse."""
    if not math.isfinite(value):
        return str(value), TEXT
    if isinstance(value, Decimal):
        return format(value, "f"), NUMBER
    if value.is_integer() and abs(value) < _WHOLE:
        return str(int(value)), NUMBER
    return format(Decimal(repr(value)), "f"), NUMBER


def _moment(value: datetime) -> str:
    """A day, with its time only where it has one: Oracle and SQL Server keep days as midnight."""
    if value.time() == time() and value.tzinfo is None:
        return value.date().isoformat()
    return value.isoformat(sep=" ")
