"""Mina leveranser: whether what was handed in is approved, and what must be put right."""

from __future__ import annotations

import streamlit as st

from indicators import deliveries
from indicators.batches import BatchState
from indicators.errors import InputError
from indicators.model import UserRole
from indicators.store.records import BatchRow
from ui import access, cached, cards, choices, delivery_own, frame, look, menu


def render() -> None:
    """Show the uploader's own deliveries, and the chosen one."""
    person = access.require(UserRole.UPLOADER).person
    frame.kicker("Mina leveranser", quiet=person.name)
    rows = deliveries.mine(cached.store(), person)
    look.title(delivery_own.title(rows))
    delivery_own.tell()
    draft = deliveries.draft(cached.store(), person)
    if draft is not None:
        link = choices.link("Fortsätt med utkastet", menu.HAND_IN)
        cards.paragraphs([f"Du har ett utkast som inte är inlämnat. {link}"])
    if not rows:
        cards.paragraphs(
            [f"Hämta mallen, fyll i den och lämna den på sidan {choices.link('Lämna uppgifter', menu.HAND_IN)}."]
        )
        return
    chosen = _chosen(rows)
    st.html(delivery_own.listing(rows, cached.registry(), chosen=chosen.id))
    delivery_own.show(chosen, is_followed=any(row.returned_of == chosen.id for row in rows))


def _chosen(rows: list[BatchRow]) -> BatchRow:
    """The delivery in the address line; else the one that must be put right, else the latest."""
    asked = st.query_params.get(delivery_own.CHOSEN)
    if asked is not None:
        found = next((row for row in rows if str(row.id) == asked), None)
        if found is None:
            raise InputError(f"Leverans ”{asked[:20]}” finns inte bland dina. Öppna Mina leveranser ur menyn.")
        return found
    followed = {row.returned_of for row in rows}
    back = [row for row in rows if row.state is BatchState.RETURNED and row.id not in followed]
    return next(iter(back), rows[0])
