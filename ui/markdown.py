"""Text from people and files inside labels, which the toolkit reads as Markdown."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&=])")


def plain(text: str) -> str:
    """The text with every character that Markdown or the toolkit would take as a sign held back."""
    return _SPECIAL.sub(r"\\\1", text)
