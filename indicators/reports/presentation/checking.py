"""A template is tried before it is used: read in a process of its own, every slide drawn in it, all faults told."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from indicators.hearing.slides import Deck
from indicators.ingest import children
from indicators.reports.presentation import framing, gate
from indicators.reports.presentation.frame import Frame
from indicators.reports.presentation.inventory import Inventory, read_back
from indicators.reports.presentation.layout import layout
from indicators.reports.presentation.mapping import NAMES, Roles, guess, roles_of
from indicators.reports.presentation.placed import Box, Drawing, Grid, Role, Text
from indicators.reports.presentation.template import Template

SECONDS: Final = 60
_BOOT: Final = (
    "import os, sys; sys.path.insert(0, sys.argv[1]); os.environ['OPENBLAS_NUM_THREADS'] = '1'; "
    "from indicators.reports.presentation.trying import main; main(int(sys.argv[2]))"
)
_MOST_TOLD: Final = 12
_LEAST_DRAWN: Final = (100.0, 20.0)
"""The least room across and down in which a chart can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the trial of a template found."""

    faults: tuple[str, ...]
    """Everything that must be put right, in Swedish; empty where the template can be used."""
    roles: Roles
    found: Inventory | None
    """What the template holds, for choosing other roles; None where it could not be opened."""
    remarks: tuple[str, ...] = ()
    """What is good to know of a template that can be used."""


def check(content: bytes, deck: Deck, roles: Roles | None = None, *, seconds: int = SECONDS) -> Checked:
    """Try a template with a deck; without roles, with those that seem likely. Nothing is stored."""
    if fault := gate.too_large(content):
        return refused(fault)
    told = _told(pickle.dumps((content, deck, None if roles is None else roles.told())), seconds=seconds)
    found = read_back(told["found"]) if told.get("found") else None
    return Checked(
        faults=tuple(told["faults"]),
        roles=roles_of(told["roles"]) if told.get("roles") else _NONE,
        found=found,
        remarks=tuple(told.get("remarks", ())),
    )


def refused(fault: str) -> Checked:
    """What a template is told of that is not even opened."""
    return Checked(faults=(fault,), roles=_NONE, found=None)


def drawn_faults(deck: Deck, frame: Frame) -> Iterator[str]:
    """What has no room, or lies on something else, when every slide is drawn in the frame."""
    told: dict[str, int] = {}
    for slide in deck.slides:
        for fault in _slide_faults(layout(slide, deck, frame), frame):
            told.setdefault(fault, slide.number)
    for place, (fault, number) in enumerate(told.items()):
        if place == _MOST_TOLD:
            yield f"… och {len(told) - _MOST_TOLD} till."
            return
        yield f"Bild {number}: {fault}"


def remarks(found: Inventory, frame: Frame) -> Iterator[str]:
    """What a template that can be used does otherwise than ours."""
    if frame.is_narrow:
        yield "Bilderna är smala: områdenas tredje ruta (skillnader mellan grupper) läses i talarstödet."
    if frame.widening > 1.0:
        times = f"{frame.widening:g}".replace(".", ",")
        yield f"Typsnittet {found.typeface or 'i mallen'} är brett eller okänt: texterna får {times} gånger mer rum."
    if frame.icons is None:
        yield "Titelbilden har inte plats för områdenas tecken; de står på bild 2."


def template_of(content: bytes, found: Inventory, roles: Roles) -> Template:
    """The template to write in, from a file that has been tried."""
    body = {Role.BODY}
    return Template(
        content=roles.content,
        opening=roles.opening,
        indexes={role: index for role, index in roles.slots.items() if role not in body},
        starts=dict(roles.starts),
        frame=framing.framed(found, roles),
        file=content,
    )


_NONE: Final = Roles(content="", opening="")


def likely(found: Inventory, roles: Roles | None) -> Roles:
    """The roles that are given, or the likely ones."""
    return guess(found) if roles is None else roles


def _slide_faults(placed: tuple[Any, ...], frame: Frame) -> Iterator[str]:
    for each in placed:
        if isinstance(each, Text) and not each.has_room:
            name = NAMES.get(each.role, "Texten") if each.role is not Role.BODY else "Texten"
            yield f"{name} ”{each.text[:50]}” har inte rum ({each.size:g} punkter)."
        if isinstance(each, Grid) and not each.has_room:
            yield "Tabellen har inte rum ens med 9 punkter. Gör innehållsrutan större."
        if isinstance(each, Drawing) and (each.box.width < _LEAST_DRAWN[0] or each.box.height < _LEAST_DRAWN[1]):
            yield "Ett diagram blir för litet att läsa. Gör innehållsrutan större."
        if not isinstance(each, Text) and _is_outside(each.box, frame):
            yield "Något når utanför bilden. Gör innehållsrutan större."


def _is_outside(box: Box, frame: Frame) -> bool:
    right, foot = box.x + box.width, box.y + box.height
    return box.x < -1.0 or box.y < -1.0 or right > frame.width + 1.0 or foot > frame.height + 1.0


def _told(asked: bytes, *, seconds: int) -> dict[str, Any]:
    """What the trying process says; whatever happens there, a list of faults comes back."""
    with children.started((*children.command(_BOOT), str(seconds)), asked, seconds=seconds) as child:
        said = b"".join(child.lines)
    if child.is_out_of_time:
        return {"faults": [gate.OUT_OF_ROOM]}
    try:
        told: dict[str, Any] = json.loads(said)
    except ValueError:
        return {"faults": [gate.OUT_OF_ROOM if (child.status or 0) < 0 else gate.DAMAGED]}
    return told


TRIED_AT: Final = datetime(2020, 1, 1)  # the trial's own file is thrown away
