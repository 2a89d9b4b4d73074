"""The deck as a PowerPoint file: native text, tables and charts, speaker notes, the same bytes for the same deck."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from functools import singledispatch
from typing import Any, Final
from xml.sax.saxutils import escape

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from indicators.charts import icons
from indicators.charts.theme import ASSESSMENTS, BRAND_DARK, INK, RULE, WHITE
from indicators.errors import InputError
from indicators.hearing.answers import ANSWERED
from indicators.hearing.slides import Deck, Slide, SlideKind
from indicators.reports.presentation import charts, fitting, packing, shapes, template
from indicators.reports.presentation.chart_xml import Part
from indicators.reports.presentation.grids import ICON
from indicators.reports.presentation.layout import layout, without_room
from indicators.reports.presentation.placed import (
    Align,
    Box,
    Drawing,
    Fill,
    Grid,
    GridCell,
    Icon,
    Placed,
    Role,
    Rule,
    Text,
)
from indicators.reports.presentation.template import OWN, Template
from indicators.swedish import shortened
from indicators.texts.alts import LONGEST

_ALIGNS: Final = {Align.LEFT: PP_ALIGN.LEFT, Align.CENTRE: PP_ALIGN.CENTER, Align.RIGHT: PP_ALIGN.RIGHT}
_LAST: Final = (Role.SOURCE, Role.FOOTER, Role.NUMBER)
_PARTS: Final = (("SÄG", "say"), ("KÄLLA", "source"), ("METOD OCH OSÄKERHET", "method"), ("REPRODUCERA", "reproduce"))
_SPACE: Final = uuid.UUID("6f0f6c0e-9a5c-5c55-9a34-2f1f5d7f2020")
_DECORATIVE: Final = (
    f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def presentation(deck: Deck, *, at: datetime, into: Template = OWN) -> bytes:
    """The file; `at` is the time of issue, the only time in it."""
    made = template.opened(into)
    with fitting.wider(into.frame.widening):
        for slide in deck.slides:
            _fill(made, slide, deck, into)
    _sections(made, deck)
    _properties(made, deck, at)
    content = io.BytesIO()
    made.save(content)
    return packing.packed(content.getvalue(), at=at)


def _fill(made: Any, slide: Slide, deck: Deck, into: Template) -> None:
    is_first = slide.kind is SlideKind.TITLE
    wanted, indexes = (into.opening, into.starts) if is_first else (into.content, into.indexes)
    chosen = next((known for known in made.slide_layouts if known.name == wanted), None)
    if chosen is None:
        raise InputError(f"Mallen har ingen layout som heter {wanted}. Välj en annan mall eller rätta kopplingen.")
    page = made.slides.add_slide(chosen)
    last: list[Any] = []
    for placed in layout(slide, deck, into.frame):
        if isinstance(placed, Text) and placed.role in indexes:
            shape = _in_placeholder(page, chosen, placed, into, indexes[placed.role])
            if placed.role in _LAST:
                last.append(shape)
        else:
            _put(placed, page)
    _remove_unused(page, indexes)
    tree = page.shapes._spTree
    for element in last:
        tree.remove(element)
        tree.append(element)
    _notes(page, slide, into)
    template.language(page._element)
    _number_shapes(page)


def _in_placeholder(page: Any, chosen: Any, placed: Text, into: Template, index: int) -> Any:
    """Fill the role's placeholder, copied from the layout where new slides do not get it by themselves."""
    found = next((p for p in page.placeholders if p.placeholder_format.idx == index), None)
    if found is None:
        source = next((p for p in chosen.placeholders if p.placeholder_format.idx == index), None)
        if source is None:
            raise InputError(f"Mallens layout {chosen.name} har ingen plats nummer {index}. Rätta kopplingen.")
        page.shapes._spTree.append(deepcopy(source._element))
        found = next(p for p in page.placeholders if p.placeholder_format.idx == index)
        for given in found._element.findall(qn("p:spPr")):
            for child in list(given):
                given.remove(child)
    if placed.role is Role.NUMBER:
        return found._element
    frame = found.text_frame
    frame.text = placed.text
    run = frame.paragraphs[0].runs[0]
    run.font.size = Pt(placed.size)
    if not into.file:
        _place(found, placed)
        run.font.color.rgb = _rgb(placed.colour)
    elif placed.role is Role.ASSESSMENT:  # the colours of assessments never follow a theme
        run.font.color.rgb = _rgb(placed.colour)
    return found._element


