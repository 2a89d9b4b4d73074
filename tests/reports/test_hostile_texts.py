"""No text from a file or a person becomes a formula in any file that leaves the product."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.cell import Cell

from indicators import observations as obs
from indicators import situation
from indicators.batches import Finding, Severity
from indicators.ingest.marked import listing, marked
from indicators.ingest.template import write
from indicators.model import Registry
from indicators.reports import code_book, contents, opendata, workbook
from indicators.reports.choice import Choice
from indicators.reports.formulas import is_like_a_formula
from indicators.store import Store
from tests.conftest import AT
from tests.ingest.books import a_book, as_bytes

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x.se";"klicka")',
    "=cmd|' /C calc'!A0",
    "+SUM(A1:A9)",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1;2)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "-5",
    "+46 31 365 00 00",
    "#DIV/0!",
    'a";"=1+1',
)
RUN_BY_EXCEL = ("=", "+", "-", "@", "\t", "\r", "\n")
WHEN = "2020-12-01T12:00:00+00:00"
texts = pytest.mark.parametrize("hostile", HOSTILE)


def sources(hostile: str) -> pd.DataFrame:
    """A batch whose every text, file name and people included, is hostile; its number and times are not."""
    told = dict.fromkeys(code_book.SOURCES, hostile)
    return pd.DataFrame([told | {"batch": 7, "handed_in_at": WHEN, "approved_at": WHEN}])


@pytest.fixture(scope="module")
def some_values(store: Store, register: Registry) -> pd.DataFrame:
    """A few values with a negative number among them."""
    rows = situation.values(store, register).head(3).copy()
    return rows.assign(**{obs.VALUE: [-1.5, 2.0, 3.0], obs.LOWER: [-2.5, 1.0, 2.0]})


def files(some_values: pd.DataFrame, register: Registry, kind: opendata.Format, hostile: str) -> dict[str, bytes]:
    told = some_values.assign(**dict.fromkeys((obs.SHEET, obs.CELL, obs.RAW, obs.NOTE), hostile), batch=7)
    about = contents.About(choice=Choice(), version=1, made=AT, revision=1)
    return opendata.files(contents.contents(told, register, sources(hostile), about=about), register, kind=kind)


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def formulas(content: bytes) -> list[str]:
    """Cells of a workbook that are not plain text, and texts that turn into formulas when a cell is opened and left."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [f"{cell.parent.title}!{cell.coordinate}: {cell.value!r}" for cell in cells if is_run(cell)]


def is_run(cell: Cell) -> bool:
    text = cell.value if isinstance(cell.value, str) else ""
    return cell.data_type in ("f", "e") or (text.startswith(RUN_BY_EXCEL) and not cell.quotePrefix)


@texts
@pytest.mark.parametrize("kind", [opendata.Format.CSV, opendata.Format.JSON_STAT])
def test_open_data_as_csv_have_no_formula(
    some_values: pd.DataFrame, register: Registry, kind: opendata.Format, hostile: str
) -> None:
    made = {n: c for n, c in files(some_values, register, kind, hostile).items() if n.endswith(".csv")}
    cells = [cell for content in made.values() for row in csv_rows(content) for cell in row]
    run = [cell for cell in cells if is_like_a_formula(cell)]
    assert set(run) <= {"-1,5", "-2,5"}  # numbers are numbers
    assert (f"'{hostile}" if is_like_a_formula(hostile) else hostile) in cells


@texts
def test_open_data_as_a_workbook_have_no_formula(some_values: pd.DataFrame, register: Registry, hostile: str) -> None:
    (content,) = files(some_values, register, opendata.Format.XLSX, hostile).values()
    assert formulas(content) == []
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Värden"]
    values = {cell.value: cell.data_type for cell in sheet[2]}
    assert values[-1.5] == "n"


@texts
def test_open_data_as_jsonstat_hold_the_text_as_it_stood(
    some_values: pd.DataFrame, register: Registry, hostile: str
) -> None:
    made = files(some_values, register, opendata.Format.JSON_STAT, hostile)
    cubes = [json.loads(content) for name, content in made.items() if name.startswith("json-stat")]
    told = [cube["extension"]["observations"] for cube in cubes]
    assert {row[each["columns"].index("raw")] for each in told for row in each["rows"].values()} == {hostile}


@texts
def test_a_table_handed_out_from_a_page_has_no_formula_in_heads_or_cells(hostile: str) -> None:
    table = pd.DataFrame({hostile: [hostile], "tal": [-3]})
    assert formulas(workbook.book({"Värden": table})) == []
    cells = [cell for row in csv_rows(opendata.csv_bytes(table)) for cell in row]
    assert [cell for cell in cells if is_like_a_formula(cell)] == ["-3"]


@texts
def test_the_template_has_no_formula_from_a_stored_text(store: Store, register: Registry, hostile: str) -> None:
    standing = store.observations(geographies=["131"])
    told = standing.assign(**dict.fromkeys((obs.RAW, obs.NOTE, obs.SHEET, obs.CELL), hostile))
    content = write(register, geography="131", year=2020, standing=told, version=1, revision=1, at=AT)
    assert formulas(content) == []


def a_finding(hostile: str) -> Finding:
    told: dict[str, Any] = dict.fromkeys(("value", "message", "expected", "advice"), hostile)
    return Finding(code="text-for-number", severity=Severity.ERROR, sheet="Data", cell="A1", **told)


@texts
def test_the_list_of_faults_has_no_formula(hostile: str) -> None:
    assert formulas(listing(f"{hostile}.xlsx", [a_finding(hostile)])) == []


@texts
def test_the_file_back_has_no_formula(hostile: str) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Data"
    book.active["A1"] = "ca 12"
    content = as_bytes(book)
    assert formulas(marked(content, a_book(content), [a_finding(hostile)])) == []


@texts
def test_control_characters_do_not_break_a_workbook(hostile: str) -> None:
    table = pd.DataFrame({"text": [f"a\x00\x0b\x1f{hostile}\ufffe"]})
    assert formulas(workbook.book({"A": table})) == []
