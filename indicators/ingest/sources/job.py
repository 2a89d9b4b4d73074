"""What the fetching process is asked to do: everything of a source that reading it needs, and the address."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicators.model import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One fetch; it travels as JSON on standard input, since arguments and environment can be read by others."""

    kind: str
    address: str = field(repr=False)
    query: str
    table: str
    api: int
    selection: Mapping[str, tuple[str, ...]]
    figures: tuple[str, ...]
    """The columns that hold figures, which PxWeb may have as codes of what it measures."""
    from_year: int
    to_year: int
    rows: int
    most_bytes: int
    seconds: float
    is_probe: bool
    """Only whether it answers, and how it is laid out."""

    def written(self) -> bytes:
        """The job as JSON."""
        return json.dumps(asdict(self)).encode("ascii")

    def deadline(self) -> float:
        """When the process must be done, on its monotonic clock."""
        return time.monotonic() + self.seconds


def read(document: bytes) -> Job:
    """The job of a document."""
    told = json.loads(document)
    selection = {name: tuple(values) for name, values in told.pop("selection").items()}
    return Job(selection=selection, figures=tuple(told.pop("figures")), **told)


def of(source: Source, address: str, *, to_year: int, is_probe: bool = False) -> Job:
    """The job of a source."""
    mapping = source.mapping
    return Job(
        kind=str(source.kind),
        address=address,
        query=source.query,
        table=source.table,
        api=source.api,
        selection=source.selection,
        figures=tuple(name for name in (mapping.value, mapping.numerator, mapping.denominator) if name),
        from_year=source.from_year,
        to_year=to_year,
        rows=source.limits.rows,
        most_bytes=source.limits.bytes,
        seconds=float(source.limits.seconds),
        is_probe=is_probe,
    )
