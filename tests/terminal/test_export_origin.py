"""`export`: from any number to batch, file, sheet, cell, raw text, people and times; nothing that is not approved."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from indicators import registry as registers
from indicators.model import Registry
from indicators.reports import code_book
from indicators.settings import Settings
from indicators.store import Store
from tests.terminal.conftest import Run
from tests.ui import handed_in

VANDALISM = "anmald-skadegorelse"
Rows = list[dict[str, Any]]
PEOPLE_AND_TIMES = ("file", "sha256", "handed_in_by", "handed_in_at", "approved_by", "approved_at")


@pytest.fixture
def desk(own: Settings) -> Store:
    return Store.open(own)


@pytest.fixture
def register(desk: Store) -> Registry:
    return registers.load(desk.register_documents())


def hand_in(desk: Store, register: Registry, figure: float, **more: Any) -> int:
    code = more.get("code", "131")
    rows = handed_in.figures(desk, code, 2019, {VANDALISM: figure})
    return handed_in.hand_in(desk, register, rows.assign(raw=f"{figure:g}"), **more)


@pytest.fixture
def approved(desk: Store, register: Registry) -> int:
    batch = hand_in(desk, register, 900.0)
    handed_in.approve(desk, register, batch)
    return batch


@pytest.fixture
def undecided(desk: Store, register: Registry, approved: int) -> set[int]:
    """One delivery in each state but approved."""
    undone = hand_in(desk, register, 901.0, day=2)
    handed_in.approve(desk, register, undone, day=3)
    desk.undo(undone, by="Bo", at=handed_in.AT, reason="fel")
    returned = hand_in(desk, register, 902.0, code="132", day=4)
    desk.give_back(returned, by="Bo", at=handed_in.AT, comment="fel")
    waiting = hand_in(desk, register, 903.0, code="133", day=5)
    draft = hand_in(desk, register, 904.0, code="134", day=6, draft=True)
    return {undone, returned, waiting, draft}


def csv_rows(file: Path) -> Rows:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


def from_csv(folder: Path) -> tuple[Rows, Rows]:
    return csv_rows(folder / "varden.csv") + csv_rows(folder / "pahittade-varden.csv"), csv_rows(folder / "kallor.csv")


def from_workbook(folder: Path) -> tuple[Rows, Rows]:
    book = openpyxl.load_workbook(folder / "lagesbild-2020-med-pahittade-varden.xlsx", read_only=True)
    values = from_sheet(book["Värden"], code_book.VALUES) + from_sheet(book["Påhittade värden"], code_book.VALUES)
    codes = {word: code for code, word in code_book.CODES["varden", "status"].items()}
    return [row | {"status": codes[row["status"]]} for row in values], from_sheet(book["Källor"], code_book.SOURCES)


def from_sheet(sheet: Any, columns: Mapping[str, code_book.Column]) -> Rows:
    names = {column.heading: name for name, column in columns.items()}
    head, *rows = [["" if v is None else str(v) for v in row] for row in sheet.values]
    return [dict(zip([names[heading] for heading in head], row, strict=True)) for row in rows]


def from_jsonstat(folder: Path) -> tuple[Rows, Rows]:
    rows = []
    for file in sorted(folder.glob("json-stat*/*.json")):
        cube = json.loads(file.read_text(encoding="utf-8"))
        told, sizes = cube["extension"]["observations"], cube["size"]
        codes = [cube["dimension"][name]["category"]["index"] for name in cube["id"]]
        for at, row in told["rows"].items():
            place = np.unravel_index(int(at), sizes)
            key = {name: codes[n][place[n]] for n, name in enumerate(cube["id"])} | {"indicator": file.stem}
            value = cube["value"].get(at)
            told_row = {name: str(each) for name, each in zip(told["columns"], row, strict=True)}
            rows.append(key | told_row | {"value": "" if value is None else str(value)})
    return rows, csv_rows(folder / "kallor.csv")


READERS: dict[str, Callable[[Path], tuple[Rows, Rows]]] = {
    "csv": from_csv,
    "xlsx": from_workbook,
    "json-stat": from_jsonstat,
}


@pytest.mark.parametrize("kind", READERS)
def test_every_value_leads_to_file_cell_raw_text_people_and_times(
    run: Run, own: Settings, approved: int, undecided: set[int], tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "ut"
    assert run("export", "-o", str(folder), "--format", kind, on=own).status == 0
    values, sources = READERS[kind](folder)
    by_batch = {row["batch"]: row for row in sources}
    with_value = [row for row in values if row["value"]]
    assert with_value
    for row in with_value:
        assert row["cell"], row
        assert row["raw"].strip(), row
        assert all(by_batch[row["batch"]][name] for name in PEOPLE_AND_TIMES), row
    assert not undecided & {int(row["batch"]) for row in [*values, *sources]}


@pytest.mark.parametrize("kind", READERS)
def test_a_delivered_value_leads_to_the_one_who_handed_it_in(
    run: Run, own: Settings, approved: int, tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "ut"
    run("export", "-o", str(folder), "--format", kind, on=own)
    values, sources = READERS[kind](folder)
    key = {"indicator": VANDALISM, "geography": "131", "year": "2019", "breakdown": ""}
    (row,) = [row for row in values if all(row[name] == text for name, text in key.items())]
    (source,) = [each for each in sources if each["batch"] == row["batch"]]
    assert (row["batch"], row["sheet"], row["cell"], row["raw"]) == (str(approved), "Trygg stad", "G5", "900")
    assert source["file"] == "angered-2019.xlsx"
    assert (source["handed_in_by"], source["approved_by"]) == ("Uppladdaren i Angered", "Godkännaren")
    assert (source["handed_in_at"][:10], source["approved_at"][:10]) == ("2020-12-12", "2020-12-13")


@pytest.mark.parametrize("kind", READERS)
def test_a_hidden_value_has_no_raw_text(run: Run, tmp_path: Path, kind: str) -> None:
    run("export", "-o", str(tmp_path), "--format", kind)
    hidden = [row for row in READERS[kind](tmp_path)[0] if row["status"] == "suppressed"]
    assert hidden
    assert {(row["value"], row["raw"]) for row in hidden} == {("", "")}


@pytest.mark.parametrize("kind", READERS)
def test_names_stay_inside_when_asked_to(run: Run, own: Settings, approved: int, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "ut"
    run("export", "-o", str(folder), "--format", kind, "--without-names", on=own)
    _, sources = READERS[kind](folder)
    assert sources
    assert not {"handed_in_by", "approved_by"} & set(sources[0])
    assert "handed_in_at" in sources[0]
    if kind != "xlsx":
        assert not any(b"Uppladdaren i Angered" in file.read_bytes() for file in folder.rglob("*.*"))
