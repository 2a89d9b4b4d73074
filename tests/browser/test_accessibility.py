"""What automated checks cannot see page by page: menus, keyboard, and that the check itself works."""

from __future__ import annotations

import pytest

from tests.browser.axe import serious_faults
from tests.browser.conftest import PHONE, Visit

pytestmark = pytest.mark.browser


def test_the_check_finds_a_fault_that_is_there(visit: Visit) -> None:
    with visit("/tillganglighet") as visitor:
        visitor.page.evaluate(
            "document.querySelector('.lb-footer').insertAdjacentHTML('beforeend', '<img src=data:,>')"
        )
        assert [fault.split(":")[0] for fault in serious_faults(visitor.page)] == ["image-alt"]


def test_the_open_menu_of_a_telephone_has_no_serious_fault(visit: Visit) -> None:
    with visit("/", size=PHONE) as visitor:
        visitor.page.get_by_test_id("stExpandSidebarButton").click()
        visitor.page.wait_for_timeout(500)
        assert serious_faults(visitor.page) == []


def test_the_menu_can_be_used_with_the_keyboard_alone(visit: Visit) -> None:
    with visit("/") as visitor:
        page = visitor.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Hoppa till innehållet"
        page.get_by_test_id("stTopNavSection").first.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/omrade*")
