"""Mätluckor: which goals nothing follows."""

from __future__ import annotations

import streamlit as st

from indicators.model import UserRole
from ui import access


def render() -> None:
    """Show the measurement gaps."""
    access.require(UserRole.READER)
    st.html("<h1>Mätluckor</h1>")
