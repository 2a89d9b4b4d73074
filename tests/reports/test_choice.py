"""A choice picks rows out of what everybody may see, and nothing else."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.errors import InputError
from indicators.model import TOTAL, GeographyLevel, Registry
from indicators.reports.choice import Choice
from indicators.reports.contents import gather
from indicators.reports.read_me import chosen
from indicators.store import Store

CHOICES = {
    "one indicator": Choice(indicators=("anmalda-ran",)),
    "one area": Choice(strategic_areas=(5,)),
    "one district": Choice(geographies=("131",)),
    "a level and the city": Choice(levels=(GeographyLevel.PRIMARY,), geographies=("1480",)),
    "some years": Choice(first=2015, last=2017),
    "everybody together": Choice(breakdowns=(TOTAL,)),
    "by sex": Choice(breakdowns=("kon",)),
    "all at once": Choice(
        strategic_areas=(1, 2), levels=(GeographyLevel.DISTRICT,), first=2014, breakdowns=(TOTAL, "kon")
    ),
}


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_has_the_rows_of_everything_that_fit_it(store: Store, register: Registry, name: str) -> None:
    choice = CHOICES[name]
    told = gather(store, register, choice).values
    whole = gather(store, register, Choice()).values
    levels = {str(level) for level in choice.levels}
    fits = whole["strategic_area"].isin(choice.strategic_areas or range(1, 11))
    fits &= whole["indicator"].isin(choice.indicators or list(register.indicators))
    if choice.levels or choice.geographies:
        fits &= whole["geography_level"].isin(levels) | whole["geography"].isin(choice.geographies)
    fits &= whole[obs.YEAR].between(choice.first or 0, choice.last or 9999)
    if choice.breakdowns:
        own = whole[obs.BREAKDOWN].str.replace("=.*", "", regex=True)
        fits &= own.isin(choice.breakdowns)
    assert 0 < len(told) < len(whole)
    pd.testing.assert_frame_equal(told, whole[fits].reset_index(drop=True))


def test_a_divided_row_is_there_only_where_all_its_dimensions_are_chosen(register: Registry) -> None:
    rows = pd.DataFrame({obs.INDICATOR: "anmalda-ran", obs.BREAKDOWN: ["", "kon=man", "alder=16-24|kon=man"]})
    assert list(Choice(breakdowns=("kon",)).rows(rows, register)[obs.BREAKDOWN]) == ["kon=man"]
    assert list(Choice(breakdowns=("kon", "alder")).rows(rows, register)[obs.BREAKDOWN])[1:] == ["alder=16-24|kon=man"]


def test_everything_unknown_is_told_at_once(register: Registry) -> None:
    with pytest.raises(InputError) as refused:
        Choice(indicators=("x",), geographies=("9",), breakdowns=("y",), first=2019, last=2014).must_be_known(register)
    assert str(refused.value).count("finns inte i registret") == 3
    assert "Första året 2019 ligger efter det sista, 2014." in str(refused.value)


def test_the_choice_is_told_in_words(register: Registry) -> None:
    choice = Choice(strategic_areas=(5,), levels=(GeographyLevel.DISTRICT,), last=2019, breakdowns=(TOTAL,))
    assert chosen(choice, register) == "Urval: område 5; stadsdelar; till och med 2019; alla tillsammans."


def test_events_and_method_changes_of_the_chosen_indicators_and_years_go_along(
    store: Store, register: Registry
) -> None:
    told = gather(store, register, Choice(indicators=("behoriga-yrkesprogram",), first=2010, last=2014)).events
    assert "metodbyte" in set(told["kind"])
    assert set(told["indicators"]) == {"behoriga-yrkesprogram"}
    later = gather(store, register, Choice(indicators=("behoriga-yrkesprogram",), first=2019)).events
    assert not set(told.loc[told["date"].str[:4] == "2012", "event"]) & set(later["event"])


def test_only_the_deliveries_behind_the_rows_are_among_the_sources(store: Store, register: Registry) -> None:
    told = gather(store, register, Choice(indicators=("anmalda-ran",)))
    assert set(told.sources["batch"]) == set(told.values[obs.BATCH])
    assert len(told.sources) < len(gather(store, register, Choice()).sources)
