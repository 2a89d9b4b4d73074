"""Every page printed on A4: each chart whole on one sheet, within the paper, and under its own heading."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

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

PATHS = [
    "/",
    "/omrade",
    "/indikator",
    "/stadsdelar",
    "/stadsdelar?visa=karta",
    "/min-stadsdel",
    "/jamlik-stad",
    "/brott-och-trygghet",
    "/handelser",
    "/sa-raknar-vi",
    "/matluckor",
    "/hamta-data?indikator=anmalda-ran",
]
DRAWN = {"/omrade": 1, "/indikator": 2, "/stadsdelar": 21, "/stadsdelar?visa=karta": 11, "/jamlik-stad": 4}
"""At least how many drawings there are to look at."""


@pytest.mark.parametrize("path", PATHS)
def test_no_chart_is_cut_or_parted_from_its_heading(visit: Visit, path: str) -> None:
    with visit(path) as visitor:
        visitor.page.emulate_media(media="print")
        visitor.page.wait_for_timeout(500)
        charts = visitor.page.evaluate(MARK)
        sheets = sheets_of(visitor.page.pdf(format="A4"))
    assert charts >= DRAWN.get(path, 0)
    assert {name for name in sheets if name.endswith("top")} == {f"{n}/top" for n in range(charts)}
    cut = [n for n in range(charts) if sheets[f"{n}/top"] != sheets[f"{n}/bottom"]]
    assert cut == []
    stranded = [n for n in range(charts) if sheets.get(f"{n}/heading", sheets[f"{n}/top"]) != sheets[f"{n}/top"]]
    assert stranded == []


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