def _place(shape: Any, placed: Text) -> None:
    box = placed.box
    shape.left, shape.top, shape.width, shape.height = Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height)


def _remove_unused(page: Any, indexes: Mapping[Role, int]) -> None:
    """A placeholder that nothing was written in would show its prompt."""
    for shape in list(page.placeholders):
        is_number = shape.placeholder_format.idx == indexes.get(Role.NUMBER)
        if not is_number and not (shape.has_text_frame and shape.text_frame.text):
            shape._element.getparent().remove(shape._element)


@singledispatch
def _put(placed: Placed, page: Any) -> None:  # noqa: ARG001 each kind of thing uses it
    raise TypeError(type(placed).__name__)


@_put.register
def _text(placed: Text, page: Any) -> None:
    box = placed.box
    shape = page.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    _write(frame.paragraphs[0], placed.text, placed.size, placed.colour, bold=placed.bold, align=placed.align)
    if placed.role in (Role.WATERMARK, Role.ASSESSMENT):
        frame.word_wrap = False
    if placed.role is Role.WATERMARK:
        shape._element.nvSpPr.cNvPr.append(parse_xml(_DECORATIVE))


@_put.register
def _rule(placed: Rule, page: Any) -> None:
    _rectangle(page, Box(x=placed.box.x, y=placed.box.y, width=placed.box.width, height=0.75), placed.colour)


@_put.register
def _fill_shape(placed: Fill, page: Any) -> None:
    _rectangle(page, placed.box, placed.colour)


@_put.register
def _icon(placed: Icon, page: Any) -> None:
    colour = WHITE if placed.is_white else ASSESSMENTS[placed.assessment]
    inner = BRAND_DARK if placed.is_white else WHITE
    for path, is_light in icons.DRAWINGS[placed.assessment]:
        page.shapes._spTree.append(_polygon(path, placed.box, inner if is_light else colour))


@_put.register
def _drawing(placed: Drawing, page: Any) -> None:
    box = placed.box
    frame = page.shapes.add_chart(
        None, Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height), Part(chart=charts.chart(placed))
    )
    said = placed.panel.alt
    if placed.gap is not None:
        then, now = placed.gap.then, placed.gap.now
        ends = f"{now.left.name} {now.left.shown}, {now.right.name} {now.right.shown}"
        said = (
            f"Parvisa punkter, {placed.gap.named}: {ends} år {now.when}. "
            f"Avstånd {then.gap} år {then.when}, {now.gap} år {now.when}. {placed.gap.verdict}. {placed.gap.floor}."
        )
    name = frame._element.nvGraphicFramePr.cNvPr
    name.set("descr", shortened(said, LONGEST))
    name.set("name", placed.gap.name if placed.gap is not None else placed.panel.head or "Diagram")


@_put.register
def _grid(placed: Grid, page: Any) -> None:
    box = placed.box
    high = sum(placed.heights)
    frame = page.shapes.add_table(len(placed.rows), len(placed.widths), Pt(box.x), Pt(box.y), Pt(box.width), Pt(high))
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    table.horz_banding = False
    for place, wide in enumerate(placed.widths):
        table.columns[place].width = Pt(wide)
    y = box.y
    for row, (cells, tall) in enumerate(zip(placed.rows, placed.heights, strict=True)):
        table.rows[row].height = Pt(tall)
        x = box.x
        for column, (cell, wide) in enumerate(zip(cells, placed.widths, strict=True)):
            _cell(table.cell(row, column), cell, placed, is_head=row == 0)
            if cell.assessment is not None:
                _icon(
                    Icon(
                        box=Box(x=x + placed.pad, y=y + tall / 2 - 7, width=14, height=14), assessment=cell.assessment
                    ),
                    page,
                )
            x += wide
        y += tall
    frame._element.nvGraphicFramePr.cNvPr.set("descr", shortened(placed.alt, LONGEST))


