"""Where the development lead writes an event: typed, understood, checked field by field, saved as a revision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from indicators import event_register as events
from indicators import swedish
from indicators.errors import InputError, LagesbildError
from indicators.event_register import Draft
from indicators.model import Event, EventKind, GeographyLevel, Registry
from indicators.permissions import Person
from ui import access, cached, choices, html, look

NEW: Final = "ny"
ANCHOR: Final = "formular"
TOLD: Final = "event-told"
"""What came of the last act."""
ASKED: Final = "event-asked"
"""The event whose form was sent and whose faults are shown."""
_LEVELS: Final = (GeographyLevel.CITY_AREA, GeographyLevel.DISTRICT)


def show(registry: Registry) -> None:
    """The form for a new event or for the one chosen, what came of the last act, and what can be taken back."""
    st.html(f'<h2 class="lb-section" id="{ANCHOR}" tabindex="-1">Lägg till eller ändra en händelse</h2>')
    if told := st.session_state.pop(TOLD, None):
        look.note(told)
    options = {NEW: "Ny händelse"} | {e.id: f"{e.date} {e.title}" for e in registry.events}
    with st.container(key="event-form"):
        name = choices.pick("andra", "Händelse", options, default=NEW)
        _form(name, next((e for e in registry.events if e.id == name), None), registry)


def field(name: str, part: str) -> str:
    """The session's key of a field in the form of an event."""
    return f"event-{part}-{name}"


def _form(name: str, chosen: Event | None, registry: Registry) -> None:
    st.session_state.setdefault(field(name, "seen"), cached.store().register_revision())
    _fill(name, chosen)
    wrong = events.faults(_draft(name), registry) if st.session_state.get(ASKED) == name else {}
    left, middle, right = st.columns(3)
    with left:
        st.text_input("När", key=field(name, "date"), max_chars=40, placeholder="2015, 2015-06 eller 2015-06-01")
        _under(wrong.get("date"), _understood(name, "date"))
    with middle:
        st.text_input("Till och med (om det pågick en tid)", key=field(name, "ends"), max_chars=40)
        _under(wrong.get("ends"), _understood(name, "ends"))
    with right:
        kinds = [str(kind) for kind in EventKind]
        st.selectbox("Slag", kinds, format_func=swedish.sentence_case, key=field(name, "kind"), filter_mode=None)
    _text("Rubrik", name, "title", wrong)
    _text("Vad som hände (inte vad det berodde på)", name, "text", wrong, is_long=True)
    _text("Källa", name, "source", wrong)
    _concerned(name, registry, wrong)
    if chosen is None:
        st.checkbox("Påhittad, för demonstration", key=field(name, "demo"))
    with st.container(horizontal=True, key="event-buttons"):
        st.button("Spara händelsen", type="primary", key=field(name, "save"), on_click=_save, args=(name,))
        if chosen is not None:
            with st.popover("Ta bort", key=field(name, "remove")):
                st.text(f"Händelsen ”{chosen.title}” försvinner ur diagrammen. Du kan ångra det efteråt.")
                st.button("Ja, ta bort", type="primary", key=field(name, "yes"), on_click=_remove, args=(name,))


def _concerned(name: str, registry: Registry, wrong: Mapping[str, str]) -> None:
    shown = {i.id: i.short_name + (" · påhittad" if i.is_demo else "") for i in registry.indicators.values()}
    areas = {a.number: f"{a.number} {a.short_name}" for a in registry.strategic_areas}
    kept = st.session_state[field(name, "geographies")]
    places = {
        g.code: g.name + (" (stadsområde)" if g.level is GeographyLevel.CITY_AREA else "")
        for g in registry.geographies.values()
        if g.level in _LEVELS or g.code in kept
    }
    st.html(html.paragraph("Lämna fälten tomma om händelsen gäller alla indikatorer och hela staden.", "lb-sub"))
    fields: tuple[tuple[str, str, Mapping[Any, str], str], ...] = (
        ("Indikatorer", "indicators", shown, "Välj indikatorer"),
        ("Alla indikatorer i områdena", "strategic_areas", areas, "Välj områden"),
        ("Platser", "geographies", places, "Hela staden"),
    )
    for label, part, options, empty in fields:
        gone = [code for code in st.session_state[field(name, part)] if code not in options]
        known: dict[Any, str] = {**options, **{code: str(code) for code in gone}}
        st.multiselect(label, list(known), format_func=known.__getitem__, key=field(name, part), placeholder=empty)
        _under(wrong.get(part), "")


