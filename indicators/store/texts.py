"""Text as every database can keep it."""

from __future__ import annotations


def clean(text: object) -> str:
    """Text without half characters and nulls; empty for what is no text."""
    return text.replace("\0", "").encode(errors="replace").decode() if isinstance(text, str) else ""
