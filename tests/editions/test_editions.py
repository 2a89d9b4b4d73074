"""Editions: issued once, made again with the same bytes, and compared with their causes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from indicators import editions
from indicators import registry as registers
from indicators.editions import drafting
from indicators.editions.comparing import Cause
from indicators.errors import AccessError, InputError
from indicators.hearing.selection import Selection
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import Store

AT = datetime(2020, 10, 9, 12, tzinfo=UTC)
LEAD = Person(name="Utvecklingsledaren", role=UserRole.LEAD)
FEW = Selection(held=date(2020, 10, 13), year=2019, areas=(2, 7))


@pytest.fixture(scope="module")
def kept(prepared: Settings, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A copy of the prepared store that the tests of this module may write in."""
    from tests.conftest import copied

    return Store.open(copied(prepared, tmp_path_factory.mktemp("editions")))


@pytest.fixture(scope="module")
def issued(kept: Store):
    kept.write_analysis("omrade/7", "Färre cyklar stals.", viewpoint=2019, by=LEAD.name, at=AT, replaces=None)
    told: list[str] = []
    edition = editions.issue(kept, FEW, name="Hearing 2020", by=LEAD, at=AT, told=told.append)
    assert told == list(editions.KINDS.values())
    return edition


def content(store: Store, edition) -> dict[str, bytes]:
    return {file.kind: store.file_content(file.sha256) for file in edition.files}


def test_an_edition_keeps_four_files_and_what_they_were_made_from(kept: Store, issued) -> None:
    assert [file.kind for file in issued.files] == ["html", "pdf", "pptx", "xlsx"]
    assert issued.number == 1
    assert (issued.data_version, issued.register_revision) == (kept.version(), kept.register_revision())
    assert all(file.size == len(kept.file_content(file.sha256)) for file in issued.files)
    assert "pahittade-siffror" in issued.files[0].file_name


def test_the_record_gives_the_same_bytes_on_another_day(kept: Store, issued) -> None:
    again = editions.made_again(kept, kept.edition("Hearing 2020"))
    assert {kind: held for kind, (_, held) in again.items()} == content(kept, issued)


def test_the_fingerprint_is_of_what_is_said(kept: Store, issued) -> None:
    presentation = content(kept, issued)["pptx"]
    assert editions.fingerprint(presentation) == issued.fingerprint
    other = editions.draft(kept, Selection(held=FEW.held, year=2018, areas=(2,)), name="Hearing 2020")
    assert editions.fingerprint(editions.made(other, at=AT)["pptx"][1]) != issued.fingerprint


def test_the_text_of_its_day_stays_though_another_is_written(kept: Store, issued) -> None:
    row = kept.analysis("omrade/7", viewpoint=2019)
    kept.write_analysis(
        "omrade/7", "En ny text.", viewpoint=2019, by=LEAD.name, at=AT + timedelta(days=9), replaces=row.id
    )
    comments = [s.comment.text for s in editions.reopened(kept, issued).deck.slides if s.key == "omrade-7"]
    assert comments == ["Färre cyklar stals."]
    found = editions.compare(kept, issued, None)
    assert [(d.what, d.cause, d.after) for d in found] == [("comment omrade-7", Cause.TEXT, "En ny text.")]


def test_a_correction_needs_a_reason_and_is_the_next_version(kept: Store, issued) -> None:
    with pytest.raises(InputError, match="rättelse"):
        editions.issue(kept, FEW, name="Hearing 2020", by=LEAD, at=AT)
    second = editions.issue(kept, FEW, name="Hearing 2020", by=LEAD, at=AT, reason="Texten om område 7 var fel.")
    assert second.number == 2
    assert kept.edition("Hearing 2020", 1) == issued
    assert [(row.name, row.number) for row in kept.editions()][:2] == [("Hearing 2020", 2), ("Hearing 2020", 1)]


def test_only_the_development_lead_issues(kept: Store) -> None:
    with pytest.raises(AccessError, match="Be utvecklingsledaren"):
        editions.issue(kept, FEW, name="Annan", by=Person(name="Läsaren", role=UserRole.READER), at=AT)
    assert "Annan" not in {row.name for row in kept.editions()}


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "Hearing, version 3", "rad\nbrytning\x07"])
def test_a_name_that_could_not_be_told_is_refused(kept: Store, name: str) -> None:
    with pytest.raises(InputError):
        editions.issue(kept, FEW, name=name, by=LEAD, at=AT)


def test_an_edition_survives_changed_targets_and_removed_demonstration(own: Settings) -> None:
    store = Store.open(own)
    edition = editions.issue(store, Selection(held=FEW.held, year=2019, areas=(2, 3)), name="Hearing", by=LEAD, at=AT)
    documents = store.register_documents()
    changed = {
        name: held.replace(b"value = 15, year", b"value = 16, year") if b"trangboddhet" in held else held
        for name, held in registers.without_demo(documents).items()
    }
    assert changed != registers.without_demo(documents)
    store.remove_demo(changed, by=LEAD.name, at=AT + timedelta(days=1), registry=registers.load(changed))
    again = editions.made_again(store, edition)
    assert {kind: held for kind, (_, held) in again.items()} == content(store, edition)
    causes = {(d.indicator, d.what): d.cause for d in editions.compare(store, edition, None)}
    assert causes[("trangboddhet", "target")] is Cause.CHANGED_TARGET
    assert causes[("demo-trygg-ute-kvallstid", "indicator")] is Cause.CHANGED_DEFINITION


def test_a_later_viewpoint_is_a_new_period(kept: Store) -> None:
    one = editions.issue(kept, Selection(held=FEW.held, year=2018, areas=(2,)), name="Då", by=LEAD, at=AT)
    against = Selection(held=FEW.held, year=2019, areas=(2,), compared="Då")
    other = editions.issue(kept, against, name="Nu", by=LEAD, at=AT)
    assert other.compared == one.id
    assert drafting.selection_of(other).compared == "Då, version 1"
    found = editions.compare(kept, one, other)
    told = {d.what: d.cause for d in found if d.indicator == "trangboddhet" and d.geography == "1480"}
    assert told["value"] is Cause.NEW_PERIOD
    assert told["value_year"] is Cause.NEW_PERIOD
