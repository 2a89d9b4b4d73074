"""Questions and promises noted at the last hearing that stand otherwise than they did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indicators import swedish
from indicators.editions.differences import Cause, Difference, difference
from indicators.editions.drafting import Drafted
from indicators.editions.reading import VERSION
from indicators.store import PromiseRow

PROMISE: Final = "promise "
"""What begins a difference in a question or promise: `promise 4`, after the row in which it was noted."""


def differences(before: Drafted, after: Drafted) -> Iterator[Difference]:
    """Every question or promise that is new, gone, or said, answered for or followed up otherwise."""
    if before.selection.compared.partition(VERSION)[0] != after.selection.compared.partition(VERSION)[0]:
        return  # another hearing's promises: the comparison is told as what was chosen
    sides = [{row.first: _told(row) for row in side.deck.promises} for side in (before, after)]
    for first in sorted(sides[0].keys() | sides[1].keys()):
        one, other = (side.get(first) for side in sides)
        if one != other:
            yield difference("", "", f"{PROMISE}{first}", one, other, Cause.PROMISE)


def _told(row: PromiseRow) -> str:
    due = f"senast {swedish.date(row.due)}" if row.due else ""
    return ". ".join(part for part in (row.text, row.owner, due, swedish.sentence_case(row.status), row.told) if part)
