"""The register: documents in, one whole free of contradictions out."""

from indicators.registry.documents import is_demo, without_demo
from indicators.registry.events_file import with_events
from indicators.registry.folder import read_folder, write_folder
from indicators.registry.loading import load

__all__ = ["is_demo", "load", "read_folder", "with_events", "without_demo", "write_folder"]
