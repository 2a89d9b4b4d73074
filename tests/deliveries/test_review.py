"""A delivery's whole way: received, previewed, handed in, reviewed, undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators import deliveries
from indicators import observations as obs
from indicators.batches import BatchState
from indicators.deliveries import Preview, Received
from indicators.errors import AccessError, InputError, StoreError
from indicators.model import Registry, UserRole
from indicators.permissions import Person
from indicators.store import Store
from tests.deliveries.files import ANNA, AT, BO, Cells, a_template, filled, filled_in_full

LUNDBY = "139"


def standing(store: Store) -> list[dict[str, object]]:
    rows = store.observations().sort_values(list(obs.KEY), ignore_index=True)
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def test_the_preview_counts_every_row_once(received: Received, seen: Preview) -> None:
    assert not received.errors
    assert seen.new + seen.changed + seen.unchanged + seen.missing == len(received.rows) > 40
    assert seen.ended == 0


def test_flips_are_what_the_pages_say_after_approval(desk: Store, known: Registry, batch: int, seen: Preview) -> None:
    from indicators import situation

    assert seen.flips
    before = situation.situation(desk, known, year=seen.year).progress
    told = deliveries.review(desk, known, batch, person=BO).preview
    deliveries.approve(desk, batch, person=BO, at=AT, seen=told.fingerprint)
    after = situation.situation(desk, known, year=seen.year).progress
    changed = {k for k in after if before[k].assessment != after[k].assessment and known.indicators[k[0]].is_assessed}
    flipped = [f for f in seen.flips if f.before is None or f.before.assessment != f.after.assessment]
    assert {(f.indicator, f.geography) for f in flipped} == changed
    assert all(after[f.indicator, f.geography].assessment == f.after.assessment for f in seen.flips)


def test_nothing_stands_before_it_is_approved(desk: Store, batch: int, store: Store) -> None:
    assert desk.version() == store.version()
    assert standing(desk) == standing(store)
    assert desk.batch(batch).state is BatchState.HANDED_IN


def test_reviewer_and_uploader_see_the_same_changes(desk: Store, known: Registry, batch: int, seen: Preview) -> None:
    told = deliveries.review(desk, known, batch, person=BO).preview
    assert told.fingerprint == seen.fingerprint
    assert told.flips == seen.flips


def test_approved_values_are_the_files_and_trace_to_its_cells(
    desk: Store, known: Registry, batch: int, seen: Preview, received: Received
) -> None:
    deliveries.approve(desk, batch, person=BO, at=AT, seen=seen.fingerprint)
    trace = desk.trace("anmalda-ran", "131", 2020)
    assert (trace.handed_in_by, trace.approved_by, trace.file) == ("Anna", "Bo", "angered-2020.xlsx")
    row = received.rows.set_index(list(obs.KEY)).loc[("anmalda-ran", "131", 2020, "")]
    assert (trace.value, trace.sheet, trace.cell, trace.raw) == (row.value, row.sheet, row.cell, row.raw)
    assert desk.file_content(trace.sha256) == received.content


def test_undo_restores_what_stood(desk: Store, batch: int, seen: Preview, store: Store) -> None:
    deliveries.approve(desk, batch, person=BO, at=AT, seen=seen.fingerprint)
    assert standing(desk) != standing(store)
    deliveries.undo(desk, batch, person=BO, at=AT, reason="Fel år i filen.")
    assert standing(desk) == standing(store)


def test_a_decided_delivery_is_shown_as_it_was_decided(desk: Store, known: Registry, batch: int, seen: Preview) -> None:
    deliveries.approve(desk, batch, person=BO, at=AT, seen=seen.fingerprint)
    told = deliveries.review(desk, known, batch, person=BO).preview
    assert (told.new, told.changed, told.flips) == (seen.new, seen.changed, seen.flips)


def test_nobody_reviews_their_own(desk: Store, batch: int, seen: Preview) -> None:
    both = Person(name=" anna ", role=UserRole.LEAD)
    with pytest.raises(AccessError):
        deliveries.approve(desk, batch, person=both, at=AT, seen=seen.fingerprint)
    assert desk.batch(batch).state is BatchState.HANDED_IN


def test_a_reader_neither_hands_in_nor_reviews(desk: Store, known: Registry, batch: int, seen: Preview) -> None:
    reader = Person(name="Cia", role=UserRole.READER)
    with pytest.raises(AccessError):
        deliveries.receive(b"", "x.xlsx", store=desk, registry=known, person=reader, at=AT)
    with pytest.raises(AccessError):
        deliveries.approve(desk, batch, person=reader, at=AT, seen=seen.fingerprint)
    with pytest.raises(AccessError):
        deliveries.received_file(desk, batch, person=reader)


def test_an_uploader_hands_in_for_the_own_district_only(desk: Store, known: Registry, full: bytes) -> None:
    other = replace(ANNA, geography=LUNDBY)
    with pytest.raises(AccessError, match=r"Lundby.*Angered"):
        deliveries.receive(full, "angered-2020.xlsx", store=desk, registry=known, person=other, at=AT)


def test_a_jump_must_be_explained(desk: Store, known: Registry, full: bytes) -> None:
    cells = {("demo-nattvandringar", "G"): 4000}
    content = filled(full, cells)
    received = deliveries.receive(content, "a.xlsx", store=desk, registry=known, person=ANNA, at=AT)
    seen = deliveries.preview(received, store=desk, registry=known, person=ANNA)
    jumps = [d for d in seen.deviations if d.is_jump]
    assert [d.indicator for d in jumps] == ["demo-nattvandringar"]
    handed = {"store": desk, "registry": known, "person": ANNA, "at": AT}
    with pytest.raises(InputError, match=jumps[0].cell):
        deliveries.hand_in(received, seen, **handed)
    number = deliveries.hand_in(received, seen, **handed, reasons={jumps[0].key: "Ny verksamhet."})
    assert desk.reasons(number)[jumps[0].key] == "Ny verksamhet."


def test_a_reason_in_the_files_comment_column_counts(desk: Store, known: Registry, full: bytes) -> None:
    cells = {("demo-nattvandringar", "G"): 4000, ("demo-nattvandringar", "J"): "Ny verksamhet."}
    content = filled(full, cells)
    received = deliveries.receive(content, "a.xlsx", store=desk, registry=known, person=ANNA, at=AT)
    seen = deliveries.preview(received, store=desk, registry=known, person=ANNA)
    assert deliveries.hand_in(received, seen, store=desk, registry=known, person=ANNA, at=AT)


def test_the_same_file_again_changes_nothing(desk: Store, known: Registry, batch: int, seen: Preview) -> None:
    deliveries.approve(desk, batch, person=BO, at=AT, seen=seen.fingerprint)
    content = desk.file_content(desk.batch(batch).sha256)
    received = deliveries.receive(content, "igen.xlsx", store=desk, registry=known, person=ANNA, at=AT)
    again = deliveries.preview(received, store=desk, registry=known, person=ANNA)
    assert again.is_empty
    assert not again.flips
    with pytest.raises(StoreError):
        deliveries.hand_in(received, again, store=desk, registry=known, person=ANNA, at=AT)


def test_a_file_from_an_old_template_tells_what_it_would_set_back(
    desk: Store, known: Registry, batch: int, seen: Preview, blank: bytes
) -> None:
    old = filled_in_full(blank, desk, raised=1.02)
    deliveries.approve(desk, batch, person=BO, at=AT, seen=seen.fingerprint)
    received = deliveries.receive(old, "gammal.xlsx", store=desk, registry=known, person=ANNA, at=AT)
    assert {stale.year for stale in received.stale} == {2020}
    assert all(stale.then != stale.now for stale in received.stale)


def test_stored_small_numbers_of_others_are_hidden_from_the_reviewer(desk: Store, known: Registry, full: bytes) -> None:
    _handed_in_and_approved(desk, known, replace(ANNA, name="Eva"), {("anmalda-ran", "G"): 3})
    content = filled(full, {("anmalda-ran", "G"): 20})
    received = deliveries.receive(content, "a.xlsx", store=desk, registry=known, person=ANNA, at=AT)
    for person, before in ((ANNA, "suppressed"), (replace(ANNA, name="Eva"), "final"), (BO, "suppressed")):
        told = deliveries.preview(received, store=desk, registry=known, person=person).difference
        row = told[told[obs.INDICATOR] == "anmalda-ran"].iloc[0]
        assert row.before_status == before
        assert (row.before_value == row.before_value) == (before == "final")
        assert row.after_numerator == 20


def _handed_in_and_approved(desk: Store, known: Registry, person: Person, cells: Cells) -> int:
    content = filled(filled_in_full(a_template(desk, known, person=person), desk), cells)
    received = deliveries.receive(content, "a.xlsx", store=desk, registry=known, person=person, at=AT)
    seen = deliveries.preview(received, store=desk, registry=known, person=person)
    reasons = {d.key: "kontrollerat" for d in seen.deviations}
    batch = deliveries.hand_in(received, seen, store=desk, registry=known, person=person, at=AT, reasons=reasons)
    deliveries.approve(desk, batch, person=BO, at=AT, seen=seen.fingerprint)
    return batch


def test_a_faulty_file_comes_back_marked(desk: Store, known: Registry, full: bytes) -> None:
    content = filled(full, {("anmalda-ran", "G"): "ca 12"})
    received = deliveries.receive(content, "angered-2020.xlsx", store=desk, registry=known, person=ANNA, at=AT)
    assert [(f.value, f.column) for f in received.errors] == [("ca 12", "G")]
    name, marked = deliveries.marked(received)
    assert name == "angered-2020-rattas.xlsx"
    again = deliveries.receive(marked, name, store=desk, registry=known, person=ANNA, at=AT)
    assert [(f.sheet, f.cell) for f in again.errors] == [(f.sheet, f.cell) for f in received.errors]
    with pytest.raises(InputError):
        _hand_in(received, desk, known)


def _hand_in(received: Received, desk: Store, known: Registry) -> int:
    seen = deliveries.preview(received, store=desk, registry=known, person=ANNA)
    return deliveries.hand_in(received, seen, store=desk, registry=known, person=ANNA, at=AT)


def test_a_value_set_back_is_not_told_where_it_is_hidden(desk: Store, known: Registry, full: bytes) -> None:
    old = filled(full, {("anmalda-ran", "G"): 20})
    _handed_in_and_approved(desk, known, replace(ANNA, name="Eva"), {("anmalda-ran", "G"): 3})
    for person, is_told in ((ANNA, False), (replace(ANNA, name="Eva"), True)):
        received = deliveries.receive(old, "gammal.xlsx", store=desk, registry=known, person=person, at=AT)
        stale = next(each for each in received.stale if each.indicator == "anmalda-ran")
        assert (stale.now is not None) == is_told
