"""A chart before it is drawn: series in a sheet, two axes, a plot; PowerPoint's chart and the picture draw the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from indicators.hearing.slides import Scale
from indicators.reports.presentation.placed import Box
from indicators.reports.presentation.sheets import Column, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label beside one point."""

    place: str
    """`t`, `b`, `l`, `r` or `ctr`."""
    size: float
    colour: str
    text: str
    bold: bool = False
    number_format: str = ""
    """Where the label follows the point's own value when somebody changes it: how that value is written."""
    is_on_white: bool = False
    """Hides what lies under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One series: where its figures stand, how it is drawn, and the labels of some of its points."""

    name: Column
    values: Column
    across: Column
    line: str = ""
    """Colour of the line; empty for none. A row without a value breaks it."""
    width: float = 2.5
    dash: str = ""
    """`dash` or `sysDot`; empty for a whole line."""
    symbol: str = "none"
    size: int = 7
    fill: str = ""
    ring: str = ""
    """Colour of the marks' outline; empty for none."""
    labels: Mapping[int, Label] = field(default_factory=dict)


class Shown(StrEnum):
    """Which axis has gridlines and labels of its own."""

    LEFT = "left"
    """The vertical one; the horizontal one is a bare line."""
    FOOT = "foot"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Points by two values, in a frame of a size; the plot's place is counted from the frame's corner."""

    sheet: Sheet
    series: tuple[Series, ...]
    across: Scale
    up: Scale
    frame: Box
    plot: Box
    shown: Shown = Shown.NONE
    number_format: str = "General"
    """How the labels of the axis shown are written."""
