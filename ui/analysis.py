"""What a person has written beside the figures: read by all with name and date, written by those who may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from indicators import analyses, since_written, swedish
from indicators.errors import LagesbildError
from indicators.permissions import Action, may
from indicators.situation import Situation
from indicators.store import AnalysisRow
from indicators.store.analyses import LONGEST
from ui import access, analysis_help, cached, cards, choices, html, look

_SAID = "analysis-said"
EMPTY = "Ingen har skrivit om det här än."
MADE_UP = "Siffrorna i texten är påhittade för demonstration."
ABOUT = "Här står en människas text med namn och datum, inte något som är beräknat ur siffrorna"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """One subject at one viewpoint, and the session's names for what is being written about it."""

    subject: str
    viewpoint: int
    speaker: str | None = None
    """The indicator that a hearing lets speak for an area."""

    @property
    def area(self) -> str:
        return f"analysis-text-{self.subject}-{self.viewpoint}"

    def seen_now(self) -> Situation:
        """What the text's fields are filled from."""
        return cached.city_and_districts(self.viewpoint)

    @property
    def draft(self) -> str:
        """The words not saved yet, kept also while another page is shown."""
        return f"analysis-draft-{self.subject}-{self.viewpoint}"

    @property
    def seen(self) -> str:
        """The number of the text that the draft was begun from."""
        return f"analysis-seen-{self.subject}-{self.viewpoint}"


def show(subject: str, heading: str, *, speaker: str | None = None) -> None:
    """The text about a subject as of the viewpoint; a field to write it in, and every earlier text."""
    field = _Field(subject=subject, viewpoint=choices.viewpoint(), speaker=speaker)
    store = cached.store()
    until = cached.texts_until()
    standing = store.analysis(subject, viewpoint=field.viewpoint, until=until)
    history = [row for row in store.analyses(subject, viewpoint=field.viewpoint) if until is None or row.id <= until]
    cards.section(heading)
    _tell()
    st.html(_read(standing, field))
    cards.source(ABOUT)
    is_writer = may(access.current().role, Action.WRITE_ANALYSIS) and cached.pinned() is None
    if is_writer:
        _write(field, history[0] if history else None)
    if history:
        _earlier(field, history, is_writer=is_writer)


def text(written: str) -> str:
    """A text as HTML: a paragraph for each line, every character as it was written."""
    return "".join(html.paragraph(line) for line in written.splitlines() if line.strip())


def told(subject: str, written: str, viewpoint: int, *, speaker: str | None = None) -> str:
    """A text as it is read: its numbers as they stand now, marked where they are made up."""
    found = analyses.filled(subject, written, lambda: cached.city_and_districts(viewpoint), speaker=speaker)
    return text(found.text) + (html.paragraph(MADE_UP, "lb-demo") if found.is_demo else "")


def _read(standing: AnalysisRow | None, field: _Field) -> str:
    if standing is None or not standing.text:
        return f'<div class="lb-human"><p>{html.escape(EMPTY)}</p></div>'
    by = f"{standing.author}, {swedish.date(swedish.local(standing.at).date())}"
    if standing.viewpoint != field.viewpoint:
        by += f" · skriven för läge per {standing.viewpoint}"
    read = told(field.subject, standing.text, field.viewpoint, speaker=field.speaker)
    return f'<div class="lb-human lb-written">{read}<p class="lb-by">{html.escape(by)}</p>{_outdated(standing)}</div>'


def _outdated(standing: AnalysisRow) -> str:
    """That figures have changed since the text was written, where they have."""
    names = _changed(cached.key(), standing)
    return html.paragraph(since_written.told(names, cached.registry()), "lb-outdated") if names else ""


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs={AnalysisRow: lambda row: (row.id, str(row.at))})
def _changed(key: tuple[object, ...], standing: AnalysisRow) -> tuple[str, ...]:
    version = int(str(key[0]))
    return since_written.changed(cached.store(), standing, cached.registry_of(key), version=version)


