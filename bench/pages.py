"""How long the server works on a rerun of each page: `python -m bench.pages` prints the table of bench/README.md.

Every page of the menu is run in turns with an empty page, so that what else the computer does meets both.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.client import Reader, Run, reader
from bench.server import Server, prepare, running
from indicators.model import UserRole
from indicators.permissions import SWEDISH
from ui import menu
from ui.access import ROLE

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
PAGES = {entry.title: entry.path for entry in menu.ENTRIES if UserRole.READER in entry.roles}
"""The pages that every reader may open: title → address."""
WARM_UP = 5
TIMES = 1.5
"""A page may take so many times an empty page …"""
MORE, FRONT_MORE = 0.100, 0.060
"""… and so many seconds; the front page less."""
HEAD = """
| Sida | median ms | får ta ms | p95 ms | processortid ms | första besöket ms | kB |
|---|---:|---:|---:|---:|---:|---:|"""

Change = Callable[[Reader, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A page's reruns, and the empty page's between them."""

    title: str
    times: list[float]
    plain: list[float]
    processor: float
    """Seconds of processor time per rerun."""
    plain_processor: float
    first: float
    """Seconds of the first visit, after the server has warmed up."""
    size: float
    more: float = MORE

    def limit(self, *, busy: bool) -> float:
        """Seconds that a rerun may take."""
        return TIMES * (self.plain_processor if busy else statistics.median(self.plain)) + self.more

    def is_slow(self, *, busy: bool) -> bool:
        """Whether a rerun takes longer than it may, by the clock, or by processor time where the computer is busy."""
        return (self.processor if busy else statistics.median(self.times)) > self.limit(busy=busy)

    def row(self, *, busy: bool) -> str:
        """Its line in the table."""
        slow = statistics.quantiles(self.times, n=20)[-1]
        seconds = (statistics.median(self.times), self.limit(busy=busy), slow, self.processor, self.first)
        told = " | ".join(f"{1000 * each:.1f}" for each in seconds)
        mark = " **för långsam**" if self.is_slow(busy=busy) else ""
        return f"| {self.title}{mark} | {told} | {self.size / 1000:.1f} |".replace(".", ",")


def main() -> None:
    """Measure and print; exit status 1 when a page is slower than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reruns", type=int, default=40, help="reruns per page (default %(default)s)")
    told = "judge by processor time: the clock says too much while other programs want the processors"
    parser.add_argument("--busy", action="store_true", help=told)
    chosen = parser.parse_args()
    slow = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        with _empty(folder) as empty, running(folder) as server:
            server.wait_until_idle()
            for number, measured in enumerate(_all(server, empty, chosen.reruns)):
                if number == 0:
                    print(f"{HEAD}\n{_plain_row(measured)}")
                print(measured.row(busy=chosen.busy), flush=True)
                slow += [measured.title] if measured.is_slow(busy=chosen.busy) else []
            print(f"\nStart till svar på hälsofrågan: {server.seconds:.1f} s".replace(".", ","))
    print(f"Slower than it may be: {', '.join(slow)}" if slow else "Every page is as quick as it must be.")
    raise SystemExit(bool(slow))


def _all(server: Server, empty: Server, reruns: int) -> Iterator[Measured]:
    for entry in menu.ENTRIES:
        yield _measure(server, empty, entry, reruns)
    front = menu.entry(menu.FRONT)
    yield _measure(server, empty, front, reruns, change=_next_year, title=f"{front.title}, nytt år varje gång")


@contextmanager
def _empty(folder: Path) -> Iterator[Server]:
    page, script = folder / "page.py", folder / "empty.py"
    page.write_text(EMPTY_PAGE)
    script.write_text(EMPTY_SERVER.format(page=page))
    with running(folder, script=script, options={"server.address": "127.0.0.1"}) as server:
        yield server


def _measure(
    server: Server, empty: Server, entry: menu.Entry, reruns: int, *, change: Change | None = None, title: str = ""
) -> Measured:
    with reader(server.url, entry.path) as session, reader(empty.url) as beside:
        first = _run(session).seconds
        if UserRole.READER not in entry.roles:
            session.choose(ROLE, SWEDISH[entry.roles[0]])
            first = _run(session).seconds
        runs, plain, spent = [], [], [0.0, 0.0]
        for number in range(1, WARM_UP + reruns + 1):
            if number == WARM_UP + 1:
                spent = [server.processor_time(), empty.processor_time()]
            plain.append(_run(beside).seconds)
            if change:
                change(session, number)
            runs.append(_run(session))
        took, idle = server.processor_time() - spent[0], empty.processor_time() - spent[1]
    return Measured(
        title=title or entry.title,
        times=[run.seconds for run in runs[WARM_UP:]],
        plain=plain[WARM_UP:],
        processor=took / reruns,
        plain_processor=idle / reruns,
        first=first,
        size=statistics.mean(run.size for run in runs[WARM_UP:]),
        more=FRONT_MORE if entry.path == menu.FRONT and change is None else MORE,
    )


def _run(session: Reader) -> Run:
    run = session.run()
    if run.has_exception or run.is_not_found:
        raise RuntimeError(f"/{session.page} does not work: {run.texts[-3:]}")
    return run


def _next_year(session: Reader, number: int) -> None:
    session.choose("lage", str(2016 + number % 4))


def _plain_row(measured: Measured) -> str:
    middle, slow = statistics.median(measured.plain), statistics.quantiles(measured.plain, n=20)[-1]
    figures = f"| {1000 * middle:.1f} | | {1000 * slow:.1f} | {1000 * measured.plain_processor:.1f} | | |"
    return f"| Tom sida {figures}".replace(".", ",")


if __name__ == "__main__":
    main()
