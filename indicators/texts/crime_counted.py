"""How many districts a sentence about reported crime is about: counted from the result, never written in the text."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import swedish
from indicators.districts.reported import Reported

_LEAST = 2
"""Districts from which there is anything to sum."""


def everyone(found: Reported, noun: str = "") -> str:
    """`Alla tio`, or `Alla nio med värde` where a district never has a count; with a noun `Alla tio stadsdelar`."""
    count = len(found.valued)
    if count < _LEAST:
        return "Stadsdelarna"
    lacking = "med värde" if count < len(found.districts) else ""
    return " ".join(part for part in ("Alla", swedish.count_word(count), noun, lacking) if part)


def most(every: Sequence[Reported]) -> Reported | None:
    """The offence group with a count in the most districts, whose number holds for a table of all groups."""
    return max(every, key=lambda found: len(found.valued), default=None)


def districts(found: Reported) -> str:
    """`tio stadsdelar`: those with a count in any year."""
    return swedish.counted(len(found.valued), "stadsdel", "stadsdelar")


def the_districts(found: Reported) -> str:
    """`de tio stadsdelarna`, or `de nio stadsdelarna med värde`."""
    lacking = " med värde" if len(found.valued) < len(found.districts) else ""
    return f"de {swedish.count_word(len(found.valued))} stadsdelarna{lacking}"
