from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators import swedish
from indicators.ingest.numbers import LARGEST, Fault, read_number, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        (" 12 ", 12.0),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("12.50", 12.5),
        ("0.743", 0.743),
        ("1234.567", 1234.567),
        ("1 234", 1234.0),
        ("1\u00a0234", 1234.0),
        ("1\u2009234\u2009567,8", 1234567.8),
        ("1\u202f234", 1234.0),
        ("\u22123,2", -3.2),
        ("-3", -3.0),
        ("12,500", 12.5),
        ("0", 0.0),
        ("-0", 0.0),
    ],
)
def test_a_number_with_one_reading_is_read(text: str, value: float) -> None:
    assert read_number(text).value == value


def test_a_negative_zero_is_a_zero() -> None:
    assert math.copysign(1, read_number("-0").value or 0.0) == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        (" \u00a0 ", Fault.EMPTY),
        ("-", Fault.DASH),
        ("–", Fault.DASH),
        ("—", Fault.DASH),
        ("\u2212", Fault.DASH),
        ("12.500", Fault.TWO_WAYS),
        ("5.355", Fault.TWO_WAYS),
        ("1.234.567", Fault.GROUPED),
        ("1.234,5", Fault.GROUPED),
        ("1,234,567", Fault.GROUPED),
        ("1,234.5", Fault.GROUPED),
        ("12³", Fault.FOOTNOTE),
        ("12 1)", Fault.FOOTNOTE),
        ("12*", Fault.FOOTNOTE),
        ("121)", Fault.FOOTNOTE),
        ("<5", Fault.BOUND),
        ("färre än 10", Fault.BOUND),
        ("12 %", Fault.PERCENT),
        ("ca 12", Fault.TEXT),
        ("7 st", Fault.TEXT),
        ("12 34", Fault.TEXT),
        ("1 2345", Fault.TEXT),
        ("007", Fault.TEXT),
        ("1e5", Fault.TEXT),
        ("nan", Fault.TEXT),
        ("inf", Fault.TEXT),
        ("\uff11\uff12", Fault.TEXT),
        ("\u0661\u0662", Fault.TEXT),
        ("..", Fault.TEXT),
        ("=1+1", Fault.TEXT),
        ("9" * 40, Fault.TOO_LARGE),
        ("9" * 9000, Fault.TEXT),
    ],
)
def test_anything_else_is_refused_with_why(text: str, fault: Fault) -> None:
    read = read_number(text)
    assert (read.value, read.fault) == (None, fault)


def test_a_per_cent_sign_is_accepted_where_the_unit_is_per_cent() -> None:
    assert read_number("12,4 %", unit="%").value == 12.4


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("5.355", 5355.0),
        ("ca 12", 12.0),
        ("7 st", 7.0),
        ("ca 1 200 personer", 1200.0),
        ("12³", 12.0),
        ("12 1)", 12.0),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567.0),
        ("12%", 12.0),
        ("12-15", None),
        ("mellan 3 och 5", None),
        ("121)", None),
        ("<5", None),
    ],
)
def test_a_refused_text_says_what_was_probably_meant(text: str, meant: float | None) -> None:
    assert read_number(text).meant == meant


def test_a_point_in_a_percentage_is_guessed_to_be_a_decimal_point() -> None:
    assert read_number("12.500", unit="%", decimals=1).meant == 12.5


@given(st.integers(-(10**11), 10**11), st.integers(0, 4))
def test_a_number_printed_in_swedish_is_read_back(digits: int, decimals: int) -> None:
    value = digits / 10**decimals
    assert read_number(swedish.number(value, decimals)).value == pytest.approx(value, rel=1e-15, abs=0)


@given(st.floats(-1e11, 1e11).filter(lambda value: value == 0 or abs(value) > 1e-4))
def test_a_number_as_advice_writes_it_is_read_back(value: float) -> None:
    assert read_number(written(value)).value == pytest.approx(value, rel=1e-6, abs=1e-6)


@given(st.text())
@example("0)")
@example("noll")
def test_nothing_becomes_zero_by_itself(text: str) -> None:
    read = read_number(text)
    assert (read.value is None) == (read.fault is not None)
    assert read.value != 0 or "0" in text
    assert read.value is None or abs(read.value) < LARGEST
