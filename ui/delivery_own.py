"""A person's own deliveries: how far each has come, what has been said, and what can be done about it now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from indicators import deliveries, swedish
from indicators.batches import BatchState
from indicators.errors import LagesbildError
from indicators.model import Registry
from indicators.store.records import BatchRow, CommentKind
from ui import access, cached, cards, choices, delivery_tables, delivery_words, html, look, menu, review_data
from ui.delivery_receipt import receipt, state
from ui.delivery_start import CORRECTS

CHOSEN = "leverans"
"""The name in the address line of the delivery that is read."""
TOLD = "mine-told"


def listing(rows: Sequence[BatchRow], registry: Registry, *, chosen: int | None) -> str:
    """All deliveries, the latest first, each a link to itself."""
    head = (("Leverans", "c-name c-no"), ("Läge", ""), ("Gäller", ""), ("Fil", ""), ("Inlämnad", ""), ("Granskad", ""))
    body = "".join(_row(row, registry, is_chosen=row.id == chosen) for row in rows)
    return html.table(head, [body], caption="Dina leveranser, den senaste först", css="lb-stack lb-mine")


def title(rows: Sequence[BatchRow]) -> str:
    """What the person has to do, else what waits, in a sentence."""
    followed = {row.returned_of for row in rows}
    back = [row for row in rows if row.state is BatchState.RETURNED and row.id not in followed]
    waiting = [row for row in rows if row.state is BatchState.HANDED_IN]
    if back:
        return f"{_count(back, 'leverans ska', 'leveranser ska')} rättas och lämnas igen"
    if waiting:
        return f"{_count(waiting, 'leverans väntar', 'leveranser väntar')} på granskning"
    return "Inget väntar på dig, och inget väntar på granskning" if rows else "Du har inte lämnat något än"


def show(batch: BatchRow, *, is_followed: bool) -> None:
    """One delivery: its receipt, what must be put right, the thread, and what can be done."""
    seen = review_data.review(batch, access.current().person)
    cards.section(f"Leverans {batch.id}")
    if batch.state is BatchState.RETURNED:
        _to_mend(batch, [c.text for c in seen.thread if c.kind is CommentKind.RETURN], is_followed=is_followed)
    st.html(receipt(batch) + _decided(batch))
    _buttons(batch)
    st.html(html.heading("Vad som har hänt", level=3, css="lb-h3") + delivery_tables.thread(seen.thread))
    _say(batch)
    if seen.findings:
        count = swedish.counted(len(seen.findings), "anmärkning", "anmärkningar")
        cards.fold(f"Visa {count} i filen", delivery_tables.findings_list(seen.findings, cached.registry()))
    heads = ("Före", "Med filen")
    changed = delivery_tables.counts(seen.preview) + delivery_tables.flips(seen.preview, cached.registry(), heads=heads)
    cards.fold("Visa vad leveransen ändrar", changed)
    cards.show(delivery_tables.flips_elsewhere(seen.preview, cached.registry(), heads=heads))


def _row(row: BatchRow, registry: Registry, *, is_chosen: bool) -> str:
    link = choices.link(f"Leverans {row.id}", menu.MINE, **{CHOSEN: str(row.id)})
    places = swedish.listing([delivery_words.place_name(registry, code) for code in row.geographies])
    about = ", ".join(part for part in (places, swedish.listing([str(year) for year in row.years])) if part)
    decided = ""
    if row.decided_at is not None and not delivery_words.is_withdrawn(row):
        decided = f"{_day(row.decided_at)}, {html.escape(row.decided_by or '')}".rstrip(", ")
    head = html.row_header(f"<strong>{link}</strong>" if is_chosen else link, "c-name c-no")
    return html.row(
        [
            head,
            html.cell(f'<span class="lb-state">{state(row)}</span>', label="Läge"),
            html.cell(html.escape(about), label="Gäller"),
            html.cell(html.escape(row.file_name), css="c-file", label="Fil"),
            html.cell(_day(row.handed_in_at), label="Inlämnad"),
            html.cell(decided or swedish.NOTHING, label="Granskad"),
        ]
    )


def _day(when: datetime) -> str:
    return swedish.date(swedish.local(when).date())


def _count(rows: Sequence[BatchRow], one: str, many: str) -> str:
    return swedish.sentence_case(swedish.counted(len(rows), one, many))


def _to_mend(batch: BatchRow, said: Sequence[str], *, is_followed: bool) -> None:
    words = "".join(f'<p class="lb-said">{html.escape(text)}</p>' for text in said if text)
    st.html(f'<h3 class="lb-h3">Det här ska rättas</h3>{words}')
    if is_followed:
        st.html(html.paragraph("Du har redan lämnat en rättad fil."))
        return
    link = choices.link("Rätta och lämna igen", menu.HAND_IN, **{CORRECTS: str(batch.id)})
    st.html(f'<p class="lb-text lb-go">{link}</p>')


def _decided(batch: BatchRow) -> str:
    if batch.state is not BatchState.APPROVED or batch.approved_at is None:
        return ""
    when = swedish.moment(swedish.local(batch.approved_at))
    return html.paragraph(f"Godkänd av {batch.approved_by} {when}. Siffrorna syns nu för alla.")


def _buttons(batch: BatchRow) -> None:
    person = access.current().person
    with st.container(horizontal=True, key="mine-buttons"):
        if batch.state is BatchState.HANDED_IN:
            st.button("Ångra inlämningen", key=f"mine-withdraw-{batch.id}", on_click=_withdraw, args=(batch.id,))
        st.download_button(
            "Hämta filen som du lämnade",
            data=lambda: deliveries.received_file(cached.store(), batch.id, person=person)[1],
            file_name=batch.file_name,
            mime="application/octet-stream",
            key=f"mine-file-{batch.id}",
            on_click="ignore",
        )


def _say(batch: BatchRow) -> None:
    """A field for the thread; after approval it is also the way to ask for the delivery to be taken back."""
    is_approved = batch.state is BatchState.APPROVED
    label = "Be om att få leveransen ångrad: skriv varför" if is_approved else "Skriv till den som granskar"
    key = f"mine-say-{batch.id}-{st.session_state.get('mine-turn', 0)}"
    with st.form(key=f"{key}-form", border=False):
        st.text_area(label, key=key, height=80, max_chars=1000)
        st.form_submit_button(
            "Skicka begäran" if is_approved else "Skicka",
            key=f"{key}-send",
            on_click=_send,
            args=(batch.id, key, is_approved),
        )


def _send(number: int, key: str, is_request: bool) -> None:
    text = str(st.session_state.get(key) or "").strip()
    if not text:
        st.session_state[TOLD] = "Skriv något först. Ingenting är skickat."
        return
    told = f"Begäran om ångring: {text}" if is_request else text
    try:
        deliveries.say(cached.store(), number, person=access.current().person, at=cached.now(), text=told)
    except LagesbildError as fault:
        st.session_state[TOLD] = str(fault)
        return
    st.session_state["mine-turn"] = st.session_state.get("mine-turn", 0) + 1
    sent = "Begäran är skickad. Den som granskar avgör." if is_request else "Meddelandet är skickat."
    st.session_state[TOLD] = sent


def _withdraw(number: int) -> None:
    try:
        deliveries.withdraw(cached.store(), number, person=access.current().person, at=cached.now())
    except LagesbildError as fault:
        st.session_state[TOLD] = str(fault)
        return
    st.session_state[TOLD] = f"Leverans {number} är ångrad. Ingenting av den är inlämnat längre."


def tell() -> None:
    """What came of what the person just did."""
    if told := st.session_state.pop(TOLD, ""):
        look.note(told)
