"""The process that fetches one source: limits first, then a job from standard input to lines on standard output."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicators.ingest.sources.job import Job
    from indicators.ingest.sources.wire import Writer

BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from indicators.ingest.sources.worker import main; main()"
"""How the process starts: isolated, with the product's own folder as its argument."""


def main() -> None:
    """Set the limits and fetch; a refusal is a line too."""
    from indicators.ingest.sources import job, wire
    from indicators.ingest.sources.refusals import Refused

    asked = job.read(sys.stdin.buffer.read())
    _limit(asked.seconds)
    writer = wire.Writer(sys.stdout.buffer)
    try:
        _fetch(asked, writer)
    except Refused as fault:
        refused = fault
    except MemoryError:
        refused = Refused("source-memory")
    else:
        writer.end(done=True)
        return
    writer.end(refused={"code": refused.code, "words": refused.words, "detail": refused.detail})


def _limit(seconds: float) -> None:
    from indicators.ingest import ceilings
    from indicators.ingest.sources import limits

    ceilings.lower(
        address_space=limits.ADDRESS_SPACE,
        seconds=int(2 * seconds + limits.GRACE) + 5,
        written_bytes=limits.WRITTEN_BYTES,
        open_files=limits.OPEN_FILES,
    )


def _fetch(asked: Job, writer: Writer) -> None:
    """Hand over to the reader of the kind; each is imported alone, so that none pays for another."""
    import_module(f"indicators.ingest.sources.{_READERS[asked.kind]}").read(asked, writer)


_READERS = {"databas": "database", "pxweb": "pxweb", "kolada": "kolada", "fil": "files"}
