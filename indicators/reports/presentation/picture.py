"""A slide as an SVG picture, 960 by 540: what the page shows before the files are made."""

from __future__ import annotations

from functools import singledispatch
from typing import Final
from xml.sax.saxutils import escape

from indicators.charts import icons
from indicators.charts.theme import ASSESSMENTS, BRAND_DARK, INK, RULE, SURFACE, WHITE
from indicators.hearing.slides import Deck, Slide, SlideKind
from indicators.reports.presentation import fitting, picture_charts
from indicators.reports.presentation.frame import OWN, Frame
from indicators.reports.presentation.grids import ICON
from indicators.reports.presentation.layout import layout
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

FONT: Final = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_ASCENT: Final = 0.93
_ANCHORS: Final = {Align.LEFT: "start", Align.CENTRE: "middle", Align.RIGHT: "end"}


def picture(slide: Slide, deck: Deck, frame: Frame = OWN) -> str:
    """The slide as it will look, with its title as the text alternative; a template's own decoration is not drawn."""
    with fitting.wider(frame.widening):
        drawn = "".join(_draw(placed) for placed in layout(slide, deck, frame))
    is_dark = frame.is_own and slide.kind is SlideKind.TITLE
    ground = f'<rect width="{frame.width:g}" height="{frame.height:g}" fill="{BRAND_DARK if is_dark else WHITE}"/>'
    said = escape(f"Bild {slide.number}: {slide.title}", {'"': "&quot;"})
    size = f"0 0 {frame.width:g} {frame.height:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" font-family="{FONT}" role="img" '
        f'aria-label="{said}">{ground}{drawn}</svg>'
    )


@singledispatch
def _draw(placed: Placed) -> str:
    raise TypeError(type(placed).__name__)


@_draw.register
def _text(placed: Text) -> str:
    x = {Align.LEFT: placed.box.x, Align.RIGHT: placed.box.x + placed.box.width}.get(
        placed.align, placed.box.x + placed.box.width / 2
    )
    top = placed.box.y
    if placed.role is Role.TITLE:  # short titles stand on the line of long ones' second row
        top += max(0.0, placed.box.height - len(placed.lines) * placed.size * fitting.LINE) / 2
    return lines(placed.lines, x, top, placed.size, placed.colour, bold=placed.bold, anchor=_ANCHORS[placed.align])


@_draw.register
def _rule(placed: Rule) -> str:
    box = placed.box
    return (
        f'<line x1="{box.x:.1f}" y1="{box.y:.1f}" x2="{box.x + box.width:.1f}" y2="{box.y + box.height:.1f}" '
        f'stroke="{placed.colour}" stroke-width="0.75"/>'
    )


@_draw.register
def _fill(placed: Fill) -> str:
    box = placed.box
    return f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" fill="{placed.colour}"/>'


@_draw.register
def _icon(placed: Icon) -> str:
    colour = WHITE if placed.is_white else ASSESSMENTS[placed.assessment]
    inner = BRAND_DARK if placed.is_white else WHITE
    paths = "".join(
        f'<path fill="{inner if is_light else colour}" fill-rule="evenodd" d="{path}"/>'
        for path, is_light in icons.DRAWINGS[placed.assessment]
    )
    size = placed.box.width / 24
    return f'<g transform="translate({placed.box.x:.1f} {placed.box.y:.1f}) scale({size:.3f})">{paths}</g>'


@_draw.register
def _drawing(placed: Drawing) -> str:
    return picture_charts.draw(placed)


@_draw.register
def _grid(placed: Grid) -> str:
    drawn, y = [], placed.box.y
    for number, (row, high) in enumerate(zip(placed.rows, placed.heights, strict=True)):
        x = placed.box.x
        for cell, wide in zip(row, placed.widths, strict=True):
            drawn.append(_cell(cell, Box(x=x, y=y, width=wide, height=high), placed.size, placed.pad))
            x += wide
        y += high
        colour = INK if number == 0 else RULE
        drawn.append(f'<line x1="{placed.box.x}" y1="{y:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="{colour}"/>')
    return "".join(drawn)


def _cell(cell: GridCell, box: Box, size: float, pad: float) -> str:
    ground = (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" '
        f'fill="{cell.fill or SURFACE}"/>'
    )
    drawn = ground if cell.fill else ""
    left, middle = box.x + pad, box.y + box.height / 2
    if cell.assessment is not None:
        drawn += _icon(Icon(box=Box(x=left, y=middle - 7, width=14, height=14), assessment=cell.assessment))
        left += ICON
    at, anchor = (box.x + box.width - pad, "end") if cell.align is Align.RIGHT else (left, "start")
    top = middle - len(cell.lines) * size * fitting.LINE / 2
    return drawn + lines(cell.lines, at, top, size, INK, bold=cell.bold, anchor=anchor)


def lines(
    said: tuple[str, ...], x: float, top: float, size: float, colour: str, *, bold: bool = False, anchor: str = "start"
) -> str:
    """Lines of text from the top of the first."""
    weight = ' font-weight="700"' if bold else ""
    return "".join(
        f'<text x="{x:.1f}" y="{top + size * (_ASCENT + place * fitting.LINE):.1f}" font-size="{size:g}" '
        f'fill="{colour}" text-anchor="{anchor}"{weight}>{escape(line)}</text>'
        for place, line in enumerate(said)
    )
