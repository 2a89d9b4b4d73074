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


@pytest.mark.parametrize("chosen", ["131", "134", "138&mot=liknande"])
def test_one_district_prints_on_one_page(visit: Visit, chosen: str) -> None:
    with visit(f"/min-stadsdel?stadsdel={chosen}") as visitor:
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


LABELS = """(map) => [...map.querySelectorAll('svg.marks text')]
    .filter((text) => text.textContent && Number(text.getAttribute('opacity') ?? 1) > 0)
    .map((text) => [text.textContent, text.getBoundingClientRect().toJSON()])"""


def test_the_map_names_every_district_and_no_name_lies_on_another(visit: Visit) -> None:
    with visit("/stadsdelar?visa=karta") as visitor:
        for width in (1440, 540, 400, 320):
            visitor.resize((width, 800))
            visitor.page.locator(".st-key-chart-map svg.marks text").first.wait_for(state="attached")
            labels = visitor.page.locator(".st-key-chart-map").evaluate(LABELS)
            told, key = {text for text, _ in labels}, visitor.page.locator(".lb-map-key")
            if width > 520:
                assert {"Angered", "Askim-Frölunda-Högsbo", "Örgryte-Härlanda"} <= told
                assert not key.is_visible()
            else:
                assert told == {str(number) for number in range(1, 11)}
                lines = key.locator("li").all_inner_texts()
                assert [line.split()[0] for line in lines] == [str(number) for number in range(1, 11)]
            assert [(width, pair) for pair in _on_each_other(labels)] == []


def _on_each_other(labels: list[tuple[str, dict[str, float]]]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for place, (one, a) in enumerate(labels)
        for other, b in labels[place + 1 :]
        if min(a["right"], b["right"]) > max(a["left"], b["left"])
        and min(a["bottom"], b["bottom"])
        > max(a["top"], b["top"]) + 2  # a line's box is a little higher than its letters
    ]


def test_on_a_phone_the_map_leaves_no_empty_space_around_it(visit: Visit) -> None:
    with visit("/stadsdelar?visa=karta", size=PHONE) as visitor:
        place = visitor.page.locator(".st-key-chart-map")
        place.locator("canvas, svg").first.wait_for()
        box = place.bounding_box()
        assert box is not None
        assert 0.9 * box["width"] <= box["height"] <= 1.2 * box["width"]
