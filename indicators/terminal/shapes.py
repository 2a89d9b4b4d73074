"""The JSON that other programs read: stable names, unrounded numbers, null with a reason where there is no value."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from indicators.model import Progress, Registry
from indicators.store.records import Trace
from indicators.texts import words

TRACED = (
    *("indicator", "geography", "period", "breakdown", "value", "status", "batch", "version"),
    *("file", "sha256", "sheet", "cell", "raw", "source", "provenance"),
    *("handed_in_by", "handed_in_at", "approved_by", "approved_at"),
)
"""What `trace --json` tells, besides the history."""


def status_row(progress: Progress, registry: Registry) -> dict[str, Any]:
    """One assessment as `status --json` tells it."""
    indicator = registry.indicators[progress.indicator]
    target = indicator.target
    return {
        "indicator": progress.indicator,
        "strategic_area": indicator.strategic_area,
        "geography": progress.geography,
        "year": progress.year,
        "value_year": progress.value_year,
        "value": progress.value.value,
        "lower": progress.value.lower,
        "upper": progress.value.upper,
        "unit": indicator.unit,
        "baseline": progress.baseline,
        "baseline_year": progress.baseline_year,
        "target": progress.target,
        "target_year": progress.target_year,
        "decision": None
        if target is None
        else {
            "by": target.decision.by,
            "date": target.decision.date,
            "document": target.decision.document,
            "status": "förslag" if target.decision.is_proposal else "beslutat",
        },
        "required": progress.required,
        "assessment": str(progress.assessment),
        "assessment_sv": words.chip(progress),
        "reason": None if progress.reason is None else str(progress.reason),
        "within_margin": progress.within_margin,
        "slope": progress.slope,
        "slope_lower": progress.slope_lower,
        "slope_upper": progress.slope_upper,
        "chance": progress.chance,
        "fragile": progress.is_fragile,
        "demo": progress.is_demo,
    }


def trace(found: Trace) -> dict[str, Any]:
    """The origin of one value as `trace --json` tells it; times in ISO 8601."""
    history = [
        {
            "version": e.version,
            "period": e.period,
            "value": e.value,
            "status": str(e.status),
            "batch": e.batch,
            "at": e.at.isoformat(),
            "ended_by": e.ended_by,
            "ended_at": e.ended_at.isoformat(),
            "ended_by_actor": e.ended_by_actor,
        }
        for e in found.history
    ]
    return {name: _plain(getattr(found, name)) for name in TRACED} | {"history": history}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
