"""Every number of an edition's files is the one that `status --json --as-of` tells, after data have changed too."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from indicators import registry as registers
from indicators import swedish
from indicators.settings import Settings
from indicators.store import Store
from tests.terminal.conftest import Run

LATER = datetime(2021, 3, 1, tzinfo=UTC)


@pytest.fixture
def told(run: Run, own: Settings) -> tuple[Store, dict[str, dict[str, Any]]]:
    """An edition, data changed since, and what the status of its day says of the city, by indicator."""
    said = run("hearing", "issue", "Hearing", "--date", "2020-12-01", "--year", "2019", "--by", "Eva", on=own)
    assert said.status == 0, said.err
    store = Store.open(own)
    store.end_demo(by="Eva", at=LATER)
    store.undo(1, by="Eva", at=LATER)
    as_of = run("status", "--json", "--year", "2019", "--as-of", "2020-12-01", "--geography", "1480", on=own)
    assert as_of.json != run("status", "--json", "--year", "2019", "--geography", "1480", on=own).json
    return store, {row["indicator"]: row for row in as_of.json}


def test_the_files_of_an_edition_say_what_the_status_of_its_day_says(
    told: tuple[Store, dict[str, dict[str, Any]]],
) -> None:
    store, status = told
    files = {file.kind: store.file_content(file.sha256) for file in store.edition("Hearing").files}
    register = registers.load(store.register_documents())
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"]), read_only=True)["Bedömningar"]
    head, *rows = sheet.iter_rows(values_only=True)
    book = {row[head.index("Indikator")]: dict(zip(head, row, strict=True)) for row in rows}
    for name, row in status.items():
        kept = book[name]
        for column, field in (
            ("Värde", "value"),
            ("Mål", "target"),
            ("Utgångsvärde", "baseline"),
            ("År", "value_year"),
        ):
            assert kept[column] == (pytest.approx(row[field]) if row[field] is not None else None), (name, column)
        assert kept["Bedömning (kod)"] == row["assessment"], name
    deck = Presentation(io.BytesIO(files["pptx"]))
    table = next(shape.table for shape in deck.slides[1].shapes if shape.has_table)
    shown = [[cell.text for cell in row.cells] for row in table.rows][1:]
    page = files["html"].decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")
    assert len(shown) == 10
    for area, cells in zip(register.strategic_areas, shown, strict=True):
        headline = register.headline(area.number)
        assert headline is not None
        row = status[headline.id]
        said = " ".join(cells)
        assert row["assessment_sv"].split(":")[0] in said, area.number
        if row["value"] is not None:
            printed = [swedish.number(row["value"], headline.decimals + more) for more in (0, 1)]
            assert any(figure in said for figure in printed), (headline.id, printed, said)
            assert any(figure.replace("\N{NO-BREAK SPACE}", " ") in page for figure in printed), headline.id
