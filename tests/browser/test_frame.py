"""The frame in a browser: header, menu, strip, viewpoint, footer, on a laptop and on a telephone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_the_frame_stands_on_the_front_page(visit: Visit, size: tuple[int, int]) -> None:
    with visit("/", size=size) as visitor:
        page = visitor.page
        expect(page.get_by_test_id("stHeaderLogo")).to_be_visible()
        expect(page.locator(".lb-strip")).to_contain_text("Demonstrationsläge.")
        expect(page.locator(".lb-kicker")).to_contain_text("Läget just nu")
        expect(page.get_by_role("combobox", name="Läge per")).to_be_visible()
        expect(page.get_by_role("combobox", name="Du ser sidan som")).to_have_value("läsare")
        expect(page.locator(".lb-footer")).to_contain_text("Göteborgs Stad · Dialog och samarbete · Läge per ")
        expect(page.locator(".lb-footer")).to_contain_text("får inte spridas som uppgifter om Göteborg")
        assert page.locator("h1").count() == 1
        assert page.title() == "Lägesbild 2020"
        assert page.locator("html").get_attribute("lang") == "sv"


def test_open_menus_on_a_laptop_have_no_english(visit: Visit) -> None:
    with visit("/") as visitor:
        for number in range(visitor.page.get_by_test_id("stTopNavSection").count()):
            visitor.page.get_by_test_id("stTopNavSection").nth(number).click()
            expect(visitor.page.get_by_test_id("stTopNavPopover")).to_be_visible()
            assert visitor.english() == []
            visitor.page.keyboard.press("Escape")
            expect(visitor.page.get_by_test_id("stTopNavPopover")).to_have_count(0)


@pytest.mark.parametrize("key", ["access-role", "lage"])
def test_open_pickers_have_no_english(visit: Visit, key: str) -> None:
    with visit("/") as visitor:
        visitor.page.locator(f".st-key-{key} input").click()
        expect(visitor.page.get_by_role("listbox")).to_be_visible()
        assert visitor.english() == []


def test_the_folded_menu_of_a_tablet_has_no_english(visit: Visit) -> None:
    with visit("/", size=(790, 900)) as visitor:
        assert visitor.english() == []


def test_the_menu_on_a_telephone_groups_pages_under_the_readers_questions(visit: Visit) -> None:
    with visit("/", size=PHONE) as visitor:
        visitor.page.get_by_test_id("stExpandSidebarButton").click()
        sidebar = visitor.page.get_by_test_id("stSidebar")
        for words in ("Når vi målen?", "Läget just nu", "Går siffrorna att lita på?", "Mätluckor"):
            expect(sidebar.get_by_text(words, exact=True)).to_be_visible()
        assert visitor.english() == []


def test_the_button_of_a_telephones_menu_has_its_word(visit: Visit) -> None:
    with visit("/", size=PHONE) as visitor:
        button = visitor.page.get_by_test_id("stExpandSidebarButton")
        assert button.evaluate("e => getComputedStyle(e, '::after').content") == '"Meny"'


def test_an_unknown_address_says_so_in_swedish(visit: Visit) -> None:
    with visit("/finns-inte") as visitor:
        expect(visitor.page.get_by_role("dialog")).to_contain_text("Sidan finns inte")
        assert visitor.english() == []


def test_the_current_group_of_the_menu_is_marked(visit: Visit) -> None:
    with visit("/matluckor") as visitor:
        mark = "e => getComputedStyle(e).borderBottomColor"
        groups = visitor.page.get_by_test_id("stTopNavSection")
        current, other = (groups.filter(has_text=words).evaluate(mark) for words in ("lita på", "målen"))
        assert current == "rgb(11, 79, 125)"
        assert other != current


def test_a_reader_does_not_see_the_settings_but_the_administrator_does(visit: Visit) -> None:
    with visit("/") as visitor:
        menu = visitor.page.get_by_test_id("stTopNav")
        expect(menu).not_to_contain_text("Inställningar")
        visitor.choose("access-role", "administratör")
        expect(menu).to_contain_text("Inställningar")


def test_a_reader_who_types_the_settings_address_is_refused_in_words(visit: Visit) -> None:
    with visit("/installningar") as visitor:
        assert visitor.title() == "Du får inte öppna den här sidan"
        expect(visitor.page.locator(".lb-footer")).to_be_visible()


def test_the_role_is_not_in_the_address(visit: Visit) -> None:
    with visit("/") as visitor:
        visitor.choose("access-role", "administratör")
        expect(visitor.page.get_by_test_id("stTopNav")).to_contain_text("Inställningar")
        assert visitor.query() == ""


def test_the_footers_links_open_their_pages_without_a_reload(visit: Visit) -> None:
    with visit("/") as visitor:
        visitor.page.evaluate("window.sameDocument = true")
        visitor.page.locator(".lb-footer").get_by_role("link", name="Mätluckor").click()
        expect(visitor.page.locator(".lb-kicker")).to_contain_text("Mätluckor")
        visitor.wait()
        assert visitor.path() == "/matluckor"
        assert visitor.page.evaluate("window.sameDocument")


def test_a_new_page_starts_at_its_top_with_its_title_in_focus(visit: Visit) -> None:
    with visit("/", size=PHONE) as visitor:
        link = visitor.page.locator(".lb-footer").get_by_role("link", name="Mätluckor")
        link.scroll_into_view_if_needed()
        link.click()
        expect(visitor.page.locator("[data-testid='stMain'] h1")).to_be_focused()
        assert visitor.page.get_by_test_id("stMain").evaluate("e => e.scrollTop") == 0


def test_the_logo_leads_back_to_the_front_page(visit: Visit) -> None:
    with visit("/matluckor") as visitor:
        visitor.page.get_by_role("button", name="Till Läget just nu").click()
        expect(visitor.page.locator(".lb-kicker")).to_have_text(re.compile("^Läget just nu"))


def test_header_and_role_stay_off_paper(visit: Visit) -> None:
    with visit("/") as visitor:
        visitor.page.emulate_media(media="print")
        expect(visitor.page.get_by_test_id("stHeader")).to_be_hidden()
        expect(visitor.page.locator(".st-key-access-role")).to_be_hidden()
        expect(visitor.page.locator(".lb-strip")).to_be_visible()
