"""How fast received workbooks are read: `python -m bench.reading` prints the table and fails when a bar is broken.

Ours is everything from the bytes to a table in the calling process: the gate, the reading process and the hand-over.
"""

from __future__ import annotations

import random
import statistics
import time
import warnings
from collections.abc import Iterator
from itertools import product

from bench import workbooks
from indicators.ingest.workbook import read

ROWS, COLUMNS, SMALL = 100_000, 8, 300
TIMES_OPENPYXL = 1.3
SMALL_SECONDS = 0.5
REPEATS = 3
TEXTS = 2_000


def main() -> None:
    """Measure and print; exit status 1 when a target is missed."""
    warnings.simplefilter("ignore")
    print("| Workbook | openpyxl read-only, s | ours, s | times | reading process, MB |")
    print("|---|---:|---:|---:|---:|")
    large, small = (_row(rows) for rows in (ROWS, SMALL))
    print()
    passed = [
        workbooks.verdict(f"{ROWS} rows, times openpyxl's read-only mode", large[0], TIMES_OPENPYXL),
        workbooks.verdict(f"{ROWS} rows, peak of the reading process, MB", large[2], workbooks.CHILD_MEGABYTES),
        workbooks.verdict(f"{SMALL} rows, seconds", small[1], SMALL_SECONDS),
    ]
    raise SystemExit(not all(passed))


def _row(rows: int) -> tuple[float, float, float]:
    """Print the figures of a size; times of openpyxl, seconds and megabytes."""
    content, cells = _workbook(rows), rows * COLUMNS
    pairs = [(workbooks.seconds_of_openpyxl(content, cells), _seconds(content, cells)) for _ in range(REPEATS)]
    theirs, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    times, memory = statistics.median(our / their for their, our in pairs), workbooks.megabytes(content)
    print(f"| {rows} rows × {COLUMNS} columns | {theirs:.2f} | {ours:.2f} | {times:.2f} | {memory:.0f} |", flush=True)
    return times, ours, memory


def _seconds(content: bytes, cells: int) -> float:
    started = time.perf_counter()
    book = read(content, "matning.xlsx")
    seconds = time.perf_counter() - started
    workbooks.must_be(sum(len(sheet.cells) for sheet in book.sheets), cells)
    return seconds


def _workbook(rows: int) -> bytes:
    """Text, text, date, text, number, percent, whole number, text, from a fixed seed."""
    draw = random.Random(4)
    return workbooks.packed((workbooks.row_of(row, _cells(draw)) for row in range(1, rows + 1)), _names())


def _cells(draw: random.Random) -> tuple[str, ...]:
    text, day, share = (
        workbooks.shared(draw.randrange(TEXTS)),
        40_000 + draw.randrange(3_000),
        draw.random(),
    )
    date, percent = workbooks.number(day, workbooks.DATE), workbooks.number(share, workbooks.PERCENT)
    return text, text, date, text, workbooks.number(share), percent, workbooks.number(day), text


def _names() -> Iterator[str]:
    """Two thousand texts."""
    for place, number in product(("Angered", "Östra Göteborg", "Majorna-Linné", "Centrum"), range(TEXTS // 4)):
        yield f"{place}, mätpunkt {number}"


if __name__ == "__main__":
    main()
