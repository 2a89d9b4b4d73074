"""Keys as the register says them: the file's texts translated, and those that nobody knows told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from indicators import geographies, periods
from indicators.errors import InputError
from indicators.ingest import entries
from indicators.ingest.mapping.layout import Others, Source, plain
from indicators.model import Registry

_INSIDE: Final = re.compile(r"(?<!\d)(?:\d{4} ?[/–-] ?(?:\d{4}|\d{2})|\d{4})(?!\d)", re.ASCII)
_WHOLE: Final = re.compile(r"(\d+)\.0+", re.ASCII)
"""A whole number as some programs write it: `2019.0`."""

Knows = Callable[[str], bool]
Said = Callable[[str], str | None]
"""What a text of the file stands for; None where the row or column is to be left out."""


def said(name: str, source: Source, knows: Knows) -> Said:
    """The translation of one key; `knows` tells what the register has."""
    recode = {plain(text): target for text, target in source.recode.items()}

    def translated(text: str) -> str | None:
        if (found := recode.get(plain(text))) is not None:
            return found
        told = _whole(" ".join(text.split()))
        told = period_in(told) if name == entries.PERIOD else told
        return told if source.others is Others.KEEP or knows(told) else None

    return translated


def knowing(name: str, registry: Registry) -> Knows:
    """Tells whether a text is something of the register's for a key, by the key's name in the mapping."""
    if name == entries.GEOGRAPHY:
        return geographies.knows(registry)
    if name == entries.INDICATOR:
        known = {plain(text) for each in registry.indicators.values() for text in (each.id, each.name, each.short_name)}
        return lambda text: plain(text) in known
    return is_period if name == entries.PERIOD else lambda _: False


def is_period(text: str) -> bool:
    """Whether a text is a period as people write it."""
    try:
        periods.year_of(text)
    except InputError:
        return False
    return True


def period_in(text: str) -> str:
    """The period of a longer text where there is just one: `2019/20` in `Valt läsår: 2019/20`; else the text."""
    if not text or is_period(text):
        return text
    found = {each for each in _INSIDE.findall(text) if is_period(each)}
    return found.pop() if len(found) == 1 else text


def _whole(text: str) -> str:
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text
