"""Many indicators at once (M31): counts with the not assessed among them, and an index that shows its fragility."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from indicators.errors import MeasureError
from indicators.measures.composite import CAVEATS, Index, assessment_counts, index
from indicators.model import Assessment, Reason

THIRTEEN = [Assessment.ON_TRACK] * 8 + [Assessment.BEHIND] * 3 + [Assessment.NOT_ASSESSED] * 2
WAY = {"baseline": np.array([38.0, 60, 10, 5]), "target": np.array([30.0, 70, 5, 5.5])}
NOW = np.array([34.0, 72, 11, 5.1])  # half the way, past the target, the wrong way, a fifth


def test_eight_on_track_and_three_too_slow_are_of_thirteen() -> None:
    found = assessment_counts(THIRTEEN)
    assert int(found.n) == 13
    assert (int(found.value[Assessment.ON_TRACK]), int(found.value[Assessment.NOT_ASSESSED])) == (8, 2)
    assert sum(int(count) for count in found.value.values()) == 13


def test_counts_are_given_for_each_geography() -> None:
    table = [THIRTEEN, list(reversed(THIRTEEN)), [Assessment.MISSED] * 13]
    found = assessment_counts(table)
    assert found.value[Assessment.BEHIND].tolist() == [3, 3, 0]
    assert found.n.tolist() == [13, 13, 13]


@pytest.mark.parametrize("wrong", [None, "ON_TRACK", 3])
def test_what_is_no_assessment_is_not_counted_away(wrong: object) -> None:
    with pytest.raises(MeasureError, match=r"^assessments"):
        assessment_counts([Assessment.BEHIND, wrong])


def test_the_index_is_the_mean_share_of_the_way_cut_at_both_ends() -> None:
    found = index(NOW, **WAY)
    assert float(found.value) == pytest.approx((0.5 + 1 + 0 + 0.2) / 4, rel=1e-12)
    assert (found.method, found.caveats, found.reason.item()) == ("M31", CAVEATS, None)


def test_the_range_is_that_of_leaving_each_indicator_out() -> None:
    found = index(NOW, **WAY)
    others = [float(index(np.delete(NOW, i), **{k: np.delete(a, i) for k, a in WAY.items()}).value) for i in range(4)]
    assert (float(found.lowest), float(found.highest)) == pytest.approx((min(others), max(others)), rel=1e-12)


@pytest.mark.parametrize(
    ("absent", "reason"), [(0, None), (3, None), (4, Reason.TOO_FEW), (9, Reason.TOO_FEW), (10, Reason.MISSING)]
)
def test_seven_of_ten_are_enough_and_six_are_not(absent: int, reason: Reason | None) -> None:
    value = np.full(10, 5.0)
    value[:absent] = np.nan
    found = index(value, baseline=0, target=10)
    assert (found.reason.item(), int(found.present), int(found.n)) == (reason, 10 - absent, 10)
    assert bool(np.isnan(found.value)) == (reason is not None)


def test_a_target_that_is_the_baseline_leaves_no_way_and_is_absent() -> None:
    found = index([5.0, 5, 5, 5], baseline=[0, 0, 0, 5.0], target=[10, 10, 10, 5.0])
    assert (float(found.value), int(found.present)) == (0.5, 3)


def test_one_indicator_has_no_range() -> None:
    found = index([5.0], baseline=0, target=10)
    assert float(found.value) == 0.5
    assert np.isnan([found.lowest, found.highest]).all()


def test_no_ranks_are_given() -> None:
    assert not [field.name for field in fields(Index) if "rank" in field.name or "order" in field.name]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"value": [1.0, np.inf], "baseline": 0, "target": 1}, "value"),
        ({"value": [1.0, 2.0], "baseline": [0, 0, 0], "target": 1}, "unequal lengths: value"),
        ({"value": 1.0, "baseline": 0, "target": 1}, "value"),
        ({"value": [1.0], "baseline": "noll", "target": 1}, "baseline"),
    ],
)
def test_wrong_input_is_refused_by_name(arguments: dict[str, Any], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        index(**arguments)


TABLES = arrays(float, (4, 6), elements=st.one_of(st.just(np.nan), st.integers(-50, 150).map(float)))


@settings(max_examples=100, deadline=None)
@given(value=TABLES, times=st.sampled_from([-3.0, 0.01, 40.0]), order=st.permutations(range(6)))
def test_geographies_at_once_are_each_alone_whatever_order_unit_and_polarity(
    value: Any, times: float, order: list[int]
) -> None:
    found = index(value, baseline=0.0, target=100.0)
    other = index(value[:, order] * times + 7, baseline=7.0, target=100 * times + 7)
    for name in ("value", "lowest", "highest"):
        np.testing.assert_allclose(getattr(other, name), getattr(found, name), rtol=1e-9, atol=1e-12)
    for row in range(4):
        alone = index(value[row], baseline=0.0, target=100.0)
        assert alone.reason.item() == found.reason[row]
        np.testing.assert_allclose(alone.value, found.value[row])
    shown = np.isfinite(found.lowest)
    assert np.all((found.lowest <= found.value + 1e-12)[shown] & (found.value <= found.highest + 1e-12)[shown])
