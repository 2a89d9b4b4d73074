"""Everything is in every format, told alike, and read back by others to the last digit."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from jsonschema import Draft202012Validator

from indicators import observations as obs
from indicators import situation
from indicators.model import Registry
from indicators.reports import opendata
from indicators.reports.choice import Choice
from indicators.reports.contents import Contents, gather
from indicators.store import Store
from tests.ingest.office import saved_again
from tests.reports.read_back import FIGURES, KEY, READERS, TOLD, Files, by_pyjstat, cubes, in_order

kinds = pytest.mark.parametrize("kind", [str(kind) for kind in opendata.Format])


@pytest.fixture(scope="module")
def everything(store: Store, register: Registry) -> Contents:
    return gather(store, register, Choice())


@pytest.fixture(scope="module")
def made(everything: Contents, register: Registry) -> dict[str, Files]:
    return {str(kind): opendata.files(everything, register, kind=kind) for kind in opendata.Format}


@kinds
def test_every_standing_observation_is_in_every_format(made: dict[str, Files], store: Store, kind: str) -> None:
    standing = in_order(store.observations()[[*KEY, obs.STATUS]])
    told = in_order(READERS[kind](made[kind]))
    pd.testing.assert_frame_equal(told[KEY], standing[KEY], check_dtype=False)


@kinds
def test_values_limits_parts_and_statuses_are_those_of_the_pages(
    made: dict[str, Files], store: Store, register: Registry, kind: str
) -> None:
    told = in_order(READERS[kind](made[kind]))
    seen = in_order(situation.values(store, register)[TOLD])
    nearness = {"rtol": 1e-15, "atol": 0.0} if kind == "xlsx" else {"check_exact": True}  # a spreadsheet's own digits
    pd.testing.assert_frame_equal(told, seen, check_dtype=False, **nearness)


def test_an_independent_reader_of_json_stat_reads_the_same_values(made: dict[str, Files]) -> None:
    known = READERS["csv"](made["csv"]).set_index(KEY)[FIGURES]
    found = 0
    for name, content in made["json-stat"].items():
        if name.startswith("json-stat"):
            table = by_pyjstat(content).dropna(subset=["value"])
            indicator = name.rpartition("/")[2].removesuffix(".json")
            divided = [d for d in table.columns if d not in ("geography", "year", "metric", "value")]
            for row in table.to_dict("records"):
                breakdown = "|".join(f"{d}={row[d]}" for d in divided if row[d] != "alla")
                key = (indicator, row["geography"], int(row["year"]), breakdown)
                assert known.at[key, row["metric"]] == row["value"], key
            found += len(table)
    assert found == int(known.notna().sum().sum())


def test_json_stat_follows_the_description_of_the_format(made: dict[str, Files]) -> None:
    schema = json.loads((Path(__file__).parent / "json_stat_schema.json").read_text(encoding="utf-8"))
    checked = Draft202012Validator(schema)
    for name, content in made["json-stat"].items():
        if name.endswith(".json"):
            assert [fault.message for fault in checked.iter_errors(json.loads(content))] == [], name


def test_every_dimension_of_json_stat_has_its_size_and_labels_and_every_cell_a_place(made: dict[str, Files]) -> None:
    for name, cube in cubes(made["json-stat"]).items():
        categories = [cube["dimension"][d]["category"] for d in cube["id"]]
        assert cube["size"] == [len(known["index"]) for known in categories], name
        assert all(set(known["index"]) == set(known["label"]) for known in categories), name
        cells = 1
        for size in cube["size"]:
            cells *= size
        assert max(map(int, {**cube["value"], **cube["status"]})) < cells, name
        assert {d for role in cube["role"].values() for d in role} <= set(cube["id"]), name


def test_no_cube_of_json_stat_is_mostly_empty(made: dict[str, Files]) -> None:
    """A cube for all indicators would have a value in about one place of a hundred; one divided two ways in the city
    alone has one of ten."""
    for name, cube in cubes(made["json-stat"]).items():
        places = 1
        for size in cube["size"][:-1]:
            places *= size
        assert len(cube["extension"]["observations"]["rows"]) / places > 0.1, name


def test_the_collection_refers_to_every_dataset(made: dict[str, Files]) -> None:
    items = json.loads(made["json-stat"]["samling.json"])["link"]["item"]
    assert {item["href"] for item in items} == {name for name in made["json-stat"] if name.startswith("json-stat")}


def test_a_dataset_of_json_stat_says_where_it_comes_from_without_the_other_files(made: dict[str, Files]) -> None:
    for name, cube in cubes(made["json-stat"]).items():
        told = cube["extension"]
        batches = {row[told["observations"]["columns"].index("batch")] for row in told["observations"]["rows"].values()}
        assert {source["batch"] for source in told["sources"]} == batches, name
        assert all(len(source["sha256"]) == 64 for source in told["sources"]), name
        assert told["indicator"]["definition"] in cube["note"], name
        assert told["demo"] is name.startswith("demo-"), name
        assert cube["note"][0].startswith("Påhittade siffror för demonstration") is told["demo"], name


@kinds
def test_the_same_contents_give_the_same_bytes(store: Store, register: Registry, kind: str) -> None:
    told = gather(store, register, Choice(strategic_areas=(4,)))
    first, second = (opendata.package(told, register, kind=opendata.Format(kind)) for _ in range(2))
    assert first == second


def test_names_of_files_say_that_some_values_are_made_up(store: Store, register: Registry) -> None:
    for indicator, mark in (("anmalda-ran", False), ("demo-god-halsa", True)):
        told = gather(store, register, Choice(indicators=(indicator,)))
        assert ("pahittade" in opendata.package(told, register, kind=opendata.Format.XLSX).name) is mark
        assert ("pahittade-varden.csv" in opendata.files(told, register, kind=opendata.Format.CSV)) is mark
        assert ("varden.csv" in opendata.files(told, register, kind=opendata.Format.CSV)) is not mark


def test_libreoffice_opens_the_workbook_with_the_same_cells(store: Store, register: Registry, tmp_path: Path) -> None:
    told = gather(store, register, Choice(strategic_areas=(4,)))
    content = opendata.package(told, register, kind=opendata.Format.XLSX).content
    before, after = (openpyxl.load_workbook(io.BytesIO(c)) for c in (content, saved_again(content, tmp_path)))
    assert after.sheetnames == before.sheetnames
    assert before.sheetnames[:1] == ["Läs mig"]
    for name in before.sheetnames[1:]:
        assert _cells(after, name) == _cells(before, name), name


def _cells(book: openpyxl.Workbook, name: str) -> list[list[object]]:
    """What stands in a sheet, with fewer digits than the fifteen that a spreadsheet keeps."""
    return [[float(f"{v:.12g}") if isinstance(v, float) else v for v in row] for row in book[name].values]


def test_cells_of_the_workbook_are_numbers_texts_and_times(made: dict[str, Files]) -> None:
    (content,) = made["xlsx"].values()
    book = openpyxl.load_workbook(io.BytesIO(content))
    types = {
        (title, cell.value): {c.data_type for c in column[1:] if c.value is not None}
        for title in ("Värden", "Källor")
        for column in book[title].columns
        for cell in column[:1]
    }
    assert types["Värden", "År"] == types["Värden", "Värde"] == types["Värden", "Nämnare"] == {"n"}
    assert types["Värden", "Platskod"] == types["Värden", "Text i cellen"] == {"s"}
    assert types["Källor", "Godkänd"] == {"d"}


def test_a_table_longer_than_a_sheet_goes_on_upon_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    from indicators.reports import workbook

    monkeypatch.setattr(workbook, "LAST_ROW", 2)
    book = openpyxl.load_workbook(io.BytesIO(workbook.book({"A": pd.DataFrame({"tal": [1, 2, 3]})})))
    assert {title: [c.value for c in book[title]["A"]] for title in book.sheetnames} == {
        "A": ["tal", 1, 2],
        "A 2": ["tal", 3],
    }
