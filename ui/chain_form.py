"""Where the development lead writes a card: checked field by field, saved as a new row, taken away and brought back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

import streamlit as st

from indicators import chain, swedish
from indicators.chain import Attained, Card, CardKind, Effect, OwnerKind, State
from indicators.errors import LagesbildError
from indicators.model import Registry
from indicators.permissions import Person
from indicators.store.records import CardRow
from ui import access, cached, choices, html, look

NEW: Final = "nytt"
_TOLD: Final = "chain-told"
_ASKED: Final = "chain-asked"
_TEXTS: Final = ("title", "text", "owner", "starts", "ends", "link", "judgement")


def show(registry: Registry, area: int, place: str, rows: Sequence[CardRow]) -> None:
    """The form for a new card or the chosen one, what came of the last act, and its earlier rows."""
    st.html('<h2 class="lb-section" id="formular" tabindex="-1">Lägg till eller ändra ett kort</h2>')
    if told := st.session_state.pop(_TOLD, None):
        look.note(told)
    options = {NEW: "Nytt kort"} | {str(r.first): f"{chain.NAMES[CardKind(r.kind)]}: {chain.of(r).title}" for r in rows}
    with st.container(key="chain-form"):
        chosen = choices.pick("kort", "Kort", options, default=NEW)
        row = next((r for r in rows if str(r.first) == chosen), None)
        name = f"{area}-{place}-{chosen}"
        _form(name, row, registry, area, place, rows)
        if row is not None:
            _history(name, row)


def _form(name: str, row: CardRow | None, registry: Registry, area: int, place: str, rows: Sequence[CardRow]) -> None:
    start = chain.of(row) if row else Card(kind=CardKind.SITUATION, strategic_area=area, geography=place)
    _fill(name, start, row)
    wrong = _faults(name, registry, area, place, row) if st.session_state.get(_ASKED) == name else {}
    _choose("Slag", name, "kind", CardKind, chain.NAMES.__getitem__, is_fixed=row is not None)
    kind = CardKind(st.session_state[_field(name, "kind")])
    if (above := chain.ABOVE[kind]) is not None:
        _behind(name, above, rows, wrong)
    _text("Rubrik", name, "title", wrong)
    _text("Beskrivning", name, "text", wrong, is_long=True)
    left, right = st.columns(2)
    with left:
        _text("Ansvarig (namnet på nämnden, bolaget eller förvaltningen)", name, "owner", wrong)
        _text("Börjar", name, "starts", wrong, hint="2016, 2016-05 eller 2016-05-01")
    with right:
        _choose("Ansvarig är", name, "owner_kind", OwnerKind, swedish.sentence_case)
        _text("Ska vara klar", name, "ends", wrong, hint="2018, 2018-12 eller 2018-12-31")
    if kind is CardKind.ACTION:
        with left:
            _choose("Läge", name, "state", State, swedish.sentence_case)
        with right:
            _choose("Väntas märkas på", name, "effect", Effect, str)
    names = {i.id: i.short_name + (" · påhittad" if i.is_demo else "") for i in registry.indicators.values()}
    gone = {key: key for key in st.session_state[_field(name, "indicators")] if key not in names}
    known = names | gone
    key = _field(name, "indicators")
    st.multiselect(
        "Indikatorer som ska röra sig", list(known), format_func=known.__getitem__, key=key, placeholder="Välj"
    )
    _under(wrong.get("indicators"))
    _text("Adress till överenskommelse eller handlingsplan", name, "link", wrong, hint="https://")
    _choose("Är målet uppfyllt? (din bedömning)", name, "attained", Attained, swedish.sentence_case)
    _text("Vad bygger du det på?", name, "judgement", wrong, is_long=True)
    if row is None:
        st.checkbox("Påhittat, för demonstration", key=_field(name, "is_demo"))
    with st.container(horizontal=True, key="chain-buttons"):
        args = (name, registry, area, place, row)
        st.button("Spara kortet", type="primary", key=_field(name, "save"), on_click=_save, args=args)
        if row is not None:
            with st.popover("Ta bort", key=_field(name, "remove")):
                st.text("Kortet försvinner från sidan. Det går att ta tillbaka under Borttagna kort.")
                st.button("Ja, ta bort", type="primary", key=_field(name, "yes"), on_click=_remove, args=(name, row))


def _behind(name: str, above: CardKind, rows: Sequence[CardRow], wrong: Mapping[str, str]) -> None:
    fit: dict[int | None, str] = {r.first: chain.of(r).title for r in rows if r.kind == above}
    key = _field(name, "behind")
    if st.session_state[key] not in fit:
        st.session_state[key] = next(iter(fit), None)
    options = list(fit) or [None]
    told = {**fit, None: f"Det finns ingen {chain.NAMES[above].lower()} här än"}
    st.selectbox("Hänger på", options, format_func=told.__getitem__, key=key, filter_mode=None)
    _under(wrong.get("behind"))


def _history(name: str, row: CardRow) -> None:
    rows = cached.store().card_history(row.first)
    if len(rows) < 2:
        return
    with st.expander(f"Tidigare ({len(rows) - 1})", key=_field(name, "history")):
        for earlier in rows[1:]:
            when = swedish.moment(swedish.local(earlier.at))
            st.html(html.paragraph(f"{earlier.actor}, {when}: {chain.of(earlier).title}"))
            label, key = "Låt det här gälla igen", _field(name, f"back-{earlier.id}")
            st.button(label, key=key, on_click=_restore, args=(name, earlier, row))


def removed(area: int, place: str) -> None:
    """Cards taken away, each of which can be brought back."""
    rows = [r for r in cached.store().cards_removed() if (r.strategic_area, r.geography) == (area, place)]
    if not rows:
        return
    with st.expander(f"Borttagna kort ({len(rows)})", key="chain-removed"):
        for row in rows:
            card = chain.of(row)
            st.html(html.paragraph(f"{chain.NAMES[card.kind]}: {card.title}"))
            key = f"chain-back-{row.id}"
            st.button("Ta tillbaka", key=key, on_click=_restore, args=(f"removed-{row.first}", row, row))


def _text(label: str, name: str, part: str, wrong: Mapping[str, str], *, is_long: bool = False, hint: str = "") -> None:
    if is_long:
        st.text_area(label, key=_field(name, part), height=96)
    else:
        st.text_input(label, key=_field(name, part), placeholder=hint)
    _under(wrong.get(part))


def _choose(
    label: str, name: str, part: str, kinds: type[StrEnum], shown: Callable[[Any], str], *, is_fixed: bool = False
) -> None:
    st.selectbox(label, list(kinds), format_func=shown, key=_field(name, part), filter_mode=None, disabled=is_fixed)


def _under(fault: str | None) -> None:
    if fault:
        st.html(f'<p class="lb-field-fault" role="alert">{html.escape(fault)}</p>')


def _field(name: str, part: str) -> str:
    return f"chain-{part}-{name}"


def _fill(name: str, card: Card, row: CardRow | None) -> None:
    """Put what stands on the card in fields that nobody has touched."""
    st.session_state.setdefault(_field(name, "seen"), row.id if row else None)
    for part in (*_TEXTS, "kind", "owner_kind", "state", "effect", "attained", "is_demo", "behind"):
        st.session_state.setdefault(_field(name, part), getattr(card, part))
    st.session_state.setdefault(_field(name, "indicators"), list(card.indicators))


def _card(name: str, area: int, place: str, row: CardRow | None) -> Card:
    def typed(part: str) -> Any:
        return st.session_state.get(_field(name, part))

    kind = CardKind(typed("kind"))
    return Card(
        kind=kind,
        strategic_area=area,
        geography=place,
        behind=typed("behind") if chain.ABOVE[kind] else None,
        **{part: str(typed(part) or "") for part in _TEXTS},
        owner_kind=OwnerKind(typed("owner_kind")),
        state=State(typed("state")),
        effect=Effect(typed("effect")),
        attained=Attained(typed("attained")),
        indicators=tuple(typed("indicators") or ()),
        is_demo=bool(typed("is_demo")) if row is None else chain.of(row).is_demo,
    )


def _faults(name: str, registry: Registry, area: int, place: str, row: CardRow | None) -> dict[str, str]:
    standing = {r.first: chain.of(r) for r in cached.store().cards()}
    return chain.faults(_card(name, area, place, row), registry, standing)


def _save(name: str, registry: Registry, area: int, place: str, row: CardRow | None) -> None:
    st.session_state[_ASKED] = name
    if wrong := _faults(name, registry, area, place, row):
        st.session_state[_TOLD] = f"Inget är sparat än: {swedish.count_word(len(wrong), 'ett')} fält behöver ändras."
        return
    card, seen = _card(name, area, place, row), st.session_state[_field(name, "seen")]

    def act(by: Person) -> None:
        chain.put(cached.store(), card, registry, person=by, at=cached.now(), follows=seen)

    _attempt(act, f"Kortet ”{card.title.strip()}” är sparat.", name)


def _remove(name: str, row: CardRow) -> None:
    def act(by: Person) -> None:
        chain.remove(cached.store(), row, person=by, at=cached.now())

    if _attempt(act, "Kortet är borttaget.", name):
        st.query_params.pop("kort", None)


def _restore(name: str, earlier: CardRow, last: CardRow) -> None:
    def act(by: Person) -> None:
        chain.put(cached.store(), chain.of(earlier), cached.registry(), person=by, at=cached.now(), follows=last.id)

    _attempt(act, "Kortet gäller igen som det stod.", name)


def _attempt(act: Callable[[Person], None], done: str, name: str) -> bool:
    """Do one thing to the cards; a refusal is told and leaves what is typed, a success empties the form."""
    try:
        act(access.current().person)
    except LagesbildError as fault:
        st.session_state[_TOLD] = str(fault)
        return False
    for key in [k for k in st.session_state if str(k).startswith("chain-") and str(k).endswith(f"-{name}")]:
        del st.session_state[key]
    st.session_state.pop(_ASKED, None)
    st.session_state[_TOLD] = done
    return True
