"""Reported crime: counts and rates by district and year, and a direction only where both tests show it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from indicators.districts.reported import LEVEL, Way, offences, reported
from indicators.measures.count_trend import count_trend
from indicators.measures.multiplicity import adjusted
from indicators.measures.rank_trend import rank_trend
from indicators.model import Break, GeographyLevel, MeasureKind, ObservationStatus, Reason, Registry
from tests.builders import a_registry
from tests.districts.reports import PEOPLE, YEARS, At, a_report, an_offence, in_all

FALLING = [900.0 - 60 * n for n in range(10)]
RISING = [300.0 + 60 * n for n in range(10)]
ONE_PEAK = [*[400.0] * 4, 1500.0, *[400.0 + n for n in range(5)]]


def test_a_steady_fall_and_a_steady_rise_are_shown_and_the_rest_is_not() -> None:
    found = a_report(in_all(d131=FALLING, d132=RISING, d133=ONE_PEAK))
    told = [s.trend.way for s in found.districts]
    assert told == [Way.FEWER, Way.MORE, Way.NOT_SHOWN, *[Way.UNKNOWN] * 7]  # the same every year has no ranks


def test_a_trend_is_the_measures_own() -> None:
    rows = in_all(d131=FALLING, d132=RISING, d133=ONE_PEAK)
    found = a_report(rows)
    counts = np.array([[rows[year][place] for year in YEARS] for place in range(10)], dtype=np.float64)
    fitted = count_trend(counts, np.full(counts.shape, PEOPLE), years=YEARS, good="none")
    ranked = rank_trend(counts / PEOPLE, years=YEARS, good="none")
    p, rank_p = adjusted(fitted.p).value, adjusted(ranked.p).value
    for place, series in enumerate(found.districts):
        told = series.trend
        if told.way is Way.UNKNOWN:
            continue
        assert (told.ratio, told.lower, told.upper) == (
            *(pytest.approx(float(part[place]), rel=1e-6) for part in (fitted.value, fitted.lower, fitted.upper)),
        )
        assert (told.p, told.rank_p) == (pytest.approx(p[place]), pytest.approx(rank_p[place]))


def test_districts_that_stand_still_have_no_direction() -> None:
    told = {s.trend.way for s in a_report(in_all()).districts}
    assert told == {Way.UNKNOWN}  # every year the same: the ranks are not defined


def test_ten_districts_that_only_swing_are_seldom_said_to_move() -> None:
    drawn = np.random.default_rng(20).negative_binomial(20, 20 / (20 + 400.0), size=(1000, 10, 10)).astype(np.float64)
    fitted = count_trend(drawn, np.full(drawn.shape, PEOPLE), years=YEARS, good="none")
    ranked = rank_trend(drawn, years=YEARS, good="none")
    claimed = (adjusted(fitted.p).value < LEVEL) & (adjusted(ranked.p).value < LEVEL)
    assert claimed.any(axis=-1).mean() <= 0.05


def test_the_rule_that_was_simulated_is_the_one_that_is_used() -> None:
    drawn = np.random.default_rng(21).negative_binomial(20, 20 / (20 + 400.0), size=(4, 10, 10)).astype(np.float64)
    for rows in drawn:
        found = a_report({year: [float(x) for x in rows[:, n]] for n, year in enumerate(YEARS)})
        shown = [s.trend.way in (Way.MORE, Way.FEWER) for s in found.districts]
        assert shown == [
            s.trend.p is not None and s.trend.p < LEVEL and (s.trend.rank_p or 1) < LEVEL for s in found.districts
        ]


def test_all_together_is_a_sum_only_where_every_district_has_a_count() -> None:
    found = a_report(in_all(d131=[*FALLING[:9], None]))
    assert [y.count for y in found.together.years] == [*(9 * 400.0 + x for x in FALLING[:9]), None]
    assert found.together.years[-1].reason is Reason.MISSING
    assert found.together.years[0].rate == pytest.approx(100_000 * (3600 + 900) / (10 * PEOPLE))
    assert found.absent == (("131", 2020, Reason.MISSING),)


def test_a_hidden_count_hides_the_sum_and_is_said_to_be_hidden() -> None:
    hidden = ObservationStatus.SUPPRESSED
    found = a_report(in_all(d131=[*FALLING[:8], hidden, 300.0]))
    assert (found.of("131").years[8].count, found.together.years[8].count) == (None, None)
    assert found.together.years[8].reason is Reason.SUPPRESSED
    assert found.absent == (("131", 2019, Reason.SUPPRESSED),)


def test_too_few_years_are_said_to_be_too_few() -> None:
    found = a_report(
        {year: [float(100 + 10 * place + year - 2017) for place in range(10)] for year in range(2017, 2021)}
    )
    assert {(s.trend.way, s.trend.reason) for s in found.districts} == {(Way.UNKNOWN, Reason.TOO_FEW)}


def test_no_trend_crosses_a_break() -> None:
    found = a_report(in_all(d131=FALLING), breaks=(Break(year=2015, what="nytt system"),))
    assert found.of("131").trend.reason is Reason.NOT_COMPARABLE


def test_the_latest_year_is_one_that_at_least_half_of_the_districts_have() -> None:
    few = in_all()
    few[2020] = [400.0, *[None] * 9]
    found = a_report(few)
    assert (found.first, found.last) == (2011, 2019)


def test_a_group_that_one_district_alone_counts_has_its_years() -> None:
    found = a_report({year: [400.0 + year, *[None] * 9] for year in range(2015, 2021)})
    assert (found.first, found.last, found.together.known) == (2015, 2020, ())


def test_an_offence_group_without_any_value_has_no_years() -> None:
    found = a_report({2020: [None] * 10})
    assert (found.first, found.last, found.together.known, found.of("131").trend.way) == (None, None, (), Way.UNKNOWN)


def test_offence_groups_are_reported_event_rates_in_districts() -> None:
    own = [
        an_offence(id="a"),
        an_offence(id="b", name="Sjukhusvårdade"),
        an_offence(id="c", kind=MeasureKind.VALUE),
        an_offence(id="d", levels=(GeographyLevel.CITY,)),
    ]
    assert [i.id for i in offences(a_registry(*own))] == ["a"]


def test_the_register_follows_fourteen_groups_eleven_of_them_to_the_last_year(at: At, register: Registry) -> None:
    seen = at(2020)
    found = [reported(seen, i) for i in offences(register)]
    assert len(found) == 14
    whole = [f for f in found if f.last == 2020 and f.together.years[-1].count is not None]
    assert len(whole) == 11
    assert sum(len(f.absent) for f in found if f.last == 2020) == 1


def test_every_rate_of_the_shipped_series_says_that_its_population_is_estimated(at: At, register: Registry) -> None:
    found = reported(at(2020), register.indicators["anmald-skadegorelse"])
    known = [y for s in found.districts for y in s.known]
    assert len(known) == 100
    assert all(y.is_estimated for y in known)
    assert found.of("135").at(2015).count == 6862.0  # type: ignore[union-attr]


def test_nothing_after_the_viewpoint_is_used(at: At, register: Registry) -> None:
    found = reported(at(2016), register.indicators["anmald-skadegorelse"])
    assert max(y.year for s in found.districts for y in s.years) == 2016
    assert replace(found, viewpoint=2016) == found
