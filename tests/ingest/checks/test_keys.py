from __future__ import annotations

from typing import Any

import pytest

from indicators.ingest.checks import Scope
from indicators.model import GeographyLevel
from tests.builders import a_geography, a_registry, an_indicator, observed, the_city
from tests.ingest.checks.builders import FOREIGN, TEMPLATE, a_count, a_survey, an_entry, checked, codes

PLACES = [
    the_city(),
    a_geography("131", name="Angered", spellings=("Angereds stadsdelsnämnd",)),
    a_geography("134", name="Centrum"),
    a_geography("20", name="Centrum", level=GeographyLevel.CITY_AREA, valid_from=2021, valid_to=None),
]
REGISTER = a_registry(an_indicator(), geographies=PLACES)


def advice(**given: Any) -> str:
    """What is said about a row of the survey with a fault in its key."""
    (finding,) = checked(a_survey(**given), scope=FOREIGN, registry=REGISTER).findings
    return finding.advice


@pytest.mark.parametrize(
    "text", ["131", "Angered", "angered", "SDN Angered", "Angered (131)", "angereds stadsdelsnämnd"]
)
def test_a_place_is_known_by_everything_it_is_called(text: str) -> None:
    assert checked(a_survey(geography=text), registry=REGISTER).observations["geography"].tolist() == ["131"]


def test_the_year_and_the_level_tell_places_of_one_name_apart() -> None:
    result = checked(a_survey(geography="Centrum"), scope=FOREIGN, registry=REGISTER)
    assert result.observations["geography"].tolist() == ["134"]


def test_a_misspelt_place_gives_the_nearest() -> None:
    assert advice(geography="Cemtrum") == "Menade du Centrum?"


def test_a_place_like_nothing_known_gives_what_to_write() -> None:
    assert advice(geography="Kiruna kommun") == "Skriv platsens kod, som i mallen."


def test_a_misspelt_indicator_gives_the_nearest() -> None:
    assert advice(indicator="Andel som känner sig tryga") == "Menade du an-indicator?"


def test_a_misspelt_breakdown_gives_the_nearest() -> None:
    assert advice(breakdown="kvinnor") == "Menade du kon=kvinna?"


def test_a_year_in_a_date_format_gives_the_year() -> None:
    assert advice(period="1905-07-11") == "Menade du 2019? Välj talformat för cellen."


def test_a_day_that_hides_no_year_is_a_day() -> None:
    assert "outside-series" in codes(checked(a_survey(period="1905-12-24"), scope=FOREIGN))


@pytest.mark.parametrize("text", ["2018K1", "2018M03", "VT 2018", "2018-06-30", "17 oktober 2018"])
def test_a_part_of_a_year_is_asked_about_and_stands_as_the_year(text: str) -> None:
    result = checked(a_survey(period=text), scope=FOREIGN)
    assert (codes(result), result.observations["year"].tolist()) == (["part-of-year"], [2018])


@pytest.mark.parametrize("text", ["2018", "2017/18", "2017–2018", "2018-12-31", "2018-01-01", "31 december 2018"])
def test_a_whole_year_and_the_day_that_begins_or_ends_one_need_no_question(text: str) -> None:
    assert codes(checked(a_survey(period=text), scope=FOREIGN)) == []


@pytest.mark.parametrize(
    ("year", "found"), [("2017", ["other-year"]), ("2018", []), ("2019", []), ("2020", ["other-year"])]
)
def test_a_template_gives_its_year_and_the_one_before(year: str, found: list[str]) -> None:
    assert codes(checked(a_survey(period=year), scope=TEMPLATE)) == found


def test_a_place_of_somebody_else_is_named_with_the_own() -> None:
    (finding,) = checked(a_survey(geography="132")).findings
    assert finding.advice == "Ta bort raden. Du lämnar uppgifter för Stadsdel 131."


def test_a_sender_of_any_place_may_hand_in_for_all() -> None:
    assert codes(checked(a_survey(geography="132"), scope=Scope())) == []


def test_breakdowns_are_written_in_the_registers_order() -> None:
    registry = a_registry(an_indicator(breakdowns=("alder", "kon")))
    rows = checked(a_survey(breakdown="kon=man|alder=16-24"), registry=registry).observations
    assert rows["breakdown"].tolist() == ["alder=16-24|kon=man"]


def test_a_category_must_be_one_that_stands() -> None:
    registry = a_registry(an_indicator(breakdowns=("huvudman",)))
    standing = observed("131", {2018: 60.0}, breakdown="huvudman=kommunal")
    result = checked(a_survey(breakdown="huvudman=kommunalt"), registry=registry, standing=standing)
    assert [f.advice for f in result.findings] == ["Menade du huvudman=kommunal?"]


def test_the_same_figure_twice_is_found_in_both_places_also_by_another_name() -> None:
    result = checked(a_survey(4), a_survey(5, geography="Stadsdel 131", sheet="Annat"), a_count(6))
    assert [(f.cell, f.advice) for f in result.findings] == [
        ("G4", "Uppgiften finns också i Annat G5. Ta bort den ena."),
        ("G5", "Uppgiften finns också i Enkät G4. Ta bort den ena."),
    ]
    assert len(result.observations) == 1


def test_every_fault_of_a_row_is_found() -> None:
    row = an_entry(geography="132", period="2016", value="ca 12", denominator=0, status="kanske")
    assert set(codes(checked(row))) == {
        "other-geography",
        "other-year",
        "text-for-number",
        "zero-base",
        "unknown-status",
    }


def test_a_long_text_of_the_file_is_cut_with_a_mark() -> None:
    (finding,) = checked(a_survey(period="x" * 500)).findings
    assert (len(finding.value), finding.value[-2:]) == (200, "x…")


@pytest.mark.parametrize(
    ("code", "level", "year", "said"),
    [
        ("134", GeographyLevel.DISTRICT, 2021, "Stadsdel Centrum (134, 2011–2020). Välj ett annat år eller en annan"),
        ("20", GeographyLevel.CITY_AREA, 2019, "Stadsområde Centrum (20, från 2021). Välj ett annat år eller en annan"),
    ],
)
def test_a_place_is_refused_outside_the_years_it_was_in_force(
    code: str, level: GeographyLevel, year: int, said: str
) -> None:
    registry = a_registry(an_indicator(levels=(level,)), geographies=PLACES)
    result = checked(a_survey(geography=code, period=str(year)), scope=FOREIGN, registry=registry)
    (finding,) = [f for f in result.findings if f.code == "geography-not-valid"]
    assert finding.advice.startswith(said)
    assert result.observations.empty
