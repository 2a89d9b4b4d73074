"""Where a template leaves room on its slides; our own template's is the design's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from indicators.reports.presentation.placed import HEIGHT, WIDTH, Box, Role

GUTTER: Final = 14.4
NARROW: Final = 760.0
"""Points across below which an area has two panels; the third is told of in the notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The places of a template: one for each role, and the box for what a slide shows."""

    body: Box
    slots: Mapping[Role, Box]
    opening: Mapping[Role, Box]
    """The places on the title slide."""
    icons: Box | None = None
    """Where the title slide has room for the areas' icons, drawn dark on white; None in our own, which is dark."""
    width: float = WIDTH
    height: float = HEIGHT
    widening: float = 1.0
    """How much wider the template's typeface may be than Arial, by which texts are measured."""
    is_own: bool = True

    @property
    def is_narrow(self) -> bool:
        """Whether only two panels have room beside each other."""
        return self.body.width < NARROW

    @property
    def end(self) -> float:
        """The foot of the body."""
        return self.body.y + self.body.height

    def columns(self, first: int, count: int) -> tuple[float, float]:
        """Where so many of the body's twelve columns begin, and how wide they are together."""
        one = (self.body.width - 11 * GUTTER) / 12
        return self.body.x + first * (one + GUTTER), count * one + (count - 1) * GUTTER


OWN: Final = Frame(
    body=Box(x=43.2, y=124.0, width=873.6, height=365.0),
    slots={
        Role.TITLE: Box(x=43.2, y=54, width=873.6, height=66),
        Role.KICKER: Box(x=43.2, y=30, width=640, height=17),
        Role.ASSESSMENT: Box(x=716.8, y=30, width=200, height=17),
        Role.SOURCE: Box(x=43.2, y=494, width=873.6, height=22),
        Role.FOOTER: Box(x=43.2, y=513, width=813.6, height=12),
        Role.NUMBER: Box(x=866.8, y=513, width=50, height=12),
    },
    opening={
        Role.TITLE: Box(x=86, y=150, width=780, height=96),
        Role.KICKER: Box(x=86, y=112, width=780, height=20),
        Role.FOOTER: Box(x=86, y=490, width=780, height=14),
    },
)
