"""Which groups made the change: the printed example, the exact sum, missing and hidden groups."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from indicators.errors import MeasureError
from indicators.measures.decomposition import contributions
from indicators.measures.distributions import Floats
from indicators.model import Reason
from tests.measures.five_groups import error_by_hand

N1, N2 = np.array([41_000.0, 38_000, 52_000]), np.array([43_500.0, 38_200, 55_100])
R1, R2 = np.array([310.0, 120, 450]) / N1 * 1e5, np.array([270.0, 131, 430]) / N2 * 1e5
E1, E2 = np.sqrt([310.0, 120, 450]) / N1 * 1e5, np.sqrt([270.0, 131, 430]) / N2 * 1e5
TEN = np.arange(10.0, 20.0)
PEOPLE = np.full(10, 1_000.0)


def by_hand(r1: Floats, r2: Floats) -> list[float]:
    """Kitagawa's contributions, one group at a time."""
    s1, s2 = N1 / N1.sum(), N2 / N2.sum()
    level = sum((a + b) / 2 * (c + d) / 2 for a, b, c, d in zip(s1, s2, r1, r2, strict=True))
    parts = zip(s1, s2, r1, r2, strict=True)
    return [(a + b) / 2 * (d - c) + (b - a) * ((c + d) / 2 - level) for a, b, c, d in parts]


def ten(**marks: Any) -> Any:
    value = marks.pop("value2", TEN + 1)
    return contributions(TEN, PEOPLE, value, PEOPLE, **marks)


def test_the_parts_of_the_example_are_the_printed_ones() -> None:
    found = contributions(R1, N1, R2, N2)
    assert [round(float(a), 1) for a in (found.change, found.rates, found.mix)] == [-64.3, -69.0, 4.7]
    assert [round(part, 1) for part in found.value.tolist()] == [-42.5, 11.1, -32.9]
    assert (found.method, float(found.n), float(found.unknown)) == ("M27", 136_800, 0)


def test_the_contributions_are_kitagawas_and_sum_to_the_change() -> None:
    found = contributions(R1, N1, R2, N2)
    assert found.value.tolist() == pytest.approx(by_hand(R1, R2), rel=1e-9)
    whole = 831 / N2.sum() * 1e5 - 880 / N1.sum() * 1e5
    assert float(found.value.sum()) == pytest.approx(whole, rel=1e-9)
    assert float(found.rates + found.mix) == pytest.approx(whole, rel=1e-9)


def test_limits_carry_the_errors_of_both_years() -> None:
    found = contributions(R1, N1, R2, N2, error1=E1, error2=E2)
    for group in range(3):
        both = np.concatenate([R1, R2]), np.concatenate([E1, E2])
        expected = error_by_hand(lambda r, g=group: by_hand(r[:3], r[3:])[g], *both)  # type: ignore[misc]
        half = float(found.upper[group] - found.lower[group]) / 2
        assert half == pytest.approx(1.959964 * expected, rel=1e-6)
    assert np.isnan(contributions(R1, N1, R2, N2).lower).all()


def test_turning_time_around_turns_every_sign() -> None:
    forth, back = contributions(R1, N1, R2, N2), contributions(R2, N2, R1, N1)
    np.testing.assert_allclose(back.value, -forth.value)


def test_what_the_city_changed_beyond_the_known_groups_is_unknown() -> None:
    gone = np.where(np.arange(10) == 3, np.nan, TEN + 1)
    found = ten(value2=gone, whole1=14.5, whole2=15.9)
    assert float(found.unknown) == pytest.approx(1.4 - 1.0)
    assert np.isnan(found.value[3])
    assert float(np.nansum(found.value)) == pytest.approx(float(found.change))


def test_the_rest_is_missing_where_the_city_is_not_known() -> None:
    gone = np.where(np.arange(10) == 3, np.nan, TEN + 1)
    assert ten(value2=gone).unknown_reason.item() is Reason.MISSING


def test_a_hidden_group_cannot_be_had_from_the_rest() -> None:
    hidden = np.arange(10) == 3
    found = ten(suppressed=hidden, whole1=14.5, whole2=15.9)
    assert found.unknown_reason.item() is Reason.SUPPRESSED
    assert np.isnan(found.unknown)
    other = ten(suppressed=hidden, whole1=99.0, whole2=1.0, value2=np.where(hidden, 77.0, TEN + 1))
    np.testing.assert_array_equal(found.value, other.value)


@pytest.mark.parametrize(
    ("value", "people", "why"),
    [
        ([1.0], [9.0], Reason.ONE_GROUP),
        ([1.0, 2.0], [9.0, 9.0], Reason.TOO_FEW),
        ([1.0, np.nan, 3.0], [9.0, 9.0, 9.0], Reason.MISSING),
        ([1.0, 2.0, 3.0], [9.0, np.nan, 9.0], Reason.MISSING),
        ([1.0, 2.0, 3.0], [0.0, 0.0, 0.0], Reason.ZERO_DENOMINATOR),
    ],
)
def test_nothing_is_told_where_groups_or_people_are_lacking(
    value: list[float], people: list[float], why: Reason
) -> None:
    found = contributions(value, people, value, people)
    assert found.reason.item() is why
    assert np.isnan(found.change)


def test_years_with_unlike_groups_are_refused() -> None:
    with pytest.raises(MeasureError, match="unequal lengths"):
        contributions([1.0, 2, 3], PEOPLE[:3], [1.0, 2, 3, 4], PEOPLE[:4])
    with pytest.raises(MeasureError, match=r"^population"):
        contributions(R1, -N1, R2, N2)
