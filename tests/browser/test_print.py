"""Every page printed on A4: each chart whole on one sheet, within the paper, and under its own heading."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Look, one_process

pytestmark = pytest.mark.browser

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
    "/hamta-data?indikator=anmalda-ran,demo-god-halsa&plats=sdn",
]
DRAWN = {"/omrade": 1, "/indikator": 2, "/stadsdelar": 21, "/stadsdelar?visa=karta": 11, "/jamlik-stad": 4}
"""At least how many drawings there are to look at."""


@pytest.mark.parametrize("path", [one_process(path) for path in PATHS])
def test_no_chart_is_cut_or_parted_from_its_heading(look: Look, path: str) -> None:
    charts, sheets = look(path).paper.charts, look(path).paper.sheets
    assert charts >= DRAWN.get(path, 0)
    assert {name for name in sheets if name.endswith("top")} == {f"{n}/top" for n in range(charts)}
    cut = [n for n in range(charts) if sheets[f"{n}/top"] != sheets[f"{n}/bottom"]]
    assert cut == []
    stranded = [n for n in range(charts) if sheets.get(f"{n}/heading", sheets[f"{n}/top"]) != sheets[f"{n}/top"]]
    assert stranded == []
