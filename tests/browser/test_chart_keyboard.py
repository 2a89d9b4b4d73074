"""Every drawing of the pages about districts, equal city and crime is reached without a mouse: by its table."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PAGES = {
    "/stadsdelar?indikator=anmald-misshandel": 2,
    "/stadsdelar?indikator=anmald-misshandel&visa=karta": 2,
    "/jamlik-stad?indikator=demo-trygg-ute-kvallstid": 6,
    "/brott-och-trygghet": 3,
}
"""Addresses, with how many tables stand behind drawings there."""
STOPS = """(node) => {
    const rank = Node.DOCUMENT_POSITION_FOLLOWING;
    const chart = document.querySelector(`.st-key-chart-${node.dataset.of}`);
    return node.tabIndex >= 0 && (!chart || Boolean(chart.compareDocumentPosition(node) & rank));
}"""
TOLD = """(node) => [node, ...node.querySelectorAll('[aria-label]')]
    .map((part) => part.getAttribute('aria-label')).filter(Boolean).join(' ')"""


@pytest.mark.parametrize(("path", "count"), PAGES.items())
def test_the_table_behind_every_drawing_opens_with_the_keyboard_after_it(visit: Visit, path: str, count: int) -> None:
    with visit(path) as visitor:
        page = visitor.page
        twins = page.locator("[class*='st-key-twin-']")
        expect(twins).to_have_count(count)
        for at in range(count):
            twin = twins.nth(at)
            key = next(
                name for name in (twin.get_attribute("class") or "").split() if name.startswith("st-key-twin-")
            ).removeprefix("st-key-twin-")
            opener = twin.locator("summary")
            opener.evaluate("(node, key) => { node.dataset.of = key; }", key)
            assert opener.evaluate(STOPS), key
            opener.focus()
            page.keyboard.press("Enter")
            expect(twin.locator("table caption")).to_be_attached()
            expect(twin.locator("table").first).to_be_visible()

        for drawing in page.locator("[data-testid='stVegaLiteChart']").all():
            assert len(str(drawing.evaluate(TOLD))) > 60
