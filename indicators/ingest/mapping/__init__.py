"""Foreign layouts: a table that others have published, read as entries the way a person has pointed it out.

`layout` holds the words, `load` and `dump` the document; what needs a file is imported when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.ingest.mapping.headings import grid, headers, matches, stamped
from indicators.ingest.mapping.layout import Filter, Mapping, Others, Percent, Place, Source, Values
from indicators.ingest.mapping.loading import load
from indicators.ingest.mapping.writing import dump

if TYPE_CHECKING:
    import pandas as pd

    from indicators.batches import Finding
    from indicators.ingest.workbook.book import Book
    from indicators.model import Registry

__all__ = [
    "Filter",
    "Mapping",
    "Others",
    "Percent",
    "Place",
    "Source",
    "Values",
    "dump",
    "entries",
    "grid",
    "headers",
    "load",
    "matches",
    "problems",
    "recode",
    "sample",
    "stamped",
    "suggest",
]


def entries(book: Book, mapping: Mapping, registry: Registry) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """The figures that the mapping points at, in the file's order, and what could not be read."""
    from indicators.ingest.mapping.reading import entries

    return entries(book, mapping, registry)


def sample(book: Book, mapping: Mapping, registry: Registry, n: int = 20) -> pd.DataFrame:
    """The first entries with their places, for showing."""
    from indicators.ingest.mapping.reading import sample

    return sample(book, mapping, registry, n)


def problems(mapping: Mapping, book: Book, registry: Registry) -> list[str]:
    """What a person should mend or say before the mapping is saved, in Swedish."""
    from indicators.ingest.mapping.trial import problems

    return problems(mapping, book, registry)


def suggest(book: Book, registry: Registry) -> Mapping | None:
    """A guess at the layout of a file to start from; None where no table of figures is seen."""
    from indicators.ingest.mapping.suggestion import suggest

    return suggest(book, registry)


def recode(key: str, texts: list[str], registry: Registry) -> dict[str, str]:
    """A guess at the translation of texts of a key (`indicator`, `breakdown.kon`), of those that are recognised."""
    from indicators.ingest.mapping.words import recode

    return recode(key, texts, registry)
