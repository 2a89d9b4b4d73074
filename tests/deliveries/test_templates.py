"""The prefilled workbook, and the year that it is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from indicators import deliveries, preparation, registry
from indicators.errors import InputError
from indicators.ingest import template, workbook
from indicators.model import Registry
from indicators.store import Store
from tests.deliveries.files import ANNA, AT


def test_a_template_is_known_again_by_its_mark(store: Store, register: Registry) -> None:
    name, content = deliveries.template(store, register, geography="136", year=2019, person=None, at=AT)
    mark = template.identity(workbook.read(content, name))
    assert name == "askim-frolunda-hogsbo-2019.xlsx"
    assert mark is not None
    assert (mark.geography, mark.year, mark.version) == ("136", 2019, store.version())


def test_unknown_places_and_years_without_indicators_are_refused(store: Store, register: Registry) -> None:
    with pytest.raises(InputError, match="999"):
        deliveries.template(store, register, geography="999", year=2019, person=ANNA, at=AT)
    with pytest.raises(InputError, match="1950"):
        deliveries.template(store, register, geography="131", year=1950, person=ANNA, at=AT)


def test_the_year_asked_for_has_ended_and_is_no_later_than_the_target(register: Registry) -> None:
    assert deliveries.upload_year(register, date(2020, 2, 3)) == 2019
    assert deliveries.upload_year(register, date(2026, 2, 3)) == 2020
    assert deliveries.upload_year(replace(register, target_year=2030), date(2026, 2, 3)) == 2025


def test_a_template_that_nobody_has_filled_in_is_no_delivery(store: Store, register: Registry) -> None:
    name, content = deliveries.template(store, register, geography="131", year=2019, person=ANNA, at=AT)
    received = deliveries.receive(content, name, store=store, registry=register, person=ANNA, at=AT)
    assert [f.code for f in received.errors] == ["nothing-filled-in"]


def test_an_old_template_says_once_that_the_register_has_changed(desk: Store, full: bytes) -> None:
    preparation.remove_demo(desk, by="Ada", at=AT)
    after = registry.load(desk.register_documents())
    received = deliveries.receive(full, "a.xlsx", store=desk, registry=after, person=ANNA, at=AT)
    assert [f.code for f in received.errors].count("register-changed") == 1
    assert "unknown-indicator" not in {f.code for f in received.errors}
    assert "Hämta en ny mall" in received.errors[0].advice
