"""Small builders of sources for the tests of fetching."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from indicators.errors import SourceError
from indicators.ingest import sources
from indicators.ingest.sources import Fetched
from indicators.model import Registry, Source, SourceKind, SourceLimits, SourceMapping
from tests.builders import a_registry

AT = datetime(2020, 12, 1, tzinfo=UTC)
LIMITS = SourceLimits(rows=200_000, seconds=20, bytes=10_000_000)
SHORT = SourceLimits(rows=1_000, seconds=1, bytes=1_000_000)
SEXES = {"T": "", "K": "kvinna", "M": "man"}


def a_database(query: str, **changes: Any) -> Source:
    """Counts and bases of places by year in one database."""
    mapping = SourceMapping(
        indicator="an-indicator", geography_column="plats", period="ar", numerator="antal", denominator="bas"
    )
    fields = {"kind": SourceKind.DATABASE, "query": query, "mapping": mapping}
    return _source(fields | changes)


def a_kolada(**changes: Any) -> Source:
    """Two key figures of Gothenburg by sex."""
    mapping = SourceMapping(
        indicator_column="kpi",
        geography_column="municipality",
        period="period",
        breakdown={"kon": "gender"},
        value="value",
        status="status",
    )
    fields = {
        "kind": SourceKind.KOLADA,
        "api": 3,
        "from_year": 2005,
        "selection": {"kpi": ("N15428", "N09890"), "municipality": ("1480",), "gender": ("T", "K", "M")},
        "mapping": mapping,
        "recode": {"gender": SEXES, "kpi": {"N15428": "behoriga", "N09890": "kulturskola"}},
    }
    return _source(fields | changes)


def a_pxweb(**changes: Any) -> Source:
    """A table of a statistics service."""
    return _source({"kind": SourceKind.PXWEB, "from_year": 2010} | changes)


def a_file(**changes: Any) -> Source:
    """Values of places by year in a file."""
    mapping = SourceMapping(indicator="an-indicator", geography_column="Plats", period="År", value="Andel")
    return _source({"kind": SourceKind.FILE, "mapping": mapping} | changes)


def fetched(
    source: Source, address: str, *, registry: Registry | None = None, at: datetime = AT, layout: str = ""
) -> Fetched:
    """What a source gives on a fixed day."""
    return sources.fetch(source, address, registry=registry or a_registry(), at=at, layout=layout)


def refused(source: Source, address: str, *, layout: str = "") -> SourceError:
    """Why a source cannot be fetched."""
    try:
        fetched(source, address, layout=layout)
    except SourceError as fault:
        return fault
    raise AssertionError("the source was fetched")


def _source(fields: dict[str, Any]) -> Source:
    return Source(**({"name": "kallan", "title": "Källan", "publisher": "Utgivaren", "limits": LIMITS} | fields))
