"""Läget just nu: do we reach the goals, and what has changed."""

from __future__ import annotations

import streamlit as st

from indicators.model import UserRole
from ui import access


def render() -> None:
    """Show the front page."""
    access.require(UserRole.READER)
    st.html("<h1>Läget just nu</h1>")
