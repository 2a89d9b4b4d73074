"""The time as it goes on while something long is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

Ticks = Callable[[], float]
"""Seconds since some moment, whichever it is."""


def going_on(at: datetime, ticks: Ticks = monotonic) -> Callable[[], datetime]:
    """What gives the time whenever it is asked, where it is `at` now."""
    began = ticks()
    return lambda: at + timedelta(seconds=ticks() - began)
