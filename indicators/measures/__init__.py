"""From observations and register to results; pure: tables and arrays in, values out; no clock, no file, no network.

`overview.estimates` and `overview.progress` answer for whole tables, `backtest.backtest` for the past. Below them lie
the methods on arrays: `estimates` (M01-M03), `two_samples` (M06b), `change` (M12), `path` (M15), `progress` (M16),
`fragility` (M16b), `growth` (M17), `hold` (M18), `projection` and its back-test `refit`, of series made by `scaled`
(M19), and `composite` (M31). Districts are compared by `standardisation` (M04, M05), `comparison` (M06), `multiplicity`
(M07), `funnel` (M08) and `ranks` (M09); time by `control_charts` (M10), `trend` (M11), `count_trend` (M13) and
`rank_trend` (M14).
"""

from __future__ import annotations

from indicators.measures import (
    backtest,
    change,
    comparison,
    composite,
    control_charts,
    count_trend,
    estimates,
    funnel,
    growth,
    hold,
    multiplicity,
    overview,
    path,
    progress,
    projection,
    rank_trend,
    ranks,
    refit,
    scaled,
    standardisation,
    trend,
    two_samples,
)

__all__ = [
    "backtest",
    "change",
    "comparison",
    "composite",
    "control_charts",
    "count_trend",
    "estimates",
    "funnel",
    "growth",
    "hold",
    "multiplicity",
    "overview",
    "path",
    "progress",
    "projection",
    "rank_trend",
    "ranks",
    "refit",
    "scaled",
    "standardisation",
    "trend",
    "two_samples",
]
