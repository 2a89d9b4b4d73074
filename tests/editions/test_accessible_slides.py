"""What somebody who listens to the slides meets: language, sections, tables with heads, and no unnamed pictures."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from pptx import Presentation
from pptx.slide import Slide

from tests.issued import Hearing

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
SECTION = "{http://schemas.microsoft.com/office/powerpoint/2010/main}section"


@pytest.fixture(scope="module")
def deck(hearing: Hearing) -> Presentation:
    return Presentation(io.BytesIO(hearing.files["pptx"]))


def test_the_presentation_and_every_run_of_text_are_in_swedish(deck: Presentation) -> None:
    assert deck.core_properties.language == "sv-SE"
    spoken = {run.get("lang", "sv-SE") for slide in deck.slides for run in slide._element.iter(f"{A}rPr")}
    assert spoken == {"sv-SE"}


def test_every_slide_is_in_exactly_one_named_section(deck: Presentation) -> None:
    sections = list(deck.element.iter(SECTION))
    held = [each.get("id") for section in sections for each in section.iter() if etree.QName(each).localname == "sldId"]
    assert len(sections) > 1
    assert all(section.get("name") for section in sections)
    assert held == [str(slide.slide_id) for slide in deck.slides]


def test_every_table_has_its_first_row_as_head(deck: Presentation) -> None:
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert len(tables) > 2
    assert all(table.first_row for table in tables)


def test_every_shape_without_words_is_described_or_marked_as_decoration(deck: Presentation) -> None:
    silent = [s for slide in deck.slides for s in slide.shapes if not (s.has_text_frame and s.text_frame.text.strip())]
    drawn = [shape._element.xpath(".//p:cNvPr")[0] for shape in silent]
    marked = [mark for each in drawn for mark in each.iter(DECORATIVE)]
    assert marked
    assert all(mark.get("val") == "1" for mark in marked)
    assert [each.get("name") for each in drawn if not (each.get("descr") or list(each.iter(DECORATIVE)))] == []


def test_the_title_is_read_first_and_the_footer_and_number_last(deck: Presentation) -> None:
    for slide in deck.slides:
        order = _read(slide)
        assert order[0] == slide.shapes.title.name
        closing = [name for name in order if name in ("Sidfot", "Bildnummer")]
        assert closing
        assert order[-len(closing) :] == closing


def _read(slide: Slide) -> list[str]:
    """The names of what is read, in the order of reading."""
    return [shape.name for shape in slide.shapes if not list(shape._element.iter(DECORATIVE))]
