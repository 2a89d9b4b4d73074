"""Locking a hearing's figures and issuing it: asked for in a dialog, carried out once, told whatever came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from indicators import editions, swedish
from indicators.errors import InputError, LagesbildError
from indicators.hearing.selection import Selection
from indicators.store import EditionRow
from ui import access, cached, hearing_choice, hearing_data, hearing_files, html
from ui.hearing_data import Key, Shown

OPEN = "hearing-issue-open"
ASKED = "hearing-issue-asked"
"""What is to be issued; it stays until it is done, so that a click in between neither stops nor doubles it."""
FAULT = "hearing-issue-fault"
TOLD = "hearing-issue-told"
KEPT = "hearing-issue-kept"
"""What was typed in the dialog, kept when issuing was refused."""
NAME, REASON, RELEASE = "hearing-issue-name", "hearing-issue-reason", "hearing-issue-release"
CHANGED = (
    "Siffror, register eller texter har ändrats sedan du öppnade rutan. Inget är utgivet, och dina val är kvar. "
    "Se över bilderna och ge ut igen."
)
ANOTHER_DAY = (
    "{name} är redan utgiven, för hearingen {then}. Den här är {now}. Är det en annan hearing behöver den ett annat "
    "namn, till exempel Hearing {now}."
)
BEFORE = "{Sedan} fryses siffror, register och texter. En senare rättelse blir version 2, med skäl."


def button(shown: Shown, selection: Selection, corrects: EditionRow | None, faults: int) -> None:
    """The button that opens the dialog, closed while there is something to mend, with why beneath it."""
    st.button(
        "Lås siffrorna och ge ut",
        type="primary",
        key="hearing-issue",
        disabled=faults > 0,
        width="stretch",
        on_click=_open,
        args=(selection, corrects),
    )
    count = "felet" if faults == 1 else f"de {swedish.count_word(faults)} felen"
    first = f"Rätta {count} först. " if faults else ""
    st.html(html.paragraph(first + BEFORE.format(Sedan="Sedan" if faults else "Då"), "lb-sub"))
    if st.session_state.get(OPEN) and not faults:
        _dialog(shown, selection, corrects)


def is_asked() -> bool:
    """Whether something is to be issued now."""
    return ASKED in st.session_state


def carry_out() -> None:
    """Issue what was asked for, telling how far it has come; a refusal opens the dialog again with what was typed."""
    asked: dict[str, Any] = st.session_state[ASKED]
    if "issued" not in asked:
        try:
            _issue(asked)
        except LagesbildError as fault:
            _refuse(asked, str(fault))
            st.rerun()
    st.session_state[TOLD] = f"{asked['name']}, version {asked['issued']}, är utgiven."
    del st.session_state[ASKED]
    st.rerun()


def said() -> str:
    """What came of the last step, told once."""
    return str(st.session_state.pop(TOLD, ""))


def _issue(asked: dict[str, Any]) -> None:
    told = hearing_files.progress(f"Ger ut {asked['name']}, version {asked['number']}:")
    store = cached.store()
    if asked["key"] != [store.version(), store.register_revision(), store.newest_analysis()]:
        raise InputError(CHANGED)
    row = editions.issue(
        store,
        asked["selection"],
        name=asked["name"],
        by=access.current().person,
        at=asked["at"],
        reason=asked["reason"] if asked["number"] > 1 else "",
        release_on=_release(asked["release"]),
        told=told,
        number=asked["number"],
        see=hearing_data.see,
    )
    asked["issued"] = row.number  # the same object as the session's, which may be asked for a new run from here on


def _refuse(asked: dict[str, Any], why: str) -> None:
    st.session_state[FAULT] = why
    st.session_state[KEPT] = {NAME: asked["name"], REASON: asked["reason"], RELEASE: asked["release"]}
    st.session_state[OPEN] = True
    own = asked["correction"] or hearing_choice.OWN_CHOICES  # the lead's choices, though another has issued the day
    hearing_choice.put(**{hearing_choice.CORRECTION: own})
    del st.session_state[ASKED]


def _open(selection: Selection, corrects: EditionRow | None) -> None:
    st.session_state[OPEN] = True
    st.session_state.pop(FAULT, None)
    st.session_state[KEPT] = {NAME: name(selection, corrects), REASON: "", RELEASE: ""}


def _close() -> None:
    st.session_state.pop(OPEN, None)
    st.session_state.pop(FAULT, None)


def name(selection: Selection, corrects: EditionRow | None) -> str:
    """The name of the edition that is corrected; else `Hearing 2020`, which the lead may change."""
    return f"Hearing {selection.held.year}" if corrects is None else corrects.name


@st.dialog("Lås siffrorna och ge ut", on_dismiss=_close)
def _dialog(shown: Shown, selection: Selection, corrects: EditionRow | None) -> None:
    kept = st.session_state.get(KEPT, {})
    for key, value in kept.items():
        st.session_state.setdefault(key, value)
    with st.container(key="hearing-dialog"):
        if why := st.session_state.get(FAULT):
            st.html(f'<p class="lb-note lb-fault" role="alert">{html.escape(why)}</p>')
        deck = shown.drafted.deck
        st.html(_facts(deck.held, deck.year, deck.version, deck.revision, len(deck.slides)))
        st.text_input("Hearingens namn", key=NAME, max_chars=80, disabled=corrects is not None)
        number = _version(str(st.session_state.get(NAME, "")), selection)
        st.text_input("Visas för andra först (frivilligt)", key=RELEASE, placeholder="2020-10-13", max_chars=10)
        st.html(html.paragraph("Fram till den dagen ser bara utvecklingsledaren utgåvan.", "lb-sub"))
        if shown.drafted.deck.is_demo:
            st.html(html.paragraph("Påhittade siffror är med. Det står på bilderna och i filernas namn.", "lb-sub"))
        args = (shown.key, selection, number)
        if st.button("Lås och ge ut", type="primary", key="hearing-issue-now", on_click=_ask, args=args) and is_asked():
            st.rerun()


def _version(named: str, selection: Selection) -> int:
    """Say which version it will be; a later one is asked why, and whether it is another day's hearing."""
    found = editions.latest(cached.store(), named)
    if found is None:
        st.html(html.paragraph("Det här blir version 1.", "lb-text"))
        return 1
    number = found.number + 1
    last = f"{found.name} version {found.number} är redan utgiven. Det här blir version {number}, en rättelse."
    st.html(html.paragraph(last, "lb-text"))
    if found.held != selection.held:
        then, now = swedish.date(found.held), swedish.date(selection.held)
        warning = html.escape(ANOTHER_DAY.format(name=found.name, then=then, now=now))
        st.html(f'<p class="lb-note" role="alert">{warning}</p>')
    st.text_area("Varför rättas den? (krävs)", key=REASON, height=68, max_chars=500)
    return number


