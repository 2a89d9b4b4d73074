"""axe-core's verdict on a window, with Streamlit's own known faults told from ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_core_python
from playwright.sync_api import Page

SCRIPT = Path(axe_core_python.__file__).with_name("axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],  # what passes is counted, not described
    "preload": {"assets": ["media"]},  # style sheets are read anew only for an experimental rule
}
SERIOUS = {"serious", "critical"}
KNOWN = {
    "list": "stSidebarNav",  # Streamlit puts a heading beside the list items of its sectioned menu on telephones
    "listitem": "stSidebarNav",
}
"""Faults of Streamlit's own parts: the rule, and the part that has it."""


def serious_faults(page: Page) -> list[str]:
    """Serious faults as `rule: element`, without those known of Streamlit."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8") + ";0")  # evaluated, since the policy stops a script element
    run = "options => axe.run(document, options)"
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in page.evaluate(run, OPTIONS)["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
        if not _is_known(page, fault["id"], node)
    ]


def _is_known(page: Page, rule: str, node: dict[str, Any]) -> bool:
    if rule not in KNOWN:
        return False
    inside = "([selector, part]) => !!document.querySelector(selector)?.closest(`[data-testid=${part}]`)"
    return bool(page.evaluate(inside, [node["target"][0], KNOWN[rule]]))
