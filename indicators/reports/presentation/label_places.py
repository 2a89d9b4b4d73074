"""Where the figures of a curve stand, so that they touch neither lines, intervals, marks nor each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from indicators.reports.presentation import fitting
from indicators.reports.presentation.placed import Box

Segment = tuple[float, float, float, float]
"""A line from one point to another, in points."""

GAP: Final = 5.0
"""Points between a mark and its label."""
FARTHER: Final = (0.0, 9.0, 18.0, 27.0)
"""How much farther away a label may stand, in points."""
_AIR: Final = 3.0
_ON_LABEL, _OUTSIDE, _ON_MARK, _ON_LINE = 200.0, 60.0, 40.0, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A label that is to stand by a mark: its words, and the mark with the ends of its interval, in points."""

    text: str
    size: float
    bold: bool
    x: float
    y: float
    top: float
    foot: float
    mark: float
    """The mark's radius."""
    places: str
    """`t`, `b`, `l` and `r` in order of preference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The point that a label hangs on, in points, and on which side of it."""

    x: float
    y: float
    place: str


@dataclass(slots=True, kw_only=True)
class Ground:
    """What stands in the way in a chart of a size."""

    frame: Box
    lines: list[Segment] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    """The marks."""
    labels: list[Box] = field(default_factory=list)
    """Those placed so far: no other is laid on them while there is any other place."""

    def spot(self, wanted: Wanted) -> Spot:
        """The best place for a label, which then stands in the way of the next."""
        wide = fitting.width(wanted.text, wanted.size, bold=wanted.bold)
        found = [
            (self._cost(box) + toll, place, spot, box) for place, (spot, box, toll) in enumerate(_tried(wanted, wide))
        ]
        _, _, spot, box = min(found, key=lambda each: each[:2])
        moved = min(max(box.x, self.frame.x), self.frame.x + self.frame.width - box.width) - box.x
        self.labels.append(Box(x=box.x + moved, y=box.y, width=box.width, height=box.height))
        return Spot(x=spot.x + moved, y=spot.y, place=spot.place)

    def _cost(self, box: Box) -> float:
        frame = self.frame
        moved = min(max(box.x, frame.x), frame.x + frame.width - box.width)
        at = Box(x=moved - _AIR, y=box.y - _AIR, width=box.width + 2 * _AIR, height=box.height + 2 * _AIR)
        is_outside = at.y < frame.y or at.y + at.height > frame.y + frame.height
        marks = sum(_ON_MARK for other in self.boxes if _meet(at, other))
        labels = sum(_ON_LABEL for other in self.labels if _meet(at, other))
        return _OUTSIDE * is_outside + labels + marks + sum(_ON_LINE for line in self.lines if crosses(line, at))


def label_box(x: float, y: float, wide: float, *, place: str, size: float, mark: float = 0.0) -> Box:
    """Where a label of a width stands beside a point whose mark has a radius."""
    away = mark + GAP
    left = {"l": x - away - wide, "r": x + away}.get(place, x - wide / 2)
    top = {"t": y - away - 0.75 * size, "b": y + away - 0.2 * size}.get(place, y - 0.4 * size)
    return Box(x=left, y=top, width=wide, height=0.95 * size)


def crosses(line: Segment, box: Box) -> bool:
    """Whether any of a line is inside a box."""
    x, y, other_x, other_y = line
    first, last = 0.0, 1.0
    for start, step, low, high in (
        (x, other_x - x, box.x, box.x + box.width),
        (y, other_y - y, box.y, box.y + box.height),
    ):
        if abs(step) < 1e-9:
            if not low <= start <= high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, near), min(last, far)
    return first <= last


def _tried(wanted: Wanted, wide: float) -> Iterator[tuple[Spot, Box, float]]:
    """Every place that is looked at, the nearest first, with what being far away costs."""
    for far, away in enumerate(FARTHER):
        for rank, place in enumerate(wanted.places):
            for shift in (0.0,) if place in "tb" or not far else (-away, away):
                out = wanted.mark
                x = wanted.x + {"l": -out, "r": out}.get(place, 0.0)
                y = {"t": wanted.top - away - out, "b": wanted.foot + away + out}.get(place, wanted.y + shift)
                box = label_box(x, y, wide, place=place, size=wanted.size)
                yield Spot(x=x, y=y, place=place), box, 2.0 * far + 0.5 * rank


def _meet(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0 and down > 0
