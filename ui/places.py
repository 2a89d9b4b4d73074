"""The places above a page's title that the frame leaves empty and the page fills."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    kicker: DeltaGenerator
    picker: DeltaGenerator
    notices: DeltaGenerator
    is_front: bool


_reserved: ContextVar[_Places | None] = ContextVar("places", default=None)


def reserve(*, kicker: DeltaGenerator, picker: DeltaGenerator, notices: DeltaGenerator, is_front: bool) -> None:
    """Set the places of this run."""
    _reserved.set(_Places(kicker=kicker, picker=picker, notices=notices, is_front=is_front))


def kicker() -> DeltaGenerator:
    """The place for the words above the title; without a frame, here and now."""
    here = _reserved.get()
    return here.kicker if here else st.container()


def picker() -> DeltaGenerator:
    """The place for the page's own pickers; without a frame, here and now."""
    here = _reserved.get()
    return here.picker if here else st.container()


def notices() -> DeltaGenerator:
    """The place for what the reader should know before reading on; without a frame, here and now."""
    here = _reserved.get()
    return here.notices if here else st.container()


def is_front() -> bool:
    """Whether this is the front page."""
    here = _reserved.get()
    return here is not None and here.is_front
