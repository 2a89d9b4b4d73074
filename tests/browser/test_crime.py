"""Brott och trygghet i tio år in a browser: by keyboard to a district, a text written and read, and its print."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from bench.server import Server
from tests.browser.axe import serious_faults
from tests.browser.conftest import LAPTOP, Visit
from tests.browser.visitor import visiting

pytestmark = pytest.mark.browser
PAGES_IN_PDF = re.compile(rb"/Type\s*/Page[^s]")
PATH = "/brott-och-trygghet?brott=anmald-skadegorelse"


def test_a_district_is_reached_from_its_row_with_the_keyboard(visit: Visit) -> None:
    with visit(PATH) as visitor:
        visitor.page.locator(".lb-crime a", has_text="Majorna-Linné").focus()
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_url("**/brott-och-trygghet?*stadsdel=135*")
        visitor.wait()
        assert visitor.title().startswith("Anmäld skadegörelse i Majorna-Linné:")


def test_the_page_prints_on_three_pages_with_no_drawing_cut_or_too_wide(visit: Visit) -> None:
    with visit(PATH) as visitor:
        page = visitor.page
        page.emulate_media(media="print")
        breaks = page.evaluate(
            "[...document.querySelectorAll('.lb-panels li, .lb-crime tr, .lb-kinds tr, [class*=st-key-chart-]')]"
            ".map(e => getComputedStyle(e).breakInside)"
        )
        assert set(breaks) == {"avoid"}
        widths = page.evaluate(
            "[...document.querySelectorAll('.lb-panel img, canvas')].map(e => e.getBoundingClientRect().right)"
        )
        assert widths
        assert max(widths) <= page.evaluate("document.documentElement.clientWidth")
        assert len(PAGES_IN_PDF.findall(page.pdf(format="A4"))) == 3


def test_the_lead_writes_and_a_reader_reads(browser: Browser, own_server: Server) -> None:
    with visiting(browser, own_server.url, LAPTOP) as visitor:
        visitor.go(f"{PATH}&stadsdel=131")
        visitor.choose("access-role", "utvecklingsledare")
        page = visitor.page
        page.get_by_label("Din text, för läge per 2020").fill("Färre anmälningar, men toppen 2015 drar ned kurvan.")
        page.get_by_role("button", name="Spara texten").click()
        page.get_by_text("Texten är sparad.").wait_for()
        assert serious_faults(page) == []
        visitor.choose("access-role", "läsare")
        page.locator(".lb-written", has_text="toppen 2015").wait_for()
        assert "Utvecklingsledaren" in page.locator(".lb-by").first.inner_text()
        expect(page.get_by_label("Din text, för läge per 2020")).to_have_count(0)
