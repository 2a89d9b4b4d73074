"""What holds on every page in every width: nothing English, nothing from elsewhere, nothing beside the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from bench.server import Server
from tests.browser.axe import serious_faults
from tests.browser.conftest import LAPTOP, NARROW, PHONE
from tests.browser.visitor import visiting

pytestmark = pytest.mark.browser

Size = tuple[int, int]

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
every_size = pytest.mark.parametrize("size", [LAPTOP, PHONE, NARROW], ids=["laptop", "phone", "narrow"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one visit to a page showed."""

    outside: list[str]
    faults: list[str]
    english: list[str]
    overflow: int
    barriers: list[str]


Look = Callable[[str, Size], Sight]


@pytest.fixture(scope="module")
def look(browser: Browser, server: Server) -> Look:
    """Visits each page once per width; the tests share what was seen."""
    kept: dict[tuple[str, Size], Sight] = {}

    def looked(path: str, size: Size) -> Sight:
        if (path, size) not in kept:
            with visiting(browser, server.url, size) as visitor:
                visitor.go(path)
                kept[path, size] = Sight(
                    outside=visitor.outside,
                    faults=visitor.faults,
                    english=visitor.english(),
                    overflow=visitor.overflow(),
                    barriers=serious_faults(visitor.page),
                )
        return kept[path, size]

    return looked


@every_page
@every_size
def test_nothing_is_fetched_from_another_host(look: Look, path: str, size: Size) -> None:
    assert look(path, size).outside == []


@every_page
@every_size
def test_the_console_is_quiet_and_the_policy_unbroken(look: Look, path: str, size: Size) -> None:
    assert look(path, size).faults == []


@every_page
@every_size
def test_nothing_is_english(look: Look, path: str, size: Size) -> None:
    assert look(path, size).english == []


@every_page
@every_size
def test_nothing_stands_beside_the_screen(look: Look, path: str, size: Size) -> None:
    assert look(path, size).overflow <= 0


@every_page
@every_size
def test_there_is_no_serious_barrier(look: Look, path: str, size: Size) -> None:
    assert look(path, size).barriers == []
