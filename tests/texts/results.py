"""Results as the texts and drawings receive them: `a_progress` and one result per assessment."""

from __future__ import annotations

from typing import Any

from indicators.model import (
    Assessment,
    Change,
    ChangeShown,
    Estimate,
    Good,
    Indicator,
    Progress,
    Reason,
    SentenceParts,
)
from tests.builders import a_target, an_indicator


def an_estimate(value: float | None = 66.0, margin: float | None = 1.5, **changes: Any) -> Estimate:
    ends = (None, None) if value is None or margin is None else (value - margin, value + margin)
    fields: dict[str, Any] = {
        "value": value,
        "lower": ends[0],
        "upper": ends[1],
        "confidence": 0.95,
        "n": 1000.0,
        "method": "M02",
        "unit": "%",
        "reason": Reason.MISSING if value is None else None,
    }
    return Estimate(**(fields | changes))


def a_progress(shown: float | None = 66.0, margin: float | None = 1.5, **changes: Any) -> Progress:
    """A survey share at 66 per cent in 2018, from 62 in 2014, on its way to at least 70 in 2020."""
    fields: dict[str, Any] = {
        "indicator": "an-indicator",
        "geography": "1480",
        "year": 2018,
        "value_year": None if shown is None else 2018,
        "value": an_estimate(shown, margin),
        "is_preliminary": False,
        "baseline_year": 2014,
        "baseline_moved": False,
        "baseline": 62.0,
        "target_year": 2020,
        "target": 70.0,
        "required": 62.0 + 8.0 * 4 / 6,
        "share_of_required": None,
        "share_of_total": None,
        "gap": None if shown is None else shown - (62.0 + 8.0 * 4 / 6),
        "needed_per_year": None if shown is None else (70.0 - shown) / 2,
        "assessment": Assessment.ON_TRACK,
        "reason": None,
        "within_margin": False,
        "reached_year": None,
        "points": 5,
        "slope": 1.0,
        "slope_lower": 0.5,
        "slope_upper": 1.5,
        "landing": 68.0,
        "landing_lower": 65.5,
        "landing_upper": 70.5,
        "chance": 0.4,
        "scatter": 1.0,
        "degrees_of_freedom": None,
        "change": a_change(),
        "growth_ratio": None,
        "other_tellings": (),
        "is_fragile": False,
        "direction_flips": False,
        "to_know": None,
        "is_demo": False,
    }
    return Progress(**(fields | changes))


def a_change(verdict: Change = Change.IMPROVED, difference: float | None = 4.0) -> ChangeShown:
    return ChangeShown(
        from_year=2014, to_year=2018, difference=difference, lower=1.9, upper=6.1, verdict=verdict, reason=None
    )


def fear() -> Indicator:
    """The design's example: a share that should fall, without decimals."""
    return an_indicator(
        short_name="Avstår från att gå ut ensam av rädsla",
        decimals=0,
        good=Good.LOW,
        baseline=17.8,
        target=a_target(14.0, good=Good.LOW),
        sentence=SentenceParts(subject="andelen invånare som avstår från att gå ut ensamma av rädsla", unit="procent"),
    )


def fear_worsening(**changes: Any) -> Progress:
    """18 per cent in 2014, 22 in 2018, at most 14 in 2020: the wrong way."""
    fields: dict[str, Any] = {
        "baseline": 17.8,
        "target": 14.0,
        "required": 15.27,
        "gap": 6.53,
        "assessment": Assessment.WORSENING,
        "slope": 1.2,
        "slope_lower": 0.7,
        "slope_upper": 1.7,
        "landing": 24.3,
        "landing_lower": 22.0,
        "landing_upper": 26.6,
        "chance": 0.001,
        "change": a_change(Change.WORSENED, 4.0),
    }
    return a_progress(21.8, 1.5, **(fields | changes))
