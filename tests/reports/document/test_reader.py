"""The report as another program reads it: tagged, in order, described, and what it claims to be."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ContentStream

from indicators.errors import InputError
from indicators.hearing.slides import Dots, Trend, Ways
from indicators.reports.document import document, writing
from indicators.reports.document.content import content
from tests.issued import ISSUED, Hearing

TYPES = {
    "pdfuaid:part": ("http://www.aiim.org/pdfua/ns/id/", "1"),
    "pdfaid:part": ("http://www.aiim.org/pdfa/ns/id/", "2"),
    "pdfaid:conformance": ("http://www.aiim.org/pdfa/ns/id/", "A"),
}
INSIDE = {"/P", "/H1", "/H2", "/H3", "/L", "/Table", "/Div"}
"""What may stand in the document by itself; words are always within one of these."""


@pytest.fixture(scope="module")
def report(hearing: Hearing) -> PdfReader:
    return PdfReader(io.BytesIO(hearing.files["pdf"]))


def tree(report: PdfReader) -> Any:
    (root,) = _children(report.trailer["/Root"]["/StructTreeRoot"])
    return root


def _children(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    found = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    return [kid for kid in found if isinstance(kid, Mapping) and "/S" in kid]


def every(element: Any) -> Iterator[Any]:
    """An element and all within it, in reading order."""
    yield element
    for child in _children(element):
        yield from every(child)


def of_kind(report: PdfReader, *kinds: str) -> list[Any]:
    return [element for element in every(tree(report)) if element["/S"] in kinds]


def test_it_is_tagged_swedish_and_shows_its_title(report: PdfReader, hearing: Hearing) -> None:
    root = report.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "sv-SE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert report.metadata is not None
    assert report.metadata.title == hearing.drafted.deck.slides[0].title
    assert {element.get("/Lang", "sv-SE") for element in every(tree(report))} == {"sv-SE"}


def test_it_says_that_it_is_for_everybody_and_for_archives(report: PdfReader, hearing: Hearing) -> None:
    told = etree.fromstring(report.trailer["/Root"]["/Metadata"].get_data())
    for name, (space, value) in TYPES.items():
        assert [e.text for e in told.iter(f"{{{space}}}{name.partition(':')[2]}")] == [value], name
    assert hearing.drafted.deck.slides[0].title in "".join(told.itertext())


def test_every_figure_says_its_message_and_none_is_missing(report: PdfReader, hearing: Hearing) -> None:
    said = Counter(str(figure.get("/Alt", "")) for figure in of_kind(report, "/Figure"))
    panels = [panel for slide in hearing.drafted.deck.slides for panel in slide.panels]
    assert said == Counter(panel.alt for panel in panels if isinstance(panel, Trend | Dots | Ways))
    assert all(text and len(text) <= 600 for text in said)


def test_headings_stand_in_order_and_none_is_skipped(report: PdfReader, hearing: Hearing) -> None:
    levels = [int(heading["/S"][2:]) for heading in of_kind(report, "/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))
    first = [str(heading["/T"]) for heading in of_kind(report, "/H1")]
    assert first == ["Sammanfattning", *(section["name"] for section in content(hearing.drafted.deck)["sections"])]


def test_every_table_has_heads_for_its_columns(report: PdfReader) -> None:
    tables = of_kind(report, "/Table")
    assert len(tables) > 15
    for table in tables:
        heads = [element for element in every(table) if element["/S"] == "/TH"]
        rows = [_children(row) for row in every(table) if row["/S"] == "/TR"]
        assert {str(part["/Scope"]) for head in heads for part in head["/A"] if "/Scope" in part} == {"/Column"}
        assert {len(row) for row in rows} == {len(heads)}


def test_no_words_stand_outside_paragraphs_and_their_like(report: PdfReader) -> None:
    assert {str(child["/S"]) for child in _children(tree(report))} <= INSIDE
    assert {str(p["/S"]) for item in of_kind(report, "/L") for p in _children(item)} == {"/LI"}


def test_everything_drawn_is_tagged_or_said_to_be_decoration(report: PdfReader) -> None:
    for page in report.pages:
        depth, drawn = 0, 0
        for _, operator in ContentStream(page["/Contents"], report).operations:
            depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
            if operator in (b"Tj", b"TJ", b"Do", b"S", b"f", b"B", b"f*"):
                drawn += 1
                assert depth > 0, (page.page_number, operator)
        assert (depth, drawn > 0) == (0, True)


def test_its_typefaces_are_ours_and_within_it(report: PdfReader) -> None:
    fonts = {str(key): font.get_object() for page in report.pages for key, font in _fonts(page)}
    assert fonts
    for font in fonts.values():
        (face,) = font["/DescendantFonts"]
        assert str(font["/BaseFont"]).partition("+")[2].startswith("SourceSansPro")
        assert {"/FontFile2", "/FontFile3"} & set(face.get_object()["/FontDescriptor"])
        assert "/ToUnicode" in font


def test_a_figure_without_description_is_refused_and_would_be_seen(
    hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    slides = hearing.drafted.deck.slides
    bare = [replace(slide, panels=tuple(replace(p, alt="") for p in slide.panels)) for slide in slides]
    deck = replace(hearing.drafted.deck, slides=tuple(bare))
    with pytest.raises(InputError, match="alt text"):
        document(deck, at=ISSUED)
    monkeypatch.setattr(writing, "STANDARDS", [])
    made = PdfReader(io.BytesIO(document(deck, at=ISSUED)))
    assert not any(figure.get("/Alt") for figure in of_kind(made, "/Figure"))
    assert b"pdfuaid" not in made.trailer["/Root"]["/Metadata"].get_data()


def _fonts(page: Any) -> Iterator[tuple[str, Any]]:
    resources = [page["/Resources"], *(x["/Resources"] for x in _forms(page["/Resources"]) if "/Resources" in x)]
    for resource in resources:
        yield from ((f"{font.get_object()['/BaseFont']}", font) for font in resource.get("/Font", {}).values())


def _forms(resources: Any) -> Iterator[Any]:
    for form in (x.get_object() for x in resources.get("/XObject", {}).values()):
        yield form
        if "/Resources" in form:
            yield from _forms(form["/Resources"])
