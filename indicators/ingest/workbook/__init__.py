"""Safe reading of received files: a gate, a reader in a process of its own, and the book it gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indicators.ingest.workbook.reading import read

__all__ = ["read"]


def __getattr__(name: str) -> Any:
    """`read`, loaded when it is asked for: the reading process imports this package and wants no pandas."""
    if name != "read":
        raise AttributeError(name)
    from indicators.ingest.workbook.reading import read

    return read
