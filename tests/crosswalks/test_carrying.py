"""Counts carried to another division: sums kept, hidden parts hide the whole, rates and names never used."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.crosswalks import Crosswalk, carried, crosswalk
from indicators.crosswalks.carrying import COVERAGE
from indicators.errors import InputError
from indicators.model import GeographyLevel, MeasureKind, ObservationStatus, Registry
from tests.builders import an_indicator, observed, together
from tests.crosswalks.test_shares import CITY_AREA, DISTRICT, GROUP, PRIMARY, SHIPPED, the_weights, two_to_two

CRIME = an_indicator(kind=MeasureKind.RATE, unit="per 100 000", multiplier=100_000.0)
PEOPLE = the_weights(_p1=30, _p2=10, _p3=60)


def over(origin: GeographyLevel = DISTRICT, target: GeographyLevel = CITY_AREA) -> Crosswalk:
    return crosswalk(two_to_two(), PEOPLE, origin, target)


def counts(first: Any = (40, 4000), second: Any = (60, 6000), *, year: int = 2019) -> pd.DataFrame:
    return together(*(observed(c, {year: s}, multiplier=100_000) for c, s in (("10", first), ("11", second))))


def test_a_divided_district_gives_each_city_area_its_inhabitants_share() -> None:
    found = carried(counts(), CRIME, two_to_two(), over()).set_index(obs.GEOGRAPHY)
    assert found[obs.NUMERATOR].to_dict() == {"1": 30.0, "2": 70.0}
    assert found[obs.DENOMINATOR].to_dict() == {"1": 3000.0, "2": 7000.0}
    assert found[obs.VALUE].to_dict() == {"1": 1000.0, "2": 1000.0}


def test_sums_are_kept_over_the_whole_city(register: Registry) -> None:
    codes = [place.code for place in register.on_level(DISTRICT)]
    rows = together(*(observed(c, {2019: (17 * n + 5, 40_000 + n)}, multiplier=1e5) for n, c in enumerate(codes)))
    for level in (CITY_AREA, PRIMARY, GeographyLevel.INTERMEDIATE, GeographyLevel.CITY):
        found = carried(rows, CRIME, register, crosswalk(register, SHIPPED, DISTRICT, level))
        assert found[obs.NUMERATOR].sum() == pytest.approx(rows[obs.NUMERATOR].sum())
        assert found[obs.DENOMINATOR].sum() == pytest.approx(rows[obs.DENOMINATOR].sum())


def test_a_level_to_itself_keeps_every_count() -> None:
    found = carried(counts(), CRIME, two_to_two(), over(DISTRICT, DISTRICT)).set_index(obs.GEOGRAPHY)
    assert found[obs.NUMERATOR].to_dict() == {"10": 40.0, "11": 60.0}


def test_the_result_is_marked_as_estimated_with_weights_and_coverage() -> None:
    found = carried(counts(), CRIME, two_to_two(), over())
    assert found[obs.BASE_ESTIMATED].all()
    assert (found[COVERAGE] == 1).all()
    assert set(found[obs.NOTE]) == {"Uppskattat från stadsdelar med folkmängd 2025 (Påhittad folkmängd)."}


@pytest.mark.parametrize("status", [ObservationStatus.SUPPRESSED, ObservationStatus.MISSING])
def test_a_part_without_value_leaves_the_whole_without_and_says_why(status: ObservationStatus) -> None:
    found = carried(counts(first=status), CRIME, two_to_two(), over())
    assert set(found[obs.STATUS]) == {str(status)}
    assert found[[obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR]].isna().all(axis=None)


def test_a_hidden_part_hides_more_than_a_missing_one() -> None:
    rows = counts(first=ObservationStatus.MISSING, second=ObservationStatus.SUPPRESSED)
    found = carried(rows, CRIME, two_to_two(), over()).set_index(obs.GEOGRAPHY)
    assert found[obs.STATUS].to_dict() == {"1": "missing", "2": "suppressed"}


def test_a_district_without_row_is_missing_and_never_zero() -> None:
    found = carried(counts().iloc[:1], CRIME, two_to_two(), over()).set_index(obs.GEOGRAPHY)
    assert found[obs.STATUS].to_dict() == {"1": "final", "2": "missing"}


@pytest.mark.parametrize("kind", [MeasureKind.MEAN, MeasureKind.VALUE, MeasureKind.STATE])
def test_what_is_no_count_is_refused(kind: MeasureKind) -> None:
    with pytest.raises(InputError, match="bara antal går att dela och lägga ihop"):
        carried(counts(), an_indicator(kind=kind), two_to_two(), over())


def test_a_rate_without_base_is_refused_with_its_place_and_year() -> None:
    with pytest.raises(InputError, match="plats 10 har 2019 ett värde utan antal och bas"):
        carried(counts(first=812.0), CRIME, two_to_two(), over())


def test_a_place_with_too_few_covered_inhabitants_has_no_value(register: Registry) -> None:
    groups = [place.code for place in register.on_level(GROUP)]
    rows = together(*(observed(c, {2019: (100, 9000)}, multiplier=1e5) for c in groups))
    to_primary = crosswalk(register, SHIPPED, GROUP, GeographyLevel.PRIMARY)
    assert {"516", "707"}.isdisjoint(carried(rows, CRIME, register, to_primary)[obs.GEOGRAPHY])
    to_district = crosswalk(register, SHIPPED, GROUP, DISTRICT)
    strict = carried(rows, CRIME, register, to_district, least=1.0).set_index(obs.GEOGRAPHY)
    assert strict[obs.STATUS]["136"] == "missing"
    assert "för få av invånarna täcks" in strict[obs.NOTE]["136"]
    assert strict[obs.STATUS]["131"] == "final"


def test_preliminary_parts_make_a_preliminary_whole() -> None:
    rows = counts()
    rows.loc[0, obs.STATUS] = str(ObservationStatus.PRELIMINARY)
    found = carried(rows, CRIME, two_to_two(), over()).set_index(obs.GEOGRAPHY)
    assert set(found[obs.STATUS]) == {"preliminary"}
