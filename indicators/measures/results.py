"""Arranged series, assessed, become the results that page, slide and file share."""

from __future__ import annotations

from typing import Final

import numpy as np

from indicators import observations as obs
from indicators.measures import fragility, growth, hold, knowing, path
from indicators.measures.arranged import Arranged, turn
from indicators.measures.changes import since_baseline
from indicators.measures.distributions import CONFIDENCE, Floats, Integers, Objects, t_quantile
from indicators.measures.fragility import Tellings
from indicators.measures.progress import Assessed, Series, assess
from indicators.measures.valuation import METHOD, NOTES, REASON, N
from indicators.model import (
    AnotherTelling,
    Assessment,
    Estimate,
    ObservationStatus,
    Progress,
    Reason,
    TargetKind,
    ToKnow,
)

LANDING_CONFIDENCE: Final = 0.90
"""The landing is shown with M19's prediction interval."""


def results(given: Arranged, *, year: int) -> list[Progress]:
    """One result for each series, in the order of the series."""
    count = len(given.of)
    extended, tellings = fragility.with_tellings(given.series)
    everything = assess(extended)
    assessed = everything.taken(np.arange(count))
    assessment, reason = _decided(given, assessed)
    is_judged = np.isfinite(given.series.target) & (assessment != Assessment.NOT_ASSESSED)
    is_fragile = fragility.is_fragile(everything, tellings, count)
    flips = fragility.direction_depends(extended, everything, tellings, count) & ~is_fragile & is_judged
    others = _others(extended, everything, tellings, count)
    columns = _figures(given, assessed)
    plain = {name: _plain(array) for name, array in columns.items()}
    changes, to_know = since_baseline(given, assessed), _to_know(given, assessed)
    values = _values(given, assessed)
    preliminary = _is_preliminary(given, assessed)
    within = assessed.within_margin.tolist()
    decided = [i.baseline.year if i.baseline else None for i in given.indicators]
    points = assessed.window.sum(axis=1).tolist()
    answers = []
    for row in range(count):
        indicator = given.indicators[given.of[row]]
        started = plain["baseline_year"][row]
        answers.append(
            Progress(
                indicator=indicator.id,
                geography=given.geographies[row],
                year=year,
                value_year=_whole(plain["value_year"][row]),
                value=values[row],
                is_preliminary=preliminary[row],
                baseline_year=_whole(started),
                baseline_moved=started is not None and decided[given.of[row]] not in (None, _whole(started)),
                baseline=plain["baseline"][row],
                target_year=indicator.target.year if indicator.target else None,
                target=plain["target"][row],
                required=plain["required"][row],
                share_of_required=plain["share_of_required"][row],
                share_of_total=plain["share_of_total"][row],
                gap=plain["gap"][row],
                needed_per_year=plain["needed_per_year"][row],
                assessment=assessment[row],
                reason=reason[row],
                within_margin=within[row],
                reached_year=_whole(plain["reached_year"][row]),
                points=points[row],
                slope=plain["slope"][row],
                slope_lower=plain["slope_lower"][row],
                slope_upper=plain["slope_upper"][row],
                landing=plain["landing"][row],
                landing_lower=plain["landing_lower"][row],
                landing_upper=plain["landing_upper"][row],
                chance=plain["chance"][row],
                scatter=plain["scatter"][row],
                degrees_of_freedom=plain["degrees"][row],
                change=changes[row],
                growth_ratio=plain["growth_ratio"][row],
                other_tellings=tuple(others.get(row, ())) if is_judged[row] else (),
                is_fragile=bool(is_fragile[row] and is_judged[row]),
                direction_flips=bool(flips[row]),
                to_know=to_know.get(row),
                is_demo=indicator.is_demo,
            )
        )
    return answers


def _decided(given: Arranged, assessed: Assessed) -> tuple[Objects, Objects]:
    """M16's answer, M18's where the level is to be kept or no number decides, and why where there is none."""
    said, why = assessed.assessment.copy(), assessed.reason.copy()
    rows = np.arange(len(said))
    compared = (assessed.first >= 0) & assessed.window.any(axis=1)
    at = np.maximum(assessed.latest, 0)
    value, lower, upper = (a[rows, at] for a in (given.series.values, given.series.lower, given.series.upper))
    kept = hold.keep(
        value,
        lower,
        upper,
        baseline=given.baseline,
        tolerance=np.array([i.target.tolerance if i.target else 0.0 for i in given.indicators])[given.of],
        good=_side(given),
        is_over=given.series.years[at] >= given.series.target_year,
    )
    held = given.is_held & compared
    said[held], why[held] = kept[held], None
    is_broken = (assessed.first >= 0) & ~compared
    kinds = [i.target.kind if i.target else None for i in given.indicators]
    numberless = np.array([hold.without_number(kind) is not None for kind in kinds], dtype=np.bool_)[given.of]
    why[is_broken & ~numberless] = Reason.NOT_COMPARABLE
    why[numberless] = Reason.NO_TARGET
    nothing = ~np.isfinite(given.series.values).any(axis=1)
    why[nothing] = _reasons(given)[nothing]
    return said, why


