"""One indicator in all districts: which year, which order, which word, and why a value is missing."""

from __future__ import annotations

import pytest

from indicators.districts.against_city import Together, against_city
from indicators.districts.judging import Verdict
from indicators.model import Good, MeasureKind, ObservationStatus, Reason, Registry
from indicators.situation import situation
from indicators.store import Store
from indicators.texts import districts as texts
from tests.builders import an_indicator
from tests.districts.equal_city import shipped_situation
from tests.districts.tables import ALIKE, APART, CODES, a_comparison, a_situation


def test_low_districts_are_worse_and_high_better_where_high_is_good() -> None:
    found = a_comparison(APART)
    said = {d.geography: d.verdict for d in found.districts}
    assert (said["131"], said["132"], said["133"]) == (Verdict.WORSE, Verdict.WORSE, Verdict.BETTER)
    assert found.together is Together.DIFFER


def test_a_neutral_indicator_is_only_higher_or_lower() -> None:
    found = a_comparison(APART, good=Good.NONE)
    assert {d.verdict for d in found.districts} == {Verdict.HIGHER, Verdict.LOWER, Verdict.NOT_APART}


def test_districts_that_differ_stand_best_first() -> None:
    values = [d.value for d in a_comparison(APART).districts]
    assert values == sorted(values, reverse=True)  # type: ignore[type-var]
    low = [d.value for d in a_comparison(APART, good=Good.LOW).districts]
    assert low == sorted(low)  # type: ignore[type-var]


def test_districts_that_cannot_be_told_apart_stand_in_the_registers_order() -> None:
    found = a_comparison(ALIKE)
    assert found.together is Together.NOT_APART
    assert tuple(d.geography for d in found.districts) == CODES


def test_a_district_without_value_is_last_with_its_reason() -> None:
    found = a_comparison([ObservationStatus.SUPPRESSED, None, *APART[2:]])
    last = found.districts[-2:]
    assert [(d.geography, d.reason) for d in last] == [("131", Reason.SUPPRESSED), ("132", Reason.MISSING)]
    assert all(d.verdict is Verdict.ABSENT and d.value is None and d.rest is None for d in last)


def test_a_district_with_too_few_answers_has_no_verdict() -> None:
    found = a_comparison([(20.0, 40.0), *APART[1:]])
    last = found.districts[-1]
    assert (last.geography, last.reason, last.value) == ("131", Reason.TOO_FEW, None)


def test_the_rest_of_the_city_is_the_other_districts_where_the_city_is_not_known() -> None:
    found = a_comparison(APART)
    own = found.of("131")
    others = [value for value in APART[1:] if isinstance(value, tuple)]
    assert own is not None
    assert own.rest == pytest.approx(100 * sum(x for x, _ in others) / sum(n for _, n in others))
    assert found.is_city_summed


def test_the_rest_of_the_city_is_the_city_without_the_district_where_it_is_known() -> None:
    own = a_comparison(APART, city=(3000.0, 5000.0)).of("131")
    assert own is not None
    assert own.rest == pytest.approx(100 * (3000 - 90) / (5000 - 300))


def test_a_city_too_small_to_hold_its_districts_is_not_used() -> None:
    found = a_comparison(APART, city=(600.0, 1000.0))
    own = found.of("131")
    assert own is not None
    assert own.rest is not None
    assert own.rest > 60
    assert found.city == pytest.approx(60)


def test_a_year_with_few_districts_gives_way_to_the_one_before_and_is_named() -> None:
    few = [*APART[:2], *[None] * 8]
    found = against_city(a_situation({2018: APART, 2019: few}), an_indicator())
    assert found is not None
    assert (found.year, found.later) == (2018, (2019, 2))


def test_values_without_uncertainty_are_not_tested_and_have_no_city() -> None:
    found = a_comparison([float(n) for n in range(10)], kind=MeasureKind.STATE, unit="", city=45.0)
    assert found.together is Together.NOT_TESTED
    assert found.city is None
    assert {d.verdict for d in found.districts} == {Verdict.NOT_TESTED}


def test_an_indicator_without_any_value_has_no_comparison() -> None:
    assert against_city(a_situation({2019: [None] * 10}), an_indicator()) is None


def test_only_districts_in_force_at_the_viewpoint_are_compared(register: Registry, store: Store) -> None:
    seen = situation(store, register, year=2021, indicators=["anmalda-ran"])
    assert against_city(seen, register.indicators["anmalda-ran"]) is None
    seen = situation(store, register, year=2020, indicators=["anmalda-ran"])
    found = against_city(seen, register.indicators["anmalda-ran"])
    assert found is not None
    assert len(found.districts) == 10


def test_a_value_known_to_be_wrong_is_neither_judged_nor_counted() -> None:
    turnout = an_indicator(id="valdeltagande-kommunval-vallokal")
    values = [*APART[:6], (250.0, 300.0), *APART[7:]]
    found = {year: against_city(a_situation({year: values}, turnout), turnout) for year in (2017, 2018)}
    before, told = found[2017], found[2018]
    assert before is not None
    assert told is not None
    verdicts = [f.of("137").verdict for f in (before, told)]  # type: ignore[union-attr]
    assert verdicts == [Verdict.BETTER, Verdict.NOT_COMPARABLE]
    assert told.districts[-1].geography == "137"
    assert "; sex går inte att skilja från den; en kan inte jämföras" in texts.title(told, turnout)
    assert texts.together(told)[0] == "Alla nio som kan jämföras tillsammans:"


def test_a_faulty_value_weighs_on_no_other_districts_rest() -> None:
    seen = shipped_situation(2018)
    found = against_city(seen, seen.registry.indicators["valdeltagande-kommunval-vallokal"])
    assert found is not None
    told = [d for d in found.districts if d.rest is not None]
    assert len(told) == len(CODES) - 1
    counts = {d.geography: (d.value * d.n / 100, d.n) for d in found.comparable if d.value is not None and d.n}
    for district in told:
        others = [pair for code, pair in counts.items() if code != district.geography]
        assert district.rest == pytest.approx(100 * sum(x for x, _ in others) / sum(n for _, n in others), abs=0.02)
