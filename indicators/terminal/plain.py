"""What the terminal tells a person: the same words and numbers as the pages."""

from __future__ import annotations

from datetime import datetime

from indicators import swedish
from indicators.model import Indicator, Progress, Registry
from indicators.store.records import Earlier, Trace
from indicators.texts import figures, words


def status_line(progress: Progress, registry: Registry) -> str:
    """One assessment on one line: indicator, place, value, year and word."""
    indicator = registry.indicators[progress.indicator]
    place = registry.geographies[progress.geography].name
    value = figures.value(progress, indicator)
    year = "" if progress.value_year is None else str(progress.value_year)
    mark = f" · {words.MADE_UP}" if indicator.is_demo else ""
    return f"{indicator.id:<40.40} {place:<22.22} {value:>20} {year:>4}  {words.chip(progress)}{mark}"


def trace_lines(found: Trace, registry: Registry) -> list[str]:
    """The origin of a value, a line for each thing known, and the values before it."""
    indicator = registry.indicators[found.indicator]
    place = registry.geographies[found.geography].name
    value = (
        swedish.NOTHING if found.value is None else swedish.with_unit(found.value, indicator.unit, indicator.decimals)
    )
    told = {
        "Indikator": f"{indicator.name} ({indicator.id})",
        "Plats": f"{place} ({found.geography})",
        "Period": found.period,
        "Uppdelning": found.breakdown or "alla",
        "Värde": f"{value} ({words.STATUSES[found.status]})",
        "Källa": found.source,
        "Ursprung": found.provenance or swedish.NOTHING,
        "Fil": f"{found.file}, SHA-256 {found.sha256}",
        "Blad och cell": f"{found.sheet or 'textfil'}, {found.cell or 'okänd cell'}",
        "Text i cellen": found.raw or swedish.NOTHING,
        "Leverans": f"{found.batch}: {found.title}",
        "Lämnad": f"{found.handed_in_by}, {_when(found.handed_in_at)}",
        "Godkänd": f"{found.approved_by or swedish.NOTHING}, {_when(found.approved_at)}",
        "Dataversion": str(found.version),
        "Anmärkning": found.note or swedish.NOTHING,
    }
    lines = [f"{name:<14} {text}" for name, text in told.items()]
    return lines + [f"{'Tidigare':<14} {_past(e, found, registry)}" for e in found.history]


def _past(earlier: Earlier, now: Trace, registry: Registry) -> str:
    indicator = registry.indicators[now.indicator]
    value = words.STATUSES[earlier.status] if earlier.value is None else _value(earlier.value, indicator)
    return f"dataversion {earlier.version}: {value}, ersatt {_when(earlier.ended_at)} av {earlier.ended_by_actor}"


def _value(value: float | None, indicator: Indicator) -> str:
    return swedish.NOTHING if value is None else swedish.with_unit(value, indicator.unit, indicator.decimals)


def _when(at: datetime | None) -> str:
    return swedish.NOTHING if at is None else swedish.moment(swedish.local(at))
