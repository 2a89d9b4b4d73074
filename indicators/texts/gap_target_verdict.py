"""The verdict on the target for a gap between districts, in a sentence with the numbers that it rests on."""

from __future__ import annotations

from typing import Final

from indicators import swedish
from indicators.districts.equality import Equality
from indicators.districts.gap_target import GapJudged, GapStanding, WhyNot, judged
from indicators.model import GapMeasure, GapTarget
from indicators.texts import equality_facts
from indicators.texts.facts import Statement
from indicators.texts.gap_target import NAMES, limit, unit

_STANDINGS: Final = {
    GapStanding.REACHED: "Målet för {name} är nått:",
    GapStanding.MISSED: "Målet för {name} nåddes inte:",
    GapStanding.OPEN: "Målet för {name} avgörs {year}:",
    GapStanding.CANNOT_TELL: "Om målet för {name} nås går inte att avgöra:",
}


def statement(told: Equality) -> Statement | None:
    """The verdict in a sentence, with the numbers that it rests on; None without target."""
    found = judged(told)
    if found is None:
        return None
    strong = _STANDINGS[found.standing].format(name=NAMES[found.target.measure], year=found.target.year)
    return Statement(strong=strong, after=f" {_because(found, told)}")


def _because(found: GapJudged, told: Equality) -> str:
    target = found.target
    goal = f"målet är {limit(target, told.indicator)} år {target.year}{_set_by(target)}"
    if found.why is WhyNot.NOT_ASSESSED:
        return f"{equality_facts.reason(told)}; {goal}."
    if found.why is WhyNot.NO_GAP or found.value is None:
        return f"avståndet är inte mätt år {target.year}; {goal}."
    if found.why is WhyNot.BELOW_CHANCE:
        floor = _printed(found.by_chance or 0.0, told, target)
        return f"lika stadsdelar hamnar omkring {floor} isär av en slump; {goal}."
    near = ", inom felmarginalen" if found.within_margin else ""
    return f"{_value(found.value, told, target)} år {found.year}{near}; {goal}."


def _value(value: float, told: Equality, target: GapTarget) -> str:
    """The gap as it stands elsewhere, unless it would then print as the target that it is not."""
    now = told.gap.now
    shown = None if now is None or now.distance != value else equality_facts.distance_shown(now, told)
    if target.measure is GapMeasure.RATIO or shown is None or (shown == target.value != value):
        return _printed(value, told, target)
    decimals = equality_facts.distance_decimals(told)
    return swedish.joined(swedish.number(shown, decimals), unit(told.indicator))


def _printed(value: float, told: Equality, target: GapTarget) -> str:
    if target.measure is GapMeasure.RATIO:
        return f"{swedish.number(value, swedish.honest_decimals([value, target.value], 1))} gånger"
    decimals = swedish.honest_decimals([value, target.value], equality_facts.distance_decimals(told))
    return swedish.joined(swedish.number(value, decimals), unit(told.indicator))


def _set_by(target: GapTarget) -> str:
    by = f"{target.decision.by} {target.decision.date}"
    return f" (förslag av {by})" if target.decision.is_proposal else f" (beslutat av {by})"
