"""One district against those like it: two samples (M06 b), the overall test first, nothing beside a hidden one."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.districts.against_alike import own_against_alike
from indicators.districts.judging import Verdict
from indicators.districts.overview import overview
from indicators.districts.own import Against, Group, OwnDistrict
from indicators.model import Good, MeasureKind, ObservationStatus
from indicators.texts import own_district as texts
from tests.builders import Seen, an_indicator
from tests.districts.tables import ALIKE, APART, CODES, a_situation

PEERS = ("134", "135")


def against(values: tuple[Seen, ...] = APART, *, code: str = "131", **changes: object) -> OwnDistrict:
    seen = a_situation({2019: values}, an_indicator(**changes))
    return own_against_alike(seen, overview(seen), code, PEERS)


def verdict(found: OwnDistrict) -> Verdict:
    (row,) = found.rows
    assert row.district is not None
    return row.district.verdict


@pytest.mark.parametrize(
    ("good", "low", "high"),
    [
        (Good.HIGH, Verdict.WORSE, Verdict.BETTER),
        (Good.LOW, Verdict.BETTER, Verdict.WORSE),
        (Good.NONE, Verdict.LOWER, Verdict.HIGHER),
    ],
)
def test_a_district_beyond_the_limits_differs_from_the_like(good: Good, low: Verdict, high: Verdict) -> None:
    assert verdict(against(code="131", good=good)) is low
    assert verdict(against(code="133", good=good)) is high


def test_the_like_are_one_sum() -> None:
    district = against().rows[0].district
    assert district is not None
    assert district.rest == pytest.approx(100 * (185 + 190) / 600)
    assert district.difference == pytest.approx(30 - 62.5)


def test_a_district_near_the_like_cannot_be_told_from_them() -> None:
    assert verdict(against(code="136")) is Verdict.NOT_APART


def test_where_the_ten_cannot_be_told_apart_none_differs_from_the_like() -> None:
    assert verdict(against(ALIKE)) is Verdict.NOT_APART


@pytest.mark.parametrize("gone", [ObservationStatus.SUPPRESSED, None])
def test_a_like_district_without_shown_value_leaves_nothing_to_compare_with(gone: Seen) -> None:
    found = against((*APART[:4], gone, *APART[5:]))
    district = found.rows[0].district
    assert district is not None
    assert (district.verdict, district.rest, district.difference) == (Verdict.NOT_TESTED, None, None)
    assert "ett värde saknas, är dolt eller saknar antal" in texts.group(found, Group.UNTESTED)


def test_a_hidden_district_stays_hidden() -> None:
    assert verdict(against((ObservationStatus.SUPPRESSED, *APART[1:]))) is Verdict.ABSENT


def test_what_has_no_counts_is_not_tested() -> None:
    assert verdict(against(kind=MeasureKind.STATE, unit="")) is Verdict.NOT_TESTED


def test_the_words_name_the_like_districts_and_not_the_rest_of_the_city() -> None:
    found = against()
    assert found.against is Against.ALIKE
    place = a_situation({2019: APART}).registry.geographies["131"]
    assert texts.title(found, place).endswith(
        "sämre än de liknande stadsdelarna på en indikator och inte säkerställt bättre på någon"
    )
    assert "två stickprov" in texts.reading(Against.ALIKE, 2014)[-1]


def test_ten_districts_alike_are_seldom_said_to_differ_from_the_like() -> None:
    rng = np.random.default_rng(5)
    claims = 0
    for _ in range(60):
        values = tuple((float(count), 300.0) for count in rng.binomial(300, 0.6, len(CODES)))
        claims += verdict(against(values)) in (Verdict.BETTER, Verdict.WORSE)
    assert claims <= 1
