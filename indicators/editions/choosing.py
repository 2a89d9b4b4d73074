"""What a hearing is to be made from: what is asked for, what the lead has saved, and what the corrected version had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from indicators.editions import drafting
from indicators.editions.issuing import latest
from indicators.hearing.selection import Selection
from indicators.store import EditionRow, Store


def chosen(
    store: Store,
    name: str,
    *,
    held: date,
    year: int,
    areas: tuple[int, ...] = (),
    headlines: Mapping[int, str] | None = None,
    compared: str = "",
) -> Selection:
    """The selection for a hearing's name: of a correction, what is not asked for is as in the version it corrects."""
    asked = Selection(held=held, year=year, areas=areas, headlines=dict(headlines or {}), compared=compared)
    corrected = latest(store, name)
    if corrected is not None:
        asked = _filled(asked, drafting.selection_of(corrected))
    return replace(asked, questions=_questions(store, year, corrected))


def _filled(asked: Selection, kept: Selection) -> Selection:
    areas = asked.areas or kept.areas
    told = {area: name for area, name in kept.headlines.items() if not areas or area in areas}
    return replace(asked, areas=areas, headlines={**told, **asked.headlines}, compared=asked.compared or kept.compared)


def _questions(store: Store, year: int, corrected: EditionRow | None) -> tuple[str, ...]:
    """Those that the lead has saved for the year, also where none are to be asked; else the corrected version's."""
    row = store.analysis(drafting.QUESTIONS, viewpoint=year)
    if (row is not None and row.viewpoint == year) or corrected is None or corrected.year != year:
        return drafting.questions(store, year)
    return drafting.selection_of(corrected).questions
