"""The slides of a hearing, ready to be shown: worked out once for each state of data, register, texts and choices."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from indicators import editions
from indicators.batches import BatchState
from indicators.editions import Drafted
from indicators.editions.drafting import written
from indicators.hearing import making
from indicators.hearing.checks import Check
from indicators.hearing.selection import Selection
from indicators.reports.presentation.picture import picture
from indicators.situation import Situation
from indicators.store import EditionRow
from ui import cached

Key = tuple[int, int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shown:
    """A hearing as it stands: its deck, a picture of every slide, and what was looked at."""

    key: Key
    """Data version, register revision, the newest text's number; the choices, the newest promise, the template."""
    drafted: Drafted
    pictures: Mapping[str, str]
    """Addresses of the pictures by the slide's key."""
    checks: tuple[Check, ...]


def seen(year: int) -> Situation:
    """What a hearing's slides are made from at a viewpoint."""
    store = cached.store()
    return _see(year, store.version(), store.register_revision())


def draft(selection: Selection, *, name: str) -> Shown:
    """The hearing as it would be issued now."""
    store = cached.store()
    choices = f"{name} {_words(selection)} {store.newest_promise()} {store.template()}"
    key = (store.version(), store.register_revision(), store.newest_analysis(), choices)
    return _drafted(key, _waiting(selection.year), selection, name)


def issued(edition: EditionRow) -> Shown:
    """A hearing as it was issued."""
    key = (edition.data_version, edition.register_revision, edition.analyses_until, f"{edition.id}")
    return _issued(key, edition)


def see(year: int, version: int, revision: int) -> Situation:
    """What is seen from a year on a data version and a revision of the register, kept in memory."""
    return _see(year, version, revision)


@st.cache_resource(show_spinner=False, max_entries=12, hash_funcs={Selection: repr})
def _drafted(key: Key, waiting: int, selection: Selection, name: str) -> Shown:  # noqa: ARG001 the cache's key
    found = editions.draft(cached.store(), selection, name=name, version=key[0], revision=key[1], until=key[2], see=see)
    looked = editions.looked_at(cached.store(), found, until=key[2])
    return Shown(key=key, drafted=found, pictures=_pictures(found), checks=looked)


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={EditionRow: repr})
def _issued(key: Key, edition: EditionRow) -> Shown:
    found = editions.reopened(cached.store(), edition, see=see)
    return Shown(key=key, drafted=found, pictures=_pictures(found), checks=editions.looked_at_then(edition))


@st.cache_resource(show_spinner=False, max_entries=6)
def _see(year: int, version: int, revision: int) -> Situation:
    return cached.whole(year, version=version, revision=revision, levels=making.LEVELS)


def _pictures(drafted: Drafted) -> dict[str, str]:
    deck = drafted.deck
    return {slide.key: _address(picture(slide, deck, drafted.template.frame)) for slide in deck.slides}


def _address(drawn: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


def _waiting(year: int) -> int:
    """Deliveries with figures for a year that nobody has decided on."""
    return sum(year in batch.years for batch in cached.store().batches([BatchState.HANDED_IN]))


def _words(selection: Selection) -> str:
    return f"{selection.held} {selection.year} {written(selection)}"
