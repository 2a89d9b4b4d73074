"""Questions and promises noted at the hearings: read by all, noted and followed by the development lead."""

from __future__ import annotations

from datetime import date

import streamlit as st

from indicators import editions, swedish
from indicators.errors import InputError, LagesbildError
from indicators.permissions import Action, may
from indicators.store import PromiseKind, PromiseRow, PromiseStatus
from indicators.store.promises import LONGEST, LONGEST_TOLD, Noted
from ui import access, cached, cards, html, look, markdown

NEW = 0
"""The number of what is not noted yet."""
_SAID = "promise-said"
EMPTY = "Inget är antecknat än. Det som frågas och lovas vid en hearing antecknas här, och följs upp på bild vid nästa."


def show(hearings: list[str]) -> None:
    """What was noted at each hearing that the reader sees, the last hearing first; the lead's form under it."""
    cards.section("Vad lovades?")
    _tell()
    rows = [row for row in cached.store().promises() if row.hearing in hearings]
    is_lead = may(access.current().role, Action.ISSUE_HEARING)
    if not rows:
        cards.paragraphs([html.escape(EMPTY)])
    for hearing in hearings:
        own = [row for row in rows if row.hearing == hearing]
        if own:
            st.html(html.heading(hearing, level=3, css="lb-h3") + _table(own, hearing))
    for row in rows:
        _one(row, is_lead=is_lead)
    if is_lead:
        with st.expander("Anteckna en fråga eller ett löfte", key="promise-new"):
            _form(None, hearings)


def _table(rows: list[PromiseRow], hearing: str) -> str:
    body = "".join(
        html.row(
            [
                html.row_header(html.escape(row.text)),
                html.cell(html.escape(swedish.sentence_case(row.kind)), label="Slag"),
                html.cell(html.escape(row.owner) or swedish.NOTHING, label="Ansvarig"),
                html.cell(swedish.date(row.due) if row.due else swedish.NOTHING, label="Senast"),
                html.cell(html.escape(swedish.sentence_case(row.status)), css="c-status", label="Läge"),
                html.cell(html.escape(row.told) or swedish.NOTHING, css="lb-wrap", label="Vad som har hänt"),
            ]
        )
        for row in rows
    )
    names = ("Fråga eller löfte", "Slag", "Ansvarig", "Senast", "Läge", "Vad som har hänt")
    caption = f"Frågor och löften från {hearing}"
    return html.table([(name, "") for name in names], [body], caption=caption, css="lb-cards lb-promises")


def _one(row: PromiseRow, *, is_lead: bool) -> None:
    """How one has been followed, and for the lead where it is changed."""
    history = cached.store().promise_history(row.first)
    if len(history) < 2 and not is_lead:
        return
    with st.expander(f"{markdown.plain(row.text)}: {row.status}", key=f"promise-{row.first}"):
        st.html(html.bullets(html.escape(_change(each)) for each in history))
        if is_lead:
            _form(row, [row.hearing])


def _change(row: PromiseRow) -> str:
    told = f": {row.told}" if row.told else ""
    return f"{swedish.moment(swedish.local(row.at))}, {row.actor}: {row.status}{told}"


def _form(row: PromiseRow | None, hearings: list[str]) -> None:
    number = row.first if row else NEW
    with st.form(_key(number, "form"), border=False, clear_on_submit=False):
        if row is None:
            st.selectbox("Hearing", hearings, key=_key(number, "hearing"), filter_mode=None)
            _choice("Slag", number, "kind", list(map(str, PromiseKind)))
        _text("Vad som frågades eller lovades", number, "text", row.text if row else "", LONGEST)
        _text("Ansvarig nämnd, bolag eller förvaltning", number, "owner", row.owner if row else "", 80)
        due = row.due.isoformat() if row and row.due else ""
        _text("Senast klart, till exempel 2020-06-01", number, "due", due, 10)
        states = list(map(str, PromiseStatus))
        at = states.index(row.status) if row else 0
        _choice("Läge", number, "status", states, at=at)
        _text("Vad som har hänt", number, "told", row.told if row else "", LONGEST_TOLD)
        st.form_submit_button("Spara", type="primary", key=_key(number, "save"), on_click=_save, args=(row,))


def _text(label: str, number: int, part: str, start: str, longest: int) -> None:
    st.text_input(label, value=start, max_chars=longest, key=_key(number, part))


def _choice(label: str, number: int, part: str, options: list[str], *, at: int = 0) -> None:
    key, shown = _key(number, part), swedish.sentence_case
    st.selectbox(label, options, index=at, format_func=shown, key=key, filter_mode=None)


def _key(number: int, part: str) -> str:
    return f"promise-{number}-{part}"


def _save(row: PromiseRow | None) -> None:
    """Keep what stands in the fields; what cannot be kept stays in them with the reason above."""
    number = row.first if row else NEW
    try:
        said = {part: str(st.session_state[_key(number, part)]) for part in ("text", "owner", "due", "status", "told")}
        hearing = row.hearing if row else str(st.session_state[_key(number, "hearing")])
        kind = row.kind if row else PromiseKind(st.session_state[_key(number, "kind")])
        noted = Noted(
            hearing=hearing,
            kind=kind,
            text=said["text"],
            owner=said["owner"],
            due=_day(said["due"]),
            status=PromiseStatus(said["status"]),
            told=said["told"],
        )
        editions.note_promise(
            cached.store(), noted, by=access.current().person, at=cached.now(), follows=row.id if row else None
        )
    except LagesbildError as fault:
        st.session_state[_SAID] = (str(fault), True)
        return
    st.session_state[_SAID] = ("Sparat.", False)
    if row is None:
        for part in ("text", "owner", "due", "told"):
            st.session_state[_key(NEW, part)] = ""


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"{text} är ingen dag. Skriv till exempel 2020-06-01. Inget är sparat.") from None


def _tell() -> None:
    told = st.session_state.pop(_SAID, None)
    if told is None:
        return
    said, is_fault = told
    if is_fault:
        st.html(f'<p class="lb-note lb-fault" role="alert">{html.escape(said)}</p>')
    else:
        look.note(said)