def _cell(into: Any, cell: GridCell, grid: Grid, *, is_head: bool) -> None:
    into.margin_top = into.margin_bottom = Pt(1)
    into.margin_left = Pt(grid.pad + (ICON if cell.assessment is not None else 0))
    into.margin_right = Pt(grid.pad)
    into.vertical_anchor = MSO_ANCHOR.MIDDLE
    _write(into.text_frame.paragraphs[0], _said(cell), grid.size, INK, bold=cell.bold, align=cell.align)
    colour = (INK if is_head else RULE).lstrip("#")
    properties = into._tc.get_or_add_tcPr()
    line = f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
    properties.append(parse_xml(line))
    if cell.fill:
        ground = cell.fill.lstrip("#")
        properties.append(parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{ground}"/></a:solidFill>'))


def _said(cell: GridCell) -> str:
    """The cell's text; a word broken after its hyphen is one word again."""
    return re.sub(r"(?<=\w-) (?=\w)", "", " ".join(cell.lines)) if len(cell.lines) > 1 else cell.lines[0]


def _write(paragraph: Any, said: str, size: float, colour: str, *, bold: bool, align: Align) -> None:
    run = paragraph.add_run()
    run.text = said
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, _rgb(colour)
    paragraph.alignment = _ALIGNS[align]


def _rgb(colour: str) -> RGBColor:
    red, green, blue = bytes.fromhex(colour.lstrip("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]  # the library has no types


def _rectangle(page: Any, box: Box, colour: str) -> None:
    outline = "M0 0H24V24H0z"
    page.shapes._spTree.append(_polygon(outline, box, colour))


def _polygon(path: str, box: Box, colour: str) -> Any:
    """An SVG path in a box of 24 units as a decorative shape."""
    drawn = "".join(
        "".join(
            f'<a:{"lnTo" if place else "moveTo"}><a:pt x="{round(x * 1000)}" y="{round(y * 1000)}"/>'
            f"</a:{'lnTo' if place else 'moveTo'}>"
            for place, (x, y) in enumerate(outline)
        )
        + "<a:close/>"
        for outline in shapes.polygons(path)
    )
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="0" name="Tecken">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{Pt(box.x)}" y="{Pt(box.y)}"/>'
        f'<a:ext cx="{Pt(box.width)}" cy="{Pt(box.height)}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>'
        f'<a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="24000" h="24000">{drawn}</a:path>'
        f'</a:pathLst></a:custGeom><a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _notes(page: Any, slide: Slide, into: Template) -> None:
    frame = page.notes_slide.notes_text_frame
    notes = replace(slide.notes, say="\n".join([slide.notes.say, *_answered(slide), *without_room(slide, into.frame)]))
    lines = [line for head, field in _PARTS for line in (head, getattr(notes, field), "")]
    frame.text = "\n".join(lines[:-1])
    template.language(page.notes_slide._element)


def _answered(slide: Slide) -> list[str]:
    """Whole, however little of it the slide has room for."""
    return [f"{ANSWERED}{answer}" for answer in slide.answers]


def _number_shapes(page: Any) -> None:
    """Counted ids, so that the same slide has the same ones."""
    for number, element in enumerate(page._element.iter(qn("p:cNvPr")), start=1):
        element.set("id", str(number))


def _sections(made: Any, deck: Deck) -> None:
    """Sections for quick navigation in the room: the overview, each area, the ending."""
    ids = [element.get("id") for element in made.slides._sldIdLst]
    sections: list[tuple[str, list[str]]] = []
    for slide, number in zip(deck.slides, ids, strict=True):
        name = slide.name if slide.kind is SlideKind.AREA else "Översikt" if slide.number < 5 else "Avslutning"
        if not sections or sections[-1][0] != name:
            sections.append((name, []))
        sections[-1][1].append(number)
    written = "".join(_section(name, members, deck) for name, members in sections)
    made.part._element.append(
        parse_xml(
            f'<p:extLst {nsdecls("p")}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst '
            f'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">{written}</p14:sectionLst></p:ext>'
            "</p:extLst>"
        )
    )


def _section(name: str, members: Sequence[str], deck: Deck) -> str:
    own = str(uuid.uuid5(_SPACE, f"{deck.version}/{deck.edition}/{name}")).upper()
    inside = "".join(f'<p14:sldId id="{number}"/>' for number in members)
    said = escape(name, {'"': "&quot;"})
    return f'<p14:section name="{said}" id="{{{own}}}"><p14:sldIdLst>{inside}</p14:sldIdLst></p14:section>'


def _properties(made: Any, deck: Deck, at: datetime) -> None:
    core = made.core_properties
    core.title = f"{deck.slides[0].title}"
    core.subject = f"{deck.name}, läge per {deck.year}, dataversion {deck.version}"
    core.author = core.last_modified_by = f"{deck.city}s Stad, Lägesbild 2020"
    core.language = "sv-SE"
    core.created = core.modified = at.replace(tzinfo=None)
    core.revision = max(1, deck.edition)
    core.comments = core.keywords = core.category = ""
