"""Leveransläge: who has handed in and who is late."""

from __future__ import annotations

from datetime import date

import streamlit as st

from indicators import deliveries, swedish
from indicators.batches import BatchKind
from indicators.deliveries import Board
from indicators.model import UserRole
from indicators.reports import opendata
from ui import access, board_table, cached, cards, choices, frame, look, menu


def render() -> None:
    """Show the districts by strategic area for the chosen year, with reminders to copy."""
    access.require(*menu.REVIEWERS, UserRole.ADMINISTRATOR)
    frame.kicker("Leveransläge")
    registry, today = cached.registry(), swedish.local(cached.now()).date()
    latest = deliveries.upload_year(registry, today)
    years = {str(year): str(year) for year in range(latest, registry.baseline_year - 1, -1)}
    with frame.picker():
        year = int(choices.pick("ar", "År", years, default=str(latest)))
    board = _board(year, today)
    if not board.strategic_areas:
        look.title(f"Inga uppgifter begärs av stadsdelarna för {year}")
        cards.paragraphs(["Registret har inga indikatorer som stadsdelarna lämnar för det året. Välj ett annat år."])
        return
    look.title(board_table.title(board))
    cards.paragraphs([board_table.lead(board)])
    st.html(board_table.table(board) + board_table.legend(board))
    st.download_button(
        "Hämta tabellen (CSV)",
        data=lambda: opendata.csv_bytes(board_table.figures(board)),
        file_name=f"leveranslage-{year}.csv",
        mime="text/csv",
        key="board-csv",
        on_click="ignore",
    )
    _reminders(board)


def _reminders(board: Board) -> None:
    cards.section("Påminnelser att kopiera")
    lacking = [district for district in board.districts if board.lacking(district.code)]
    if not lacking:
        cards.paragraphs(["Ingen stadsdel behöver påminnas."])
        return
    for district in lacking:
        with st.expander(district.name, key=f"reminder-{district.code}"):
            st.code(deliveries.reminder(board, district.code), language=None, wrap_lines=True)


def _board(year: int, today: date) -> Board:
    """The board, kept until data, register, day or the state of a delivery changes."""
    uploads = [batch for batch in cached.store().batches() if batch.kind is BatchKind.UPLOAD]
    states = tuple((batch.id, str(batch.state)) for batch in uploads)
    return _made(cached.key(states), year, today)


@st.cache_resource(show_spinner=False, max_entries=16)
def _made(key: tuple[object, ...], year: int, today: date) -> Board:  # noqa: ARG001 the cache's key
    return deliveries.board(cached.store(), cached.registry(), year=year, today=today)
