"""Processes that read what cannot be trusted: started with nothing of ours, and ended when their time is up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

KEPT: Final = ("LD_LIBRARY_PATH", "SYSTEMROOT")
"""What an interpreter may need of the environment to start; no addresses and no secrets."""

_ROOT: Final = Path(__file__).resolve().parents[2]
_OUT_OF_TIME: Final = int(getattr(signal, "SIGXCPU", 0))
_LONGEST: Final = 2_000


class Child:
    """A process that says lines; how it ended is known when it is left."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Follow a process that has started."""
        self._process = process
        self._is_late = threading.Event()
        self.complaint = ""
        """The end of what it said of its own trouble."""

    @property
    def lines(self) -> Iterable[bytes]:
        """What it says, as it comes, until it has ended."""
        yield from self._process.stdout or ()
        self._process.wait()

    @property
    def status(self) -> int | None:
        """The code it ended with; negative where a signal ended it, None while it goes on."""
        return self._process.returncode

    @property
    def is_out_of_time(self) -> bool:
        """Whether it was ended because it took too long."""
        return self._is_late.is_set() or self.status == -_OUT_OF_TIME

    @property
    def is_out_of_memory(self) -> bool:
        """Whether it asked for more memory than it may have."""
        return "MemoryError" in self.complaint

    def expire(self) -> None:
        """End it because its time is up."""
        if self._process.poll() is None:
            self._is_late.set()
            self.end()

    def end(self) -> None:
        """End it and whatever it started."""
        if self._process.poll() is not None:
            return
        if hasattr(os, "killpg"):
            os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()


def command(boot: str, *flags: str) -> tuple[str, ...]:
    """How our own interpreter starts isolated with a piece of code, the product's folder as its argument."""
    return (sys.executable, "-I", *flags, "-c", boot, str(_ROOT))


def environment(*more: str) -> dict[str, str]:
    """What a child gets of the environment: `KEPT`, and what is named."""
    return {name: os.environ[name] for name in (*KEPT, *more) if name in os.environ}


@contextmanager
def started(words: Sequence[str], content: bytes, *, seconds: float, keep: Sequence[str] = ()) -> Iterator[Child]:
    """A child that reads `content`; ended when it is left, or after so many seconds.

    It gets `KEPT` of the environment, and what is named to `keep`.
    """
    kept = environment(*keep)
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaints:
        given.write(content)
        given.seek(0)
        with subprocess.Popen(  # noqa: S603 our own interpreter and code; the content is only its input
            words, stdin=given, stdout=subprocess.PIPE, stderr=complaints, env=kept, start_new_session=True
        ) as process:
            child = Child(process)
            clock = threading.Timer(seconds, child.expire)
            clock.start()
            try:
                yield child
            finally:
                clock.cancel()
                child.end()
                process.wait()
                child.complaint = _end_of(complaints)


def _end_of(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    return complaints.read()[-_LONGEST:].decode("utf-8", "replace")
