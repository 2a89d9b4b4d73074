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
JUDGED = (LAPTOP, NARROW)
"""The widths in which axe looks for barriers."""
NAMES = ("laptop", "phone", "narrow")

CHARTS = (
    "[class*=st-key-chart-], .lb-panels li, table.lb-dots tbody tr, .lb-card, "
    "[class*=st-key-hearing-tile-], [data-testid=stVerticalBlock][class*=st-key-edition-]"
)
"""What is drawn, or is to be read as one piece as a drawing is."""

MARK = """(charts_) => {
    const charts = [...document.querySelectorAll(charts_)].filter((e) => e.offsetHeight > 0);
    const put = (e, name, style) => {
        if (getComputedStyle(e).position === 'static') e.style.position = 'relative';
        const a = document.createElement('a');
        a.href = 'https://print.test/' + name;
        a.textContent = '.';
        a.style = `position:absolute;width:4px;height:4px;font-size:4px;line-height:4px;${style}`;
        e.append(a);
    };
    const drawn = (e) => [e, ...e.querySelectorAll('svg, svg text, canvas, img, td, p, span')]
        .map((part) => part.getBoundingClientRect()).filter((box) => box.width > 2);
    const isCut = (e) => [...e.querySelectorAll('svg, svg text, canvas, img')].some((part) => {
        const right = part.getBoundingClientRect().right;
        for (let around = part.parentElement; around && e.contains(around); around = around.parentElement)
            if (getComputedStyle(around).overflowX !== 'visible' && right > 1 + around.getBoundingClientRect().right)
                return true;
        return false;
    });
    const cut = [];
    charts.forEach((e, n) => {
        const own = e.tagName === 'TR' ? e.firstElementChild : e;
        const box = own.getBoundingClientRect();
        const right = Math.max(...drawn(e).map((part) => part.right));
        if (isCut(e)) cut.push(n);
        put(own, n + '/top', 'left:0;top:0');
        put(own, n + '/bottom', 'left:0;bottom:0');
        put(own, n + '/right', `top:0;left:${(right - box.left) * own.offsetWidth / box.width - 4}px`);
    });
    const headings = [...document.querySelectorAll('h2.lb-section')].filter((e) => e.offsetHeight > 0);
    headings.forEach((h, k) => {
        const after = (e) => h.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING;
        const n = charts.findIndex(after);
        const next = headings[k + 1];
        const isOwn = n >= 0 && (!next || charts[n].compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING);
        if (isOwn) put(h, n + '/heading', 'left:0;top:0');
    });
    return [charts.length, cut];
}"""
"""Puts a link at the head, the foot and the right edge of every chart; the PDF keeps each with the sheet it stands on.

The right edge is that of the widest part of the drawing, wherever its frame ends. Also tells which drawings their own
frame cuts.
"""


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
    """Marks within the paper's edges; one beyond them is on no sheet."""
    cut: list[int]
    """The charts that their own frame cuts."""

    @property
    def complaints(self) -> list[str]:
        """What is cut or parted, in words."""
        told = [f"{n}: cut by its frame" for n in self.cut]
        for n in range(self.charts):
            top = self.sheets.get(f"{n}/top")
            told += [f"{n}: not on paper"] if top is None else []
            told += [f"{n}: cut at the foot"] if self.sheets.get(f"{n}/bottom") != top else []
            told += [f"{n}: cut at the right"] if self.sheets.get(f"{n}/right") != top else []
            told += [f"{n}: parted from its heading"] if self.sheets.get(f"{n}/heading", top) != top else []
        return told


def in_every_width(visitor: Visitor) -> dict[Size, Sight]:
    """The open page in each width; what was fetched and complained of belongs to the width it happened in."""
    return {size: _in(visitor, size) for size in SIZES}


def complaints(visitor: Visitor) -> dict[Size, list[str]]:
    """What is wrong with the open page, by the widths in which something is."""
    return {size: sight.complaints for size, sight in in_every_width(visitor).items() if sight.complaints}


def on_paper(visitor: Visitor) -> Print:
    """The open page as it is printed from a laptop."""
    visitor.resize(LAPTOP)
    visitor.page.emulate_media(media="print")
    visitor.page.wait_for_timeout(500)
    charts, cut = visitor.page.evaluate(MARK, CHARTS)
    found = Print(charts=charts, sheets=sheets_of(visitor.page.pdf(format="A4")), cut=cut)
    visitor.page.evaluate(
        "document.querySelectorAll('a[href^=\"https://print.test\"]').forEach((mark) => mark.remove())"
    )
    visitor.page.emulate_media(media="screen")
    return found


def sheets_of(pdf: bytes) -> Mapping[str, int]:
    """On which sheet each link stands, for those within its edges."""
    objects = dict(re.findall(rb"\n(\d+) 0 obj\s(.*?)\nendobj", pdf, re.DOTALL))
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    found: dict[str, int] = {}
    for number, page in enumerate(pages):
        listed = re.search(rb"/Annots\s*\[(.*?)\]", page, re.DOTALL)
        _, _, width, _ = _box(rb"/MediaBox", page)
        for reference in re.findall(rb"(\d+) 0 R", listed[1]) if listed else []:
            link = objects.get(reference, b"")
            for address in re.findall(rb"print\.test/(\d+/\w+)", link):
                left, _, right, _ = _box(rb"/Rect", link)
                if left >= 0 and right <= width:
                    found[address.decode()] = number
    return found


def _box(name: bytes, body: bytes) -> tuple[float, float, float, float]:
    """The four numbers of a rectangle in a PDF: left, lower, right, upper."""
    listed = re.search(name + rb"\s*\[([^\]]*)\]", body)
    if listed is None:
        raise ValueError(f"{name.decode()} is missing")
    left, lower, right, upper = (float(number) for number in listed[1].split())
    return left, lower, right, upper


def _in(visitor: Visitor, size: Size) -> Sight:
    visitor.resize(size)
    sight = Sight(
        english=visitor.english(),
        overflow=visitor.overflow(),
        barriers=serious_faults(visitor.page) if size in JUDGED else [],
        outside=list(visitor.outside),
        faults=list(visitor.faults),
    )
    visitor.outside.clear()
    visitor.faults.clear()
    return sight
