"""Hearing: choose, look at every slide, mend, and lock the figures."""

from __future__ import annotations

import streamlit as st

from indicators import editions, swedish
from indicators.hearing.checks import Weight, of_weight
from indicators.model import UserRole
from indicators.permissions import Action, may
from indicators.store import EditionRow
from ui import (
    access,
    cached,
    cards,
    choices,
    edition,
    frame,
    hearing_answers,
    hearing_choice,
    hearing_data,
    hearing_files,
    hearing_grid,
    hearing_issue,
    hearing_rail,
    hearing_template,
    html,
    look,
    menu,
)
from ui.hearing_choice import Choice
from ui.hearing_data import Shown

LEAD = "De ritas om direkt när du ändrar något. Siffrorna låses först när du ger ut."


def render() -> None:
    """Show the hearing as it would be issued, or as it was."""
    opened = cached.pinned()
    access.require(UserRole.LEAD if opened is None else UserRole.READER)
    frame.kicker("Hearing")
    if opened is not None:
        _read_only(opened)
        return
    if not cached.viewpoints():
        _nothing("Hearing: inga godkända uppgifter ännu")
        return
    if hearing_issue.is_asked():
        look.title("Hearingen ges ut")
        cards.paragraphs(["Filerna görs en gång och sparas sedan oförändrade. Det tar några sekunder."])
        hearing_issue.carry_out()
        return
    registry, known = cached.registry(), cached.store().editions()
    choice = hearing_choice.chosen(registry, known)
    issued = _issued(choice, known)
    if issued is not None:
        _read_only(issued)
        return
    _draft(choice, known)


def _draft(choice: Choice, known: list[EditionRow]) -> None:
    registry, selection = cached.registry(), choice.selection
    day = swedish.date(selection.held)
    place = st.container()
    with st.spinner("Ritar bilderna …"):
        shown = hearing_data.draft(selection, name=hearing_issue.name(selection, choice.corrects))
    has_values = any(p.value_year == selection.year for p in shown.drafted.now.progress.values())
    if not has_values:
        _nothing(f"Hearing {day}: inga godkända uppgifter för {selection.year}")
        return
    faults = len(of_weight(shown.checks, Weight.FAULT))
    with place:
        look.title(f"Hearing {day}: {_state(faults)}")
        count = swedish.sentence_case(swedish.counted(len(shown.drafted.deck.slides), "bild", "bilder"))
        cards.paragraphs([f"{count}. {LEAD}", *_corrected(choice.corrects)])
        for fault in choice.faults:
            look.note(fault)
    hearing_choice.fields(choice, registry, known)
    slide = hearing_choice.slide(shown.drafted.deck.slides)
    left, right = st.columns([9, 4], gap="large")
    with left:
        hearing_grid.show(shown, slide)
        hearing_grid.left_out(shown, choice, registry)
    with right, st.container(key="hearing-rail"):
        hearing_rail.looked_at(shown.checks)
        hearing_answers.show(shown.checks, shown.drafted.deck, selection.year)
        hearing_issue.button(shown, selection, choice.corrects, faults)
        hearing_rail.chosen(slide, choice, registry)
        with st.container(key="hearing-files"):
            hearing_files.of_draft(shown)
    hearing_template.show(shown)
    hearing_grid.big(shown)


def _read_only(row: EditionRow) -> None:
    """An issued hearing as it was issued; a correction is a way on from here."""
    if told := hearing_issue.said():
        look.note(told)
    shown: Shown = hearing_data.issued(row)
    issued_on = swedish.date(swedish.local(row.issued_at).date())
    look.title(f"Hearing {swedish.date(row.held)}: utgiven {issued_on}, version {row.number}")
    version = f"{html.escape(row.name)} är låst: läge per {row.year}, dataversion {row.data_version}."
    cards.paragraphs([f"{version} {_to_editions()}"])
    slide = hearing_choice.slide(shown.drafted.deck.slides)
    left, right = st.columns([9, 4], gap="large")
    with left:
        hearing_grid.show(shown, slide)
    with right, st.container(key="hearing-rail"):
        with st.container(key="hearing-files"):
            hearing_files.of_edition(row)
        hearing_rail.read_only(slide)
        if shown.checks:
            hearing_rail.looked_at(shown.checks, "Kontrollerat före utgivning")
        if may(access.current().role, Action.ISSUE_HEARING):
            _correction(row)
    hearing_grid.big(shown)


def _correction(row: EditionRow) -> None:
    """The way to the next version."""
    st.html(html.heading("Behöver något rättas?", css="lb-h2"))
    said = f"En rättelse blir version {editions.next_number(cached.store(), row.name)} och kräver ett skäl."
    st.html(html.paragraph(f"{said} Den här versionen finns kvar som den är.", "lb-sub"))
    st.button("Gör en rättelse", key="hearing-correct", on_click=_correct, args=(row, cached.pinned() is not None))


def _correct(row: EditionRow, is_open: bool) -> None:
    """Leave the edition where it is open, and put its choices into the address line."""
    if is_open:
        edition.leave(row.year)
    hearing_choice.follow(row, cached.registry())


def _issued(choice: Choice, known: list[EditionRow]) -> EditionRow | None:
    """The last edition of the chosen day and viewpoint, unless it is being corrected."""
    if st.query_params.get(hearing_choice.CORRECTION):
        return None
    selection = choice.selection
    return next((row for row in known if (row.held, row.year) == (selection.held, selection.year)), None)


def _corrected(row: EditionRow | None) -> list[str]:
    """That an edition is being corrected, and what the next one will be."""
    if row is None:
        return []
    number = editions.next_number(cached.store(), row.name)
    return [f"Du rättar {html.escape(editions.told(row))}. Det du ger ut blir version {number}, med skäl."]


def _state(faults: int) -> str:
    if not faults:
        return "klar att ge ut"
    return f"{swedish.count_word(faults, 'ett')} fel att rätta före utgivning"


def _to_editions() -> str:
    return choices.link("Se alla utgåvor", menu.EDITIONS)


def _nothing(title: str) -> None:
    look.title(title)
    said = "Godkänn en leverans först, eller välj ett annat år under Läge per."
    cards.paragraphs([f"{said} {choices.link('Leveransläge', menu.BOARD)}"])
