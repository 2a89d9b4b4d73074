"""A file that is right: what it would change, what has to be explained, and the button that hands it in."""

from __future__ import annotations

import streamlit as st

from indicators import deliveries, swedish
from indicators.batches import BatchState
from indicators.deliveries import Deviation, Preview, Received
from indicators.errors import LagesbildError
from ui import access, cached, cards, delivery_faults, delivery_steps, delivery_tables, delivery_upload, html, look
from ui.delivery_start import CORRECTS
from ui.delivery_steps import Step
from ui.delivery_upload import Held


def show(kept: Held, received: Received, preview: Preview) -> None:
    """The preview from top to bottom; what it shows is what would be handed in."""
    lacking = deliveries.unexplained(preview, kept.reasons)
    st.html(delivery_steps.steps(Step.LOOK, delivery_steps.facts(received, preview, lacking=len(lacking))))
    look.title(_title(kept, preview))
    st.html(f'<p class="lb-text">{_about(kept)}</p>')
    st.html(delivery_tables.counts(preview))
    if not kept.has_news:
        _absent(kept)
        st.button("Byt fil", key="lamna-drop", on_click=_drop)
        return
    _flips(preview)
    _deviations(kept, preview)
    _changes(kept, preview)
    _absent(kept)
    cards.show(delivery_tables.values_fold(preview, cached.registry(), "new"))
    cards.show(delivery_tables.values_fold(preview, cached.registry(), "unchanged", "missing"))
    delivery_faults.remarks(received)
    _hand_in_form(kept, lacking)


def _title(kept: Held, preview: Preview) -> str:
    if not kept.has_news:
        return "Filen är rätt, men säger inget nytt"
    own = len(delivery_tables.own_flips(preview))
    if not own:
        return f"Filen är rätt. Ingen bedömning{f' i {_where()}' if preview.flips else ''} ändras"
    return f"Filen är rätt. Den skulle ändra {swedish.counted(own, 'bedömning', 'bedömningar')}"


def _about(kept: Held) -> str:
    name = f"Filen <strong>{html.escape(kept.file_name)}</strong>"
    if not kept.has_news:
        return f"{name} har samma siffror som redan står. Det finns inget att lämna in."
    return (
        f"{name}. Utkastet är sparat för dig. Ingenting är inlämnat än, och andra ser siffrorna först när leveransen "
        "är godkänd."
    )


def _flips(preview: Preview) -> None:
    cards.section("Bedömningar som skulle ändras")
    if delivery_tables.own_flips(preview):
        st.html(html.paragraph(_share(preview), "lb-sub"))
    st.html(delivery_tables.flips(preview, cached.registry()))
    cards.show(delivery_tables.flips_elsewhere(preview, cached.registry()))


def _share(preview: Preview) -> str:
    """How many of the geography's assessments change."""
    own, whole = len(delivery_tables.own_flips(preview)), preview.assessed
    told = [f"{swedish.sentence_case(swedish.count_word(own))} av {swedish.number(whole)} bedömningar i {_where()}."]
    if whole > own:
        rest = "Den andra" if whole - own == 1 else f"De andra {swedish.number(whole - own)}"
        told.append(f"{rest} blir som i dag.")
    return " ".join(told)


def _where() -> str:
    return cached.registry().geographies[access.own_district(access.current())].name


def _deviations(kept: Held, preview: Preview) -> None:
    found = preview.deviations
    if not found:
        return
    what = swedish.counted(len(found), "värde", "värden", "ett")
    cards.section(f"{swedish.sentence_case(what)} avviker mer än slumpen brukar ge")
    st.html(html.paragraph("Stämmer det? Skriv varför. Den som granskar läser din förklaring.", "lb-sub"))
    places = [each.geography for each in found]
    with st.container(key="lamna-why"):
        for number, each in enumerate(found):
            _reason(kept, each, number, places)


def _reason(kept: Held, deviation: Deviation, number: int, places: list[str]) -> None:
    key = f"lamna-why-{kept.turn}-{number}"
    lacking = (
        deviation.key in {d.key for d in deliveries.unexplained(kept.preview, kept.reasons)} if kept.preview else 0
    )
    left, right = st.columns([1, 1], gap="medium", vertical_alignment="center")
    with left:
        line = delivery_tables.deviation_line(deviation, cached.registry(), is_explained=not lacking, places=places)
        st.html(line)
    with right:
        name = cached.registry().indicators[deviation.indicator].short_name
        st.text_input(
            f"Förklaring till {name}, {deviation.year}",
            value=kept.reasons.get(deviation.key, ""),
            key=key,
            placeholder="Skriv varför, till exempel: kontrollerat mot källan",
            label_visibility="collapsed",
            max_chars=500,
            on_change=_explain,
            args=(key, deviation.key),
        )


