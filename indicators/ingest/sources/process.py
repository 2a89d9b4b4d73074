"""Run a fetch in a process of its own; whatever happens there, the caller gets what it said or a refusal."""

from __future__ import annotations

import json
import logging
import secrets
import threading
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from indicators.errors import SourceError
from indicators.ingest import children
from indicators.ingest.children import Child
from indicators.ingest.sources import limits
from indicators.ingest.sources.job import Job
from indicators.ingest.sources.masking import masked
from indicators.ingest.sources.refusals import refusal
from indicators.ingest.sources.worker import BOOT

_COMMAND: Final = children.command(BOOT)
_TURN: Final = threading.BoundedSemaphore(limits.AT_A_TIME)
_CERTIFICATES: Final = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""What a certificate check may need of the environment."""
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
    with _TURN:
        return _run(job)


def _run(job: Job) -> Answer:
    answer, seconds = Answer(), job.seconds + limits.GRACE
    with children.started(_COMMAND, job.written(), seconds=seconds, keep=_CERTIFICATES) as child:
        try:
            _take(answer, child.lines, job)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            _log.warning("The fetching process did not say what was expected: %r", fault)
    if not answer.is_done:
        raise _death(child, job)
    return answer


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
    _log.warning("Source refused, %s, id %s: %s", words["code"], number, _detail(words, job))
    limit = {"seconds": round(job.seconds), "rows": job.rows, "megabytes": _megabytes(job.most_bytes)}
    return refusal(words["code"], **{**limit, **words["words"], "id": number})


def _detail(words: Mapping[str, Any], job: Job) -> str:
    return masked(str(words["detail"]), job.address) or "no more is known"


def _megabytes(count: int) -> str:
    return f"{count / limits.MEGABYTE:.3g}".replace(".", ",")


def _death(child: Child, job: Job) -> SourceError:
    """What to tell when the process ended without having said that it was done."""
    if child.is_out_of_time:
        return _refused({"code": "source-time", "words": {}, "detail": f"killed with status {child.status}"}, job)
    code = "source-memory" if child.is_out_of_memory else "source-died"
    return _refused({"code": code, "words": {}, "detail": f"status {child.status}: {child.complaint}"}, job)
