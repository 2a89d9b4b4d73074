"""What the buttons on the page about sources do, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import streamlit as st

from indicators.deliveries import refreshing
from indicators.deliveries.refreshing import Refreshed
from indicators.errors import LagesbildError
from indicators.model import Source
from ui import access, cached, source_parts

if TYPE_CHECKING:
    from indicators.ingest.sources import Probed

_ASKED = "source-asked"
_CAME = "source-came"
LACKING = "source-lacking"
"""The fetch whose reason is lacking."""


class Act(StrEnum):
    """What somebody may ask of a source."""

    PROBE = "probe"
    TRY = "try"
    FETCH = "fetch"


WAIT = {
    Act.PROBE: "Frågar källan …",
    Act.TRY: "Hämtar och jämför, utan att spara …",
    Act.FETCH: "Hämtar, kontrollerar och jämför …",
}
"""What is said meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Came:
    """What came of the last act on a source."""

    source: str
    act: Act | None = None
    refreshed: Refreshed | None = None
    probed: Probed | None = None
    told: str = ""
    is_fault: bool = False


def ask(act: Act, name: str) -> None:
    """Note what is asked; it is done while the page is drawn, so that the reader sees that something happens."""
    _stay(name)
    st.session_state[_ASKED] = (act, name)
    st.session_state.pop(_CAME, None)


def do(source: Source) -> Came | None:
    """Do what was asked of the source, if anything; else what came of it the last time."""
    act, name = st.session_state.pop(_ASKED, (None, ""))
    if act is not None and name == source.name:
        with st.spinner(f"{WAIT[act]} Det kan ta upp till {source.limits.seconds} sekunder.", show_time=True):
            st.session_state[_CAME] = _done(act, name)
    came: Came | None = st.session_state.get(_CAME)
    return came if came is not None and came.source == source.name else None


def field(fetch: int) -> str:
    """The key of the field for the reason."""
    return f"source-reason-{fetch}"


def let_through(name: str, fetch: int) -> None:
    """Hand in what was stopped, with the reason written."""
    _decide(name, fetch, is_let=True)


def dismiss(name: str, fetch: int) -> None:
    """Put aside what was stopped, with the reason written."""
    _decide(name, fetch, is_let=False)


def _stay(name: str) -> None:
    """Keep the source chosen whatever comes of the act: another one may be more urgent afterwards."""
    st.query_params[source_parts.SOURCE] = name


def _done(act: Act, name: str) -> Came:
    store, registry, person, at = cached.store(), cached.registry(), access.current().person, cached.now()
    try:
        if act is Act.PROBE:
            return Came(source=name, act=act, probed=refreshing.probe(name, registry=registry, person=person, at=at))
        dry_run = act is Act.TRY
        with cached.following():
            came = refreshing.refresh(name, store=store, registry=registry, person=person, at=at, dry_run=dry_run)
    except LagesbildError as fault:
        return Came(source=name, act=act, told=str(fault), is_fault=True)
    return Came(source=name, act=act, refreshed=came)


def _decide(name: str, fetch: int, *, is_let: bool) -> None:
    _stay(name)
    reason = str(st.session_state.get(field(fetch), "")).strip()
    if not reason:
        st.session_state[LACKING] = fetch
        return
    store, person, at = cached.store(), access.current().person, cached.now()
    try:
        if is_let:
            batch = refreshing.let_through(store, fetch, person=person, at=at, reason=reason)
            told = f"Leverans {batch} väntar nu på granskning." if batch else "Ändringen hos källan är godtagen."
        else:
            refreshing.dismiss(store, fetch, person=person, at=at, reason=reason)
            told = "Avfärdad. Siffrorna står som förut, och det som kom in är sparat."
    except LagesbildError as fault:
        st.session_state[_CAME] = Came(source=name, told=str(fault), is_fault=True)
        return
    st.session_state[_CAME] = Came(source=name, told=told)
