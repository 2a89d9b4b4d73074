"""What holds of every method: many series at once are each alone, and more people never make an interval wider."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from indicators.measures.count_trend import count_trend
from indicators.measures.funnel import rate_limits, share_limits
from tests.measures.calls import CALLS, results
from tests.measures.test_results import MEASURED

WHOLE = ("estimates", "comparison", "two_samples", "change", "path", "growth", "hold")
"""Modules whose methods take one number at a time; the others run over a last axis."""
ALIKE = (
    *("years", "times", "year", "baseline_year", "target_year", "good", "epoch", "pool", "ends", "reference", "scale"),
    *("confidence", "groups", "draws", "seed", "first", "points_per_year", "years_pooled", "is_comparable", "is_over"),
    *("multiplier", "width", "degrees", "standard", "least_base"),
)
"""What all series of a call have in common."""
MANY = [name for name in MEASURED if name != "refit.held"]
"""All but the one that counts over series."""
COUNTED = ("x", "n", "x1", "n1", "x2", "n2", "city_x", "city_n", "effective")
ERRORS = ("error", "errors", "error1", "error2")
SCATTERED = ("count_trend.count_trend", "closing.is_closing", "funnel.share_funnel", "funnel.rate_funnel")
"""Those whose scatter between years or districts may outweigh what more people give."""
BARE = (
    *("multiplicity.adjusted", "path.on_path", "growth.growth", "composite.index", "control_charts.control_chart"),
    *("projection.projection", "refit.refit", "hold.kept", "rank_trend.rank_trend", "ranks.rank_groups"),
)
"""Those that hold values alone against each other, or answer in whole ranks."""
NARROWED = [name for name in MANY if name not in (*SCATTERED, *BARE)]


def series_of(function: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The arguments of three series at once, nine tenths and eight tenths as high, and of each alone."""
    call, times = CALLS[function], (1.0, 0.9, 0.8)
    varied = {name: np.asarray(a, dtype=float) for name, a in call.given.items() if name not in ALIKE and a is not None}
    if function.split(".")[0] in WHOLE:
        shape = np.broadcast_shapes(*(a.shape for a in varied.values()))
        varied = {name: np.broadcast_to(a, shape) for name, a in varied.items()}
    alone = [{name: a * factor for name, a in varied.items()} for factor in times]
    together = {name: np.stack([one[name] for one in alone]) for name in varied}
    return together, alone


def row_of(found: Any, row: int) -> Any:
    """The part of a result that is one series'."""
    if isinstance(found, np.ndarray):
        return found[row] if found.ndim else found[()]
    if isinstance(found, Mapping):
        return {key: row_of(each, row) for key, each in found.items()}
    if dataclasses.is_dataclass(found):
        return {f.name: row_of(getattr(found, f.name), row) for f in dataclasses.fields(found)}
    return found


def plain(found: Any) -> Any:
    """The same without its class."""
    return (
        {f.name: plain(getattr(found, f.name)) for f in dataclasses.fields(found)}
        if dataclasses.is_dataclass(found)
        else found
    )


def alike(one: Any, other: Any, name: str) -> None:
    if isinstance(one, Mapping):
        assert set(one) == set(other), name
        for key in one:
            alike(one[key], other[key], f"{name}.{key}")
    elif np.asarray(one).dtype.kind in "fiub":
        np.testing.assert_allclose(np.squeeze(one), np.squeeze(other), rtol=1e-9, atol=1e-12, err_msg=name)
    else:
        assert np.all(np.atleast_1d(np.asarray(one) == np.asarray(other))), name


@pytest.mark.parametrize("function", MANY)
def test_three_series_at_once_are_each_alone(function: str) -> None:
    together, alone = series_of(function)
    many = list(results(CALLS[function](**together)))
    for row, given in enumerate(alone):
        single = list(results(CALLS[function](**given)))
        assert len(single) == len(many)
        for one, all_ in zip(single, many, strict=True):
            fields = [f.name for f in dataclasses.fields(one) if f.name != "lines"]
            for name in fields:
                alike(plain(getattr(one, name)), row_of(getattr(all_, name), row), f"{name}, series {row}")


def of_four_times_as_many(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same values of four times the people: counts four times as many, errors and half-widths half as wide."""
    changed: dict[str, Any] = {name: np.asarray(given[name]) * 4.0 for name in COUNTED if name in given}
    changed |= {name: np.asarray(given[name]) / 2.0 for name in ERRORS if name in given}
    for ending in ("", "1", "2"):
        middle = next((given[n] for n in (f"value{ending}", f"values{ending}") if n in given), None)
        for limit in (f"lower{ending}", f"upper{ending}"):
            if limit in given and middle is not None:
                changed[limit] = (np.asarray(given[limit]) + np.asarray(middle)) / 2.0
    return changed


@pytest.mark.parametrize("function", NARROWED)
def test_more_people_never_widen_and_somewhere_narrow_an_interval(function: str) -> None:
    call, is_narrower = CALLS[function], False
    changed = of_four_times_as_many(call.given)
    for few, many in zip(results(call()), results(call(**changed)), strict=True):
        width, other = (np.asarray(r.upper) - np.asarray(r.lower) for r in (few, many))
        known = np.isfinite(width) & np.isfinite(other)
        assert np.all((other <= width * (1 + 1e-9))[known])
        is_narrower |= bool(np.any((other < width * 0.99)[known]))
    assert is_narrower


@pytest.mark.parametrize("times", [2.0, 50.0])
def test_more_people_narrow_a_funnel_and_a_trend_of_counts_where_nothing_scatters(times: float) -> None:
    few, many = (share_limits(0.3, 100.0 * f) for f in (1.0, times))
    assert few[0] < many[0] < many[1] < few[1]
    few, many = (rate_limits(30.0, 100.0 * f, multiplier=100.0) for f in (1.0, times))
    assert few[0] < many[0] < many[1] < few[1]
    people = np.array([1_000.0] * 6)
    even = [count_trend(people * f * 0.95 ** np.arange(6), people * f, years=range(6), good=0) for f in (1.0, times)]
    assert even[1].upper - even[1].lower < even[0].upper - even[0].lower
