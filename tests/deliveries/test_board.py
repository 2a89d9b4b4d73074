"""Who has handed in, who is late, and the reminder they get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from indicators import deliveries
from indicators.deliveries import Preview, Received, Standing
from indicators.model import Registry
from indicators.store import Store
from tests.conftest import settings_in
from tests.deliveries.files import ANGERED, ANNA, AT, BO, filled_in_full

CRIME, CENTRUM = 7, "134"
BEFORE, AFTER = date(2020, 12, 3), date(2021, 3, 10)


@pytest.fixture
def bare(tmp_path: Path, known: Registry, desk: Store) -> Store:
    """A store with the register and nothing else."""
    made = Store.create(settings_in(tmp_path / "bare"))
    made.save_register(desk.register_documents(), by="Test", at=AT, registry=known)
    return made


def test_nothing_is_late_before_the_day(bare: Store, known: Registry) -> None:
    board = deliveries.board(bare, known, year=2020, today=BEFORE)
    assert board.deadline == date(2021, 2, 28)
    assert {p.standing for p in board.places.values()} == {Standing.NOT_YET}


def test_what_has_not_come_is_late_after_the_day(bare: Store, known: Registry) -> None:
    board = deliveries.board(bare, known, year=2020, today=AFTER)
    assert {p.standing for p in board.places.values()} == {Standing.LATE}
    assert all(p.is_late and p.on is None and p.latest_year is None for p in board.places.values())
    assert deliveries.reminder(board, CENTRUM).startswith("Hej Centrum,")


def test_a_delivery_waits_then_stands(desk: Store, known: Registry, batch: int, seen: Preview) -> None:
    waiting = deliveries.board(desk, known, year=2020, today=BEFORE).places[ANGERED, CRIME]
    deliveries.approve(desk, batch, person=BO, at=AT, seen=seen.fingerprint)
    stands = deliveries.board(desk, known, year=2020, today=BEFORE).places[ANGERED, CRIME]
    assert (waiting.standing, waiting.batch) == (Standing.WAITING, batch)
    assert (stands.standing, stands.have, stands.on) == (Standing.APPROVED, stands.asked, AT.date())


def test_a_returned_delivery_is_lacking(desk: Store, known: Registry, batch: int) -> None:
    deliveries.give_back(desk, batch, person=BO, at=AT, comment="Fel år.")
    board = deliveries.board(desk, known, year=2020, today=AFTER)
    assert board.places[ANGERED, CRIME].standing is Standing.RETURNED
    told = deliveries.reminder(board, ANGERED)
    assert "Otrygghet och utsatthet för brott (återlämnad, väntar på rättning)" in told
    assert "för 10 dagar sedan" in told


def test_a_district_that_has_handed_in_all_gets_no_reminder(
    desk: Store, known: Registry, batch: int, seen: Preview
) -> None:
    deliveries.approve(desk, batch, person=BO, at=AT, seen=seen.fingerprint)
    board = deliveries.board(desk, known, year=2020, today=AFTER)
    assert deliveries.reminder(board, ANGERED) == ""


@pytest.mark.parametrize(("told", "day"), [((2, 28), date(2020, 2, 28)), ((2, 29), date(2020, 2, 29))])
def test_the_day_comes_from_the_register(known: Registry, told: tuple[int, int], day: date) -> None:
    assert deliveries.deadline(replace(known, deliver_by=told), 2019) == day
    assert deliveries.deadline(replace(known, deliver_by=(2, 29)), 2020) == date(2021, 2, 28)


def test_only_the_areas_that_a_delivery_has_figures_of_wait(desk: Store, known: Registry, blank: bytes) -> None:
    content = filled_in_full(blank, desk, raised=1.02, sheet="2 ")
    received = deliveries.receive(content, "a.xlsx", store=desk, registry=known, person=ANNA, at=AT)
    seen = deliveries.preview(received, store=desk, registry=known, person=ANNA)
    deliveries.hand_in(received, seen, store=desk, registry=known, person=ANNA, at=AT, reasons=_explained(seen))
    board = deliveries.board(desk, known, year=2020, today=BEFORE)
    waiting = [number for (code, number), p in board.places.items() if p.standing is Standing.WAITING]
    assert waiting == [2]


def _explained(seen: Preview) -> dict[str, str]:
    return {d.key: "kontrollerat" for d in seen.deviations}


def test_what_the_product_ships_was_not_handed_in_on_any_day(desk: Store, known: Registry) -> None:
    places = deliveries.board(desk, known, year=2020, today=AFTER).places.values()
    assert {p.on for p in places} == {None}
    assert not any(p.is_late for p in places)


def test_the_day_is_that_of_clocks_in_gothenburg(desk: Store, known: Registry, received: Received) -> None:
    late = datetime.fromisoformat("2021-02-28T23:30+00:00")
    seen = deliveries.preview(received, store=desk, registry=known, person=ANNA)
    reasons = {d.key: "kontrollerat" for d in seen.deviations}
    deliveries.hand_in(received, seen, store=desk, registry=known, person=ANNA, at=late, reasons=reasons)
    place = deliveries.board(desk, known, year=2020, today=AFTER).places[ANGERED, CRIME]
    assert (place.on, place.is_late) == (date(2021, 3, 1), True)


def test_what_came_after_a_returned_delivery_takes_its_place(
    desk: Store, known: Registry, batch: int, received: Received
) -> None:
    deliveries.give_back(desk, batch, person=BO, at=AT, comment="Fel år.")
    again = deliveries.preview(received, store=desk, registry=known, person=ANNA)
    follower = deliveries.hand_in(
        received, again, store=desk, registry=known, person=ANNA, at=AT, reasons=_explained(again), follows=batch
    )
    deliveries.withdraw(desk, follower, person=ANNA, at=AT)
    places = deliveries.board(desk, known, year=2020, today=BEFORE).places
    assert Standing.RETURNED not in {p.standing for p in places.values()}


def test_made_up_figures_are_counted_on_the_board(desk: Store, known: Registry) -> None:
    places = deliveries.board(desk, known, year=2019, today=BEFORE).places
    health, crime = places[CENTRUM, 2], places[CENTRUM, CRIME]
    assert health.made_up == health.have > 0
    assert 0 < crime.made_up < crime.have
