"""A file at an address: on a server or in a folder, read as an uploaded one, by headings or by a layout."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest

from indicators.ingest import entries as e
from indicators.model import SourceLimits
from tests.ingest.sources.declared import a_file, fetched, refused
from tests.servers.services import services

TEXT = "Plats;År;Andel;Kommentar\nAngered;2018;71,5;a\nCentrum;2018;..;b\n"
LAYOUT = """
header_rows = [1]
indicator = { fixed = "an-indicator" }
geography = { column = "A" }
period = { column = "B" }
[[values]]
field = "value"
columns = "C"
"""


def test_a_text_file_in_a_folder_is_read_by_its_headings(tmp_path: Path) -> None:
    (tmp_path / "tal å.csv").write_bytes(TEXT.encode("cp1252"))
    found = fetched(a_file(table="tal å.csv"), tmp_path.as_uri())
    assert found.content == TEXT.encode("cp1252")
    assert found.file_name == "tal å.csv"
    assert list(found.table["value_raw"]) == ["71,5", ".."]
    assert list(found.table["value_cell"]) == ["C2", "C3"]
    assert [f.code for f in found.findings] == ["source-unused-columns"]


def test_a_layout_in_the_register_or_a_saved_one_points_out_the_figures(tmp_path: Path) -> None:
    (tmp_path / "tal.csv").write_text(TEXT, encoding="utf-8")
    inline = fetched(a_file(table="tal.csv", layout=LAYOUT), str(tmp_path))
    saved = fetched(a_file(table="tal.csv", layout="tabellen"), str(tmp_path), layout=LAYOUT)
    assert inline.table.equals(saved.table)
    assert list(inline.table[e.GEOGRAPHY]) == ["Angered", "Centrum"]
    assert "Läskartan tabellen finns inte" in str(refused(a_file(table="tal.csv", layout="tabellen"), str(tmp_path)))


def test_a_workbook_keeps_its_sheet_and_reads_per_cent_cells_as_they_are_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Trygghet"
    for row in (("Plats", "År", "Andel"), ("Angered", 2018, 0.715)):
        book.active.append(row)
    book.active["C2"].number_format = "0.0%"
    book.save(tmp_path / "tal.xlsx")
    table = fetched(a_file(table="tal.xlsx"), str(tmp_path)).table
    assert (table[e.SHEET][0], table["value_number"][0]) == ("Trygghet", 0.715)
    assert "%" in table["value_format"][0]


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "mapp"
    folder.mkdir()
    (tmp_path / "hemligt.csv").write_text(TEXT, encoding="utf-8")
    (folder / "länk.csv").symlink_to(tmp_path / "hemligt.csv")
    os.mkfifo(folder / "rör.csv")
    for table in ("../hemligt.csv", "länk.csv", "rör.csv", "saknas.csv", str(tmp_path / "hemligt.csv"), ""):
        assert refused(a_file(table=table), str(folder)).code == "source-file"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "tal.csv").write_text(TEXT * 100, encoding="utf-8")
    small = SourceLimits(rows=100, seconds=5, bytes=1_000)
    assert refused(a_file(table="tal.csv", limits=small), str(tmp_path)).code == "source-bytes"


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"<html></html>", b"", b"PK\x03\x04damaged"])
def test_a_file_that_the_gate_refuses_is_refused_in_its_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tal.csv").write_bytes(content)
    said = str(refused(a_file(table="tal.csv"), str(tmp_path)))
    assert said.startswith("Filen ")
    assert "be utgivaren om filen" in said
    assert "lämna in" not in said


def test_a_file_on_a_server_is_read() -> None:
    with services() as server:
        fault = refused(a_file(table="PROVENANCE.md"), f"{server.address}/files")
        assert fault.code == "source-absent"
        assert refused(a_file(table="saknas.csv"), f"{server.address}/files").code == "source-missing"
