"""What stands where on a slide, in points from its upper left corner; 960 by 540 of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indicators.hearing.slides import Gap, Panel, Scale
from indicators.model import Assessment

WIDTH = 960.0
HEIGHT = 540.0


class Role(StrEnum):
    """What a text is on the slide; a template places the first six by its own layouts."""

    TITLE = "title"
    KICKER = "kicker"
    ASSESSMENT = "assessment"
    SOURCE = "source"
    FOOTER = "footer"
    NUMBER = "number"
    BODY = "body"
    DRAFT = "draft"
    WATERMARK = "watermark"
    """The same word, large and pale behind the body; for the eye alone."""


class Align(StrEnum):
    """Where the lines of a text begin or end."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in a box, with the lines that it breaks into there."""

    box: Box
    text: str
    lines: tuple[str, ...]
    size: float
    colour: str
    bold: bool = False
    align: Align = Align.LEFT
    role: Role = Role.BODY
    has_room: bool = True
    """All of it is inside the box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A thin line across."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """A filled rectangle."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """The icon of an assessment; its word always stands beside it."""

    box: Box
    assessment: Assessment
    is_white: bool = False
    """Drawn in white on a dark ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart in a box."""

    box: Box
    panel: Panel
    gap: Gap | None = None
    """Which of the panel's gaps is drawn; each has a scale of its own."""
    scale: Scale | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell of a table, its text in lines."""

    lines: tuple[str, ...]
    assessment: Assessment | None = None
    bold: bool = False
    align: Align = Align.LEFT
    fill: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: column widths and row heights, the head first."""

    box: Box
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    size: float
    alt: str
    has_room: bool
    pad: float = 5.0
    """Points between a cell's edge and its text."""


Placed = Text | Rule | Fill | Icon | Drawing | Grid
