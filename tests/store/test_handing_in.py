"""A person's delivery: it waits with its file, reasons and findings, and changes nothing before it is approved."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.batches import Finding, Severity
from indicators.errors import InputError, StoreError
from indicators.model import ObservationStatus
from indicators.settings import Settings
from indicators.store import BatchState, CommentKind, Store, comparing, files
from tests.builders import INDICATOR_ID, observed
from tests.store.deliveries import append, approve, day, dump, hand_in, keys_of

KEY = f"{INDICATOR_ID}|131|2014|"
FINDING = Finding(
    code="hidden-row",
    severity=Severity.INFO,
    sheet="Enkät",
    cell="G14",
    value="62",
    message="Raden är dold",
    expected="",
    advice="Titta efter",
    indicator=INDICATOR_ID,
    breakdown="",
    year=2014,
)


def test_a_delivery_that_waits_changes_no_figure_and_no_version(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    hand_in(store, observed("131", {2014: 63.0, 2015: 64.0}), at=1)
    assert (store.version(), store.observations()[obs.VALUE].tolist()) == (1, [62.0])


def test_a_delivery_that_waits_is_no_source(store: Store) -> None:
    append(store, observed("131", {2014: 62.0}))
    hand_in(store, observed("131", {2014: 63.0}), at=1)
    assert store.sources()["batch"].tolist() == [1]


def test_a_batch_keeps_what_came_with_it(store: Store) -> None:
    number = hand_in(
        store,
        observed("131", {2014: 63.0, 2015: 64.0}),
        note=" Klart! ",
        reasons={KEY: "Ny skola"},
        comments={KEY: "se bilaga"},
        findings=[FINDING],
        template="M-131-2015-3",
        mapping="Skolans fil",
    )
    kept = store.batch(number)
    assert (kept.state, kept.geographies, kept.years) == (BatchState.HANDED_IN, ("131",), (2014, 2015))
    assert (kept.template, kept.mapping, kept.comment) == ("M-131-2015-3", "Skolans fil", "Klart!")
    assert (store.reasons(number), store.comments(number)) == ({KEY: "Ny skola"}, {KEY: "se bilaga"})
    assert store.findings(number) == (FINDING,)
    assert [(c.actor, c.kind, c.text) for c in store.thread(number)] == [("Anna", CommentKind.HAND_IN, "Klart!")]


def test_the_rows_that_wait_come_back_in_the_files_order(store: Store) -> None:
    rows = observed("131", {2016: 1.0, 2014: ObservationStatus.MISSING, 2015: 3.0}, raw="1", cell="C4", note="n\0ot")
    number = hand_in(store, rows)
    pd.testing.assert_frame_equal(store.pending(number), obs.checked(rows.assign(batch=number, note="not")))


def test_the_counts_are_those_of_the_difference(store: Store) -> None:
    append(store, observed("131", {2013: 60.0, 2014: 62.0, 2015: 63.0}))
    number = hand_in(
        store, observed("131", {2014: 62.0, 2015: 64.0, 2016: 65.0}), ends=keys_of(observed("131", {2013: 1.0})), at=1
    )
    kept = store.batch(number)
    assert (kept.new, kept.changed, kept.unchanged, kept.ended) == (1, 1, 1, 1)


def test_a_delivery_that_says_nothing_new_is_refused_and_leaves_no_trace(store: Store, settings: Settings) -> None:
    append(store, observed("131", {2014: 62.0}))
    before = dump(settings), set(settings.files.rglob("*"))
    with pytest.raises(StoreError, match="inget nytt"):
        hand_in(store, observed("131", {2014: 62.0}), content=b"saved again")
    assert (dump(settings), set(settings.files.rglob("*"))) == before


def test_a_delivery_is_refused_when_the_figures_have_changed_since_it_was_read(store: Store) -> None:
    rows = observed("131", {2014: 63.0})
    seen = comparing.fingerprint(store.compare(rows))
    append(store, observed("131", {2014: 62.0}))
    with pytest.raises(StoreError, match="Siffrorna har ändrats"):
        hand_in(store, rows, seen=seen)
    assert len(store.batches()) == 1


def test_a_delivery_with_an_error_is_refused(store: Store) -> None:
    wrong = Finding(
        code="x", severity=Severity.ERROR, sheet="", cell="", value="", message="m", expected="", advice="a"
    )
    with pytest.raises(StoreError, match="1 fel som måste rättas"):
        hand_in(store, observed("131", {2014: 63.0}), findings=[wrong])


def test_the_same_file_cannot_wait_twice(store: Store) -> None:
    number = hand_in(store, observed("131", {2014: 63.0}))
    with pytest.raises(StoreError, match=f"redan inlämnad, som leverans {number}"):
        hand_in(store, observed("131", {2014: 63.0}))
    assert len(store.batches()) == 1


def test_a_returned_delivery_can_be_handed_in_again_and_says_which_it_follows(store: Store) -> None:
    first = hand_in(store, observed("131", {2014: 63.0}))
    store.give_back(first, by="Bo", at=day(1), comment="Fel år")
    second = hand_in(store, observed("131", {2015: 63.0}), replaces=first, content=b"two", at=2)
    assert (store.batch(second).returned_of, store.batch(first).state) == (first, BatchState.RETURNED)


def test_a_returned_delivery_is_not_handed_in_again_twice(store: Store) -> None:
    first = hand_in(store, observed("131", {2014: 63.0}))
    store.give_back(first, by="Bo", at=day(1), comment="Fel år")
    hand_in(store, observed("131", {2015: 63.0}), replaces=first, content=b"two", at=2)
    with pytest.raises(StoreError, match="redan lämnad igen, som leverans 2"):
        hand_in(store, observed("131", {2015: 64.0}), replaces=first, content=b"three", at=3)


def test_a_delivery_that_still_waits_is_not_followed_by_another(store: Store) -> None:
    first = hand_in(store, observed("131", {2014: 63.0}))
    with pytest.raises(StoreError, match="varken återlämnad eller ångrad"):
        hand_in(store, observed("131", {2015: 63.0}), replaces=first, content=b"two")


def test_a_draft_waits_for_nobody_but_can_be_handed_in(store: Store) -> None:
    rows = observed("131", {2014: 63.0})
    number = hand_in(store, rows, draft=True)
    assert (store.batch(number).state, store.thread(number)) == (BatchState.DRAFT, [])
    seen = comparing.fingerprint(store.compare(rows))
    assert store.promote(number, by="Anna", at=day(1), seen=seen, note="Klart", reasons={KEY: "Ny skola"}) == number
    assert (store.batch(number).state, store.batch(number).handed_in_at) == (BatchState.HANDED_IN, day(1))
    assert (store.reasons(number), len(store.thread(number))) == ({KEY: "Ny skola"}, 1)


def test_a_person_has_one_draft_for_a_geography(store: Store) -> None:
    hand_in(store, observed("131", {2014: 63.0}), draft=True)
    other = hand_in(store, observed("132", {2014: 63.0}), draft=True, content=b"other")
    second = hand_in(store, observed("131", {2014: 64.0}), draft=True, content=b"two")
    assert [batch.id for batch in store.batches()] == [other, second]
    assert (store.draft("anna", "131"), store.draft("Anna", "132"), store.draft("Bo", "131")) == (second, other, None)


def test_a_discarded_draft_is_gone_with_its_file_and_its_number_is_not_used_again(
    store: Store, settings: Settings
) -> None:
    number = hand_in(store, observed("131", {2014: 63.0}), draft=True)
    store.discard_draft(number, by="Anna", at=day(1))
    assert (store.batches(), [path for path in settings.files.rglob("*") if path.is_file()]) == ([], [])
    assert hand_in(store, observed("131", {2014: 63.0}), at=2) == number + 1


def test_a_discarded_draft_leaves_the_file_that_another_batch_refers_to(store: Store, settings: Settings) -> None:
    append(store, observed("132", {2014: 1.0}), content=b"shared")
    number = hand_in(store, observed("131", {2014: 63.0}), draft=True, content=b"shared")
    store.discard_draft(number, by="Anna", at=day(1))
    assert store.file_content(store.batch(1).sha256) == b"shared"
    assert not files.has_leftovers(settings.files)


@pytest.mark.parametrize("act", ["promote", "discard_draft"])
def test_nobody_touches_the_draft_of_another(store: Store, act: str) -> None:
    rows = observed("131", {2014: 63.0})
    number = hand_in(store, rows, draft=True)
    more = {"seen": comparing.fingerprint(store.compare(rows))} if act == "promote" else {}
    with pytest.raises(StoreError, match="tillhör någon annan"):
        getattr(store, act)(number, by="Bo", at=day(1), **more)


def test_handing_in_takes_the_draft_of_the_same_file_away(store: Store) -> None:
    draft = hand_in(store, observed("131", {2014: 63.0}), draft=True)
    number = hand_in(store, observed("131", {2014: 63.0}), replaces=draft)
    assert [(batch.id, batch.state) for batch in store.batches()] == [(number, BatchState.HANDED_IN)]
    assert store.batch(number).returned_of is None


def test_reasons_can_be_added_changed_and_taken_away_until_review(store: Store) -> None:
    number = hand_in(store, observed("131", {2014: 63.0}), reasons={"a": "ett", "b": "två"})
    store.explain(number, {"a": "", "b": "tre", "c": "fyra"}, by="Anna", at=day(1))
    assert store.reasons(number) == {"b": "tre", "c": "fyra"}
    approve(store, number, at=2)
    with pytest.raises(StoreError, match="innan leverans 1 är granskad"):
        store.explain(number, {"a": "fem"}, by="Anna", at=day(3))


@pytest.mark.parametrize("ask", ["pending", "ends_of", "reasons", "comments", "findings", "thread"])
def test_an_unknown_batch_is_said_not_to_exist(store: Store, ask: str) -> None:
    with pytest.raises(InputError, match="Leverans 9 finns inte"):
        getattr(store, ask)(9)


def test_a_delivery_whose_file_cannot_be_kept_leaves_no_trace(store: Store, settings: Settings) -> None:
    settings.files.write_text("")
    before = dump(settings)
    with pytest.raises(StoreError, match="LAGESBILD_FILES"):
        hand_in(store, observed("131", {2014: 62.0}))
    assert dump(settings) == before
