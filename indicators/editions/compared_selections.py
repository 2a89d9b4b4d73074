"""What was chosen for one hearing and otherwise for another: day, areas, who speaks, questions, template."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from indicators import swedish
from indicators.editions.differences import Cause, Difference, difference
from indicators.editions.drafting import Drafted
from indicators.reports.presentation.template import OWN, Template

CHOSEN = Cause.CHANGED_SELECTION


def differences(before: Drafted, after: Drafted) -> Iterator[Difference]:
    """Every choice that is another; what a newer register has decided has that as its cause."""
    for name, words in (("held", swedish.date), ("year", str)):
        sides = [words(getattr(side.selection, name)) for side in (before, after)]
        if sides[0] != sides[1]:
            yield difference("", "", name, sides[0], sides[1], CHOSEN)
    if before.template != after.template:
        yield difference("", "", "template", _template(before.template), _template(after.template), CHOSEN)
    one, other = (side.selection.areas_of(side.now.registry) for side in (before, after))
    if set(one) != set(other):
        yield difference("", "", "areas", _listed(sorted(one)), _listed(sorted(other)), CHOSEN)
    kept = [number for number in one if number in other]
    if kept != (now := [number for number in other if number in one]):
        yield difference("", "", "order", _listed(kept), _listed(now), CHOSEN)
    yield from (found for number in sorted(kept) for found in _headline(number, before, after))
    compared = [side.selection.compared or None for side in (before, after)]
    if compared[0] != compared[1]:
        yield difference("", "", "compared", compared[0], compared[1], CHOSEN)
    asked = ["\n".join(side.selection.questions) or None for side in (before, after)]
    if asked[0] != asked[1]:
        yield difference("", "", "questions", asked[0], asked[1], CHOSEN)


def _headline(area: int, before: Drafted, after: Drafted) -> Iterator[Difference]:
    one, other = (side.selection.headline(area, side.now.registry) for side in (before, after))
    if one != other:
        chosen = [side.selection.headlines.get(area) for side in (before, after)]
        is_gone = one is not None and one not in after.now.registry.indicators
        cause = Cause.CHANGED_DEFINITION if is_gone or chosen[0] == chosen[1] else CHOSEN
        yield difference("", "", f"headline {area}", one, other, cause)


def _listed(areas: Sequence[int]) -> str:
    return ", ".join(str(number) for number in areas)


def _template(template: Template) -> str:
    return "vår" if template == OWN else f"stadens, {hashlib.sha256(template.file).hexdigest()[:8]}"
