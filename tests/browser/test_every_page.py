"""Every page: in every width nothing English, from elsewhere or beside the screen; on A4 each chart whole.

The file is one process's work (`--dist loadfile`), so that each page is visited once.
"""

from __future__ import annotations

import pytest

from tests.browser import sights
from tests.browser.conftest import LEAD, Look, Page, Visit
from tests.browser.sights import JUDGED, NAMES, SIZES, Size

pytestmark = pytest.mark.browser

PAGES = [
    Page("/"),
    Page("/omrade", drawn=1),
    Page("/indikator", drawn=2),
    Page("/stadsdelar", drawn=21),
    Page("/stadsdelar?visa=karta", drawn=11),
    Page("/min-stadsdel?stadsdel=131&mot=liknande"),
    Page("/jamlik-stad?indikator=demo-trygg-ute-kvallstid", drawn=6),  # gap target, contributions, sexes and ages
    Page("/brott-och-trygghet?brott=anmald-skadegorelse&stadsdel=135", drawn=24),
    Page("/handelser", role=LEAD),  # with the form
    Page("/utgavor"),
    Page("/orsak-och-atgard?omrade=7", drawn=2),
    Page("/sa-raknar-vi"),
    Page("/matluckor"),
    Page("/hamta-data"),
    Page("/hamta-data?indikator=anmalda-ran,demo-god-halsa&plats=sdn"),
    Page("/tillganglighet"),
    Page("/installningar"),
]
"""Every page, in the state with the most on it; the hearing and its editions are in test_hearing.py."""
every_page = pytest.mark.parametrize("page", PAGES, ids=[page.path for page in PAGES])
every_size = pytest.mark.parametrize("size", SIZES, ids=NAMES)


@every_page
@every_size
def test_nothing_is_fetched_from_another_host(look: Look, page: Page, size: Size) -> None:
    assert look(page).widths[size].outside == []


@every_page
@every_size
def test_the_console_is_quiet_and_the_policy_unbroken(look: Look, page: Page, size: Size) -> None:
    assert look(page).widths[size].faults == []


@every_page
@every_size
def test_nothing_is_english(look: Look, page: Page, size: Size) -> None:
    assert look(page).widths[size].english == []


@every_page
@every_size
def test_nothing_stands_beside_the_screen(look: Look, page: Page, size: Size) -> None:
    assert look(page).widths[size].overflow <= 0


@every_page
@pytest.mark.parametrize("size", JUDGED, ids=("laptop", "narrow"))
def test_there_is_no_serious_barrier(look: Look, page: Page, size: Size) -> None:
    assert look(page).widths[size].barriers == []


@every_page
def test_on_paper_no_chart_is_cut_or_parted_from_its_heading(look: Look, page: Page) -> None:
    paper = look(page).paper
    assert paper.charts >= page.drawn
    assert paper.complaints == []


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (".st-key-chart-trend svg.marks { width: 1900px !important; max-width: none !important }", "cut at the right"),
        (".st-key-chart-trend { width: 300px; overflow: hidden } svg.marks { min-width: 600px }", "cut by its frame"),
    ],
    ids=["wider than the paper", "wider than its frame"],
)
def test_a_chart_that_is_too_wide_is_found_on_paper(visit: Visit, made: str, told: str) -> None:
    with visit("/indikator") as visitor:
        visitor.page.add_style_tag(content=f"@media print {{ {made} }}")
        assert f"0: {told}" in sights.on_paper(visitor).complaints
