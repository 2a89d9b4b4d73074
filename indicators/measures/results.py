"""Arranged series, assessed, become the results that page, slide and file share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from indicators.measures import figures, fragility, hold, knowing
from indicators.measures.arranged import Arranged, has_number, turn
from indicators.measures.changes import since_baseline
from indicators.measures.distributions import Floats, Objects
from indicators.measures.figures import plain, whole
from indicators.measures.fragility import Tellings
from indicators.measures.progress import Assessed, Series, assess
from indicators.measures.trend import recent_trend
from indicators.model import AnotherTelling, Assessment, Change, Progress, Reason, TargetKind, ToKnow


def results(given: Arranged, *, year: int) -> list[Progress]:
    """One result for each series, in the order of the series."""
    count = len(given.of)
    extended, tellings = fragility.with_tellings(given.series)
    everything = assess(extended)
    assessed = everything.taken(np.arange(count))
    assessment, reason = _decided(given, assessed)
    is_judged = np.isfinite(given.series.target) & (assessment != Assessment.NOT_ASSESSED)
    is_fragile = fragility.is_fragile(everything, tellings, count) & is_judged
    depends = fragility.direction_depends(extended, everything, tellings, count) & is_judged
    others = _others(extended, everything, tellings, count)
    to_know = _to_know(given, assessed)
    indicators = [given.indicators[place] for place in given.of]
    columns: dict[str, Sequence[Any]] = {
        "indicator": [indicator.id for indicator in indicators],
        "geography": given.geographies,
        "year": [year] * count,
        **figures.figures(given, assessed),
        "value": figures.values(given, assessed),
        "is_preliminary": figures.is_preliminary(given, assessed),
        "target_year": [indicator.target.year if indicator.target else None for indicator in indicators],
        "assessment": assessment.tolist(),
        "reason": reason.tolist(),
        "within_margin": assessed.within_margin.tolist(),
        "points": assessed.n.tolist(),
        "change": since_baseline(given, assessed),
        "other_tellings": [tuple(others.get(row, ())) if is_judged[row] else () for row in range(count)],
        "is_fragile": is_fragile.tolist(),
        "direction_flips": (depends & ~is_fragile).tolist(),
        "to_know": [to_know.get(row) for row in range(count)],
        "is_demo": [indicator.is_demo for indicator in indicators],
        "recent_trend": _recent_trends(given),
    }
    return [Progress(**dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]


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
    alone = held & (assessed.latest == assessed.first)  # the baseline itself cannot show that it was kept
    said[alone], why[alone] = Assessment.NOT_ASSESSED, Reason.TOO_FEW
    is_veiled = assessed.hidden > 0
    why[alone & is_veiled] = Reason.SUPPRESSED
    numbered = np.array([has_number(indicator) for indicator in given.indicators], dtype=np.bool_)[given.of]
    why[numbered & (assessed.first < 0)] = Reason.MISSING
    why[numbered & (assessed.first < 0) & is_veiled] = Reason.SUPPRESSED
    why[numbered & (assessed.first >= 0) & ~compared] = Reason.NOT_COMPARABLE
    why[~numbered] = Reason.NO_TARGET
    nothing = ~np.isfinite(given.series.values).any(axis=1)
    why[nothing] = figures.reasons(given)[nothing]
    why[nothing & is_veiled & (why == Reason.MISSING)] = Reason.SUPPRESSED
    return said, why


def _recent_trends(given: Arranged) -> list[Change | None]:
    """M11 for the series whose goal is only a direction; None for the others and where it cannot be told."""
    kinds = [i.target.kind if i.target else None for i in given.indicators]
    rows = np.flatnonzero([kinds[place] is TargetKind.DIRECTION for place in given.of])
    told: list[Change | None] = [None] * len(given.of)
    if len(rows):
        series = given.series
        good = np.array([turn(indicator) for indicator in given.indicators], dtype=np.float64)[given.of]
        found = recent_trend(
            series.values[rows],
            series.lower[rows],
            series.upper[rows],
            years=series.years,
            good=good[rows],
            epoch=series.epoch[rows],
        )
        for row, verdict in zip(rows.tolist(), found.verdict.tolist(), strict=True):
            told[row] = verdict
    return told


def _side(given: Arranged) -> Floats:
    """The good side for a level to keep: neither where the indicator says so and the goal is to stay."""
    kinds = [i.target.kind if i.target else None for i in given.indicators]
    both = [turn(i) if kind is TargetKind.KEEP else np.nan for i, kind in zip(given.indicators, kinds, strict=True)]
    side = np.array(both, dtype=np.float64)[given.of]
    return np.where(np.isnan(side), given.series.good, side)


def _others(extended: Series, assessed: Assessed, tellings: Tellings, count: int) -> dict[int, list[AnotherTelling]]:
    """The other tellings of each series that could be assessed, in the order of their years."""
    rows = np.arange(count, len(assessed.latest))
    before = extended.values[rows, np.maximum(assessed.first[count:], 0)]
    now = extended.values[rows, np.maximum(assessed.latest[count:], 0)]
    percent = np.divide(now - before, before, out=np.full(len(rows), np.nan), where=before != 0) * 100.0
    said, parents = assessed.assessment[count:].tolist(), tellings.parent.tolist()
    others: dict[int, list[AnotherTelling]] = {}
    for telling in zip(
        parents,
        plain(tellings.baseline_year),
        plain(tellings.without_year),
        said,
        plain(percent),
        strict=True,
    ):
        parent, baseline_year, without_year, word, changed = telling
        if word is not Assessment.NOT_ASSESSED:
            others.setdefault(parent, []).append(
                AnotherTelling(
                    baseline_year=whole(baseline_year),
                    without_year=whole(without_year),
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
    found = zip(
        rows.tolist(),
        plain(need.further_years),
        plain(need.times_the_answers),
        need.would_be,
        strict=True,
    )
    return {
        row: ToKnow(further_years=whole(years), times_the_answers=times, would_be=word)
        for row, years, times, word in found
    }
