"""Datakällor: what is fetched by itself, and how it went."""

from __future__ import annotations

import streamlit as st

from indicators import permissions, swedish
from indicators.batches import Severity
from indicators.deliveries import guarding, refreshing, scheduling
from indicators.deliveries.refreshing import Refreshed
from indicators.deliveries.results import Preview
from indicators.deliveries.scheduling import SourceState
from indicators.model import UserRole
from indicators.permissions import Action
from indicators.store import FetchOutcome, FetchRow
from indicators.store.comparing import NEW
from ui import (
    access,
    cached,
    cards,
    delivery_tables,
    frame,
    html,
    look,
    menu,
    source_acts,
    source_parts,
    source_words,
)
from ui.delivery_values import MISSING
from ui.source_acts import Act, Came
from ui.source_words import Mark

LABELS = {Act.FETCH: "Hämta nu", Act.TRY: "Visa vad som skulle ändras", Act.PROBE: "Pröva anslutningen"}
HEADS = ("I dag", "Med hämtningen")
_FIRST = (Mark.STOPPED, Mark.FAILED, Mark.RUNNING, Mark.WAITING)
"""Which source is shown where nobody has chosen one."""


def render() -> None:
    """Show every source, and the chosen one with what may be done about it."""
    user = access.require(*menu.REVIEWERS, UserRole.ADMINISTRATOR)
    frame.kicker("Datakällor")
    states = scheduling.states(cached.store(), cached.registry())
    if not states:
        look.title("Inga källor är beskrivna")
        st.html(source_parts.none_declared())
        return
    top, below = st.container(key="sources-all"), st.container(key="sources-one")
    chosen = _chosen(states)
    may_act = permissions.may(user.role, Action.MANAGE_SOURCES)
    with below:
        cards.section(chosen.source.title)
        buttons = st.container(horizontal=True, key="source-buttons")
        came = source_acts.do(chosen.source) if may_act else None
    states = scheduling.states(cached.store(), cached.registry()) if came else states
    chosen = next(state for state in states if state.source.name == chosen.source.name)
    with top:
        look.title(source_words.title(states))
        st.html(source_parts.listing(states, now=cached.now(), chosen=chosen.source.name))
    with buttons:
        _buttons(chosen, may_act=may_act)
    with below:
        _one(chosen, came, may_act=may_act)


def _chosen(states: list[SourceState]) -> SourceState:
    asked = st.query_params.get(source_parts.SOURCE, "")
    named = [state for state in states if state.source.name == asked]
    if asked and not named:
        look.note(f"Adressen bad om källan ”{asked[:40]}”, som inte finns i registret.")
    urgent = [state for wanted in _FIRST for state in states if source_words.mark(state) is wanted]
    return [*named, *urgent, *states][0]


def _buttons(state: SourceState, *, may_act: bool) -> None:
    name = state.source.name
    if not may_act or not state.has_address:
        return
    for act, label in LABELS.items():
        st.button(
            label,
            key=f"source-{act}-{name}",
            type="primary" if act is Act.FETCH else "secondary",
            on_click=source_acts.ask,
            args=(act, name),
            disabled=state.is_running,
        )


def _one(state: SourceState, came: Came | None, *, may_act: bool) -> None:
    _status(state)
    if came is not None:
        _came(came)
    if state.stopped is not None:
        _stopped(state, state.stopped, may_act=may_act)
    cards.section("Så är källan beskriven")
    st.html(source_parts.facts(state))
    cards.section("Senaste hämtningarna")
    st.html(source_parts.history(state, swedish.local(cached.now()).date(), may_review=_may_review()))


