"""A text older than the newest figures says so, and one that no changed figure touches does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from indicators import registry, since_written
from indicators.editions import drafting
from indicators.hearing import making
from indicators.hearing.selection import Selection
from indicators.settings import Settings
from indicators.store import Store
from tests.conftest import AT, copied

LATER = AT + timedelta(days=30)
SELECTION = Selection(held=date(2020, 12, 24), year=2019, areas=(2, 7))


@pytest.fixture(scope="module")
def changed(prepared: Settings, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with a text about each subject, written before crime was taken back and after."""
    store = Store.open(copied(prepared, tmp_path_factory.mktemp("since")))
    for subject in ("omrade/7", "omrade/2", "stadsdel/131", "brott", "brott/131", "indikator/stold-och-tillgrepp"):
        for year in (2010, 2011, 2019):
            store.write_analysis(subject, "Text.", viewpoint=year, by="Lisa", at=AT, replaces=None)
    batch = next(row for row in store.batches() if row.title.startswith("Anmälda brott"))
    store.undo(batch.id, by="Lisa", at=LATER)
    store.write_analysis("brott/139", "Text.", viewpoint=2019, by="Lisa", at=LATER, replaces=None)
    return store


def told(store: Store, subject: str, year: int = 2019, *, version: int | None = None) -> tuple[str, ...]:
    row = store.analysis(subject, viewpoint=year)
    assert row is not None
    return since_written.changed(store, row, registry.load(store.register_documents()), version=version)


@pytest.mark.parametrize("subject", ["brott", "brott/131", "stadsdel/131"])
def test_what_was_changed_since_is_named(changed: Store, subject: str) -> None:
    assert "anmalda-ran" in told(changed, subject)


@pytest.mark.parametrize("subject", ["omrade/2", "omrade/7", "indikator/stold-och-tillgrepp", "brott/139"])
def test_figures_of_others_and_earlier_changes_are_not(changed: Store, subject: str) -> None:
    assert told(changed, subject) == ()


def test_an_edition_of_an_earlier_version_knows_no_later_change(changed: Store) -> None:
    assert told(changed, "brott", version=changed.version() - 1) == ()


def test_years_after_the_viewpoint_change_nothing(changed: Store) -> None:
    assert "anmalda-ran" in told(changed, "brott", 2011)
    assert told(changed, "brott", 2010) == ()


def test_a_slide_says_it_after_the_text(changed: Store) -> None:
    seen = making.seen(changed, registry.load(changed.register_documents()), year=2019)
    before = drafting.comments(changed, SELECTION, seen, until=None)["omrade-7"]
    batch = next(row for row in changed.batches() if "Kolada" in row.title)
    changed.undo(batch.id, by="Lisa", at=LATER)
    seen = making.seen(changed, seen.registry, year=2019)
    after = drafting.comments(changed, SELECTION, seen, until=None)["omrade-2"]
    assert (before.text, before.is_outdated) == ("Text.", False)
    assert (after.text, after.is_outdated) == ("Text. (skriven före de senaste siffrorna)", True)
