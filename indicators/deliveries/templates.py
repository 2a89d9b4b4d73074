"""The prefilled workbook, and which year's figures are asked for."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Final

from indicators import disclosure
from indicators.deliveries.review import own_batches
from indicators.errors import InputError
from indicators.ingest import template as workbooks
from indicators.model import Registry
from indicators.permissions import Person
from indicators.store import Store

_LETTERS: Final = str.maketrans("åäöÅÄÖ", "aaoAAO")


def template(
    store: Store, registry: Registry, *, geography: str, year: int, person: Person | None, at: datetime
) -> tuple[str, bytes]:
    """The file name and content of a geography's workbook for a year, with what stands filled in.

    What the person has handed in is shown as it is, other values as anyone may see them.
    """
    if geography not in registry.geographies:
        raise InputError(f"Geografin {geography} finns inte i registret. Se python -m indicators status.")
    asked = workbooks.rows(registry, geography=geography, year=year)
    if not asked:
        place = registry.geographies[geography].name
        raise InputError(
            f"Registret har inga indikatorer som {place} lämnar för {year}. Välj ett annat år eller en annan plats."
        )
    indicators = list(dict.fromkeys(row.indicator.id for row in asked))
    standing = store.observations(indicators=indicators)
    own = () if person is None else own_batches(store, person)
    seen = disclosure.hide_small(standing, registry, own=own)
    content = workbooks.write(
        registry,
        geography=geography,
        year=year,
        standing=seen,
        version=store.version(),
        revision=store.register_revision(),
        at=at,
    )
    return f"{_slug(registry.geographies[geography].name)}-{year}.xlsx", content


def upload_year(registry: Registry, today: date) -> int:
    """The year whose figures are asked for: the one that has ended, at most the target year."""
    return min(registry.target_year, today.year - 1)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
