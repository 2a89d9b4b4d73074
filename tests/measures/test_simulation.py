"""Why M16 is as it is: twenty thousand made-up surveys where the truth is known (fixed seed)."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.measures.estimates import share_interval
from indicators.measures.progress import assess, series
from indicators.model import Assessment

SERIES = 20_000
YEARS = np.arange(2014, 2020)
BASELINE = 0.30
LAST = 0.24  # a fifth lower in six years, 2020


def shares_of(pace: float, n: int) -> dict[Assessment, float]:
    """Assessments of binomial series that go `pace` times as fast as required, six yearly points."""
    truth = BASELINE + pace * (LAST - BASELINE) * (YEARS - 2014) / 6
    answers = np.random.default_rng(20_14).binomial(n, truth, (SERIES, len(YEARS)))
    seen = share_interval(answers, n)
    found = assess(
        series(
            YEARS,
            seen.value,
            lower=seen.lower,
            upper=seen.upper,
            baseline_year=2014,
            target=100 * LAST,
            target_year=2020,
            good=-1,
        )
    )
    return {word: float(np.mean(found.assessment == word)) for word in Assessment}


@pytest.mark.parametrize("n", [300, 1_000, 5_000])
def test_little_is_said_when_nothing_changes(n: int) -> None:
    said = shares_of(0.0, n)
    assert said[Assessment.ON_TRACK] <= 0.04
    assert said[Assessment.WORSENING] <= 0.04


def test_half_the_pace_is_seldom_called_on_track() -> None:
    assert shares_of(0.5, 1_000)[Assessment.ON_TRACK] <= 0.08


def test_the_required_pace_is_mostly_called_on_track_and_seldom_behind() -> None:
    said = shares_of(1.0, 1_000)
    assert said[Assessment.ON_TRACK] >= 0.68
    assert said[Assessment.BEHIND] <= 0.05
