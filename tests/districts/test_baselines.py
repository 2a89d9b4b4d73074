"""Where the baseline year decides: computed from the assessments' other tellings, the clearest case first."""

from __future__ import annotations

import pytest

from indicators.districts import baselines
from indicators.districts.reported import offences
from indicators.model import Registry
from indicators.texts.crime_baselines import spread
from tests.districts.reports import At, counted, in_all

PEAK = [400.0, 400.0, 400.0, 300.0, 900.0, 350.0, 380.0, 400.0, 420.0, 450.0]
"""Low in 2014, the decided baseline year; high in 2015."""


def test_a_peak_beside_the_baseline_year_turns_the_answer() -> None:
    seen, indicator = counted(in_all(d133=PEAK))
    (case,) = baselines.fragile_of(seen, [indicator])
    assert (case.geography, case.value_year, case.value) == ("133", 2020, pytest.approx(900.0))
    told = {t.baseline_year: (round(t.change_percent, 6), t.is_decided) for t in case.tellings}
    assert told == {2013: (12.5, False), 2014: (50.0, True), 2015: (-50.0, False)}
    assert case.swing == pytest.approx(100.0)
    assert [t.baseline for t in case.tellings] == [pytest.approx(2 * x) for x in (400.0, 300.0, 900.0)]


def test_a_change_of_a_few_reports_is_not_one_that_the_year_decides() -> None:
    nearly = [*PEAK[:9], 303.0]  # 1 per cent more than in 2014
    seen, indicator = counted(in_all(d131=nearly, d133=PEAK))
    slight = {case.geography: case.is_slight for case in baselines.fragile_of(seen, [indicator])}
    assert slight == {"131": True, "133": False}
    cases, places = baselines.fragile_of(seen, [indicator]), seen.registry.geographies
    said = spread(cases, indicator, places)
    assert said == (
        "Anmälda stölder: basåret avgör riktningen i en stadsdel, Stadsdel 133. I Stadsdel 131 vänder den också, men "
        "förändringen är där mindre än fem procent åt ena hållet."
    )
    only = spread(
        [c for c in baselines.fragile_of(seen, [indicator]) if c.is_slight], indicator, seen.registry.geographies
    )
    assert only.startswith("Anmälda stölder: basåret avgör inte riktningen i någon stadsdel. I Stadsdel 131")


def test_a_steady_series_hangs_on_no_year() -> None:
    seen, indicator = counted(in_all(d131=[900.0 - 60 * n for n in range(10)]))
    assert baselines.fragile_of(seen, [indicator]) == ()
    assert baselines.clearest(seen) is None


def test_the_widest_swing_comes_first() -> None:
    milder = [*PEAK[:4], 500.0, *PEAK[5:]]
    seen, indicator = counted(in_all(d131=milder, d133=PEAK))
    assert [case.geography for case in baselines.fragile_of(seen, [indicator])] == ["133", "131"]


def test_of_all_reports_to_2020_damage_in_majorna_linne_is_the_clearest(at: At, register: Registry) -> None:
    found = baselines.clearest(at(2020))
    assert found is not None
    case, series = found
    assert (case.indicator.id, case.geography) == ("anmald-skadegorelse", "135")
    counts = {y.year: y.count for y in series.of("135").years}
    assert (counts[2014], counts[2015], counts[2020]) == (2949.0, 6862.0, 4429.0)


def test_every_case_is_one_that_the_assessments_call_so(at: At, register: Registry) -> None:
    seen = at(2020)
    found = {(c.indicator.id, c.geography) for c in baselines.fragile_of(seen, offences(register))}
    called = {k for k, p in seen.progress.items() if p.direction_flips and k[0] in {i.id for i in offences(register)}}
    assert found == {key for key in called if key[1] != register.city_code}
    assert len(found) > 5
