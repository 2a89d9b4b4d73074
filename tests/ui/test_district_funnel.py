"""The funnel's table and file: the drawn limits in one column, those that hold the districts' own spread in another."""

from __future__ import annotations

import pytest

from indicators.districts.against_city import against_city
from indicators.districts.funnels import funnel
from indicators.districts.judging import CERTAIN
from indicators.model import GeographyLevel, Registry
from indicators.texts import district_funnel as texts
from tests.charts.golden import same
from tests.districts.reports import At
from tests.districts.test_funnels import PLACES, RATE, RATES, SPREAD, both
from ui import cached, choices
from ui.district_funnel import twin


@pytest.fixture(autouse=True)
def _years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "viewpoints", lambda: [2019])
    choices._seen_from.set((2019, 2019))


def test_the_table_has_the_drawn_limits_and_apart_from_them_those_that_hold_the_spread() -> None:
    told, _ = both(SPREAD)
    found = twin(told, RATE, PLACES, 2019)
    beyond = found.figures["stadsdel"][found.figures["i tratten"].str.contains("de yttre gränserna")]
    assert set(beyond) == {PLACES[d.geography].name for d in told.out}
    assert len(beyond) == 8
    assert not found.figures["mot stadsdelarnas spridning"].str.contains("de yttre gränserna").any()
    assert texts.WIDENED in found.table


def test_districts_that_vary_as_chance_does_have_one_column() -> None:
    found = twin(both(RATES)[0], RATE, PLACES, 2019)
    assert texts.WIDENED not in found.table
    assert set(found.figures["mot stadsdelarnas spridning"]) == {""}


def test_words_and_table_of_districts_that_vary_more_than_chance_are_those_that_were_looked_at() -> None:
    told, found = both(SPREAD)
    said = [texts.heading(told), texts.alt(told, RATE, PLACES, found.year), twin(told, RATE, PLACES, 2019).table]
    assert same("district-funnel-spread.json", {"said": said})


def test_heading_marks_and_table_of_the_shipped_figures_agree(at: At, register: Registry) -> None:
    checked = 0
    for indicator in register.indicators.values():
        found = against_city(at(2020), indicator) if GeographyLevel.DISTRICT in indicator.levels else None
        told = funnel(at(2020), indicator, found) if found else None
        if told is None or not told.is_overdispersed or not told.is_apart:
            continue
        checked += 1
        lies = twin(told, indicator, register.geographies, 2020).figures["i tratten"]
        assert lies.str.contains("de yttre gränserna").sum() == len(told.out), indicator.id
        assert {d.geography for d in told.out} == {d.geography for d in told.districts if d.verdict in CERTAIN}
    assert checked >= 10
