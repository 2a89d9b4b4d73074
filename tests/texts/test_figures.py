"""Numbers of results as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.texts import figures


@pytest.mark.parametrize(
    ("p", "printed"),
    [
        (0.0234, "p = 0,023"),
        (0.5, "p = 0,50"),
        (1.0, "p = 1,0"),
        (0.099, "p = 0,099"),
        (0.0995, "p = 0,10"),
        (0.00995, "p = 0,010"),
        (0.0011, "p = 0,0011"),
        (0.00099, "p < 0,001"),
        (0.0, "p < 0,001"),
    ],
)
def test_p_is_printed_with_two_significant_digits(p: float, printed: str) -> None:
    assert figures.p_value(p) == printed


@given(st.floats(min_value=0.001, max_value=1.0))
def test_printed_p_is_within_half_of_its_last_digit(p: float) -> None:
    digits = figures.p_value(p).removeprefix("p = ")
    assert len(digits.replace(",", "").lstrip("0")) == 2
    assert abs(float(digits.replace(",", ".")) - p) <= 0.05 * p + 1e-12
