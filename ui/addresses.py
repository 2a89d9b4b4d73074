"""Names in the address line that a page does not use, told to the reader instead of passed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from indicators import swedish
from ui import (
    choices,
    delivery_own,
    delivery_start,
    hearing_choice,
    look,
    menu,
    places,
    review_data,
    source_parts,
    traced,
)

EVERYWHERE: Final = frozenset({choices.VIEWPOINT, choices.EDITION})
"""Names that every page understands."""

READ: Final[Mapping[str, frozenset[str]]] = {
    menu.INDICATOR: frozenset({traced.YEAR, traced.BREAKDOWN}),
    menu.HEARING: frozenset(
        {
            hearing_choice.HELD,
            hearing_choice.COMPARED,
            hearing_choice.AREAS,
            hearing_choice.ORDER,
            hearing_choice.HEADLINES,
            hearing_choice.SLIDE,
            hearing_choice.CORRECTION,
        }
    ),
    menu.HAND_IN: frozenset({delivery_start.CORRECTS}),
    menu.MINE: frozenset({delivery_own.CHOSEN}),
    menu.REVIEW: frozenset({review_data.BATCH, review_data.LIST}),
    menu.SOURCES: frozenset({source_parts.SOURCE}),
}
"""Names that a page reads itself, by its address; those of its pickers are known once they are drawn."""

_LONGEST: Final = 40
_MOST: Final = 3


def unused(path: str) -> list[str]:
    """The names in the address line that the page, once it is drawn, has not used."""
    known = EVERYWHERE | READ.get(path, frozenset()) | choices.made().keys()
    return [name for name in st.query_params if name not in known]


def tell_unused(path: str) -> None:
    """Say which names the page does not use, above its title; nothing where it uses all."""
    if names := unused(path):
        shown = [f"”{name[:_LONGEST]}”" for name in names[:_MOST]]
        more = [f"{len(names) - _MOST} till"] if len(names) > _MOST else []
        said = f"Adressen innehåller {swedish.listing([*shown, *more])}, som den här sidan inte använder. "
        with places.notices():
            look.note(said + "Välj i listorna på sidan, eller rätta adressen.")
