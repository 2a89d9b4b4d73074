"""The name of a received file as a label: never a path, nothing that turns or hides text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LENGTH: Final = 120
NAMELESS: Final = "namnlös fil"


def clean_name(file_name: str) -> str:
    """The last part of the name without control and direction characters, at most 120 characters, ending kept."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", file_name))[-1]
    shown = "".join(" " if char.isspace() else char for char in last if char.isspace() or _is_shown(char))
    name = " ".join(shown.split())
    return _shortened(name) if name.strip(". ") else NAMELESS


def _is_shown(char: str) -> bool:
    """False for control, direction (Cf), surrogate, private and unassigned characters."""
    return not unicodedata.category(char).startswith("C")


def _shortened(name: str) -> str:
    if len(name) <= LENGTH:
        return name
    stem, dot, ending = name.rpartition(".")
    tail = dot + ending if stem and len(ending) <= 8 else ""
    return name[: LENGTH - len(tail) - 1].rstrip() + "…" + tail
