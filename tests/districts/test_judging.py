"""How often identical districts are called different, and that the test follows its rule."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.districts.judging import CERTAIN, Verdict, by_counts, by_limits
from indicators.model import Good, MeasureKind
from tests.builders import an_indicator
from tests.districts.tables import ALIKE, a_comparison

DRAWS, DISTRICTS, ANSWERS = 2000, 10, 300


@pytest.mark.parametrize("share", [0.05, 0.2, 0.62, 0.9])
def test_identical_districts_are_called_different_in_at_most_five_of_a_hundred_draws(share: float) -> None:
    counts = np.random.default_rng(20).binomial(ANSWERS, share, (DRAWS, DISTRICTS)).astype(np.float64)
    base = np.full_like(counts, ANSWERS)
    found = by_counts(counts, base, counts.sum(axis=1), base.sum(axis=1), an_indicator())
    assert np.isin(found.verdict, CERTAIN).any(axis=1).mean() <= 0.05


def test_identical_rates_are_called_different_in_at_most_five_of_a_hundred_draws() -> None:
    counts = np.random.default_rng(21).poisson(40, (DRAWS, DISTRICTS)).astype(np.float64)
    base = np.full_like(counts, 50_000)
    rate = an_indicator(kind=MeasureKind.RATE, multiplier=100_000.0, unit="per 100 000", good=Good.LOW)
    found = by_counts(counts, base, counts.sum(axis=1), base.sum(axis=1), rate)
    assert np.isin(found.verdict, CERTAIN).any(axis=1).mean() <= 0.05


def test_many_draws_at_once_give_what_the_pages_result_gives() -> None:
    counts = np.random.default_rng(22).binomial(ANSWERS, [0.5, 0.8] + [0.62] * 8, (20, DISTRICTS)).astype(np.float64)
    base = np.full_like(counts, ANSWERS)
    found = by_counts(counts, base, counts.sum(axis=1), base.sum(axis=1), an_indicator())
    for draw in range(20):
        page = a_comparison([(count, float(ANSWERS)) for count in counts[draw]])
        by_code = {d.geography: d.verdict for d in page.districts}
        assert [by_code[code] for code in sorted(by_code)] == list(found.verdict[draw])


def test_no_district_differs_where_the_overall_test_is_silent() -> None:
    x, n = (np.array(column, dtype=np.float64) for column in zip(*ALIKE, strict=True))  # type: ignore[arg-type]
    found = by_counts(x, n, x.sum(), n.sum(), an_indicator())
    assert set(found.verdict) == {Verdict.NOT_APART}
    assert not found.is_apart


def test_limits_alone_are_compared_with_the_city_at_998_per_mille() -> None:
    value = np.array([50.0, 62.0, 62.0, 62.0, 66.0])
    found = by_limits(value, value - 3, value + 3, 62.0, an_indicator(kind=MeasureKind.MEAN))
    assert list(found.verdict) == [Verdict.WORSE, *[Verdict.NOT_APART] * 4]
