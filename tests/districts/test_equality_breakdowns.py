"""The gap between women and men over time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from indicators.districts import equality_breakdowns
from indicators.districts.equality_breakdowns import SEX, Between
from indicators.measures import overview
from indicators.measures.closing import GapChange
from indicators.model import Break, Indicator, ObservationStatus, Reason
from indicators.situation import Situation
from tests.builders import CITY_CODE, Seen, a_registry, an_indicator, observed, together
from tests.districts.equal_city import shipped_situation

YEARS = range(2014, 2020)
ELSEWHERE: dict[str, dict[int, Seen]] = {
    "kvinna": {year: (10.0 + 300.0 * (year - 2014), 5_000.0) for year in YEARS},
    "man": dict.fromkeys(YEARS, (4900.0, 5000.0)),
}
"""A district's groups, far from the city's, which the city's gap has nothing to do with."""


def found(women: list[Seen], men: list[Seen], *, indicator: Indicator | None = None) -> Between | None:
    register = a_registry(indicator or an_indicator())
    rows = together(
        *(
            observed(CITY_CODE, dict(zip(YEARS, values, strict=False)), breakdown=f"kon={code}")
            for code, values in (("kvinna", women), ("man", men))
        ),
        *(observed("131", shares_by_year, breakdown=f"kon={code}") for code, shares_by_year in ELSEWHERE.items()),
    )
    nothing: dict[Any, Any] = {}
    seen = Situation(
        registry=register,
        year=2019,
        version=1,
        observations=rows,
        estimates=overview.estimates(rows, register),
        progress=nothing,
        earlier=nothing,
    )
    return equality_breakdowns.between(seen, next(iter(register.indicators.values())), SEX)


def shares(start: float, step: float) -> list[Seen]:
    return [(start + step * k, 5_000.0) for k in range(6)]


@pytest.mark.parametrize(
    ("step", "said"), [(60, GapChange.CLOSING), (-60, GapChange.WIDENING), (0, GapChange.NOT_SHOWN)]
)
def test_the_gap_is_told_when_it_moves_more_than_chance(step: float, said: GapChange) -> None:
    told = found(shares(2_500, step), shares(3_000, 0))
    assert told is not None
    assert told.shown is said


def test_ends_that_change_places_are_told() -> None:
    told = found(shares(2_500, 150), shares(3_000, 0))
    assert told is not None
    assert told.has_swapped


def test_values_without_error_are_shown_but_not_judged() -> None:
    told = found([60.0] * 6, [70.0, 69.0, 68.0, 67.0, 66.0, 65.0])
    assert told is not None
    assert (told.reason, told.shown) == (Reason.NOT_DEFINED, GapChange.NOT_SHOWN)
    assert told.years[0].difference == -10.0


def test_a_hidden_group_leaves_its_year_out() -> None:
    told = found([ObservationStatus.SUPPRESSED, *shares(2_500, 0)[1:]], shares(3_000, 0))
    assert told is not None
    assert told.years[0].year == 2015


def test_one_group_is_no_gap() -> None:
    assert found(shares(2_500, 0), [ObservationStatus.MISSING] * 6) is None


def test_a_break_in_series_is_not_crossed() -> None:
    broken = replace(an_indicator(), breaks=(Break(year=2017, what="ny metod"),))
    told = found(shares(2_500, 60), shares(3_000, 0), indicator=broken)
    assert told is not None
    assert told.reason is Reason.NOT_COMPARABLE


def test_every_shipped_indicator_divided_by_sex_stands_in_one_group() -> None:
    told = equality_breakdowns.of_every_indicator(shipped_situation(2020), SEX)
    counts = equality_breakdowns.counted(told)
    assert len(told) > 10
    assert sum(map(len, counts.values())) == len(told)
