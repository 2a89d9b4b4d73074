"""Hämta data in a browser: choose with the keyboard, reload, fetch a file, and print."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_choice_is_kept_in_the_address_and_its_file_comes_on_click(visit: Visit, tmp_path: Path) -> None:
    with visit("/indikator?indikator=anmalda-ran&plats=131&lage=2019") as visitor:
        page = visitor.page
        page.locator(".lb-footer").get_by_role("link", name="Hämta data").click()
        expect(page).to_have_url(re.compile(r"/hamta-data\?indikator=anmalda-ran&plats=131&lage=2019"))
        expect(page.locator("h1")).to_have_text("Urvalet har 9 rader från en indikator")
        visitor.wait()
        places = page.get_by_role("combobox", name="Platser")
        places.focus()
        places.press_sequentially("Centr")
        expect(page.get_by_role("option", name="Centrum", exact=True)).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Urvalet har 18 rader från en indikator")
        expect(page).to_have_url(re.compile(r"plats=131(,|%2C)134"))
        page.reload()
        visitor.wait()
        expect(page.locator("h1")).to_have_text("Urvalet har 18 rader från en indikator")
        with page.expect_download() as fetched:
            page.get_by_role("button", name="Hämta urvalet som Excel").click()
        assert re.fullmatch(r"lagesbild-2020-urval-dataversion-\d+\.xlsx", fetched.value.suggested_filename)
        fetched.value.save_as(tmp_path / "urval.xlsx")
        book = openpyxl.load_workbook(tmp_path / "urval.xlsx", read_only=True)
        assert sum(1 for _ in book["Värden"].rows) == 19
        assert (visitor.english(), visitor.outside, visitor.faults) == ([], [], [])


def test_the_print_has_nothing_beside_the_paper(visit: Visit) -> None:
    with visit("/hamta-data?indikator=anmalda-ran") as visitor:
        visitor.page.emulate_media(media="print")
        visitor.page.set_viewport_size({"width": 794, "height": 1123})
        assert visitor.overflow() <= 0
        assert b"%PDF" in visitor.page.pdf(format="A4")[:10]
