"""A delivery that is handed in: its receipt, and the way back while nobody has reviewed it."""

from __future__ import annotations

import streamlit as st

from indicators import deliveries, swedish
from indicators.batches import BatchState
from indicators.errors import LagesbildError
from indicators.store.records import BatchRow
from ui import access, cached, choices, delivery_steps, delivery_upload, delivery_words, html, look, menu
from ui.delivery_steps import Step

SHORT = 12
"""Characters of the file's fingerprint that a person may read out."""


def show(number: int) -> None:
    """What was received, when and under which number."""
    batch = cached.store().batch(number)
    st.html(delivery_steps.steps(Step.HAND_IN, {Step.HAND_IN: f"Leverans {number}"}))
    look.title(f"Leverans {number} är inlämnad")
    st.html(receipt(batch))
    with st.container(horizontal=True, key="lamna-after", vertical_alignment="center"):
        st.button("Lämna en fil till", key="lamna-again", on_click=_again)
        st.button("Ångra inlämningen", key="lamna-withdraw", on_click=_withdraw, args=(number,))
    follow = choices.link("Följ leveransen i Mina leveranser", menu.MINE, leverans=str(number))
    st.html(f'<p class="lb-text">{follow}</p>')


def receipt(batch: BatchRow) -> str:
    """The receipt as a list of facts."""
    registry = cached.registry()
    places = swedish.listing([delivery_words.place_name(registry, code) for code in batch.geographies])
    years = swedish.listing([str(year) for year in batch.years])
    facts = [
        ("Nummer", f"{batch.id}"),
        ("Läge", state(batch)),
        ("Inlämnad", swedish.moment(swedish.local(batch.handed_in_at))),
        ("Av", batch.handed_in_by),
        ("Gäller", ", ".join(part for part in (places, years) if part)),
        ("Fil", batch.file_name),
        ("Filens fingeravtryck", batch.sha256[:SHORT]),
    ]
    rows = "".join(f"<div><dt>{label}</dt><dd>{html.escape(text)}</dd></div>" for label, text in facts)
    return f'<dl class="lb-receipt">{rows}</dl>'


def state(batch: BatchRow) -> str:
    """How far a delivery has come, in words."""
    return delivery_words.WITHDRAWN if delivery_words.is_withdrawn(batch) else STATES[batch.state]


STATES = {
    BatchState.DRAFT: "utkast, bara du ser det",
    BatchState.STOPPED: "stoppad när den hämtades",
    BatchState.HANDED_IN: "väntar på granskning",
    BatchState.APPROVED: "godkänd",
    BatchState.RETURNED: "återlämnad för rättning",
    BatchState.UNDONE: "ångrad",
}
"""How far a delivery has come, in words."""


def _again() -> None:
    kept = delivery_upload.held()
    kept.receipt = None
    kept.fetched = None


def _withdraw(number: int) -> None:
    kept = delivery_upload.held()
    try:
        deliveries.withdraw(cached.store(), number, person=access.current().person, at=cached.now())
    except LagesbildError as fault:
        kept.told = str(fault)
        return
    kept.receipt = None
    kept.told = f"Leverans {number} är ångrad. Ingenting av den är inlämnat längre."
