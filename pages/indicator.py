"""Indikator: one indicator on its way to 2020."""

from __future__ import annotations

import streamlit as st

from indicators.model import UserRole
from ui import access


def render() -> None:
    """Show one indicator."""
    access.require(UserRole.READER)
    st.html("<h1>Indikator</h1>")
