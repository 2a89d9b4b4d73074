"""A template's roles become a frame: where each text stands, what room is left, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Final

from indicators.reports.presentation.frame import NARROW, Frame
from indicators.reports.presentation.inventory import Inventory, Layout
from indicators.reports.presentation.mapping import NAMES, OPENING, Roles
from indicators.reports.presentation.placed import Box, Role

INSET: Final = (7.2, 3.6)
"""What PowerPoint keeps free inside a placeholder, to the sides and above and below."""
TALL: Final = (520.0, 620.0)
WIDE: Final = 700.0
LEAST: Final = (600.0, 285.0)
"""The least room for what a slide shows, across and down."""
ICONS: Final = (600.0, 186.0)
_LOW: Final = 0.65
"""Share of the slide's height below which pictures belong to its foot."""
_EDGE: Final = 2.0
_WIDENINGS: Final = {
    **dict.fromkeys(("Arial", "Helvetica", "Liberation Sans", "Calibri", "Aptos", "Source Sans Pro", "Segoe UI"), 1.0),
    **dict.fromkeys(("Open Sans", "Tahoma", "Trebuchet MS", "Lato", "Roboto"), 1.06),
}
_UNKNOWN: Final = 1.15
"""How much wider than Arial a typeface is taken to be that nobody has measured; Verdana is."""


def framed(found: Inventory, roles: Roles) -> Frame:
    """The frame of a template whose layouts exist."""
    content, opening = found.layout(roles.content), found.layout(roles.opening)
    slots = {} if content is None else _slots(content, roles.slots)
    starts = {} if opening is None else _slots(opening, roles.starts)
    box = slots.pop(Role.BODY, None) or _left_over(found, content, slots)
    body, given = _shared(box, slots)
    first = _first(found, starts)
    return Frame(
        body=body,
        slots=slots | given,
        opening=starts | first,
        icons=_icons(found, opening, starts | first),
        width=found.width,
        height=found.height,
        widening=_WIDENINGS.get(found.typeface, _UNKNOWN),
        is_own=False,
    )


def faults(found: Inventory, roles: Roles) -> Iterator[str]:
    """What is wrong with the layouts and their places, before anything is drawn."""
    if not TALL[0] <= found.height <= TALL[1] or found.width < WIDE:
        yield (
            f"Bilderna är {_cm(found.width)} × {_cm(found.height)} cm. Välj bredbild (33,9 × 19,1 cm) eller 4:3 "
            "(25,4 × 19,1 cm) under Design, Bildstorlek."
        )
        return
    missing = list(_missing(found, roles))
    yield from missing
    if missing:
        return
    frame = framed(found, roles)
    if frame.body.width < LEAST[0] or frame.body.height < LEAST[1]:
        yield (
            f"Layouten ”{roles.content}” lämnar {_cm(frame.body.width)} × {_cm(frame.body.height)} cm för innehållet. "
            f"Det behövs minst {_cm(LEAST[0])} × {_cm(LEAST[1])} cm. Flytta rubriken uppåt eller välj en annan layout."
        )
    for name in (roles.content, roles.opening):
        layout = found.layout(name)
        if layout is not None and layout.is_dark and name == roles.content:
            yield f"Layouten ”{name}” har mörk bakgrund. Välj en med ljus bakgrund, så att diagrammen går att läsa."
    yield from _overlaps(found, roles, frame)


def _missing(found: Inventory, roles: Roles) -> Iterator[str]:
    known = ", ".join(f"”{layout.name}”" for layout in found.layouts[:8]) or "inga"
    told = (("bilder", roles.content, roles.slots), ("titelbilden", roles.opening, roles.starts))
    for what, name, slots in told:
        layout = found.layout(name)
        if layout is None:
            which = f"”{name}” finns inte" if name else "med rubrik saknas"
            yield f"Layouten för {what}: {which}. Mallen har {known}."
            continue
        if Role.TITLE not in slots:
            yield f"Layouten ”{name}” har ingen plats för rubriken. Lägg till en rubrikplats i bildbakgrunden."
        for role, index in slots.items():
            if layout.spot(index) is None:
                yield f"Layouten ”{name}” har ingen plats nummer {index} för {NAMES[role].lower()}."
        for index in sorted({i for i in slots.values() if list(slots.values()).count(i) > 1}):
            yield f"Plats nummer {index} i layouten ”{name}” har två roller. Välj en annan plats för den ena."


