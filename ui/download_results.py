"""What Hämta data shows and hands out, made once for each data version and choice and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from indicators.reports import read_me
from indicators.reports.choice import Choice
from indicators.reports.code_book import code_book
from indicators.reports.contents import Contents, Counts, gather
from indicators.reports.opendata import Format, package, stem
from ui import cached

LARGEST = 500_000
"""Rows that a file is made of while somebody waits; more is for the terminal."""
COUNTED_AT_ONCE = 6
"""Indicators whose rows are counted in one query."""
SHOWN = 8
"""Rows of the preview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a file will hold, without its rows."""

    counts: Counts
    stem: str
    chosen: str
    holds: str
    without_value: str
    demo_line: str
    version: str
    licences: str
    first: pd.DataFrame
    code_book: pd.DataFrame
    sources: pd.DataFrame
    events: pd.DataFrame

    @property
    def is_made_up(self) -> bool:
        """Whether every value is made up."""
        return 0 < self.counts.rows == self.counts.made_up


def rows_at_most(choice: Choice) -> int:
    """How many rows the chosen indicators have together, before anything is read."""
    counts = _counts(cached.data_version()[0])
    return sum(counts.get(key, 0) for key in choice.named(cached.registry()))


@st.cache_resource(show_spinner=False, max_entries=4)
def _counts(version: int) -> dict[str, int]:
    """How many rows each indicator has; only those that have changed are counted again."""
    changed, known = cached.store().changed(version=version), _counted()
    lacking = [name for name, last in changed.items() if (name, last) not in known]
    for start in range(0, len(lacking), COUNTED_AT_ONCE):
        names = lacking[start : start + COUNTED_AT_ONCE]
        found = cached.store().counts(version=version, indicators=names)
        known.update({(name, changed[name]): found.get(name, 0) for name in names})
    return {name: known[name, last] for name, last in changed.items()}


@st.cache_resource(show_spinner=False)
def _counted() -> dict[tuple[str, int], int]:
    """The rows counted so far, by indicator and the data version that last changed it."""
    return {}


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs={Choice: repr})
def summary(key: tuple[object, ...], choice: Choice) -> Summary:
    """What the file of a choice will hold."""
    told, registry = _contents(key, choice), cached.registry()
    real_first = pd.concat([told.real, told.made_up])
    columns = {"varden": list(told.values.columns), "indikatorer": list(told.indicators.columns)}
    columns |= {"kallor": list(told.sources.columns), "handelser": list(told.events.columns)}
    return Summary(
        counts=told.counts,
        stem=stem(told),
        chosen=read_me.chosen(choice, registry),
        holds=read_me.holds(told.counts),
        without_value=read_me.without_value(told.counts),
        demo_line=read_me.demo_line(told),
        version=read_me.version(told),
        licences=read_me.licences(told.sources),
        first=real_first.head(SHOWN),
        code_book=code_book(columns),
        sources=told.sources,
        events=told.events,
    )


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs={Choice: repr})
def content(key: tuple[object, ...], choice: Choice, kind: Format) -> bytes:
    """The file itself, made when somebody asks for it; its sources name nobody."""
    return package(_contents(key, choice), cached.registry_of(key), kind=kind).content


def seen_from(choice: Choice, year: int) -> Choice:
    """The choice with no year after the viewpoint."""
    return replace(choice, last=year if choice.last is None else min(choice.last, year))


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={Choice: repr})
def _contents(key: tuple[object, ...], choice: Choice) -> Contents:
    version, revision, *_ = key
    return gather(
        cached.store(),
        cached.registry_of(key),
        choice,
        version=int(str(version)),
        revision=int(str(revision)),
        with_names=False,
    )
