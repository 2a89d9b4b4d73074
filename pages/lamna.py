"""Lämna uppgifter: which file to hand in, whether it is right, and what happens then."""

from __future__ import annotations

from indicators.model import UserRole
from ui import (
    access,
    cached,
    delivery_faults,
    delivery_preview,
    delivery_receipt,
    delivery_start,
    delivery_upload,
    frame,
    look,
    mapping_editor,
    uploads,
)
from ui.delivery_upload import Held


def render() -> None:
    """Show the step that the uploader has come to; the state decides it."""
    geography = access.own_district(access.require(UserRole.UPLOADER))
    uploads.open_()
    kept = delivery_upload.held()
    delivery_upload.refresh(kept)
    year = kept.received.template.year if kept.received and kept.received.template else delivery_start.chosen_year()
    frame.kicker(f"Lämna uppgifter · {cached.registry().geographies[geography].name} · år {year}")
    if not kept.is_unread and (told := kept.take_told()):
        look.note(told)
    _show(kept, geography=geography, year=year)


def _show(kept: Held, *, geography: str, year: int) -> None:
    received, preview = kept.received, kept.preview
    if kept.receipt is not None:
        delivery_receipt.show(kept.receipt)
    elif kept.is_unread:
        delivery_faults.reading(kept)
    elif kept.refusal is not None:
        delivery_faults.refused(kept, kept.refusal)
    elif kept.book is not None:
        mapping_editor.show(kept, kept.book, geography=geography)
    elif received is not None and received.stale:
        delivery_faults.stale(received, geography=geography, year=year)
    elif received is not None and received.errors:
        delivery_faults.faults(received, preview)
    elif received is not None and preview is not None:
        delivery_preview.show(kept, received, preview)
    else:
        delivery_start.show(kept, geography=geography, year=year)
