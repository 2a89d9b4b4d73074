"""Editions: issued once, made again with the same bytes, and compared with their causes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from indicators import editions
from indicators import observations as obs
from indicators import registry as registers
from indicators.editions import compared_selections, drafting, telling
from indicators.editions.differences import Cause
from indicators.errors import AccessError, InputError
from indicators.hearing.selection import Selection
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.reports.document.content import content as document
from indicators.reports.presentation.writing import presentation
from indicators.store import EditionRow, Store
from tests.conftest import copied
from tests.issued import AT, BEFORE, CHOSEN, ISSUED, LEAD, NAME, TEXTS, Hearing
from tests.store.deliveries import approve, hand_in

LATER = ISSUED + timedelta(days=9)
FEW = Selection(held=date(2020, 10, 13), year=2019, areas=(2, 7))


@pytest.fixture(scope="module")
def kept(hearing: Hearing, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A copy of the store with the issued hearing that the tests of this module may write in."""
    return Store.open(copied(hearing.settings, tmp_path_factory.mktemp("editions")))


def content(store: Store, edition: EditionRow) -> Mapping[str, bytes]:
    return {file.kind: store.file_content(file.sha256) for file in edition.files}


def again(store: Store, edition: EditionRow) -> Mapping[str, bytes]:
    return {kind: held for kind, (_, held) in editions.made_again(store, edition).items()}


def test_an_edition_keeps_four_files_and_what_they_were_made_from(hearing: Hearing) -> None:
    issued, store = hearing.edition, hearing.store
    assert [file.kind for file in issued.files] == ["html", "pdf", "pptx", "xlsx"]
    assert issued.number == 1
    assert (issued.data_version, issued.register_revision) == (store.version(), store.register_revision())
    assert all(file.size == len(hearing.files[file.kind]) for file in issued.files)
    assert all("pahittade-siffror" in file.file_name for file in issued.files)


def test_the_fingerprint_is_of_what_is_said(hearing: Hearing) -> None:
    assert editions.fingerprint(hearing.files["pptx"]) == hearing.edition.fingerprint
    first, *rest = hearing.drafted.deck.slides
    deck = replace(hearing.drafted.deck, slides=(replace(first, title="En annan rubrik"), *rest))
    other = presentation(deck, at=ISSUED)
    assert editions.fingerprint(other) != hearing.edition.fingerprint


def test_the_text_of_its_day_stays_though_another_is_written(kept: Store, hearing: Hearing) -> None:
    row = kept.analysis("omrade/7", viewpoint=2019)
    assert row is not None
    kept.write_analysis("omrade/7", "En ny text.", viewpoint=2019, by=LEAD.name, at=LATER, replaces=row.id)
    edition = kept.edition(NAME, 1)
    comments = [s.comment.text for s in editions.reopened(kept, edition).deck.slides if s.comment is not None]
    assert TEXTS["omrade/7"] in comments
    assert "En ny text." not in comments
    found = editions.compare(kept, edition, None)
    assert [(d.what, d.cause, d.after) for d in found] == [("comment omrade-7", Cause.TEXT, "En ny text.")]


def test_an_edition_keeps_the_number_of_its_days_last_card(hearing: Hearing) -> None:
    edition = hearing.edition
    assert editions.cards_until(edition) == hearing.store.newest_card() > 0
    older = {name: kept for name, kept in edition.selection.items() if name != drafting.CARDS}
    assert editions.cards_until(replace(edition, selection=older)) == edition.issued_at


def test_a_correction_needs_a_reason_and_is_the_next_version(kept: Store) -> None:
    first = kept.edition(NAME, 1)
    with pytest.raises(InputError, match="rättelse"):
        editions.issue(kept, FEW, name=NAME, by=LEAD, at=LATER)
    first_footers = [slide.footer for slide in editions.reopened(kept, first).deck.slides]
    told: list[str] = []
    second = editions.issue(kept, FEW, name=NAME, by=LEAD, at=LATER, reason="Texten var fel.", told=told.append)
    assert told == list(editions.KINDS.values())
    assert second.number == 2
    assert kept.edition(NAME, 1) == first
    deck = editions.reopened(kept, second).deck
    assert all(" · Version 2 · " in slide.footer for slide in deck.slides)
    assert not [footer for footer in first_footers if "Version" in footer]
    assert deck.slides[0].notes.reproduce.endswith(" Version 2, rättelse: Texten var fel.")
    said = document(deck)
    assert said["footer"].startswith(f"{NAME}, version 2 · ")
    assert said["subject"].endswith(" Rättelse: Texten var fel.")
    assert [(row.name, row.number) for row in kept.editions()][:2] == [(NAME, 2), (NAME, 1)]


