"""Every page: in every width nothing English, from elsewhere or beside the screen; on A4 each chart whole.

The file is one process's work (`--dist loadfile`), so that each page is visited once.
"""

from __future__ import annotations

import pytest

from tests.browser.conftest import Look
from tests.browser.sights import NAMES, SIZES, Size

pytestmark = pytest.mark.browser

every_page = pytest.mark.parametrize(
    "path",
    [
        "/",
        "/omrade",
        "/indikator",
        "/stadsdelar",
        "/stadsdelar?visa=karta",
        "/min-stadsdel",
        "/jamlik-stad",
        "/brott-och-trygghet",
        "/handelser",
        "/utgavor",
        "/orsak-och-atgard?omrade=7",
        "/sa-raknar-vi",
        "/matluckor",
        "/hamta-data",
        "/hamta-data?indikator=anmalda-ran,demo-god-halsa&plats=sdn",
        "/tillganglighet",
        "/installningar",
    ],
)
every_size = pytest.mark.parametrize("size", SIZES, ids=NAMES)


@every_page
@every_size
def test_nothing_is_fetched_from_another_host(look: Look, path: str, size: Size) -> None:
    assert look(path).widths[size].outside == []


@every_page
@every_size
def test_the_console_is_quiet_and_the_policy_unbroken(look: Look, path: str, size: Size) -> None:
    assert look(path).widths[size].faults == []


@every_page
@every_size
def test_nothing_is_english(look: Look, path: str, size: Size) -> None:
    assert look(path).widths[size].english == []


@every_page
@every_size
def test_nothing_stands_beside_the_screen(look: Look, path: str, size: Size) -> None:
    assert look(path).widths[size].overflow <= 0


@every_page
@every_size
def test_there_is_no_serious_barrier(look: Look, path: str, size: Size) -> None:
    assert look(path).widths[size].barriers == []


PRINTED = [
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


@pytest.mark.parametrize("path", PRINTED)
def test_no_chart_is_cut_or_parted_from_its_heading(look: Look, path: str) -> None:
    charts, sheets = look(path).paper.charts, look(path).paper.sheets
    assert charts >= DRAWN.get(path, 0)
    assert {name for name in sheets if name.endswith("top")} == {f"{n}/top" for n in range(charts)}
    cut = [n for n in range(charts) if sheets[f"{n}/top"] != sheets[f"{n}/bottom"]]
    assert cut == []
    stranded = [n for n in range(charts) if sheets.get(f"{n}/heading", sheets[f"{n}/top"]) != sheets[f"{n}/top"]]
    assert stranded == []
