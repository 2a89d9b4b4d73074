"""The required path (M15) and the growth ratio (M17)."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.errors import MeasureError
from indicators.measures.growth import GrowthWord, growth_ratio, growth_word
from indicators.measures.path import on_path, required

WAY = {"baseline": 38.0, "baseline_year": 2014, "target": 30.0, "target_year": 2020}


def test_the_required_value_is_the_one_printed() -> None:
    assert round(float(required(2018, **WAY)), 2) == 32.67


def test_shares_of_the_way_gap_and_need_follow_from_the_path() -> None:
    found = on_path(34.5, 2018, **WAY)
    assert float(found.share_of_required) == pytest.approx(3.5 / (8 * 4 / 6))
    assert float(found.share_of_total) == pytest.approx(3.5 / 8)
    assert float(found.value) == pytest.approx(34.5 - (38 - 8 * 4 / 6))
    assert float(found.needed_per_year) == pytest.approx(-2.25)


def test_nothing_is_needed_a_year_once_the_target_year_has_come() -> None:
    assert np.isnan(on_path(34.5, 2020, **WAY).needed_per_year)


def test_no_share_is_given_where_no_way_is_due() -> None:
    assert np.isnan(on_path(38, 2014, **WAY).share_of_required)
    assert np.isnan(on_path(37, 2018, **(WAY | {"target": 38.0})).share_of_total)


def test_unequal_lengths_are_refused_by_name() -> None:
    with pytest.raises(MeasureError, match="year"):
        required([2017, 2018], **(WAY | {"target": [1, 2, 3]}))


def test_growth_ratio_holds_the_pace_so_far_against_the_pace_required() -> None:
    expected = ((34.5 / 38) ** (1 / 4) - 1) / ((30 / 38) ** (1 / 6) - 1)
    assert float(growth_ratio(34.5, 2018, **WAY)) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("changed", [{"target": 0.0}, {"baseline": 0.0}, {"target": 38.0}, {"baseline_year": 2018}])
def test_growth_ratio_is_not_defined_for_zeros_or_without_growth_due(changed: dict[str, float]) -> None:
    assert np.isnan(growth_ratio(34.5, 2018, **(WAY | changed)))


@pytest.mark.parametrize(
    ("ratio", "word"),
    [
        (0.95, GrowthWord.SIGNIFICANT),
        (0.94, GrowthWord.MODERATE),
        (0.60, GrowthWord.MODERATE),
        (0.0, GrowthWord.INSUFFICIENT),
        (-0.01, GrowthWord.AWAY),
    ],
)
def test_growth_words_change_at_eurostats_borders(ratio: float, word: GrowthWord) -> None:
    assert growth_word(ratio) is word
