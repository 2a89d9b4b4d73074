"""Så här räknar vi: how assessments are made."""

from __future__ import annotations

import streamlit as st

from indicators.model import UserRole
from ui import access


def render() -> None:
    """Show the methods."""
    access.require(UserRole.READER)
    st.html("<h1>Så här räknar vi</h1>")
