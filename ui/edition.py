"""An edition that is open: every page for reading shows data, register and texts as they stood when it was issued."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from indicators import editions, swedish
from indicators.errors import InputError
from indicators.store import EditionRow
from ui import access, cached, choices, html, menu

READING = frozenset(
    {
        *(menu.FRONT, menu.AREA, menu.INDICATOR, menu.DISTRICTS, menu.MY_DISTRICT, menu.EQUAL_CITY, menu.CRIME),
        *(menu.CHAIN, menu.EVENTS, menu.HEARING, menu.METHOD, menu.GAPS, menu.DOWNLOAD, menu.ACCESSIBILITY),
    }
)
"""Pages that show an edition; all others are about today, where things are changed."""
_KEPT = "edition-open"
"""The session's memory of the open edition, since the menu leaves the address line empty."""
LEAVE = "Till dagens läge"


def begin(path: str, user: access.User) -> InputError | None:
    """Let the run read the edition of the address line where the page shows editions; else why it cannot be."""
    cached.pin(None)
    asked = _asked()
    if not asked:
        return None
    try:
        found = editions.find(cached.store(), asked, role=user.role, today=today())
    except InputError as fault:
        return fault
    cached.pin(found if path in READING else None)
    return None


def strip(fault: InputError | None) -> None:
    """Say which edition is read, that this page is about today, or that there is none to read; with the way out."""
    asked = _asked()
    if not asked:
        return
    edition = cached.pinned()
    with st.container(horizontal=True, key="edition", vertical_alignment="center"):
        st.html(f'<p class="lb-strip">{_told(edition) if edition else _closed(asked, is_found=fault is None)}</p>')
        st.button(LEAVE, key="edition-leave", type="tertiary", on_click=leave)


def today() -> date:
    """The day that decides what is released."""
    return swedish.local(cached.now()).date()


def address(edition: EditionRow, path: str = menu.FRONT) -> str:
    """The address that opens an edition on a page, at its own viewpoint."""
    query = urlencode({choices.EDITION: editions.told(edition), choices.VIEWPOINT: str(edition.year)})
    return f"./{path}?{query}"


def _asked() -> str:
    """The edition that the address line names, or that was open before the menu was used."""
    asked = st.query_params.get(choices.EDITION)
    if asked is None and (kept := st.session_state.get(_KEPT)):
        st.query_params[choices.EDITION] = asked = kept
    asked = (asked or "").strip()
    if asked.casefold() == editions.TODAY:
        asked = ""
    st.session_state[_KEPT] = asked
    return asked


def _told(edition: EditionRow) -> str:
    name, day = html.escape(editions.told(edition)), swedish.date(swedish.local(edition.issued_at).date())
    return f"Du läser utgåvan <strong>{name}</strong> med siffror, mål och texter som de såg ut {day}."


def _closed(asked: str, *, is_found: bool) -> str:
    name = html.escape(asked[:100])
    if not is_found:
        return f"Utgåvan <strong>{name}</strong> kan inte visas."
    return f"Utgåvan <strong>{name}</strong> är öppen, men den här sidan visar dagens läge: i en utgåva ändras inget."


def leave(year: int | None = None) -> None:
    """Back to today, at a viewpoint or the latest."""
    cached.pin(None)
    st.session_state[_KEPT] = ""
    st.query_params.pop(choices.EDITION, None)
    if years := cached.viewpoints():
        st.session_state[choices.VIEWPOINT] = str(years[-1] if year is None else year)
