"""What several slides share: who speaks for an area, notes, footers and the lines under the drawings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from indicators import swedish
from indicators.hearing.selection import Selection
from indicators.hearing.slides import Comment, Notes
from indicators.model import Indicator, Progress, Registry
from indicators.situation import Situation
from indicators.store import PromiseRow
from indicators.texts import words

MADE_UP: Final = "Påhittade siffror för demonstration"
"""What stands wherever something made up is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Everything that slides are made from."""

    seen: Situation
    """The city and its districts at the viewpoint."""
    selection: Selection
    before: Situation | None
    """What was seen last time, on the data and the register of then; None where there is no last time."""
    before_name: str
    """What last time is called: `hearingen 22 oktober 2019` or `läget 2018`."""
    comments: Mapping[str, Comment]
    """By the slide's key."""
    revision: int
    edition: int
    reason: str = ""
    """Why a correction was made; empty for the first and for a draft."""
    promises: tuple[PromiseRow, ...] = ()
    """What was noted at the hearing that this one is held against, as it stands."""

    @property
    def registry(self) -> Registry:
        """The register."""
        return self.seen.registry

    @property
    def areas(self) -> tuple[int, ...]:
        """The chosen areas in the order of the slides."""
        return self.selection.areas_of(self.registry)

    def headline(self, area: int) -> Indicator | None:
        """The indicator that speaks for an area."""
        chosen = self.selection.headline(area, self.registry)
        return None if chosen is None else self.registry.indicators[chosen]

    def told(self, area: int) -> Progress | None:
        """The assessment of that indicator for the city."""
        chosen = self.headline(area)
        return None if chosen is None else self.seen.city(chosen.id)

    @property
    def headlines(self) -> list[Progress]:
        """The assessments that speak for the chosen areas, those that exist."""
        return [p for p in map(self.told, self.areas) if p is not None]


def footer(making: Making, *, is_demo: bool) -> str:
    """The slide's last line: who, when, on which data, and whether anything is made up."""
    registry = making.registry
    said = [
        f"{registry.city}s Stad",
        registry.programme,
        f"Hearing {swedish.date(making.selection.held)}",
        *([f"Version {making.edition}"] if making.edition > 1 else []),
        f"Läge per {making.seen.year}",
        f"Dataversion {making.seen.version}",
    ]
    return " · ".join([*said, MADE_UP] if is_demo else said)


def notes(making: Making, *, say: str, source: str, method: str) -> Notes:
    """The speaker's notes; how to make the slide again is the same for all of them."""
    return Notes(say=say, source=source, method=method, reproduce=reproduce(making))


def reproduce(making: Making) -> str:
    """The data, the register and the choices that give the slide again."""
    chosen = ", ".join(str(number) for number in making.areas)
    compared = f" Jämförd med {making.before_name}." if making.before_name else ""
    corrected = f" Version {making.edition}, rättelse: {swedish.ended(making.reason)}" if making.reason else ""
    return (
        f"Dataversion {making.seen.version}, registerrevision {making.revision}, läge per {making.seen.year}. "
        f"Områden {chosen}.{_spoken(making)}{_asked(making)}{compared}{corrected}"
    )


def _spoken(making: Making) -> str:
    """The headline indicators that the lead has chosen instead of the register's."""
    own = [(area, name) for area, name in sorted(making.selection.headlines.items()) if area in making.areas]
    known = making.seen.registry.indicators
    told = ", ".join(f"”{known[name].short_name}” för område {area}" for area, name in own)
    return f" Valda huvudindikatorer: {told}." if told else ""


def _asked(making: Making) -> str:
    """The lead's own questions, word for word."""
    asked = " ".join(f"”{question}”" for question in making.selection.questions)
    return f" Egna frågor: {asked}." if asked else ""


def missing_comment() -> Comment:
    """The comment that nobody has written."""
    return Comment(text="", by="", at="")


def chip(progress: Progress | None) -> str:
    """The assessment in words, or that there is nothing to assess."""
    return words.chip(progress) if progress is not None else "Inte bedömd: underlag saknas"
