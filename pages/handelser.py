"""Händelser: what happened when a curve turned; for the development lead also where it is written."""

from __future__ import annotations

import streamlit as st

from indicators import events as dated
from indicators.model import Event, EventKind, GeographyLevel, Registry, UserRole
from indicators.permissions import Action, may
from indicators.swedish import sentence_case
from indicators.texts import events as texts
from ui import access, cached, cards, choices, event_form, event_history, event_timeline, frame, html, look, menu

ALL = "alla"


def render() -> None:
    """Show the events that fit the reader's choices, year by year; the lead's form and history under them."""
    user = access.require(UserRole.READER)
    registry = cached.registry()
    is_editor = may(user.role, Action.EDIT_REGISTER) and cached.pinned() is None
    frame.kicker("Händelser")
    every = (*registry.events, *dated.breaks(registry))
    look.title(texts.title(sum(_stands(event) for event in every)))
    cards.paragraphs([html.escape(texts.LEAD)])
    if is_editor:
        st.html(f'<p class="lb-more"><a href="#{event_form.ANCHOR}">Lägg till eller ändra en händelse</a></p>')
    if every:
        _list(registry, every, is_editor=is_editor)
    if is_editor:
        event_form.show(registry)
        event_history.show()


def _list(registry: Registry, every: tuple[Event, ...], *, is_editor: bool) -> None:
    with st.container(horizontal=True, key="event-filters", vertical_alignment="bottom"):
        kind = choices.pick("slag", "Slag", {ALL: "alla slag"} | {str(k): sentence_case(k) for k in EventKind})
        areas = {str(a.number): f"{a.number} {a.short_name}" for a in registry.strategic_areas}
        area = choices.pick("inom", "Område", {ALL: "alla områden"} | areas)
        names = {i.id: i.short_name for i in registry.indicators.values() if area in (ALL, str(i.strategic_area))}
        indicator = choices.pick("matt", "Indikator", {ALL: "alla indikatorer"} | names)
        districts = {g.code: g.name for g in registry.on_level(GeographyLevel.DISTRICT)}
        district = choices.pick("stadsdel", "Stadsdel", {ALL: "alla stadsdelar"} | districts)
    found = [
        e
        for e in every
        if kind in (ALL, e.kind)
        and (area == ALL or dated.in_area(e, int(area), registry))
        and (indicator == ALL or dated.concerns(e, registry.indicators[indicator]))
        and (district == ALL or dated.is_in(e, district, registry.geographies))
    ]
    if len(found) < len(every):
        reset = choices.link("Visa alla", menu.EVENTS)
        st.html(f'<p class="lb-sub">{html.escape(texts.counted(len(found), len(every)))} {reset}</p>')
    then, later = [e for e in found if _stands(e)], [e for e in found if not _stands(e)]
    if then or not later:
        st.html(event_timeline.years(then, registry, is_editor=is_editor))
    if later:
        st.html(html.heading(texts.later(choices.viewpoint()), css="lb-section") + html.paragraph(texts.NOT_DRAWN))
        st.html(event_timeline.years(later, registry, is_editor=is_editor))


def _stands(event: Event) -> bool:
    """Whether an event had happened at the viewpoint; the charts draw no other."""
    return event.year <= choices.viewpoint()
