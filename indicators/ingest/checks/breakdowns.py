"""The breakdown of each entry: one of those that the register allows for its indicator."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.ingest import entries as e
from indicators.ingest.checks.columns import Bools, Columns, Integers, Objects, codes
from indicators.ingest.checks.found import Found
from indicators.model import TOTAL, Indicator

Categories = dict[str, set[str]]

KNOWN: Final = {
    "kon": {"kvinna", "man"},
    "manad": {f"{month:02d}" for month in range(1, 13)},
    "kvartal": {str(quarter) for quarter in range(1, 5)},
}
"""Categories of a dimension before anything stands."""
_LONGEST: Final = 100


def resolve(
    columns: Columns,
    numbers: Integers,
    indicators: tuple[Indicator | None, ...],
    standing: pd.DataFrame,
    found: Found,
) -> tuple[Objects, Bools]:
    """The breakdown of each entry in the register's writing, and whether it is allowed."""
    which, texts = codes(columns.text(e.BREAKDOWN))
    categories = categories_of(standing)
    pairs, pair = np.unique(numbers * len(texts) + which, return_inverse=True)
    about = [(texts[int(p % len(texts))], indicators[int(p // len(texts))]) for p in pairs]
    read = [_read(text, indicator, categories) for text, indicator in about]
    is_allowed = np.array([not fault for _, fault in read], dtype=np.bool_)
    told: dict[int, tuple[str, str]] = {}
    for at in np.flatnonzero(~is_allowed[pair]):
        place = int(pair[at])
        if place not in told:
            text, indicator = about[place]
            told[place] = (_meant(text, indicator, categories), _allowed(indicator, categories))
        found.add("unknown-breakdown", int(at), e.BREAKDOWN, meant=told[place][0], allowed=told[place][1])
    return np.array([name for name, _ in read], dtype=object)[pair], is_allowed[pair]


def categories_of(standing: pd.DataFrame) -> Categories:
    """The categories that stand for each dimension, and those that always are."""
    known = {dimension: set(names) for dimension, names in KNOWN.items()}
    for breakdown in standing[obs.BREAKDOWN].unique():
        for part in str(breakdown).split("|"):
            dimension, _, category = part.partition("=")
            if category:
                known.setdefault(dimension, set()).add(category)
    return known


def _read(text: str, indicator: Indicator | None, known: Categories) -> tuple[str, bool]:
    """The breakdown, and whether the indicator does not have it."""
    plain = text.strip()
    if plain == TOTAL or indicator is None:
        return plain, False
    parts = sorted(tuple(word.strip() for word in part.partition("=")[::2]) for part in plain.split("|"))
    dimensions = [dimension for dimension, _ in parts]
    fits = len(set(dimensions)) == len(parts) and all(
        dimension in indicator.breakdowns and category and category in known.get(dimension, {category})
        for dimension, category in parts
    )
    return ("|".join(f"{dimension}={category}" for dimension, category in parts), False) if fits else (plain, True)


def _meant(text: str, indicator: Indicator | None, known: Categories) -> str:
    possible = {
        spelled: f"{dimension}={category}"
        for dimension in (indicator.breakdowns if indicator else ())
        for category in known.get(dimension, ())
        for spelled in (f"{dimension}={category}".casefold(), category.casefold())
    }
    near = get_close_matches(text.strip()[:_LONGEST].casefold(), possible, n=1, cutoff=0.6)
    return possible[near[0]] if near else ""


def _allowed(indicator: Indicator | None, known: Categories) -> str:
    """`tom, kon=kvinna eller kon=man`."""
    dimensions = indicator.breakdowns if indicator else ()
    words = [f"{name}={category}" for name in dimensions for category in sorted(known.get(name, {"…"}))]
    return " eller ".join([", ".join(["tom", *words[:-1]]), words[-1]]) if words else "tom"
