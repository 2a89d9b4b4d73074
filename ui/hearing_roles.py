"""Which place of a template each role has: told as a table, chosen in fields, and shown on two slides."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Final

import streamlit as st

from indicators import swedish
from indicators.hearing.slides import Deck, SlideKind
from indicators.reports.presentation import checking
from indicators.reports.presentation.checking import Checked
from indicators.reports.presentation.inventory import Inventory, Layout
from indicators.reports.presentation.mapping import NAMES, OPENING, ROLES, Roles, guess
from indicators.reports.presentation.picture import picture
from indicators.reports.presentation.placed import Role
from ui import html

NONE: Final = -1
"""Chosen where a role has no place of its own."""
_KEY: Final = "hearing-role"
_FREE: Final = "skrivs fritt på bilden"
_REST: Final = "det som blir över under rubriken"
_WITHOUT: Final = "lämnas utan plats"
_SHOWN: Final = (SlideKind.TITLE, SlideKind.AREA)


def table(found: Inventory, roles: Roles) -> str:
    """Every role with its layout and its place there."""
    rows = [_row(role, roles.opening, roles.starts, found, is_first=True) for role in OPENING]
    rows += [_row(role, roles.content, roles.slots, found, is_first=False) for role in ROLES]
    head = (("Roll", ""), ("Layout i mallen", ""), ("Plats", ""))
    return html.table(head, ["".join(rows)], caption="Mallens platser för varje roll", css="lb-cards")


def fields(found: Inventory, roles: Roles) -> Roles:
    """The layouts and the places to choose, as they are chosen now."""
    left, right = st.columns(2, gap="medium")
    with left:
        content = _layout("Layout för bilderna", "content", found, roles.content)
        given = roles.slots if content == roles.content else guess(found, content=content).slots
        slots = _places(found.layout(content), ROLES, given, "content")
    with right:
        opening = _layout("Layout för titelbilden", "opening", found, roles.opening)
        given = roles.starts if opening == roles.opening else guess(found, opening=opening).starts
        starts = _places(found.layout(opening), OPENING, given, "opening")
    return Roles(content=content, opening=opening, slots=slots, starts=starts)


def forget() -> None:
    """Let go of what was chosen in the fields."""
    for key in [key for key in st.session_state if str(key).startswith(_KEY)]:
        del st.session_state[key]


def pictures(found: Checked, content: bytes, deck: Deck) -> None:
    """The title slide and an area's slide as they will stand in the template."""
    if found.found is None:
        return
    frame = checking.template_of(content, found.found, found.roles).frame
    slides = [next((s for s in deck.slides if s.kind is kind), deck.slides[0]) for kind in _SHOWN]
    drawn = "".join(
        f'<img class="lb-slide" src="{_address(picture(slide, deck, frame))}" '
        f'alt="{html.escape(f"Bild {slide.number} i mallen: {slide.title}")}">'
        for slide in slides
    )
    note = "Mallens egen bakgrund och logotyp ritas inte här, men står i filen."
    st.html(f'<div class="lb-template-pictures">{drawn}</div>{html.paragraph(note, "lb-sub")}')


def _row(role: Role, name: str, slots: Mapping[Role, int], found: Inventory, *, is_first: bool) -> str:
    layout, index = found.layout(name), slots.get(role)
    spot = layout.spot(index) if layout is not None and index is not None else None
    place = _without(role) if spot is None else f"{spot.name} (nummer {spot.index})"
    said = f"{NAMES[role]} på titelbilden" if is_first else NAMES[role]
    cells = [html.cell(html.escape(name), label="Layout i mallen"), html.cell(html.escape(place), label="Plats")]
    return html.row([html.row_header(html.escape(said)), *cells])


def _layout(label: str, part: str, found: Inventory, chosen: str) -> str:
    names = list(dict.fromkeys(layout.name for layout in found.layouts))
    if not names:
        return chosen
    key = f"{_KEY}-{part}"
    if st.session_state.get(key) not in names:
        st.session_state[key] = chosen if chosen in names else names[0]
    return str(st.selectbox(label, names, key=key, filter_mode="contains"))


def _places(layout: Layout | None, roles: tuple[Role, ...], given: Mapping[Role, int], part: str) -> dict[Role, int]:
    if layout is None:
        return {}
    spots = {spot.index: f"{spot.name} (nummer {spot.index})" for spot in layout.spots}
    return {role: index for role in roles if (index := _place(role, spots, given, f"{part}-{layout.name}")) != NONE}


def _place(role: Role, spots: Mapping[int, str], given: Mapping[Role, int], part: str) -> int:
    key = f"{_KEY}-{part}-{role}"
    names = {NONE: swedish.sentence_case(_without(role))} | dict(spots)
    if st.session_state.get(key) not in names:
        st.session_state[key] = given.get(role, NONE) if given.get(role, NONE) in names else NONE
    chosen = st.selectbox(NAMES[role], list(names), key=key, format_func=names.__getitem__, filter_mode="contains")
    return int(chosen)


def _without(role: Role) -> str:
    """What becomes of a role without a place of its own."""
    if role is Role.TITLE:
        return _WITHOUT
    return _REST if role is Role.BODY else _FREE


def _address(drawn: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()
