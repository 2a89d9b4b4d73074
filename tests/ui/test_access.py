"""Who may open what."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from indicators.model import UserRole
from ui import access
from ui.access import User, is_loopback, may_open


def someone(role: UserRole) -> User:
    return User(name="prov", role=role, is_demonstration=True)


@pytest.mark.parametrize("role", UserRole)
def test_everyone_may_open_a_page_for_readers(role: UserRole) -> None:
    assert may_open(someone(role), UserRole.READER)


def test_a_reader_may_not_open_a_page_for_the_administrator() -> None:
    assert not may_open(someone(UserRole.READER), UserRole.LEAD, UserRole.ADMINISTRATOR)


def test_the_development_lead_may_open_a_page_for_lead_or_administrator() -> None:
    assert may_open(someone(UserRole.LEAD), UserRole.LEAD, UserRole.ADMINISTRATOR)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_an_address_of_this_computer_is_loopback(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "10.0.0.4", "lagesbild.example.se"])
def test_every_other_address_is_not_loopback(address: str | None) -> None:
    assert not is_loopback(address)


def test_a_page_for_others_is_refused_before_anything_is_shown() -> None:
    def page() -> None:
        import streamlit as st

        from indicators.errors import AccessError
        from indicators.model import UserRole
        from ui import access

        try:
            access.require(UserRole.ADMINISTRATOR)
            st.write("hemligt")
        except AccessError as refusal:
            st.write(str(refusal))

    shown = AppTest.from_function(page).run()
    assert [element.value for element in shown.markdown] == [access.REFUSAL]


def test_a_refusal_says_what_to_do() -> None:
    assert "be administratören" in access.REFUSAL