def _write(field: _Field, newest: AnalysisRow | None) -> None:
    _follow(field, newest)
    st.session_state[field.area] = st.session_state[field.draft]
    with st.container(key="analysis-field"):
        st.text_area(
            f"Din text, för läge per {field.viewpoint}",
            key=field.area,
            height=160,
            max_chars=LONGEST,
            on_change=_keep,
            args=(field,),
            placeholder="Vad ligger bakom siffrorna? Skriv inget som siffrorna ovan inte säger.",
        )
        analysis_help.show(field.subject, str(st.session_state[field.draft]), field.seen_now(), speaker=field.speaker)
        st.button("Spara texten", key=f"{field.area}-save", on_click=_save, args=(field,), type="primary")


def _follow(field: _Field, newest: AnalysisRow | None) -> None:
    """Start from the text that stands, unless something else is being written; then keep what is being written."""
    number, words = (newest.id, newest.text) if newest else (None, "")
    begun = st.session_state.get(field.seen, _UNSEEN)
    is_untouched = begun is _UNSEEN or st.session_state.get(field.draft) == st.session_state.get(_base(field))
    if begun is _UNSEEN or (begun != number and is_untouched):
        st.session_state[field.seen] = number
        st.session_state[field.draft] = st.session_state[_base(field)] = words
    elif begun != number and not st.session_state.get(_told(field)):
        _say("Någon annan har sparat en ny text, som står ovanför. Det du skriver är kvar i fältet.", is_fault=True)
        st.session_state[_told(field)] = True
        _tell()


_UNSEEN = object()


def _base(field: _Field) -> str:
    """The words that the draft was begun from."""
    return f"{field.draft}-base"


def _told(field: _Field) -> str:
    """Whether the writer has been told that another text came."""
    return f"{field.draft}-told"


def _keep(field: _Field) -> None:
    st.session_state[field.draft] = st.session_state[field.area]


def _save(field: _Field) -> None:
    words = str(st.session_state.get(field.area, ""))
    st.session_state[field.draft] = words
    if _put(field, words, "Texten är sparad."):
        _forget(field)


def _restore(field: _Field, words: str) -> None:
    """Bring an earlier text back; what is being written and not saved stays in the field."""
    is_writing = st.session_state.get(field.draft) != st.session_state.get(_base(field))
    if _put(field, words, "Den tidigare texten gäller igen.") and not is_writing:
        _forget(field)


def _put(field: _Field, words: str, said: str) -> bool:
    """Whether the words were saved; otherwise why not is told, and the text then shown is the one that is seen."""
    store, person, seen = cached.store(), access.current().person, st.session_state.get(field.seen)
    try:
        number = analyses.write(
            store,
            field.subject,
            words,
            viewpoint=field.viewpoint,
            by=person,
            at=cached.now(),
            replaces=seen,
            seen=field.seen_now,
        )
    except LagesbildError as fault:
        _say(str(fault), is_fault=True)
        newest = store.analyses(field.subject, viewpoint=field.viewpoint)
        st.session_state[field.seen] = newest[0].id if newest else None
        return False
    st.session_state[field.seen] = number or seen
    _say(said)
    return True


def _forget(field: _Field) -> None:
    for name in (field.seen, field.draft, _base(field), _told(field)):
        st.session_state.pop(name, None)


def _earlier(field: _Field, history: Sequence[AnalysisRow], *, is_writer: bool) -> None:
    """Every text that has stood, the newest first; a writer may bring one back."""
    if len(history) < 2:
        return
    with st.expander(f"Tidigare texter ({len(history) - 1})", key=f"{field.area}-history"):
        for row in history[1:]:
            when = swedish.moment(swedish.local(row.at))
            st.html(
                html.paragraph(f"{row.author}, {when}", "lb-by")
                + (told(field.subject, row.text, field.viewpoint, speaker=field.speaker) or html.paragraph("Tom text."))
            )
            if is_writer and row.text != history[0].text:
                label, key = "Låt den här texten gälla igen", f"{field.area}-back-{row.id}"
                st.button(label, key=key, on_click=_restore, args=(field, row.text))


def _say(said: str, *, is_fault: bool = False) -> None:
    st.session_state[_SAID] = (said, is_fault)


def _tell() -> None:
    """What came of the last step, told once."""
    told = st.session_state.pop(_SAID, None)
    if told is not None:
        said, is_fault = told
        if is_fault:
            st.html(f'<p class="lb-note lb-fault" role="alert">{html.escape(said)}</p>')
        else:
            look.note(said)
