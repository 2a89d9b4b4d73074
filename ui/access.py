"""Who is here and what they may open: the only place that knows how a reader is identified."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from indicators.errors import AccessError
from indicators.model import UserRole

ROLE_KEY = "access-role"
"""Where the role chosen in demonstration mode lives in the session; never in the address line, never in a shared link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """The person in this session."""

    name: str
    role: UserRole
    is_demonstration: bool


def current() -> User:
    """The user of this session: in demonstration mode whoever the role chooser says."""
    chosen = st.session_state.get(ROLE_KEY, UserRole.READER)
    return User(name="demonstration", role=UserRole(chosen), is_demonstration=True)


def may_open(user: User, *roles: UserRole) -> bool:
    """Whether a page for `roles` is open to the user; a page for readers is open to everyone."""
    return UserRole.READER in roles or user.role in roles


def require(*roles: UserRole) -> User:
    """The user, if a page for `roles` is open to them; otherwise an AccessError, which the frame shows as a page."""
    user = current()
    if not may_open(user, *roles):
        raise AccessError(
            "Din roll får inte öppna den här sidan. Gå till Läget just nu, eller be administratören om behörighet."
        )
    return user
