"""Texts that a spreadsheet would take for a formula, and how every writer tells them."""

from __future__ import annotations

from typing import Final

LEADS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that some spreadsheet reads as the start of a formula; the wide ones in East Asian settings."""


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet might calculate a text instead of showing it."""
    return text.startswith(LEADS)
