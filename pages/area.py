"""Strategiskt område: how one of the ten strategic areas stands."""

from __future__ import annotations

import streamlit as st

from indicators.model import UserRole
from ui import access


def render() -> None:
    """Show one strategic area."""
    access.require(UserRole.READER)
    st.html("<h1>Strategiskt område</h1>")