def _explain(key: str, deviation: str) -> None:
    kept = delivery_upload.held()
    try:
        delivery_upload.explain(kept, deviation, str(st.session_state.get(key) or ""))
    except LagesbildError as fault:
        kept.told = str(fault)


def _changes(kept: Held, preview: Preview) -> None:
    count = delivery_tables.changed_count(preview)
    if not count:
        return
    what = swedish.sentence_case(swedish.counted(count, "värde", "värden", "ett"))
    cards.section(f"{what} som redan är {'sparat' if count == 1 else 'sparade'} skulle ändras")
    comments = kept.received.comments if kept.received else {}
    st.html(
        delivery_tables.changed(
            preview, cached.registry(), heads=("Sparat", "I din fil"), told=comments, said_by="Din kommentar i filen"
        )
    )


def _absent(kept: Held) -> None:
    """The choice to take away stored values that a foreign file lacks; they stay unless it is made."""
    if not kept.absent:
        return
    what = swedish.counted(kept.absent, "sparat värde", "sparade värden", "ett")
    key = f"lamna-ends-{kept.turn}"
    st.checkbox(f"Ta bort {what} som filen inte har", value=kept.ends, key=key, on_change=_take_away, args=(key,))
    st.html(
        html.paragraph("Värdena gäller samma indikatorer, platser och år som filen. Annars står de kvar.", "lb-sub")
    )


def _take_away(key: str) -> None:
    delivery_upload.take_away_absent(delivery_upload.held(), bool(st.session_state.get(key)))


def _hand_in_form(kept: Held, lacking: tuple[Deviation, ...]) -> None:
    cards.section("Lämna in")
    key = f"lamna-note-{kept.turn}"
    left, right = st.columns([1, 1], gap="large")
    with left:
        st.text_area(
            "Meddelande till den som granskar (frivilligt)",
            value=kept.note,
            key=key,
            height=80,
            max_chars=1000,
            on_change=_note,
            args=(key,),
        )
    with right:
        st.html(f'<p class="lb-text lb-beside">{_then(lacking)}</p>')
        with st.container(horizontal=True, key="lamna-buttons"):
            st.button(
                "Lämna in till granskning",
                key="lamna-hand-in",
                type="primary",
                disabled=bool(lacking),
                on_click=_hand_in,
                args=(key,),
            )
            st.button("Byt fil", key="lamna-drop", on_click=_drop)


def _then(lacking: tuple[Deviation, ...]) -> str:
    names = dict.fromkeys(cached.registry().indicators[each.indicator].short_name for each in lacking)
    first = ""
    if names:
        shown = [f"<strong>{html.escape(name)}</strong>" for name in list(names)[:3]]
        more = [f"{len(names) - 3} till"] if len(names) > 3 else []
        first = f"Förklara {swedish.listing([*shown, *more])} först. "
    receipt = "Sedan får du" if names else "Du får"
    return f"{first}{receipt} ett kvitto med leveransnummer. Du kan ångra tills leveransen är godkänd."


def _note(key: str) -> None:
    delivery_upload.held().note = str(st.session_state.get(key) or "")


def _hand_in(key: str) -> None:
    """Hand in what was shown; a second click finds nothing more to hand in."""
    kept, person = delivery_upload.held(), access.current().person
    if kept.received is None or kept.preview is None or kept.receipt is not None:
        return
    try:
        number = deliveries.hand_in(
            kept.received,
            kept.preview,
            store=cached.store(),
            registry=cached.registry(),
            person=person,
            at=cached.now(),
            note=str(st.session_state.get(key) or "").strip(),
            reasons=kept.reasons,
            ends=kept.ends,
            follows=_followed(kept.received),
        )
    except LagesbildError as fault:
        kept.told = str(fault)
        return
    kept.let_go()
    kept.receipt = number
    st.query_params.pop(CORRECTS, None)


def _followed(received: Received) -> int | None:
    """The returned delivery that this one corrects: the one in the address, else the latest for the same figures."""
    rows = deliveries.mine(cached.store(), access.current().person)
    done = {row.returned_of for row in rows}
    back = [
        row.id
        for row in rows
        if row.state is BatchState.RETURNED and row.id not in done and _shares(row.geographies, row.years, received)
    ]
    asked = st.query_params.get(CORRECTS, "")
    return int(asked) if asked in map(str, back) else max(back, default=None)


def _shares(geographies: tuple[str, ...], years: tuple[int, ...], received: Received) -> bool:
    return bool(set(geographies) & set(received.geographies)) and bool(set(years) & set(received.years))


def _drop() -> None:
    kept = delivery_upload.held()
    try:
        delivery_upload.drop(kept)
    except LagesbildError as fault:
        kept.let_go()
        kept.told = str(fault)
