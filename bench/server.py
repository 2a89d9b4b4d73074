"""A server of its own for a measurement or a test: free port on this computer, its own database, stopped afterwards."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
PATIENCE = 120.0
"""Seconds that a server may take before it answers."""
IDLE = 0.1
"""Seconds of processor time in two seconds that a server with nothing to do may take."""
_WHOLE_PROCESS = 2
"""The clock of a process, in the bits that Linux tells clocks apart by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server."""

    url: str
    log: Path
    seconds: float
    """From start to the first healthy answer."""
    process: int
    """The number that the operating system knows it by."""

    def processor_time(self) -> float:
        """Seconds of processor time that all threads of the server have taken so far (Linux)."""
        return time.clock_gettime(~self.process << 3 | _WHOLE_PROCESS)

    def wait_until_idle(self) -> None:
        """Until it has warmed its caches and works no more, or patience ends."""
        until, before = time.monotonic() + 4 * PATIENCE, -1.0
        while time.monotonic() < until and (now := self.processor_time()) - before > IDLE:
            before = now
            time.sleep(2.0)


def own_data(folder: Path) -> dict[str, str]:
    """Environment that puts database and files in `folder`."""
    return {"LAGESBILD_DATABASE_URL": f"sqlite:///{folder / 'lagesbild.db'}", "LAGESBILD_FILES": str(folder / "files")}


def prepare(folder: Path) -> None:
    """Make the database with register, reference data and demonstration data."""
    command = [sys.executable, "-m", "indicators", "init"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **own_data(folder)}, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"The database could not be prepared:\n{done.stderr}")


@contextmanager
def running(
    folder: Path, *, script: str | Path = "asgi.py", options: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Serve `script` with the data in `folder` for the length of the block."""
    port = free_port()
    flags = [part for name, value in (options or {}).items() for part in (f"--{name}", value)]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), *flags]
    log = folder / f"server-{port}.log"
    start = time.perf_counter()
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **own_data(folder)}, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(f"{url}/_stcore/health", process, log)
            yield Server(url=url, log=log, seconds=time.perf_counter() - start, process=process.pid)
        finally:
            process.terminate()
            process.wait(timeout=10)


def free_port() -> int:
    """A port of this computer that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address, timeout=5) as answer:
                if answer.read() == b"ok":
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"The server did not start. Its log says:\n{log.read_text()}")
