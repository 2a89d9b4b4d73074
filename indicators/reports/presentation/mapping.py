"""Which of a template's layouts and placeholders stand for which role: guessed from it, kept, and edited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from indicators.reports.presentation.inventory import TITLES, Inventory, Layout, Spot
from indicators.reports.presentation.placed import Role

ROLES: Final = (Role.TITLE, Role.KICKER, Role.ASSESSMENT, Role.SOURCE, Role.FOOTER, Role.NUMBER, Role.BODY)
"""What a layout for slides may have places for; the last one is the box for what the slide shows."""
OPENING: Final = (Role.TITLE, Role.KICKER, Role.FOOTER)
"""What the title slide's layout may."""
NAMES: Final[Mapping[Role, str]] = {
    Role.TITLE: "Rubrik",
    Role.KICKER: "Avsnitt",
    Role.ASSESSMENT: "Bedömning",
    Role.SOURCE: "Källa",
    Role.FOOTER: "Sidfot",
    Role.NUMBER: "Bildnummer",
    Role.BODY: "Innehållsruta",
}
_KINDS: Final = {Role.FOOTER: ("FOOTER",), Role.NUMBER: ("SLIDE_NUMBER",), Role.TITLE: TITLES}
_WORDS: Final = {
    Role.KICKER: re.compile(r"avsnitt|kicker|överrubrik|vinjett|subtitle|underrubrik", re.IGNORECASE),
    Role.ASSESSMENT: re.compile(r"bedömning|assessment|status|verdict", re.IGNORECASE),
    Role.SOURCE: re.compile(r"källa|source|fotnot", re.IGNORECASE),
}
_OPENINGS: Final = re.compile(r"titelbild|rubrikbild|startbild|title slide|omslag", re.IGNORECASE)
_SHARE: Final = 0.3
"""Share of the slide that a box for content has at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The layouts of a template and the placeholder of each role in them, by index."""

    content: str
    opening: str
    slots: Mapping[Role, int] = field(default_factory=dict)
    starts: Mapping[Role, int] = field(default_factory=dict)
    """Those of the title slide."""

    def told(self) -> dict[str, Any]:
        """As a record keeps it."""
        return {
            "content": self.content,
            "opening": self.opening,
            "slots": {str(role): index for role, index in sorted(self.slots.items())},
            "starts": {str(role): index for role, index in sorted(self.starts.items())},
        }


def roles_of(told: Mapping[str, Any]) -> Roles:
    """The roles that a record keeps."""
    slots, starts = ({Role(role): int(i) for role, i in told.get(name, {}).items()} for name in ("slots", "starts"))
    return Roles(content=str(told["content"]), opening=str(told["opening"]), slots=slots, starts=starts)


def guess(found: Inventory, *, content: str = "", opening: str = "") -> Roles:
    """The most likely roles, by the placeholders' kinds and names; layouts that are given stand."""
    chosen = found.layout(content) or _content(found)
    first = found.layout(opening) or _opening(found)
    return Roles(
        content=chosen.name if chosen else "",
        opening=first.name if first else "",
        slots=_slots(chosen, ROLES, found) if chosen else {},
        starts=_slots(first, OPENING, found) if first else {},
    )


def _opening(found: Inventory) -> Layout | None:
    titled = [layout for layout in found.layouts if _of_kind(layout, TITLES)]
    centred = [layout for layout in titled if _of_kind(layout, ("CENTER_TITLE",))]
    named = [layout for layout in titled if _OPENINGS.search(layout.name)]
    return next(iter([*named, *centred, *titled]), None)


def _content(found: Inventory) -> Layout | None:
    """The layout with a place for the title and the fewest for other things, since slides are drawn freely."""
    titled = [layout for layout in found.layouts if _of_kind(layout, ("TITLE",)) and not _OPENINGS.search(layout.name)]
    return min(titled, key=lambda layout: (_loose(layout, found), -len(layout.spots)), default=None)


def _loose(layout: Layout, found: Inventory) -> int:
    """Places that no role uses."""
    used = set(_slots(layout, ROLES, found).values())
    return sum(spot.index not in used and spot.kind != "DATE" for spot in layout.spots)


def _slots(layout: Layout, roles: tuple[Role, ...], found: Inventory) -> dict[Role, int]:
    given: dict[Role, int] = {}
    for role in roles:
        spot = _likely(layout, role, found, taken=set(given.values()))
        if spot is not None:
            given[role] = spot.index
    return given


def _likely(layout: Layout, role: Role, found: Inventory, *, taken: set[int]) -> Spot | None:
    free = [spot for spot in layout.spots if spot.index not in taken]
    if role in _KINDS:
        return next((spot for spot in free if spot.kind in _KINDS[role]), None)
    if role is Role.BODY:
        large = [s for s in free if s.box.width * s.box.height >= _SHARE * found.width * found.height]
        return max(large, key=lambda spot: spot.box.width * spot.box.height, default=None)
    written = [spot for spot in free if spot.kind in ("BODY", "SUBTITLE", "OBJECT")]
    named = next((spot for spot in written if _WORDS[role].search(spot.name)), None)
    subtitle = next((spot for spot in written if spot.kind == "SUBTITLE"), None) if role is Role.KICKER else None
    return named or subtitle


def _of_kind(layout: Layout, kinds: tuple[str, ...]) -> bool:
    return any(spot.kind in kinds for spot in layout.spots)
