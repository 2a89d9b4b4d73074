"""The layer between the store and its readers: observations with every small number, and what would tell it, hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.disclosure import primary
from indicators.disclosure.cells import WIDTH
from indicators.disclosure.nesting import Nesting
from indicators.disclosure.primary import Bools
from indicators.disclosure.tallies import FIGURES, TEXTS, Found, Tallies, layout
from indicators.errors import MeasureError
from indicators.model import Indicator, ObservationStatus, Registry

KEPT: Final = 512
"""Indicators whose last audits are remembered."""

Integers = np.ndarray[Any, np.dtype[np.int64]]


def hide_small(observations: pd.DataFrame, registry: Registry, *, own: Collection[int] = ()) -> pd.DataFrame:
    """The observations as anyone but the one who handed them in may see them.

    Hidden are counts from 1 up to the indicator's limit and all on too small a base (primary), and then as many more
    values as it takes so that no hidden one can be worked out from totals, districts and smaller areas, groups,
    breakdowns and overlapping periods (secondary, see `hide_in_table`). What the source has hidden is kept in the same
    way. So is a value that nobody gave but that would follow: women without men, nine districts without the tenth.

    A hidden row loses value, numerator, limits, the raw text of its cell and a note with a figure in it; also its base
    where that is a small count itself. Where no numerator is given for a rate or a share, of a register or of answers,
    it follows from value and base (an estimated one too), and hides as it would; `implied` says how rounding is met. A
    count of zero is shown, unless its base is itself too small ("none" of a small known group tells about each of them)
    or a hidden figure would follow from it.

    Hand in all rows of an indicator, every geography, breakdown and year, and pick out afterwards: what is hidden
    depends on all that is told. No shown value is ever changed, nothing hidden comes back, and hiding twice is hiding
    once. Source: methods M30.

    `own` are the numbers of batches that the reader has handed in, as the store says and nobody else. Their rows stand
    as they were handed in; every other row is as anyone sees it, whatever `own` is. Such an answer is for that reader
    alone: keep it in no cache that others read, and put it in no file or report. Hand in stored rows only: with rows
    that nobody has approved beside them other values would be hidden than for anyone else, and the two choices together
    can show what each hides. So 0, the number of a batch not yet stored, raises MeasureError.
    """
    if 0 in own:
        raise MeasureError("own: 0 is the number of rows that are not stored")
    if not isinstance(observations, pd.DataFrame):
        raise MeasureError("observations: no table")
    if absent := [column for column in obs.DTYPES if column not in observations.columns]:
        raise MeasureError(f"observations: missing columns {', '.join(absent)}")
    for name in FIGURES:
        if not pd.api.types.is_numeric_dtype(observations[name]):
            raise MeasureError(f"observations: {name} is no column of numbers")
    if not len(observations):
        return observations.copy()
    is_hidden = primary.is_hidden(observations)
    hidden = primary.small(observations, registry)
    bare = primary.small_bases(observations, registry, width=WIDTH) & (hidden | is_hidden)
    has_value = observations[obs.VALUE].notna().to_numpy()
    places = Nesting(registry)
    texts, figures = ([observations[name].to_numpy() for name in names] for names in (TEXTS, FIGURES))
    for name, rows in _tables(observations, places):
        found = _protected(
            registry.indicators.get(name),
            places,
            tuple(tuple(column[rows]) for column in texts),
            tuple(column[rows].astype(np.float64).tobytes() for column in figures),
            (hidden | is_hidden)[rows].tobytes(),
            bare[rows].tobytes(),
        )
        hidden[rows] |= found.hidden & has_value[rows]
        bare[rows] |= found.bare
    seen = ~observations[obs.BATCH].isin(list(own)).to_numpy() if len(own) else np.True_
    return without(observations, hidden & seen & ~is_hidden, bare & seen)


def without(observations: pd.DataFrame, rows: Bools, bare: Bools) -> pd.DataFrame:
    """The observations without what would tell the value of some rows, and without the base of others."""
    hidden = observations.copy()
    hidden.loc[rows, [obs.VALUE, obs.NUMERATOR, obs.LOWER, obs.UPPER]] = np.nan
    hidden.loc[bare, obs.DENOMINATOR] = np.nan
    hidden.loc[rows, obs.STATUS] = str(ObservationStatus.SUPPRESSED)
    hidden.loc[rows, obs.RAW] = ""
    if rows.any():
        told = rows & hidden[obs.NOTE].str.contains(r"\d", regex=True).to_numpy(dtype=np.bool_)
        hidden.loc[told, obs.NOTE] = ""
    return hidden


@lru_cache(maxsize=KEPT)
def _protected(
    indicator: Indicator | None,
    places: Nesting,
    texts: tuple[tuple[str, ...], ...],
    figures: tuple[bytes, ...],
    hidden: bytes,
    bare: bytes,
) -> Found:
    """What to hide of one indicator; the same rows are asked for at every reading and need one audit only."""
    columns: dict[str, Sequence[Any]] = dict(zip(TEXTS, texts, strict=True))
    columns |= {name: np.frombuffer(column).tolist() for name, column in zip(FIGURES, figures, strict=True)}
    masks = {"hidden": np.frombuffer(hidden, dtype=np.bool_), "bare": np.frombuffer(bare, dtype=np.bool_)}
    counted = np.frombuffer(figures[FIGURES.index(obs.NUMERATOR)])
    nothing = not (masks["hidden"].any() or masks["bare"].any() or np.isnan(counted).any())
    if nothing and not layout(places, *texts, tuple(columns[obs.YEAR])).lacks_one:  # all told, and nothing to keep
        return Found(**masks)
    return Tallies(columns, indicator, places).protected(**masks)


def _tables(observations: pd.DataFrame, places: Nesting) -> Iterator[tuple[str, Integers]]:
    """The rows of each indicator with figures that can add up: several levels or breakdowns, or pooled years."""
    codes, names = pd.factorize(observations[obs.INDICATOR].to_numpy(dtype=object))
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(len(names) + 1))
    known = (observations[name].notna().to_numpy() for name in (obs.NUMERATOR, obs.DENOMINATOR))
    has_figure = np.logical_or(*known) | primary.is_hidden(observations)
    geography, breakdown, period = (
        observations[name].to_numpy(dtype=object) for name in (obs.GEOGRAPHY, obs.BREAKDOWN, obs.PERIOD)
    )
    for at, name in enumerate(names):
        rows = order[ends[at] : ends[at + 1]]
        if has_figure[rows].any() and places.can_nest(geography[rows], breakdown[rows], period[rows]):
            yield str(name), rows
