"""The report as PDF and as one HTML file: accessible, whole, and the same words as the slides."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from indicators.hearing.slides import Absent, Deck, SlideKind
from indicators.reports.document import document
from indicators.reports.document.content import content
from indicators.reports.document.page import page

AT = datetime(2020, 10, 9, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def pdf(whole: Deck) -> bytes:
    return document(replace(whole, edition=1), at=AT)


@pytest.fixture(scope="module")
def html(whole: Deck) -> str:
    return page(replace(whole, edition=1)).decode()


def test_the_pdf_says_that_it_is_tagged_swedish_and_for_archives(pdf: bytes) -> None:
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang (sv-SE)" in pdf or b"/Lang(sv-SE)" in pdf


def test_the_pdf_holds_our_fonts_and_no_others(pdf: bytes) -> None:
    names = set(re.findall(rb"/BaseFont ?/[A-Z]{6}\+([A-Za-z-]+)", pdf))
    assert names
    assert all(name.startswith(b"SourceSansPro") for name in names)


def test_the_same_deck_gives_the_same_pdf(whole: Deck, pdf: bytes) -> None:
    assert document(replace(whole, edition=1), at=AT) == pdf


def test_every_slide_is_told_with_its_title(whole: Deck, html: str) -> None:
    for slide in whole.slides:
        assert slide.title.replace("&", "&amp;") in html
        assert all(panel.why in html for panel in slide.panels if isinstance(panel, Absent))


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_fetches_nothing_and_runs_nothing(html: str) -> None:
    read = _Read()
    read.feed(html)
    links = [a.get("src") or a.get("href") or "" for _, a in read.tags]
    assert all(link.startswith(("#", "data:", "")) for link in links)
    assert not [link for link in links if link.startswith(("http", "//", "/"))]
    assert "script" not in {tag for tag, _ in read.tags}
    assert all("alt" in attrs for tag, attrs in read.tags if tag == "img")
    assert ("html", {"lang": "sv"}) in read.tags


def test_a_draft_is_marked_in_both(whole: Deck, html: str) -> None:
    assert content(whole)["draft"] == "UTKAST"
    assert ">UTKAST<" in page(whole).decode()
    assert ">UTKAST<" not in html


def test_every_gap_stands_with_chance_and_level(whole: Deck, html: str) -> None:
    for slide in whole.slides:
        for panel in slide.panels:
            for gap in getattr(panel, "gaps", ()):
                assert gap.floor in html
                assert gap.verdict.lower() in html.lower()


def test_what_is_missing_is_said(whole: Deck, html: str) -> None:
    assert "Kommentar saknas." in html
    assert "Belysningen byttes." in html
    cut = replace(whole, left_out=(("Livsvillkor", "inte vald för hearingen"),))
    assert "Livsvillkor: inte vald för hearingen" in page(cut).decode()


def test_areas_have_a_section_each(whole: Deck) -> None:
    areas = [s for s in whole.slides if s.kind is SlideKind.AREA]
    assert [s["name"] for s in content(whole)["sections"] if s["fresh"]] == [s.kicker for s in areas]
