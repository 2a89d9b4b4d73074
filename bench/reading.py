"""How fast received workbooks are read: `python -m bench.reading` prints the table and fails when a bar is broken.

Ours is everything from the bytes to a table in the calling process: the gate, the reading process and the hand-over.
"""

from __future__ import annotations

import io
import random
import statistics
import subprocess
import sys
import time
import warnings
import zipfile
from collections.abc import Iterator
from itertools import product

import openpyxl

from bench.server import ROOT
from indicators.ingest.workbook import read
from indicators.ingest.workbook.worker import BOOT

ROWS, COLUMNS, SMALL = 100_000, 8, 300
TIMES_OPENPYXL = 1.3
CHILD_MEGABYTES = 300.0
SMALL_SECONDS = 0.5
REPEATS = 3
TEXTS = 2_000
CELLS = (
    '<c r="A{r}" t="s"><v>{text}</v></c><c r="B{r}" t="s"><v>{text}</v></c><c r="C{r}" s="1"><v>{day}</v></c>'
    '<c r="D{r}" t="s"><v>{text}</v></c><c r="E{r}"><v>{number}</v></c><c r="F{r}" s="2"><v>{number}</v></c>'
    '<c r="G{r}"><v>{day}</v></c><c r="H{r}" t="s"><v>{text}</v></c>'
)
"""Text, text, date, text, number, percent, whole number, text: shared texts, as Excel writes."""
MEMORY = """
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(status["VmHWM"].split()[0], file=sys.stderr)
"""
"""Asked of the process itself: `getrusage` would count what the calling process held when it was started."""


def main() -> None:
    """Measure and print; exit status 1 when a target is missed."""
    warnings.simplefilter("ignore")
    print("| Workbook | openpyxl read-only, s | ours, s | times | reading process, MB |")
    print("|---|---:|---:|---:|---:|")
    large, small = (_row(rows) for rows in (ROWS, SMALL))
    print()
    passed = [
        _verdict(f"{ROWS} rows, times openpyxl's read-only mode", large[0], TIMES_OPENPYXL),
        _verdict(f"{ROWS} rows, peak of the reading process, MB", large[2], CHILD_MEGABYTES),
        _verdict(f"{SMALL} rows, seconds", small[1], SMALL_SECONDS),
    ]
    raise SystemExit(not all(passed))


def _row(rows: int) -> tuple[float, float, float]:
    """Print the figures of a size; times of openpyxl, seconds and megabytes."""
    content = _workbook(rows)
    pairs = [(_seconds_of_openpyxl(content, rows), _seconds_of_ours(content, rows)) for _ in range(REPEATS)]
    theirs, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    times, memory = statistics.median(our / their for their, our in pairs), _memory(content)
    print(f"| {rows} rows × {COLUMNS} columns | {theirs:.2f} | {ours:.2f} | {times:.2f} | {memory:.0f} |", flush=True)
    return times, ours, memory


def _seconds_of_openpyxl(content: bytes, rows: int) -> float:
    """Every value and nothing else, which is the quickest it can."""
    started = time.perf_counter()
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    count = sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))
    seconds = time.perf_counter() - started
    _must_be(count, rows)
    return seconds


def _seconds_of_ours(content: bytes, rows: int) -> float:
    started = time.perf_counter()
    book = read(content, "matning.xlsx")
    seconds = time.perf_counter() - started
    _must_be(sum(len(sheet.cells) for sheet in book.sheets), rows)
    return seconds


def _must_be(count: int, rows: int) -> None:
    if count != rows * COLUMNS:
        raise SystemExit(f"{count} cells were read, not {rows * COLUMNS}")


def _memory(content: bytes) -> float:
    """Peak megabytes of the reading process, started as it always is."""
    command = [sys.executable, "-I", "-S", "-c", BOOT + MEMORY, str(ROOT)]
    told = subprocess.run(command, input=content, capture_output=True, check=True)
    return int(told.stderr) * 1024 / 1e6


def _workbook(rows: int) -> bytes:
    """A workbook as Excel packs it, from a fixed seed."""
    draw = random.Random(4)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for row in range(1, rows + 1):
                sheet.write(_cells(row, draw).encode())
            sheet.write(b"</sheetData></worksheet>")
    return out.getvalue()


def _cells(row: int, draw: random.Random) -> str:
    said = {"r": row, "text": draw.randrange(TEXTS), "day": 40_000 + draw.randrange(3_000)}
    return f'<row r="{row}" spans="1:8">{CELLS.format(**said, number=draw.random())}</row>'


def _names() -> Iterator[str]:
    """Two thousand texts."""
    for place, number in product(("Angered", "Östra Göteborg", "Majorna-Linné", "Centrum"), range(TEXTS // 4)):
        yield f"<si><t>{place}, mätpunkt {number}</t></si>"


def _verdict(name: str, measured: float, target: float) -> bool:
    passed = measured <= target
    print(f"{'pass' if passed else 'FAIL'}  {name}: {measured:.3g} (at most {target:g})")
    return passed


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
    f'<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{LINKS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellStyleXfs><xf/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>',
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(_names())}</sst>',
}

if __name__ == "__main__":
    main()
