"""What is handed in: a delivery with its file as received and the observations read from it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class BatchKind(StrEnum):
    """How a delivery came here."""

    REFERENCE = "reference"
    """A published figure that the product ships."""
    DEMO = "demo"
    """Made up, for demonstration."""
    UPLOAD = "upload"
    """A file handed in by a person."""
    SOURCE = "source"
    """Fetched from a database or a statistics service."""
    MANUAL = "manual"
    """Entered by hand."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Delivery:
    """One file with the observations read from it, before the store has given it a batch number."""

    kind: BatchKind
    title: str
    """What it is, in Swedish, for the reader."""
    source: str
    """Who published the figures, as one would cite them."""
    licence: str
    file_name: str
    content: bytes
    """The file as it was received, byte for byte."""
    rows: pd.DataFrame
    """Observations with the batch number 0; sheet, cell and raw text point into the file."""
    provenance: str
    """Where the file comes from, when it was fetched and what was derived from it."""

    @property
    def sha256(self) -> str:
        """The fingerprint by which the file is kept."""
        return hashlib.sha256(self.content).hexdigest()
