"""Pickers kept in the address line, so that a link reopens what the reader saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from indicators.errors import InputError
from ui import cached, html, look

VIEWPOINT = "lage"
"""The name of the viewpoint in the address line, and the key of its picker."""


def viewpoint() -> int:
    """The year as of which the reader sees the state: the chosen one, else the latest with data."""
    years = cached.viewpoints()
    if not years:
        raise InputError("Det finns inga uppgifter att visa ännu. Läs in data med python -m indicators init.")
    chosen = st.session_state.get(VIEWPOINT)
    return int(chosen) if chosen in map(str, years) else years[-1]


def pick_viewpoint() -> None:
    """Draw the viewpoint's picker; only `app.py` may, else the choice is lost at every page switch."""
    years = cached.viewpoints()
    if years:
        pick_code(VIEWPOINT, "Läge per", [str(year) for year in years], default=str(years[-1]))


def pick_code(name: str, label: str, codes: Sequence[str], *, default: str | None = None) -> str:
    """The chosen code, with the code itself as what the reader sees; bound to the address line by Streamlit."""
    start = codes.index(default) if default is not None else 0
    _warn_of_unknown(name, label, codes)
    return st.selectbox(label, codes, index=start, key=name, bind="query-params", filter_mode=None, width="content")


def pick(name: str, label: str, options: Mapping[str, str], *, default: str | None = None) -> str:
    """The chosen code among `options` (code to name); the reader sees names, the address line holds codes."""
    codes = list(options)
    key = f"pick-{name}"
    _warn_of_unknown(name, label, codes)
    asked = st.query_params.get(name)
    st.session_state[key] = asked if asked in options else default or codes[0]
    return st.selectbox(
        label, codes, key=key, format_func=options.__getitem__, on_change=_write, args=(name, key), filter_mode="contains"
    )


def address(path: str, **choice: str) -> str:
    """The relative address of a page with its choices and, when it is not the latest, the viewpoint."""
    years = cached.viewpoints()
    year = viewpoint() if years else None
    query = dict(choice) if year is None or year == years[-1] else {**choice, VIEWPOINT: str(year)}
    return f"./{path}" + (f"?{urlencode(query)}" if query else "")


def link(text: str, path: str, **choice: str) -> str:
    """HTML of a link to a page with its choices."""
    return html.link(address(path, **choice), text)


def _warn_of_unknown(name: str, label: str, codes: Sequence[str]) -> None:
    asked = st.query_params.get(name)
    if asked is not None and asked not in codes:
        look.note(f"Adressen bad om {label.lower()} ”{asked[:40]}”, som inte finns. Här visas grundvalet i stället.")


def _write(name: str, key: str) -> None:
    st.query_params[name] = st.session_state[key]
