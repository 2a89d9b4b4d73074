"""The four files of a hearing for all ten areas, beside an empty presentation and a plain PDF in the same run."""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, TypeVar

import typst
from pptx import Presentation

from indicators import editions, preparation
from indicators.editions.files import _WRITERS, KINDS
from indicators.hearing.selection import Selection
from indicators.settings import Settings
from indicators.store import Store

MOST: Final = 10.0
"""Seconds for everything, on two cores."""
AT: Final = datetime(2020, 10, 9, 12, tzinfo=UTC)
Made = TypeVar("Made")


def main() -> int:
    """Print each part's seconds; 1 where all of it takes longer than the bar."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        url = f"sqlite:///{where / 'bench.db'}"
        settings = Settings(database_url=url, read_url=url, files=where / "files", today=AT.date())
        preparation.prepare(settings, empty=False, at=AT, report=lambda *_: None)
        store = Store.open(settings)
        print("| What | Seconds |\n|---|---:|")
        _timed("an empty presentation saved", _empty)
        _timed("a plain PDF of one line", lambda: typst.compile(b"Hej"))
        selection = Selection(held=date(2020, 10, 13), year=2019)
        drafted, whole = _timed(
            "figures and slides from the store", lambda: editions.draft(store, selection, name="Hearing 2020")
        )
        for kind, write in _WRITERS.items():
            (_, seconds) = _timed(KINDS[kind], lambda write=write: write(drafted, AT))  # type: ignore[misc]
            whole += seconds
    print(f"| everything, {len(drafted.deck.slides)} slides | {whole:.2f} |\n| at most | {MOST:.0f} |")
    return int(whole > MOST)


def _timed(what: str, make: Callable[[], Made]) -> tuple[Made, float]:
    started = time.perf_counter()
    made = make()
    seconds = time.perf_counter() - started
    print(f"| {what} | {seconds:.2f} |")
    return made, seconds


def _empty() -> bytes:
    content = io.BytesIO()
    Presentation().save(content)
    return content.getvalue()


if __name__ == "__main__":
    sys.exit(main())
