"""A figure shown where it stands in the received file, and nothing else with it."""

from __future__ import annotations

from openpyxl import Workbook

from indicators.ingest import excerpt
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
        (1, ("Kod", "2018", "2019")),
        (2, ("rån", excerpt.UNSHOWN, "102")),
        (3, ("stöld", excerpt.UNSHOWN, "9")),
    )


def test_a_cell_with_nothing_in_it_has_no_excerpt() -> None:
    assert excerpt.on_sheet(a_sheet(), "C9") is None
    assert excerpt.on_sheet(a_sheet(), "hemligt") is None
