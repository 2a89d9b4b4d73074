"""Tillgänglighet: how accessible the pages are, and whom to tell."""

from __future__ import annotations

import streamlit as st

from indicators.model import UserRole
from ui import access


def render() -> None:
    """Show the accessibility statement."""
    access.require(UserRole.READER)
    st.html("<h1>Tillgänglighet</h1>")
