"""How wide a text is in Arial, and how it breaks into lines; every writer of slides asks here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

LINE: Final = 1.2
"""Height of a line in the text's size."""
_EM: Final = 2048
_UNKNOWN: Final = 1366
"""The width of a character that the table lacks: as wide as a capital."""
_WIDENING: Final[ContextVar[float]] = ContextVar("widening", default=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A text broken into lines at a size."""

    size: float
    lines: tuple[str, ...]
    is_whole: bool
    """All of it has room."""

    @property
    def height(self) -> float:
        """Points from the top of the first line to the foot of the last."""
        return len(self.lines) * self.size * LINE


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points."""
    table = _widths()["bold" if bold else "regular"]
    return sum(table.get(letter, _UNKNOWN) for letter in text) * size / _EM * _WIDENING.get()


@contextmanager
def wider(times: float) -> Iterator[None]:
    """Measure every text so many times wider, where a template's typeface is wider than Arial."""
    before = _WIDENING.set(times)
    try:
        yield
    finally:
        _WIDENING.reset(before)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than `room`, broken at ordinary spaces, and after hyphens in a word wider than that.

    One word without a hyphen may still be too wide.
    """
    lines: list[str] = []
    for word in text.split(" "):
        pieces = [word] if width(word, size, bold=bold) <= room else parts(word)
        for place, piece in enumerate(pieces):
            longer = f"{lines[-1]}{'' if place else ' '}{piece}" if lines else piece
            if lines and width(longer, size, bold=bold) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
    return tuple(lines)


def parts(text: str) -> list[str]:
    """What a text may be broken into at most: its words, and those with hyphens in parts."""
    return [piece for word in text.split(" ") for piece in re.split(r"(?<=[^\W\d_]-)(?=[^\W\d_])", word)]


def fitted(text: str, sizes: Sequence[float], room: float, *, most: int, bold: bool = False) -> Fitted:
    """The text at the largest of the sizes at which it has room in so many lines, else at the last one."""
    found = Fitted(size=sizes[-1], lines=(), is_whole=False)
    for size in sizes:
        lines = wrapped(text, size, room, bold=bold)
        has_room = len(lines) <= most and all(width(line, size, bold=bold) <= room for line in lines)
        found = Fitted(size=size, lines=lines, is_whole=has_room)
        if has_room:
            return found
    return found


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text on one line, ended with an ellipsis where it is too wide."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(f"{kept}…", size, bold=bold) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


@cache
def _widths() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = json.loads((Path(__file__).parent / "widths.json").read_text(encoding="utf-8"))
    return found
