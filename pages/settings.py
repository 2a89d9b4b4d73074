"""Inställningar: who may do what, demonstration data, and what has happened."""

from __future__ import annotations

import streamlit as st

from indicators import preparation, swedish
from indicators.errors import AccessError
from indicators.model import UserRole
from indicators.permissions import Action, may
from ui import access, cached, cards, frame, html, look, settings_log, settings_people


def render() -> None:
    """Show who may do what, the demonstration data, the latest data versions and the log."""
    user = access.require(UserRole.LEAD, UserRole.ADMINISTRATOR)
    frame.kicker("Inställningar")
    look.title("Inställningar")
    settings_people.show(user)
    cards.section("Demonstrationsdata")
    _demo()
    cards.section("Senaste ändringarna av data")
    _versions()
    if may(user.role, Action.ADMINISTER):
        settings_log.show()


def _demo() -> None:
    made_up = sum(i.is_demo for i in cached.registry().indicators.values())
    if made_up:
        cards.paragraphs(
            [
                f"Registret har {made_up} indikatorer med påhittade siffror. De har namn som börjar på demo- och ordet "
                "påhittad efter varje värde. När de tas bort finns bara verkliga siffror kvar; inget verkligt ändras."
            ]
        )
        with st.popover("Ta bort alla påhittade siffror", key="demo-remove"):
            st.text("De försvinner från alla sidor och filer. Du kan lägga tillbaka dem här efteråt.")
            st.button("Ja, ta bort dem", key="demo-remove-yes", type="primary", on_click=_remove)
    else:
        cards.paragraphs(
            ["Det finns inga påhittade siffror. Alla värden är verkliga och publicerade; målvärdena är registrets."]
        )
        st.button("Lägg tillbaka demonstrationsdata", key="demo-restore", on_click=_restore)
    if told := st.session_state.pop("settings-done", None):
        look.note(told)


def _remove() -> None:
    version = preparation.remove_demo(cached.store(), by=_allowed().name, at=cached.now())
    st.session_state["settings-done"] = f"Alla påhittade siffror är borttagna. Dataversion {version}."


def _restore() -> None:
    version = preparation.restore_demo(cached.store(), by=_allowed().name, at=cached.now(), report=lambda *_: None)
    st.session_state["settings-done"] = f"Demonstrationsdata är tillbaka. Dataversion {version}."


def _allowed() -> access.User:
    """The user, who may have changed role since the button was drawn."""
    user = access.current()
    if not may(user.role, Action.REMOVE_DEMO):
        raise AccessError(access.REFUSAL)
    return user


def _versions() -> None:
    told = sorted(cached.store().versions(), key=lambda v: v.id, reverse=True)[:20]
    titles = {batch.id: batch.title for batch in cached.store().batches()}
    rows = "".join(
        html.row(
            [
                html.cell(str(version.id), css="c-num"),
                html.cell(html.escape(swedish.moment(swedish.local(version.at))), label="När"),
                html.cell(html.escape(KINDS.get(str(version.kind), str(version.kind))), label="Vad"),
                html.cell(html.escape(titles.get(version.batch or 0, "")), label="Leverans"),
                html.cell(html.escape(version.actor), label="Vem"),
            ]
        )
        for version in told
    )
    head = (("Dataversion", "c-num"), ("När", ""), ("Vad", ""), ("Leverans", ""), ("Vem", ""))
    st.html(html.table(head, [rows], caption="De tjugo senaste dataversionerna", css="lb-cards"))


KINDS = {"approve": "godkänd leverans", "undo": "ångrad leverans", "end_demo": "påhittade siffror borttagna"}
"""The kinds of data version in words."""
