"""What an import changes in the register, told before it is kept."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.model import Registry

MOST_NAMES = 5


def lines(before: Registry | None, after: Registry) -> list[str]:
    """One line for each kind of change, with how many and the first few names; one line where nothing that counts."""
    told = [
        *_of("Indikatorer", _indicators(before), _indicators(after)),
        *_of("Mätluckor", _gaps(before), _gaps(after)),
        *_of("Geografier", _geographies(before), _geographies(after)),
        *_of("Strategiska områden", _areas(before), _areas(after)),
        *_of("Händelser", _events(before), _events(after)),
        *_of("Källor", before.sources if before else {}, after.sources),
    ]
    return told or ["Inga indikatorer, mätluckor, geografier, strategiska områden, händelser eller källor ändras."]


def _of(what: str, before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    changes = {
        "tillkommer": [name for name in after if name not in before],
        "försvinner": [name for name in before if name not in after],
        "ändras": [name for name in after if name in before and after[name] != before[name]],
    }
    return [f"{what} som {verb}: {len(names)} ({_named(names)})" for verb, names in changes.items() if names]


def _named(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" och {more} till" if more > 0 else "")


def _indicators(registry: Registry | None) -> Mapping[str, object]:
    return registry.indicators if registry else {}


def _gaps(registry: Registry | None) -> Mapping[str, object]:
    return {f"{g.subject}, område {g.strategic_area}, {g.level}": g for g in registry.gaps} if registry else {}


def _geographies(registry: Registry | None) -> Mapping[str, object]:
    return registry.geographies if registry else {}


def _areas(registry: Registry | None) -> Mapping[str, object]:
    return {f"{a.number} {a.name}": a for a in registry.strategic_areas} if registry else {}


def _events(registry: Registry | None) -> Mapping[str, object]:
    return {event.id: event for event in registry.events} if registry else {}
