"""Refreshing a source: as safe as an upload, and nothing written where nothing is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators import deliveries, origin
from indicators import observations as obs
from indicators.deliveries import refreshing
from indicators.deliveries.guarding import Suspicion
from indicators.errors import AccessError, BusyError, InputError, SourceError, StoreError
from indicators.model import Registry, UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import BatchState, FetchOutcome, Store, held
from indicators.store.faults import faults
from tests.builders import INDICATOR_ID
from tests.refreshing.sources import AT, BO, SIV, VALUES, a_register, a_source, day, put, refresh, stand
from tests.store.deliveries import dump

JUMPED = {**VALUES, (131, 2019): 100 * VALUES[131, 2019]}


def test_a_dry_run_shows_everything_and_keeps_nothing(
    store: Store, registry: Registry, figures: Path, own_settings: Settings
) -> None:
    before = dump(own_settings)
    came = refresh(store, registry, dry_run=True)
    assert came.preview is not None
    assert (came.outcome, came.preview.new, came.read, came.fetch) == (FetchOutcome.WAITING, 12, 12, None)
    assert dump(own_settings) == before
    assert not any(path.is_file() for path in own_settings.files.rglob("*"))


def test_what_is_fetched_waits_approves_traces_and_undoes_like_an_upload(
    store: Store, registry: Registry, figures: Path
) -> None:
    batch = refresh(store, registry).fetch.batch  # type: ignore[union-attr]
    assert batch is not None
    assert [waiting.id for waiting in deliveries.queue(store, BO)] == [batch]
    review = deliveries.review(store, registry, batch, person=BO)
    assert review.preview.new == 12
    deliveries.approve(store, batch, person=BO, at=AT, seen=review.preview.fingerprint)
    found = origin.origin(store, registry, indicator=INDICATOR_ID, geography="131", year=2019)
    assert found.value == VALUES[131, 2019]
    assert (found.handed_in_by, found.approved_by) == ("källan enkaten", "Bo")
    assert "Hämtat ur källan enkaten 1 december 2020 kl. 10.00" in found.provenance
    assert "select plats, ar, varde from varden" in found.provenance
    deliveries.undo(store, batch, person=BO, at=AT, reason="Prov.")
    assert store.observations().empty
    assert faults(store, registry) == []


def test_the_cell_of_a_fetched_value_is_shown_in_what_was_received(
    store: Store, registry: Registry, figures: Path
) -> None:
    stand(store, registry)
    found = origin.origin(store, registry, indicator=INDICATOR_ID, geography="132", year=2018)
    excerpt = origin.cell(store, registry, found)
    assert excerpt is not None
    assert any(found.raw in texts for number, texts in excerpt.rows if number == excerpt.row)


def test_fetching_again_what_stands_writes_nothing(store: Store, registry: Registry, figures: Path) -> None:
    stand(store, registry)
    version, batches = store.version(), len(store.batches())
    came = refresh(store, registry, at=day(7))
    assert came.outcome is FetchOutcome.UNCHANGED
    assert (store.version(), len(store.batches())) == (version, batches)
    assert came.fetch is not None
    assert (came.fetch.unchanged, came.fetch.new) == (12, 0)


def test_the_same_answer_is_not_handed_in_twice(store: Store, registry: Registry, figures: Path) -> None:
    first, second = refresh(store, registry), refresh(store, registry, at=day(1))
    assert first.fetch is not None
    assert second.fetch is not None
    assert (second.outcome, second.fetch.batch) == (FetchOutcome.WAITING, first.fetch.batch)
    assert len(store.batches()) == 1


def test_a_silent_small_revision_is_told(store: Store, registry: Registry, figures: Path) -> None:
    stand(store, registry)
    put(figures, {**VALUES, (131, 2018): 58.5, (131, 2019): VALUES[131, 2019] + 0.001})
    came = refresh(store, registry, at=day(7))
    assert came.outcome is FetchOutcome.WAITING
    assert "Källan har ändrat ett värde som stod, som mest med 0,8\N{NO-BREAK SPACE}%." in came.message
    assert "Ett värde skiljer sig bara i decimaler som inte visas." in came.message
    assert came.fetch is not None
    assert came.fetch.batch is not None
    assert "Källan har ändrat ett värde" in store.thread(came.fetch.batch)[0].text


def test_a_jump_stops_and_the_last_good_data_stand(store: Store, registry: Registry, figures: Path) -> None:
    stand(store, registry)
    good = store.observations()
    put(figures, JUMPED)
    came = refresh(store, registry, at=day(7))
    assert (came.outcome, [stop.suspicion for stop in came.stops]) == (FetchOutcome.STOPPED, [Suspicion.JUMP])
    assert came.stops[0].keys == (f"{INDICATOR_ID}|131|2019|",)
    assert store.observations().equals(good)
    assert deliveries.queue(store, BO) == []
    assert came.fetch is not None
    assert b"5900" in store.file_content(came.fetch.sha256)
    assert faults(store, registry) == []


def test_what_was_stopped_is_let_through_with_a_reason_and_never_approved_by_itself(
    store: Store, figures: Path
) -> None:
    automatic = a_register(a_source(is_automatic=True))
    stand(store, automatic)
    put(figures, JUMPED)
    came = refresh(store, automatic, at=day(7))
    assert came.fetch is not None
    batch = refreshing.let_through(store, came.fetch.id, person=SIV, at=day(7), reason="Ny skala från 2019.")
    assert batch is not None
    assert store.batch(batch).state is BatchState.HANDED_IN
    review = deliveries.review(store, automatic, batch, person=BO)
    assert set(review.reasons.values()) == {"Ny skala från 2019."}
    deliveries.approve(store, batch, person=BO, at=day(8), seen=review.preview.fingerprint)
    assert refresh(store, automatic, at=day(14)).outcome is FetchOutcome.UNCHANGED


def test_what_was_dismissed_comes_back_only_when_a_person_asks(store: Store, registry: Registry, figures: Path) -> None:
    stand(store, registry)
    put(figures, JUMPED)
    came = refresh(store, registry, at=day(7))
    assert came.fetch is not None
    refreshing.dismiss(store, came.fetch.id, person=SIV, at=day(7), reason="Fel hos källan.")
    address, source = f"sqlite:///{figures}", registry.sources["enkaten"]
    given = {"store": store, "registry": registry, "by": "schemat", "at": day(8)}
    again = refreshing.fetched(source, address, is_scheduled=True, **given)  # type: ignore[arg-type]
    assert again.outcome is FetchOutcome.UNCHANGED
    assert "som inte användes" in again.message
    assert refresh(store, registry, at=day(9)).outcome is FetchOutcome.STOPPED


def test_a_first_fetch_is_approved_by_a_person_and_a_clean_later_one_by_the_register(
    store: Store, figures: Path
) -> None:
    automatic = a_register(a_source(is_automatic=True))
    first = refresh(store, automatic)
    assert "första hämtning godkänns av en person" in first.message
    assert first.fetch is not None
    assert first.preview is not None
    store.approve(first.fetch.batch or 0, by="Bo", at=AT, seen=first.preview.fingerprint)
    put(figures, {**VALUES, (131, 2020): 61.0})
    came = refresh(store, automatic, at=day(7))
    assert came.outcome is FetchOutcome.APPROVED
    assert came.fetch is not None
    batch = store.batch(came.fetch.batch or 0)
    assert (batch.state, batch.approved_by) == (BatchState.APPROVED, "automatiskt enligt registret")
    assert len(store.observations()) == 13
    deliveries.undo(store, batch.id, person=BO, at=day(8), reason="Fel.")
    again = refresh(store, automatic, at=day(9))
    assert "återlämnades eller ångrades" in again.message
    assert again.outcome is FetchOutcome.WAITING


def test_nothing_is_approved_by_itself_where_the_register_does_not_say_so(
    store: Store, registry: Registry, figures: Path
) -> None:
    stand(store, registry)
    put(figures, {**VALUES, (131, 2020): 61.0})
    assert refresh(store, registry, at=day(7)).outcome is FetchOutcome.WAITING


def test_a_full_source_ends_what_it_no_longer_has_where_the_register_allows_it(store: Store, figures: Path) -> None:
    from indicators.model import SourceGuard

    full = a_register(a_source(is_full=True, guard=SourceGuard(may_vanish=0.2)))
    stand(store, full)
    put(figures, {key: value for key, value in VALUES.items() if key != (132, 2014)})
    came = refresh(store, full, at=day(7))
    assert came.preview is not None
    assert (came.outcome, came.preview.ended) == (FetchOutcome.WAITING, 1)
    assert came.fetch is not None
    store.approve(came.fetch.batch or 0, by="Bo", at=day(7), seen=came.preview.fingerprint)
    assert len(store.observations()) == 11


def test_an_answer_with_faults_is_kept_and_changes_nothing(store: Store, registry: Registry, figures: Path) -> None:
    stand(store, registry)
    put(figures, {**VALUES, (999, 2019): 1.0})
    came = refresh(store, registry, at=day(7))
    assert came.outcome is FetchOutcome.FAILED
    assert came.fetch is not None
    assert "Svaret har ett fel, så inget är ändrat. Det första, A" in came.message
    assert "i det mottagna svaret: Okänd plats (999). Skriv" in came.message
    assert came.stops == ()
    assert came.fetch.findings
    assert b"999" in store.file_content(came.fetch.sha256)
    with store.reading() as connection:
        assert came.fetch.sha256 in held.fingerprints(connection)  # what a backup brings and the sweeping spares
    assert len(store.observations()) == 12


def test_an_answer_with_faults_is_not_suspected_of_losing_the_rows_that_have_them(
    store: Store, registry: Registry, figures: Path
) -> None:
    stand(store, registry)
    put(figures, {key: value for key, value in VALUES.items() if key != (132, 2014)} | {(999, 2014): 1.0})
    came = refresh(store, registry, at=day(7))
    assert (came.outcome, came.stops) == (FetchOutcome.FAILED, ())
    assert "999" in came.message


def test_a_source_that_does_not_answer_leaves_the_last_good_data(
    store: Store, registry: Registry, figures: Path
) -> None:
    stand(store, registry)
    figures.unlink()
    came = refresh(store, registry, at=day(7))
    assert came.outcome is FetchOutcome.FAILED
    assert str(figures) not in came.message
    assert len(store.observations()) == 12
    assert store.fetching() is None


def test_two_refreshes_do_not_overlap(store: Store, registry: Registry, figures: Path) -> None:
    store.begin_fetch("annan", by="Siv", at=AT, is_scheduled=True, seconds=60)
    with pytest.raises(BusyError, match="pågår redan"):
        refresh(store, registry)
    assert store.observations().empty


def test_a_fetch_that_goes_wrong_in_our_own_code_lets_go_of_the_lock(
    store: Store, registry: Registry, figures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("indicators.deliveries.guarding.stops", fails)
    with pytest.raises(ZeroDivisionError):
        refresh(store, registry)
    assert store.fetching() is None
    assert store.fetches()[0].outcome is FetchOutcome.FAILED


@pytest.mark.parametrize("role", [role for role in UserRole if role is not UserRole.ADMINISTRATOR])
def test_only_an_administrator_fetches_and_decides(store: Store, registry: Registry, role: UserRole) -> None:
    other = Person(name="Eva", role=role)
    with pytest.raises(AccessError):
        refreshing.refresh("enkaten", store=store, registry=registry, person=other, at=AT)
    with pytest.raises(AccessError):
        refreshing.let_through(store, 1, person=other, at=AT, reason="x")
    with pytest.raises(AccessError):
        refreshing.dismiss(store, 1, person=other, at=AT, reason="x")


def test_a_source_without_address_says_how_to_give_one(store: Store, registry: Registry) -> None:
    with pytest.raises(SourceError, match="LAGESBILD_SOURCE_ENKATEN"):
        refresh(store, registry)
    assert store.fetches() == []


def test_an_unknown_source_names_those_that_exist(store: Store, registry: Registry) -> None:
    with pytest.raises(InputError, match="De som finns: enkaten"):
        refreshing.refresh("finns-inte", store=store, registry=registry, person=SIV, at=AT)


def test_what_is_stopped_cannot_be_approved_around_the_decision(
    store: Store, registry: Registry, figures: Path
) -> None:
    stand(store, registry)
    put(figures, JUMPED)
    came = refresh(store, registry, at=day(7))
    assert came.fetch is not None
    assert came.preview is not None
    with pytest.raises(StoreError, match="stoppad"):
        deliveries.approve(store, came.fetch.batch or 0, person=BO, at=day(7), seen=came.preview.fingerprint)
    assert obs.VALUE in store.observations()