def _overlaps(found: Inventory, roles: Roles, frame: Frame) -> Iterator[str]:
    """Places that lie on each other, outside the slide, or under a picture."""
    content, whole = found.layout(roles.content), Box(x=0.0, y=0.0, width=found.width, height=found.height)
    boxes = {NAMES[role]: box for role, box in frame.slots.items()} | {NAMES[Role.BODY]: frame.body}
    for (one, first), (other, second) in combinations(boxes.items(), 2):
        if _meet(first, second):
            yield f"{one} och {other.lower()} ligger på varandra i layouten ”{roles.content}”. Flytta den ena."
    for name, box in boxes.items():
        if not _inside(box, whole):
            yield f"{name} når utanför bilden i layouten ”{roles.content}”. Flytta in den."
        for picture in content.pictures if content is not None else ():
            if _meet(box, picture):
                yield f"{name} ligger på en bild (logotyp) i layouten ”{roles.content}”. Flytta den ena."


def _slots(layout: Layout, given: Mapping[Role, int]) -> dict[Role, Box]:
    """The room inside each role's placeholder."""
    spots = {role: layout.spot(index) for role, index in given.items()}
    return {role: _inset(spot.box) for role, spot in spots.items() if spot is not None}


def _inset(box: Box) -> Box:
    right, down = INSET
    return Box(x=box.x + right, y=box.y + down, width=box.width - 2 * right, height=box.height - 2 * down)


def _left_over(found: Inventory, layout: Layout | None, slots: Mapping[Role, Box]) -> Box:
    """From under the title to what stands at the slide's foot."""
    title = slots.get(Role.TITLE, Box(x=36.0, y=0.0, width=found.width - 72.0, height=90.0))
    top = max((box.y + box.height for box in slots.values() if box.y < found.height / 2), default=90.0) + 8
    feet = [box.y for box in slots.values() if box.y > found.height / 2]
    feet += [box.y for box in (layout.pictures if layout is not None else ()) if box.y > _LOW * found.height]
    foot = min([*feet, found.height - 16.0]) - 4
    wide = max(title.width, found.width - 2 * max(24.0, title.x))
    return Box(x=title.x, y=top, width=min(wide, found.width - title.x - 20.0), height=foot - top)


def _shared(box: Box, slots: Mapping[Role, Box]) -> tuple[Box, dict[Role, Box]]:
    """Roles without a place get one inside the content's box, the rest of it is the body."""
    given: dict[Role, Box] = {}
    top, foot = box.y, box.y + box.height
    if missing := {Role.KICKER, Role.ASSESSMENT} - slots.keys():
        row = {
            Role.KICKER: Box(x=box.x, y=top, width=box.width - 230, height=17),
            Role.ASSESSMENT: Box(x=box.x + box.width - 200, y=top, width=200, height=17),
        }
        given |= {role: row[role] for role in missing}
        top += 22
    if missing := {Role.FOOTER, Role.NUMBER} - slots.keys():
        row = {
            Role.FOOTER: Box(x=box.x, y=foot - 12, width=box.width - 60, height=12),
            Role.NUMBER: Box(x=box.x + box.width - 50, y=foot - 12, width=50, height=12),
        }
        given |= {role: row[role] for role in missing}
        foot -= 14
    if Role.SOURCE not in slots:
        tall = 22.0 if box.width >= NARROW else 33.0
        given[Role.SOURCE] = Box(x=box.x, y=foot - tall - 1, width=box.width, height=tall)
        foot -= tall + 2
    return Box(x=box.x, y=top, width=box.width, height=foot - top), given


def _first(found: Inventory, starts: Mapping[Role, Box]) -> dict[Role, Box]:
    """Places on the title slide for roles that have none."""
    title = starts.get(Role.TITLE, Box(x=36.0, y=150.0, width=found.width - 72.0, height=90.0))
    given = {
        Role.KICKER: Box(x=title.x, y=title.y + title.height + 4, width=title.width, height=20),
        Role.FOOTER: Box(x=title.x, y=found.height - 30, width=title.width, height=24),
    }
    return {role: given[role] for role in OPENING if role in given and role not in starts}


def _icons(found: Inventory, layout: Layout | None, places: Mapping[Role, Box]) -> Box | None:
    """Under the title slide's texts, where there is room."""
    heads = [places[role] for role in (Role.TITLE, Role.KICKER) if role in places]
    top = max((box.y + box.height for box in heads), default=found.height) + 8
    foot = places[Role.FOOTER].y - 6
    box = Box(x=40.0, y=top, width=found.width - 80.0, height=ICONS[1])
    is_free = not any(_meet(box, picture) for picture in (layout.pictures if layout is not None else ()))
    return replace(box, y=foot - ICONS[1]) if foot - top >= ICONS[1] and box.width >= ICONS[0] and is_free else None


def _meet(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > _EDGE and down > _EDGE


def _inside(box: Box, whole: Box) -> bool:
    right, foot = box.x + box.width, box.y + box.height
    return box.x >= -_EDGE and box.y >= -_EDGE and right <= whole.width + _EDGE and foot <= whole.height + _EDGE


def _cm(points: float) -> str:
    return f"{points / 72 * 2.54:.1f}".replace(".", ",")
