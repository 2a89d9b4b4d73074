"""What an edition's files say, read by other programs than those that wrote them."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from lxml import html as markup
from pptx import Presentation
from pypdf import PdfReader

from indicators import swedish

NUMBER = re.compile(r"[−+]?\d+(?:\u00a0\d{3})*(?:,\d+)?")
CODES = ("Indikator", "Kod", "Uppdelning", "Bedömning (kod)")
"""The appendix's columns for machines."""
Rows = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart of the presentation with the text box before it and the cells of its sheet."""

    name: str
    alt: str
    over: str
    rows: Rows
    labels: list[str]
    """The words in the drawing."""


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One slide as it is shown and its notes."""

    title: str
    texts: list[str]
    tables: list[list[list[str]]]
    charts: list[Chart]
    notes: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of the page: every text in order, its tables, and the drawings with their words."""

    name: str
    texts: list[str]
    tables: list[list[list[str]]]
    alts: list[str]
    drawn: list[str]


def slides(content: bytes) -> list[Slide]:
    """The presentation, slide by slide."""
    return [_slide(slide) for slide in Presentation(io.BytesIO(content)).slides]


def sections(content: bytes) -> list[Section]:
    """The page, section by section; the first is what stands before them."""
    page = markup.fromstring(content)
    parts = list(page.iter("section"))
    for part in parts:
        part.getparent().remove(part)
    return [_section(part) for part in (page, *parts)]


def pages(content: bytes) -> list[str]:
    """The report's text, page by page, without its footers."""
    told = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return [re.sub(r"\n[^\n]*Sida \d+ av \d+\s*$", "", text) for text in told]


def sheets(content: bytes) -> dict[str, Rows]:
    """The appendix: every sheet's rows by the names in its head."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return {sheet.title: _rows(list(sheet.iter_rows(values_only=True))) for sheet in book}


def texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Every text in every file with where it stands; alternative texts and drawn words too."""
    for number, slide in enumerate(slides(files["pptx"]), start=1):
        told = [slide.title, *slide.texts, *slide.notes.split("\n"), *(c.alt for c in slide.charts)]
        told += [cell for table in slide.tables for row in table for cell in row]
        told += [label for chart in slide.charts for label in chart.labels]
        told += [str(v) for c in slide.charts for row in c.rows for v in (*row, *row.values()) if isinstance(v, str)]
        yield from ((f"pptx {number}", text) for text in told)
    for part in sections(files["html"]):
        yield from ((f"html {part.name}", text) for text in (*part.texts, *part.alts, *part.drawn))
    for number, page in enumerate(pages(files["pdf"]), start=1):
        yield f"pdf {number}", " ".join(page.split("\n"))
    for name, rows in sheets(files["xlsx"]).items():
        cells = [text for row in rows for head, text in row.items() if head not in CODES]
        told = [text for text in (*rows[0], *cells) if isinstance(text, str)]
        yield from ((f"xlsx {name}", text) for text in dict.fromkeys(told))


def numbers(text: str) -> list[str]:
    """Every printed number in a text."""
    return NUMBER.findall(text)


def is_printed_as(value: float | None, shown: str) -> bool:
    """Whether a printed number is the value, rounded to as many decimals as it is printed with."""
    if value is None:
        return False
    figure = shown.replace("\u00a0", "").replace("−", "-").replace("+", "").replace(",", ".")
    decimals = len(figure.partition(".")[2])
    return abs(float(figure) - value) <= 0.5 * 10**-decimals + 1e-9


def is_apart_as(one: float, other: float, shown: str) -> bool:
    """Whether a printed number is how far apart two values are, as both are printed with as many decimals."""
    decimals = len(shown.partition(",")[2])
    return shown == swedish.number(abs(swedish.apart(one, other, decimals)), decimals)


def squeezed(text: str) -> str:
    """A text without white space, which differs between files."""
    return re.sub(r"\s", "", text)


def _slide(slide: Any) -> Slide:
    said, charts, tables = [], [], []
    for shape in slide.shapes:
        if shape.has_chart:
            charts.append(_chart(shape, over=said[-1] if said else ""))
        elif shape.has_table:
            tables.append([[cell.text for cell in row.cells] for row in shape.table.rows])
        elif shape.has_text_frame and shape.text_frame.text:
            said.append(shape.text_frame.text)
    notes = slide.notes_slide.notes_text_frame.text
    return Slide(title=slide.shapes.title.text_frame.text, texts=said, tables=tables, charts=charts, notes=notes)


def _chart(shape: Any, *, over: str) -> Chart:
    book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob), data_only=True)
    rows = _rows(list(book["Data"].iter_rows(values_only=True)))
    alt = shape._element.nvGraphicFramePr.cNvPr.get("descr")
    drawn = shape.chart._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
    return Chart(name=shape.name, alt=alt, over=over, rows=rows, labels=[t.text for t in drawn if t.text])


def _rows(table: Sequence[Sequence[Any]]) -> Rows:
    head, *rows = table
    return [dict(zip(head, row, strict=False)) for row in rows]


def _section(part: Any) -> Section:
    tables = [
        [["".join(cell.itertext()).strip() for cell in row.iter("td", "th")] for row in table.iter("tr")]
        for table in part.iter("table")
    ]
    pictures = [img for img in part.iter("img") if img.get("alt")]
    drawn = [word for img in pictures for word in _drawn(img.get("src"))]
    told = [_said(e) for e in part.iter("h1", "h2", "h3", "p", "li", "td", "th", "figcaption", "div", "title")]
    head = part.find(".//h2")
    return Section(
        name="" if part.tag == "html" or head is None else head.text_content(),
        texts=[text for text in told if text],
        tables=tables,
        alts=[img.get("alt") for img in pictures],
        drawn=drawn,
    )


def _said(element: Any) -> str:
    """What an element says; of a div only the comment's box has words of its own."""
    if element.tag == "div" and element.get("class") != "c":
        return ""
    return " ".join(part.strip() for part in element.itertext() if part.strip())


def _drawn(source: str) -> list[str]:
    svg = base64.b64decode(source.partition(",")[2]).decode()
    return ["".join(text.itertext()) for text in markup.fromstring(svg).iter("text")]
