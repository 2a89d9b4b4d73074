"""Who may do what: the people that are named, and what each role means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from indicators import directory
from indicators.errors import LagesbildError
from indicators.model import GeographyLevel, Registry, UserRole
from indicators.permissions import SWEDISH, Action, Person, may
from ui import access, cached, cards, html, look

NEW: Final = ""
"""Chosen where somebody is to be added rather than changed."""
WHO, NAME, ROLE, DISTRICT = (f"people-{part}" for part in ("who", "name", "role", "district"))
TOLD: Final = "people-told"

DEMONSTRATION: Final = (
    "Ingen står i listan. Så länge är produkten i demonstrationsläge: på sidorna väljer var och en sin roll, och i "
    "terminalen gäller namnen som de skrivs. Den första du lägger till måste vara administratör."
)
NAMED: Final = "I terminalen gäller bara de namn som står här, med den roll som står bredvid."
CHOSEN_BY_ALL: Final = (
    "På sidorna är det fortfarande demonstrationsläge, där var och en väljer roll, tills stadens inloggning är kopplad."
)

ACTIONS: Final[Mapping[Action, str]] = {
    Action.READ: "läsa godkända siffror",
    Action.UPLOAD: "lämna uppgifter för sin stadsdel",
    Action.APPROVE: "godkänna och återlämna andras leveranser",
    Action.UNDO: "ångra en godkänd leverans",
    Action.MAP: "spara läskartor (uppladdare ändrar bara sina egna)",
    Action.EDIT_REGISTER: "ändra indikatorregistret",
    Action.WRITE_ANALYSIS: "skriva analys och åtgärder",
    Action.ISSUE_HEARING: "ge ut underlag till hearingen",
    Action.REMOVE_DEMO: "ta bort demonstrationsdata",
    Action.MANAGE_SOURCES: "sköta datakällor",
    Action.ADMINISTER: "ändra vem som får göra vad och läsa händelseloggen",
}


def show(user: access.User) -> None:
    """The list with what can be done to it for administrators, and the roles for everyone who comes here."""
    cards.section("Vem får göra vad")
    if may(user.role, Action.ADMINISTER):
        _people()
    st.html(html.heading("Vad rollerna får göra", level=3, css="lb-h3") + roles())


def roles() -> str:
    """What each role may do, as the rules say."""
    head = (("Får", "c-name"), *((word.capitalize(), "c-role") for word in SWEDISH.values()))
    body = "".join(_act(action) for action in Action)
    return html.table(head, [body], caption="Vad varje roll får göra", css="lb-stack lb-roles")


def listing(people: Sequence[Person], registry: Registry) -> str:
    """Everybody who is named, with role and district."""
    head = (("Namn", "c-name"), ("Roll", ""), ("Stadsdel", ""))
    body = "".join(
        html.row(
            [
                html.row_header(html.escape(person.name), "c-name"),
                html.cell(html.escape(SWEDISH[person.role]), label="Roll"),
                html.cell(html.escape(_place(person, registry)) or "–", label="Stadsdel"),
            ]
        )
        for person in people
    )
    return html.table(head, [body], caption="De som har en roll", css="lb-stack lb-people")


def _act(action: Action) -> str:
    cells = [html.row_header(html.escape(ACTIONS[action]), "c-name")]
    for role, word in SWEDISH.items():
        told = "ja" if may(role, action) else "nej"
        cells.append(html.cell(f'<span class="lb-{told}">{told}</span>', css="c-role", label=word))
    return html.row(cells)


def _people() -> None:
    people, registry = cached.store().people(), cached.registry()
    if people:
        told = (NAMED, CHOSEN_BY_ALL) if access.current().is_demonstration else (NAMED,)
        cards.paragraphs([" ".join(told)])
        st.html(listing(people, registry))
    else:
        cards.paragraphs([DEMONSTRATION])
    if told_last := st.session_state.pop(TOLD, None):
        look.note(told_last)
    with st.container(key="people-form"):
        _form(people, registry)


def _form(people: Sequence[Person], registry: Registry) -> None:
    chosen = _who(people)
    districts = {place.code: place.name for place in registry.on_level(GeographyLevel.DISTRICT)}
    with st.container(horizontal=True, key="people-fields", vertical_alignment="bottom"):
        if chosen is None:
            st.text_input("Namn", key=NAME, max_chars=80)
        role = _role(chosen)
        if role is UserRole.UPLOADER:
            own = list(districts).index(chosen.geography) if chosen and chosen.geography in districts else 0
            st.selectbox(
                "Stadsdel",
                list(districts),
                index=own,
                format_func=districts.__getitem__,
                key=f"{DISTRICT}-{_of(chosen)}",
                filter_mode=None,
            )
    with st.container(horizontal=True, key="people-buttons"):
        _confirmed("Spara", "save", _sentence(chosen, role, districts), "Ja, spara", _save)
        if chosen is not None:
            told = f"{chosen.name} får inte längre någon roll. Det som {chosen.name} har gjort står kvar."
            _confirmed("Ta bort", "remove", told, "Ja, ta bort", _remove)


def _who(people: Sequence[Person]) -> Person | None:
    """The person to change; None for somebody new."""
    if not people:
        return None
    named = {person.name: person for person in people}
    if st.session_state.get(WHO) not in (NEW, *named):
        st.session_state.pop(WHO, None)
    options = [NEW, *named]
    name = st.selectbox(
        "Lägg till eller ändra",
        options,
        format_func=_choice,
        key=WHO,
        filter_mode="contains",
    )
    return named.get(name)


def _role(chosen: Person | None) -> UserRole:
    codes = [str(role) for role in UserRole]
    first = UserRole.ADMINISTRATOR if not cached.store().people() else UserRole.READER
    code = st.selectbox(
        "Roll",
        codes,
        index=codes.index(chosen.role if chosen else first),
        format_func=_role_word,
        key=f"{ROLE}-{_of(chosen)}",
        filter_mode=None,
    )
    return UserRole(code)


def _choice(name: str) -> str:
    return name or "Någon ny"


def _role_word(code: str) -> str:
    return SWEDISH[UserRole(code)]


def _confirmed(label: str, key: str, told: str, yes: str, act: Callable[[], None]) -> None:
    """A button that asks once more, saying what will happen."""
    with st.popover(label, key=f"people-{key}"):
        st.text(told)
        st.button(yes, key=f"people-{key}-yes", type="primary", on_click=act)


def _sentence(chosen: Person | None, role: UserRole, districts: Mapping[str, str]) -> str:
    name = chosen.name if chosen else " ".join(str(st.session_state.get(NAME) or "").split())
    if not name:
        return "Skriv ett namn först."
    where = ""
    if role is UserRole.UPLOADER:
        where = f" för {districts.get(str(st.session_state.get(f'{DISTRICT}-{_of(chosen)}')), '')}"
    return f"{name} får rollen {SWEDISH[role]}{where}."


def _save() -> None:
    chosen = str(st.session_state.get(WHO) or NEW)
    name = chosen or str(st.session_state.get(NAME) or "")
    role = UserRole(st.session_state[f"{ROLE}-{chosen}"])
    place = st.session_state.get(f"{DISTRICT}-{chosen}") if role is UserRole.UPLOADER else None
    person = Person(name=" ".join(name.split()), role=role, geography=place)

    def act(by: Person) -> None:
        directory.set_person(cached.store(), cached.registry(), person, by=by, at=cached.now())

    if _try(act, f"{person.name} är sparad som {SWEDISH[role]}."):
        st.session_state[NAME] = ""


def _remove() -> None:
    name = str(st.session_state.get(WHO) or NEW)
    _try(
        lambda by: directory.remove_person(cached.store(), name, by=by, at=cached.now()),
        f"{name} är borttagen ur listan.",
    )


def _try(act: Callable[[Person], None], done: str) -> bool:
    try:
        act(access.current().person)
    except LagesbildError as fault:
        st.session_state[TOLD] = str(fault)
        return False
    st.session_state[TOLD] = done
    return True


def _of(chosen: Person | None) -> str:
    return chosen.name if chosen else NEW


def _place(person: Person, registry: Registry) -> str:
    place = registry.geographies.get(person.geography or "")
    return place.name if place else person.geography or ""
