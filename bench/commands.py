"""How long the commands take: `python -m bench.commands` prints the start and terminal rows of bench/README.md.

`--clean` also times a clean checkout, from `git clone` to a served front page; that installs packages.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.server import ROOT, free_port, own_data, prepare

STATUS_LIMIT = 2.0
START_LIMIT = 3.0
AFTER_INSTALLATION_LIMIT = 30.0
RUNS = 5


def main() -> None:
    """Measure and print; exit status 1 when a bar is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean", action="store_true", help="time a clean checkout too; installs packages")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        rows = [
            ("an empty Python program that imports pandas", _median(folder, "-c", "import pandas"), None),
            ("status --json, all indicators and geographies", _median(folder, *STATUS), STATUS_LIMIT),
            ("make run, second time, to healthy", statistics.median(_start(folder) for _ in range(3)), START_LIMIT),
        ]
        if chosen.clean:
            rows += _clean(folder)
    print("| What | Seconds | At most |\n|---|---:|---:|")
    for what, seconds, limit in rows:
        print(f"| {what} | {seconds:.2f} | {'' if limit is None else f'{limit:.0f}'} |")
    raise SystemExit(any(limit is not None and seconds > limit for _, seconds, limit in rows))


STATUS = ("-m", "indicators", "status", "--json")


def _median(folder: Path, *arguments: str) -> float:
    return statistics.median(_once(folder, *arguments) for _ in range(RUNS))


def _once(folder: Path, *arguments: str) -> float:
    start = time.perf_counter()
    environment = {**os.environ, **own_data(folder)}
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _start(folder: Path, *, root: Path = ROOT, path: str = "/_stcore/health", patience: float = 60.0) -> float:
    """Seconds from `make run` to the first answer at `path`."""
    port = free_port()
    environment = {**os.environ, **own_data(folder), "STREAMLIT_SERVER_PORT": str(port)}
    start = time.perf_counter()
    process = subprocess.Popen(
        ["make", "run"],
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while time.perf_counter() - start < patience:
            try:
                with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                    if answer.status == 200:
                        return time.perf_counter() - start
            except (URLError, OSError):
                time.sleep(0.02)
        raise RuntimeError(f"make run did not answer within {patience:.0f} s")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=10)


def _clean(folder: Path) -> list[tuple[str, float, float | None]]:
    """A clean checkout: the installation alone, then `make run` on another checkout from nothing to a front page."""
    once, whole = folder / "once", folder / "whole"
    for checkout in (once, whole):
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(checkout)], check=True)
    start = time.perf_counter()
    subprocess.run([once / "scripts" / "environment", "run"], check=True, stderr=subprocess.DEVNULL)
    installation = time.perf_counter() - start
    (folder / "new").mkdir()
    everything = _start(folder / "new", root=whole, path="/", patience=600.0)
    return [
        ("installation alone, on a clean checkout", installation, None),
        ("make run on a clean checkout, to a served front page", everything, installation + AFTER_INSTALLATION_LIMIT),
    ]


if __name__ == "__main__":
    main()
