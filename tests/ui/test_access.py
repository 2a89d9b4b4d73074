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


def played(role: str, **held: str) -> AppTest:
    """Who a session with these choices is."""

    def page() -> None:
        import streamlit as st

        from ui import access

        user = access.current()
        st.write(user.name, user.person.geography or "-", user.person.role.value)

    test = AppTest.from_function(page)
    test.session_state[access.ROLE] = role
    for key, value in held.items():
        test.session_state[key] = value
    return test.run()


def said(test: AppTest) -> str:
    return " ".join(element.value for element in test.markdown)


@pytest.mark.usefixtures("database")
def test_an_uploader_answers_for_the_chosen_district() -> None:
    assert said(played("uppladdare", **{access.DISTRICT: "135"})) == "Uppladdaren i Majorna-Linné 135 uppladdare"


@pytest.mark.usefixtures("database")
def test_an_uploader_may_answer_for_the_whole_city() -> None:
    told = said(played("uppladdare", **{access.DISTRICT: "1480"}))
    assert told == "Uppladdaren i Göteborg (hela staden) 1480 uppladdare"


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("chosen", ["14", "finns-inte", "<b>"])
def test_an_uploader_answers_for_the_first_district_where_the_choice_is_no_district(chosen: str) -> None:
    assert said(played("uppladdare", **{access.DISTRICT: chosen})) == "Uppladdaren i Angered 131 uppladdare"


def test_no_other_role_answers_for_a_district() -> None:
    assert said(played("godkannare", **{access.DISTRICT: "135"})) == "Godkännaren - godkannare"


def test_every_role_has_a_name_of_its_own_in_demonstration_mode() -> None:
    assert len(set(access.PLAYED.values())) == len(UserRole) == len(access.PLAYED)


def test_a_refusal_says_what_to_do() -> None:
    assert "be administratören" in access.REFUSAL
