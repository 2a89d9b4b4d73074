"""Control charts: the printed example, each signal, phases and what has no chart."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from indicators.errors import MeasureError
from indicators.measures.control_charts import Capability, ControlChart, Signal, control_chart
from indicators.model import Change, Reason

PRINTED = [54, 57, 52, 58, 55, 53, 49, 48, 47, 46, 44, 43]
STEADY = [10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11]


def chart(values: Any, **changes: Any) -> ControlChart:
    size = np.shape(values)[-1]
    return control_chart(values, **({"times": range(size), "points_per_year": 12, "good": "low"} | changes))


def test_the_chart_is_the_one_printed() -> None:
    found = chart(PRINTED)
    assert [round(float(a[0]), 2) for a in (found.centre, found.lower, found.upper)] == [50.5, 43.49, 57.51]
    assert found.signal.tolist() == [None] * 3 + [Signal.OUTSIDE] + [Signal.RUN] * 7 + [Signal.OUTSIDE]
    assert found.signals[Signal.RUN].tolist() == [False] * 3 + [True] * 9
    assert found.meaning.tolist() == [None] * 3 + [Change.WORSENED] + [Change.IMPROVED] * 8


def naive(values: list[float]) -> tuple[float, float, list[Signal | None]]:
    """The rule read aloud, point by point."""
    moves = [abs(b - a) for a, b in pairwise(values)]
    usual = sum(moves) / len(moves)
    kept = [m for m in moves if m < 3.267 * usual]
    centre, reach = sum(values) / len(values), 2.66 * sum(kept) / len(kept)
    said: list[Signal | None] = []
    for i, value in enumerate(values):
        sevens = [values[j : j + 7] for j in range(max(0, i - 6), i + 1) if j + 7 <= len(values)]
        threes = [values[j : j + 3] for j in range(max(0, i - 2), i + 1) if j + 3 <= len(values)]
        near = [w for w in threes if sum(reach * 2 / 3 < abs(v - centre) <= reach for v in w) >= 2]
        if abs(value - centre) > reach:
            said.append(Signal.OUTSIDE)
        elif any(w in (sorted(set(w)), sorted(set(w))[::-1]) for w in sevens):
            said.append(Signal.RUN)
        elif abs(value - centre) > reach * 2 / 3 and any(
            all(v > centre for v in w) or all(v < centre for v in w) for w in near
        ):
            said.append(Signal.NEAR_LIMIT)
        elif any(all(v > centre for v in w) or all(v < centre for v in w) for w in sevens):
            said.append(Signal.ONE_SIDE)
        else:
            said.append(None)
    return centre, reach, said


def test_five_hundred_charts_at_once_are_the_rule_read_point_by_point() -> None:
    chance = np.random.default_rng(3)
    values = chance.normal(50, 4, size=(500, 30)) + np.linspace(0, 6, 30) * chance.integers(0, 3, size=(500, 1))
    found = chart(values)
    seen = set()
    for row in range(500):
        centre, reach, said = naive(values[row].tolist())
        assert float(found.centre[row, 0]) == pytest.approx(centre, rel=1e-9)
        assert float(found.upper[row, 0]) == pytest.approx(centre + reach, rel=1e-9)
        assert found.signal[row].tolist() == said
        seen |= set(said)
    assert seen == {None, *Signal}


def test_one_large_jump_does_not_widen_the_limits() -> None:
    values = [*STEADY, 60, *STEADY]
    found = chart(values)
    assert float(found.upper[0] - found.centre[0]) == pytest.approx(
        2.66 * np.mean(np.abs(np.diff(STEADY * 2))), rel=0.1
    )
    assert found.signal[12] is Signal.OUTSIDE


def test_a_value_on_the_centre_breaks_a_run() -> None:
    values = [10, 9, 10, 11] * 2 + [9, 9, 9, 10, 9, 9, 9] + [11, 11, 11, 10, 11, 11, 11]
    assert np.mean(values) == 10
    assert not chart(values).signals[Signal.ONE_SIDE].any()


def test_seven_on_one_side_are_a_signal_and_six_are_not() -> None:
    seven, six = [9, 11] * 7 + [12, 11] * 3 + [12], [9, 11] * 7 + [9] + [12, 11] * 3
    assert chart(seven).signals[Signal.ONE_SIDE].sum() == 8
    assert not chart(six).signals[Signal.ONE_SIDE].any()


def test_a_turning_point_belongs_to_the_run_that_follows() -> None:
    values = [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]
    found = chart(values, good="high")
    assert found.signals[Signal.RUN].all()
    ways = [Change.IMPROVED] * 6 + [Change.WORSENED] * 7
    is_run = [s is Signal.RUN for s in found.signal]
    assert [m for m, run in zip(found.meaning, is_run, strict=True) if run] == [
        w for w, run in zip(ways, is_run, strict=True) if run
    ]
    assert is_run[6] or found.signal[6] is Signal.OUTSIDE


def test_without_polarity_signals_are_risen_or_fallen() -> None:
    assert set(chart(PRINTED, good="none").meaning) == {None, Change.RISEN, Change.FALLEN}


def test_a_documented_change_starts_limits_of_its_own() -> None:
    later = [v + 30 for v in STEADY]
    found = chart([*STEADY, *later], rebase=[12])
    np.testing.assert_allclose(found.centre, [10.5] * 12 + [40.5] * 12)
    assert not any(found.signal)
    alone = chart(STEADY)
    np.testing.assert_array_equal(found.upper[:12], alone.upper)


def test_a_new_phase_has_no_limits_until_twelve_points() -> None:
    found = chart([*STEADY, 40, 41], rebase=[12], target=0)
    assert found.reason.tolist() == [None] * 12 + [Reason.TOO_FEW] * 2
    assert np.isnan(found.upper[12:]).all()
    assert (found.capability.item(), found.capability_reason.item()) == (None, Reason.TOO_FEW)


CAPABLE = [
    ("low", 20, Capability.MET_CONSISTENTLY),
    ("low", 10, Capability.MET_BY_LUCK),
    ("low", 2, Capability.NOT_MET_WITHOUT_CHANGE),
    ("high", 20, Capability.NOT_MET_WITHOUT_CHANGE),
    ("high", 10, Capability.MET_BY_LUCK),
    ("high", 2, Capability.MET_CONSISTENTLY),
]


@pytest.mark.parametrize(("good", "target", "expected"), CAPABLE)
def test_a_target_is_met_consistently_when_the_limits_lie_on_its_good_side(
    good: str, target: float, expected: Capability
) -> None:
    found = chart(STEADY, good=good, target=target)
    assert found.capability.item() is expected
    assert found.capability_reason.item() is None


def test_no_capability_without_target_or_polarity() -> None:
    assert chart(STEADY).capability_reason.item() is Reason.NO_TARGET
    assert chart(STEADY, good="none", target=3).capability_reason.item() is Reason.NOT_DEFINED


@pytest.mark.parametrize(
    ("values", "changes", "reasons"),
    [
        (STEADY[:11], {}, [Reason.TOO_FEW] * 11),
        ([np.nan] * 12, {}, [Reason.MISSING] * 12),
        ([*STEADY, np.nan, 11], {}, [Reason.MISSING] * 14),
        ([np.nan, *STEADY, np.nan], {}, [Reason.MISSING, *[None] * 12, Reason.MISSING]),
        ([*STEADY, 10, 11], {"is_suppressed": [False] * 12 + [True, False]}, [Reason.SUPPRESSED] * 14),
        ([*STEADY, 10], {"is_suppressed": [False] * 12 + [True]}, [*[None] * 12, Reason.SUPPRESSED]),
        ([5] * 12, {}, [Reason.NOT_DEFINED] * 12),
    ],
)
def test_points_without_limits_say_why(values: list[float], changes: dict[str, Any], reasons: list[Reason]) -> None:
    found = chart(values, **changes)
    assert found.reason.tolist() == reasons
    assert [s for s, why in zip(found.signal, reasons, strict=True) if why] == [None] * sum(map(bool, reasons))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"points_per_year": 1}, "points_per_year: a control chart needs months or quarters"),
        ({"points_per_year": 2}, "points_per_year"),
        ({"times": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12]}, "times: not equally spaced"),
        ({"times": [1, 0, *range(2, 12)]}, "times: unsorted"),
        ({"times": [0, 0, *range(2, 12)]}, "times: unsorted or the same one twice"),
        ({"times": range(11)}, "unequal lengths: times"),
        ({"rebase": [44]}, "rebase: 44"),
        ({"good": "up"}, "good"),
        ({"target": [1, 2]}, "unequal lengths"),
    ],
)
def test_what_is_no_chart_is_refused_by_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        chart(STEADY, **changes)
