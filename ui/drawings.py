"""Small drawings inside tables."""

from __future__ import annotations

from indicators import events
from indicators.charts import sparkline as charts
from indicators.model import Indicator
from indicators.situation import Situation


def sparkline(seen: Situation, indicator: Indicator | None) -> str:
    """The city's curve towards the target; decoration, since the row holds the figures."""
    progress = None if indicator is None else seen.city(indicator.id)
    if indicator is None or progress is None or progress.value.value is None:
        return '<span class="lb-quiet">inga mätningar</span>'
    drawn = charts.of(
        seen.series(indicator.id, progress.geography),
        progress,
        indicator,
        first_year=seen.registry.baseline_year,
        last_year=seen.registry.target_year,
        events=events.on(seen.registry, indicator, geography=progress.geography, last=seen.year),
    )
    return f'<img class="lb-spark" src="{drawn}" width="{charts.WIDTH}" height="{charts.HEIGHT}" alt="">'
