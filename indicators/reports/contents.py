"""What a file of open data holds before it has a format: tables, and which state of data and register they tell of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

import pandas as pd

from indicators import observations as obs
from indicators import situation
from indicators.model import ObservationStatus, Registry
from indicators.reports import code_book, tidy
from indicators.reports.choice import Choice
from indicators.store import Store

NAMES: Final = ("handed_in_by", "approved_by")
"""Columns of the sources that name people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The choice, and the data version and register revision that it was made from."""

    choice: Choice
    version: int
    made: datetime | None
    """When the data version came about; None before the first."""
    revision: int


@dataclass(frozen=True, kw_only=True)
class Contents:
    """The tables of one file."""

    about: About
    values: pd.DataFrame
    indicators: pd.DataFrame
    sources: pd.DataFrame
    events: pd.DataFrame

    @cached_property
    def real(self) -> pd.DataFrame:
        """The values that are not made up."""
        return self.values[~self.values[obs.IS_DEMO]]

    @cached_property
    def made_up(self) -> pd.DataFrame:
        """The values made up for demonstration, which never stand in the same table as the others."""
        return self.values[self.values[obs.IS_DEMO]]

    @property
    def names_people(self) -> bool:
        """Whether the sources say who handed in and approved."""
        return bool(set(NAMES) & set(self.sources.columns))

    @property
    def counts(self) -> Counts:
        """What the file holds, in numbers."""
        status, years = self.values[obs.STATUS], self.values[obs.YEAR]
        return Counts(
            rows=len(self.values),
            indicators=len(self.indicators),
            geographies=int(self.values[obs.GEOGRAPHY].nunique()),
            first=int(years.min()) if len(years) else None,
            last=int(years.max()) if len(years) else None,
            hidden=int((status == ObservationStatus.SUPPRESSED).sum()),
            missing=int(status.isin([ObservationStatus.MISSING, ObservationStatus.NOT_APPLICABLE]).sum()),
            preliminary=int((status == ObservationStatus.PRELIMINARY).sum()),
            made_up=len(self.made_up),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a file holds, in numbers."""

    rows: int
    indicators: int
    geographies: int
    first: int | None
    last: int | None
    hidden: int
    missing: int
    preliminary: int
    made_up: int


def gather(
    store: Store,
    registry: Registry,
    choice: Choice,
    *,
    version: int | None = None,
    revision: int | None = None,
    with_names: bool = True,
) -> Contents:
    """The contents of a choice as the store's `version` (default the newest) and the register tell them.

    Small numbers are hidden on all rows of each indicator before the choice is made, so that no choice shows what
    another hides. Without names the sources do not say who handed in and approved.
    """
    at = store.version() if version is None else version
    chosen = choice.named(registry)
    rows = choice.rows(situation.values(store, registry, version=at, indicators=chosen), registry)
    sources = store.sources(sorted({int(number) for number in rows[obs.BATCH].unique()}))
    made = next((row.at for row in store.versions() if row.id == at), None)
    about = About(
        choice=choice, version=at, made=made, revision=store.register_revision() if revision is None else revision
    )
    return contents(rows, registry, sources, about=about, with_names=with_names)


def contents(
    estimates: pd.DataFrame, registry: Registry, sources: pd.DataFrame, *, about: About, with_names: bool = True
) -> Contents:
    """The tables of estimates as a situation holds them; `sources` is one row per delivery, as the store tells them."""
    told = [name for name in code_book.SOURCES if with_names or name not in NAMES]
    there = set(estimates[obs.INDICATOR])
    named = [key for key in registry.indicators if key in there]
    return Contents(
        about=about,
        values=tidy.values(estimates, registry),
        indicators=tidy.indicators(registry, named),
        sources=sources[told].reset_index(drop=True),
        events=tidy.happened(
            registry, named, places=estimates[obs.GEOGRAPHY].unique(), first=about.choice.first, last=about.choice.last
        ),
    )
