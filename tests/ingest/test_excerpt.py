"""A figure shown where it stands in the received file, and nothing else with it."""

from __future__ import annotations

from openpyxl import Workbook

from indicators.ingest import excerpt
from indicators.ingest.workbook import read
from indicators.ingest.workbook.book import Sheet
from tests.ingest.books import a_book


def a_sheet() -> Sheet:
    workbook = Workbook()
    for row in (["Kod", "2018", "2019", "Kommentar"], ["rån", 68, 102, "hemligt"], ["stöld", 7, 9, ""]):
        workbook.active.append(row)
    return a_book(workbook).sheets[0]


def test_the_column_asked_for_and_texts_before_it_are_told() -> None:
    found = excerpt.on_sheet(a_sheet(), "C2")
    assert found is not None
    assert found.rows == (
        (1, ("Kod", excerpt.UNSHOWN, "2019")),
        (2, ("rån", excerpt.UNSHOWN, "102")),
        (3, ("stöld", excerpt.UNSHOWN, "9")),
    )


def test_a_cell_with_nothing_in_it_has_no_excerpt() -> None:
    assert excerpt.on_sheet(a_sheet(), "C9") is None
    assert excerpt.on_sheet(a_sheet(), "hemligt") is None


def test_figures_written_as_text_are_not_told_either() -> None:
    workbook = Workbook()
    row = ["Narkotika årskurs 9", "kvinnor", "3", "3 st", "ca 3", "16–24 år", "102"]
    workbook.active.append(row)
    found = excerpt.on_sheet(a_book(workbook).sheets[0], "G1")
    assert found is not None
    assert found.rows[0] == (1, ("kvinnor", *[excerpt.UNSHOWN] * 4, "102"))
    found = excerpt.on_sheet(a_book(workbook).sheets[0], "C1")
    assert found is not None
    assert found.rows[0] == (1, ("Narkotika årskurs 9", "kvinnor", "3"))


def test_a_figure_of_a_text_file_is_not_told_beside_another() -> None:
    sheet = read(b"plats;2018;2019\r\nAngered;3;210\r\n", "a.csv").sheets[0]
    found = excerpt.on_sheet(sheet, "C2")
    assert found is not None
    assert dict(found.rows)[2] == ("Angered", excerpt.UNSHOWN, "210")
