"""The funnel of event rates: it agrees with the dots, and says when all districts vary more than chance."""

from __future__ import annotations

import json

import pytest

from indicators.charts.funnel import funnel as chart
from indicators.districts.against_city import Comparison, against_city
from indicators.districts.funnels import Funnel, funnel
from indicators.districts.judging import CERTAIN
from indicators.measures.comparison import CONTROL
from indicators.measures.funnel import rate_limits
from indicators.model import Good, Indicator, MeasureKind, ObservationStatus
from indicators.texts import district_funnel as texts
from tests.builders import Seen, a_registry, an_indicator
from tests.charts.golden import same
from tests.districts.tables import APART, a_situation

PLACES = a_registry().geographies
RATE: Indicator = an_indicator(
    kind=MeasureKind.RATE, multiplier=100_000.0, unit="per 100 000", good=Good.LOW, decimals=0
)
COUNTS = (100, 104, 96, 108, 101, 99, 103, 95, 170, 98)
SPREAD: tuple[Seen, ...] = tuple((float(x), 50_000.0) for x in (20, 400, 60, 350, 90, 310, 130, 280, 170, 195))
"""Far more apart than chance: all but the last two lie beyond the drawn limits."""
RATES: tuple[Seen, ...] = tuple((float(x), 50_000.0 + 1_000 * place) for place, x in enumerate(COUNTS))


def both(values: tuple[Seen, ...]) -> tuple[Funnel, Comparison]:
    seen = a_situation({2019: values}, RATE, multiplier=100_000.0)
    found = against_city(seen, RATE)
    assert found is not None
    told = funnel(seen, RATE, found)
    assert told is not None
    return told, found


def test_a_district_that_differs_lies_beyond_the_outer_limit_and_the_others_do_not() -> None:
    told, _ = both(RATES)
    for district in told.districts:
        low, high = next((row[1], row[4]) for row in told.curve if row[0] >= district.n)
        assert (district.verdict in CERTAIN) == (not low <= district.value <= high)


def test_what_would_be_expected_follows_size_alone() -> None:
    told, _ = both(RATES)
    assert [d.expected / d.n for d in told.districts] == [pytest.approx(told.centre / 100_000)] * 10
    assert sum(d.expected for d in told.districts) == pytest.approx(sum(COUNTS))


def test_districts_that_vary_far_more_than_chance_are_said_to_without_a_number() -> None:
    told, _ = both(SPREAD)
    said = texts.variation(told, PLACES)
    assert said.startswith("Stadsdelarna varierar mer än slumpen")
    assert not any(letter.isdigit() for letter in said)
    assert said in texts.alt(told, RATE, PLACES, 2019)
    assert texts.variation(both(RATES)[0], PLACES) == ""


def test_heading_drawn_limits_and_marks_agree_where_districts_vary_more_than_chance() -> None:
    told, found = both(SPREAD)
    drawn = {d.geography for d in told.districts if not _limits(told, d.n)[0] <= d.value <= _limits(told, d.n)[1]}
    assert drawn == {d.geography for d in found.districts if d.verdict in CERTAIN} == {d.geography for d in told.out}
    assert len(drawn) == 8
    assert texts.heading(told).startswith("Åtta stadsdelar")


def _limits(told: Funnel, n: float) -> tuple[float, float]:
    low, high = rate_limits(told.centre, n, multiplier=RATE.multiplier, confidence=CONTROL)
    return float(low), float(high)


def test_shares_and_too_few_districts_have_no_funnel() -> None:
    share = an_indicator()
    seen = a_situation({2019: APART}, share)
    found = against_city(seen, share)
    few = a_situation({2019: (*RATES[:4], *[None] * 6)}, RATE, multiplier=100_000.0)
    told = against_city(few, RATE)
    assert found is not None
    assert told is not None
    assert funnel(seen, share, found) is None
    assert funnel(few, RATE, told) is None


def test_the_chart_and_its_words_are_those_that_were_looked_at() -> None:
    told, found = both(RATES)
    said = [texts.heading(told), texts.alt(told, RATE, PLACES, found.year)]
    assert same("district-funnel.json", {"spec": chart(told, RATE, PLACES), "said": said})


def test_a_hidden_district_is_not_in_the_chart() -> None:
    told, _ = both((ObservationStatus.SUPPRESSED, *RATES[1:]))
    drawn = json.dumps(chart(told, RATE, PLACES), ensure_ascii=False)
    assert "Stadsdel 131" not in drawn
    assert "Stadsdel 132" in drawn
