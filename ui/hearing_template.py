"""The presentation's template: ours or the city's own, which is tried with every slide before it is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from indicators import swedish
from indicators.editions import templates
from indicators.errors import LagesbildError
from indicators.reports.presentation import checking, gate
from indicators.reports.presentation.checking import Checked
from indicators.reports.presentation.mapping import Roles, roles_of
from indicators.store import TemplateStanding
from ui import access, cached, hearing_roles, html, look, markdown, uploads
from ui.hearing_data import Shown

TYPES: Final = ("pptx", "potx")
LARGEST: Final = gate.MOST_BYTES // 1_000_000
TRIAL: Final = "hearing-template-trial"
TURN: Final = "hearing-template-turn"
"""Counts files, so that every file gets an uploader of its own."""
TOLD: Final = "hearing-template-told"
OURS, CITYS = "Vår egen mall", "Stadens mall"
LEAD: Final = (
    "Stadens egen mall ger typsnitt, sidfot och ram. Färgerna i diagram och bedömningar är alltid våra, så att de "
    "betyder detsamma. Utgåvor behåller den mall de gavs ut i."
)


@dataclass(slots=True, kw_only=True, eq=False)
class Trial:
    """A template on its way in; nothing of it is stored until it is used."""

    file_name: str
    content: bytes
    roles: Roles | None = None
    """What the lead wants; None for the likely ones."""
    checked: Checked | None = None
    """What came of the last trial; None until it is tried with these roles."""


def show(shown: Shown) -> None:
    """Which template the presentation is written in, the choice between them, and a way to take another in."""
    uploads.open_()
    with st.container(key="hearing-template"):
        st.html(html.heading("Mall för PowerPoint", css="lb-section") + html.paragraph(LEAD, "lb-sub"))
        if told := st.session_state.pop(TOLD, ""):
            look.note(told)
        trial: Trial | None = st.session_state.get(TRIAL)
        if trial is not None:
            _trial(trial, shown)
            return
        _standing()
        key = f"hearing-template-file-{st.session_state.get(TURN, 0)}"
        label = "Ladda upp stadens mall (.pptx eller .potx)"
        st.file_uploader(label, type=list(TYPES), key=key, max_upload_size=LARGEST, on_change=_take, args=(key,))


def _standing() -> None:
    """What is used now, and what can be chosen instead."""
    told, standing = cached.store().kept_template()
    name = str(told.get("file_name", ""))
    if not told or standing is TemplateStanding.REMOVED:
        st.html(html.paragraph("Presentationen skrivs i vår egen mall."))
        if told:
            st.html(html.paragraph(f"Stadens mall {name} är borttagen men går att få tillbaka.", "lb-sub"))
            st.button("Ångra borttagningen", key="hearing-template-undo", on_click=_let, args=(CITYS, name))
        return
    key = "hearing-template-which"
    st.session_state[key] = CITYS if standing is TemplateStanding.USED else OURS
    names = {OURS: OURS, CITYS: markdown.plain(f"{CITYS}: {name}")}
    st.radio(
        "Presentationen skrivs i",
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=_choose,
        args=(key, name),
    )
    found = templates.inventory_of(cached.store(), told)
    st.html(html.fold("Så används mallens platser", hearing_roles.table(found, roles_of(told["roles"]))))
    st.button("Ta bort stadens mall", key="hearing-template-remove", on_click=_remove, args=(name,))


def _trial(trial: Trial, shown: Shown) -> None:
    """What the trial of a template found, with every role to choose anew where the file could be read."""
    if trial.checked is None:
        with st.spinner(f"Prövar {trial.file_name} med varje bild …"):
            trial.checked = checking.check(trial.content, shown.drafted.deck, trial.roles)
    found = trial.checked
    st.html(_refused(trial, found.faults) if found.faults else _accepted(trial, found.remarks))
    if not found.faults:
        hearing_roles.pictures(found, trial.content, shown.drafted.deck)
    roles = None
    if found.found is not None:
        with st.expander("Platser i mallen", expanded=bool(found.faults), key="hearing-template-roles"):
            roles = hearing_roles.fields(found.found, trial.roles or found.roles)
    with st.container(horizontal=True, key="hearing-template-acts"):
        if roles is not None and roles != found.roles:
            st.button(
                "Pröva med de här platserna", type="primary", key="hearing-template-try", on_click=_try, args=(roles,)
            )
        elif not found.faults:
            st.button("Använd mallen", type="primary", key="hearing-template-use", on_click=_use, args=(shown,))
        st.button("Avbryt", key="hearing-template-drop", on_click=_drop)


def _refused(trial: Trial, faults: Sequence[str]) -> str:
    count = swedish.counted(len(faults), "fel", "fel", gender="ett")
    said = html.escape(f"{trial.file_name} används inte: {count}. Inget är sparat.")
    return f'<div class="lb-note lb-fault" role="alert"><p>{said}</p>{html.bullets(map(html.escape, faults))}</div>'


def _accepted(trial: Trial, remarks: Sequence[str]) -> str:
    said = html.escape(f"{trial.file_name} går att använda: varje bild har rum i den.")
    told = html.bullets(map(html.escape, remarks)) if remarks else ""
    return f'<div class="lb-note" role="status"><p>{said}</p>{told}</div>'


def _take(key: str) -> None:
    file = st.session_state.get(key)
    if file is None or not hasattr(file, "getvalue"):
        return
    st.session_state[TRIAL] = Trial(file_name=file.name, content=uploads.content(file))
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _try(roles: Roles) -> None:
    trial: Trial = st.session_state[TRIAL]
    trial.roles, trial.checked = roles, None


def _use(shown: Shown) -> None:
    """Take the template in; it is tried once more, and where it is refused it stays to be seen."""
    trial: Trial = st.session_state[TRIAL]

    def act() -> str:
        trial.checked = templates.take_in(
            cached.store(),
            trial.content,
            file_name=trial.file_name,
            deck=shown.drafted.deck,
            by=access.current().person,
            at=cached.now(),
            roles=trial.roles or (trial.checked.roles if trial.checked else None),
        )
        if trial.checked.faults:
            return ""
        _drop()
        return f"{trial.file_name} används från och med nu. Bilderna är ritade på nytt."

    _act(act)


def _drop() -> None:
    st.session_state.pop(TRIAL, None)
    hearing_roles.forget()


def _choose(key: str, name: str) -> None:
    _let(str(st.session_state[key]), name)


def _let(which: str, name: str) -> None:
    """Use ours or the city's."""

    def act() -> str:
        store, by, at = cached.store(), access.current().person, cached.now()
        done = templates.take_back(store, by=by, at=at) if which == CITYS else templates.leave(store, by=by, at=at)
        said = f"Stadens mall {name} används." if which == CITYS else "Vår egen mall används."
        return said if done else "Någon annan har redan gjort det valet."

    _act(act)


def _remove(name: str) -> None:
    def act() -> str:
        templates.leave(cached.store(), by=access.current().person, at=cached.now(), is_removed=True)
        return f"Stadens mall {name} är borttagen. Presentationen skrivs i vår egen mall."

    _act(act)


def _act(act: Callable[[], str]) -> None:
    try:
        st.session_state[TOLD] = act()
    except LagesbildError as fault:
        st.session_state[TOLD] = str(fault)
