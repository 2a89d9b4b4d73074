"""The tables of open data: values, indicators and events, told in full so that they are read without the product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from indicators import events
from indicators import observations as obs
from indicators.model import Event, Indicator, ObservationStatus, Registry
from indicators.reports import code_book

_ORDER = ["strategic_area", "indicator", "geography_level", "geography", "breakdown", "year"]


def values(estimates: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """One row per observation with names, unit, interval, origin and mark."""
    table = estimates.reset_index(drop=True)
    indicators, places = registry.indicators, registry.geographies
    told = pd.DataFrame(
        {
            "indicator": table[obs.INDICATOR],
            "indicator_name": table[obs.INDICATOR].map({k: i.name for k, i in indicators.items()}),
            "strategic_area": table[obs.INDICATOR].map({k: i.strategic_area for k, i in indicators.items()}),
            "geography": table[obs.GEOGRAPHY],
            "geography_name": table[obs.GEOGRAPHY].map({k: g.name for k, g in places.items()}),
            "geography_level": table[obs.GEOGRAPHY].map({k: str(g.level) for k, g in places.items()}),
            "unit": table[obs.INDICATOR].map({k: i.unit for k, i in indicators.items()}),
            "source": table[obs.INDICATOR].map({k: i.source for k, i in indicators.items()}),
            "method": table["method"].where(table["lower"].notna(), ""),
            "reason": ["" if r is None or r != r else str(r) for r in table["reason"]],
            "notes": [" ".join(n) for n in table["notes"]],
        }
    )
    rest = table[[c for c in code_book.VALUES if c not in told.columns]]
    is_hidden = rest[obs.STATUS] == ObservationStatus.SUPPRESSED
    rest = rest.assign(**{obs.RAW: rest[obs.RAW].mask(is_hidden, "")})
    whole = pd.concat([told, rest], axis=1)[list(code_book.VALUES)]
    return whole.sort_values(_ORDER, ignore_index=True)


def indicators(registry: Registry, named: Sequence[str]) -> pd.DataFrame:
    """What each indicator means: one row each, in the order given."""
    rows = [_indicator(registry.indicators[key], registry) for key in named]
    return pd.DataFrame(rows, columns=list(code_book.INDICATORS))


def happened(
    registry: Registry,
    named: Sequence[str],
    *,
    places: Iterable[str],
    first: int | None = None,
    last: int | None = None,
) -> pd.DataFrame:
    """The events and method changes that concern some of the indicators in some of the places, in order of date."""
    found: dict[str, tuple[Event, list[str]]] = {}
    where = tuple(places)
    for key in named:
        told = {
            event.id: event
            for place in where
            for event in events.on(registry, registry.indicators[key], geography=place, first=first, last=last)
        }
        for event in told.values():
            found.setdefault(event.id, (event, []))[1].append(key)
    order = {event.id: at for at, event in enumerate(events.in_order(event for event, _ in found.values()))}
    rows = [_event(event, keys) for event, keys in sorted(found.values(), key=lambda pair: order[pair[0].id])]
    return pd.DataFrame(rows, columns=list(code_book.EVENTS))


def _event(event: Event, concerned: Sequence[str]) -> dict[str, object]:
    return {
        "event": event.id,
        "date": event.date,
        "ends": event.ends or "",
        "kind": str(event.kind),
        "title": event.title,
        "text": event.text,
        "indicators": " ".join(concerned),
        "geographies": " ".join(event.geographies),
        "source": event.source,
        "is_demo": event.is_demo,
    }


def _indicator(indicator: Indicator, registry: Registry) -> dict[str, object]:
    baseline = indicator.baseline
    return {
        "indicator": indicator.id,
        "indicator_name": indicator.name,
        "strategic_area": indicator.strategic_area,
        "strategic_area_name": registry.area(indicator.strategic_area).name,
        "question": indicator.question,
        "definition": indicator.definition,
        "does_not_say": " ".join(indicator.does_not_say),
        "role": str(indicator.role),
        "good": str(indicator.good),
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "kind": str(indicator.kind),
        "population": indicator.population,
        "breakdowns": " ".join(indicator.breakdowns),
        "frequency": indicator.frequency,
        "first_year": indicator.first_year,
        "last_year": indicator.last_year,
        "baseline_year": None if baseline is None else baseline.year,
        "source": indicator.source,
        "is_demo": indicator.is_demo,
    } | _target(indicator)


def _target(indicator: Indicator) -> dict[str, object]:
    target = indicator.target
    if target is None:
        return {}
    decision = target.decision
    return {
        "target_year": target.year,
        "target_kind": str(target.kind),
        "target_sense": "" if target.sense is None else str(target.sense),
        "target": target.value,
        "target_set_by": ", ".join(filter(None, (decision.by, decision.date, decision.document))),
        "is_proposal": decision.is_proposal,
    }
