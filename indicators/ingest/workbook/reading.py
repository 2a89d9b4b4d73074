"""Read a received file in a process of its own; whatever happens there, the caller gets a book or a refusal."""

from __future__ import annotations

import logging
import threading
from typing import Final

from indicators.errors import FileError
from indicators.ingest import children
from indicators.ingest.children import Child
from indicators.ingest.workbook import limits
from indicators.ingest.workbook.assembly import Assembly
from indicators.ingest.workbook.book import Book
from indicators.ingest.workbook.refusals import refusal
from indicators.ingest.workbook.worker import BOOT

_COMMAND: Final = children.command(BOOT, "-S")
_ONE_AT_A_TIME: Final = threading.Semaphore(1)
_log: Final = logging.getLogger(__name__)


def read(content: bytes, file_name: str, *, seconds: float = limits.SECONDS) -> Book:  # noqa: ARG001 content decides
    """The book in a received file, whatever its name says; raises FileError where it cannot be read safely.

    One file is read at a time, the others wait for their turn.
    """
    if len(content) > limits.FILE_BYTES:
        raise refusal("too-large")
    with _ONE_AT_A_TIME:
        return _read(content, seconds=seconds)


def _read(content: bytes, *, seconds: float) -> Book:
    assembly = Assembly()
    with children.started(_COMMAND, content, seconds=seconds) as child:
        try:
            assembly.take(child.lines)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as fault:
            _log.warning("The reading process did not say what was expected: %r", fault)
    if assembly.book is None:
        raise _death(child)
    return assembly.book


def _death(child: Child) -> FileError:
    """What to tell when the process ended without a book or a refusal."""
    if child.is_out_of_time:
        return refusal("time")
    _log.error("The reading process ended with status %s: %s", child.status, child.complaint)
    return refusal("memory" if child.is_out_of_memory else "unreadable")
