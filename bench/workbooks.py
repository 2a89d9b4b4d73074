"""Workbooks to measure with, packed as Excel packs them, and what reading one takes of memory."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl

from bench.server import ROOT
from indicators.ingest.workbook.worker import BOOT

GENERAL, DATE, PERCENT = 0, 1, 2
"""Styles of the cells of `packed`."""
CHILD_MEGABYTES = 300.0
"""What the reading process may hold at most."""
MEMORY = """
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(status["VmHWM"].split()[0], file=sys.stderr)
"""
"""Asked of the process itself: `getrusage` would count what the calling process held when it was started."""


def packed(rows: Iterable[str], texts: Iterable[str]) -> bytes:
    """A workbook of one sheet with these rows of XML, and the texts that they share."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for row in rows:
                sheet.write(row.encode())
            sheet.write(b"</sheetData></worksheet>")
    return out.getvalue()


def row_of(number: int, cells: Sequence[str]) -> str:
    """One row of XML with the insides of its cells, from column A on."""
    placed = "".join(f'<c r="{chr(65 + at)}{number}"{cell}</c>' for at, cell in enumerate(cells))
    return f'<row r="{number}" spans="1:{len(cells)}">{placed}</row>'


def shared(text: int) -> str:
    """The inside of a cell with a shared text."""
    return f' t="s"><v>{text}</v>'


def number(value: float, style: int = GENERAL) -> str:
    """The inside of a cell with a number."""
    return f' s="{style}"><v>{value!r}</v>' if style else f"><v>{value!r}</v>"


def seconds_of_openpyxl(content: bytes, cells: int) -> float:
    """Its read-only mode, every value and nothing else, which is the quickest it can."""
    started = time.perf_counter()
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    count = sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))
    seconds = time.perf_counter() - started
    must_be(count, cells)
    return seconds


def must_be(count: int, cells: int) -> None:
    """End the measurement where other cells were read than were written."""
    if count != cells:
        raise SystemExit(f"{count} cells were read, not {cells}")


def megabytes(content: bytes) -> float:
    """Peak megabytes of the reading process, started as it always is."""
    command = [sys.executable, "-I", "-S", "-c", BOOT + MEMORY, str(ROOT)]
    told = subprocess.run(command, input=content, capture_output=True, check=True)
    return int(told.stderr) * 1024 / 1e6


def verdict(name: str, measured: float, target: float) -> bool:
    """Print and tell whether a target is met."""
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
}
