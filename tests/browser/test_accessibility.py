"""axe-core finds no serious fault of our own on any page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_core_python
import pytest

from tests.browser.conftest import LAPTOP, PHONE, Visit
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

SCRIPT = Path(axe_core_python.__file__).with_name("axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = {"serious", "critical"}
KNOWN = {
    "list": "stSidebarNav",  # Streamlit puts a heading beside the list items of its sectioned menu on telephones
    "listitem": "stSidebarNav",
}
"""Faults of Streamlit's own parts: the rule, and the part that has it."""
PATHS = ("/", "/omrade", "/indikator", "/sa-raknar-vi", "/matluckor", "/tillganglighet", "/installningar")


def serious_faults(visitor: Visitor) -> list[str]:
    """Serious faults as `rule: element`, without those known of Streamlit."""
    visitor.page.evaluate(SCRIPT.read_text(encoding="utf-8") + ";0")
    run = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
    found = visitor.page.evaluate(run, TAGS)["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
        if not is_known(visitor, fault["id"], node)
    ]


def is_known(visitor: Visitor, rule: str, node: dict[str, Any]) -> bool:
    if rule not in KNOWN:
        return False
    inside = "([selector, part]) => !!document.querySelector(selector)?.closest(`[data-testid=${part}]`)"
    return bool(visitor.page.evaluate(inside, [node["target"][0], KNOWN[rule]]))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_no_page_has_a_serious_fault(visit: Visit, path: str, size: tuple[int, int]) -> None:
    with visit(path, size=size) as visitor:
        assert serious_faults(visitor) == []


def test_the_open_menu_of_a_telephone_has_no_serious_fault(visit: Visit) -> None:
    with visit("/", size=PHONE) as visitor:
        visitor.page.get_by_test_id("stExpandSidebarButton").click()
        visitor.page.wait_for_timeout(500)
        assert serious_faults(visitor) == []


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
