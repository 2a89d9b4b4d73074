"""Granska and Leveransläge in a browser: every width, the decision at hand, the keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bench.server import Server, running
from indicators import registry as registers
from indicators.settings import Settings
from indicators.store import Store
from tests.browser import sights
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.visitor import Visitor, visiting
from tests.ui import handed_in

pytestmark = pytest.mark.browser

Review = Callable[..., AbstractContextManager[Visitor]]
every_page = pytest.mark.parametrize(
    "path", ["/granska", "/granska?leverans=13", "/leveranslage", "/leveranslage?ar=2015"]
)


@pytest.fixture(scope="module")
def desk(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with three deliveries that wait and one that is approved."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ready, folder, dirs_exist_ok=True)
    _hand_in(folder)
    with running(folder) as started:
        yield started


@pytest.fixture
def review(browser: Browser, desk: Server) -> Review:
    """Opens a page as the approver."""

    @contextmanager
    def opened(path: str, *, size: tuple[int, int] = LAPTOP) -> Iterator[Visitor]:
        with visiting(browser, desk.url, size) as visitor:
            visitor.go(path)
            visitor.choose("access-role", "godkännare")
            visitor.wait()
            yield visitor

    return opened


@every_page
def test_a_page_for_reviewers_has_no_faults_in_any_width(review: Review, path: str) -> None:
    with review(path) as visitor:
        assert sights.complaints(visitor) == {}


def test_the_decision_is_at_hand_wherever_the_reader_is(review: Review) -> None:
    with review("/granska") as visitor:
        approve = visitor.page.get_by_role("button", name="Godkänn", exact=True)
        expect(approve).to_be_in_viewport()
        visitor.page.get_by_role("heading", name="Det här ändras").scroll_into_view_if_needed()
        expect(approve).to_be_in_viewport()


def test_on_a_telephone_the_queue_comes_first_and_the_decision_last(review: Review) -> None:
    with review("/granska", size=PHONE) as visitor:
        queue, button = (
            visitor.page.locator(".lb-queue"),
            visitor.page.get_by_role("button", name="Godkänn", exact=True),
        )
        title = visitor.page.locator("h1").first
        tops = [part.bounding_box() for part in (queue, title, button)]
        assert [top["y"] for top in tops if top] == sorted(top["y"] for top in tops if top)
        expect(button).not_to_be_in_viewport()


def test_a_delivery_is_chosen_with_the_keyboard_and_stays_in_the_address(review: Review) -> None:
    with review("/granska") as visitor:
        visitor.page.locator(".lb-queue a").nth(1).focus()
        visitor.page.keyboard.press("Enter")
        expect(visitor.page.locator(".lb-queue a").nth(1)).to_have_attribute("aria-current", "true")
        assert visitor.query().startswith("leverans=")
        visitor.page.reload()
        visitor.wait()
        assert visitor.query().startswith("leverans=")


def test_the_received_file_comes_back_untouched(review: Review) -> None:
    with review("/granska") as visitor:
        with visitor.page.expect_download() as download:
            visitor.page.get_by_role("button", name="angered-2019.xlsx").click()
        assert download.value.suggested_filename == "angered-2019.xlsx"
        assert Path(download.value.path()).read_bytes().startswith(b"angered-2019.xlsx 0")


def test_every_table_stacks_on_a_telephone_with_its_labels(review: Review) -> None:
    with review("/granska", size=PHONE) as visitor:
        cell = visitor.page.locator(".lb-changes td").first
        assert "År" in visitor.page.evaluate("e => getComputedStyle(e, '::before').content", cell.element_handle())


def test_paper_holds_the_delivery_and_not_the_queue(review: Review) -> None:
    with review("/granska") as visitor:
        visitor.page.emulate_media(media="print")
        expect(visitor.page.locator(".lb-queue")).to_be_hidden()
        expect(visitor.page.locator(".lb-tally")).to_be_visible()


def test_a_delivery_is_approved_and_the_next_one_shown(review: Review) -> None:
    with review("/granska?leverans=14") as visitor:
        visitor.page.get_by_role("button", name="Godkänn", exact=True).click()
        expect(visitor.page.locator(".lb-note")).to_contain_text("Leverans 14 är godkänd.")
        expect(visitor.page.get_by_role("heading", name="Två leveranser väntar")).to_be_visible()
        visitor.page.get_by_role("link", name="Ångra").click()
        expect(visitor.page.locator("h1")).to_contain_text("Leverans 14 är godkänd")


def _hand_in(folder: Path) -> None:
    url = f"sqlite:///{folder / 'lagesbild.db'}"
    store = Store.open(Settings(database_url=url, read_url=url, files=folder / "files", today=None))
    register = registers.load(store.register_documents())
    changes = {"anmald-misshandel": 60.0, "demo-nattvandringar": None, "anmalda-stolder-och-ran": 900.0}
    handed_in.hand_in(store, register, handed_in.figures(store, "131", 2019, changes), note="Kontrollerat.")
    approved = handed_in.figures(store, "139", 2019, {"anmald-skadegorelse": 900.0})
    number = handed_in.hand_in(store, register, approved, code="139", file_name="lundby-2019.xlsx")
    handed_in.approve(store, register, number)
    for code in ("135", "136"):
        rows = handed_in.figures(store, code, 2019, {"anmald-skadegorelse": 950.0})
        handed_in.hand_in(store, register, rows, code=code, day=2, file_name=f"{code}-2019.xlsx")
    store.close()