def _side(given: Arranged) -> Floats:
    """The good side for a level to keep: neither where the indicator says so and the goal is to stay."""
    kinds = [i.target.kind if i.target else None for i in given.indicators]
    both = [turn(i) if kind is TargetKind.KEEP else np.nan for i, kind in zip(given.indicators, kinds, strict=True)]
    side = np.array(both, dtype=np.float64)[given.of]
    return np.where(np.isnan(side), given.series.good, side)


def _reasons(given: Arranged) -> Objects:
    """Why the latest observation of each series has no value; missing where there is none at all."""
    last = np.where(given.at >= 0, np.arange(given.at.shape[1]), -1).max(axis=1, initial=-1)
    told = [why or Reason.MISSING for why in given.entries(REASON, last)]
    return np.array(told, dtype=object)


def _figures(given: Arranged, assessed: Assessed) -> dict[str, Floats]:
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
        "gap": way.gap,
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
        "degrees": np.where(fits & ~lines.is_exact, finite, np.nan),
        "growth_ratio": np.where(is_ahead, np.nan, grown),
    }


def _shown(given: Arranged, assessed: Assessed) -> Integers:
    """The column whose value is shown: the one judged, else the latest there is."""
    present = np.isfinite(given.series.values)
    latest = np.where(present, np.arange(present.shape[1]), -1).max(axis=1, initial=-1)
    return np.where(assessed.latest >= 0, assessed.latest, latest)


def _values(given: Arranged, assessed: Assessed) -> list[Estimate]:
    shown = _shown(given, assessed)
    figures = {name: _plain(given.column(name, shown)) for name in (obs.VALUE, obs.LOWER, obs.UPPER, N)}
    notes, methods = given.entries(NOTES, shown), given.entries(METHOD, shown)
    reasons = _reasons(given)
    return [
        Estimate(
            value=figures[obs.VALUE][row],
            lower=figures[obs.LOWER][row],
            upper=figures[obs.UPPER][row],
            confidence=CONFIDENCE,
            n=figures[N][row],
            method=methods[row] or "",
            unit=given.indicators[given.of[row]].unit,
            reason=None if figures[obs.VALUE][row] is not None else reasons[row],
            notes=notes[row] or (),
        )
        for row in range(len(given.of))
    ]


def _is_preliminary(given: Arranged, assessed: Assessed) -> list[bool]:
    statuses = given.entries(obs.STATUS, _shown(given, assessed))
    return [status == ObservationStatus.PRELIMINARY for status in statuses]


def _others(extended: Series, assessed: Assessed, tellings: Tellings, count: int) -> dict[int, list[AnotherTelling]]:
    """The other tellings of each series that could be assessed, in the order of their years."""
    rows = np.arange(count, len(assessed.latest))
    before = extended.values[rows, np.maximum(assessed.first[count:], 0)]
    now = extended.values[rows, np.maximum(assessed.latest[count:], 0)]
    percent = np.divide(now - before, before, out=np.full(len(rows), np.nan), where=before != 0) * 100.0
    said, parents = assessed.assessment[count:].tolist(), tellings.parent.tolist()
    others: dict[int, list[AnotherTelling]] = {}
    for telling in zip(
        parents, _plain(tellings.baseline_year), _plain(tellings.without_year), said, _plain(percent), strict=True
    ):
        parent, baseline_year, without_year, word, changed = telling
        if word is not Assessment.NOT_ASSESSED:
            others.setdefault(parent, []).append(
                AnotherTelling(
                    baseline_year=_whole(baseline_year),
                    without_year=_whole(without_year),
                    assessment=word,
                    change_percent=changed,
                )
            )
    return others


def _to_know(given: Arranged, assessed: Assessed) -> dict[int, ToKnow]:
    rows = np.flatnonzero((assessed.assessment == Assessment.UNCERTAIN) & np.isfinite(given.series.target))
    good = given.series.good[rows]
    need = knowing.needed(
        assessed.lines.taken(rows),
        latest_year=given.series.years[assessed.latest[rows]].astype(np.float64),
        target=given.series.target[rows] * good,
        target_year=given.series.target_year[rows],
        is_sampled=given.is_sampled[rows],
    )
    found = zip(rows.tolist(), _plain(need.further_years), _plain(need.times_the_answers), need.would_be, strict=True)
    return {
        row: ToKnow(further_years=_whole(years), times_the_answers=times, would_be=word)
        for row, years, times, word in found
    }


def _plain(array: Floats) -> list[float | None]:
    return [None if figure != figure else figure for figure in array.tolist()]


def _whole(figure: float | None) -> int | None:
    return None if figure is None else int(figure)
