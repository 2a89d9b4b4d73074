"""What a difference between two editions is, and the words for why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from indicators.model import Indicator

Told = str | float | int | None


class Cause(StrEnum):
    """Why a figure or a text is another."""

    NEW_PERIOD = "new_period"
    REVISED_VALUE = "revised_value"
    CHANGED_TARGET = "changed_target"
    CHANGED_DEFINITION = "changed_definition"
    CHANGED_METHOD = "changed_method"
    NEWLY_HIDDEN = "newly_hidden"
    CHANGED_SELECTION = "changed_selection"
    TEXT = "text"


SWEDISH: Final = {
    Cause.NEW_PERIOD: "ny mätning",
    Cause.REVISED_VALUE: "ändrat värde",
    Cause.CHANGED_TARGET: "ändrat mål",
    Cause.CHANGED_DEFINITION: "ändrad definition",
    Cause.CHANGED_METHOD: "ändrad metod",
    Cause.NEWLY_HIDDEN: "dolt sedan dess",
    Cause.CHANGED_SELECTION: "ändrat urval",
    Cause.TEXT: "ändrad text",
}


GAP: Final = "gap"
"""What is shown of the gap between districts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as it was."""

    indicator: str
    """Empty where a slide's text or the hearing's selection is meant."""
    geography: str
    what: str
    """`value`, `value_year`, `target`, `assessment`, `indicator`, `gap`, `areas`, `order`, `headline 7`, `compared`,
    `questions` or `comment omrade-7`."""
    before: Told
    after: Told
    cause: Cause


def difference(indicator: str, geography: str, what: str, before: Told, after: Told, cause: Cause) -> Difference:
    """A difference, in the order that it is told."""
    return Difference(indicator=indicator, geography=geography, what=what, before=before, after=after, cause=cause)


def defined(indicator: Indicator) -> tuple[object, ...]:
    """What makes two figures of an indicator the same thing."""
    return indicator.definition, indicator.unit, indicator.kind, indicator.multiplier, indicator.good, indicator.breaks
