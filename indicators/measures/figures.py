"""The figures that go with an assessment: the value shown, the required path, slope, landing and chance, per series."""

from __future__ import annotations

from math import isnan
from typing import Any, Final

import numpy as np

from indicators import observations as obs
from indicators.measures import growth, path
from indicators.measures.arranged import Arranged
from indicators.measures.distributions import CONFIDENCE, Floats, Integers, Objects, t_quantile
from indicators.measures.progress import Assessed
from indicators.measures.valuation import METHOD, NOTES, REASON, N
from indicators.model import Estimate, ObservationStatus, Reason, TargetKind

LANDING_CONFIDENCE: Final = 0.90
"""The landing is shown with M19's prediction interval."""


def reasons(given: Arranged) -> Objects:
    """Why the latest observation of each series has no value; missing where there is none at all."""
    last = np.where(given.at >= 0, np.arange(given.at.shape[1]), -1).max(axis=1, initial=-1)
    told = [why or Reason.MISSING for why in given.entries(REASON, last)]
    return np.array(told, dtype=object)


def figures(given: Arranged, assessed: Assessed) -> dict[str, list[Any]]:
    """The fields of `Progress` that are figures, as columns; None where a figure does not exist."""
    decided = [i.baseline.year if i.baseline else None for i in given.indicators]
    columns: dict[str, list[Any]] = {name: plain(array) for name, array in _arrays(given, assessed).items()}
    for name in ("value_year", "baseline_year", "reached_year"):
        columns[name] = [whole(figure) for figure in columns[name]]
    columns["baseline_moved"] = [
        started is not None and decided[place] not in (None, started)
        for started, place in zip(columns["baseline_year"], given.of, strict=True)
    ]
    return columns


def _arrays(given: Arranged, assessed: Assessed) -> dict[str, Floats]:
    years, lines = given.series.years.astype(np.float64), assessed.lines
    compared = (assessed.first >= 0) & assessed.window.any(axis=1)
    started = np.where(assessed.first >= 0, years[np.maximum(assessed.first, 0)], np.nan)
    shown = _shown(given, assessed)
    ended = np.where(shown >= 0, years[np.maximum(shown, 0)], np.nan)
    value = given.column(obs.VALUE, shown)
    changes = np.array(
        [i.target is not None and i.target.kind is not TargetKind.LEVEL for i in given.indicators], dtype=np.bool_
    )
    goal = np.where(compared | ~changes[given.of], given.goal, np.nan)
    usable = np.where(compared, goal, np.nan)
    due = given.series.target_year
    way = path.on_path(value, ended, baseline=given.baseline, baseline_year=started, target=usable, target_year=due)
    # Where the baseline already is past the target there is no way to have gone a share of.
    is_ahead = (given.baseline - usable) * given.series.good >= 0
    grown = growth.growth_ratio(
        value, ended, baseline=given.baseline, baseline_year=started, target=usable, target_year=due
    )
    reach = t_quantile(LANDING_CONFIDENCE, lines.degrees) * assessed.landing_error
    fits = np.isfinite(assessed.slope)
    finite = np.where(np.isfinite(lines.degrees), lines.degrees, np.nan)
    return {
        "value_year": ended,
        "baseline_year": started,
        "baseline": np.where(assessed.first >= 0, given.baseline, np.nan),
        "target": goal,
        "required": way.required,
        "share_of_required": np.where(is_ahead, np.nan, way.share_of_required),
        "share_of_total": np.where(is_ahead, np.nan, way.share_of_total),
        "gap": way.value,
        "needed_per_year": way.needed_per_year,
        "reached_year": assessed.reached_year,
        "slope": assessed.slope,
        "slope_lower": assessed.slope_lower,
        "slope_upper": assessed.slope_upper,
        "landing": assessed.landing,
        "landing_lower": assessed.landing - reach,
        "landing_upper": assessed.landing + reach,
        "chance": assessed.chance,
        "scatter": np.where(fits & lines.has_intervals, lines.scatter, np.nan),
        "degrees_of_freedom": np.where(fits & ~lines.is_exact, finite, np.nan),
        "growth_ratio": np.where(is_ahead, np.nan, grown),
    }


def _shown(given: Arranged, assessed: Assessed) -> Integers:
    """The column whose value is shown: the one judged, else the latest there is."""
    present = np.isfinite(given.series.values)
    latest = np.where(present, np.arange(present.shape[1]), -1).max(axis=1, initial=-1)
    return np.where(assessed.latest >= 0, assessed.latest, latest)


def values(given: Arranged, assessed: Assessed) -> list[Estimate]:
    """The value shown of each series with its interval, or the reason why there is none."""
    shown = _shown(given, assessed)
    figures = {name: plain(given.column(name, shown)) for name in (obs.VALUE, obs.LOWER, obs.UPPER, N)}
    notes, methods = given.entries(NOTES, shown), given.entries(METHOD, shown)
    why = reasons(given)
    return [
        Estimate(
            value=figures[obs.VALUE][row],
            lower=figures[obs.LOWER][row],
            upper=figures[obs.UPPER][row],
            confidence=CONFIDENCE,
            n=figures[N][row],
            method=methods[row] or "",
            unit=given.indicators[given.of[row]].unit,
            reason=None if figures[obs.VALUE][row] is not None else why[row],
            notes=notes[row] or (),
        )
        for row in range(len(given.of))
    ]


def is_preliminary(given: Arranged, assessed: Assessed) -> list[bool]:
    """Whether the value shown may still change."""
    statuses = given.entries(obs.STATUS, _shown(given, assessed))
    return [status == ObservationStatus.PRELIMINARY for status in statuses]


def plain(array: Floats) -> list[float | None]:
    """Python floats; None where the array has NaN."""
    return [None if isnan(figure) else figure for figure in array.tolist()]


def whole(figure: float | None) -> int | None:
    """A year or number of years."""
    return None if figure is None else int(figure)
