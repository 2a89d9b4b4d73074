"""The situation: one result, whatever is asked of it."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators import observations as obs
from indicators import situation
from indicators.errors import InputError
from indicators.model import Assessment, GeographyLevel, Registry
from indicators.store import Store


def test_choice_of_level_does_not_change_what_is_hidden(store: Store, register: Registry) -> None:
    whole = situation.situation(store, register, year=2020).observations
    for level in (GeographyLevel.CITY, GeographyLevel.DISTRICT):
        alone = situation.situation(store, register, year=2020, levels=[level]).observations
        places = [g.code for g in register.on_level(level)]
        same = whole[whole[obs.GEOGRAPHY].isin(places) & whole[obs.INDICATOR].isin(set(alone[obs.INDICATOR]))]
        pd.testing.assert_frame_equal(alone.reset_index(drop=True), same.reset_index(drop=True))


def test_earlier_viewpoint_is_the_viewpoint_of_that_year(store: Store, register: Registry) -> None:
    now, then = (situation.situation(store, register, year=year) for year in (2018, 2017))
    assert {k: now.earlier[k].assessment for k in then.progress} == {k: p.assessment for k, p in then.progress.items()}
    later = [p for k, p in now.earlier.items() if k not in then.progress]
    assert {p.assessment for p in later} == {Assessment.NOT_ASSESSED}


@pytest.mark.parametrize("totals_only", [False, True])
def test_a_situation_brought_up_to_date_is_the_one_worked_out_anew(
    store: Store, register: Registry, *, totals_only: bool
) -> None:
    limits = {"levels": (GeographyLevel.CITY, GeographyLevel.DISTRICT), "totals_only": totals_only}
    before, anew = (situation.situation(store, register, year=2018, version=v, **limits) for v in (3, store.version()))  # type: ignore[arg-type]  # each of its name
    found = situation.renewed(before, store, version=anew.version, **limits)  # type: ignore[arg-type]  # each of its name
    for one, other in ((found.observations, anew.observations), (found.estimates, anew.estimates)):
        pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True))
    for results, expected in ((found.progress, anew.progress), (found.earlier, anew.earlier)):
        assert list(results) == list(expected)
        told = {key: (p.assessment, p.reason, p.value.value, p.slope) for key, p in results.items()}
        assert told == {
            key: (p.assessment, p.reason, p.value.value, None if p.slope is None else pytest.approx(p.slope, rel=1e-9))
            for key, p in expected.items()
        }


def test_one_place_with_its_breakdowns_is_told_as_among_all_places(store: Store, register: Registry) -> None:
    whole = situation.situation(store, register, year=2018, indicators=["trangboddhet"])
    totals = situation.situation(store, register, year=2018, indicators=["trangboddhet"], totals_only=True)
    found = situation.in_one_place(totals, store, "trangboddhet", "1480", version=store.version())
    own = whole.estimates[whole.estimates[obs.GEOGRAPHY] == "1480"].reset_index(drop=True)
    pd.testing.assert_frame_equal(found.estimates.reset_index(drop=True), own)
    assert (own[obs.BREAKDOWN] != "").any()
    assert found.city("trangboddhet") == totals.city("trangboddhet")


def test_nothing_after_the_viewpoint_is_used(store: Store, register: Registry) -> None:
    seen = situation.situation(store, register, year=2016)
    assert seen.estimates[obs.YEAR].max() == 2016
    assert all(p.value_year is None or p.value_year <= 2016 for p in seen.progress.values())


def test_what_was_said_along_the_way_is_what_each_year_says(store: Store, register: Registry) -> None:
    progress = situation.situation(store, register, year=2020, indicators=["trangboddhet"]).city("trangboddhet")
    assert progress is not None
    seen = situation.situation(store, register, year=2020, indicators=["trangboddhet"])
    for year, said in seen.along(progress).items():
        alone = situation.situation(store, register, year=year, indicators=["trangboddhet"]).city("trangboddhet")
        assert alone is not None
        assert alone.assessment is said


def test_changes_are_told_gravest_first(store: Store, register: Registry) -> None:
    told = [now.assessment for _, now in situation.situation(store, register, year=2018).changed()]
    assert told
    assert told == sorted(told, key=situation.NEWS.index)


def test_counts_keep_their_zeros_and_order() -> None:
    assert list(situation.count([]).items()) == [(a, 0) for a in situation.ORDER]
    assert set(situation.ORDER) == set(situation.NEWS) == set(Assessment)


@pytest.mark.parametrize("year", [1800, 2014, 2021, 3000])
def test_year_that_cannot_be_looked_from_is_refused(store: Store, register: Registry, year: int) -> None:
    with pytest.raises(InputError, match="Välj 2015–2020"):
        situation.must_be_viewpoint(store, register, year)


def test_reported_crime_is_never_summed_to_the_city(store: Store, register: Registry) -> None:
    rows, crime = situation.reported_crime(store, register)
    assert len(crime.indicators) == 11
    assert register.city_code not in set(rows[obs.GEOGRAPHY])
