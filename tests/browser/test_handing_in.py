"""The whole way of a district's figures in a browser: template, faults, preview, receipt, own deliveries."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.server import Server, running
from tests.browser.axe import serious_faults
from tests.browser.conftest import LAPTOP, PHONE, Visit
from tests.browser.visitor import Visitor
from tests.filled import filled

pytestmark = pytest.mark.browser

DATABASE = "lagesbild.db"
WHY = "Kontrollerat mot källan"


@pytest.fixture(scope="module")
def office(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server for all tests that hand in, and its folder."""
    folder = Path(shutil.copytree(ready, tmp_path_factory.mktemp("office"), dirs_exist_ok=True))
    with running(folder) as started:
        yield started, folder


@pytest.fixture
def counter(office: tuple[Server, Path], ready: Path) -> Server:
    """The server with nothing handed in; no test here approves, so its figures are the same to all of them."""
    server, folder = office
    with closing(sqlite3.connect(ready / DATABASE)) as clean, closing(sqlite3.connect(folder / DATABASE)) as used:
        clean.backup(used)
    return server


def sound(visitor: Visitor) -> None:
    """Nothing English, foreign, broken, wider than the window or closed to anybody."""
    visitor.wait()
    assert visitor.english() == []
    assert visitor.outside == []
    assert visitor.faults == []
    assert visitor.overflow() <= 0
    assert serious_faults(visitor.page) == []


def as_uploader(visitor: Visitor) -> None:
    """Become the uploader of the first district."""
    visitor.choose("access-role", "uppladdare")
    expect(visitor.page.locator(".st-key-access-district")).to_be_visible()
    expect(visitor.page.locator("h1").filter(has_text="Angered")).to_be_visible()
    visitor.wait()


def template(page: Page) -> bytes:
    """The template as it is downloaded."""
    with page.expect_download() as handed:
        page.get_by_role("button", name="Hämta mallen").click()
    return Path(handed.value.path()).read_bytes()


def send(page: Page, content: bytes, name: str = "angered.xlsx") -> None:
    """Choose a file in the uploader."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files(files=[file])


def titled(page: Page, words: str) -> None:
    """Wait for the page's title."""
    expect(page.locator("h1").filter(has_text=words)).to_be_visible()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_from_template_to_receipt(visit: Visit, counter: Server, size: tuple[int, int]) -> None:
    with visit("/lamna-uppgifter", url=counter.url, size=size) as visitor:
        page = visitor.page
        as_uploader(visitor)
        sound(visitor)
        empty = template(page)
        titled(page, "Ladda upp mallen")
        sound(visitor)

        send(page, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
        titled(page, "Filen kunde inte läsas")
        sound(visitor)

        send(page, filled(empty, faults=3))
        titled(page, "Rätta 3 celler och ladda upp filen igen")
        sound(visitor)
        with page.expect_download() as marked:
            page.get_by_role("button", name="Ladda ner den märkta filen").click()
        assert marked.value.suggested_filename == "angered-rattas.xlsx"

        send(page, filled(empty))
        titled(page, "Filen är rätt.")
        sound(visitor)
        hand_in = page.get_by_role("button", name="Lämna in till granskning")
        expect(hand_in).to_be_disabled()
        reasons = page.get_by_role("textbox", name="Förklaring till")
        for number in range(reasons.count()):
            reasons.nth(number).fill(WHY)
            reasons.nth(number).press("Enter")
        expect(hand_in).to_be_enabled()
        hand_in.dblclick()
        titled(page, "är inlämnad")
        sound(visitor)

        page.get_by_role("link", name="Följ leveransen i Mina leveranser").click()
        titled(page, "En leverans väntar på granskning")
        sound(visitor)
        assert page.locator("table.lb-mine tbody tr").count() == 1


def test_a_reload_and_another_tab_find_the_draft_and_only_one_can_hand_it_in(visit: Visit, counter: Server) -> None:
    with (
        visit("/lamna-uppgifter", url=counter.url) as first,
        visit("/lamna-uppgifter", url=counter.url) as second,
    ):
        as_uploader(first)
        send(first.page, filled(template(first.page), note=WHY))
        titled(first.page, "Filen är rätt.")
        second.choose("access-role", "uppladdare")
        titled(second.page, "Filen är rätt.")
        second.page.get_by_role("button", name="Lämna in till granskning").click()
        titled(second.page, "är inlämnad")
        first.page.get_by_role("button", name="Lämna in till granskning").click()
        expect(first.page.locator(".lb-note")).to_be_visible()
        first.wait()
        assert "är inlämnad" not in first.title()
        second.page.get_by_role("link", name="Följ leveransen").click()
        titled(second.page, "En leverans väntar på granskning")


def test_a_file_of_a_sort_that_cannot_be_read_is_told_beside_the_uploader(visit: Visit, counter: Server) -> None:
    with visit("/lamna-uppgifter", url=counter.url) as visitor:
        as_uploader(visitor)
        send(visitor.page, b"hej", "anteckning.docx")
        told = visitor.page.get_by_test_id("stFileUploader").get_by_role("alert")
        expect(told).to_contain_text("Den sortens fil kan inte läsas.")
        assert (told.bounding_box() or {"width": 0})["width"] > 200
        assert visitor.english() == []


def test_a_foreign_layout_is_pointed_out_in_a_narrow_window(visit: Visit, counter: Server) -> None:
    with visit("/lamna-uppgifter", url=counter.url, size=PHONE) as visitor:
        as_uploader(visitor)
        send(visitor.page, "Stadsdel;2018;2019\nAngered;401;..\nBergsjön;9;-\n".encode(), "brott.csv")
        titled(visitor.page, "Peka ut var siffrorna står")
        sound(visitor)
