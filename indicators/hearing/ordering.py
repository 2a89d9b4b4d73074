"""The order of the areas' slides: the programme's, or the gravest assessment first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from indicators.hearing.selection import Selection
from indicators.model import Assessment
from indicators.situation import Situation

_GRAVITY: Final = (
    Assessment.WORSENING,
    Assessment.MISSED,
    Assessment.BEHIND,
    Assessment.UNCERTAIN,
    Assessment.NOT_ASSESSED,
    Assessment.ON_TRACK,
    Assessment.REACHED,
)


def worst_first(areas: Iterable[int], selection: Selection, seen: Situation) -> tuple[int, ...]:
    """The areas by how grave their headline indicator's assessment is, within it in the programme's order."""
    return tuple(sorted(areas, key=lambda number: (_gravity(number, selection, seen), number)))


def _gravity(number: int, selection: Selection, seen: Situation) -> int:
    chosen = selection.headline(number, seen.registry)
    told = None if chosen is None else seen.city(chosen)
    return _GRAVITY.index(Assessment.NOT_ASSESSED if told is None else told.assessment)
