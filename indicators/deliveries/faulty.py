"""The faulty file back to its user, with every cell that must be mended marked in it."""

from __future__ import annotations

from indicators.deliveries.results import Received
from indicators.errors import InputError
from indicators.ingest import marked as returned_files


def marked(received: Received) -> tuple[str, bytes]:
    """The name and content of the marked file; a list of the findings where the file cannot be written again safely."""
    if received.book is None:
        raise InputError("Filen finns inte kvar i minnet. Ladda upp den igen, så får du tillbaka den märkt.")
    return returned_files.returned(received.file_name, received.content, received.book, received.errors)
