"""A shipped file and the rows read from it, put together as a delivery."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from indicators import observations as obs
from indicators.batches import BatchKind, Delivery
from indicators.errors import InputError
from indicators.ingest import cells
from indicators.model import Registry


def content(folder: Path, name: str) -> bytes:
    """A shipped file as it is, or an error that says which file is gone."""
    path = folder / name
    if not path.is_file():
        raise InputError(f"{name} saknas bland referensdata i {folder}. Hämta tillbaka filen och försök igen.")
    return path.read_bytes()


def delivery(folder: Path, name: str, rows: Iterable[Mapping[str, Any]], registry: Registry, **about: str) -> Delivery:
    """A delivery of published figures, with the rows of indicators that the register has."""
    known = [row for row in rows if row[obs.INDICATOR] in registry.indicators]
    return Delivery(
        kind=BatchKind.REFERENCE, file_name=name, content=content(folder, name), rows=cells.table(known), **about
    )
