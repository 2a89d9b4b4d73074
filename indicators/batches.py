"""What is handed in: a delivery with its file and observations, how far it has come, and what was found in it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

_ADDRESS: Final = re.compile(r"([A-Z]+)([0-9]+)")


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


class BatchState(StrEnum):
    """How far a batch has come."""

    DRAFT = "draft"
    """Read and free from faults, kept for the one who uploaded it; nobody else sees it."""
    STOPPED = "stopped"
    """Fetched from a source and held back, because something in it is suspicious; not yet handed in."""
    HANDED_IN = "handed_in"
    """Waits for review."""
    APPROVED = "approved"
    """Its rows stand in the store, or stood there until a later batch changed them."""
    RETURNED = "returned"
    """Sent back with a comment; nothing of it stands."""
    UNDONE = "undone"
    """Withdrawn by the uploader before review, or taken back after approval."""


class Severity(StrEnum):
    """What a finding means for the delivery."""

    ERROR = "error"
    """The file cannot be handed in until this is mended."""
    WARNING = "warning"
    """The file can be handed in; the approver sees this."""
    INFO = "info"
    """Good to know, such as that a hidden row was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something found in a received file: where, what stood there, what was expected, and what to do (in Swedish)."""

    code: str
    """The rule's name in kebab-case, as in docs/checks.md and in `load --json`."""
    severity: Severity
    sheet: str
    """Empty for a text file, or where the whole file is meant."""
    cell: str
    """`G14`; empty where the whole sheet or file is meant."""
    value: str
    """The text as it stood in the cell, at most 200 characters; empty where nothing stood there."""
    message: str
    """What is wrong, the same for every cell with this fault: `Text där det ska stå ett tal`."""
    expected: str
    """`helt tal, minst 0`."""
    advice: str
    """`Skriv 12.`"""
    indicator: str = ""
    """The register's id where the row is known."""
    breakdown: str = ""
    year: int | None = None
    meant: str = ""
    """What was probably meant, as one would write it; part of the advice, empty where nothing can be guessed."""

    @property
    def row(self) -> int | None:
        """The row number of the cell; None for a place in an answer that is no table."""
        found = _ADDRESS.fullmatch(self.cell)
        return int(found[2]) if found else None

    @property
    def column(self) -> str:
        """The column letters of the cell; a place in an answer that is no table as it is."""
        found = _ADDRESS.fullmatch(self.cell)
        return found[1] if found else self.cell


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
