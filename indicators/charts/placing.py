"""Where the names of marks go, so that none lies on another name or mark: beside, above, below, or on a short line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

HEIGHT: Final = 14.0
"""Height of a name in pixels."""
_LETTER: Final = 6.2
_MARK: Final = 7.0
"""Half the width of a mark."""
_AWAY: Final = (10.0, 20.0, 32.0, 46.0, 62.0, 80.0, 100.0)
"""From a mark's middle to the nearest end of its name; beyond the first, a line joins them."""
_TURNS: Final = 16
_ROUNDS: Final = 4
_ON_NAME, _ON_MARK, _OUTSIDE, _ON_LINE = 4.0, 3.0, 40.0, 12.0
"""What a square pixel on another name, one on a mark and a pixel beside the plot weigh against
a pixel of line; last what being struck through weighs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark to be named; its place as shares of the plot, from the left and from the top."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The way in pixels from a mark's middle to the anchor of its name: its left end, its right end or its middle."""

    dx: float
    dy: float
    align: str
    line: tuple[float, float] = (0.0, 0.0)
    """The way to where its line ends; 0, 0 without."""


def places(
    marks: Sequence[Mark], *, widths: Sequence[float], height: float, lines: Sequence[float] = ()
) -> list[Place]:
    """A place for each name that suits a plot of all the widths, the crowded ones settled in a few rounds.

    `lines` are the places from the top, as shares, of lines across the plot that a name should rather not lie on.
    """
    found = [_candidates(mark.name) for mark in marks]
    chosen = [0] * len(marks)
    for _ in range(_ROUNDS):
        before = list(chosen)
        for own, options in enumerate(found):
            cost = options[:, 4] + _struck(_boxes(marks[own], options, widths[0], height), lines, height)
            for width in widths:
                at = [_boxes(m, f[[c]], width, height) for m, f, c in zip(marks, found, chosen, strict=True)]
                others = np.concatenate([box for n, box in enumerate(at) if n != own] or [np.empty((0, 4))])
                cost += _cost(_boxes(marks[own], options, width, height), others, marks, width, height)
            chosen[own] = int(cost.argmin())
        if chosen == before:
            break
    return [_place(options[choice]) for options, choice in zip(found, chosen, strict=True)]


def boxes(marks: Sequence[Mark], at: Sequence[Place], *, width: float, height: float) -> Floats:
    """Left, top, right and bottom of every name in a plot."""
    rows = [np.array([[_middle(p, m.name), p.dy, _wide(m.name)]]) for m, p in zip(marks, at, strict=True)]
    return np.concatenate([_boxes(m, row, width, height) for m, row in zip(marks, rows, strict=True)])


def overlap(one: Floats, other: Floats) -> Floats:
    """The square pixels that each box of one has in common with each of the other."""
    wide = np.minimum(one[:, None, 2], other[None, :, 2]) - np.maximum(one[:, None, 0], other[None, :, 0])
    high = np.minimum(one[:, None, 3], other[None, :, 3]) - np.maximum(one[:, None, 1], other[None, :, 1])
    common: Floats = np.maximum(wide, 0.0) * np.maximum(high, 0.0)
    return common


def _candidates(name: str) -> Floats:
    """Right, left, above and below first, then around the mark further and further away: middle, width, line, cost."""
    wide, rows = _wide(name), []
    for away in _AWAY:
        for turn in range(_TURNS):
            angle = 2 * math.pi * turn / _TURNS
            dx, dy = math.cos(angle) * (away + wide / 2), math.sin(angle) * (away + HEIGHT / 2)
            cost = (away if away > _AWAY[0] else 0.0) + (0.0 if turn == 0 else 1.0 if turn % 4 == 0 else 3.0)
            rows.append((dx, dy, wide, away, cost))
    return np.array(sorted(rows, key=lambda row: row[4]))


def _cost(own: Floats, others: Floats, marks: Sequence[Mark], width: float, height: float) -> Floats:
    dots = np.array(
        [[m.x * width - _MARK, m.y * height - _MARK, m.x * width + _MARK, m.y * height + _MARK] for m in marks]
    )
    outside = np.maximum(-own[:, 0], 0) + np.maximum(own[:, 2] - width, 0)
    outside += np.maximum(-own[:, 1], 0) + np.maximum(own[:, 3] - height, 0)
    told: Floats = (
        _ON_NAME * overlap(own, others).sum(axis=1) + _ON_MARK * overlap(own, dots).sum(axis=1) + _OUTSIDE * outside
    )
    return told


def _struck(own: Floats, lines: Sequence[float], height: float) -> Floats:
    at = np.array([share * height for share in lines]).reshape(1, -1)
    crosses = (own[:, 1, None] < at) & (at < own[:, 3, None])
    told: Floats = _ON_LINE * crosses.sum(axis=1)
    return told


def _boxes(mark: Mark, options: Floats, width: float, height: float) -> Floats:
    x, y, half = mark.x * width + options[:, 0], mark.y * height + options[:, 1], options[:, 2] / 2
    return np.stack([x - half, y - HEIGHT / 2, x + half, y + HEIGHT / 2], axis=1)


def _place(option: Floats) -> Place:
    """A candidate as a place; its line ends at the nearest point of the name's box."""
    dx, dy, wide, away, _ = (float(part) for part in option)
    side = "center" if abs(dx) < wide / 2 else "left" if dx > 0 else "right"
    anchor = dx if side == "center" else _towards(dx, wide / 2)
    line = (0.0, 0.0) if away <= _AWAY[0] else (round(_towards(dx, wide / 2), 1), round(_towards(dy, HEIGHT / 2), 1))
    return Place(dx=round(anchor, 1), dy=round(dy, 1), align=side, line=line)


def _middle(place: Place, name: str) -> float:
    """The way from a mark's middle to that of its name."""
    return place.dx + {"left": 0.5, "center": 0.0, "right": -0.5}[place.align] * _wide(name)


def _towards(middle: float, half: float) -> float:
    """The point of a box nearest to the mark, along one side."""
    return math.copysign(max(0.0, abs(middle) - half), middle)


def _wide(name: str) -> float:
    return _LETTER * len(name) + 4
