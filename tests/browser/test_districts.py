"""Stadsdelar and Min stadsdel in a browser: the keyboard's way from one to the other, and their prints."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import PHONE, Visit

pytestmark = pytest.mark.browser
PAGES_IN_PDF = re.compile(rb"/Type\s*/Page[^s]")


def test_a_district_is_reached_from_the_dots_with_the_keyboard(visit: Visit) -> None:
    with visit("/stadsdelar?indikator=anmalda-ran") as visitor:
        visitor.page.locator(".lb-dots a").first.focus()
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_url("**/min-stadsdel?stadsdel=*")
        visitor.wait()
        assert "än resten av staden" in visitor.title()


def test_a_link_to_a_district_opens_that_district(visit: Visit) -> None:
    with visit("/min-stadsdel?stadsdel=140") as visitor:
        assert visitor.title().startswith("Norra Hisingen")


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_cell_of_the_overview_opens_the_indicator_in_its_district(visit: Visit, way: str) -> None:
    with visit("/stadsdelar?indikator=anmalda-ran") as visitor:
        cell = visitor.page.locator("table.lb-over td.c-num:not(.c-city) a").first
        if way == "mouse":
            cell.click(position={"x": 3, "y": 3})  # the whole cell is the link, not the figure alone
        else:
            cell.focus()
            visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_url("**/indikator?*plats=131*")
        visitor.wait()
        assert "Angered" in visitor.title()
        assert visitor.page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0
        assert visitor.page.locator("#ursprung").count() == 1


@pytest.mark.parametrize("code", ["131", "134", "140"])
def test_one_district_prints_on_one_page(visit: Visit, code: str) -> None:
    with visit(f"/min-stadsdel?stadsdel={code}") as visitor:
        assert len(PAGES_IN_PDF.findall(visitor.page.pdf(format="A4"))) == 1


def test_on_a_phone_the_overview_is_a_list_and_the_table_is_away(visit: Visit) -> None:
    with visit("/stadsdelar", size=PHONE) as visitor:
        assert visitor.page.locator(".lb-over-list").is_visible()
        assert not visitor.page.locator("table.lb-over").is_visible()


def test_the_citys_line_is_in_the_same_place_in_every_row(visit: Visit) -> None:
    with visit("/stadsdelar?indikator=anmalda-ran") as visitor:
        places = visitor.page.locator(".lb-dots .lb-city").evaluate_all(
            "lines => lines.map(line => Math.round(line.getBoundingClientRect().x * 10))"
        )
        assert len(places) == 10
        assert len(set(places)) == 1


def test_on_a_phone_the_map_leaves_no_empty_space_around_it(visit: Visit) -> None:
    with visit("/stadsdelar?visa=karta", size=PHONE) as visitor:
        place = visitor.page.locator(".st-key-chart-map")
        place.locator("canvas, svg").first.wait_for()
        box = place.bounding_box()
        assert box is not None
        assert 0.9 * box["width"] <= box["height"] <= 1.2 * box["width"]
