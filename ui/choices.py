"""Pickers kept in the address line, so that a link reopens what the reader saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from urllib.parse import urlencode

import streamlit as st

from indicators.errors import InputError
from ui import cached, html, look, places

VIEWPOINT = "lage"
"""The name of the viewpoint in the address line, and the key of its picker; `static/app.js` knows it too."""

EDITION = "utgava"
"""The name of the open edition in the address line; `static/app.js` knows it too."""

_seen_from: ContextVar[tuple[int, int] | None] = ContextVar("seen_from", default=None)
"""The chosen year and the default one, looked up once per run by `pick_viewpoint`."""

_made: ContextVar[dict[str, str] | None] = ContextVar("made", default=None)
"""What the page's own pickers say in this run, by their name in the address line."""


def viewpoint() -> int:
    """The year as of which the reader sees the state: the chosen one, else the latest with data."""
    return _years()[0]


def pick_viewpoint() -> None:
    """Draw the viewpoint's picker; only `app.py` may, else the choice is lost at every page switch."""
    years = cached.viewpoints()
    if years:
        chosen = pick_code(VIEWPOINT, "Läge per", [str(year) for year in years], default=str(years[-1]))
        see_from(int(chosen), default=years[-1])


def see_from(year: int, *, default: int) -> None:
    """Let what is made from here on be seen from a year, as for a reader who has chosen it."""
    _seen_from.set((year, default))


def forget() -> None:
    """Begin a run: no picker of the page has been drawn."""
    _made.set({})


def made() -> Mapping[str, str]:
    """What the pickers that the page has drawn so far say, chosen or by default."""
    return dict(_made.get() or {})


def pick_code(name: str, label: str, codes: Sequence[str], *, default: str | None = None) -> str:
    """The chosen code, with the code itself as what the reader sees; bound to the address line by Streamlit."""
    start = codes.index(default) if default is not None else 0
    asked = st.query_params.get(name)
    chosen = st.selectbox(label, codes, index=start, key=name, bind="query-params", filter_mode=None)
    _warn_of_unknown(label, asked, known=codes, shown=chosen)
    _remember(name, chosen)
    return chosen


def pick(name: str, label: str, options: Mapping[str, str], *, default: str | None = None) -> str:
    """The chosen code among `options` (code to name); the reader sees names, the address line holds codes."""
    codes = list(options)
    key = f"pick-{name}"
    asked = st.query_params.get(name)
    chosen = asked if asked is not None and asked in options else default or codes[0]
    st.session_state[key] = chosen
    st.selectbox(
        label,
        codes,
        format_func=options.__getitem__,
        key=key,
        on_change=_write,
        args=(name, key),
        filter_mode="contains",
    )
    _warn_of_unknown(label, asked, known=codes, shown=options[chosen])
    _remember(name, chosen)
    return chosen


def pick_many(name: str, label: str, options: Mapping[str, str], *, placeholder: str) -> tuple[str, ...]:
    """The chosen codes among `options` (code to name), none or several; the address line holds them with commas."""
    key = f"pick-{name}"
    asked = [code for code in st.query_params.get(name, "").split(",") if code]
    chosen = tuple(dict.fromkeys(code for code in asked if code in options))
    st.session_state[key] = list(chosen)
    st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=_write_many,
        args=(name, key),
        placeholder=placeholder,
        filter_mode="contains",
        select_all=False,
    )
    for code in asked:
        shown = "de andra valen" if chosen else "allt annat"
        _warn_of_unknown(label, code, known=list(options), shown=shown)
    _remember(name, ",".join(chosen))
    return chosen


def carried() -> dict[str, str]:
    """What every link takes along: the viewpoint where it is not the default, and the open edition."""
    chosen, default = _years()
    told = {} if chosen == default else {VIEWPOINT: str(chosen)}
    edition = st.query_params.get(EDITION)
    return {**told, EDITION: edition} if edition else told


def address(path: str, **choice: str) -> str:
    """The relative address of a page with its choices and what every link takes along."""
    query = {**choice, **carried()}
    return f"./{path}" + (f"?{urlencode(query)}" if query else "")


def link(text: str, path: str, **choice: str) -> str:
    """HTML of a link to a page with its choices."""
    return html.link(address(path, **choice), text)


def _years() -> tuple[int, int]:
    found = _seen_from.get()
    if found:
        return found
    years = cached.viewpoints()
    if not years:
        raise InputError("Det finns inga uppgifter att visa ännu. Läs in dem med python -m indicators init.")
    chosen = str(st.session_state.get(VIEWPOINT))
    return (int(chosen) if chosen in map(str, years) else years[-1]), years[-1]


def _warn_of_unknown(label: str, asked: str | None, *, known: Sequence[str], shown: str) -> None:
    if asked is not None and asked not in known:
        with places.notices():
            look.note(f"Adressen bad om {label} ”{asked[:40]}”, som inte finns. I stället visas {shown}.")


def _remember(name: str, chosen: str) -> None:
    _made.set({**made(), name: chosen})


def _write(name: str, key: str) -> None:
    st.query_params[name] = st.session_state[key]


def _write_many(name: str, key: str) -> None:
    if chosen := st.session_state[key]:
        st.query_params[name] = ",".join(chosen)
    else:
        st.query_params.pop(name, None)
