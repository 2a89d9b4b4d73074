"""Run a fetch in a process of its own; whatever happens there, the caller gets what it said or a refusal."""

from __future__ import annotations

import json
import logging
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from indicators.errors import SourceError
from indicators.ingest.sources import limits
from indicators.ingest.sources.job import Job
from indicators.ingest.sources.refusals import refusal
from indicators.ingest.sources.worker import BOOT

_ROOT: Final = Path(__file__).resolve().parents[3]
_COMMAND: Final = (sys.executable, "-I", "-c", BOOT, str(_ROOT))
_TURN: Final = threading.BoundedSemaphore(limits.AT_A_TIME)
_OUT_OF_TIME: Final = int(getattr(signal, "SIGXCPU", 0))
_KEPT: Final = ("LD_LIBRARY_PATH", "SYSTEMROOT", "SSL_CERT_FILE", "SSL_CERT_DIR")
"""What an interpreter, a driver and a certificate check may need; no addresses and no secrets of ours."""
_log: Final = logging.getLogger(__name__)


@dataclass(kw_only=True, eq=False)
class Answer:
    """What the process said."""

    columns: tuple[str, ...] = ()
    rows: list[list[str | None]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    content: bytearray = field(default_factory=bytearray)
    identity: dict[str, str] = field(default_factory=dict)
    asked: str = ""
    is_done: bool = False


def run(job: Job) -> Answer:
    """What a job gives; raises SourceError with a sentence for everything that can go wrong."""
    with _TURN, tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaints:
        given.write(job.written())
        given.seek(0)
        return _run(job, given, complaints)


def _run(job: Job, given: IO[bytes], complaints: IO[bytes]) -> Answer:
    answer, is_late = Answer(), threading.Event()
    with subprocess.Popen(  # noqa: S603 our own interpreter and code; the job is only its input
        _COMMAND, stdin=given, stdout=subprocess.PIPE, stderr=complaints, env=_environment(), start_new_session=True
    ) as process:
        clock = threading.Timer(job.seconds + limits.GRACE, _stop, (process, is_late))
        clock.start()
        try:
            _take(answer, process.stdout or (), job)
            process.wait()
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            _log.warning("The fetching process did not say what was expected: %r", fault)
        finally:
            clock.cancel()
            _stop(process)
    if not answer.is_done:
        raise _death(process.returncode, complaints, job, is_late=is_late.is_set())
    return answer


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _KEPT if name in os.environ}


def _take(answer: Answer, lines: Any, job: Job) -> None:
    """Take lines to the last, and no more of them than the source may send."""
    most, taken = 4 * job.most_bytes + 10 * limits.MEGABYTE, 0
    for line in lines:
        taken += len(line)
        if taken > most:
            raise refusal("source-bytes", megabytes=_megabytes(job.most_bytes))
        words = json.loads(line)
        if refused := words.get("refused"):
            raise _refused(refused, job)
        answer.columns = tuple(words.get("columns", answer.columns))
        answer.rows += words.get("rows", ())
        answer.kinds += words.get("kinds", ())
        answer.content += b64decode(words.get("content", ""))
        answer.identity |= words.get("identity", {})
        answer.asked = words.get("asked", answer.asked)
        answer.is_done = words.get("done", False)


def _refused(words: Mapping[str, Any], job: Job) -> SourceError:
    """The refusal with a number to find it by; what only the log may know goes there."""
    number = secrets.token_hex(3).upper()
    _log.warning("Source refused, %s, id %s: %s", words["code"], number, words["detail"] or "no more is known")
    limit = {"seconds": round(job.seconds), "rows": job.rows, "megabytes": _megabytes(job.most_bytes)}
    return refusal(words["code"], **{**limit, **words["words"], "id": number})


def _megabytes(count: int) -> str:
    return f"{count / limits.MEGABYTE:.3g}".replace(".", ",")


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


def _death(status: int, complaints: IO[bytes], job: Job, *, is_late: bool) -> SourceError:
    """What to tell when the process ended without having said that it was done."""
    if is_late or status == -_OUT_OF_TIME:
        return _refused({"code": "source-time", "words": {}, "detail": f"killed with status {status}"}, job)
    complaints.seek(0)
    told = complaints.read()[-2000:].decode("utf-8", "replace")
    code = "source-memory" if "MemoryError" in told else "source-died"
    return _refused({"code": code, "words": {}, "detail": f"status {status}: {_unaddressed(told, job)}"}, job)


def _unaddressed(text: str, job: Job) -> str:
    """The text without the address, which holds the password."""
    return text.replace(job.address, "***") if job.address else text
