"""How long the server works on a rerun of each page: `python -m bench.pages` prints the table of bench/README.md."""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.client import Reader, reader
from bench.server import prepare, running

EMPTY_PAGE = "import streamlit as st\n\nst.navigation([st.Page(lambda: None, title='x')]).run()\n"
EMPTY_SERVER = """
import gc
from contextlib import asynccontextmanager

import pandas
import streamlit as st

from ui import prompt

@asynccontextmanager
async def lifespan(_):
    prompt.send_at_once()
    gc.collect()
    gc.freeze()
    yield

app = st.App("{page}", lifespan=lifespan)
"""
PAGES = {
    "Läget just nu": "",
    "Strategiskt område": "omrade",
    "Indikator": "indikator",
    "Stadsdelar": "stadsdelar",
    "Min stadsdel": "min-stadsdel",
    "Brott och trygghet i tio år": "brott-och-trygghet",
    "Mätluckor": "matluckor",
    "Hämta data": "hamta-data",
}
WARM_UP = 5
LIMIT = (1.5, 0.060)
"""The front page may take at most so many times an empty page, plus so many seconds."""


def main() -> None:
    """Measure and print; exit status 1 when the front page is slower than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reruns", type=int, default=60, help="reruns per page (default %(default)s)")
    reruns = parser.parse_args().reruns
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        empty = _empty(folder, reruns)
        with running(folder) as server:
            print("| Sida | median ms | p95 ms | kB per omkörning |\n|---|---:|---:|---:|")
            print(_row("Tom sida", *empty))
            measured = {title: _measure(server.url, path, reruns) for title, path in PAGES.items()}
            for title, (times, size) in measured.items():
                print(_row(title, times, size))
            print(_row("Läget just nu, nytt år varje gång", *_measure(server.url, "", reruns, change=_next_year)))
            print(f"\nStart till svar på hälsofrågan: {server.seconds:.1f} s".replace(".", ","))
    front = statistics.median(measured["Läget just nu"][0])
    limit = LIMIT[0] * statistics.median(empty[0]) + LIMIT[1]
    print(f"Läget just nu {front * 1000:.0f} ms; får ta högst {limit * 1000:.0f} ms")
    raise SystemExit(front > limit)


def _empty(folder: Path, reruns: int) -> tuple[list[float], float]:
    page, script = folder / "page.py", folder / "empty.py"
    page.write_text(EMPTY_PAGE)
    script.write_text(EMPTY_SERVER.format(page=page))
    with running(folder, script=script, options={"server.address": "127.0.0.1"}) as server:
        return _measure(server.url, "", reruns)


def _measure(
    url: str, page: str, reruns: int, *, change: Callable[[Reader, int], None] | None = None
) -> tuple[list[float], float]:
    with reader(url, page) as session:
        times, sizes = [], []
        for number in range(WARM_UP + reruns):
            if change and number:
                change(session, number)
            run = session.run()
            if run.has_exception or run.is_not_found:
                raise RuntimeError(f"/{page} does not work: {run.texts[-3:]}")
            times.append(run.seconds)
            sizes.append(run.size)
    return times[WARM_UP:], statistics.mean(sizes[WARM_UP:])


def _next_year(session: Reader, number: int) -> None:
    session.choose("lage", str(2016 + number % 4))


def _row(title: str, times: list[float], size: float) -> str:
    slow = statistics.quantiles(times, n=20)[-1]
    figures = f"| {statistics.median(times) * 1000:.1f} | {slow * 1000:.1f} | {size / 1000:.1f} |"
    return f"| {title} {figures.replace('.', ',')}"


if __name__ == "__main__":
    main()
