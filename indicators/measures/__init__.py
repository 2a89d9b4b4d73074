"""From observations and register to results; pure: tables and arrays in, values out; no clock, no file, no network.

`overview.estimates` and `overview.progress` answer for whole tables, `backtest.backtest` for the past. Below them lie
the methods on arrays: `estimates` (M01-M03), `two_samples` (M06b), `change` (M12), `path` (M15), `progress` (M16),
`fragility` (M16b), `growth` (M17) and `hold` (M18).
"""

from __future__ import annotations

from indicators.measures import backtest, change, estimates, growth, hold, overview, path, progress, two_samples

__all__ = ["backtest", "change", "estimates", "growth", "hold", "overview", "path", "progress", "two_samples"]
