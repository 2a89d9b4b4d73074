"""Inställningar: who may do what, and what changed last."""

from __future__ import annotations

import streamlit as st

from indicators.model import UserRole
from ui import access


def render() -> None:
    """Show the settings."""
    access.require(UserRole.LEAD, UserRole.ADMINISTRATOR)
    st.html("<h1>Inställningar</h1>")
