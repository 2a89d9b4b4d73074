"""Which observation each entry is about: indicator, geography, year and breakdown, or why that cannot be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators.ingest import entries as e
from indicators.ingest.checks import breakdowns, periods
from indicators.ingest.checks.columns import Bools, Columns, Integers, Objects, codes
from indicators.ingest.checks.found import Found
from indicators.ingest.checks.geographies import Places
from indicators.ingest.checks.scope import Scope
from indicators.model import Indicator, Registry

_GUESSES: Final = 50
"""Unknown names that a nearest one is sought for; a file with more is not a slip of the pen."""
_LONGEST: Final = 100


@dataclass(frozen=True, kw_only=True, eq=False)
class Keys:
    """The key of each entry, as the register writes it."""

    codes: Integers
    """Each entry's indicator as a place in `indicators`, where the last stands for an unknown one."""
    indicators: tuple[Indicator | None, ...]
    indicator: Objects
    geography: Objects
    year: Integers
    period: Objects
    breakdown: Objects
    is_known: Bools
    """Whether the whole key could be read."""

    def per_indicator(self, what: Callable[[Indicator], Any], otherwise: Any) -> np.ndarray[Any, np.dtype[Any]]:
        """One answer about its indicator for each entry."""
        answers = [otherwise if indicator is None else what(indicator) for indicator in self.indicators]
        return np.array(answers)[self.codes]


def resolve(columns: Columns, registry: Registry, scope: Scope, standing: pd.DataFrame, found: Found) -> Keys:
    """Every entry's key, with a finding for each part that is not known or not allowed."""
    numbers, indicators = _indicators(columns, registry, found)
    ids = np.array([indicator.id if indicator else "" for indicator in indicators], dtype=object)[numbers]
    found.about["indicator"] = ids.tolist()
    year, period = periods.years(columns, found)
    found.about["year"] = year.tolist()
    breakdown, is_allowed = breakdowns.resolve(columns, numbers, indicators, standing, found)
    found.about["breakdown"] = breakdown.tolist()
    periods.judge(year, numbers, indicators, scope, found)
    places = Places(registry, scope)
    geography = places.resolve(columns, numbers, indicators, year, found)
    known = (ids != "") & (geography != "") & (year > 0) & is_allowed
    return Keys(
        codes=numbers,
        indicators=indicators,
        indicator=ids,
        geography=geography,
        year=year,
        period=period,
        breakdown=breakdown,
        is_known=np.asarray(known, dtype=np.bool_),
    )


def nearest(text: str, known: Iterable[str]) -> str:
    """The known text that one was probably meant to be; empty where none is near."""
    spelled = {name.casefold(): name for name in known}
    near = get_close_matches(text.strip().casefold()[:_LONGEST], spelled, n=1, cutoff=0.65)
    return spelled[near[0]] if near else ""


def _indicators(columns: Columns, registry: Registry, found: Found) -> tuple[Integers, tuple[Indicator | None, ...]]:
    numbers, texts = codes(columns.text(e.INDICATOR))
    named = _named(registry)
    read = [_one(named.get(" ".join(text[:_LONGEST].split()).casefold(), [])) for text in texts]
    meant: dict[int, str] = {}
    for at in np.flatnonzero(np.array([indicator is None for indicator in read], dtype=np.bool_)[numbers]):
        place = int(numbers[at])
        if place not in meant:
            near = nearest(texts[place], named) if len(meant) < _GUESSES else ""
            meant[place] = named[near][0].id if near else ""
        found.add("unknown-indicator", int(at), e.INDICATOR, meant=meant[place])
    different = {indicator.id: indicator for indicator in read if indicator is not None}
    order = {name: place for place, name in enumerate(different)}
    placed = np.array([len(order) if i is None else order[i.id] for i in read], dtype=np.int64)
    return placed[numbers], (*different.values(), None)


def _named(registry: Registry) -> dict[str, list[Indicator]]:
    """Indicators by id, name and short name, without capitals."""
    named: dict[str, list[Indicator]] = {}
    for indicator in registry.indicators.values():
        for name in dict.fromkeys(each.casefold() for each in (indicator.id, indicator.name, indicator.short_name)):
            named.setdefault(name, []).append(indicator)
    return named


def _one(candidates: list[Indicator]) -> Indicator | None:
    return candidates[0] if len(candidates) == 1 else None
