"""Events written back as register files, so that they read as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from indicators.model import Event
from indicators.registry.documents import DEMO_EVENTS, EVENTS

_HEAD: Final[Mapping[str, str]] = {
    EVENTS: "# Händelser. Varje post har en källa. Fälten förklaras i docs/add-an-event.md.\n",
    DEMO_EVENTS: "# Påhittade händelser för demonstration; de försvinner med övriga påhittade uppgifter.\n",
}
_FEW: Final = 3
"""Items of a list that stand on one line."""


def with_events(documents: Mapping[str, bytes], events: Iterable[Event]) -> dict[str, bytes]:
    """The register's documents with these events in place of those they had; comments at a file's top stay."""
    told = tuple(events)
    kept = dict(documents)
    for name, own in ((EVENTS, [e for e in told if not e.is_demo]), (DEMO_EVENTS, [e for e in told if e.is_demo])):
        if own or name in documents:
            kept[name] = (_head(name, documents.get(name, b"")) + "".join(map(_entry, own))).encode()
    return kept


def _head(name: str, before: bytes) -> str:
    """The comments and blank lines that a file begins with, else our own."""
    lines = before.decode("utf-8-sig").splitlines()
    first = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    kept = "\n".join(lines[:first]).strip("\n")
    return f"{kept}\n" if kept else _HEAD[name]


def _entry(event: Event) -> str:
    fields = {
        "id": event.id,
        "date": event.date,
        "ends": event.ends,
        "kind": str(event.kind),
        "title": event.title,
        "text": event.text,
        "indicators": event.indicators,
        "strategic_areas": event.strategic_areas,
        "geographies": event.geographies,
        "source": event.source,
    }
    return "\n[[event]]\n" + "".join(f"{field} = {_written(value)}\n" for field, value in fields.items() if value)


def _written(value: object) -> str:
    if isinstance(value, tuple):
        parts = [_written(part) for part in value]
        if len(parts) <= _FEW:
            return f"[{', '.join(parts)}]"
        return "[\n" + "".join(f"    {part},\n" for part in parts) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
