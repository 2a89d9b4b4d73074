"""Read a received file in a process of its own; whatever happens there, the caller gets a book or a refusal."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Final

from indicators.errors import FileError
from indicators.ingest.workbook import limits
from indicators.ingest.workbook.assembly import Assembly
from indicators.ingest.workbook.book import Book
from indicators.ingest.workbook.refusals import refusal
from indicators.ingest.workbook.worker import BOOT

_ROOT: Final = Path(__file__).resolve().parents[3]
_COMMAND: Final = (sys.executable, "-I", "-S", "-c", BOOT, str(_ROOT))
_ONE_AT_A_TIME: Final = threading.Semaphore(1)
_OUT_OF_TIME: Final = int(getattr(signal, "SIGXCPU", 0))
_log: Final = logging.getLogger(__name__)


def read(content: bytes, file_name: str, *, seconds: float = limits.SECONDS) -> Book:  # noqa: ARG001 content decides
    """The book in a received file, whatever its name says; raises FileError where it cannot be read safely.

    One file is read at a time, the others wait for their turn.
    """
    if len(content) > limits.FILE_BYTES:
        raise refusal("too-large")
    with _ONE_AT_A_TIME, tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaints:
        given.write(content)
        given.seek(0)
        return _read(given, complaints, seconds=seconds)


def _read(given: IO[bytes], complaints: IO[bytes], *, seconds: float) -> Book:
    assembly, is_late = Assembly(), threading.Event()
    with subprocess.Popen(  # noqa: S603 our own interpreter and code; the file is only its input
        _COMMAND, stdin=given, stdout=subprocess.PIPE, stderr=complaints, env=_environment(), start_new_session=True
    ) as process:
        clock = threading.Timer(seconds, _stop, (process, is_late))
        clock.start()
        try:
            assembly.take(process.stdout or ())
            process.wait()
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as fault:
            _log.warning("The reading process did not say what was expected: %r", fault)
        finally:
            clock.cancel()
            _stop(process)
    if assembly.book is None:
        raise _death(process.returncode, complaints, is_late=is_late.is_set())
    return assembly.book


def _environment() -> dict[str, str]:
    """Only what an interpreter may need to start; no addresses and no secrets."""
    return {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}


def _stop(process: subprocess.Popen[bytes], is_late: threading.Event | None = None) -> None:
    """End the process and whatever it started."""
    if process.poll() is not None:
        return
    if is_late:
        is_late.set()
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _death(status: int, complaints: IO[bytes], *, is_late: bool) -> FileError:
    """What to tell when the process ended without a book or a refusal."""
    if is_late or status == -_OUT_OF_TIME:
        return refusal("time")
    complaints.seek(0)
    told = complaints.read()[-2000:].decode("utf-8", "replace")
    _log.error("The reading process ended with status %s: %s", status, told)
    return refusal("memory" if "MemoryError" in told else "unreadable")
