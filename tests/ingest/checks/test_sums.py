from __future__ import annotations

from typing import Any

import pytest

from indicators.ingest.checks import Checked, Scope
from indicators.model import MeasureKind
from tests.builders import a_registry, an_indicator, observed
from tests.ingest.checks.builders import THINGS, a_survey, an_entry, checked, codes

WOMEN, MEN = {"breakdown": "kon=kvinna"}, {"breakdown": "kon=man"}
REGISTER = a_registry(an_indicator(kind=MeasureKind.REGISTER_SHARE))


def register(*counts: tuple[int, int], **options: Any) -> Checked:
    """Everybody, women and men of a register share."""
    rows = [
        an_entry(row, numerator=numerator, denominator=denominator, **part)
        for row, (numerator, denominator), part in zip((4, 5, 6), counts, ({}, WOMEN, MEN), strict=False)
    ]
    return checked(*rows, registry=REGISTER, **options)


def test_women_and_men_are_everybody() -> None:
    assert codes(register((90, 200), (40, 100), (50, 100))) == []


def test_more_women_and_men_than_everybody_is_an_error_at_the_total() -> None:
    (finding,) = register((90, 200), (40, 100), (51, 100)).findings
    assert (finding.code, finding.cell, finding.expected) == ("parts-above-total", "G4", "minst 91")


def test_a_base_that_does_not_add_up_is_found_in_the_bases_cell() -> None:
    assert [(f.code, f.cell) for f in register((90, 200), (40, 100), (50, 101)).findings] == [
        ("parts-above-total", "H4")
    ]


def test_fewer_answers_by_sex_than_in_all_is_no_fault_in_a_survey() -> None:
    assert codes(checked(a_survey(4), a_survey(5, 70, 180, **WOMEN), a_survey(6, 78, 190, **MEN))) == []


def test_a_count_outside_the_parts_is_told_in_counts_and_shares_in_their_unit() -> None:
    rows = [
        a_survey(row, None, 400 if row == 4 else 200, numerator=counted, **part)
        for row, counted, part in ((4, 168, {}), (5, 70, WOMEN), (6, 75, MEN))
    ]
    (finding,) = (f for f in checked(*rows).findings if f.code == "total-outside-parts")
    assert (finding.value, finding.expected) == ("168", "140–150")
    assert finding.advice.replace("\xa0", " ").startswith(
        "Alla har 42,0 %, men delarna ligger mellan 35,0 % och 37,5 %."
    )
    rows = [a_survey(4), a_survey(5, 60, 200, **WOMEN), a_survey(6, 65, 200, **MEN)]
    (finding,) = (f for f in checked(*rows).findings if f.code == "total-outside-parts")
    assert finding.expected.replace("\xa0", " ") == "60,0–65,0 %"


def test_a_part_without_a_figure_leaves_the_sum_open() -> None:
    rows = [
        an_entry(4, numerator=90, denominator=200),
        an_entry(5, numerator=40, denominator=100, **WOMEN),
        an_entry(6, numerator=None, denominator=None, status="Sekretess", **MEN),
    ]
    assert codes(checked(*rows, registry=REGISTER)) == []


def test_a_figure_that_stands_is_never_written_out() -> None:
    standing = observed("131", {2019: (3, 97)}, breakdown="kon=man")
    found = register((40, 100), (40, 90), standing=standing).findings
    assert {finding.code for finding in found} == {"parts-against-stored"}
    assert not any(set("0123456789") & set(finding.advice + finding.expected) for finding in found)


def test_what_the_file_says_replaces_what_stands() -> None:
    assert codes(register((90, 200), (40, 100), (50, 100), standing=observed("131", {2019: (500, 600)}))) == []


def test_parts_may_be_of_other_dimensions() -> None:
    registry = a_registry(an_indicator(kind=MeasureKind.REGISTER_SHARE, breakdowns=("huvudman",)))
    rows = [
        an_entry(4, numerator=90, denominator=200),
        an_entry(5, numerator=60, denominator=100, breakdown="huvudman=kommunal"),
        an_entry(6, numerator=31, denominator=100, breakdown="huvudman=enskild"),
    ]
    assert codes(checked(*rows, registry=registry)) == ["parts-above-total"]


@pytest.mark.parametrize(("city", "found"), [(11, []), (10, ["parts-against-stored"])])
def test_the_districts_are_together_at_most_the_city(city: int, found: list[str]) -> None:
    rows = [
        an_entry(4, indicator=THINGS, geography="1480", value=city),
        an_entry(5, indicator=THINGS, value=7),
        an_entry(6, indicator=THINGS, geography="132", value=4),
    ]
    assert codes(checked(*rows, scope=Scope())) == found


def test_a_district_is_held_against_the_city_that_stands() -> None:
    standing = observed("1480", {2019: 5.0}, indicator=THINGS, multiplier=1.0)
    assert codes(checked(an_entry(indicator=THINGS, value=7), standing=standing)) == ["parts-against-stored"]
