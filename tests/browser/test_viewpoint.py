"""The viewpoint in the address line: kept by links, menu, back button and reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_deep_link_opens_its_viewpoint(visit: Visit) -> None:
    with visit("/?lage=2017") as visitor:
        expect(visitor.page.locator(".lb-footer")).to_contain_text("Läge per 2017")
        assert visitor.query() == "lage=2017"


def test_the_default_is_never_written_to_the_address(visit: Visit) -> None:
    with visit("/") as visitor:
        assert visitor.query() == ""


def test_a_chosen_viewpoint_is_written_to_the_address(visit: Visit) -> None:
    with visit("/") as visitor:
        visitor.choose("lage", "2016")
        expect(visitor.page.locator(".lb-footer")).to_contain_text("Läge per 2016")
        assert visitor.query() == "lage=2016"


def test_links_menu_back_and_reload_keep_the_viewpoint(visit: Visit) -> None:
    with visit("/?lage=2017") as visitor:
        page, footer = visitor.page, visitor.page.locator(".lb-footer")
        footer.get_by_role("link", name="Mätluckor").click()
        expect(page.locator(".lb-kicker")).to_contain_text("Mätluckor")
        assert visitor.query() == "lage=2017"
        page.get_by_test_id("stTopNavSection").first.click()
        page.get_by_role("menuitem", name="Strategiskt område").click()
        expect(page.locator(".lb-kicker")).to_contain_text("Strategiskt område")
        expect(footer).to_contain_text("Läge per 2017")
        page.go_back()
        expect(page.locator(".lb-kicker")).to_contain_text("Mätluckor")
        expect(footer).to_contain_text("Läge per 2017")
        page.reload()
        visitor.wait()
        expect(footer).to_contain_text("Läge per 2017")


def test_a_viewpoint_that_does_not_exist_gives_the_default_and_says_so(visit: Visit) -> None:
    with visit("/?lage=1066") as visitor:
        expect(visitor.page.locator(".lb-note")).to_contain_text("Adressen bad om Läge per ”1066”, som inte finns.")
        assert visitor.page.locator(".lb-footer").inner_text().count("Läge per 1066") == 0
