"""Goals to keep the level."""

from __future__ import annotations

import pytest

from indicators.measures.hold import keep
from indicators.model import Assessment

NONE = float("nan")


@pytest.mark.parametrize(
    ("interval", "tolerance", "good", "is_over", "said"),
    [
        ((58, 55, 61), 0, 1, False, Assessment.REACHED),
        ((58, 56, 59.9), 0, 1, False, Assessment.WORSENING),
        ((58, 56, 59.9), 0, 1, True, Assessment.MISSED),
        ((58, 56, 59.9), 1, 1, False, Assessment.REACHED),
        ((64, 62, 66), 0, 1, False, Assessment.REACHED),
        ((64, 62, 66), 0, -1, False, Assessment.WORSENING),
        ((64, 59, 69), 0, -1, True, Assessment.REACHED),
        ((64, 62, 66), 1, 0, False, Assessment.WORSENING),
        ((56, 54, 58), 1, 0, False, Assessment.WORSENING),
        ((61, 60.5, 62), 1, 0, False, Assessment.REACHED),
        ((59.9, NONE, NONE), 0, 1, False, Assessment.WORSENING),
        ((60.0, NONE, NONE), 0, 1, False, Assessment.REACHED),
        ((NONE, NONE, NONE), 0, 1, False, Assessment.NOT_ASSESSED),
    ],
)
def test_a_level_is_kept_when_the_interval_reaches_the_good_side(
    interval: tuple[float, float, float], tolerance: float, good: int, is_over: bool, said: Assessment
) -> None:
    value, lower, upper = ([a] for a in interval)
    assert keep(value, lower, upper, baseline=60, tolerance=tolerance, good=good, is_over=is_over)[0] is said
