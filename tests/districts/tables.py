"""Ten made-up districts in one year, as a situation sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from indicators.districts.against_city import Comparison, against_city
from indicators.measures import overview
from indicators.model import Indicator, Registry
from indicators.situation import Situation
from tests.builders import CITY_CODE, Seen, a_registry, an_indicator, observed, together

CODES = tuple(str(code) for code in range(131, 141))
ALIKE: tuple[Seen, ...] = tuple((180.0 + 2 * (place % 3), 300.0) for place in range(10))
APART: tuple[Seen, ...] = (
    *((90.0, 300.0), (150.0, 300.0), (250.0, 300.0), (185.0, 300.0), (190.0, 300.0)),
    *((186.0, 300.0), (188.0, 300.0), (192.0, 300.0), (187.0, 300.0), (189.0, 300.0)),
)
"""131 and 132 lie low, 133 high."""


def a_situation(
    years: Mapping[int, Sequence[Seen]],
    *indicators: Indicator,
    city: Mapping[int, Seen] | None = None,
    until: int = 2019,
    **columns: Any,
) -> Situation:
    """The situation of the same values for every indicator; `years` has one value for each of the ten districts."""
    registry = a_registry(*indicators)
    tables = [
        observed(code, {year: values[place] for year, values in years.items()}, indicator=i, **columns)
        for i in registry.indicators
        for place, code in enumerate(CODES)
    ]
    tables += [observed(CITY_CODE, city, indicator=i) for i in registry.indicators if city]
    return of(registry, together(*tables), until)


def of(registry: Registry, rows: Any, until: int) -> Situation:
    """The situation of observations."""
    return Situation(
        registry=registry,
        year=until,
        version=1,
        observations=rows,
        estimates=overview.estimates(rows, registry),
        progress=overview.progress(rows, registry, year=until),
        earlier=overview.progress(rows, registry, year=until - 1),
    )


def a_comparison(values: Sequence[Seen], *, city: Seen = None, **changes: Any) -> Comparison:
    """The comparison of ten values in 2019."""
    indicator = an_indicator(**changes)
    found = against_city(a_situation({2019: values}, indicator, city={2019: city} if city else None), indicator)
    assert found is not None
    return found
