"""Which districts are alike: by who lives where, never by the indicators compared."""

from __future__ import annotations

import pytest

from indicators.crosswalks import weights
from indicators.districts.likeness import LEAST, MOST, alike, mixture
from indicators.districts.shapes import shapes
from indicators.model import GeographyLevel, Registry
from indicators.settings import GEOMETRY_DIR
from indicators.texts import own_district as texts

PEOPLE = weights(GEOMETRY_DIR).population


def test_the_shares_of_a_district_sum_to_one_but_for_places_without_group(register: Registry) -> None:
    assert all(0.9 < sum(mix.values()) <= 1 + 1e-9 for mix in mixture(register, PEOPLE).values())


def test_likeness_goes_both_ways(register: Registry) -> None:
    codes = [p.code for p in register.on_level(GeographyLevel.DISTRICT)]
    found = {(code, a.geography): a.share for code in codes for a in alike(register, PEOPLE, code)}
    for (one, other), share in found.items():
        assert found.get((other, one), share) == pytest.approx(share)


def test_the_likest_come_first_and_none_under_the_limit(register: Registry) -> None:
    near = alike(register, PEOPLE, "134")
    assert 1 <= len(near) <= MOST
    assert [a.share for a in near] == sorted((a.share for a in near), reverse=True)
    assert all(a.share >= LEAST for a in near)


def test_angered_is_like_ostra_goteborg_and_norra_hisingen_like_nobody(register: Registry) -> None:
    assert [a.geography for a in alike(register, PEOPLE, "131")] == ["132"]
    assert alike(register, PEOPLE, "140") == ()


def test_the_reason_names_both_shares(register: Registry) -> None:
    told = texts.likeness(alike(register, PEOPLE, "131"), register.geographies["131"], register.geographies)
    assert told == [
        "Östra Göteborg: 60 procent av invånarna bor i samma slags områden som i Angered. Mest lika är de i områden "
        "med stora socioekonomiska utmaningar, där 56 procent bor i Angered och 33 procent i Östra Göteborg."
    ]


def test_without_inhabitants_nobody_is_alike(register: Registry) -> None:
    assert alike(register, {}, "131") == ()


def test_every_primary_area_has_inhabitants(register: Registry) -> None:
    assert set(PEOPLE) == {p.code for p in register.on_level(GeographyLevel.PRIMARY)}


def test_every_district_has_a_shape_that_surrounds_its_middle(register: Registry) -> None:
    found = {shape.code: shape for shape in shapes(GEOMETRY_DIR)}
    assert set(found) == {p.code for p in register.on_level(GeographyLevel.DISTRICT)}
    for shape in found.values():
        x, y = shape.middle
        assert min(p[0] for p in shape.rings[0]) < x < max(p[0] for p in shape.rings[0])
        assert min(p[1] for p in shape.rings[0]) < y < max(p[1] for p in shape.rings[0])
