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
    REGISTER = "register"
    """Names, words, sources and places that do not make the figures another thing."""
    EVENT = "event"
    PROMISE = "promise"
    TEXT = "text"


SWEDISH: Final = {
    Cause.NEW_PERIOD: "ny mätning",
    Cause.REVISED_VALUE: "ändrat värde",
    Cause.CHANGED_TARGET: "ändrat mål",
    Cause.CHANGED_DEFINITION: "ändrad definition",
    Cause.CHANGED_METHOD: "ändrad metod",
    Cause.NEWLY_HIDDEN: "dolt sedan dess",
    Cause.CHANGED_SELECTION: "ändrat urval",
    Cause.REGISTER: "ändrat i registret",
    Cause.EVENT: "ändrad händelse",
    Cause.PROMISE: "ändrad fråga eller löfte",
    Cause.TEXT: "ändrad text",
}


GAP: Final = "gap"
"""What is shown of the gap between districts."""
DISTANCE: Final = "distance"
"""How wide that gap is."""
SLIDE: Final = "slide "
"""What begins a difference in what a slide says: `slide omrade-7: Rubriken`; the others are what lies behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as it was."""

    indicator: str
    """Empty where a slide's text or the hearing's selection is meant."""
    geography: str
    what: str
    """`value`, `value 2012`, `headline 7` and the rest of docs/editions.md, or `slide omrade-7: Rubriken`."""
    before: Told
    after: Told
    cause: Cause

    @property
    def slide(self) -> str:
        """The key of the slide that says otherwise; empty for what lies behind."""
        return self.what.removeprefix(SLIDE).partition(":")[0] if self.what.startswith(SLIDE) else ""


def difference(indicator: str, geography: str, what: str, before: Told, after: Told, cause: Cause) -> Difference:
    """A difference, in the order that it is told."""
    return Difference(indicator=indicator, geography=geography, what=what, before=before, after=after, cause=cause)


def defined(indicator: Indicator) -> tuple[object, ...]:
    """What makes two figures of an indicator the same thing."""
    return indicator.definition, indicator.unit, indicator.kind, indicator.multiplier, indicator.good, indicator.breaks