def _text(label: str, name: str, part: str, wrong: Mapping[str, str], *, is_long: bool = False) -> None:
    if is_long:
        st.text_area(label, key=field(name, part), height=96)
    else:
        st.text_input(label, key=field(name, part))
    _under(wrong.get(part), "")


def _under(fault: str | None, quiet: str) -> None:
    """What is wrong with the field above, else how it is understood."""
    if fault:
        st.html(f'<p class="lb-field-fault" role="alert">{html.escape(fault)}</p>')
    elif quiet:
        st.html(html.paragraph(quiet, "lb-sub"))


def _understood(name: str, part: str) -> str:
    try:
        return events.understood(str(st.session_state[field(name, part)]))
    except InputError as wrong:
        return str(wrong)


def _fill(name: str, chosen: Event | None) -> None:
    """Put what stands in the register in fields that nobody has touched."""
    start: dict[str, Any] = {
        "date": chosen.date if chosen else "",
        "ends": (chosen.ends or "") if chosen else "",
        "kind": str(chosen.kind if chosen else EventKind.HAPPENING),
        "title": chosen.title if chosen else "",
        "text": chosen.text if chosen else "",
        "source": chosen.source if chosen else "",
        "indicators": list(chosen.indicators) if chosen else [],
        "strategic_areas": list(chosen.strategic_areas) if chosen else [],
        "geographies": list(chosen.geographies) if chosen else [],
    }
    for part, value in start.items():
        st.session_state.setdefault(field(name, part), value)


def _draft(name: str) -> Draft:
    """What stands in the fields."""

    def typed(part: str) -> Any:
        return st.session_state.get(field(name, part))

    return Draft(
        id="" if name == NEW else name,
        date=typed("date") or "",
        ends=typed("ends") or "",
        kind=EventKind(typed("kind") or EventKind.HAPPENING),
        title=typed("title") or "",
        text=typed("text") or "",
        indicators=tuple(typed("indicators") or ()),
        strategic_areas=tuple(typed("strategic_areas") or ()),
        geographies=tuple(typed("geographies") or ()),
        source=typed("source") or "",
        is_demo=bool(typed("demo")) if name == NEW else name.startswith("demo-"),
    )


def _save(name: str) -> None:
    draft, registry = _draft(name), cached.registry()
    st.session_state[ASKED] = name
    if wrong := events.faults(draft, registry):
        st.session_state[TOLD] = f"Inget är sparat än: {swedish.count_word(len(wrong), 'ett')} fält behöver ändras."
        return
    told = events.event(draft, registry)

    def act(by: Person) -> None:
        events.put(cached.store(), told, person=by, at=cached.now(), seen=st.session_state[field(name, "seen")])

    attempt(act, f"”{told.title}” är sparad och ritas i diagrammen.", name)


def _remove(name: str) -> None:
    def act(by: Person) -> None:
        events.remove(cached.store(), name, person=by, at=cached.now(), seen=st.session_state[field(name, "seen")])

    if attempt(act, "Händelsen är borttagen.", name):
        st.query_params.pop("andra", None)


def attempt(act: Callable[[Person], None], done: str, name: str) -> bool:
    """Do one thing to the events; a refusal is told and leaves what is typed, a success empties the form."""
    try:
        act(access.current().person)
    except LagesbildError as fault:
        st.session_state[TOLD] = str(fault)
        st.session_state[field(name, "seen")] = cached.store().register_revision()
        return False
    for key in [key for key in st.session_state if str(key).startswith("event-") and str(key).endswith(f"-{name}")]:
        del st.session_state[key]
    st.session_state.pop(ASKED, None)
    st.session_state[TOLD] = done
    return True
