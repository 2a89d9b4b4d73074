"""The process that reads one file: limits first, then bytes from standard input to lines on standard output."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicators.ingest.workbook.wire import Writer

BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from indicators.ingest.workbook.worker import main; main()"
"""How the process starts: isolated, without site packages, with the product's own folder as its argument."""


def main() -> None:
    """Set the limits and read; a refusal is a line too."""
    _limit()
    gc.disable()  # it lives for one file, and cells make no cycles
    from indicators.errors import FileError
    from indicators.ingest.workbook.refusals import refusal
    from indicators.ingest.workbook.wire import Writer

    writer = Writer(sys.stdout.buffer)
    try:
        _read(sys.stdin.buffer.read(), writer)
    except FileError as fault:
        refused = fault
    except MemoryError:
        refused = refusal("memory")
    else:
        return
    writer.end(refused={"code": refused.code, "reason": refused.reason, "advice": refused.advice})


def _limit() -> None:
    from indicators.ingest import ceilings
    from indicators.ingest.workbook import limits

    ceilings.lower(
        address_space=limits.ADDRESS_SPACE,
        seconds=limits.SECONDS,
        written_bytes=limits.WRITTEN_BYTES,
        open_files=limits.OPEN_FILES,
    )


def _read(content: bytes, writer: Writer) -> None:
    from indicators.ingest.workbook.separated import read_text
    from indicators.ingest.workbook.sorts import is_zip
    from indicators.ingest.workbook.workbooks import read_workbook

    read = read_workbook if is_zip(content) else read_text
    read(content, writer)