def test_only_the_development_lead_issues(kept: Store) -> None:
    with pytest.raises(AccessError, match="Be utvecklingsledaren"):
        editions.issue(kept, FEW, name="Annan", by=Person(name="Läsaren", role=UserRole.READER), at=AT)
    assert "Annan" not in {row.name for row in kept.editions()}


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "Hearing, version 3", "rad\nbrytning\x07"])
def test_a_name_that_could_not_be_told_is_refused(kept: Store, name: str) -> None:
    with pytest.raises(InputError):
        editions.issue(kept, FEW, name=name, by=LEAD, at=AT)


def test_an_edition_survives_revised_figures_changed_targets_and_removed_demonstration(
    hearing: Hearing, tmp_path: Path
) -> None:
    store = Store.open(copied(hearing.settings, tmp_path))
    edition, documents = store.edition(NAME), store.register_documents()
    rows = store.observations(indicators=["behoriga-yrkesprogram"], geographies=["1480"])
    revised = hand_in(store, rows.assign(**{obs.VALUE: rows[obs.VALUE] + 1.0}), at=2000)
    assert approve(store, revised, at=2001).changed == len(rows)
    changed = {
        name: held.replace(b"value = 15, year", b"value = 16, year") if b"trangboddhet" in held else held
        for name, held in registers.without_demo(documents).items()
    }
    assert changed != registers.without_demo(documents)
    store.remove_demo(changed, by=LEAD.name, at=LATER, registry=registers.load(changed))
    assert again(store, edition) == hearing.files
    assert set(CHOSEN.values()) - set(registers.load(changed).indicators)  # one that spoke for its area is gone
    causes = {(d.indicator, d.what): d.cause for d in editions.compare(store, edition, None)}
    assert causes["behoriga-yrkesprogram", "value"] is Cause.REVISED_VALUE
    assert causes["trangboddhet", "target"] is Cause.CHANGED_TARGET
    assert causes["demo-trygg-ute-kvallstid", "indicator"] is Cause.CHANGED_DEFINITION


def test_a_later_viewpoint_is_a_new_period(hearing: Hearing) -> None:
    one, other = hearing.store.edition(BEFORE), hearing.edition
    assert other.compared == one.id
    assert drafting.selection_of(other).compared == f"{BEFORE}, version 1"
    found = editions.compare(hearing.store, one, other)
    told = {d.what: d.cause for d in found if d.indicator == "trangboddhet" and d.geography == "1480"}
    assert told["value"] is Cause.NEW_PERIOD
    assert told["value_year"] is Cause.NEW_PERIOD
    gaps = [d for d in found if d.what == "gap"]
    assert gaps
    assert {d.cause for d in gaps} <= {Cause.NEW_PERIOD, Cause.REVISED_VALUE}
    assert all(d.before != d.after for d in gaps)


def test_other_choices_are_told_as_such_and_no_text_is_said_to_be_changed(hearing: Hearing) -> None:
    one = hearing.edition
    chosen = {
        **{name: kept for name, kept in one.selection.items() if name != drafting.SAID},  # said of other choices
        "areas": [7, 9, 5, 2],
        "headlines": {"9": CHOSEN[9]},
        "compared": "",
        "questions": ["Nu?"],
    }
    found = editions.compare(hearing.store, one, replace(one, selection=chosen))
    assert {d.cause for d in found} == {Cause.CHANGED_SELECTION}
    register = registers.load(hearing.store.register_documents())
    assert [telling.line(d, (register,)) for d in found if not d.slide] == [
        "Områdena: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 → 2, 5, 7, 9",
        "Områdenas ordning: 2, 5, 7, 9 → 7, 9, 5, 2",
        f"Huvudindikatorn för område 5: Anmälda rån i stadsdelarna → {register.headline(5).short_name}",
        "Jämförelsen: Hearing 2019, version 1 → läget året före",
        "Frågorna att avgöra: de som bedömningarna ger → Nu?",
    ]


def test_what_a_register_decides_of_who_speaks_is_no_choice_of_the_lead(hearing: Hearing) -> None:
    before = hearing.drafted
    without = dict(before.now.registry.indicators)
    del without[CHOSEN[9]]
    register = replace(before.now.registry, indicators=without)
    kept = replace(before.selection, headlines={5: CHOSEN[5]})
    after = replace(before, selection=kept, now=replace(before.now, registry=register))
    found = list(compared_selections.differences(before, after))
    assert [(d.what, d.cause) for d in found] == [("headline 9", Cause.CHANGED_DEFINITION)]
