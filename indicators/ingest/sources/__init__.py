"""Figures fetched from where they live: databases, statistics services and files at an address.

All of it happens in a process of its own with limits; what comes back is bytes, a table of entries and findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indicators.ingest.sources.fetching import Fetched, Probed, fetch, probe

__all__ = ["Fetched", "Probed", "fetch", "probe"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when asked for: the fetching process imports this package and wants no pandas."""
    if name not in __all__:
        raise AttributeError(name)
    from indicators.ingest.sources import fetching

    return getattr(fetching, name)
