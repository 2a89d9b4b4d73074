"""Granska: what is new or odd in a delivery, and what approving it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from indicators import deliveries, swedish
from indicators.batches import BatchState, Severity
from indicators.deliveries import Review
from indicators.errors import AccessError
from indicators.permissions import Person
from indicators.store.comparing import NEW, UNCHANGED
from indicators.store.records import BatchRow
from ui import (
    access,
    cached,
    cards,
    delivery_tables,
    delivery_words,
    frame,
    html,
    look,
    markdown,
    menu,
    review_acts,
    review_data,
    review_parts,
)
from ui.delivery_values import MISSING
from ui.review_data import Glance

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

CHANGES = {BatchState.HANDED_IN: "Det här ändras", BatchState.APPROVED: "Det här ändrade leveransen"}
KEPT = 100
"""Decided deliveries listed at most."""


def render() -> None:
    """Show the queue and the delivery under review."""
    person = access.require(*menu.REVIEWERS).person
    frame.kicker("Granska")
    waiting = deliveries.queue(cached.store(), person)
    done = [batch for batch in deliveries.decided(cached.store()) if not delivery_words.is_withdrawn(batch)]
    told = review_acts.said()
    chosen, refusal = _asked(person)
    is_decided = st.query_params.get(review_data.LIST) == review_data.DECIDED
    is_decided = is_decided if chosen is None else chosen.state is not BatchState.HANDED_IN
    listed = done if is_decided else waiting
    chosen = chosen or (listed[0] if listed and not refusal else None)
    if chosen is None and not listed:
        _nothing(told, refusal, done, is_decided=is_decided)
        return
    left, right = st.columns([3, 10], gap="large")
    with left, st.container(key="review-queue"):
        place = st.empty()
    number = None if chosen is None else chosen.id
    glances = [review_data.known(batch, person) for batch in waiting]
    _list(place, glances, done, number, is_decided=is_decided)
    review = None if chosen is None else review_data.review(chosen, person)  # before anything of it is drawn
    with right, st.container(key="review-batch"), st.container(key=f"leverans-{number}"):
        _said(told, refusal)
        if review is None:
            look.title("Välj en leverans")
        else:
            _batch(review, person, [batch.id for batch in waiting])
    if not is_decided and any(glance.flips is None for glance in glances):  # last, since each takes a while
        _list(place, [review_data.glance(batch, person) for batch in waiting], done, number, is_decided=False)


def _asked(person: Person) -> tuple[BatchRow | None, str]:
    """The delivery that the address asks for, or why it is not shown."""
    asked = st.query_params.get(review_data.BATCH)
    if asked is None:
        return None, ""
    try:
        batch = review_data.found(asked, person)
    except AccessError as fault:
        return None, str(fault)
    return batch, "" if batch else f"Adressen bad om leverans ”{asked[:20]}”, som inte finns här."


def _said(told: review_acts.Said | None, refusal: str) -> None:
    if told:
        st.html(review_parts.outcome(told))
    if refusal:
        look.note(refusal)


def _nothing(told: review_acts.Said | None, refusal: str, done: list[BatchRow], *, is_decided: bool) -> None:
    _said(told, refusal)
    look.title("Inget är granskat än" if is_decided else "Inget väntar på granskning")
    if done and not is_decided:
        cards.paragraphs([html.escape(review_parts.latest(done[0], cached.registry()))])
        st.html(review_parts.to_decided(_this_year(done)))
    elif is_decided:
        st.html(review_parts.to_queue(0))


def _list(
    place: DeltaGenerator, glances: list[Glance], done: list[BatchRow], chosen: int | None, *, is_decided: bool
) -> None:
    registry = cached.registry()
    if is_decided:
        place.html(review_parts.decided(done[:KEPT], registry, chosen=chosen) + review_parts.to_queue(len(glances)))
        return
    place.html(review_parts.queue(glances, registry, chosen=chosen) + review_parts.to_decided(_this_year(done)))


def _batch(review: Review, person: Person, waiting: list[int]) -> None:
    batch, registry = review.batch, cached.registry()
    st.html(review_parts.crumb(batch, registry))
    look.title(review_parts.title(batch, review.preview, registry))
    _file(batch, person)
    cards.show(review_parts.decision(batch) + review_parts.attempt(*review_data.attempt(batch)))
    st.html(delivery_tables.counts(review.preview, remarks=review_parts.remarks(review)))
    _changes(review)
    _remarks(review)
    cards.section("Vad som är sagt och gjort")
    st.html(delivery_tables.thread(review.thread))
    if batch.state is BatchState.HANDED_IN:
        _decide(review, waiting)
    elif batch.state is BatchState.APPROVED:
        _undo(batch)


def _file(batch: BatchRow, person: Person) -> None:
    with st.container(horizontal=True, key="review-file", vertical_alignment="center"):
        st.html(review_parts.handed_in(batch), width="content")
        st.download_button(
            markdown.plain(batch.file_name),
            data=lambda: deliveries.received_file(cached.store(), batch.id, person=person)[1],
            file_name=batch.file_name,
            mime="application/octet-stream",
            key=f"review-file-{batch.id}",
            help=f"SHA-256: {batch.sha256}",
            on_click="ignore",
        )


def _changes(review: Review) -> None:
    registry, preview = cached.registry(), review.preview
    is_open = review.batch.state is BatchState.HANDED_IN
    heads = ("I dag", "Om du godkänner") if is_open else ("Före", "Med leveransen")
    cards.section(CHANGES.get(review.batch.state, "Det här hade ändrats"))
    st.html(review_parts.scope(review.batch, preview, registry) + delivery_tables.flips(preview, registry, heads=heads))
    cards.show(delivery_tables.flips_elsewhere(preview, registry, heads=heads))
    if count := len(preview.deviations):
        told = swedish.counted(count, "värde", "värden", "ett")
        cards.section(swedish.sentence_case(f"{told} avviker mer än slumpen brukar ge"))
        signed = f"{review.batch.handed_in_by}, {delivery_words.day(review.batch.handed_in_at)}"
        table = delivery_tables.deviations(preview, registry, told=review.told, signed=signed)
        st.html(review_parts.expectation(preview) + table)
    if count := delivery_tables.changed_count(preview):
        cards.section(
            swedish.sentence_case(f"{swedish.counted(count, 'tidigare värde', 'tidigare värden', 'ett')} ändras")
        )
        st.html(delivery_tables.changed(preview, registry, told=review.told))
    if others := review_parts.other_reasons(review, registry):
        cards.section("Fler förklaringar")
        st.html(html.paragraph("Till värden som inte står ovan, med filens kommentarer.", "lb-sub") + others)
    folds = [delivery_tables.values_fold(preview, registry, *kinds) for kinds in ((NEW, MISSING), (UNCHANGED,))]
    cards.show("".join(folds))


def _remarks(review: Review) -> None:
    order = (Severity.WARNING, Severity.INFO)
    found = [f for severity in order for f in review.findings if f.severity is severity]
    if found or review.preview.deviations:
        cards.section("Det här anmärkte kontrollen")
        listed = delivery_tables.findings_list(found, cached.registry(), caption="Anmärkningar i filen")
        st.html(review_parts.stand_out(review.preview, cached.registry()) + listed)


def _decide(review: Review, waiting: list[int]) -> None:
    batch = review.batch
    following = next((n for n in [*waiting[_place(batch.id, waiting) :], *waiting] if n != batch.id), None)
    where = delivery_words.places(cached.registry(), batch.geographies)
    with st.container(key="beslut"):
        st.text_area(
            markdown.plain(f"Kommentar till {where} (krävs om du återlämnar)"),
            key=review_acts.field(batch.id),
            height=68,
        )
        _lacking(batch, "Skriv vad som ska rättas")
        with st.container(horizontal=True, key="beslut-knappar"):
            _buttons(batch.id, review.preview.fingerprint, following)


def _buttons(number: int, seen: str, following: int | None) -> None:
    """The decisions; their keys hold the number, so that a late click is never another delivery's."""
    approve, back, say = review_acts.approve, review_acts.give_back, review_acts.say
    st.button("Godkänn", type="primary", key=f"approve-{number}", on_click=approve, args=(number, seen, following))
    st.button("Återlämna med kommentar", key=f"return-{number}", on_click=back, args=(number, following))
    st.button("Skicka bara kommentaren", type="tertiary", key=f"say-{number}", on_click=say, args=(number,))


def _undo(batch: BatchRow) -> None:
    cards.section("Ångra godkännandet")
    cards.paragraphs(
        ["Siffrorna ställs tillbaka till vad de var före leveransen. Det som ångras finns kvar i historiken."]
    )
    with st.container(key="beslut-angra"):
        st.text_area("Varför ångras godkännandet? (krävs)", key=review_acts.field(batch.id), height=68)
        _lacking(batch, "Skriv varför godkännandet ångras")
        st.button("Ångra godkännandet", key=f"undo-{batch.id}", on_click=review_acts.undo, args=(batch.id,))


def _lacking(batch: BatchRow, words: str) -> None:
    if st.session_state.get(review_acts.LACKING) == batch.id:
        del st.session_state[review_acts.LACKING]
        st.html(f'<p class="lb-lacking" role="alert">{words}</p>')


def _place(number: int, waiting: list[int]) -> int:
    return waiting.index(number) + 1 if number in waiting else 0


def _this_year(done: list[BatchRow]) -> int:
    year = swedish.local(cached.now()).year
    return sum(batch.decided_at is not None and swedish.local(batch.decided_at).year == year for batch in done)
