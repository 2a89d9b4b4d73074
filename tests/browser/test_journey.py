"""The way of a reader: front page, area, indicator, its table, and the origin of a value."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bench.server import Server
from tests.browser.conftest import LAPTOP, PHONE, Visit
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def nothing_foreign(visitor: Visitor) -> None:
    """No English, nothing fetched from elsewhere, nothing that the console complains of."""
    assert visitor.english() == []
    assert visitor.outside == []
    assert visitor.faults == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_from_front_page_to_the_origin_of_a_value(visit: Visit, size: tuple[int, int]) -> None:
    with visit("/?lage=2018", size=size) as visitor:
        page = visitor.page
        nothing_foreign(visitor)
        page.get_by_role("link", name="Livsvillkor ›").click()
        expect(page.locator(".lb-kicker")).to_contain_text("Strategiskt område 2 · Livsvillkor")
        visitor.wait()
        nothing_foreign(visitor)
        page.get_by_role("link", name="Trångbodda i flerbostadshus").click()
        expect(page).to_have_url(re.compile(r"/indikator\?.*indikator=trangboddhet"))
        expect(page.get_by_role("heading", name="Siffrorna bakom diagrammet")).to_be_visible()
        visitor.wait()
        nothing_foreign(visitor)
        figures = page.locator("table.lb-series").last
        row = figures.get_by_role("row").filter(has_text="2016")
        row.get_by_role("link").click()
        expect(page.locator("#ursprung")).to_contain_text("Varifrån kommer 19,2 %, 2016?")
        expect(page.locator(".lb-the-cell")).to_contain_text("19.196")
        expect(page.locator("#ursprung")).to_be_in_viewport()
        visitor.wait()
        assert "lage=2018" in visitor.query()
        nothing_foreign(visitor)
        assert visitor.overflow() <= 0


def test_back_button_retraces_the_way(visit: Visit) -> None:
    with visit("/") as visitor:
        visitor.page.get_by_role("link", name="Livsvillkor ›").click()
        expect(visitor.page.locator(".lb-kicker")).to_contain_text("område 2")
        visitor.wait()
        visitor.page.go_back()
        expect(visitor.page.locator(".lb-kicker")).to_have_text(re.compile("^Läget just nu"))


def test_link_reopens_indicator_place_year_and_traced_value(visit: Visit) -> None:
    with visit("/indikator?indikator=anmald-skadegorelse&plats=135&lage=2019&ar=2015") as visitor:
        expect(visitor.page.get_by_role("combobox", name="Gäller")).to_have_value("Majorna-Linné")
        expect(visitor.page.get_by_role("combobox", name="Läge per")).to_have_value("2019")
        expect(visitor.page.locator("#ursprung")).to_contain_text("2015")


def test_choosing_a_place_keeps_it_in_the_address(visit: Visit) -> None:
    with visit("/indikator?indikator=anmald-skadegorelse&lage=2019") as visitor:
        visitor.choose("pick-plats", "Lundby")
        expect(visitor.page.locator("[data-testid='stMain'] h1")).to_contain_text("Lundby")
        visitor.wait()
        assert "plats=139" in visitor.query()
        nothing_foreign(visitor)


def test_nonsense_in_the_address_is_answered_in_words(visit: Visit) -> None:
    with visit("/indikator?indikator=%27%3Bxyz&plats=<b>&lage=1066&ar=nio") as visitor:
        expect(visitor.page.locator(".lb-note").first).to_contain_text("som inte finns")
        assert visitor.english() == []
        assert visitor.page.locator("[data-testid='stException']").count() == 0


def test_table_twin_opens_at_once_and_its_files_download(visit: Visit) -> None:
    with visit("/omrade?omrade=2") as visitor:
        fold = visitor.page.locator(".st-key-twin-area details")
        closed, opened, growing = fold.evaluate(
            """fold => {
                const height = () => fold.getBoundingClientRect().height;
                const before = height();
                fold.querySelector('summary').click();
                return [before, height(), fold.getAnimations().length];
            }"""
        )
        table = fold.locator("table")
        expect(table).to_be_visible()
        height = table.evaluate("table => table.getBoundingClientRect().height")
        assert opened > closed + height, "a fold that still grows slides away under the click on what it holds"
        assert growing == 0
        with visitor.page.expect_download() as handed:
            visitor.page.get_by_role("button", name="Hämta tabellen (CSV)").first.click()
        assert handed.value.suggested_filename == "trangboddhet-1480.csv"
        assert handed.value.path().read_bytes().startswith(b"\xef\xbb\xbfindikator;plats;")
        visitor.page.get_by_text("Visa som tabell").first.click()
        expect(table).to_be_hidden()


def test_every_chart_has_a_text_alternative(visit: Visit) -> None:
    with visit("/indikator?indikator=trangboddhet&lage=2018") as visitor:
        charts = visitor.page.locator("[data-testid='stVegaLiteChart']")
        expect(charts).to_have_count(2)
        for chart in (charts.first, charts.last):
            expect(chart).to_have_attribute("aria-label", re.compile("2014.*2018"))


def test_live_example_answers_when_the_margin_grows(visit: Visit) -> None:
    with visit("/sa-raknar-vi") as visitor:
        visitor.page.get_by_role("radio", name="±3,0").or_(visitor.page.get_by_role("button", name="±3,0")).click()
        expect(visitor.page.locator(".lb-verdict")).to_contain_text("Går inte att avgöra")


def test_administrator_removes_and_restores_demonstration_data(visit: Visit, own_server: Server) -> None:
    with visit("/installningar", url=own_server.url) as visitor:
        page = visitor.page
        visitor.choose("access-role", "administratör")
        page.get_by_role("button", name="Ta bort alla påhittade siffror").click()
        page.get_by_role("button", name="Ja, ta bort dem").click()
        expect(page.get_by_text("Alla påhittade siffror är borttagna.")).to_be_visible()
        visitor.wait()
        expect(page.locator(".lb-strip")).not_to_contain_text("påhittad är gjorda")
        page.get_by_role("button", name="Lägg tillbaka demonstrationsdata").click()
        expect(page.get_by_text("Demonstrationsdata är tillbaka.")).to_be_visible(timeout=20000)
        nothing_foreign(visitor)


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_front_page_shows_its_answer_on_the_first_screen(visit: Visit, size: tuple[int, int]) -> None:
    with visit("/", size=size) as visitor:
        expect(visitor.page.locator("h1")).to_be_in_viewport()
        expect(visitor.page.locator(".lb-counts").first).to_be_in_viewport()


@pytest.mark.parametrize("year", [2018, 2020])
def test_front_page_fits_one_laptop_screen_and_eight_areas_a_small_one(visit: Visit, year: int) -> None:
    with visit(f"/?lage={year}", size=(1440, 1000)) as visitor:
        bottom = """all => Math.max(...all.filter(one => one.checkVisibility({contentVisibilityAuto: true}))
            .map(one => one.getBoundingClientRect().bottom))"""
        assert visitor.page.locator(".lb-two li, .lb-two p, .lb-two summary").evaluate_all(bottom) <= 1000
        assert visitor.page.locator(".lb-front tbody tr:nth-child(-n + 8)").evaluate_all(bottom) <= 768


def test_cell_excerpt_blanks_a_hidden_neighbour(visit: Visit) -> None:
    with visit("/indikator?indikator=demo-framtidstro&plats=139&lage=2018&ar=2016") as visitor:
        sheet = visitor.page.locator(".lb-sheet")
        expect(sheet).to_be_visible()
        expect(sheet).to_contain_text("…")
        expect(sheet).not_to_contain_text("63.41")
