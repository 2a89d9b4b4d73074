"""What one visit to a page showed in every width and on paper; many tests look at the same visit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.browser.axe import serious_faults
from tests.browser.visitor import Visitor

Size = tuple[int, int]
LAPTOP, PHONE, NARROW = (1440, 900), (400, 800), (320, 640)
SIZES = (LAPTOP, PHONE, NARROW)
NAMES = ("laptop", "phone", "narrow")

MARK = """() => {
    const charts = [...document.querySelectorAll('[class*=st-key-chart-], .lb-panels li, table.lb-dots tbody tr')]
        .filter((e) => e.offsetHeight > 0);
    const put = (e, where, name) => {
        if (getComputedStyle(e).position === 'static') e.style.position = 'relative';
        const a = document.createElement('a');
        a.href = 'https://print.test/' + name;
        a.textContent = '.';
        a.style = `position:absolute;left:0;width:4px;height:4px;font-size:4px;line-height:4px;${where}:0`;
        e.append(a);
    };
    charts.forEach((e, n) => {
        const own = e.tagName === 'TR' ? e.firstElementChild : e;
        put(own, 'top', n + '/top');
        put(own, 'bottom', n + '/bottom');
    });
    const headings = [...document.querySelectorAll('h2.lb-section')].filter((e) => e.offsetHeight > 0);
    headings.forEach((h, k) => {
        const after = (e) => h.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING;
        const n = charts.findIndex(after);
        const next = headings[k + 1];
        const isOwn = n >= 0 && (!next || charts[n].compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING);
        if (isOwn) put(h, 'top', n + '/heading');
    });
    return charts.length;
}"""
"""Puts a link at the head and the foot of every chart; the PDF keeps each link with the sheet that it stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A page in one width."""

    outside: list[str]
    faults: list[str]
    english: list[str]
    overflow: int
    barriers: list[str]

    @property
    def complaints(self) -> list[str]:
        """All that is wrong, in words."""
        beside = [f"{self.overflow} px beside the screen"] if self.overflow > 0 else []
        return [*self.outside, *self.faults, *self.english, *self.barriers, *beside]


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A page on paper: how many charts it has, and on which sheet each mark of `MARK` stands."""

    charts: int
    sheets: Mapping[str, int]


def in_every_width(visitor: Visitor) -> dict[Size, Sight]:
    """The open page in each width; what was fetched and complained of belongs to the width it happened in."""
    return {size: _in(visitor, size) for size in SIZES}


def complaints(visitor: Visitor) -> dict[Size, list[str]]:
    """What is wrong with the open page, by the widths in which something is."""
    return {size: sight.complaints for size, sight in in_every_width(visitor).items() if sight.complaints}


def on_paper(visitor: Visitor) -> Print:
    """The open page as it is printed from a laptop; the page is marked afterwards."""
    visitor.resize(LAPTOP)
    visitor.page.emulate_media(media="print")
    visitor.page.wait_for_timeout(500)
    charts = visitor.page.evaluate(MARK)
    return Print(charts=charts, sheets=sheets_of(visitor.page.pdf(format="A4")))


def sheets_of(pdf: bytes) -> Mapping[str, int]:
    """On which sheet each link stands."""
    objects = dict(re.findall(rb"\n(\d+) 0 obj\s(.*?)\nendobj", pdf, re.DOTALL))
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    found: dict[str, int] = {}
    for number, page in enumerate(pages):
        listed = re.search(rb"/Annots\s*\[(.*?)\]", page, re.DOTALL)
        for reference in re.findall(rb"(\d+) 0 R", listed[1]) if listed else []:
            for address in re.findall(rb"print\.test/(\d+/\w+)", objects.get(reference, b"")):
                found[address.decode()] = number
    return found


def _in(visitor: Visitor, size: Size) -> Sight:
    visitor.resize(size)
    sight = Sight(
        english=visitor.english(),
        overflow=visitor.overflow(),
        barriers=serious_faults(visitor.page),
        outside=list(visitor.outside),
        faults=list(visitor.faults),
    )
    visitor.outside.clear()
    visitor.faults.clear()
    return sight
