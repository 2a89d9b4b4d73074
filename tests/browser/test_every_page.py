"""What holds on every page in every width: nothing English, nothing from elsewhere, nothing beside the screen."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Look, one_process
from tests.browser.sights import NAMES, SIZES, Size

pytestmark = pytest.mark.browser

every_page = pytest.mark.parametrize(
    "path",
    [
        one_process(path)
        for path in (
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
        )
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
