"""Latest year against an earlier one: how far intervals reach, and which words they allow."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from indicators.errors import MeasureError
from indicators.measures.change import reach, value_difference, verdicts
from indicators.model import Change


def test_reach_is_the_normal_quantile_while_years_differ_by_chance_only() -> None:
    assert float(reach(scatter=1.0, degrees=30)) == pytest.approx(stats.norm.ppf(0.975), rel=1e-9)


def test_reach_widens_by_the_root_of_the_scatter_and_students_t() -> None:
    expected = stats.t.ppf(0.975, 4) * np.sqrt(2.25)
    assert float(reach(scatter=2.25, degrees=4)) == pytest.approx(expected, rel=1e-6)


def test_difference_of_values_adds_their_errors_in_quadrature() -> None:
    found = value_difference(40, 1.5, 34, 2.0)
    assert (float(found.value), float(found.upper) - float(found.lower)) == pytest.approx((-6, 2 * 1.959964 * 2.5))


def test_values_without_error_have_a_difference_without_interval() -> None:
    found = value_difference(40, np.nan, 34, 2.0)
    assert float(found.value) == -6
    assert np.isnan(found.lower)


@pytest.mark.parametrize(
    ("lower", "upper", "good", "said"),
    [
        (0.1, 2, 1, Change.IMPROVED),
        (0.1, 2, -1, Change.WORSENED),
        (0.1, 2, 0, Change.RISEN),
        (-2, -0.1, 1, Change.WORSENED),
        (-2, -0.1, -1, Change.IMPROVED),
        (-2, -0.1, 0, Change.FALLEN),
        (-2, 0.1, 1, Change.NOT_SHOWN),
        (0, 2, 1, Change.NOT_SHOWN),
        (np.nan, np.nan, 1, Change.NOT_SHOWN),
    ],
)
def test_words_come_only_from_the_interval(lower: float, upper: float, good: int, said: Change) -> None:
    assert verdicts([lower], [upper], [good])[0] is said


def test_a_negative_error_is_refused_by_name() -> None:
    with pytest.raises(MeasureError, match=r"^error2"):
        value_difference(40, 1, 34, -1)
