"""The process that tries one template: limits first, then a pickled question to one JSON answer."""

from __future__ import annotations

import json
import pickle
import sys
from typing import Any, Final

_MEMORY: Final = 1_500_000_000
_WRITTEN: Final = 64_000_000
_FILES: Final = 128


def main(seconds: int) -> None:
    """Read the question, which is our own, and answer; the template inside it is anybody's."""
    from indicators.ingest import ceilings

    content, deck, roles = pickle.load(sys.stdin.buffer)  # noqa: S301 written by the process that started this one
    ceilings.lower(address_space=_MEMORY, seconds=seconds, written_bytes=_WRITTEN, open_files=_FILES)
    try:
        answer = _answer(content, deck, roles)
    except MemoryError:
        from indicators.reports.presentation import gate

        answer = {"faults": [gate.OUT_OF_ROOM]}
    sys.stdout.write(json.dumps(answer))


def _answer(content: bytes, deck: Any, told: dict[str, Any] | None) -> dict[str, Any]:
    from indicators.reports.presentation import checking, framing, gate, mapping
    from indicators.reports.presentation.inventory import inventory

    if faults := gate.refusals(content):
        return {"faults": faults}
    opened = _opened(gate.as_presentation(content))
    if opened is None:
        return {"faults": [gate.DAMAGED]}
    found = inventory(opened)
    roles = checking.likely(found, None if told is None else mapping.roles_of(told))
    faults = list(framing.faults(found, roles))
    frame = framing.framed(found, roles)
    if not faults:
        faults = list(checking.drawn_faults(deck, frame))
    if not faults:
        faults = _written(checking.template_of(gate.as_presentation(content), found, roles), deck)
    remarks = [] if faults else list(checking.remarks(found, frame))
    return {"faults": faults, "found": found.told(), "roles": roles.told(), "remarks": remarks}


def _opened(content: bytes) -> Any:
    """The presentation, or None where the library cannot make sense of it, whatever it stumbles on."""
    import io

    from pptx import Presentation

    try:
        made = Presentation(io.BytesIO(content))
        return made if len(made.slide_layouts) else None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 the file is anybody's, and the answer is the same whatever was wrong in it
        return None


def _written(template: Any, deck: Any) -> list[str]:
    """The trial proper: every slide written into it."""
    from indicators.errors import LagesbildError
    from indicators.reports.presentation import checking, gate
    from indicators.reports.presentation.writing import presentation

    try:
        presentation(deck, at=checking.TRIED_AT, into=template)
    except LagesbildError as fault:
        return [str(fault)]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 as above
        return [gate.DAMAGED]
    return []
