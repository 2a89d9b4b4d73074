"""Which rows the template has."""

from __future__ import annotations

import pytest

from indicators.ingest.template import Asked, rows
from indicators.model import GeographyLevel, Indicator, MeasureKind
from tests.builders import a_registry, an_indicator, observed
from tests.ingest.template.templates import a_register


def keys(*indicators: Indicator, year: int = 2019) -> list[str]:
    return [row.key for row in rows(a_registry(*indicators), "131", year)]


def test_an_indicator_has_a_row_for_everybody_and_one_for_each_sex() -> None:
    assert keys(an_indicator()) == ["an-indicator", "an-indicator|kon=kvinna", "an-indicator|kon=man"]


def test_an_indicator_of_another_level_is_left_out() -> None:
    assert keys(an_indicator(levels=(GeographyLevel.CITY,))) == []


@pytest.mark.parametrize("changes", [{"first_year": 2020}, {"last_year": 2018}])
def test_an_indicator_is_asked_for_only_in_its_years(changes: dict[str, int]) -> None:
    assert keys(an_indicator(**changes)) == []


@pytest.mark.parametrize(("year", "is_due"), [(2018, True), (2019, False), (2020, True)])
def test_a_survey_every_other_year_is_not_asked_for_between(year: int, is_due: bool) -> None:
    assert bool(keys(an_indicator(first_year=2012, frequency="vartannat år"), year=year)) is is_due


def test_a_survey_about_every_third_year_is_always_asked_for() -> None:
    assert keys(an_indicator(frequency="ungefär vart tredje år"))


def test_a_district_that_is_no_more_is_asked_for_nothing() -> None:
    assert keys(an_indicator(), year=2021) == []


def test_groups_beside_the_sexes_are_those_that_stand_in_the_store() -> None:
    registry = a_registry(an_indicator(breakdowns=("huvudman", "kon")))
    known = observed("131", {2018: 60.0}, breakdown="huvudman=enskild")
    assert [row.group for row in rows(registry, "131", 2019, known)] == ["Alla", "Enskilda", "Kvinnor", "Män"]


def test_a_stored_group_that_the_register_does_not_allow_is_left_out() -> None:
    known = observed("131", {2018: 60.0}, breakdown="alder=16-24")
    assert len(rows(a_registry(an_indicator(breakdowns=())), "131", 2019, known)) == 1


@pytest.mark.parametrize(
    ("kind", "asked", "unit"),
    [
        (MeasureKind.RATE, Asked.NUMERATOR, "antal"),
        (MeasureKind.REGISTER_SHARE, Asked.NUMERATOR, "antal"),
        (MeasureKind.SHARE, Asked.VALUE, "procent"),
        (MeasureKind.VALUE, Asked.VALUE, "procent"),
    ],
)
def test_counted_kinds_ask_for_the_numerator(kind: MeasureKind, asked: Asked, unit: str) -> None:
    row = rows(a_registry(an_indicator(kind=kind)), "131", 2019)[0]
    assert (row.asked, row.unit) == (asked, unit)


def test_a_register_share_that_has_only_ever_been_a_value_is_asked_for_as_a_value() -> None:
    registry = a_registry(an_indicator(kind=MeasureKind.REGISTER_SHARE))
    assert rows(registry, "131", 2019, observed("131", {2018: 60.0}))[0].asked is Asked.VALUE


def test_a_series_by_school_years_is_asked_for_by_school_year_and_says_so() -> None:
    known = observed("131", {2018: 60.0}, period="2017/18")
    row = rows(a_registry(an_indicator()), "131", 2019, known)[0]
    assert (row.period, row.period_before, row.name) == (
        *("2018/19", "2017/18"),
        "Andel som känner sig trygga, läsåret 2018/19",
    )


def test_a_made_up_indicator_says_so_in_its_name() -> None:
    assert rows(a_register(), "131", 2019)[1].name == "Trygga ute (påhittad)"
