"""Text as every database can keep it."""

from __future__ import annotations

from collections.abc import Iterable


def clean(text: object) -> str:
    """Text without half characters and nulls; empty for what is no text."""
    return text.replace("\0", "").encode(errors="replace").decode() if isinstance(text, str) else ""


def cleaned(texts: Iterable[object]) -> list[str]:
    """Each of many texts as it can be kept; the same few stand on most rows of a delivery, and are cleaned once."""
    known: dict[object, str] = {}
    return [known[text] if text in known else known.setdefault(text, clean(text)) for text in texts]
