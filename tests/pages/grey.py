"""Whether what the colours of a drawing say is still there in grey print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

APART = 1.5
"""Contrast between two colours that can be told apart in grey; the assessments' own test has a stricter one."""
SEEN = 2.0
"""Contrast with white paper of a mark that carries a value."""
_HEX = re.compile(r"#[0-9A-Fa-f]{6}$")
_COLOURED = ("line", "point", "bar", "rule", "tick")
_LINE = re.compile(
    r'stroke="(?P<colour>#[0-9A-Fa-f]{6})" stroke-width="(?P<width>[\d.]+)"(?: stroke-dasharray="(?P<dash>[^"]*)")?'
)
_GRIDLINE = 1.6


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def alike(spec: dict[str, Any]) -> list[str]:
    """Pairs of colours that carry meaning, look alike in grey and have no shape, dash or width of their own."""
    looks: dict[tuple[str, ...], set[str]] = {}
    for look, colour in _marks(spec):
        looks.setdefault(look, set()).add(colour)
    return [
        f"{one} and {other} as {' '.join(look)}"
        for look, colours in looks.items()
        for one, other in combinations(sorted(colours), 2)
        if contrast(one, other) < APART
    ]


def faint(spec: dict[str, Any]) -> list[str]:
    """Marks of a value that would hardly be seen on paper."""
    outlined = {row["fill"] for layer in spec["layer"] for row in layer["data"]["values"] if _is_outlined(row)}
    return [
        colour
        for look, colour in _marks(spec)
        if look[0] in ("line", "point", "bar") and colour not in outlined and contrast(colour, "#FFFFFF") < SEEN
    ]


def _is_outlined(row: dict[str, Any]) -> bool:
    return bool(row.get("fill")) and contrast(str(row.get("stroke") or "#FFFFFF"), "#FFFFFF") >= 3.0


def areas_alone(spec: dict[str, Any]) -> list[str]:
    """Tints of areas whose message no mark with a shape of its own repeats."""
    tints = {
        row["tint"]
        for layer in spec["layer"]
        if _kind(layer) == "geoshape"
        for row in layer["data"]["values"]
        if row["edge"] == "#FFFFFF"
    }
    shapes = {
        (row["shape"], row["fill"])
        for layer in spec["layer"]
        if _kind(layer) == "point"
        for row in layer["data"]["values"]
        if "fill" in row
    }
    return sorted(tints) if len(shapes) < len(tints) else []


def alike_lines(svg: str) -> list[str]:
    """Pairs of lines of a small drawing that differ in colour only and look alike in grey; gridlines are no message."""
    lines = {
        (found["width"], found["dash"] or "", found["colour"])
        for found in (match.groupdict() for match in _LINE.finditer(svg))
        if contrast(found["colour"], "#FFFFFF") > _GRIDLINE
    }
    return [
        f"{one} and {other}"
        for one, other in combinations(sorted(lines), 2)
        if one[:2] == other[:2] and contrast(one[2], other[2]) < APART
    ]


def _marks(spec: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Look (kind, shape, dash, width) and colour of every visible mark."""
    for layer in spec["layer"]:
        mark = layer["mark"]
        if _kind(layer) not in _COLOURED or mark.get("opacity") == 0:
            continue
        rows = layer["data"]["values"] or [{}]
        for row in rows:
            shape = row.get("shape") if "shape" in layer["encoding"] else mark.get("shape")
            look = (_kind(layer), str(shape), str(mark.get("strokeDash") or ""), str(mark.get("strokeWidth", "")))
            colour = row.get("fill") if "fill" in layer["encoding"] else mark.get("color")
            if isinstance(colour, str) and _HEX.match(colour):
                yield look, colour


def _kind(layer: dict[str, Any]) -> str:
    return str(layer["mark"]["type"])
