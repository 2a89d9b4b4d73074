"""Who is here and what they may open: the only place that knows how a reader is identified."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

import streamlit as st

from indicators.errors import AccessError
from indicators.model import UserRole
from indicators.permissions import SWEDISH

ROLE = "access-role"
"""Key of the role chosen in demonstration mode: in the session only, never in the address line of a shared link."""

REFUSAL = "Din roll får inte öppna den här sidan. Gå till Läget just nu, eller be administratören om behörighet."
EXPOSED = (
    "Lägesbild 2020 är i demonstrationsläge, där vem som helst får välja roll, och visas därför bara på datorn själv. "
    "Starta utan --server.address eller med --server.address 127.0.0.1."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """The person in this session."""

    name: str
    role: UserRole
    is_demonstration: bool


def current() -> User:
    """The user of this session: with no identity provider, whoever the role chooser says, on this computer only."""
    if not is_loopback(st.get_option("server.address")):
        raise AccessError(EXPOSED)
    return User(name="demonstration", role=UserRole(st.session_state.get(ROLE, UserRole.READER)), is_demonstration=True)


def require(*roles: UserRole) -> User:
    """The user, if a page for `roles` is open to them; otherwise an AccessError, which the frame shows as a page."""
    user = current()
    if not may_open(user, *roles):
        raise AccessError(REFUSAL)
    return user


def may_open(user: User, *roles: UserRole) -> bool:
    """Whether a page for `roles` is open to the user; a page for readers is open to everyone."""
    return UserRole.READER in roles or user.role in roles


def pick_role() -> None:
    """Draw demonstration mode's role chooser."""
    st.selectbox(
        "Du ser sidan som",
        [role.value for role in UserRole],
        format_func=lambda code: SWEDISH[UserRole(code)],
        key=ROLE,
        persist_state="session",
        filter_mode=None,
    )


def is_loopback(address: str | None) -> bool:
    """Whether a server at this address can only be reached from the computer it runs on."""
    if address == "localhost":
        return True
    try:
        return address is not None and ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
