from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import registry
from indicators.errors import InputError
from indicators.geographies import children, described, find, valid_in
from indicators.model import Geography, GeographyLevel
from indicators.settings import REGISTRY_DIR
from tests.builders import a_geography, a_registry, the_city

SHIPPED = registry.load(
    {
        name: content
        for name, content in registry.read_folder(REGISTRY_DIR).items()
        if name in ("programme.toml", "geographies.toml")
    }
)


def test_the_shipped_register_has_every_geography() -> None:
    counts = {level: len(SHIPPED.on_level(level)) for level in GeographyLevel}
    assert counts == {"kommun": 1, "sdn": 10, "stadsomrade": 4, "mellanomrade": 36, "primaromrade": 96, "grupp": 6}


def test_the_ten_districts_are_in_force_2011_to_2020() -> None:
    districts = SHIPPED.on_level(GeographyLevel.DISTRICT)
    assert [d.code for d in districts] == [str(code) for code in range(131, 141)]
    assert {(d.valid_from, d.valid_to) for d in districts} == {(2011, 2020)}


def test_the_city_areas_are_in_force_from_2021() -> None:
    assert {(a.valid_from, a.valid_to) for a in SHIPPED.on_level(GeographyLevel.CITY_AREA)} == {(2021, None)}


def test_a_primary_area_knows_who_it_lies_in() -> None:
    assert SHIPPED.geographies["101"].parents == {
        GeographyLevel.CITY: "1480",
        GeographyLevel.CITY_AREA: "2",
        GeographyLevel.DISTRICT: "135",
        GeographyLevel.INTERMEDIATE: "35",
        GeographyLevel.SOCIOECONOMIC: "G3",
    }


def test_primary_areas_lie_in_the_district_of_their_intermediate_area() -> None:
    for area in SHIPPED.on_level(GeographyLevel.PRIMARY):
        between = SHIPPED.geographies[area.parents[GeographyLevel.INTERMEDIATE]]
        assert area.parents[GeographyLevel.DISTRICT] == between.parents[GeographyLevel.DISTRICT]


def test_the_groups_hold_the_primary_areas_that_the_source_counts() -> None:
    groups = SHIPPED.on_level(GeographyLevel.SOCIOECONOMIC)
    assert [len(children(SHIPPED, group.code)) for group in groups] == [8, 11, 36, 10, 13, 16]


def test_the_groups_say_that_they_were_made_after_2020() -> None:
    assert all("efter 2020" in group.note for group in SHIPPED.on_level(GeographyLevel.SOCIOECONOMIC))


@pytest.mark.parametrize("geography", SHIPPED.geographies.values(), ids=lambda geography: geography.code)
def test_every_geography_is_found_by_code_and_by_name_with_level(geography: Geography) -> None:
    assert find(SHIPPED, geography.code) is geography
    assert find(SHIPPED, geography.name.upper(), level=geography.level) is geography
    assert find(SHIPPED, f"{geography.code} {geography.name}") is geography


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SDN Angered", "131"),
        ("Angereds stadsdel", "131"),
        ("131 Angered", "131"),
        ("Angered (131)", "131"),
        ("131 - SDN Angered", "131"),
        ("SDN 131", "131"),
        ("Askim Frölunda Högsbo", "136"),
        ("Askim/Frölunda/Högsbo", "136"),
        ("Askim, Frölunda och Högsbo", "136"),
        ("Askim–Frölunda–Högsbo", "136"),
        ("O\u0308stra Go\u0308teborg", "132"),
        ("Stadsdelsnämnden Majorna-Linné", "135"),
        ("  göteborgs\u00a0stad ", "1480"),
        ("Göteborg kommun", "1480"),
        ("Hela staden", "1480"),
        ("stadsområde Centrum", "2"),
        ("stadsdelen Centrum", "134"),
        ("Socioekonomisk grupp 3", "G3"),
        ("g3", "G3"),
    ],
)
def test_other_spellings_are_understood(text: str, code: str) -> None:
    assert find(SHIPPED, text).code == code


def test_a_name_of_two_levels_is_not_guessed() -> None:
    with pytest.raises(
        InputError, match=r"stadsdel Centrum \(134, 2011–2020\) eller stadsområde Centrum \(2, från 2021\)"
    ):
        find(SHIPPED, "Centrum")


@pytest.mark.parametrize(("year", "code"), [(2020, "134"), (2021, "2")])
def test_the_year_tells_the_district_from_the_city_area(year: int, code: str) -> None:
    assert find(SHIPPED, "Centrum", year=year).code == code


@pytest.mark.parametrize(("level", "code"), [(GeographyLevel.INTERMEDIATE, "71"), (GeographyLevel.PRIMARY, "412")])
def test_the_level_tells_two_of_one_name_apart(level: GeographyLevel, code: str) -> None:
    assert find(SHIPPED, "Backa", level=level).code == code


@pytest.mark.parametrize(
    ("text", "level", "year", "message"),
    [
        ("Angred", None, None, '"Angred" är ingen känd plats. Menade du Angered (131)?'),
        ("Ostra Goteborg", None, None, "Menade du Östra Göteborg (132)"),
        ("xyz", None, None, "Skriv platsens namn eller kod"),
        ("", None, None, '"" är ingen känd plats.'),
        ("131 Centrum", None, None, "koden 131 är Angered. Rätta koden eller namnet."),
        ("Angered", None, 2022, '"Angered" gäller inte 2022: stadsdel Angered (131, 2011–2020).'),
        ("Angered", GeographyLevel.PRIMARY, None, "är stadsdel Angered (131, 2011–2020), inte primärområde."),
        ("Angred", GeographyLevel.DISTRICT, None, "ingen känd plats på nivån stadsdel. Menade du Angered (131)?"),
        ("Angered" + " " * 200 + "x", None, None, "är ingen känd plats."),
        ("SDN", None, None, "är ingen känd plats."),
    ],
)
def test_what_names_no_place_is_refused_with_advice(
    text: str, level: GeographyLevel | None, year: int | None, message: str
) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        find(SHIPPED, text, level=level, year=year)


@given(st.text(max_size=200))
def test_any_text_is_found_or_refused_on_one_line(text: str) -> None:
    try:
        found = find(SHIPPED, text)
    except InputError as refused:
        found, message = None, str(refused)
    assert found is not None or (len(message) < 400 and message.isprintable())


def test_a_geography_is_found_in_a_mapping_too() -> None:
    assert find({"131": a_geography("131", name="Angered")}, "angered").code == "131"


def test_children_of_one_level_are_given_in_order() -> None:
    assert [g.code for g in children(a_registry(), "1480", GeographyLevel.DISTRICT)][:2] == ["131", "132"]


def test_children_of_an_unknown_code_are_refused() -> None:
    with pytest.raises(InputError, match=r'Koden "999" finns inte'):
        children(a_registry(), "999")


@pytest.mark.parametrize(("year", "is_valid"), [(2010, False), (2011, True), (2020, True), (2021, False)])
def test_a_district_is_valid_in_its_years_ends_included(year: int, is_valid: bool) -> None:
    assert valid_in(a_geography(), year) is is_valid


def test_a_geography_without_limits_is_always_valid() -> None:
    assert valid_in(the_city(), 1700)


def test_a_geography_is_described_without_span_when_it_has_none() -> None:
    assert described(the_city()) == "kommun Göteborg (1480)"
