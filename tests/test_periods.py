from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import InputError
from indicators.periods import overlap, school_year, year_of, years_of


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2017", 2017),
        (" 2017 ", 2017),
        ("2016/17", 2017),
        ("2016/2017", 2017),
        ("2016–2017", 2017),
        ("2016 - 17", 2017),
        ("Läsåret 2016/17", 2017),
        ("1999/00", 2000),
        ("HT 2016", 2016),
        ("vt2017", 2017),
        ("2017 VT", 2017),
        ("2017K3", 2017),
        ("2017 kvartal 2", 2017),
        ("2017M03", 2017),
        ("2017-10-17", 2017),
        ("oktober 2017", 2017),
        ("17 oktober 2017", 2017),
    ],
)
def test_a_period_belongs_to_the_year_it_ends(period: str, year: int) -> None:
    assert year_of(period) == year


@pytest.mark.parametrize(
    "period",
    [
        "",
        "17",
        "20177",
        "2017/16/15",
        "2017-13-01",
        "x" * 5000,
        "0017",
        "2999",
        "1914/2014",
        "2017M13",
        "nu",
        "2018–2016",
    ],
)
def test_what_is_no_period_is_refused_with_advice(period: str) -> None:
    with pytest.raises(InputError, match=r"är inte en period\. Skriv till exempel 2017, 2016/17"):
        year_of(period)


def test_a_pooled_period_touches_both_its_years() -> None:
    assert years_of("2015–2016") == (2015, 2016)


def test_pooled_periods_that_share_a_year_overlap() -> None:
    assert overlap("2014–2015", "2015–2016")


def test_periods_that_share_no_year_do_not_overlap() -> None:
    assert not overlap("2014–2015", "2016–2017")


@given(st.integers(min_value=1901, max_value=2100))
def test_a_school_year_belongs_to_the_year_it_ends(year: int) -> None:
    assert year_of(school_year(year)) == year


@given(st.text(max_size=30))
def test_any_text_is_understood_or_refused_and_never_crashes(text: str) -> None:
    with suppress(InputError):
        assert 1900 <= year_of(text) <= 2100
