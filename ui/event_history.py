"""Who changed the events when, and the button that takes the latest change back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from indicators import event_register as events
from indicators import swedish
from indicators.permissions import Person
from indicators.store.records import RevisionRow
from ui import cached, cards, html
from ui.event_form import NEW, attempt

SHOWN: Final = 20
READ_IN: Final = "Registret lästes in"
"""What a revision without a comment was: whole files from the product or the terminal."""


def show() -> None:
    """The latest changes, and what can be taken back."""
    store = cached.store()
    rows, last = events.history(store), events.latest(store)
    cards.section("Ändringar av händelserna")
    if not rows:
        cards.paragraphs(["Ingen har ändrat händelserna än."])
        return
    if last is not None:
        with st.popover("Ångra senaste ändringen", key="event-undo"):
            st.text(f"{_told(last)} ({last.actor}, {_when(last)}) tas tillbaka. Det blir en ny ändring i listan.")
            args = (store.register_revision(),)
            st.button("Ja, ångra", type="primary", key="event-undo-yes", on_click=_undo, args=args)
    st.html(_table(rows[:SHOWN]))
    if len(rows) > SHOWN:
        cards.paragraphs([f"De {SHOWN} senaste visas."])


def _undo(seen: int) -> None:
    def act(by: Person) -> None:
        events.undo(cached.store(), person=by, at=cached.now(), seen=seen)

    attempt(act, "Den senaste ändringen är ångrad.", NEW)


def _table(rows: list[RevisionRow]) -> str:
    head = (("När", "c-when"), ("Vem", "c-who"), ("Vad", ""), ("Registerrevision", "c-num"))
    body = "".join(
        html.row(
            [
                html.cell(html.escape(_when(row)), label="När"),
                html.cell(html.escape(row.actor), label="Vem"),
                html.cell(html.escape(_told(row)), label="Vad"),
                html.cell(str(row.id), css="c-num", label="Registerrevision"),
            ]
        )
        for row in rows
    )
    return html.table(head, [body], caption="Ändringar av händelserna, den senaste först", css="lb-cards")


def _when(row: RevisionRow) -> str:
    return swedish.moment(swedish.local(row.at))


def _told(row: RevisionRow) -> str:
    return row.comment or READ_IN
