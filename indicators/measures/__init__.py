"""From observations and register to results; pure: tables and arrays in, values out; no clock, no file, no network.

`overview.estimates` and `overview.progress` answer for whole tables, `backtest.backtest` for the past. Below them lie
the methods on arrays: `estimates` (M01-M03), `two_samples` (M06b), `change` (M12), `path` (M15), `progress` (M16),
`fragility` (M16b), `growth` (M17), `hold` (M18), `projection` and its back-test `refit`, of series made by `scaled`
(M19), and `composite` (M31). Districts are compared by `standardisation` (M04, M05), `comparison` (M06), `multiplicity`
(M07), `funnel` (M08) and `ranks` (M09); time by `control_charts` (M10), `trend` (M11), `count_trend` (M13) and
`rank_trend` (M14). Groups of a city are compared by `gaps` (M20), `spread` (M21), `slope_index` (M22), `concentration`
(M23), `theil` (M24), `attributable` (M25), `closing` (M26) and `decomposition` (M27); `equity.gap` tells all of them
for one indicator, with the level of the city.
"""

from __future__ import annotations

from indicators.measures import (
    attributable,
    backtest,
    change,
    closing,
    comparison,
    composite,
    concentration,
    control_charts,
    count_trend,
    decomposition,
    equity,
    estimates,
    funnel,
    gaps,
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
    slope_index,
    spread,
    standardisation,
    theil,
    trend,
    two_samples,
)

__all__ = [
    "attributable",
    "backtest",
    "change",
    "closing",
    "comparison",
    "composite",
    "concentration",
    "control_charts",
    "count_trend",
    "decomposition",
    "equity",
    "estimates",
    "funnel",
    "gaps",
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
    "slope_index",
    "spread",
    "standardisation",
    "theil",
    "trend",
    "two_samples",
]
