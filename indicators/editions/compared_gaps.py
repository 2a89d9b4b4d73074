"""What is shown of the gaps between districts, in one state and in another."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.districts import equality as equalities
from indicators.districts.equality import Equality
from indicators.editions.differences import DISTANCE, GAP, Cause, Difference, defined, difference
from indicators.model import Reason
from indicators.situation import Situation


def differences(before: Situation, after: Situation) -> Iterator[Difference]:
    """Every indicator in both whose gap is another, or closed, widened or could not be told and no longer does so."""
    if (before.year, before.version, before.registry) == (after.year, after.version, after.registry):
        return
    told = {each.indicator.id: each for each in equalities.of_every_indicator(before)}
    for other in equalities.of_every_indicator(after):
        one = told.get(other.indicator.id)
        if one is None:
            continue
        city = after.registry.city_code
        apart = [each.gap.now.distance if each.gap.now else None for each in (one, other)]
        if apart[0] != apart[1]:
            yield difference(other.indicator.id, city, DISTANCE, apart[0], apart[1], _cause(one, other))
        if one.standing is not other.standing:
            yield difference(other.indicator.id, city, GAP, one.standing, other.standing, _cause(one, other))


def _cause(one: Equality, other: Equality) -> Cause:
    if other.reason is Reason.SUPPRESSED:
        return Cause.NEWLY_HIDDEN
    if (other.gap.value_year or 0) > (one.gap.value_year or 0):
        return Cause.NEW_PERIOD
    if other.gap.year < one.gap.year:
        return Cause.CHANGED_SELECTION
    if defined(one.indicator) != defined(other.indicator):
        return Cause.CHANGED_DEFINITION
    return Cause.CHANGED_METHOD if one.gap.years == other.gap.years else Cause.REVISED_VALUE
