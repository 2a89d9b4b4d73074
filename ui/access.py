"""Who is here and what they may open: the only place that knows how a reader is identified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

import streamlit as st

from indicators.errors import AccessError
from indicators.model import GeographyLevel, UserRole
from indicators.permissions import SWEDISH, Person
from ui import cached

ROLE = "access-role"
"""Key of the role chosen in demonstration mode: in the session only, never in the address line of a shared link."""
DISTRICT = "access-district"
"""Key of the district that an uploader answers for in demonstration mode; in the session only, too."""

REFUSAL = "Din roll får inte öppna den här sidan. Gå till Läget just nu, eller be administratören om behörighet."
EXPOSED = (
    "Lägesbild 2020 är i demonstrationsläge, där vem som helst får välja roll, och visas därför bara på datorn själv. "
    "Starta utan --server.address eller med --server.address 127.0.0.1."
)

PLAYED: Final[Mapping[UserRole, str]] = {
    UserRole.READER: "Läsaren",
    UserRole.UPLOADER: "Uppladdaren",
    UserRole.APPROVER: "Godkännaren",
    UserRole.LEAD: "Utvecklingsledaren",
    UserRole.ADMINISTRATOR: "Administratören",
}
"""Who acts in demonstration mode: the names that stand beside what is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """The person in this session."""

    name: str
    role: UserRole
    geography: str | None = None
    """The code of the district that an uploader answers for."""
    is_demonstration: bool

    @property
    def person(self) -> Person:
        """The user as the rules of permission know them."""
        return Person(name=self.name, role=self.role, geography=self.geography)


def current() -> User:
    """The user of this session: with no identity provider, whoever the choosers say, on this computer only."""
    if not is_loopback(st.get_option("server.address")):
        raise AccessError(EXPOSED)
    role = UserRole(st.session_state.get(ROLE, UserRole.READER))
    if role is UserRole.UPLOADER:
        return _uploader()
    return User(name=PLAYED[role], role=role, is_demonstration=True)


def require(*roles: UserRole) -> User:
    """The user, if a page for `roles` is open to them; otherwise an AccessError, which the frame shows as a page."""
    user = current()
    if not may_open(user, *roles):
        raise AccessError(REFUSAL)
    return user


def own_district(user: User) -> str:
    """The code of the district that an uploader answers for; refused where none is set."""
    if user.geography is None:
        raise AccessError(f"{user.name} har ingen stadsdel att lämna för. Be administratören att ange en.")
    return user.geography


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


def pick_district() -> None:
    """Draw demonstration mode's chooser of the district that the uploader answers for."""
    names = _answered_for()
    st.selectbox(
        "Stadsdel",
        list(names),
        format_func=names.__getitem__,
        key=DISTRICT,
        persist_state="session",
        filter_mode=None,
        label_visibility="collapsed",
    )


def _uploader() -> User:
    names = _answered_for()
    chosen = st.session_state.get(DISTRICT)
    code = chosen if chosen in names else next(iter(names), None)
    where = f" i {names[code]}" if code else ""
    return User(name=PLAYED[UserRole.UPLOADER] + where, role=UserRole.UPLOADER, geography=code, is_demonstration=True)


def _answered_for() -> dict[str, str]:
    """Whom an uploader may hand in for: the districts, and last the city, for figures of it as a whole."""
    registry = cached.registry()
    districts = {place.code: place.name for place in registry.on_level(GeographyLevel.DISTRICT)}
    return districts | {place.code: f"{place.name} (hela staden)" for place in registry.on_level(GeographyLevel.CITY)}


def is_loopback(address: str | None) -> bool:
    """Whether a server at this address can only be reached from the computer it runs on."""
    if address == "localhost":
        return True
    try:
        return address is not None and ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
