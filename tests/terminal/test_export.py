"""`export`: open data that tell everything a page tells, and hide what it hides."""

from __future__ import annotations

import csv
import itertools
import multiprocessing
import os
import random
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from indicators.errors import InputError
from indicators.settings import Settings
from indicators.store import Store
from indicators.terminal import writing
from tests.terminal.conftest import Run

NAMES = ("varden.csv", "kodbok.csv", "kallor.csv")
SIZE = 2_000_000
processes = multiprocessing.get_context("fork")


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


def values_of(folder: Path) -> list[dict[str, str]]:
    return rows_of(folder / "varden.csv") + rows_of(folder / "pahittade-varden.csv")


@pytest.fixture
def tables(run: Run, tmp_path: Path) -> Path:
    assert run("export", "-o", str(tmp_path)).status == 0
    return tmp_path


@pytest.mark.parametrize("table", ["varden", "indikatorer", "kallor", "handelser"])
def test_every_column_is_in_the_code_book(tables: Path, table: str) -> None:
    book = rows_of(tables / "kodbok.csv")
    told = [row["kolumn"] for row in book if row["tabell"] == table and not row["kod"]]
    assert list(rows_of(tables / f"{table}.csv")[0]) == told


@pytest.mark.parametrize("column", ["geography_level", "status", "method", "reason", "notes"])
def test_every_code_is_in_the_code_book(tables: Path, column: str) -> None:
    known = {row["kod"] for row in rows_of(tables / "kodbok.csv") if row["kolumn"] == column}
    assert {code for row in values_of(tables) for code in row[column].split()} <= known


def test_every_value_names_a_batch_among_the_sources(tables: Path) -> None:
    batches = {row["batch"] for row in rows_of(tables / "kallor.csv")}
    assert {row["batch"] for row in values_of(tables)} == batches


def test_missing_and_suppressed_values_are_empty_with_a_status(tables: Path) -> None:
    without = [row for row in values_of(tables) if row["status"] in ("missing", "suppressed")]
    assert without
    assert {(row["value"], row["lower"], row["numerator"]) for row in without} == {("", "", "")}


def test_made_up_values_stand_in_a_file_of_their_own_marked_row_by_row(tables: Path) -> None:
    made_up, real = rows_of(tables / "pahittade-varden.csv"), rows_of(tables / "varden.csv")
    assert {(row["is_demo"], row["indicator"].startswith("demo-")) for row in made_up} == {("true", True)}
    assert {(row["is_demo"], row["indicator"].startswith("demo-")) for row in real} == {("false", False)}
    first, *_ = (tables / "LAS-MIG.txt").read_text(encoding="utf-8").splitlines()
    assert first.startswith(f"Påhittade siffror för demonstration: {len(made_up):,} ".replace(",", "\u00a0"))


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
    said = run("export", "-o", str(tmp_path), "--overwrite")
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


def test_method_is_told_only_of_intervals(tables: Path) -> None:
    rows = values_of(tables)
    assert {bool(row["lower"]) for row in rows if row["method"]} == {True}
    assert any(row["method"] == "M01" for row in rows)


def test_a_choice_is_exported_and_said_to_be_one(run: Run, tmp_path: Path) -> None:
    asked = ("--indicator", "anmalda-ran", "--geography", "sdn", "--year", "2014-2016", "--breakdown", "alla")
    said = run("export", "-o", str(tmp_path), *asked)
    rows = rows_of(tmp_path / "varden.csv")
    assert said.status == 0
    assert said.out.startswith(f"6 filer i {tmp_path}, 30 värden")
    assert {(row["indicator"], row["geography_level"], row["breakdown"]) for row in rows} == {
        ("anmalda-ran", "sdn", "")
    }
    assert {row["year"] for row in rows} == {"2014", "2015", "2016"}
    assert "Urval: indikator" in (tmp_path / "LAS-MIG.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("--indicator", "finns-inte"), "Indikatorn finns-inte finns inte i registret."),
        (("--geography", "999"), "Geografin 999 finns inte i registret."),
        (("--area", "11"), "Området 11 finns inte i registret."),
        (("--year", "2019-2014"), "Första året 2019 ligger efter det sista, 2014."),
        (("--year", "1900"), "Urvalet har inga värden: välj mindre snävt. Inget är skrivet."),
        (("--as-of", "2001-01-01"), "Det finns inget från 2001-01-01: den första dataversionen kom "),
        (("--as-of", "snart"), "Tiden snart går inte att läsa."),
    ],
)
def test_a_choice_that_cannot_be_met_ends_with_two_and_nothing_written(
    run: Run, tmp_path: Path, asked: tuple[str, ...], why: str
) -> None:
    said = run("export", "-o", str(tmp_path / "ut"), *asked)
    assert (said.status, said.out) == (2, "")
    assert why in said.err
    assert not list(tmp_path.iterdir())


def test_no_file_is_replaced_without_being_asked_to(run: Run, tables: Path) -> None:
    (tables / "varden.csv").write_text("mina egna anteckningar")
    said = run("export", "-o", str(tables))
    assert said.status == 2
    assert f"I {tables} finns redan varden.csv, pahittade-varden.csv, kodbok.csv och 4 till." in said.err
    assert "--overwrite" in said.err
    assert (tables / "varden.csv").read_text() == "mina egna anteckningar"
    assert run("export", "-o", str(tables), "--overwrite").status == 0
    assert len(rows_of(tables / "varden.csv")) > 1000


def test_an_export_as_of_a_time_holds_what_stood_then(run: Run, own: Settings, tmp_path: Path) -> None:
    store = Store.open(own)
    store.end_demo(by="Anna", at=datetime(2021, 1, 2, 12, tzinfo=UTC))
    store.close()
    for folder, asked in (("nu", ()), ("da", ("--as-of", "2020-12-31"))):
        assert run("export", "-o", str(tmp_path / folder), *asked, on=own).status == 0
    assert not (tmp_path / "nu" / "pahittade-varden.csv").exists()
    assert rows_of(tmp_path / "da" / "pahittade-varden.csv")
    batches = {row["batch"] for row in rows_of(tmp_path / "da" / "kallor.csv")}
    assert {row["batch"] for row in values_of(tmp_path / "da")} == batches


def test_a_killed_export_leaves_no_half_file_under_its_right_name(tmp_path: Path) -> None:
    """One process writes the files over and over, each time with other contents, until it is killed."""
    chance = random.Random(2020)
    for _ in range(5):
        writer = processes.Process(target=_write_for_ever, args=(tmp_path,))
        writer.start()
        until = time.monotonic() + 30
        while not (tmp_path / NAMES[-1]).exists() and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.1))
        writer.kill()
        writer.join(30)
        for name in NAMES:
            content = (tmp_path / name).read_bytes()
            assert (len(content), len(set(content))) == (SIZE, 1), name


def _write_for_ever(folder: Path) -> None:
    for turn in itertools.count():
        writing.write(dict.fromkeys(NAMES, bytes([turn % 256]) * SIZE), folder)
