"""Assessment icons as shapes that PowerPoint can recolour: SVG paths flattened to polygons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import atan2, ceil, cos, pi, sin, sqrt
from typing import Final

Point = tuple[float, float]

_TOKEN: Final = re.compile(r"[MmLlHhVvCcSsAaZz]|-?\d*\.?\d+")
_ARGUMENTS: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}
_STEPS: Final = 8
"""Straight pieces of a curve; an arc has one for every ten degrees."""


@cache
def polygons(path: str) -> tuple[tuple[Point, ...], ...]:
    """The closed outlines of an SVG path, in its own units."""
    drawn: list[list[Point]] = []
    at: Point = (0.0, 0.0)
    start, handle = at, at
    for command, values in _commands(path):
        letter, is_relative = command.upper(), command.islower()
        if letter == "Z":
            at = start
            continue
        points = _absolute(letter, values, at) if is_relative else values
        if letter == "M":
            at = start = (points[0], points[1])
            drawn.append([at])
        elif letter == "A":
            drawn[-1] += _arc(at, points)
            at = (points[5], points[6])
        elif letter in "CS":
            first = (points[0], points[1]) if letter == "C" else (2 * at[0] - handle[0], 2 * at[1] - handle[1])
            rest = points[2:] if letter == "C" else points
            handle = (rest[0], rest[1])
            drawn[-1] += _curve(at, first, handle, (rest[2], rest[3]))
            at = (rest[2], rest[3])
        else:
            at = _straight(letter, points, at)
            drawn[-1].append(at)
        handle = handle if letter in "CS" else at
    return tuple(tuple(outline) for outline in drawn)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with one set of arguments; a repeated moving command means lines."""
    tokens = _TOKEN.findall(path)
    place, command = 0, ""
    while place < len(tokens):
        if tokens[place].isalpha():
            command, place = tokens[place], place + 1
            if command in "Zz":
                yield command, []
                continue
        count = _ARGUMENTS[command.upper()]
        yield command, [float(token) for token in tokens[place : place + count]]
        place += count
        command = {"M": "L", "m": "l"}.get(command, command)


def _absolute(letter: str, values: list[float], at: Point) -> list[float]:
    if letter == "H":
        return [values[0] + at[0]]
    if letter == "V":
        return [values[0] + at[1]]
    if letter == "A":
        return [*values[:5], values[5] + at[0], values[6] + at[1]]
    return [value + at[place % 2] for place, value in enumerate(values)]


def _straight(letter: str, points: list[float], at: Point) -> Point:
    if letter == "H":
        return points[0], at[1]
    if letter == "V":
        return at[0], points[0]
    return points[0], points[1]


def _curve(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    made = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        points = (start, first, second, end)
        made.append(
            (
                sum(w * p[0] for w, p in zip(weights, points, strict=True)),
                sum(w * p[1] for w, p in zip(weights, points, strict=True)),
            )
        )
    return made


def _arc(start: Point, values: list[float]) -> list[Point]:
    """An arc of a circle by its radius and ends (SVG 2, appendix B.2.4)."""
    radius, large, sweep = values[0], bool(values[3]), bool(values[4])
    end = (values[5], values[6])
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    half = sqrt((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) / 2
    if half == 0:
        return []
    radius = max(radius, half)
    far = sqrt(max(0.0, radius**2 - half**2)) / (2 * half)
    side = -1.0 if large == sweep else 1.0
    centre = (middle[0] - side * far * (end[1] - start[1]), middle[1] + side * far * (end[0] - start[0]))
    one = atan2(start[1] - centre[1], start[0] - centre[0])
    other = atan2(end[1] - centre[1], end[0] - centre[0])
    turn = (other - one) % (2 * pi) if sweep else -((one - other) % (2 * pi))
    steps = max(2, ceil(abs(turn) / (pi / 18)))
    angles = [one + turn * step / steps for step in range(1, steps + 1)]
    return [(centre[0] + radius * cos(a), centre[1] + radius * sin(a)) for a in angles]
