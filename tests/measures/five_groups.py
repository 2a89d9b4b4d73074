"""The five groups of the printed examples, and what every measure of inequality is called with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from indicators.measures.attributable import full_equality
from indicators.measures.concentration import concentration_index
from indicators.measures.distributions import Floats
from indicators.measures.gaps import gap_between_ends
from indicators.measures.groups import Measured
from indicators.measures.slope_index import slope_index
from indicators.measures.spread import spread
from indicators.measures.theil import theil_index

VALUE = np.array([62.0, 55.0, 49.0, 44.0, 38.0])
ERROR = np.array([1.8, 1.5, 1.4, 1.6, 1.9])
POPULATION = np.array([41_000.0, 52_000.0, 60_000.0, 48_000.0, 39_000.0])
SHARE = POPULATION / POPULATION.sum()

Method = Callable[..., Measured]


def _gap(value: ArrayLike, population: ArrayLike | None, error: ArrayLike | None, **marks: Any) -> Any:
    return gap_between_ends(value, error, good=-1, population=population, **marks)


def _spread(*arrays: Any, **marks: Any) -> Any:
    return spread(*arrays, good=-1, **marks)


def _equality(*arrays: Any, **marks: Any) -> Any:
    return full_equality(*arrays, good=-1, multiplier=100.0, **marks)


def _concentration(*arrays: Any, **marks: Any) -> Any:
    return concentration_index(*arrays, multiplier=100.0, **marks)


MEASURES: dict[str, Method] = {
    "D": lambda *a, **m: _gap(*a, **m).difference,
    "R": lambda *a, **m: _gap(*a, **m).ratio,
    "from mean": lambda *a, **m: _spread(*a, **m).weighted.from_mean,
    "from best": lambda *a, **m: _spread(*a, **m).weighted.from_best,
    "disparity": lambda *a, **m: _spread(*a, **m).weighted.disparity,
    "BGV": lambda *a, **m: _spread(*a, **m).weighted.variance,
    "unweighted BGV": lambda *a, **m: _spread(*a, **m).unweighted.variance,
    "SII": lambda *a, **m: slope_index(*a, **m).slope,
    "RII": lambda *a, **m: slope_index(*a, **m).ratio,
    "ACI": lambda *a, **m: _concentration(*a, **m).absolute,
    "RCI": lambda *a, **m: _concentration(*a, **m).relative,
    "Erreygers": lambda *a, **m: _concentration(*a, **m).erreygers,
    "T": lambda *a, **m: theil_index(*a, **m).theil,
    "MLD": lambda *a, **m: theil_index(*a, **m).mean_log_deviation,
    "PAR": lambda *a, **m: _equality(*a, **m).difference,
    "PAF": lambda *a, **m: _equality(*a, **m).percent,
    "persons": lambda *a, **m: _equality(*a, **m).persons,
}
UNWEIGHTED = {"D", "R", "unweighted BGV"}
WITHOUT_LIMITS = {"from mean", "from best", "disparity"}


def figures(found: Measured) -> tuple[float, float, float]:
    """Value and limits of a single series."""
    return float(found.value), float(found.lower), float(found.upper)


def error_by_hand(measure: Callable[[Floats], float], value: Floats, error: Floats) -> float:
    """Standard error from numerical derivatives: what the closed forms must agree with."""
    step = 1e-5
    shifts = np.eye(len(value)) * step
    pull = np.array([(measure(value + shift) - measure(value - shift)) / (2 * step) for shift in shifts])
    return float(np.sqrt(((pull * error) ** 2).sum()))
