"""How much of each geography lies in which: from the register's parents and shipped inhabitants, never by name."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from indicators.crosswalks import Weights, crosswalk, weights
from indicators.errors import InputError
from indicators.model import GeographyLevel, Registry
from indicators.settings import GEOMETRY_DIR
from tests.builders import a_geography, a_registry, the_city

SHIPPED = weights(GEOMETRY_DIR)
DISTRICT, CITY_AREA = GeographyLevel.DISTRICT, GeographyLevel.CITY_AREA
PRIMARY, GROUP = GeographyLevel.PRIMARY, GeographyLevel.SOCIOECONOMIC
PUBLISHED = {"131": 55362, "132": 54377, "134": 65859, "139": 58381, "1": 109739, "2": 197287, "3": 127262, "4": 172736}
"""The city's own sums for 1 January 2025, by the code of the geography."""


def the_weights(without_area: float = 0.0, **population: float) -> Weights:
    counts = {code[1:]: count for code, count in population.items()}
    return Weights(population=counts, without_area=without_area, year=2025, source="Påhittad folkmängd")


def two_to_two(*, names: str = "Centrum") -> Registry:
    """Two districts, two city areas, and three primary areas; the district 10 is divided between the city areas."""
    lies = {"p1": ("10", "1"), "p2": ("10", "2"), "p3": ("11", "2")}
    places = [
        the_city(),
        *(a_geography(code, name=names) for code in ("10", "11")),
        *(a_geography(code, name=names, level=CITY_AREA, valid_from=2021, valid_to=None) for code in ("1", "2")),
        *(
            a_geography(code, level=PRIMARY, valid_from=None, valid_to=None, parents={DISTRICT: d, CITY_AREA: c})
            for code, (d, c) in lies.items()
        ),
    ]
    return a_registry(geographies=places)


def test_every_district_went_whole_into_one_city_area(register: Registry) -> None:
    over = crosswalk(register, SHIPPED, DISTRICT, CITY_AREA)
    assert {row.origin: row.target for row in over.rows} == {
        place.code: place.parents[CITY_AREA] for place in register.on_level(DISTRICT)
    }
    assert {row.share for row in over.rows} == {1.0}


def test_the_parts_of_a_city_area_cover_it(register: Registry) -> None:
    over = crosswalk(register, SHIPPED, DISTRICT, CITY_AREA)
    for place in register.on_level(CITY_AREA):
        assert sum(row.covered or 0 for row in over.into(place.code)) == pytest.approx(1)


def test_the_inhabitants_are_those_that_the_city_publishes(register: Registry) -> None:
    here = [
        *crosswalk(register, SHIPPED, DISTRICT, DISTRICT).rows,
        *crosswalk(register, SHIPPED, CITY_AREA, CITY_AREA).rows,
    ]
    found = {row.origin: row.population for row in here}
    assert {code: found[code] for code in PUBLISHED} == PUBLISHED


def test_the_coverage_leaves_out_those_without_area(register: Registry) -> None:
    over = crosswalk(register, SHIPPED, DISTRICT, CITY_AREA)
    assert over.coverage == pytest.approx(607_024 / 608_948)
    assert (over.without_area, over.without_weight, over.year) == (1924, (), 2025)


def test_primary_areas_without_group_lower_the_coverage(register: Registry) -> None:
    over = crosswalk(register, SHIPPED, PRIMARY, GROUP)
    assert over.coverage == pytest.approx((607_024 - 45 - 74) / 608_948)
    assert over.of("516") == ()


def test_shares_of_an_origin_are_one_together_from_any_level_to_any_that_covers_the_city(register: Registry) -> None:
    whole = [level for level in GeographyLevel if level is not GROUP]
    for origin, target in product(whole, whole):
        over = crosswalk(register, SHIPPED, origin, target)
        for place in register.on_level(origin):
            assert sum(row.share or 0 for row in over.of(place.code)) == pytest.approx(1), (origin, target)


def test_a_level_to_itself_changes_nothing(register: Registry) -> None:
    over = crosswalk(register, SHIPPED, DISTRICT, DISTRICT)
    assert [(row.origin, row.target, row.share, row.covered) for row in over.rows] == [
        (place.code, place.code, 1.0, 1.0) for place in register.on_level(DISTRICT)
    ]


def test_the_district_centrum_and_the_city_area_centrum_are_two(register: Registry) -> None:
    over = crosswalk(register, SHIPPED, DISTRICT, CITY_AREA)
    assert register.geographies["134"].name == register.geographies["2"].name == "Centrum"
    assert [row.origin for row in over.into("2")] == ["133", "134", "135"]
    assert over.of("134")[0].covered == pytest.approx(65_859 / 197_287)


def test_names_are_never_used() -> None:
    people = the_weights(_p1=30, _p2=10, _p3=60)
    alike = crosswalk(two_to_two(names="Centrum"), people, DISTRICT, CITY_AREA)
    apart = crosswalk(two_to_two(names="Annat"), people, DISTRICT, CITY_AREA)
    assert alike == apart
    told = {(r.origin, r.target): (r.share, r.covered) for r in alike.rows}
    assert told == {("10", "1"): (0.75, 1.0), ("10", "2"): (0.25, 10 / 70), ("11", "2"): (1.0, 60 / 70)}


def test_a_primary_area_without_weight_is_named_and_leaves_divided_shares_unknown() -> None:
    over = crosswalk(two_to_two(), the_weights(_p1=30, _p3=60), DISTRICT, CITY_AREA)
    assert over.without_weight == ("p2",)
    assert [(r.origin, r.target, r.share) for r in over.rows] == [
        ("10", "1", None),
        ("10", "2", None),
        ("11", "2", 1.0),
    ]


def test_without_the_file_the_error_says_which(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"folkmangd-primaromraden-2025\.csv saknas"):
        weights(tmp_path)