def _ask(key: Key, selection: Selection, number: int) -> None:
    """Ask for an issue once: a second click finds the dialog closed and does nothing."""
    if not st.session_state.get(OPEN) or is_asked():
        return
    typed = {field: str(st.session_state.get(field, "")) for field in (NAME, REASON, RELEASE)}
    st.session_state[KEPT] = typed
    if why := _wrong(typed, number):
        st.session_state[FAULT] = why
        return
    _close()
    st.session_state[ASKED] = {
        "key": list(key[:3]),
        "selection": selection,
        "number": number,
        "name": " ".join(typed[NAME].split()),
        "reason": typed[REASON],
        "release": typed[RELEASE],
        "at": cached.now(),
        "correction": st.query_params.get(hearing_choice.CORRECTION),
    }
    hearing_choice.put(**{hearing_choice.HELD: selection.held.isoformat(), hearing_choice.CORRECTION: None})


def _wrong(typed: dict[str, str], number: int) -> str:
    if not typed[NAME].strip():
        return "Hearingen behöver ett namn, till exempel Hearing 2020. Inget är utgivet."
    if number > 1 and not typed[REASON].strip():
        return f"Skriv varför den rättas. Utan skäl går det inte att ge ut version {number}. Inget är utgivet."
    try:
        _release(typed[RELEASE])
    except ValueError:
        return f"”{typed[RELEASE]}” är ingen dag. Skriv år, månad och dag, till exempel 2020-10-13. Inget är utgivet."
    return ""


def _release(text: str) -> date | None:
    return hearing_choice.day(text) if text.strip() else None


def _facts(held: str, year: int, version: int, revision: int, slides: int) -> str:
    told = (
        ("Hearing", held),
        ("Läge per", str(year)),
        ("Siffror", f"dataversion {version}"),
        ("Register", f"revision {revision}"),
        ("Bilder", str(slides)),
    )
    rows = "".join(f"<div><dt>{html.escape(a)}</dt><dd>{html.escape(b)}</dd></div>" for a, b in told)
    return f'<dl class="lb-receipt">{rows}</dl>'
