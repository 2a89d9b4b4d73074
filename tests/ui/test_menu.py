"""Which pages the menu shows to whom."""

from __future__ import annotations

import pytest

from indicators.model import UserRole
from ui import menu
from ui.access import User


def someone(role: UserRole) -> User:
    return User(name="prov", role=role, is_demonstration=True)


def test_every_page_has_its_own_address() -> None:
    paths = [entry.path for entry in menu.ENTRIES]
    assert len(set(paths)) == len(paths)


def test_addresses_are_plain_lower_case_words() -> None:
    assert all(set(entry.path) <= set("abcdefghijklmnopqrstuvwxyz-") for entry in menu.ENTRIES)


def test_a_reader_does_not_see_the_settings() -> None:
    assert menu.SETTINGS not in {entry.path for entry in menu.listed(someone(UserRole.READER))}


@pytest.mark.parametrize("role", [UserRole.LEAD, UserRole.ADMINISTRATOR])
def test_lead_and_administrator_see_the_settings(role: UserRole) -> None:
    assert menu.SETTINGS in {entry.path for entry in menu.listed(someone(role))}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (UserRole.READER, set()),
        (UserRole.UPLOADER, {menu.HAND_IN, menu.MINE}),
        (UserRole.APPROVER, {menu.REVIEW, menu.BOARD, menu.SOURCES}),
        (UserRole.LEAD, {menu.REVIEW, menu.BOARD, menu.SOURCES}),
        (UserRole.ADMINISTRATOR, {menu.BOARD, menu.SOURCES}),
    ],
)
def test_each_role_sees_its_own_pages_about_deliveries(role: UserRole, seen: set[str]) -> None:
    assert {entry.path for entry in menu.listed(someone(role)) if entry.question == menu.DELIVERIES} == seen


def test_the_accessibility_page_is_reached_by_link_only() -> None:
    assert menu.ACCESSIBILITY not in {entry.path for entry in menu.listed(someone(UserRole.ADMINISTRATOR))}


def test_the_current_group_is_counted_among_those_the_user_sees() -> None:
    assert menu.group(menu.GAPS, someone(UserRole.READER)) == 5


def test_no_group_is_current_on_a_page_the_user_does_not_see() -> None:
    assert menu.group(menu.SETTINGS, someone(UserRole.READER)) == 0
