"""The seven assessment icons: one drawing each in a 24-unit box, used on pages, in charts and in files."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from html import escape
from math import cos, pi, sin
from typing import Final

from indicators.charts.theme import ASSESSMENTS, WHITE
from indicators.model import Assessment

Shape = tuple[str, bool]
"""An SVG path, and whether it is white on the icon's colour."""


def _dashes(count: int = 10, share: float = 0.62) -> str:
    """A ring of dashes as closed shapes, so that slides can draw it without line styles."""
    ring = []
    for n in range(count):
        start = 2 * pi * n / count - pi / 2
        end = start + 2 * pi / count * share
        outer, inner = (_at(start, 10), _at(end, 10)), (_at(end, 8), _at(start, 8))
        ring.append(f"M{outer[0]}A10 10 0 0 1 {outer[1]}L{inner[0]}A8 8 0 0 0 {inner[1]}z")
    return "".join(ring)


def _at(angle: float, radius: float) -> str:
    return f"{12 + radius * cos(angle):.1f} {12 + radius * sin(angle):.1f}"


_DISC: Final = "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20z"
_RING: Final = f"{_DISC}M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16z"
_SQUARE: Final = "M6 2h12a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4h-12a4 4 0 0 1-4-4v-12a4 4 0 0 1 4-4z"
_WAVE: Final = "c1.9-2.5 3.8-2.5 5.7-.9s3.8 1.6 5.7-.9v2.2c-1.9 2.5-3.8 2.5-5.7.9s-3.8-1.6-5.7.9z"

DRAWINGS: Final[dict[Assessment, tuple[Shape, ...]]] = {
    Assessment.REACHED: ((_SQUARE, False), ("M5.9 12.3l1.9-1.9 2.9 2.9 5.5-5.5 1.9 1.9-7.4 7.4z", True)),
    Assessment.MISSED: (
        (_SQUARE, False),
        ("M8.3 6.4l3.7 3.7 3.7-3.7 1.9 1.9-3.7 3.7 3.7 3.7-1.9 1.9-3.7-3.7-3.7 3.7-1.9-1.9 3.7-3.7-3.7-3.7z", True),
    ),
    Assessment.ON_TRACK: ((_DISC, False), ("M5.8 10.8h6.2v-3.9l6.4 5.1-6.4 5.1v-3.9h-6.2z", True)),
    Assessment.BEHIND: ((_RING, False), ("M12 2a10 10 0 0 0 0 20z", False)),
    Assessment.UNCERTAIN: ((_RING, False), (f"M6.3 10.4{_WAVE}M6.3 15{_WAVE}", False)),
    Assessment.WORSENING: (
        ("M10.6 2.8a1.6 1.6 0 0 1 2.8 0l9.4 16.9a1.6 1.6 0 0 1-1.4 2.3h-18.8a1.6 1.6 0 0 1-1.4-2.3z", False),
        ("M10.8 8.2h2.4l-.3 6.6h-1.8zM12 16.2a1.4 1.4 0 1 1 0 2.8a1.4 1.4 0 1 1 0-2.8z", True),
    ),
    Assessment.NOT_ASSESSED: ((_dashes(), False), ("M7.8 11h8.4v2h-8.4z", False)),
}


@cache
def svg(assessment: Assessment, size: int = 20, *, alt: str = "") -> str:
    """The icon as SVG; with `alt` when no word stands beside it, else hidden from screen readers."""
    said = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    paths = "".join(
        f'<path fill="{WHITE if is_white else ASSESSMENTS[assessment]}" fill-rule="evenodd" d="{path}"/>'
        for path, is_white in DRAWINGS[assessment]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 24 24" {said}>'
        f"{paths}</svg>"
    )


@cache
def data_uri(assessment: Assessment) -> str:
    """The icon as an address that an image element or a chart can show."""
    return as_data_uri(svg(assessment, 24))


@cache
def img(assessment: Assessment, size: int = 20, *, alt: str = "") -> str:
    """The icon as an image element; `alt` is empty beside its word and says the word where it stands alone."""
    return f'<img src="{data_uri(assessment)}" width="{size}" height="{size}" alt="{escape(alt)}">'


def as_data_uri(drawing: str) -> str:
    """An SVG drawing as an address."""
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"
