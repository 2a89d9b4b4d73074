"""Ready pieces of pages: HTML, tables and drawings made once for each state of the data and kept for every reader.

A piece may hold links, and links take the viewpoint and the open edition along, so these are part of what it is kept
under, besides data version, register revision and the piece's own arguments. A piece that depends on anything else,
such as who is reading, what somebody has written or the time of day, takes that as an argument or is not kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from ui import cached, choices

KEPT = 512
"""Pieces of a kind kept at most."""

Asked = ParamSpec("Asked")
Piece = TypeVar("Piece")


def key() -> tuple[object, ...]:
    """What pieces with links are kept under: data version, register revision, and what every link takes along."""
    return cached.key(*choices.carried().items())


def kept(make: Callable[Asked, Piece]) -> Callable[Asked, Piece]:
    """Make a piece only where it is not kept; its arguments are codes, numbers and words, never the data themselves."""

    def made(key: tuple[object, ...], *args: Asked.args, **choice: Asked.kwargs) -> Piece:  # noqa: ARG001 what it is kept under
        return make(*args, **choice)

    made.__module__, made.__qualname__ = (
        make.__module__,
        make.__qualname__,
    )  # the toolkit tells functions apart by these
    keep = st.cache_resource(show_spinner=False, max_entries=KEPT)(made)

    @wraps(make)
    def piece(*args: Asked.args, **choice: Asked.kwargs) -> Piece:
        return keep(key(), *args, **choice)

    return piece
