"""`export`: open data that tell everything a page tells, and hide what it hides."""

from __future__ import annotations

import csv
import json
import multiprocessing
import os
from multiprocessing.connection import Connection
from pathlib import Path

import openpyxl
import pytest

from indicators.errors import InputError
from indicators.terminal import writing
from tests.terminal.conftest import Run

processes = multiprocessing.get_context("fork")


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


@pytest.fixture
def tables(run: Run, tmp_path: Path) -> Path:
    assert run("export", "-o", str(tmp_path)).status == 0
    return tmp_path


@pytest.mark.parametrize(("file", "table"), [("varden.csv", "värden"), ("kallor.csv", "källor")])
def test_every_column_is_in_the_code_book(tables: Path, file: str, table: str) -> None:
    told = [row["kolumn"] for row in rows_of(tables / "kodbok.csv") if row["tabell"] == table]
    assert list(rows_of(tables / file)[0]) == told


def test_every_value_names_a_batch_among_the_sources(tables: Path) -> None:
    batches = {row["batch"] for row in rows_of(tables / "kallor.csv")}
    assert {row["batch"] for row in rows_of(tables / "varden.csv")} <= batches


def test_missing_and_suppressed_values_are_empty_with_a_status(tables: Path) -> None:
    without = [row for row in rows_of(tables / "varden.csv") if row["status"] in ("missing", "suppressed")]
    assert without
    assert {(row["value"], row["lower"], row["numerator"]) for row in without} == {("", "", "")}


def test_made_up_values_are_marked_and_the_read_me_says_so(tables: Path) -> None:
    made_up = {row["indicator"] for row in rows_of(tables / "varden.csv") if row["is_demo"] == "true"}
    assert made_up
    assert all(name.startswith("demo-") for name in made_up)
    assert "Påhittade siffror för demonstration" in (tables / "LAS-MIG.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["/proc/foo", "fil", "fil/mapp"])
def test_what_is_no_folder_is_refused_before_anything_is_done(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "fil").write_text("min fil")
    said = run("export", "-o", str(tmp_path / place))
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert said.err.startswith(f"Det går inte att skriva i {tmp_path / place}: ")
    assert [path.name for path in tmp_path.iterdir()] == ["fil"]


def test_a_file_that_cannot_take_its_place_leaves_the_others_as_they_were(run: Run, tmp_path: Path) -> None:
    (tmp_path / "varden.csv").write_text("förra årets")
    (tmp_path / "kallor.csv").mkdir()
    said = run("export", "-o", str(tmp_path))
    assert said.status == 2
    assert "där finns en mapp med filens namn" in said.err
    assert {path.name for path in tmp_path.iterdir()} == {"varden.csv", "kallor.csv"}
    assert (tmp_path / "varden.csv").read_text() == "förra årets"


def test_a_folder_without_permission_to_write_is_refused_in_a_sentence(tmp_path: Path) -> None:
    heard, said = processes.Pipe()
    tmp_path.chmod(0o555)
    visitor = processes.Process(target=_write_as_nobody, args=(tmp_path, said))
    visitor.start()
    visitor.join(30)
    told = [heard.recv(), heard.recv()]
    tmp_path.chmod(0o755)
    assert all("behörighet saknas. Välj en annan mapp." in sentence for sentence in told)
    assert not list(tmp_path.iterdir())


def _write_as_nobody(folder: Path, said: Connection) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setuid(65534)
    for act in (writing.must_be_writable, lambda place: writing.write({"a.csv": b"1"}, place)):
        try:
            act(folder)
        except InputError as fault:
            said.send(str(fault))
    said.send("")


def test_workbook_holds_the_same_rows(run: Run, tables: Path, tmp_path: Path) -> None:
    run("export", "-o", str(tmp_path), "--format", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "lagesbild-2020.xlsx", read_only=True)
    assert book.sheetnames == ["Läs mig", "Värden", "Kodbok", "Källor"]
    assert sum(1 for _ in book["Värden"].rows) == len(rows_of(tables / "varden.csv")) + 1


def test_jsonstat_cube_has_a_place_for_every_combination(run: Run, tmp_path: Path) -> None:
    run("export", "-o", str(tmp_path), "--format", "json-stat")
    cube = json.loads((tmp_path / "json-stat" / "behoriga-yrkesprogram.json").read_text(encoding="utf-8"))
    sizes = [len(cube["dimension"][name]["category"]["index"]) for name in cube["id"]]
    assert cube["size"] == sizes
    assert len(cube["value"]) == sizes[0] * sizes[1] * sizes[2]


def test_jsonstat_value_is_the_csv_value(run: Run, tables: Path, tmp_path: Path) -> None:
    run("export", "-o", str(tmp_path), "--format", "json-stat")
    cube = json.loads((tmp_path / "json-stat" / "behoriga-yrkesprogram.json").read_text(encoding="utf-8"))
    places = {name: cube["dimension"][name]["category"]["index"] for name in cube["id"]}
    _, groups, years = (len(places[name]) for name in cube["id"])
    for row in rows_of(tables / "varden.csv"):
        if row["indicator"] == "behoriga-yrkesprogram" and row["value"]:
            at = places["geography"].index(row["geography"]) * groups * years
            at += places["breakdown"].index(row["breakdown"] or "alla") * years + places["year"].index(row["year"])
            assert cube["value"][at] == pytest.approx(float(row["value"].replace(",", ".")))


def test_method_is_told_only_of_intervals(tables: Path) -> None:
    rows = rows_of(tables / "varden.csv")
    assert {bool(row["lower"]) for row in rows if row["method"]} == {True}
    assert any(row["method"] == "M01" for row in rows)