def _status(state: SourceState) -> None:
    if not state.has_address:
        st.html(html.paragraph("Ingen adress är angiven på servern, så källan hämtas inte. Siffrorna står som de är."))
        return
    if state.failures and state.last is not None:
        again = source_words.next_time(state, now=cached.now())
        tries = swedish.counted(state.failures, "gång", "gånger")
        st.html(html.paragraph(f"{state.last.message} Misslyckat {tries} i rad; prövas igen {again}."))
    if state.waiting is not None:
        told = f"Leverans {state.waiting.id} väntar på granskning"
        link = source_parts.delivery(state.waiting.id, told, may_review=_may_review())
        st.html(f'<p class="lb-text lb-go">{link}</p>')


def _may_review() -> bool:
    return permissions.may(access.current().role, Action.APPROVE)


def _came(came: Came) -> None:
    with st.container(key="source-came"):
        if came.told:
            look.note(came.told)
        if came.probed is not None:
            cards.section("Anslutningen prövad")
            st.html(source_parts.probed(came.probed))
        if came.refreshed is not None:
            _refreshed(came.refreshed, is_tried=came.act is Act.TRY)


def _refreshed(came: Refreshed, *, is_tried: bool) -> None:
    cards.section("Det här skulle ändras" if is_tried else "Det här kom in")
    told = came.message
    if came.stops:
        told = "Hämtningen skulle stoppas." if is_tried else "Hämtningen är stoppad. Skälen står nedan."
    look.note(f"{told} Inget är sparat." if is_tried else told)
    if is_tried and came.stops:
        st.html(source_parts.reasons(came.stops))
        st.html(source_parts.stopped_values(came.stops, came.preview, cached.registry()))
    if came.preview is not None and came.outcome is not FetchOutcome.UNCHANGED:
        _preview(came.preview)
    listed = [f for f in came.findings if came.outcome is FetchOutcome.FAILED or f.severity is not Severity.INFO]
    if listed:
        st.html(delivery_tables.findings_list(listed, cached.registry(), caption="Anmärkningar i svaret"))


def _preview(preview: Preview) -> None:
    """What would change, as for an uploaded file."""
    registry = cached.registry()
    st.html(delivery_tables.counts(preview) + delivery_tables.flips(preview, registry, heads=HEADS))
    cards.show(delivery_tables.flips_elsewhere(preview, registry, heads=HEADS))
    if preview.deviations:
        cards.section("Värden som avviker mer än slumpen brukar ge")
        st.html(delivery_tables.deviations(preview, registry))
    if delivery_tables.changed_count(preview):
        cards.section("Tidigare värden som ändras")
        st.html(delivery_tables.changed(preview, registry, heads=HEADS))
    cards.show(delivery_tables.values_fold(preview, registry, NEW, MISSING))


def _stopped(state: SourceState, row: FetchRow, *, may_act: bool) -> None:
    stops = [guarding.kept(document) for document in row.stops]
    when = source_words.when(row.started_at, swedish.local(cached.now()).date())
    cards.section(f"Stoppad {when}")
    lead = "Inget av det har släppts in. Siffrorna som stod före hämtningen gäller."
    st.html(html.paragraph(lead) + source_parts.reasons(stops))
    person = access.current().person
    preview = refreshing.held_back(cached.store(), cached.registry(), row.id, person=person)
    cards.show(source_parts.stopped_values(stops, preview, cached.registry()))
    if not may_act:
        st.html(html.paragraph("En administratör avgör om det ska släppas fram eller avfärdas."))
        return
    with st.container(key="source-decide"):
        st.text_area("Varför är det rätt, eller fel? (krävs)", key=source_acts.field(row.id), height=68)
        if st.session_state.get(source_acts.LACKING) == row.id:
            del st.session_state[source_acts.LACKING]
            st.html('<p class="lb-lacking" role="alert">Skriv ett skäl först.</p>')
        with st.container(horizontal=True, key="source-decide-buttons"):
            arguments = (state.source.name, row.id)
            st.button(
                "Släpp fram till granskning", key=f"let-{row.id}", on_click=source_acts.let_through, args=arguments
            )
            st.button("Avfärda", key=f"dismiss-{row.id}", on_click=source_acts.dismiss, args=arguments)
