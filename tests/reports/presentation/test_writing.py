"""The PowerPoint file: native, accessible, in agreement with itself, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from pptx import Presentation

from indicators.hearing.slides import Deck, Dots
from indicators.reports.presentation import fitting
from indicators.reports.presentation.writing import presentation

AT = datetime(2020, 10, 9, 12)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def content(whole: Deck) -> bytes:
    return presentation(replace(whole, edition=1), at=AT)


@pytest.fixture(scope="module")
def opened(content: bytes) -> Presentation:
    return Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def charts(parts: dict[str, bytes]) -> list[str]:
    return sorted(name for name in parts if re.fullmatch(r"ppt/charts/chart\d+\.xml", name))


def sheet_of(parts: dict[str, bytes], chart: str):
    rels = parts[f"ppt/charts/_rels/{Path(chart).name}.rels"].decode()
    target = re.search(r'Target="\.\./(embeddings/[^"]+)"', rels).group(1)
    formulas, values = (
        openpyxl.load_workbook(io.BytesIO(parts[f"ppt/{target}"]), data_only=cached)["Data"] for cached in (False, True)
    )
    return formulas, values


def test_every_slide_has_its_title_first_and_its_own(opened: Presentation, whole: Deck) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in opened.slides]
    assert len(set(titles)) == len(whole.slides)
    for slide, told in zip(opened.slides, whole.slides, strict=True):
        assert slide.shapes.title.text_frame.text.startswith(told.title)
        first = next(shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text)
        assert first.shape_id == slide.shapes.title.shape_id


def test_every_chart_and_table_says_its_message(opened: Presentation) -> None:
    frames = [s for slide in opened.slides for s in slide.shapes if s.has_chart or s.has_table]
    said = [frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames]
    assert len(said) > 30
    assert all(text and len(text) <= 600 for text in said)


def test_all_text_is_swedish_and_none_smaller_than_nine_points(parts: dict[str, bytes]) -> None:
    for name in parts:
        if re.fullmatch(r"ppt/(slides|notesSlides)/[^/]+\.xml", name):
            root = ET.fromstring(parts[name])
            runs = [run for run in root.iter(f"{A}r") if (run.findtext(f"{A}t") or "").strip()]
            assert all(run.find(f"{A}rPr").get("lang") == "sv-SE" for run in runs)
            assert all(int(p.get("sz", 900)) >= 900 for p in root.iter(f"{A}rPr"))


def test_every_slide_has_notes_in_four_parts(opened: Presentation, whole: Deck) -> None:
    for slide, told in zip(opened.slides, whole.slides, strict=True):
        lines = slide.notes_slide.notes_text_frame.text.split("\n")
        heads = [line for line in lines if line.isupper()]
        assert heads == ["SÄG", "KÄLLA", "METOD OCH OSÄKERHET", "REPRODUCERA"]
        assert told.notes.say.split(".")[0] in " ".join(lines)


def test_what_a_chart_keeps_is_what_its_sheet_says(parts: dict[str, bytes]) -> None:
    compared = 0
    for chart in charts(parts):
        formulas, values = sheet_of(parts, chart)
        for reference in ET.fromstring(parts[chart]).iter(f"{C}numRef"):
            column, first, last = re.fullmatch(
                r"Data!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)", reference.findtext(f"{C}f")
            ).groups()
            cache = {int(p.get("idx")): float(p.findtext(f"{C}v")) for p in reference.iter(f"{C}pt")}
            for place, row in enumerate(range(int(first), int(last) + 1)):
                assert values[f"{column}{row}"].value == pytest.approx(cache.get(place), abs=1e-9)
                compared += formulas[f"{column}{row}"].value is not None
    assert compared > 1000


def test_formulas_give_what_they_are_said_to_give(parts: dict[str, bytes]) -> None:
    """Every formula of the sheets computed again by our own reading of its few shapes."""
    count = 0
    for chart in charts(parts):
        formulas, values = sheet_of(parts, chart)
        for row in formulas.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    told = re.sub(r"ABS", "abs", cell.value[1:])
                    for address in re.findall(r"[A-Z]+\d+", told):
                        told = re.sub(rf"\b{address}\b", f"({float(values[address].value)!r})", told)
                    assert eval(told, {"abs": abs}) == pytest.approx(values[cell.coordinate].value, abs=1e-6)
                    count += 1
    assert count > 400


def test_every_series_of_a_chart_has_the_same_rows(parts: dict[str, bytes]) -> None:
    for chart in charts(parts):
        counts = {p.get("val") for p in ET.fromstring(parts[chart]).iter(f"{C}ptCount")} - {"1"}
        assert len(counts) == 1


def test_a_draft_is_marked_on_every_slide(whole: Deck, content: bytes) -> None:
    draft = Presentation(io.BytesIO(presentation(whole, at=AT)))
    marks = [[s.text_frame.text for s in slide.shapes if s.has_text_frame] for slide in draft.slides]
    assert all("UTKAST" in texts for texts in marks)
    issued = [
        s.text_frame.text
        for slide in Presentation(io.BytesIO(content)).slides
        for s in slide.shapes
        if s.has_text_frame
    ]
    assert "UTKAST" not in issued


def test_numbers_use_the_true_minus_and_bound_units(opened: Presentation) -> None:
    texts = [s.text_frame.text for slide in opened.slides for s in slide.shapes if s.has_text_frame]
    texts += [slide.notes_slide.notes_text_frame.text for slide in opened.slides]
    assert not [t for t in texts if re.search(r"(?<![\w\d–-])-\d", t)]
    assert not [t for t in texts if re.search(r"\d %", t)]


def test_the_words_under_the_districts_have_room_where_a_program_sets_them_a_hair_wider(
    opened: Presentation, whole: Deck
) -> None:
    together = {panel.together for slide in whole.slides for panel in slide.panels if isinstance(panel, Dots)}
    told = [s for slide in opened.slides for s in slide.shapes if s.has_text_frame and s.text_frame.text in together]
    assert len(told) > 5
    for shape in told:
        size = shape.text_frame.paragraphs[0].runs[0].font.size.pt
        lines = fitting.wrapped(shape.text_frame.text, size, 0.985 * shape.width.pt)
        assert len(lines) * size * fitting.LINE <= shape.height.pt + 0.1, lines
